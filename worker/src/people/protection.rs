//! Protected status, which HR alone reads. The log tells that it was set, never what it is.

use super::store;
use crate::kernel::{
    audit::Audit,
    auth::Scoped,
    d1::{Change, Db, args},
    error::{Error, check},
    routes::Call,
};
use dianwu_domain::{
    Code, FieldCode, FieldError, PersonId,
    audit::api::Action,
    people::api::{GetProtection, Protection, ProtectionKind, ProtectionState, SetProtection},
};

pub async fn get(call: Call<GetProtection>) -> Result<ProtectionState, Error> {
    Ok(find(&call.db, &call.who, call.path.person_id).await?.state())
}

async fn find(db: &Db, who: &Scoped, id: PersonId) -> Result<store::ProtectionRecord, Error> {
    db.first(store::FIND_PROTECTION.with(args![id, who.arg()])).await?.ok_or(Error::not_found())
}

pub async fn set(call: Call<SetProtection>) -> Result<ProtectionState, Error> {
    let (id, asked) = (call.path.person_id, call.body);
    let before = find(&call.db, &call.who, id).await?;
    if before.state().protection == asked.protection {
        return Ok(before.state());
    }
    if before.state().version != asked.version {
        return Err(Error::new(Code::Stale));
    }
    check(problems(asked.protection))?;
    let subject = format!("{} {}", before.number, before.name);
    let audit = Audit::new(&call.source, call.who.caller.person_id(), Action::PROTECTION_SET, subject).about([id]);
    let kind = asked.protection.map(|protection| match protection.kind {
        ProtectionKind::Pregnant => "pregnant",
        ProtectionKind::Nursing => "nursing",
    });
    let (from, until) =
        (asked.protection.map(|protection| protection.from), asked.protection.map(|protection| protection.until));
    let set = store::SET_PROTECTION.with(args![id, call.who.arg(), asked.version, kind, from, until]);
    let written = ProtectionState { version: asked.version.saturating_add(1), ..asked };
    let standing = async || {
        let now = find(&call.db, &call.who, id).await?.state();
        Ok(Some(now).filter(|now| now.protection == asked.protection))
    };
    Change::new(audit).guarded(set).or_standing(&call.db, written, standing).await
}

fn problems(protection: Option<Protection>) -> Vec<FieldError> {
    let is_backwards = protection.is_some_and(|protection| protection.until < protection.from);
    let error = FieldError { field: "protection.until".to_owned(), code: FieldCode::Inconsistent };
    is_backwards.then_some(error).into_iter().collect()
}
