//! Shift kinds.

use super::roster::{blank, cell, edit, kind, next, path, publish};
use crate::{
    cost::ask,
    door::{Door, Sample},
};
use dianwu_domain::{
    Day, Problem, ShiftKindId,
    shifts::{
        api::{
            DeleteShiftHours, GetShiftKindUse, ListShiftKinds, SaveShiftKind, ShiftHoursPath, ShiftKind, ShiftKindBody,
            ShiftKindFields, ShiftKindPath,
        },
        kind::{Hours, HoursFrom, Hue, Span, always},
    },
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, new_uuid, told};
use expect_test::expect;
use serde_json::json;
use xtask::demo::{kind as place, seats::Team};

/// The feature's door.
pub const DOOR: Door = Door {
    samples: &[Sample::new("SaveShiftKind", |_| {
        json!({ "version": 0, "fields": { "code": "夜", "name": "夜班", "hue": "violet", "sort": 9, "is_archived": false },
            "hours": { "start": "22:00", "end": "30:00", "pauses": [{ "start": "25:00", "end": "26:00" }],
                "meal_minutes": 30, "paid_minutes": 390, "is_night": true } })
    })],
    questions: &[
        ("ListShiftKinds", "CS02", |_, client| ask::<ListShiftKinds>(client, NOTHING, NOTHING, Vec::len)),
        ("GetShiftKindUse", "HR02", |shop, client| {
            let path = ShiftKindPath { shift_kind_id: kind(shop, place::EARLY) };
            ask::<GetShiftKindUse>(client, path, NOTHING, |found| found.drafts.len())
        }),
    ],
    costs: Some(|| {
        expect![[r#"
            ListShiftKinds   CS02      13/5      13/5
            GetShiftKindUse  HR02    728/31  12001/31
        "#]]
    }),
    ..Door::EMPTY
};

fn send(client: &Client, id: ShiftKindId, body: ShiftKindBody) -> Result<ShiftKind, Problem> {
    client.call::<SaveShiftKind>(ShiftKindPath { shift_kind_id: id }, NOTHING, body)
}

/// Saves a kind as it is called, a new one with its hours.
fn save(client: &Client, id: ShiftKindId, version: u32, fields: &ShiftKindFields) -> Result<ShiftKind, Problem> {
    let hours = (version == 0).then(night_hours);
    send(client, id, ShiftKindBody { version, fields: fields.clone(), hours, from: always() })
}

fn night() -> ShiftKindFields {
    ShiftKindFields {
        code: "夜".parse().unwrap(),
        name: "夜班".parse().unwrap(),
        hue: Hue::Violet,
        sort: 9,
        is_archived: false,
    }
}

fn night_hours() -> Hours {
    Hours { is_night: true, ..Hours::plain("22:00".parse().unwrap(), "30:00".parse().unwrap(), 30, 450) }
}

/// 10:00–14:00 18:00–22:00
fn split() -> Hours {
    let span = |start: &str, end: &str| Span { start: start.parse().unwrap(), end: end.parse().unwrap() };
    Hours::of_segments(&[span("10:00", "14:00"), span("18:00", "22:00")], 0, 480, false).unwrap()
}

#[test]
fn a_shift_kind_is_created_changed_and_shown_to_everybody() {
    let shop = Shop::start(Fixture::Demo);
    let (administrator, staff) = (shop.sign_in("HR02"), shop.sign_in("CS02"));
    let codes = || -> Vec<String> {
        let kinds = staff.get::<ListShiftKinds>(NOTHING, NOTHING).unwrap();
        kinds.iter().map(|kind| kind.fields.code.to_string()).collect()
    };
    assert_eq!(codes(), ["早", "晚", "班", "休", "直"]);
    let id = ShiftKindId::new(new_uuid());
    let created = save(&administrator, id, 0, &night()).unwrap();
    assert_eq!((created.version, &created.fields), (1, &night()));
    assert_eq!(created.hours, [HoursFrom { from: always(), hours: night_hours() }]);
    assert_eq!(save(&administrator, id, 0, &night()).unwrap(), created, "the same send is the same write");
    assert_eq!(codes().last().map(String::as_str), Some("夜"));

    let renamed = ShiftKindFields { name: "通宵班".parse().unwrap(), ..night() };
    assert_eq!(save(&administrator, id, 1, &renamed).unwrap().version, 2);
    assert_eq!(told(save(&administrator, id, 1, &night())), "stale");
    assert_eq!(told(save(&administrator, ShiftKindId::new(new_uuid()), 0, &renamed)), "fields.code taken");
    assert_eq!(told(save(&administrator, ShiftKindId::new(new_uuid()), 4, &night())), "not_found");
    let far = ShiftKindFields { sort: 10_000, ..night() };
    assert_eq!(told(save(&administrator, id, 2, &far)), "fields.sort out_of_range:0:9999");
    let with = |hours| ShiftKindBody { version: 2, fields: renamed.clone(), hours: Some(hours), from: always() };
    let backwards = Hours { end: "21:00".parse().unwrap(), ..night_hours() };
    assert_eq!(told(send(&administrator, id, with(backwards))), "hours.end inconsistent");
    let touching = Hours { start: "14:00".parse().unwrap(), ..split() };
    assert_eq!(told(send(&administrator, id, with(touching))), "hours.pauses[0].start inconsistent");
    let never_planned = send(&administrator, id, with(split())).unwrap();
    assert_eq!(never_planned.hours, [HoursFrom { from: always(), hours: split() }], "it replaces what nobody saw");
}

/// What the demo shop's late shift is asked for.
struct Late<'a> {
    shop: &'a Shop,
    administrator: &'a Client,
    id: ShiftKindId,
}

impl Late<'_> {
    fn change(&self, version: u32, hours: Hours, from: Day) -> Result<ShiftKind, Problem> {
        let known = self.shop.generated().kinds[place::LATE].fields.clone();
        send(self.administrator, self.id, ShiftKindBody { version, fields: known, hours: Some(hours), from })
    }

    fn first_day(&self) -> Day {
        let path = ShiftKindPath { shift_kind_id: self.id };
        self.administrator.get::<GetShiftKindUse>(path, NOTHING).unwrap().first_day.unwrap()
    }

    fn take_back(&self, from: Day) -> Result<dianwu_domain::Nothing, Problem> {
        let path = ShiftHoursPath { shift_kind_id: self.id, from };
        self.administrator.call::<DeleteShiftHours>(path, NOTHING, NOTHING)
    }
}

