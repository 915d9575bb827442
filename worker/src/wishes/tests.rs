//! Wishes over the real migrations.

use super::*;
use crate::{
    kernel::sqlite::batch,
    roster::shop::{Shop, day, id},
};
use dianwu_domain::{Day, ShiftKindId, text::Note};
use serde::Deserialize;

#[derive(Deserialize)]
struct WishRecord {
    person_id: PersonId,
    day: Day,
    kind_id: Option<ShiftKindId>,
    note: Note,
}

fn november() -> Month {
    "2026-11".parse().unwrap()
}

impl Shop {
    /// What becomes of a wish: `fine`, or the problem's code or field.
    fn wish(&mut self, person: u128, on: &str, kind: Option<u128>) -> String {
        let wish = Wish { day: day(on), kind_id: kind.map(id), note: "家里有事".parse().unwrap() };
        let rows = batch(&mut self.database, queries(id(person), &wish)).unwrap();
        let some = |place| !rows.take::<serde_json::Value>(place).is_empty();
        match settle(&wish, some(0), some(1)) {
            Ok(()) => "fine".to_owned(),
            Err(error) => {
                let problem = error.problem("");
                problem.errors.first().map_or(problem.code.to_string(), |e| format!("{} {}", e.field, e.code))
            }
        }
    }

    fn wishes(&mut self, department: u128) -> Vec<String> {
        let rows = batch(&mut self.database, vec![wishes_of(id(department), november())]).unwrap();
        let told = |wish: WishRecord| {
            let kind = wish.kind_id.map(|kind| kind.uuid().as_u128());
            format!("{} {} {kind:?} {}", wish.person_id.uuid().as_u128(), wish.day, wish.note)
        };
        rows.take(0).into_iter().map(told).collect()
    }
}

#[test]
fn a_wish_is_replaced_by_the_next_and_read_with_its_department_and_month() {
    let mut shop = Shop::open();
    assert_eq!(shop.wish(1, "2026-11-03", None), "fine");
    assert_eq!(shop.wish(1, "2026-11-03", Some(2)), "fine");
    assert_eq!(shop.wish(1, "2026-12-01", None), "fine");
    assert_eq!(shop.wish(3, "2026-11-04", None), "fine");
    assert_eq!(shop.wishes(1), ["1 2026-11-03 Some(2) 家里有事"]);
    assert_eq!(shop.wishes(2), ["3 2026-11-04 None 家里有事"]);
    shop.leave(1, "2026-10-31");
    assert!(shop.wishes(1).is_empty(), "who has left wishes nothing");
}

#[test]
fn a_published_day_takes_no_wish_whoever_published_it() {
    let mut shop = Shop::open();
    shop.write(1, 1, november(), &[("2026-11-03", Some(1)), ("2026-11-04", Some(1))]);
    assert_eq!(shop.wish(1, "2026-11-03", None), "fine", "a draft is no promise");
    shop.publish(1, november());
    for on in ["2026-11-03", "2026-11-20"] {
        assert_eq!(shop.wish(1, on, None), "not_allowed_now", "{on}");
    }
    assert_eq!(shop.wish(1, "2026-12-03", None), "fine");
    shop.move_person(1, 2, "2026-11-04");
    assert_eq!(shop.wish(1, "2026-11-03", None), "not_allowed_now", "the department of that day");
    assert_eq!(shop.wish(1, "2026-11-04", None), "not_allowed_now", "the former department published it");
    assert_eq!(shop.wish(1, "2026-11-05", None), "fine");
    assert_eq!(shop.wishes(1), ["1 2026-11-03 None 家里有事"]);
    assert_eq!(shop.wishes(2), ["1 2026-11-05 None 家里有事"], "each to whom they belong on the day");
}

#[test]
fn a_shift_kind_that_is_not_in_use_is_told_by_its_field() {
    let mut shop = Shop::open();
    assert_eq!(shop.wish(1, "2026-11-03", Some(99)), "kind_id not_found");
    shop.database.execute("UPDATE shift_kind SET is_archived = 1 WHERE code = '夜'", []).unwrap();
    assert_eq!(shop.wish(1, "2026-11-03", Some(3)), "kind_id not_found");
    assert_eq!(shop.count("wish"), 0);
}
