//! What staff see, over the real tables.

use super::{
    mine::{MyDayRecord, my_days},
    team::Team,
};
use crate::{
    kernel::{
        d1::{Batch, Rows},
        sqlite::batch,
    },
    roster::shop::{Shop, day, id},
};
use dianwu_domain::{DepartmentId, Month, ShiftKindId};

fn november() -> Month {
    "2026-11".parse().unwrap()
}

fn mine(
    shop: &mut Shop,
    person: u128,
    department: u128,
    from: &str,
    until: &str,
) -> Vec<(String, Option<ShiftKindId>)> {
    let query = my_days(id(person), id(department), day(from), day(until));
    let rows: Vec<MyDayRecord> = batch(&mut shop.database, vec![query]).unwrap().take(0);
    rows.into_iter().map(MyDayRecord::into_day).map(|row| (row.day.to_string(), row.kind_id)).collect()
}

/// Day, staff number and shift kind of a team's day, in order.
fn team_on(shop: &mut Shop, departments: &[u128], on: &str) -> Vec<(String, String, ShiftKindId)> {
    let departments: Vec<DepartmentId> = departments.iter().map(|n| id(*n)).collect();
    let mut asked = Batch::default();
    let team = Team::ask(&mut asked, &departments, day(on));
    let rows = Rows::Native(batch(&mut shop.database, asked.into_queries()).unwrap());
    let shifts = team.read(&rows, &departments).unwrap();
    shifts.into_iter().map(|shift| (shift.day.to_string(), shift.name.to_string(), shift.kind_id)).collect()
}

fn day_of(on: &str, kind: Option<u128>) -> (String, Option<ShiftKindId>) {
    (on.to_owned(), kind.map(id))
}

#[test]
fn drafts_are_seen_by_nobody() {
    let mut shop = Shop::open();
    shop.write(1, 1, november(), &[("2026-11-03", Some(1))]);
    assert!(mine(&mut shop, 1, 1, "2026-11-01", "2026-11-30").is_empty());
    assert!(team_on(&mut shop, &[1], "2026-11-03").is_empty());
    shop.publish(1, november());
    assert_eq!(mine(&mut shop, 1, 1, "2026-11-01", "2026-11-30"), [day_of("2026-11-03", Some(1))]);
    assert_eq!(team_on(&mut shop, &[1], "2026-11-03").len(), 1);
    assert!(team_on(&mut shop, &[2, 3], "2026-11-03").is_empty());
}

#[test]
fn a_month_ends_at_its_borders_and_keeps_what_was_emptied_after_publishing() {
    let mut shop = Shop::open();
    for (month, on) in [("2024-01", "2024-01-31"), ("2024-02", "2024-02-29"), ("2024-03", "2024-03-01")] {
        let month: Month = month.parse().unwrap();
        shop.write(1, 1, month, &[(on, Some(1))]);
    }
    let february: Month = "2024-02".parse().unwrap();
    shop.write(1, 1, february, &[("2024-02-10", Some(2)), ("2024-02-11", Some(2)), ("2024-02-11", None)]);
    for month in ["2024-01", "2024-02", "2024-03"] {
        shop.publish(1, month.parse().unwrap());
    }
    shop.write(1, 1, february, &[("2024-02-10", None)]);
    let wanted = [day_of("2024-02-10", None), day_of("2024-02-29", Some(1))];
    assert_eq!(mine(&mut shop, 1, 1, "2024-02-01", "2024-02-29"), wanted);
    let across = [day_of("2024-02-29", Some(1)), day_of("2024-03-01", Some(1))];
    assert_eq!(mine(&mut shop, 1, 1, "2024-02-25", "2024-03-10"), across);
}

