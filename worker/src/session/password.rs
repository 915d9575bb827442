//! Changing one's own password, and resetting somebody else's to a one-time code.

use super::{sign_in::Attempt, store};
use crate::{
    kernel::{
        audit::Audit,
        d1::{Change, Query, args},
        error::Error,
        routes::Call,
        secret,
    },
    roster::exports::end_feed,
};
use dianwu_domain::{
    Code, Duty, FieldCode, Instant, PersonId,
    audit::api::Action,
    session::api::{ChangePassword, Me, PasswordReset, ResetPassword},
};

/// A one-time code opens the page that sets a password for three days.
const CODE_SECONDS: i64 = 3 * 24 * 3600;

pub async fn change(call: Call<ChangePassword>) -> Result<Me, Error> {
    let (caller, body) = (call.who, call.body);
    body.new
        .check_new(&[caller.me.number.as_str(), caller.me.name.as_str()])
        .map_err(|code| Error::field("new", code))?;
    let find = store::FIND_CREDENTIAL.with(args![caller.person_id()]);
    let stored: Option<store::CredentialRecord> = call.db.first(find).await?;
    let stored = stored.ok_or_else(|| Error::internal("a session without a credential"))?.password_hash;

    let attempt = Attempt::begin(&call.db, &call.source, &format!("password:{}", caller.person_id())).await?;
    if caller.me.must_change_password {
        if secret::verify_password(body.new.as_str(), Some(&stored)) {
            return Err(Error::field("new", FieldCode::TooSimple));
        }
    } else {
        let current = body.current.as_ref().ok_or(Error::field("current", FieldCode::Required))?;
        if !secret::verify_password(current.as_str(), Some(&stored)) {
            return Err(Error::field("current", FieldCode::Mismatch));
        }
    }
    let audit = Audit::new(&call.source, caller.person_id(), Action::PasswordChange, &caller.me.number);
    let hash = secret::hash_password(body.new.as_str())?;
    let set = store::SET_CREDENTIAL.with(args![caller.person_id(), hash, false, None::<i64>, call.source.now]);
    attempt
        .forgive(Change::new(audit))
        .with(set)
        .with(store::DELETE_OTHER_SESSIONS.with(args![caller.person_id(), caller.session_id]))
        .with(end_feed(caller.person_id()))
        .commit(&call.db)
        .await?;
    Ok(Me { must_change_password: false, ..caller.me })
}

/// HR may reset anybody's password but an administrator's: that would be a way to become one.
pub async fn reset(call: Call<ResetPassword>) -> Result<PasswordReset, Error> {
    let find = store::FIND_ACCOUNT_IN_SCOPE.with(args![call.path.person_id, call.who.arg()]);
    let account: store::ScopedAccountRecord = call.db.first(find).await?.ok_or(Error::not_found())?;
    if account.is_administrator && !call.who.caller.holds(Duty::Administer) {
        return Err(Error::new(Code::Forbidden));
    }
    let (reset, set) = new_code(account.id, call.source.now)?;
    let audit = Audit::new(&call.source, call.who.caller.person_id(), Action::PasswordReset, &account.number);
    end_access(Change::new(audit).with(set), account.id).commit(&call.db).await?;
    Ok(reset)
}

/// A one-time code for a person, and the statement that makes it their password.
///
/// # Errors
/// When the platform gives no randomness: a fault of ours.
pub fn new_code(person: PersonId, now: Instant) -> Result<(PasswordReset, Query), Error> {
    let code = secret::new_code()?;
    let expires_at = now.plus_seconds(CODE_SECONDS);
    let set = store::SET_CREDENTIAL.with(args![person, secret::hash_password(&code)?, true, expires_at, now]);
    Ok((PasswordReset { code, expires_at }, set))
}

/// Ends what opens somebody's data: they are signed out everywhere, and their calendar's address ends.
pub fn end_access(change: Change, person: PersonId) -> Change {
    change.with(store::DELETE_SESSIONS.with(args![person])).with(end_feed(person))
}
