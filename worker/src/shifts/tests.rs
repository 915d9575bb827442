//! Shift kinds over the real migrations: what comes back, from which day hours change, and what guards that.

use super::{KindRecord, save::write, store};
use crate::{
    kernel::{
        audit::Audit,
        d1::{Change, Query, args, named},
        error::Error,
        routes::Source,
        sqlite::batch,
    },
    roster::shop::{Shop, day, id},
};
use dianwu_domain::{
    Code, Day, FieldCode, Instant, Month, ShiftKindId,
    audit::api::Action,
    shifts::{
        api::{ShiftKind, ShiftKindBody, ShiftKindFields},
        kind::{Hours, HoursFrom, Hue, Span, always},
    },
};
use rusqlite::Connection;

const TODAY: &str = "2028-02-15";

fn fields(code: &str) -> ShiftKindFields {
    ShiftKindFields {
        code: code.parse().unwrap(),
        name: "班".parse().unwrap(),
        hue: Hue::Teal,
        sort: 3,
        is_archived: false,
    }
}

fn hours(start: &str, end: &str) -> Hours {
    Hours { is_night: true, ..Hours::plain(start.parse().unwrap(), end.parse().unwrap(), 60, 480) }
}

/// 10:00–14:00 18:00–22:00
fn split() -> Hours {
    let span = |start: &str, end: &str| Span { start: start.parse().unwrap(), end: end.parse().unwrap() };
    Hours::of_segments(&[span("10:00", "14:00"), span("18:00", "22:00")], 0, 480, false).unwrap()
}

fn body(version: u32, code: &str, hours: Option<Hours>, from: Day) -> ShiftKindBody {
    ShiftKindBody { version, fields: fields(code), hours, from }
}

fn change() -> Change {
    let source =
        Source { now: Instant(1), address: String::new(), user_agent: String::new(), request_id: String::new() };
    Change::new(Audit::new(&source, id(1), Action::SHIFT_KIND_SAVE, "早"))
}

fn save(database: &mut Connection, id: ShiftKindId, body: &ShiftKindBody) -> Result<(), Error> {
    let change = write(change(), id, body, day(TODAY), Instant(1));
    batch(database, change.into_queries()).map(|_| ())
}

fn kind(database: &mut Connection, id: ShiftKindId) -> ShiftKind {
    let read = batch(database, vec![store::GET_SHIFT_KIND.with(args![id])]).unwrap();
    read.first::<KindRecord>(0).unwrap().into_kind()
}

fn version(from: &str, hours: Hours) -> HoursFrom {
    HoursFrom { from: day(from), hours }
}

#[test]
fn a_shift_kind_comes_back_as_it_was_saved() {
    let mut database = Shop::open().database;
    let night = hours("22:00", "30:00");
    let saved = [
        body(0, "通", Some(night), always()),
        body(1, "A", None, always()),
        body(2, "A", Some(split()), day("2028-02-29")),
        body(3, "A", Some(hours("00:00", "09:00")), always()),
    ];
    for body in &saved {
        save(&mut database, id(100), body).unwrap();
        let found = kind(&mut database, id(100));
        assert_eq!((&found.fields, found.version), (&body.fields, body.version + 1));
        assert!(body.hours.is_none_or(|hours| found.hours.contains(&HoursFrom { from: body.from, hours })));
    }
    let found = kind(&mut database, id(100));
    let first = HoursFrom { from: always(), hours: hours("00:00", "09:00") };
    assert_eq!(found.hours, [first, version("2028-02-29", split())], "in the order of their days");
    save(&mut database, id(101), &body(0, "假", None, always())).unwrap();
    assert!(!kind(&mut database, id(101)).is_work());
    let refused = save(&mut database, id(101), &body(1, "假", Some(night), day("2028-03-01")));
    assert_eq!(refused.unwrap_err().code(), Code::Stale, "a day off stays one");
}

#[test]
fn two_kinds_cannot_share_a_code() {
    let mut database = Shop::open().database;
    save(&mut database, id(100), &body(0, "A", None, always())).unwrap();
    let error = save(&mut database, id(101), &body(0, "A", None, always())).unwrap_err();
    let problem = error.problem("");
    let twin = save(&mut database, id(102), &body(0, "A\u{fe00}", None, always()));
    assert!(twin.is_err(), "one that differs by a mark that nobody sees");
    assert_eq!((problem.errors[0].field.as_str(), problem.errors[0].code), ("fields.code", FieldCode::Taken));
}

/// A shop with 早 on the published 28th of February 2028 and on the drafted 5th of March.
fn planned() -> Shop {
    let mut shop = Shop::open();
    let (february, march): (Month, Month) = ("2028-02".parse().unwrap(), "2028-03".parse().unwrap());
    shop.write(1, 1, february, &[("2028-02-28", Some(1)), ("2028-02-29", Some(2))]);
    shop.publish(1, february);
    shop.write(1, 1, march, &[("2028-03-05", Some(1))]);
    shop
}

/// Whether 早's hours may change from a day on, as the guard of the write has it.
fn may_change(shop: &Shop, from: Day) -> bool {
    let body = body(1, "早", Some(split()), from);
    let queries = write(change(), id(1), &body, day(TODAY), Instant(1)).into_queries();
    let connection = shop.database.unchecked_transaction().unwrap();
    let run = |query: Query| crate::kernel::sqlite::run(&connection, query.statement, query.args);
    queries.into_iter().find(|query| query.statement.name == "SAVE_SHIFT_HOURS").map(run).unwrap().unwrap() == 1
}