#[test]
fn one_who_moved_keeps_what_the_former_department_published() {
    let mut shop = Shop::open();
    shop.write(1, 1, november(), &[("2026-11-03", Some(1))]);
    shop.publish(1, november());
    shop.move_person(1, 2, "2026-11-20");
    shop.write(2, 1, november(), &[("2026-11-20", Some(2))]);
    assert_eq!(mine(&mut shop, 1, 2, "2026-11-01", "2026-11-30"), [day_of("2026-11-03", Some(1))]);
    shop.publish(2, november());
    let both = [day_of("2026-11-03", Some(1)), day_of("2026-11-20", Some(2))];
    assert_eq!(mine(&mut shop, 1, 2, "2026-11-01", "2026-11-30"), both);
}

#[test]
fn a_teams_day_begins_with_last_nights_shifts_and_ends_with_days_off() {
    let mut shop = Shop::open();
    shop.hire(10, 1, "2020-01-01", None);
    shop.hire(11, 1, "2020-01-01", None);
    let october: Month = "2026-10".parse().unwrap();
    shop.write(1, 1, october, &[("2026-10-31", Some(3))]);
    shop.write(1, 2, october, &[("2026-10-31", Some(2))]);
    shop.write(1, 1, november(), &[("2026-11-01", Some(4))]);
    shop.write(1, 2, november(), &[("2026-11-01", Some(2))]);
    shop.write(1, 10, november(), &[("2026-11-01", Some(1))]);
    shop.write(1, 11, november(), &[("2026-11-01", Some(1)), ("2026-11-02", Some(1))]);
    shop.write(2, 3, november(), &[("2026-11-01", Some(1))]);
    for (department, month) in [(1, october), (1, november()), (2, november())] {
        shop.publish(department, month);
    }
    let row = |on: &str, name: &str, kind| (on.to_owned(), name.to_owned(), id(kind));
    let own = [
        row("2026-10-31", "N1", 3),
        row("2026-11-01", "N10", 1),
        row("2026-11-01", "N11", 1),
        row("2026-11-01", "N2", 2),
        row("2026-11-01", "N1", 4),
    ];
    assert_eq!(team_on(&mut shop, &[1], "2026-11-01"), own);
    let both = team_on(&mut shop, &[2, 1], "2026-11-01");
    assert_eq!((&both[0], &both[1..]), (&row("2026-11-01", "N3", 1), &own[..]));
    shop.leave(11, "2026-11-01");
    assert!(team_on(&mut shop, &[1], "2026-11-02").is_empty(), "who has left works no more");
}

#[test]
fn last_nights_shifts_and_the_order_of_a_day_go_by_the_hours_of_their_day() {
    let mut shop = Shop::open();
    let change = "INSERT INTO shift_kind_hours (kind_id, from_day, start_minute, end_minute, pauses)
        VALUES (?1, ?2, ?3, ?4, ?5)";
    let kind = |n| id::<ShiftKindId>(n).to_string();
    // 晚 ends at one from the 3rd to the 4th, and 早 begins last on the 5th.
    for (n, from, start, end, pauses) in [
        (2, "2026-11-03", 960, 1500, "[[1200,1260]]"),
        (2, "2026-11-05", 960, 1440, "[]"),
        (1, "2026-11-05", 1000, 1080, "[]"),
    ] {
        shop.database.execute(change, rusqlite::params![kind(n), from, start, end, pauses]).unwrap();
    }
    for on in ["2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05"] {
        shop.write(1, 1, november(), &[(on, Some(2))]);
        shop.write(1, 2, november(), &[(on, Some(1))]);
    }
    shop.publish(1, november());
    let mut told = |on: &str| -> Vec<String> {
        let rows = team_on(&mut shop, &[1], on).into_iter();
        rows.map(|(day, name, _)| format!("{} {name}", &day[8..])).collect()
    };
    assert_eq!(told("2026-11-03"), ["03 N2", "03 N1"], "the evening of the 2nd ended at midnight");
    assert_eq!(told("2026-11-04"), ["03 N1", "04 N2", "04 N1"]);
    assert_eq!(told("2026-11-05"), ["04 N1", "05 N1", "05 N2"]);
    assert_eq!(told("2026-11-06"), [""; 0]);
}
