//! The calendar of holidays.

use crate::{
    border::month,
    cost::ask,
    door::{Door, Sample},
};
use dianwu_domain::{
    Code, Year,
    calendar::{
        Holiday, HolidayKind,
        api::{GetHolidays, HolidayBody, HolidayYear, SaveHolidays, YearPath},
    },
};
use dianwu_tests::{Fixture, NOTHING, Shop};
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

#[test]
fn a_years_calendar_is_there_from_the_start_and_replaced_as_a_whole() {
    let shop = Shop::start(Fixture::Demo);
    let admin = shop.sign_in("HR02");
    let year = |year| shop.sign_in("CS02").get::<GetHolidays>(YearPath { year: Year::clamped(year) }, NOTHING);
    let seeded: HolidayYear = year(2026).unwrap();
    assert_eq!((seeded.days.len(), seeded.version), (39, 1));
    let wrong = admin.request("GET", "/api/holidays/1999").send().problem();
    assert_eq!(wrong.errors[0].field, "year");
    let holiday =
        |day: &str| Holiday {
            day: day.parse().unwrap(), kind: HolidayKind::Statutory, name: "元旦".parse().unwrap()
        };
    let save = |version, days: &[&str]| {
        let body = HolidayBody { version, days: days.iter().map(|day| holiday(day)).collect() };
        admin.call::<SaveHolidays>(YearPath { year: Year::clamped(2027) }, NOTHING, body)
    };
    assert_eq!(save(0, &["2027-01-01"]).unwrap().version, 1);
    assert_eq!(save(0, &["2027-01-01"]).unwrap().version, 1, "the same send once more");
    assert_eq!(save(0, &["2027-01-02"]).unwrap_err().code, Code::Stale);
    let wrong = save(1, &["2027-01-01", "2026-12-31", "2027-01-01"]).unwrap_err();
    let told: Vec<_> = wrong.errors.iter().map(|error| format!("{} {}", error.field, error.code)).collect();
    assert_eq!(told, ["days[1].day out_of_range", "days[2].day taken"]);
    assert_eq!(save(1, &["2027-01-02", "2027-01-01"]).unwrap().days[0], holiday("2027-01-01"));
    assert_eq!(year(2027).unwrap().version, 2);
}