fn first_day(shop: &mut Shop) -> Option<Day> {
    let found = batch(&mut shop.database, super::save::standing(id(1), day(TODAY))).unwrap();
    found.first::<super::save::KeptRecord>(1).unwrap().first_day(day(TODAY))
}

#[test]
fn hours_change_from_a_day_on_which_nothing_is_kept() {
    let mut shop = planned();
    assert_eq!(first_day(&mut shop), Some(day("2028-02-29")));
    for (from, wanted) in [
        (always(), false),
        (day("2028-02-14"), false),
        (day("2028-02-15"), false),
        (day("2028-02-16"), false),
        (day("2028-02-28"), false),
        // The leap day holds another kind, and drafts follow.
        (day("2028-02-29"), true),
        (day("2028-03-01"), true),
        (day("2028-03-05"), true),
        (day("2099-12-31"), true),
    ] {
        assert_eq!(may_change(&shop, from), wanted, "{from}");
        let first = first_day(&mut shop).unwrap();
        assert_eq!(from >= first, wanted, "what is told is what is guarded: {from}");
    }
    shop.publish(1, "2028-03".parse().unwrap());
    assert_eq!(first_day(&mut shop), Some(day("2028-03-06")), "the draft was published meanwhile");
    assert!(!may_change(&shop, day("2028-02-29")) && may_change(&shop, day("2028-03-06")));
}

#[test]
fn what_stood_there_before_a_change_and_what_is_offered_is_kept_too() {
    let mut shop = planned();
    let changed = "UPDATE roster_entry SET kind_id = ?1, changed_from = ?2, changed_at = 1 WHERE day = '2028-02-28'";
    let ids = [id::<ShiftKindId>(4).to_string(), id::<ShiftKindId>(1).to_string()];
    shop.database.execute(changed, ids.clone()).unwrap();
    assert_eq!(first_day(&mut shop), Some(day("2028-02-29")), "people see what it was");
    assert!(!may_change(&shop, day("2028-02-28")));
    let offer = "INSERT INTO open_shift (id, department_id, day, kind_id, needs_approval)
        VALUES ('00000000-0000-0000-0000-000000000009', ?1, '2028-02-29', ?2, 0)";
    let department = id::<dianwu_domain::DepartmentId>(1).to_string();
    shop.database.execute(offer, [department, ids[1].clone()]).unwrap();
    assert_eq!(first_day(&mut shop), Some(day("2028-03-01")));
    assert!(!may_change(&shop, day("2028-02-29")) && may_change(&shop, day("2028-03-01")));
    let claimed = "UPDATE open_shift SET state = 'claimed', person_id = ?1";
    shop.database.execute(claimed, [id::<dianwu_domain::PersonId>(2).to_string()]).unwrap();
    assert!(!may_change(&shop, day("2028-02-29")), "somebody waits for an answer");
    shop.database.execute("UPDATE open_shift SET state = 'withdrawn', person_id = NULL", []).unwrap();
    assert_eq!(first_day(&mut shop), Some(day("2028-02-29")));
}

#[test]
fn what_was_never_planned_changes_from_the_beginning_and_what_ever_was_from_tomorrow() {
    let mut shop = Shop::open();
    assert_eq!(first_day(&mut shop), None);
    assert!(may_change(&shop, always()));
    shop.write(1, 1, "2028-03".parse().unwrap(), &[("2028-03-05", Some(1))]);
    shop.write(1, 1, "2028-03".parse().unwrap(), &[("2028-03-05", None)]);
    assert_eq!(first_day(&mut shop), Some(day("2028-02-16")));
    assert!(!may_change(&shop, always()) && may_change(&shop, day("2028-02-16")));
    assert!(!may_change(&shop, day(TODAY)), "today has begun");
}

#[test]
fn hours_to_come_can_be_taken_back_and_those_that_hold_cannot() {
    let mut shop = planned();
    let march = version("2028-03-01", split());
    save(&mut shop.database, id(1), &body(1, "早", Some(split()), march.from)).unwrap();
    assert_eq!(kind(&mut shop.database, id(1)).hours.len(), 2);
    let delete = |shop: &Shop, from: Day| {
        let query =
            store::DELETE_SHIFT_HOURS.named(named![id: id::<ShiftKindId>(1), from_day: from, today: day(TODAY)]);
        crate::kernel::sqlite::run(&shop.database, query.statement, query.args).unwrap()
    };
    assert_eq!(delete(&shop, always()), 0, "the first ones stay");
    assert_eq!(delete(&shop, day("2028-02-29")), 0, "nothing begins there");
    shop.publish(1, "2028-03".parse().unwrap());
    assert_eq!(delete(&shop, march.from), 0, "the 5th was published with them");
    shop.database
        .execute("UPDATE roster SET status = 'draft', published_at = NULL WHERE month = '2028-03'", [])
        .unwrap();
    assert_eq!(delete(&shop, march.from), 1);
    shop.database.execute("UPDATE roster SET status = 'draft', published_at = NULL", []).unwrap();
    assert_eq!(delete(&shop, always()), 0, "the first ones stay also where nothing is published");
}
