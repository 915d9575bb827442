//! One person: reading, creating, changing.

use super::{
    employment::{self, Rewrite},
    import, organisation, store,
};
use crate::{
    kernel::{
        audit::Audit,
        auth::Scoped,
        d1::{Change, Db, args},
        error::{Error, check},
        routes::Call,
    },
    session,
};
use dianwu_domain::{
    Code, FieldCode, FieldError, Permission, PersonId, Role,
    audit::api::Action,
    kernel::problem::{FieldHolder, Holder},
    people::{
        api::{
            CreatePerson, CreatedPerson, GetPerson, NewPerson, Person, PersonChange, PersonFields, Status, UpdatePerson,
        },
        employment::Employment,
    },
};

pub async fn get(call: Call<GetPerson>) -> Result<Person, Error> {
    find(&call.db, &call.who, call.path.person_id).await?.ok_or(Error::not_found())
}

/// The person with their roles, if they are in the scope.
pub async fn find(db: &Db, who: &Scoped, id: PersonId) -> Result<Option<Person>, Error> {
    let queries =
        vec![store::FIND_PERSON.with(args![id, who.arg()]), store::FIND_PERSON_GRANTS.with(args![id, who.arg()])];
    let rows = db.batch(queries).await?;
    let Some(person) = rows.first::<store::PersonRecord>(0)? else { return Ok(None) };
    let mut person = person.into_person(rows.take(1)?)?;
    if !who.caller.holds(Permission::ManagePeople) {
        person.employment.hide_terms();
    }
    Ok(Some(person))
}

/// How the audit log names a person.
pub fn subject(fields: &PersonFields) -> String {
    format!("{} {}", fields.number, fields.name)
}

/// Whether somebody is an administrator, whose account only administrators may touch.
pub fn is_administrator(person: &Person) -> bool {
    person.grants.iter().any(|grant| grant.role == Role::Administrator)
}

pub async fn create(call: Call<CreatePerson>) -> Result<CreatedPerson, Error> {
    let NewPerson { id, fields } = call.body;
    if let Some(person) = find(&call.db, &call.who, id).await? {
        return repeated(person, &fields);
    }
    judge(&call.db, &call.who, id, &fields).await?;
    let audit = Audit::new(&call.source, call.who.caller.person_id(), Action::PERSON_CREATE, subject(&fields))
        .about([id])
        .after(&fields);
    let mut change = Change::new(audit).guarded(store::insert([(id, &fields)], call.source.now));
    let mut initial_password = None;
    if fields.status == Status::Active {
        let (reset, set) = session::new_code(id, call.source.now)?;
        change = change.with(set);
        initial_password = Some(reset);
    }
    match change.commit(&call.db).await {
        Ok(_) => {
            let employment = Employment::of(&fields);
            let person = Person { id, fields, employment, grants: Vec::new(), last_seen_at: None, version: 1 };
            Ok(CreatedPerson { person, initial_password })
        }
        // Two sends at once: the other one wrote it first.
        Err(error) if error.code() == Code::InvalidField => match find(&call.db, &call.who, id).await? {
            Some(person) => repeated(person, &fields),
            None => Err(taken_or(error, taken(&call.db, &call.who, id, &fields).await?)),
        },
        Err(error) => Err(error),
    }
}

/// The answer to a send whose id is there already.
fn repeated(person: Person, fields: &PersonFields) -> Result<CreatedPerson, Error> {
    if person.fields == *fields {
        Ok(CreatedPerson { person, initial_password: None })
    } else {
        Err(Error::field("id", FieldCode::Taken))
    }
}

/// Refuses what does not fit in a person's new master data, by the path of the field in a body that holds it as `fields`.
async fn judge(db: &Db, who: &Scoped, id: PersonId, fields: &PersonFields) -> Result<(), Error> {
    let mut errors = fields.check();
    let mut not_found = |field: &str| errors.push(FieldError { field: field.to_owned(), code: FieldCode::NotFound });
    if !who.departments.contains(&fields.department_id) {
        not_found("department_id");
    }
    if let Some(id) = fields.position_id
        && organisation::positions(db).await?.iter().all(|position| position.id != id)
    {
        not_found("position_id");
    }
    if errors.is_empty() {
        return Ok(());
    }
    errors.iter_mut().for_each(|error| error.field.insert_str(0, "fields."));
    // The database tells what others have when it is written; where nothing is, it is asked.
    let (taken, holders) = taken(db, who, id, fields).await?;
    errors.extend(taken);
    Err(Error::held(errors, holders))
}

