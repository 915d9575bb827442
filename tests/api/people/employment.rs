//! Who works where from when on: moving, leaving and returning, ahead and behind.

use super::get;
use crate::roster::{blank, edit, kind, path, sheet};
use dianwu_domain::{
    Day, DepartmentId, Month, PersonId, Problem,
    people::{
        api::{ChangeEmployment, EmploymentChange, Person, PersonPath, Status},
        employment::{Employment, EmploymentKind, Leaving, LeavingReason, Post, Stay},
    },
    roster::api::CellEdit,
    session::api::WhoAmI,
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, now, told};
use xtask::demo::{
    PASSWORD,
    seats::{LEAVER, Team},
};

const DAY: i64 = 24 * 3600;

fn change(hr: &Client, person: &Person, employment: &Employment, reason: Option<&str>) -> Result<Person, Problem> {
    let path = PersonPath { person_id: person.id };
    let reason = reason.and_then(|reason| reason.parse().ok());
    let body = EmploymentChange { version: person.version, employment: employment.clone(), reason };
    hr.call::<ChangeEmployment>(path, NOTHING, body)
}

fn post(from: Day, department_id: DepartmentId) -> Post {
    Post { from, department_id, position_id: None, kind: EmploymentKind::PartTime }
}

/// When somebody is on a team's sheet of a month.
fn stays(manager: &Client, shop: &Shop, team: Team, month: Month, person: PersonId) -> Option<Vec<Stay>> {
    let sheet = sheet(manager, path(shop, team, month)).unwrap();
    sheet.people.into_iter().find(|one| one.id == person).map(|one| one.stays)
}

#[test]
fn the_new_team_plans_from_the_day_of_a_move_and_the_old_one_up_to_the_day_before() {
    let shop = Shop::start(Fixture::Demo);
    let (hr, service, warehouse) = (shop.sign_in("HR01"), shop.sign_in("CS01"), shop.sign_in("WH01"));
    let (person, month) = (shop.person("CS05").id, blank(&shop));
    let from = month.first().plus(9);
    let seen = get(&hr, person).unwrap();
    let moved = seen.employment.moved(post(from, shop.generated().department(Team::Warehouse))).unwrap();
    let written = change(&hr, &seen, &moved, None).unwrap();
    assert_eq!((written.version, &written.employment), (2, &moved));
    assert_eq!(written.fields, seen.fields, "today nothing is other than before");
    let before = shop.fingerprint();
    assert_eq!(change(&hr, &seen, &moved, None).unwrap().version, 2, "sent twice");
    assert_eq!(shop.fingerprint(), before);

    let until = Some(from.plus(-1));
    let hired = seen.fields.hired_on;
    assert_eq!(stays(&service, &shop, Team::Service, month, person), Some(vec![Stay { from: hired, until }]));
    assert_eq!(stays(&warehouse, &shop, Team::Warehouse, month, person), Some(vec![Stay { from, until: None }]));
    assert_eq!(stays(&service, &shop, Team::Service, month.plus(1), person), None);
    assert_eq!(stays(&warehouse, &shop, Team::Warehouse, month.plus(-1), person), None, "no empty row of the past");

    let cell = |day| CellEdit { person_id: person, day, kind_id: Some(kind(&shop, 0)), version: 0 };
    let (old, new) = (path(&shop, Team::Service, month), path(&shop, Team::Warehouse, month));
    assert_eq!(told(edit(&service, old, &[cell(from)])), "edits[0].day out_of_range");
    assert_eq!(told(edit(&warehouse, new, &[cell(from.plus(-1))])), "edits[0].day out_of_range");
    assert_eq!(edit(&service, old, &[cell(from.plus(-1))]).unwrap().saved.len(), 1);
    assert_eq!(edit(&warehouse, new, &[cell(from)]).unwrap().saved.len(), 1);
}

