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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::sqlite::{batch, database};
    use dianwu_domain::{PersonId, audit::api::Action};

    fn person(n: u128) -> PersonId {
        PersonId::new(Uuid::from_u128(n))
    }

    /// What the log says when it is read through filters. Lines are written at these hours of the shop's clock by
    /// these people: `23:59` the day before by 1, then `00:00` and `23:59` by 2, then `00:00` the day after by 1.
    fn read(filters: &AuditQuery) -> String {
        let mut connection = database();
        let midnight = Zone::CHINA.instant("2026-11-23".parse().unwrap(), DayMinute::MIDNIGHT).0;
        let minute = 60_000;
        connection
            .execute_batch(
                "INSERT INTO department (id, name) VALUES (printf('%036d', 1), '店');
                INSERT INTO person (id, number, name, department_id, hired_on, created_at)
                SELECT '00000000-0000-0000-0000-00000000000' || value, 'N' || value, '王', printf('%036d', 1), '2026-01-01', 0
                FROM json_each('[1, 2]')",
            )
            .unwrap();
        for (at, actor, action, subject) in [
            (midnight - minute, 1, Action::PersonCreate, "a"),
            (midnight, 2, Action::PersonUpdate, "b"),
            (midnight + 1439 * minute, 2, Action::PersonCreate, "c"),
            (midnight + 1440 * minute, 1, Action::PersonUpdate, "d"),
        ] {
            let id = Uuid::from_u128((u128::try_from(at).unwrap() << 80) | (7 << 76) | (2 << 62) | 5);
            let args = args![AuditId::new(id), at, person(actor), "", action.as_str(), subject, "", "", ""];
            batch(&mut connection, vec![crate::kernel::audit::INSERT_AUDIT.with(args)]).unwrap();
        }
        let found: Vec<AuditRow> = batch(&mut connection, vec![query(filters, Zone::CHINA)]).unwrap().take(0);
        assert!(found.iter().all(|row| row.actor_number.is_some() && row.actor_name.is_some()));
        found.into_iter().map(|row| row.subject).collect()
    }

    #[test]
    fn the_log_is_read_by_the_shops_days_by_who_and_by_what() {
        let day = |text: &str| text.parse().ok();
        let filters = |from, until, actor: Option<u128>, action| AuditQuery {
            from,
            until,
            action,
            actor_id: actor.map(person),
            after: None,
        };
        for (filters, wanted) in [
            (filters(None, None, None, None), "dcba"),
            (filters(day("2026-11-23"), day("2026-11-23"), None, None), "cb"),
            (filters(day("2026-11-24"), None, None, None), "d"),
            (filters(None, day("2026-11-22"), None, None), "a"),
            (filters(None, None, Some(1), None), "da"),
            (filters(None, None, None, Some(Action::PersonCreate)), "ca"),
            (filters(None, day("2026-11-23"), Some(2), Some(Action::PersonCreate)), "c"),
        ] {
            assert_eq!(read(&filters), wanted, "{filters:?}");
        }
    }

    #[test]
    fn the_next_page_begins_where_the_last_one_ended() {
        let midnight = first_id("2026-11-23".parse().unwrap(), DayMinute::MIDNIGHT, Zone::CHINA).uuid().as_u128();
        let after = AuditId::new(Uuid::from_u128(midnight | (7 << 76) | (2 << 62) | 5));
        assert_eq!(read(&AuditQuery { after: Some(after), ..AuditQuery::default() }), "a");
    }
}
