//! The calendar: what the walks over all endpoints know of it. How it plans is told beside rosters (`roster/planning.rs`).

use crate::{
    border::month,
    cost::ask,
    door::{Door, Sample},
};
use dianwu_domain::calendar::api::{GetHolidays, YearPath};
use dianwu_tests::NOTHING;
use expect_test::expect;
use serde_json::json;

/// The feature's door.
pub const DOOR: Door = Door {
    samples: &[Sample::new("SaveHolidays", |shop| {
        let year = month(shop).year();
        // Years that are not published yet have no table.
        let version: i64 =
            shop.look_up(&format!("SELECT coalesce((SELECT version FROM holiday_year WHERE year = {year}), 0)"));
        json!({ "version": version, "days": [{ "day": month(shop).first(), "kind": "statutory", "name": "国庆节" }] })
    })],
    questions: &[("GetHolidays", "CS02", |_, client| {
        ask::<GetHolidays>(client, YearPath { year: "2026".parse().unwrap() }, NOTHING, |year| year.days.len())
    })],
    costs: Some(|| {
        expect![[r"
            GetHolidays      CS02     40/39     40/39
        "]]
    }),
    ..Door::EMPTY
};
