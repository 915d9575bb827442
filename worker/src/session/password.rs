//! Changing one's own password, and one-time codes for others.

use super::{
    common,
    limits::{self, Attempt},
    sign_in::as_code,
    store,
};
use crate::kernel::{
    audit::Audit,
    auth, clock,
    d1::{Arg, Change, Query, args},
    error::Error,
    refusal,
    routes::{Call, Reply},
    secret,
};
use dianwu_domain::{
    Code, FieldCode, Instant, Permission, PersonId, SessionId,
    audit::api::Action,
    session::{
        api::{
            ChangePassword, CodesBody, EndSessions, IssueCodes, IssuedCode, Me, PasswordReset, RefusalKind,
            ResetPassword,
        },
        network::Network,
        throttle::Limits,
    },
};
use serde_json::json;
use std::collections::HashSet;

/// A one-time code opens the page that sets a password for three days.
const CODE_SECONDS: i64 = 3 * 24 * 3600;

/// Whoever enters a password gets a new session: what somebody may have learnt of the old one is worth nothing.
pub async fn change(call: Call<ChangePassword>) -> Result<Reply<Me>, Error> {
    let (caller, body) = (call.who, call.body);
    let person = caller.person_id();
    let stored: Option<store::CredentialRecord> = call.db.first(store::FIND_CREDENTIAL.with(args![person])).await?;
    let stored = stored.ok_or(Error::new(Code::NotSignedIn))?;
    let phone = stored.phone.as_ref().map_or("", |phone| phone.as_str());
    common::check_new(&body.new, [&caller.me.name, &caller.me.shop.name], &[caller.me.number.as_str(), phone])
        .map_err(|code| Error::field("new", code))?;

    if body.current.is_none() && !caller.me.must_change_password {
        return Err(Error::field("current", FieldCode::Required));
    }

    let network = Network::of(&call.source.address);
    let note = async |kind| refusal::note(&call.db, &call.source, kind, Some(person), &network.near).await;
    // By session: somebody who has one must not close the change of password for its owner elsewhere.
    let limits = Limits::of_proof(&format!("password:{}", caller.session_id));
    let attempt = match Attempt::begin_proof(&call.db, &call.source, limits).await {
        Err(error) if error.code() == Code::LockedOut => {
            note(RefusalKind::LockedOut).await;
            return Err(error);
        }
        begun => begun?,
    };
    if caller.me.must_change_password {
        // In whatever spelling: sign-in takes them all.
        let code = as_code(body.new.as_str());
        let typed = code.as_deref().unwrap_or(body.new.as_str());
        let is_code = secret::verify_password(typed, Some(&stored.password_hash));
        if is_code {
            return Err(Error::field("new", FieldCode::TooSimple));
        }
    } else {
        let current = body.current.as_ref().ok_or(Error::field("current", FieldCode::Required))?;
        if !secret::verify_password(current.as_str(), Some(&stored.password_hash)) {
            note(RefusalKind::WrongCurrent).await;
            return Err(Error::field("current", FieldCode::Mismatch));
        }
        // Only who knows it may learn that it is the same; the proof itself was right.
        if secret::is_same_password(body.new.as_str(), current.as_str()) {
            attempt.take_back(&call.db).await?;
            return Err(Error::field("new", FieldCode::TooSimple));
        }
    }
    let (token, session) = (secret::new_token()?, SessionId::new(clock::new_id()));
    let now = call.source.now;
    let rotate = store::ROTATE_SESSION.with(args![
        caller.session_id,
        person,
        session,
        secret::token_hash(&token),
        now,
        now.plus_seconds(auth::SESSION_SECONDS),
    ]);
    let audit = Audit::new(&call.source, person, Action::PASSWORD_CHANGE, &caller.me.number).about([person]);
    let hash = secret::hash_password(body.new.as_str())?;
    let device = call.cookies.device.as_deref().map(secret::token_hash).unwrap_or_default();
    let change = Change::new(audit)
        .guarded(store::CHANGE_CREDENTIAL.with(args![person, stored.password_hash, hash, now]))
        .guarded(rotate);
    let change = attempt
        .forgive(change)
        .with(store::DELETE_OTHER_SESSIONS.with(args![person, session]))
        .with(store::DELETE_OTHER_DEVICES.with(args![person, device]));
    end_other_ways(change, person)
        .commit(&call.db)
        .await
        // Another password, a new code or their leaving has ended this session since it was read.
        .map_err(|error| if error.is_stale() { Error::new(Code::NotSignedIn) } else { error })?;
    let me = Me { must_change_password: false, ..caller.me };
    Ok(Reply::with_cookies(me, vec![auth::cookie(&token)]))
}

/// HR may reset anybody's password but an administrator's: that would be a way to become one.
pub async fn reset(call: Call<ResetPassword>) -> Result<PasswordReset, Error> {
    let account = touchable(&call.db, &call.who, call.path.person_id).await?;
    let (reset, set) = new_code(account.id, call.source.now)?;
    let audit = Audit::new(&call.source, call.who.caller.person_id(), Action::PASSWORD_RESET, &account.number)
        .about([account.id]);
    let change = Change::new(audit).with(expect_touchable(&call.who, account.id)).with(set);
    let change = limits::reopen(end_access(change, account.id), account.id, &account.number, account.phone.as_ref());
    change.commit(&call.db).await.map_err(refused)?;
    Ok(reset)
}