#[test]
fn hours_change_from_a_day_that_nobody_was_told_of_and_can_be_taken_back_before() {
    let shop = Shop::start(Fixture::Demo);
    let administrator = shop.sign_in("HR02");
    let late = Late { shop: &shop, administrator: &administrator, id: kind(&shop, place::LATE) };
    let today = shop.generated().today;
    let first = late.first_day();
    assert!(first > today && first <= next(&shop).first().max(today.plus(1)), "this month is published: {first}");
    for early in [always(), today, first.plus(-1)] {
        let refused = told(late.change(1, split(), early));
        assert_eq!(refused, format!("from not_before:{first}"), "{early}");
    }
    let day = next(&shop).first().plus(9);
    let changed = late.change(1, split(), day).unwrap();
    assert_eq!(changed.hours_on(day.plus(-1)), shop.generated().kinds[place::LATE].hours_on(today));
    assert_eq!(changed.hours_on(day), Some(split()));
    assert_eq!(late.change(1, split(), day).unwrap(), changed, "the same send is the same write");
    assert_eq!(told(late.change(1, night_hours(), day)), "stale");
    let again = late.change(2, night_hours(), day).unwrap();
    assert_eq!(again.hours.len(), changed.hours.len(), "what has not begun is changed in its place");

    assert_eq!(told(late.take_back(always())), format!("from not_before:{first}"), "what holds cannot be taken back");
    late.take_back(day).unwrap();
    late.take_back(day).unwrap();
    let kinds = administrator.get::<ListShiftKinds>(NOTHING, NOTHING).unwrap();
    let stands = kinds.iter().find(|kind| kind.id == late.id).unwrap();
    assert_eq!(stands.hours, shop.generated().kinds[place::LATE].hours);
    let logged = "SELECT group_concat(action || ' ' || coalesce(nullif(after, '') ->> 'from', nullif(before, '') ->> 'from'), ', ')
        FROM (SELECT * FROM audit WHERE action LIKE 'shift%' ORDER BY id)";
    let wanted = format!("shift_kind.save {day}, shift_kind.save {day}, shift_hours.delete {day}");
    assert_eq!(shop.look_up::<String>(logged), wanted);
}

#[test]
fn of_a_publication_and_other_hours_at_once_what_was_published_keeps_its_hours() {
    let shop = Shop::start(Fixture::Demo);
    let (administrator, manager) = (shop.sign_in("HR02"), shop.sign_in("CS01"));
    let late = Late { shop: &shop, administrator: &administrator, id: kind(&shop, place::LATE) };
    let path = path(&shop, Team::Service, blank(&shop));
    let (first, last) = (path.month.first(), path.month.last());
    edit(&manager, path, &[cell(&shop, "CS02", last, late.id, 0)]).unwrap();
    let (changed, published) = std::thread::scope(|scope| {
        let published = scope.spawn(move || publish(&manager, path, 1));
        (late.change(1, split(), first), published.join().unwrap())
    });
    published.unwrap();
    let not_before = format!("from not_before:{}", last.plus(1));
    // Whichever came first: published after the change it shows the new hours, before it the change is refused.
    let was_told = told(changed);
    assert!(was_told == "fine" || was_told == not_before, "{was_told}");
    assert_eq!(told(late.change(if was_told == "fine" { 2 } else { 1 }, night_hours(), last)), not_before);
    if was_told == "fine" {
        assert_eq!(told(late.take_back(first)), not_before, "what was published with them keeps them");
    }
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
