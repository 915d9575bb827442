//! The first administrator. The operator of a deployment gives the worker a secret `SETUP_CODE` and passes it on;
//! once there is an administrator the code opens nothing.

use super::{
    sign_in::{Attempt, open_session},
    store,
};
use crate::kernel::{
    audit::Audit,
    d1::{Arg, Change, Db, args},
    error::Error,
    routes::{Call, Reply},
    secret,
};
use dianwu_domain::{
    Code, FieldCode, ShiftKindId, Zone,
    audit::api::Action,
    people::search::Key,
    session::api::{Me, SetUp, Setup, SetupState},
    text::{OneTimeCode, fold},
};
use serde_json::{Value, json};
use uuid::Uuid;

pub async fn state(call: Call<SetupState>) -> Result<Setup, Error> {
    Ok(Setup { needed: !is_set_up(&call.db).await? })
}

pub async fn set_up(call: Call<SetUp>) -> Result<Reply<Me>, Error> {
    if is_set_up(&call.db).await? {
        return Err(Error::new(Code::SetUpDone));
    }
    let body = call.body;
    let attempt = Attempt::begin(&call.db, &call.source, "set-up").await?;
    let expected = call.env.secret("SETUP_CODE").map(|code| code.to_string()).unwrap_or_default();
    let expected: OneTimeCode = expected.parse().map_err(|_| Error::new(Code::NotAllowedNow))?;
    if !secret::is_same(expected.as_str(), body.code.as_str()) {
        return Err(Error::field("code", FieldCode::Mismatch));
    }
    body.password
        .check_new(&[body.number.as_str(), body.name.as_str()])
        .map_err(|code| Error::field("password", code))?;

    let hash = secret::hash_password(body.password.as_str())?;
    let key = Key::of(&body.name);
    let today = Zone::CHINA.local(call.source.now).day;
    let audit = Audit::new(&call.source, body.person_id, Action::ShopSetUp, &body.shop_name);
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
        .with(store::INSERT_SHIFT_KINDS.with(args![default_shift_kinds()]));
    let done = open_session(&call.db, &call.source, body.person_id, change).await;
    // Of two who send it at once, the second fails at whatever the first has taken.
    if done.is_err() && is_set_up(&call.db).await? { Err(Error::new(Code::SetUpDone)) } else { done }
}

/// Whether the shop has an administrator.
async fn is_set_up(db: &Db) -> Result<bool, Error> {
    let administrator: Option<Value> = db.first(store::FIND_ADMINISTRATOR.with(args![])).await?;
    Ok(administrator.is_some())
}

/// The two shifts of the rules (《淘宝运营管理制度》第十五条: 早班 8:00–17:00, 晚班 16:00–24:00) and the day off. The
/// early shift's ninth hour is the meal; the late one has none.
fn default_shift_kinds() -> Arg {
    let id = || ShiftKindId::new(Uuid::now_v7());
    Arg::json(&json!([
        { "id": id(), "code": "早", "name": "早班", "hue": "amber", "start": 480, "end": 1020, "meal": 60, "paid": 480 },
        { "id": id(), "code": "晚", "name": "晚班", "hue": "indigo", "start": 960, "end": 1440, "meal": 0, "paid": 480 },
        { "id": id(), "code": "休", "name": "休息", "hue": "slate", "meal": 0, "paid": 0 },
    ]))
}
