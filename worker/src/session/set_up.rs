//! The first administrator. The operator of a deployment gives the worker a secret `SETUP_CODE` and passes it on;
//! once there is an administrator the code opens nothing.

use super::{
    common,
    limits::Attempt,
    sign_in::{Opened, open_session},
    store,
};
use crate::kernel::{
    audit::Audit,
    clock,
    d1::{Arg, Change, Db, args},
    error::Error,
    refusal,
    routes::{Call, Reply},
    secret,
};
use dianwu_domain::{
    Code, FieldCode, ShiftKindId, Zone,
    audit::api::Action,
    people::search::Key,
    session::{
        api::{Me, RefusalKind, SetUp, Setup, SetupState},
        network::Network,
        throttle::Limits,
    },
    text::{OneTimeCode, fold},
};
use serde_json::{Value, json};

pub async fn state(call: Call<SetupState>) -> Result<Setup, Error> {
    Ok(Setup { needed: !is_set_up(&call.db).await? })
}

pub async fn set_up(call: Call<SetUp>) -> Result<Reply<Me>, Error> {
    if is_set_up(&call.db).await? {
        return Err(Error::new(Code::SetUpDone));
    }
    let body = call.body;
    let network = Network::of(&call.source.address);
    let note = async |kind| refusal::note(&call.db, &call.source, kind, None, &network.near).await;
    let attempt = match Attempt::begin_proof(&call.db, &call.source, Limits::of_public_proof("set-up", &network)).await
    {
        Err(error) if error.code() == Code::LockedOut => {
            note(RefusalKind::LockedOut).await;
            return Err(error);
        }
        begun => begun?,
    };
    let given = call.env.secret("SETUP_CODE").map(|code| code.to_string()).unwrap_or_default();
    let Some(expected) = expected(&given) else {
        worker::console_error!(
            "{} SETUP_CODE opens nothing: it must have at least {SHORTEST} letters and digits (A-Z, 0-9), and has {}",
            call.source.request_id,
            kept(&given)
        );
        return Err(Error::new(Code::NotAllowedNow));
    };
    if !secret::is_same(expected.as_str(), body.code.as_str()) {
        note(RefusalKind::WrongCode).await;
        return Err(Error::field("code", FieldCode::Mismatch));
    }
    if let Err(code) = common::check_new(&body.password, [&body.name, &body.shop_name], &[body.number.as_str()]) {
        // The code itself was right.
        attempt.take_back(&call.db).await?;
        return Err(Error::field("password", code));
    }

    let hash = secret::hash_password(body.password.as_str())?;
    let key = Key::of(&body.name);
    let today = Zone::CHINA.local(call.source.now).day;
    let kinds = default_shift_kinds();
    let audit = Audit::new(&call.source, body.person_id, Action::SHOP_SET_UP, &body.shop_name);
    let change = attempt
        .forgive(Change::new(audit))
        .with(store::INSERT_SHOP.with(args![&body.shop_name]))
        .with(store::INSERT_ROOT.with(args![body.department_id, &body.shop_name, fold(body.shop_name.as_str())]))
        .with(store::INSERT_FOUNDER.with(args![
            body.person_id,
            &body.number,
            &body.name,
            body.department_id,
            today,
            call.source.now,
            key.name,
            key.sounds,
        ]))
        .with(store::SET_CREDENTIAL.with(args![body.person_id, hash, false, None::<i64>, call.source.now]))
        .guarded(store::GRANT_FOUNDER.with(args![body.person_id]))
        .with(store::INSERT_SHIFT_KINDS.with(args![kinds.clone()]))
        .with(store::INSERT_SHIFT_HOURS.with(args![kinds]));
    let opened = Opened { person: body.person_id, ends_at: None };
    let done = open_session(&call.db, &call.source, &call.cookies, opened, change).await;
    // Of two who send it at once, the second fails at whatever the first has taken.
    if done.is_err() && is_set_up(&call.db).await? { Err(Error::new(Code::SetUpDone)) } else { done }
}

/// Fewer letters and digits than this are no code: anybody could try them.
const SHORTEST: usize = 16;

/// The deployment's code, if it has one worth the name.
fn expected(given: &str) -> Option<OneTimeCode> {
    given.parse::<OneTimeCode>().ok().filter(|_| kept(given) >= SHORTEST)
}

/// How many letters and digits are left of a code when what does not count is taken away.
fn kept(given: &str) -> usize {
    given.parse::<OneTimeCode>().map_or(0, |code| code.as_str().chars().count())
}

/// Whether the shop has an administrator.
async fn is_set_up(db: &Db) -> Result<bool, Error> {
    let administrator: Option<Value> = db.first(store::FIND_ADMINISTRATOR.with(args![])).await?;
    Ok(administrator.is_some())
}

/// The two shifts of the rules (《淘宝运营管理制度》第十五条: 早班 8:00–17:00, 晚班 16:00–24:00) and the day off. The
/// early shift's ninth hour is the meal; the late one has none.
fn default_shift_kinds() -> Arg {
    let id = || ShiftKindId::new(clock::new_id());
    Arg::json(&json!([
        { "id": id(), "code": "早", "name": "早班", "hue": "amber", "start": 480, "end": 1020, "meal": 60, "paid": 480 },
        { "id": id(), "code": "晚", "name": "晚班", "hue": "indigo", "start": 960, "end": 1440, "meal": 0, "paid": 480 },
        { "id": id(), "code": "休", "name": "休息", "hue": "slate", "meal": 0, "paid": 0 },
    ]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_few_letters_is_none() {
        for none in ["", "-", "密码密码密码密码密码密码密码密码", "K7QF-2M9X-RT4C", "TEST-CODE", "1234-5678-9012-345"]
        {
            assert_eq!(expected(none), None, "{none}");
        }
        let code = expected("k7qf-2m9x-rt4c-8wpz").unwrap();
        assert_eq!(code.as_str(), "K7QF2M9XRT4C8WPZ");
        assert_eq!("K7QF 2M9X RT4C 8WPZ".parse(), Ok(code));
    }
}
