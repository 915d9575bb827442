//! Signing in. Unknown accounts and wrong passwords get the same answer after the same work; how often anybody may try
//! is in [`limits`](super::limits).

use super::{
    limits::{self, Attempt, Judged},
    store,
};
use crate::kernel::{
    audit::Audit,
    auth::{self, Cookies},
    clock,
    d1::{Change, Db, args},
    error::Error,
    refusal,
    routes::{Call, Reply, Source},
    secret,
};
use dianwu_domain::{
    Code, Instant, PersonId, SessionId,
    audit::api::Action,
    session::{
        api::{Me, RefusalKind, SignIn},
        network::Network,
        throttle::{Limits, Tried},
    },
    text::{OneTimeCode, Phone, StaffNumber},
};

pub async fn sign_in(call: Call<SignIn>) -> Result<Reply<Me>, Error> {
    let login = call.body.login.as_str();
    let number = login.parse::<StaffNumber>().ok();
    let phone = login.parse::<Phone>().ok();
    let typed = limits::typed_key(login, number.as_ref(), phone.as_ref());
    let device = call.cookies.device.as_deref().map(secret::token_hash);
    let find = store::FIND_ACCOUNT.with(args![number, phone, device, call.source.now]);
    let account: Option<store::AccountRecord> = call.db.first(find).await?;

    let is_fresh = |account: &store::AccountRecord| {
        account.expires_at.is_none_or(|end| end > call.source.now) && account.code_used_at.is_none()
    };
    let password = call.body.password.as_str();
    let network = Network::of(&call.source.address);
    let tried = match (as_code(password), &account) {
        (None, _) => Tried::Password,
        (Some(_), Some(account)) if account.must_change && is_fresh(account) => Tried::Code,
        (Some(_), _) => Tried::CodeForm,
    };
    let limits = match &account {
        Some(account) => match &account.known_device {
            Some(device) => Limits::of_known_device(&account.id.to_string(), device),
            None => Limits::of_sign_in(&account.id.to_string(), &typed, &network, tried),
        },
        None => Limits::of_sign_in(&format!("nobody:{typed}"), &typed, &network, tried),
    };
    let person = account.as_ref().map(|account| account.id);
    let note = async |kind| refusal::note(&call.db, &call.source, kind, person, &network.near).await;
    let judged = match Attempt::begin(&call.db, &call.source, limits).await {
        Err(error) if error.code() == Code::LockedOut => {
            note(RefusalKind::LockedOut).await;
            return Err(error);
        }
        judged => judged?,
    };

    let code = account.as_ref().filter(|account| account.must_change).and_then(|_| as_code(password));
    let hash = account.as_ref().map(|account| account.password_hash.as_str());
    let is_right = match (&judged, &code) {
        // Not looked at, but it takes as long.
        (Judged::Hidden, _) => secret::verify_password(password, None),
        (Judged::Open(_), Some(code)) => secret::verify_password(code, hash),
        (Judged::Open(_), None) => secret::verify_password(password, hash),
    };
    let (Some(account), Judged::Open(attempt)) = (account.filter(|account| is_right && is_fresh(account)), &judged)
    else {
        let is_hidden = matches!(judged, Judged::Hidden);
        note(if is_hidden { RefusalKind::LockedOut } else { RefusalKind::WrongPassword }).await;
        return Err(Error::new(Code::WrongCredentials));
    };
    let audit = Audit::new(&call.source, account.id, Action::SESSION_SIGN_IN, &account.number).about([account.id]);
    let proved = store::USE_CREDENTIAL.with(args![account.id, account.password_hash.as_str(), call.source.now]);
    let change = attempt.forgive(Change::new(audit).guarded(proved));
    let opened = Opened { person: account.id, ends_at: account.expires_at };
    match open_session(&call.db, &call.source, &call.cookies, opened, change).await {
        // The code was used, or the password replaced, since it was read.
        Err(error) if error.is_stale() => Err(Error::new(Code::WrongCredentials)),
        reply => reply,
    }
}

/// A typed one-time code in the form in which it was hashed: people leave out hyphens and capitals. No code holds a
/// letter that is taken for another one.
pub fn as_code(typed: &str) -> Option<String> {
    let letters: Vec<char> = typed.parse::<OneTimeCode>().ok()?.as_str().chars().collect();
    (letters.len() == secret::CODE_LENGTH && letters.iter().all(|letter| secret::CODE_LETTERS.contains(*letter)))
        .then(|| letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-"))
}

/// Whose session is opened, and when it ends, if that is sooner than usual: with the code that opened it.
#[derive(Clone, Copy, Debug)]
pub struct Opened {
    pub person: PersonId,
    pub ends_at: Option<Instant>,
}

/// Writes `change` together with a new session of the person, and answers with its cookie. The session that the browser
/// had before ends, and from now on the browser is known.
pub async fn open_session(
    db: &Db,
    source: &Source,
    cookies: &Cookies,
    opened: Opened,
    mut change: Change,
) -> Result<Reply<Me>, Error> {
    let Opened { person, ends_at } = opened;
    let (token, device) = (secret::new_token()?, secret::new_token()?);
    let usual = source.now.plus_seconds(auth::SESSION_SECONDS);
    let insert = store::INSERT_SESSION.with(args![
        SessionId::new(clock::new_id()),
        secret::token_hash(&token),
        person,
        source.now,
        ends_at.map_or(usual, |end| end.min(usual)),
        source.address.as_str(),
        source.user_agent.as_str(),
        ends_at,
    ]);
    if let Some(before) = &cookies.session {
        change = change.with(store::DELETE_SESSION_OF_TOKEN.with(args![secret::token_hash(before)]));
    }
    if let Some(before) = &cookies.device {
        change = change.with(store::ROTATE_DEVICE.with(args![secret::token_hash(before), secret::token_hash(&device)]));
    }
    change
        .with(store::DELETE_EXPIRED_SESSIONS.with(args![person, source.now]))
        .with(store::TRIM_SESSIONS.with(args![person]))
        .with(insert)
        .with(store::INSERT_DEVICE.with(args![person, secret::token_hash(&device), source.now]))
        .with(store::TRIM_DEVICES.with(args![person]))
        .commit(db)
        .await?;
    // Somebody may have ended it in between: by their leaving, a new code, another password.
    let caller = auth::caller(db, &token, source).await?.ok_or(Error::new(Code::WrongCredentials))?;
    Ok(Reply::with_cookies(caller.me, vec![auth::cookie(&token), auth::device_cookie(&device)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_typed_without_hyphens_and_capitals() {
        assert_eq!(as_code("abcd efgh-jklm").as_deref(), Some("ABCD-EFGH-JKLM"));
        assert_eq!(as_code("ＡＢＣＤ　ＥＦＧＨ　ＪＫＬＭ").as_deref(), Some("ABCD-EFGH-JKLM"));
        for other in ["not a code", "woaini131400", "ABCD-EFGH-JKL", "ABCD-EFGH-JKLO"] {
            assert_eq!(as_code(other), None, "{other}");
        }
    }
}