/// Signs somebody out everywhere. Their password stays.
pub async fn end_sessions(call: Call<EndSessions>) -> Result<dianwu_domain::Nothing, Error> {
    let account = touchable(&call.db, &call.who, call.path.person_id).await?;
    let audit = Audit::new(&call.source, call.who.caller.person_id(), Action::SESSIONS_END, &account.number)
        .about([account.id]);
    let change = Change::new(audit).with(expect_touchable(&call.who, account.id));
    end_access(change, account.id).commit(&call.db).await.map_err(refused)?;
    Ok(dianwu_domain::Nothing {})
}

/// The account that the caller may touch.
async fn touchable(
    db: &crate::kernel::d1::Db,
    who: &auth::Scoped,
    person: PersonId,
) -> Result<store::ScopedAccountRecord, Error> {
    let find = store::FIND_ACCOUNT_IN_SCOPE.with(args![person, who.arg()]);
    let account: store::ScopedAccountRecord = db.first(find).await?.ok_or(Error::not_found())?;
    if account.is_administrator && !who.caller.holds(Permission::Administer) {
        return Err(Error::new(Code::Forbidden));
    }
    Ok(account)
}

/// The same as a guard of a batch: somebody may have become an administrator meanwhile.
fn expect_touchable(who: &auth::Scoped, person: PersonId) -> Query {
    store::EXPECT_TOUCHABLE.with(args![person, who.arg(), who.caller.holds(Permission::Administer)])
}

/// The guard says no more than that something has changed.
fn refused(error: Error) -> Error {
    if error.is_stale() { Error::new(Code::NotAllowedNow) } else { error }
}

/// Codes for a list of people, for those who have no password of their own yet: nobody is thrown out of an account that
/// they use.
pub async fn issue_codes(call: Call<IssueCodes>) -> Result<Vec<IssuedCode>, Error> {
    let people = call.body.people;
    if people.is_empty() {
        return Err(Error::field("people", FieldCode::Required));
    }
    if people.len() > CodesBody::MOST {
        return Err(Error::field("people", FieldCode::TooLong(CodesBody::MOST)));
    }
    let people: HashSet<PersonId> = people.into_iter().collect();
    let administers = call.who.caller.holds(Permission::Administer);
    let find = store::FIND_CODELESS.with(args![Arg::json(&people), call.who.arg(), administers]);
    let found: Vec<store::ScopedAccountRecord> = call.db.all(find).await?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let expires_at = call.source.now.plus_seconds(CODE_SECONDS);
    let mut codes = Vec::with_capacity(found.len());
    let mut hashes = Vec::with_capacity(found.len());
    for account in found {
        let code = secret::new_code()?;
        hashes.push(json!({ "id": account.id, "hash": secret::hash_password(&code)? }));
        codes.push((account, PasswordReset { code, expires_at }));
    }
    let numbers: Vec<_> = codes.iter().map(|(account, _)| &account.number).collect();
    let audit = Audit::new(&call.source, call.who.caller.person_id(), Action::CODES_ISSUE, numbers.len())
        .about(codes.iter().map(|(account, _)| account.id))
        .after(&json!({ "numbers": numbers }));
    let list = Arg::json(&hashes);
    let change = Change::new(audit).with(store::SET_CODES.with(args![list.clone(), expires_at, call.source.now]));
    let change = change.with(store::DELETE_CODE_SESSIONS.with(args![list]));
    let change = codes.iter().fold(change, |change, (account, _)| {
        limits::reopen(change, account.id, &account.number, account.phone.as_ref())
    });
    let rows = change.commit(&call.db).await?;
    let set: HashSet<PersonId> = rows.take::<store::PersonIdRecord>(0)?.into_iter().map(|row| row.id).collect();
    let issued = codes.into_iter().filter(|(account, _)| set.contains(&account.id));
    Ok(issued
        .map(|(account, code)| IssuedCode { person_id: account.id, number: account.number, name: account.name, code })
        .collect())
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

/// The statement that ends the password, or the one-time code, of somebody who has left: coming back, they get a new one.
pub fn end_credential(person: PersonId) -> Query {
    store::DELETE_CREDENTIAL.with(args![person])
}

/// Ends what opens somebody's data: they are signed out everywhere, no browser is known as theirs, and what else opens
/// it, such as a calendar's address, ends.
pub fn end_access(change: Change, person: PersonId) -> Change {
    let change = change
        .with(store::DELETE_SESSIONS.with(args![person]))
        .with(store::DELETE_OTHER_DEVICES.with(args![person, ""]));
    end_other_ways(change, person)
}

/// Ends what opens somebody's data without a session: features say at their doors what that is.
fn end_other_ways(change: Change, person: PersonId) -> Change {
    crate::doors().filter_map(|door| door.end_of_access).fold(change, |change, end| change.with(end(person)))
}