/// Changes a person. What is asked for and stands already is no change, so that a send can be repeated.
pub async fn update(call: Call<UpdatePerson>) -> Result<Person, Error> {
    let (id, PersonChange { version, fields, reason }) = (call.path.person_id, call.body);
    let before = find(&call.db, &call.who, id).await?.ok_or(Error::not_found())?;
    if before.fields == fields {
        return Ok(before);
    }
    let (_, today) = call.who.caller.clock(call.source.now);
    let following = before.employment.following(&fields, today);
    let asked = following.as_ref().ok().map(|employment| (employment.as_of(today, &fields), employment.clone()));
    // What is planned is not seen in the master data yet.
    let stands = |person: &Person| asked.as_ref().is_some_and(|(f, e)| *f == person.fields && *e == person.employment);
    if stands(&before) {
        return Ok(before);
    }
    if before.version != version {
        return Err(Error::new(Code::Stale));
    }
    judge(&call.db, &call.who, id, &fields).await?;
    check(untouchable(&before, &fields, call.who.caller.holds(Permission::Administer)))?;
    let employment = following.map_err(employment::misfit)?;
    let rewrite = Rewrite { before: &before, fields: employment.as_of(today, &fields), employment, reason, today };
    let audit = Audit::new(&call.source, call.who.caller.person_id(), Action::PERSON_UPDATE, subject(&fields))
        .about([id])
        .before(&before.fields)
        .after(&fields);
    match rewrite.change(&call.db, &call.who, &call.source, audit).await?.commit(&call.db).await {
        Ok(_) => Ok(rewrite.done()),
        Err(error) if error.is_stale() => {
            let now = find(&call.db, &call.who, id).await?.ok_or(Error::not_found())?;
            if stands(&now) { Ok(now) } else { Err(refused(&now, version)) }
        }
        Err(error) if error.code() == Code::InvalidField => {
            Err(taken_or(error, taken(&call.db, &call.who, id, &fields).await?))
        }
        Err(error) => Err(error),
    }
}

/// Fields that others have, and who that is as far as the caller may know.
type Held = (Vec<FieldError>, Vec<FieldHolder>);

/// The fields that others have, where the database told of the first; `error` when nobody has any of them by now.
fn taken_or(error: Error, (taken, holders): Held) -> Error {
    if taken.is_empty() { error } else { Error::held(taken, holders) }
}

/// All fields that others have.
async fn taken(db: &Db, who: &Scoped, id: PersonId, fields: &PersonFields) -> Result<Held, Error> {
    let phones: Vec<_> = fields.phone.iter().cloned().collect();
    let held = import::holders(db, std::slice::from_ref(&fields.number), &phones).await?;
    let texts = [
        Some(("fields.number", fields.number.as_str())),
        fields.phone.as_ref().map(|phone| ("fields.phone", phone.as_str())),
    ];
    let (mut errors, mut holders) = (Vec::new(), Vec::new());
    for (field, text) in texts.into_iter().flatten() {
        let Some(other) = import::holder(&held, id, text) else { continue };
        errors.push(FieldError { field: field.to_owned(), code: import::taken(other) });
        if who.departments.contains(&other.department_id) {
            let is_number = other.number.as_str() == text;
            let holder = Holder::of(other, is_number != (field == "fields.number"));
            holders.push(FieldHolder { field: field.to_owned(), holder });
        }
    }
    Ok((errors, holders))
}

/// What opens an account are its staff number and its phone: whoever could change an administrator's could take it over
/// with the next one-time code, or keep its owner out.
fn untouchable(before: &Person, after: &PersonFields, administers: bool) -> Vec<FieldError> {
    if administers || !is_administrator(before) {
        return Vec::new();
    }
    let changed =
        [("fields.number", before.fields.number != after.number), ("fields.phone", before.fields.phone != after.phone)];
    let changed = changed.into_iter().filter(|(_, is_changed)| *is_changed);
    changed.map(|(field, _)| FieldError { field: field.to_owned(), code: FieldCode::NeedsAdministrator }).collect()
}

/// Why a guarded change of a person wrote nothing: somebody was faster, or else nothing but the rule that an
/// administrator stays is left.
pub fn refused(now: &Person, version: u32) -> Error {
    Error::new(if now.version == version { Code::NotAllowedNow } else { Code::Stale })
}
