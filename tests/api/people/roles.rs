//! Roles, and the protected status that HR alone reads.

use super::get;
use dianwu_domain::{
    Problem, Role, RoleGrant,
    people::api::{
        GetProtection, ListPeople, PeopleQuery, Person, PersonPath, Protection, ProtectionKind, ProtectionState,
        RolesBody, SetProtection, SetRoles,
    },
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, told};
use xtask::demo::seats::Team;

fn set(client: &Client, person: &Person, grants: Vec<RoleGrant>) -> Result<Person, Problem> {
    let path = PersonPath { person_id: person.id };
    client.call::<SetRoles>(path, NOTHING, RolesBody { version: person.version, grants })
}

#[test]
fn a_role_holds_from_the_next_request_on_and_until_it_is_taken_away() {
    let shop = Shop::start(Fixture::Demo);
    let (administrator, device) = (shop.sign_in("HR02"), shop.sign_in("OP01"));
    let list = || told(device.get::<ListPeople>(NOTHING, PeopleQuery::default()));
    assert_eq!(list(), "forbidden");
    let seen = get(&administrator, shop.person("OP01").id).unwrap();
    let grant = RoleGrant { role: Role::Manager, department_id: Some(shop.generated().department(Team::Operations)) };
    let after = set(&administrator, &seen, vec![grant]).unwrap();
    assert_eq!(after.grants, [grant]);
    assert_eq!(list(), "fine");
    assert_eq!(set(&administrator, &seen, vec![grant]).unwrap(), after, "the same send is the same write");
    assert_eq!(told(set(&administrator, &seen, vec![])), "stale");
    set(&administrator, &after, vec![]).unwrap();
    assert_eq!(list(), "forbidden");
}

#[test]
fn grants_must_make_sense_and_the_last_administrator_keeps_theirs() {
    let shop = Shop::start(Fixture::Demo);
    let administrator = shop.sign_in("HR02");
    let somebody = get(&administrator, shop.person("OP01").id).unwrap();
    let department = Some(shop.generated().department(Team::Service));
    for (role, department_id, wanted) in [
        (Role::Manager, None, "grants[0].department_id required"),
        (Role::Hr, department, "grants[0].department_id inconsistent"),
        (Role::Manager, "0190f3c8-a000-7000-8000-00000000ffff".parse().ok(), "grants[0].department_id not_found"),
    ] {
        assert_eq!(told(set(&administrator, &somebody, vec![RoleGrant { role, department_id }])), wanted);
    }
    let me = get(&administrator, shop.person("HR02").id).unwrap();
    assert_eq!(told(set(&administrator, &me, vec![])), "not_allowed_now");
    let second = RoleGrant { role: Role::Administrator, department_id: None };
    set(&administrator, &somebody, vec![second]).unwrap();
    assert_eq!(told(set(&administrator, &me, vec![])), "fine");
    assert_eq!(told(set(&administrator, &me, vec![second])), "forbidden", "it is theirs no more");
}

#[test]
fn hr_sets_a_protected_status_that_the_log_does_not_give_away() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let path = PersonPath { person_id: shop.person("CS03").id };
    let put = |protection, version| hr.call::<SetProtection>(path, NOTHING, ProtectionState { protection, version });
    let nursing = Protection {
        kind: ProtectionKind::Nursing,
        from: "2026-10-01".parse().unwrap(),
        until: "2027-03-31".parse().unwrap(),
    };
    let state = || hr.get::<GetProtection>(path, NOTHING).unwrap();
    assert_eq!(state(), ProtectionState { protection: None, version: 0 });
    let backwards = Protection { until: "2026-09-30".parse().unwrap(), ..nursing };
    assert_eq!(told(put(Some(backwards), 0)), "protection.until inconsistent");
    assert_eq!(put(Some(nursing), 0).unwrap(), ProtectionState { protection: Some(nursing), version: 1 });
    assert_eq!(told(put(Some(nursing), 0)), "fine", "the same send is the same write");
    assert_eq!(told(put(None, 0)), "stale");
    assert_eq!(put(None, 1).unwrap(), ProtectionState { protection: None, version: 2 });
    assert_eq!(state(), ProtectionState { protection: None, version: 2 });

    let lines: String =
        shop.look_up("SELECT group_concat(subject || before || after) FROM audit WHERE action = 'person.protection'");
    assert!(lines.contains("CS03") && !lines.contains("nursing") && !lines.contains("2026-10"), "{lines}");
    let demo = hr.get::<GetProtection>(PersonPath { person_id: shop.person("CS04").id }, NOTHING).unwrap();
    assert_eq!(demo.protection.map(|protection| protection.kind), Some(ProtectionKind::Pregnant));
}
