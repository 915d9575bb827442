//! Handlers of the audit log.

#[cfg(test)]
mod history;
mod reach;
pub mod store;

use crate::{
    door::Door,
    kernel::{
        audit::Audit,
        d1::{Arg, Change, Query, args},
        error::Error,
        routes::{Call, Routes},
    },
};
use dianwu_domain::{
    AuditId, Day, DayMinute, FieldCode, Instant, Page, PersonId, Zone,
    audit::api::{Action, AuditQuery, AuditRow, Concerned, ExportAudit, ListAudit, MOST_EXPORTED, MOST_NAMED},
    text::{Name, StaffNumber},
};
use reach::Reach;
use serde::Deserialize;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Rows of a page.
const PAGE: usize = 50;

/// The feature's door.
pub const DOOR: Door = Door {
    routes,
    #[cfg(test)]
    statements: &[store::ALL],
    #[cfg(test)]
    tables: &["audit", "audit_person"],
    ..Door::EMPTY
};

/// Adds the feature's routes.
fn routes(routes: &mut Routes) {
    routes.add(list);
    routes.add(export);
}

async fn list(call: Call<ListAudit>) -> Result<Page<AuditRow>, Error> {
    check(&call.query)?;
    let reach = Reach::of(&call.who.caller);
    let mut items: Vec<AuditRecord> =
        call.db.all(query(&call.query, &reach, call.who.caller.me.shop.zone, PAGE + 1)).await?;
    let has_more = items.len() > PAGE;
    items.truncate(PAGE);
    let next = items.last().filter(|_| has_more).map(|last| last.id.to_string());
    Ok(Page { items: rows(items)?, next })
}

/// All lines that fit. The export is logged: it takes names out of the shop.
async fn export(call: Call<ExportAudit>) -> Result<Vec<AuditRow>, Error> {
    check(&call.query)?;
    let filters = AuditQuery { after: None, ..call.query };
    let reach = Reach::of(&call.who.caller);
    let zone = call.who.caller.me.shop.zone;
    let items: Vec<AuditRecord> = call.db.all(query(&filters, &reach, zone, MOST_EXPORTED + 1)).await?;
    if items.len() > MOST_EXPORTED {
        return Err(Error::field("from", FieldCode::TooLong(MOST_EXPORTED)));
    }
    let audit =
        Audit::new(&call.source, call.who.caller.person_id(), Action::AUDIT_EXPORT, items.len()).after(&filters);
    Change::new(audit).commit(&call.db).await?;
    rows(items)
}

fn check(filters: &AuditQuery) -> Result<(), Error> {
    let is_backwards = matches!((filters.from, filters.until), (Some(from), Some(until)) if until < from);
    if is_backwards { Err(Error::field("until", FieldCode::Inconsistent)) } else { Ok(()) }
}

/// A line as the database gives it.
#[derive(Deserialize)]
struct AuditRecord {
    id: AuditId,
    at: Instant,
    actor_id: Option<PersonId>,
    actor_number: Option<StaffNumber>,
    actor_name: Option<Name>,
    address: String,
    action: String,
    subject: String,
    before: String,
    after: String,
    request_id: String,
    department: Option<Name>,
    people_count: u32,
    people: String,
    names: String,
}

fn rows(records: Vec<AuditRecord>) -> Result<Vec<AuditRow>, Error> {
    records.into_iter().map(AuditRecord::into_row).collect()
}

impl AuditRecord {
    fn into_row(self) -> Result<AuditRow, Error> {
        let fault = |what: &str, error| Error::internal(format!("{what} of line {}: {error}", self.id));
        let people: Vec<Concerned> = serde_json::from_str(&self.people).map_err(|error| fault("people", error))?;
        let names: BTreeMap<String, Option<String>> =
            serde_json::from_str(&self.names).map_err(|error| fault("names", error))?;
        Ok(AuditRow {
            id: self.id,
            at: self.at,
            actor_id: self.actor_id,
            actor_number: self.actor_number,
            actor_name: self.actor_name,
            address: self.address,
            action: self.action,
            subject: self.subject,
            department: self.department,
            people,
            people_count: self.people_count,
            names: names.into_iter().filter_map(|(id, name)| Some((id, name?))).collect(),
            before: self.before,
            after: self.after,
            request_id: self.request_id,
        })
    }
}

/// The statement that reads the latest `most` lines through filters, as far as the reader's permissions reach.
fn query(filters: &AuditQuery, reach: &Reach, zone: Zone, most: usize) -> Query {
    let from = first_id(filters.from.unwrap_or(Day::MIN), DayMinute::MIDNIGHT, zone);
    let end_of_day = DayMinute::new(24 * 60).unwrap_or(DayMinute::MAX);
    let end = first_id(filters.until.unwrap_or(Day::MAX), end_of_day, zone);
    let before = filters.after.map_or(end, |after| after.min(end));
    let seen = reach.through(filters);
    let actions: Vec<&str> = seen.actions.iter().map(|action| action.as_str()).collect();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    store::LIST_AUDIT.with(args![
        from,
        before,
        number(most),
        filters.actor_id,
        filters.person_id,
        filters.action.map(Action::as_str),
        seen.everything,
        Arg::json(&actions),
        Arg::json(&seen.departments),
        reach.everything,
        number(MOST_NAMED),
    ])
}

/// The smallest id that a line written at a minute of a day can have: a UUIDv7 begins with 48 bits of milliseconds
/// (RFC 9562, section 5.7).
fn first_id(day: Day, minute: DayMinute, zone: Zone) -> AuditId {
    let milliseconds = u128::try_from(zone.instant(day, minute).0).unwrap_or(0);
    AuditId::new(Uuid::from_u128(milliseconds << 80))
}

#[cfg(test)]
mod tests;
