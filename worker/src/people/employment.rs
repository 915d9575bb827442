//! Changes of employment: who works where from when on, and what ends with it.

use super::{departure::Asked, history, organisation, person, store};
use crate::{
    kernel::{
        audit::Audit,
        auth::Scoped,
        d1::{Arg, Change, Db, args},
        error::{Error, check},
        routes::{Call, Source},
    },
    notices::{self, Deed},
    session,
};
use dianwu_domain::{
    Code, Day, FieldCode, FieldError, Permission,
    audit::api::Action,
    people::{
        api::{ChangeEmployment, Person, PersonFields, Status},
        employment::{Employment, Misfit},
    },
    text::Reason,
};
use serde_json::json;

/// Sets the whole history. What is asked for and stands already is no change, so that a send can be repeated.
pub async fn change(call: Call<ChangeEmployment>) -> Result<Person, Error> {
    let (id, body) = (call.path.person_id, call.body);
    let before = person::find(&call.db, &call.who, id).await?.ok_or(Error::not_found())?;
    if before.employment == body.employment {
        return Ok(before);
    }
    if before.version != body.version {
        return Err(Error::new(Code::Stale));
    }
    check(problems(&call.db, &call.who, &before.employment, &body.employment).await?)?;
    let (_, today) = call.who.caller.clock(call.source.now);
    let fields = body.employment.as_of(today, &before.fields);
    let rewrite = Rewrite { before: &before, fields, employment: body.employment, reason: body.reason, today };
    let audit = Audit::new(
        &call.source,
        call.who.caller.person_id(),
        Action::EMPLOYMENT_CHANGE,
        person::subject(&before.fields),
    );
    let audit = audit.about([id]).before(&rewrite.told(&before.employment)).after(&rewrite.told(&rewrite.employment));
    match rewrite.change(&call.db, &call.who, &call.source, audit).await?.commit(&call.db).await {
        Ok(_) => Ok(rewrite.done()),
        Err(error) if error.is_stale() => {
            let now = person::find(&call.db, &call.who, id).await?.ok_or(Error::not_found())?;
            if now.employment == rewrite.employment { Ok(now) } else { Err(person::refused(&now, before.version)) }
        }
        Err(error) => Err(error),
    }
}

/// What is wrong with a history: what does not fit together, and departments and positions that are not there for the
/// caller, but for those that stand.
async fn problems(db: &Db, who: &Scoped, before: &Employment, after: &Employment) -> Result<Vec<FieldError>, Error> {
    let mut errors = after.check();
    let positions = organisation::positions(db).await?;
    for (period_place, period) in after.periods.iter().enumerate() {
        for (place, post) in period.posts.iter().enumerate() {
            if before.posts().any(|(known, _)| known == post) {
                continue;
            }
            let mut wrong = |field: &str| {
                let field = format!("periods[{period_place}].posts[{place}].{field}");
                errors.push(FieldError { field, code: FieldCode::NotFound });
            };
            if !who.departments.contains(&post.department_id) {
                wrong("department_id");
            }
            if post.position_id.is_some_and(|id| positions.iter().all(|position| position.id != id)) {
                wrong("position_id");
            }
        }
    }
    errors.iter_mut().for_each(|error| error.field.insert_str(0, "employment."));
    Ok(errors)
}

/// The field of a person's master data that does not fit their history.
pub fn misfit((field, misfit): (&'static str, Misfit)) -> Error {
    let code = match misfit {
        Misfit::NotEmployed | Misfit::BeforeHired | Misfit::BeforeLeft => FieldCode::Inconsistent,
        Misfit::NotLeft => FieldCode::Mismatch,
    };
    Error::field(format!("fields.{field}"), code)
}

/// A person with another history.
pub struct Rewrite<'a> {
    /// The person as they stand.
    pub before: &'a Person,
    /// The new master data, as of today.
    pub fields: PersonFields,
    /// The new history.
    pub employment: Employment,
    /// Why, where the past changes.
    pub reason: Option<Reason>,
    /// Today's business day.
    pub today: Day,
}

impl Rewrite<'_> {
    /// What the log keeps of a history: it as of today, what is planned, and why the past changed.
    fn told(&self, employment: &Employment) -> serde_json::Value {
        let standing = employment.as_of(self.today, &self.before.fields);
        let planned = employment.posts().map(|(post, _)| post).find(|post| post.from > self.today);
        json!({
            "department_id": standing.department_id,
            "position_id": standing.position_id,
            "hired_on": standing.hired_on,
            "left_on": standing.left_on.or(employment.ends_on()),
            "status": standing.status,
            "planned_from": planned.map(|post| post.from),
            "planned_department_id": planned.map(|post| post.department_id),
            "planned_position_id": planned.and_then(|post| post.position_id),
            "reason": self.reason.as_ref().filter(|_| *employment == self.employment),
        })
    }

    /// The person once it is written.
    pub fn done(&self) -> Person {
        Person {
            id: self.before.id,
            fields: self.fields.clone(),
            employment: self.employment.clone(),
            grants: if self.is_leaving() { Vec::new() } else { self.before.grants.clone() },
            last_seen_at: self.before.last_seen_at,
            version: self.before.version + 1,
        }
    }

    /// Whether they have left by it as of today.
    fn is_leaving(&self) -> bool {
        self.fields.status == Status::Left && self.before.fields.status == Status::Active
    }

    /// The change that writes it, with all that ends.
    ///
    /// # Errors
    /// When the caller may not, or does not say why the past changes; or as the database.
    pub async fn change(&self, db: &Db, who: &Scoped, source: &Source, audit: Audit) -> Result<Change, Error> {
        let Self { before, fields, employment, today, .. } = self;
        let (id, administers) = (before.id, who.caller.holds(Permission::Administer));
        let ends = employment.ends_on() != before.employment.ends_on() || fields.status != before.fields.status;
        if ends && person::is_administrator(before) && !administers {
            return Err(Error::new(Code::Forbidden));
        }
        // They would be signed out, and whoever leaves does not say so themselves.
        if ends && employment.ends_on().is_some() && id == who.caller.person_id() {
            return Err(Error::new(Code::Forbidden));
        }
        if self.reason.is_none() && !before.employment.keeps_past(employment, *today) {
            return Err(Error::field("reason", FieldCode::Required));
        }
        let leaves = employment.leaves(&before.employment, *today);
        let from = leaves.iter().map(|(_, from)| *from).min().unwrap_or(*today);
        let left: Vec<_> = leaves.iter().map(|(department, _)| (id, *department)).collect();
        let asked = Asked::read(db, &left, from, Deed::of(&who.caller, source)).await?;
        let update = store::update((id, before.version), who.arg(), (fields, employment), administers);
        let saved = (*employment != before.employment).then(|| history::save([(id, employment)]));
        let written = saved.into_iter().flatten().fold(Change::new(audit).guarded(update), Change::with);
        let change = asked.end(written)?;
        Ok(if self.is_leaving() { end(change, id) } else { change })
    }
}

/// Adds to the change by which somebody has left what ends with it: access with its password, notices, roles. None of it
/// comes back with a return.
pub fn end(change: Change, id: dianwu_domain::PersonId) -> Change {
    session::end_access(change, id)
        .with(session::end_credential(id))
        .with(notices::forget(id))
        .with(store::DELETE_GRANTS.with(args![Arg::from(id)]))
}
