//! Shift kinds.

use super::roster::{blank, cell, edit, path};
use crate::{
    cost::ask,
    door::{Door, Sample},
};
use dianwu_domain::{
    Problem, ShiftKindId,
    shifts::{
        api::{ListShiftKinds, SaveShiftKind, ShiftKind, ShiftKindBody, ShiftKindFields, ShiftKindPath},
        kind::{Hours, Hue},
    },
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, new_uuid, told};
use expect_test::expect;
use serde_json::json;
use xtask::demo::seats::Team;

/// The feature's door.
pub const DOOR: Door = Door {
    samples: &[Sample::new("SaveShiftKind", |_| {
        json!({ "version": 0, "fields": { "code": "夜", "name": "夜班", "hue": "violet", "is_night": true,
            "hours": { "start": "22:00", "end": "30:00", "meal_minutes": 30, "paid_minutes": 450 }, "sort": 9,
            "is_archived": false } })
    })],
    questions: &[("ListShiftKinds", "CS02", |_, client| ask::<ListShiftKinds>(client, NOTHING, NOTHING, Vec::len))],
    costs: Some(|| {
        expect![[r"
            ListShiftKinds   CS02       4/4       4/4
        "]]
    }),
    ..Door::EMPTY
};

fn save(client: &Client, id: ShiftKindId, version: u32, fields: &ShiftKindFields) -> Result<ShiftKind, Problem> {
    let body = ShiftKindBody { version, fields: fields.clone() };
    client.call::<SaveShiftKind>(ShiftKindPath { shift_kind_id: id }, NOTHING, body)
}

fn night() -> ShiftKindFields {
    ShiftKindFields {
        code: "夜".parse().unwrap(),
        name: "夜班".parse().unwrap(),
        hue: Hue::Violet,
        hours: Some(Hours {
            start: "22:00".parse().unwrap(),
            end: "30:00".parse().unwrap(),
            meal_minutes: 30,
            paid_minutes: 450,
        }),
        is_night: true,
        sort: 9,
        is_archived: false,
    }
}

#[test]
fn a_shift_kind_is_created_changed_and_shown_to_everybody() {
    let shop = Shop::start(Fixture::Demo);
    let (administrator, staff) = (shop.sign_in("HR02"), shop.sign_in("CS02"));
    let codes = || -> Vec<String> {
        let kinds = staff.get::<ListShiftKinds>(NOTHING, NOTHING).unwrap();
        kinds.iter().map(|kind| kind.fields.code.to_string()).collect()
    };
    assert_eq!(codes(), ["早", "晚", "班", "休"]);
    let id = ShiftKindId::new(new_uuid());
    let created = save(&administrator, id, 0, &night()).unwrap();
    assert_eq!((created.version, &created.fields), (1, &night()));
    assert_eq!(save(&administrator, id, 0, &night()).unwrap(), created, "the same send is the same write");
    assert_eq!(codes().last().map(String::as_str), Some("夜"));

    let renamed = ShiftKindFields { name: "通宵班".parse().unwrap(), ..night() };
    assert_eq!(save(&administrator, id, 1, &renamed).unwrap().version, 2);
    assert_eq!(told(save(&administrator, id, 1, &night())), "stale");
    assert_eq!(told(save(&administrator, ShiftKindId::new(new_uuid()), 0, &renamed)), "fields.code taken");
    assert_eq!(told(save(&administrator, ShiftKindId::new(new_uuid()), 4, &night())), "not_found");
    let far = ShiftKindFields { sort: 10_000, ..night() };
    assert_eq!(told(save(&administrator, id, 2, &far)), "fields.sort out_of_range:0:9999");
    let backwards = Hours { end: "21:00".parse().unwrap(), ..night().hours.unwrap() };
    let backwards = ShiftKindFields { hours: Some(backwards), ..night() };
    assert_eq!(told(save(&administrator, id, 2, &backwards)), "fields.hours.end inconsistent");
}

#[test]
fn an_archived_kind_is_no_longer_given_but_stays_where_it_stands() {
    let shop = Shop::start(Fixture::Demo);
    let (administrator, manager) = (shop.sign_in("HR02"), shop.sign_in("CS01"));
    let id = ShiftKindId::new(new_uuid());
    save(&administrator, id, 0, &night()).unwrap();
    let path = path(&shop, Team::Service, blank(&shop));
    let day = path.month.first();
    edit(&manager, path, &[cell(&shop, "CS02", day, id, 0)]).unwrap();
    save(&administrator, id, 1, &ShiftKindFields { is_archived: true, ..night() }).unwrap();
    let again = [cell(&shop, "CS02", day, id, 1)];
    assert_eq!(told(edit(&manager, path, &again)), "fine", "what stands may stand");
    assert_eq!(told(edit(&manager, path, &[cell(&shop, "CS03", day, id, 0)])), "edits[0].kind_id not_found");
}
