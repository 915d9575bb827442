//! Handlers of the audit log.

pub mod store;

use crate::kernel::{
    d1::{Arg, Query, args},
    error::Error,
    routes::{Call, Routes},
};
use dianwu_domain::{
    AuditId, Day, DayMinute, FieldCode, Page, Zone,
    audit::api::{AuditQuery, AuditRow, ListAudit},
};
use uuid::Uuid;

/// Rows of a page.
const PAGE: usize = 50;

/// Adds the feature's routes.
pub fn routes(routes: &mut Routes) {
    routes.add(list);
}

async fn list(call: Call<ListAudit>) -> Result<Page<AuditRow>, Error> {
    let is_backwards = matches!((call.query.from, call.query.until), (Some(from), Some(until)) if until < from);
    if is_backwards {
        return Err(Error::field("until", FieldCode::Inconsistent));
    }
    let mut items: Vec<AuditRow> = call.db.all(query(&call.query, call.who.caller.me.shop.zone)).await?;
    let has_more = items.len() > PAGE;
    items.truncate(PAGE);
    let next = items.last().filter(|_| has_more).map(|last| last.id.to_string());
    Ok(Page { items, next })
}

/// The statement that reads a page, and one line more to know whether there is another.
fn query(filters: &AuditQuery, zone: Zone) -> Query {
    let from = first_id(filters.from.unwrap_or(Day::MIN), DayMinute::MIDNIGHT, zone);
    let end_of_day = DayMinute::new(24 * 60).unwrap_or(DayMinute::MAX);
    let end = first_id(filters.until.unwrap_or(Day::MAX), end_of_day, zone);
    let before = filters.after.map_or(end, |after| after.min(end));
    let limit = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    let action = filters.action.map(|action| action.as_str());
    let mut args = args![from, before, limit];
    match (filters.actor_id, action) {
        (Some(actor), action) => {
            args.extend([Arg::from(action), Arg::from(actor)]);
            store::LIST_AUDIT_OF_ACTOR.with(args)
        }
        (None, Some(action)) => {
            args.push(Arg::from(action));
            store::LIST_AUDIT_OF_ACTION.with(args)
        }
        (None, None) => store::LIST_AUDIT.with(args),
    }
}

/// The smallest id that a line written at a minute of a day can have: a UUIDv7 begins with 48 bits of milliseconds
/// (RFC 9562, section 5.7).
fn first_id(day: Day, minute: DayMinute, zone: Zone) -> AuditId {
    let milliseconds = u128::try_from(zone.instant(day, minute).0).unwrap_or(0);
    AuditId::new(Uuid::from_u128(milliseconds << 80))
}
