//! Wishes: what people would like on days that are not published yet.

use super::roster::{cell, department, edit, kind, next, path, publish};
use crate::{
    cost::{ask, november},
    door::{Door, Sample},
};
use dianwu_domain::{
    Day, Month, MonthQuery, Problem,
    roster::api::GetRosterContext,
    wishes::{
        self, Wish,
        api::{DeleteMyWish, ListMyWishes, SetMyWish, WishBody, WishPath},
    },
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, told};
use expect_test::expect;
use serde_json::json;
use xtask::demo::{kind as place, seats::Team};

/// The feature's door.
pub const DOOR: Door = Door {
    samples: &[Sample::new("SetMyWish", |shop| json!({ "kind_id": kind(shop, place::EARLY), "note": "家里有事" }))
        .at(|shop, _| next(shop).first().to_string())],
    months: &["ListMyWishes"],
    questions: &[("ListMyWishes", "CS02", |_, client| ask::<ListMyWishes>(client, NOTHING, november(), Vec::len))],
    costs: Some(|| {
        expect![[r"
            ListMyWishes     CS02       1/0       1/0
        "]]
    }),
    ..Door::EMPTY
};

fn set(client: &Client, day: Day, body: &WishBody) -> Result<Wish, Problem> {
    client.call::<SetMyWish>(WishPath { day }, NOTHING, body.clone())
}

fn mine(client: &Client, month: Month) -> Vec<Wish> {
    client.get::<ListMyWishes>(NOTHING, MonthQuery { month }).unwrap()
}

fn off(note: &str) -> WishBody {
    WishBody { kind_id: None, note: note.parse().unwrap() }
}

#[test]
fn a_wish_is_replaced_taken_back_and_seen_by_managers_alone() {
    let shop = Shop::start(Fixture::Demo);
    let (staff, colleague, manager) = (shop.sign_in("CS03"), shop.sign_in("CS05"), shop.sign_in("CS01"));
    let month = next(&shop);
    let (first, second) = (month.first(), month.first().plus(1));
    set(&staff, first, &off("搬家")).unwrap();
    let early = WishBody { kind_id: Some(kind(&shop, place::EARLY)), note: "".parse().unwrap() };
    set(&staff, second, &off("")).unwrap();
    set(&staff, second, &early).unwrap();
    set(&staff, second, &early).unwrap();
    let wanted = [
        Wish { day: first, kind_id: None, note: "搬家".parse().unwrap() },
        Wish { day: second, kind_id: early.kind_id, note: early.note.clone() },
    ];
    assert_eq!(mine(&staff, month), wanted);
    assert!(mine(&colleague, month).iter().all(|wish| wish.note.as_str() != "搬家"));

    let path = path(&shop, Team::Service, month);
    let person = shop.person("CS03").id;
    let seen = |client: &Client| {
        let context = client.get::<GetRosterContext>(path, NOTHING).map_err(|problem| problem.code.to_string())?;
        Ok::<_, String>(context.wishes.into_iter().filter(|wish| wish.person_id == person).count())
    };
    assert_eq!(seen(&manager), Ok(2));
    assert_eq!(seen(&colleague), Err("forbidden".to_owned()));
    assert_eq!(seen(&shop.sign_in("WH01")), Err("not_found".to_owned()));

    for _ in 0..2 {
        staff.call::<DeleteMyWish>(WishPath { day: second }, NOTHING, NOTHING).unwrap();
    }
    assert_eq!(mine(&staff, month), wanted[..1]);
}

#[test]
fn wishes_are_taken_from_tomorrow_to_three_months_ahead() {
    let shop = Shop::start(Fixture::Demo);
    let staff = shop.sign_in("OP01");
    let today = shop.generated().today;
    let last = *wishes::days(today).end();
    let before = shop.fingerprint();
    // The business day may still be yesterday's, the last day then a day earlier.
    for (day, wanted) in [(today.plus(-1), "day out_of_range"), (last.plus(1), "day out_of_range")] {
        assert_eq!(told(set(&staff, day, &off(""))), wanted, "{day}");
    }
    let nothing = WishBody { kind_id: Some(dianwu_domain::ShiftKindId::new(dianwu_tests::new_uuid())), ..off("") };
    assert_eq!(told(set(&staff, last.plus(-1), &nothing)), "kind_id not_found");
    assert_eq!(shop.fingerprint(), before);
    assert_eq!(told(set(&staff, last.plus(-1), &off(""))), "fine");
}

#[test]
fn a_published_month_takes_no_wishes() {
    let shop = Shop::start(Fixture::Demo);
    let (staff, manager) = (shop.sign_in("CS03"), shop.sign_in("CS01"));
    let month = crate::roster::blank(&shop);
    let path = path(&shop, Team::Service, month);
    let day = month.first().plus(9);
    set(&staff, day, &off("")).unwrap();
    edit(&manager, path, &[cell(&shop, "CS01", month.first(), kind(&shop, place::OFF), 0)]).unwrap();
    assert_eq!(told(set(&staff, day.plus(1), &off(""))), "fine", "a draft is not published");
    publish(&manager, path, 1).unwrap();
    assert_eq!(told(set(&staff, day, &off("改了"))), "not_allowed_now");
    assert_eq!(mine(&staff, month).len(), 2, "what was said before stays");
    let elsewhere = shop.sign_in("WH02");
    assert_ne!(department(&shop, Team::Warehouse), path.department_id);
    assert_eq!(told(set(&elsewhere, day, &off(""))), "fine", "another department's month is not");
}