#[test]
fn whoever_leaves_on_a_later_day_works_until_then_and_loses_everything_after_it() {
    let shop = Shop::start(Fixture::Demo);
    let (hr, administrator) = (shop.sign_in("HR01"), shop.sign_in("HR02"));
    let (leaver, manager) = (shop.sign_in(LEAVER), shop.sign_in("WH01"));
    let last_day = shop.generated().today.plus(7);
    let seen = get(&hr, shop.person("WH01").id).unwrap();
    let left = seen.employment.left(shop.generated().today, last_day, Leaving::default()).unwrap();
    let planned = change(&hr, &seen, &left, None).unwrap();
    assert_eq!((planned.fields.status, planned.grants.len()), (Status::Active, 1));
    for device in [&leaver, &manager] {
        assert_eq!(told(device.get::<WhoAmI>(NOTHING, NOTHING)), "fine");
    }
    assert_eq!(told(shop.client().sign_in(LEAVER, PASSWORD)), "fine");

    shop.scheduled(&[now().plus_seconds(7 * DAY)]);
    assert_eq!(told(manager.get::<WhoAmI>(NOTHING, NOTHING)), "fine", "the last day itself");
    shop.scheduled(&[now().plus_seconds(8 * DAY + DAY / 4)]);
    for (device, number) in [(&leaver, LEAVER), (&manager, "WH01")] {
        assert_eq!(told(device.get::<WhoAmI>(NOTHING, NOTHING)), "not_signed_in");
        assert_eq!(told(shop.client().sign_in(number, PASSWORD)), "wrong_credentials");
        let person = get(&hr, shop.person(number).id).unwrap();
        assert_eq!(
            (person.fields.status, person.fields.left_on, person.grants.len()),
            (Status::Left, Some(last_day), 0)
        );
    }
    let gone = get(&hr, planned.id).unwrap();
    let roles = serde_json::json!({ "version": gone.version, "grants": [{ "role": "hr" }] });
    let set = administrator.request("PUT", &format!("/api/people/{}/roles", gone.id)).json(&roles).send();
    assert_eq!(set.status, 409, "whoever has left is given no roles");
}

#[test]
fn the_past_changes_with_a_reason_alone() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let today = shop.generated().today;
    let seen = get(&hr, shop.person("CS05").id).unwrap();
    let warehouse = shop.generated().department(Team::Warehouse);
    let behind = seen.employment.moved(post(today.plus(-30), warehouse)).unwrap();
    let before = shop.fingerprint();
    assert_eq!(told(change(&hr, &seen, &behind, None)), "reason required");
    assert_eq!(shop.fingerprint(), before);
    let written = change(&hr, &seen, &behind, Some("上月已调岗，补录")).unwrap();
    assert_eq!(written.fields.department_id, warehouse);
    let said = shop.look_up::<String>("SELECT after ->> 'reason' FROM audit WHERE action = 'person.employment'");
    assert_eq!(said, "上月已调岗，补录");
    assert_eq!(told(change(&hr, &seen, &seen.employment, Some("又改回来"))), "stale", "somebody else was faster");
}

#[test]
fn what_does_not_fit_is_named_and_why_somebody_left_is_for_hr_alone() {
    let shop = Shop::start(Fixture::Demo);
    let (hr, manager) = (shop.sign_in("HR01"), shop.sign_in("CS01"));
    let today = shop.generated().today;
    let seen = get(&hr, shop.person("CS05").id).unwrap();
    let mut odd = seen.employment.moved(post(today.plus(1), DepartmentId::new(dianwu_tests::new_uuid()))).unwrap();
    assert_eq!(told(change(&hr, &seen, &odd, None)), "employment.periods[0].posts[1].department_id not_found");
    odd.periods[0].until = Some(today);
    assert_eq!(
        told(change(&hr, &seen, &odd, None)),
        "employment.periods[0].posts[1].from inconsistent, employment.periods[0].posts[1].department_id not_found"
    );
    let leaving = Leaving { reason: LeavingReason::Dismissed, note: "试用期考核未通过".parse().ok() };
    let left = seen.employment.left(today, today.plus(3), leaving).unwrap();
    change(&hr, &seen, &left, None).unwrap();
    assert_eq!(get(&hr, seen.id).unwrap().employment, left);
    let told_managers = get(&manager, seen.id).unwrap().employment;
    assert_eq!((told_managers.ends_on(), &told_managers.periods[0].leaving), (Some(today.plus(3)), &None));
    let mine = get(&hr, shop.person("HR01").id).unwrap();
    let gone = mine.employment.left(today, today.plus(3), Leaving::default()).unwrap();
    assert_eq!(told(change(&hr, &mine, &gone, None)), "forbidden", "nobody records their own leaving");
}
