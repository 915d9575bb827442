//! How long the rules take for a month of 500 people, and for one row again after a cell is painted. Run by
//! `cargo xtask bench rules`, in a release build.

use dianwu_domain::people::employment::Stay;
use dianwu_domain::{
    Month, PersonId, ShiftKindId, Year,
    calendar::{Calendar, published},
    kernel::id::Uuid,
    shifts::{
        api::{ShiftKind, ShiftKindFields, unchanged},
        kind::{Hours, Hue},
    },
    worktime::{self, MARGIN, Plan, PlannedPerson, RuleSet},
};
use std::{hint::black_box, time::Instant};

const PEOPLE: u128 = 500;
const RUNS: u32 = 20;

fn kind(n: u128, code: &str, hours: Option<(&str, &str)>) -> Option<ShiftKind> {
    let hours = match hours {
        None => None,
        Some((start, end)) => Some(Hours::plain(start.parse().ok()?, end.parse().ok()?, 60, 480)),
    };
    let fields = ShiftKindFields {
        code: code.parse().ok()?,
        name: code.parse().ok()?,
        hue: Hue::Slate,
        sort: 0,
        is_archived: false,
    };
    Some(ShiftKind { id: ShiftKindId::new(Uuid::from_u128(n)), fields, hours: unchanged(hours), version: 1 })
}

/// Rows of early and late shifts in which some rules are broken here and there.
fn people(plan: &Plan, month: Month, kinds: &[ShiftKind]) -> Vec<PlannedPerson> {
    let margin = i64::from(MARGIN);
    let first = month.first().plus(-margin);
    let days = i64::from(month.length()) + 2 * margin;
    let since = [Stay { from: month.first().plus(-400), until: None }];
    let person = |n: u128| {
        let mut row = plan.person(PersonId::new(Uuid::from_u128(n)), &since, None);
        for day in 0..days {
            let step = (day + i64::try_from(n).unwrap_or(0)) % 8;
            let place = match step {
                0..3 => 0,
                3..6 => 1,
                _ => 2,
            };
            plan.set(&mut row, first.plus(day), kinds.get(place).map(|kind| kind.id));
        }
        row
    };
    (0..PEOPLE).map(person).collect()
}

fn main() {
    let kinds: Vec<ShiftKind> =
        [kind(1, "早", Some(("08:00", "17:00"))), kind(2, "晚", Some(("16:00", "24:00"))), kind(3, "休", None)]
            .into_iter()
            .flatten()
            .collect();
    let month = Year::clamped(2026).first().month().plus(9);
    let plan = Plan::new(month, &kinds, &Calendar::new(published(Year::clamped(2026))));
    let people = people(&plan, month, &kinds);
    let rules = RuleSet::default();
    let mut found = 0;
    let start = Instant::now();
    for _ in 0..RUNS {
        found = black_box(worktime::check(black_box(&plan), black_box(&people), &rules)).len();
    }
    let month_ms = start.elapsed().as_secs_f64() * 1000.0 / f64::from(RUNS);
    let start = Instant::now();
    for row in people.iter().cycle().take(2000) {
        black_box(worktime::check_person(&plan, black_box(row), &rules));
    }
    let row_ms = start.elapsed().as_secs_f64() * 1000.0 / 2000.0;
    println!("{PEOPLE} people, {} days: {month_ms:.2} ms, {found} findings; one row: {row_ms:.4} ms", month.length());
}
