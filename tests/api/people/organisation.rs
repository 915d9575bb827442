//! Departments and positions.

use dianwu_domain::{
    Code, DepartmentId, PositionId, Problem, UsedBy,
    people::api::{
        DeleteDepartment, DeletePosition, Department, DepartmentBody, DepartmentPath, GetPerson, ListDepartments,
        ListPositions, PersonPath, Position, PositionBody, PositionPath, SaveDepartment, SavePosition, Status,
    },
};
use dianwu_tests::{Client, Fixture, NOTHING, Shop, new_uuid, told};
use xtask::demo::seats::Team;

fn save(
    client: &Client,
    id: DepartmentId,
    version: u32,
    name: &str,
    parent: Option<DepartmentId>,
) -> Result<Department, Problem> {
    let body = DepartmentBody { version, name: name.parse().unwrap(), parent_id: parent, sort: 9 };
    client.call::<SaveDepartment>(DepartmentPath { department_id: id }, NOTHING, body)
}

#[test]
fn departments_are_created_renamed_and_moved_but_never_below_themselves() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let service = shop.generated().department(Team::Service);
    let new = DepartmentId::new(new_uuid());
    let created = save(&hr, new, 0, "售后组", Some(service)).unwrap();
    assert_eq!((created.version, created.parent_id), (1, Some(service)));
    let before = shop.fingerprint();
    assert_eq!(save(&hr, new, 0, "售后组", Some(service)).unwrap(), created, "the same send is the same write");
    assert_eq!(shop.fingerprint(), before);
    assert_eq!(told(save(&hr, DepartmentId::new(new_uuid()), 0, "售后组", Some(service))), "name taken");
    assert_eq!(told(save(&hr, new, 7, "另一组", Some(service))), "stale");
    assert_eq!(told(save(&hr, DepartmentId::new(new_uuid()), 3, "没有的组", None)), "not_found");
    assert_eq!(told(save(&hr, service, 1, "客服组", Some(new))), "parent_id inconsistent");
    assert_eq!(told(save(&hr, new, 1, "售后", Some(DepartmentId::new(new_uuid())))), "parent_id not_found");
    let moved = save(&shop.sign_in("HR02"), new, 1, "售后", Some(shop.generated().department(Team::Shop))).unwrap();
    assert_eq!(moved.version, 2);
    let all = hr.get::<ListDepartments>(NOTHING, NOTHING).unwrap();
    assert!(all.contains(&moved) && all.len() == 7);
}

#[test]
fn no_two_departments_or_positions_differ_by_what_nobody_sees() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let root = shop.generated().department(Team::Shop);
    let before = shop.fingerprint();
    // As a browser sends it.
    let send = |place: &str, name: &str| {
        let body = serde_json::json!({ "version": 0, "name": name, "parent_id": root, "sort": 1 });
        let body = match place {
            "positions" => serde_json::json!({ "version": 0, "name": name, "sort": 1 }),
            _ => body,
        };
        let response = hr.request("PUT", &format!("/api/{place}/{}", new_uuid())).json(&body).send();
        assert!(!response.is_ok(), "{place} {name:?}");
        let problem = response.problem();
        problem.errors.first().map(|error| format!("{} {}", error.field, error.code)).unwrap_or_default()
    };
    for twin in ["客服组\u{200b}", "\u{feff}客服组", "客服\u{2060}组\u{3000}", "客服\u{fe00}组", "客服 组"]
    {
        assert_eq!(send("departments", twin), "name taken", "{twin:?}");
    }
    for twin in ["售前客服\u{200d}", "售前\u{180e}客服", "售前　客服"] {
        assert_eq!(send("positions", twin), "name taken", "{twin:?}");
    }
    for nothing in ["\u{3164}", "\u{115f}", "\u{2800}", "\u{200b}"] {
        assert_eq!(send("departments", nothing), "name required", "{nothing:?}");
        assert_eq!(send("positions", nothing), "name required", "{nothing:?}");
    }
    assert_eq!(shop.fingerprint(), before);
}

#[test]
fn a_department_below_belongs_to_its_managers_scope_at_once() {
    let shop = Shop::start(Fixture::Demo);
    let (hr, manager) = (shop.sign_in("HR02"), shop.sign_in("CS01"));
    let new = DepartmentId::new(new_uuid());
    let list = || {
        let query = dianwu_domain::people::api::PeopleQuery { department_id: Some(new), ..Default::default() };
        told(manager.get::<dianwu_domain::people::api::ListPeople>(NOTHING, query))
    };
    assert_eq!(list(), "not_found");
    save(&hr, new, 0, "夜班组", Some(shop.generated().department(Team::Service))).unwrap();
    assert_eq!(list(), "fine");
    save(&hr, new, 1, "夜班组", Some(shop.generated().department(Team::Warehouse))).unwrap();
    assert_eq!(list(), "not_found");
}

#[test]
fn who_manages_a_department_changes_by_an_administrators_hand_alone() {
    let shop = Shop::start(Fixture::Demo);
    let (hr, administrator, manager) = (shop.sign_in("HR01"), shop.sign_in("HR02"), shop.sign_in("CS01"));
    let department = |team| shop.generated().department(team);
    let all = hr.get::<ListDepartments>(NOTHING, NOTHING).unwrap();
    let seen = all.iter().find(|one| one.id == department(Team::Operations)).unwrap();
    let move_to = |client: &Client, version, parent| {
        let body = DepartmentBody { version, name: seen.name.clone(), parent_id: parent, sort: seen.sort };
        told(client.call::<SaveDepartment>(DepartmentPath { department_id: seen.id }, NOTHING, body))
    };
    let person = PersonPath { person_id: shop.person("OP01").id };
    let before = shop.fingerprint();
    let (service, root) = (Some(department(Team::Service)), Some(department(Team::Shop)));
    assert_eq!(move_to(&hr, 1, service), "parent_id needs_administrator");
    assert_eq!(told(manager.get::<GetPerson>(person, NOTHING)), "not_found");
    assert_eq!(shop.fingerprint(), before);
    assert_eq!(move_to(&administrator, 1, service), "fine");
    assert_eq!(told(manager.get::<GetPerson>(person, NOTHING)), "fine");
    for parent in [root, None] {
        assert_eq!(move_to(&hr, 2, parent), "parent_id needs_administrator", "nor is it taken from its manager");
    }
    assert_eq!(told(manager.get::<GetPerson>(person, NOTHING)), "fine");
    assert_eq!(move_to(&administrator, 2, root), "fine");
}

#[test]
fn what_is_used_cannot_be_deleted_and_what_is_gone_is_gone() {
    let shop = Shop::start(Fixture::Demo);
    let hr = shop.sign_in("HR01");
    let delete_department = |id| hr.get::<DeleteDepartment>(DepartmentPath { department_id: id }, NOTHING);
    let delete_position = |id| hr.get::<DeletePosition>(PositionPath { position_id: id }, NOTHING);
    let department = |id| told(delete_department(id));
    let position = |id| told(delete_position(id));
    let before = shop.fingerprint();
    let held = [
        delete_department(shop.generated().department(Team::Service)).map(|_| ()),
        delete_position(shop.generated().positions[0].id).map(|_| ()),
    ];
    let [by_department, by_position] = held.map(|held| {
        let problem = held.unwrap_err();
        assert_eq!(problem.code, Code::InUse);
        problem.uses
    });
    let number = |len| u32::try_from(len).unwrap();
    let count = |what| by_department.iter().find(|one| one.is(what)).map_or(0, |one| one.count);
    let service = shop.generated().department(Team::Service);
    let is_of = |one: &&xtask::demo::Person| one.employment.posts().any(|(post, _)| post.department_id == service);
    let (active, left): (Vec<_>, Vec<_>) = shop
        .generated()
        .people
        .iter()
        .filter(is_of)
        .partition(|person| person.fields.status == Status::Active && person.fields.department_id == service);
    assert_eq!((count(UsedBy::PEOPLE), count(UsedBy::PEOPLE_LEFT)), (number(active.len()), number(left.len())));
    assert!(count(UsedBy::ROSTERS) > 0 && count(UsedBy::MANAGERS) > 0, "{by_department:?}");
    assert_eq!(count(UsedBy::DEPARTMENTS), 0);
    assert!(!by_position.is_empty() && by_position.iter().all(|one| one.count > 0), "{by_position:?}");
    assert_eq!(shop.fingerprint(), before);

    let (a, b) = (DepartmentId::new(new_uuid()), PositionId::new(new_uuid()));
    save(&hr, a, 0, "临时组", None).unwrap();
    let body = PositionBody { version: 0, name: "临时工".parse().unwrap(), sort: 1 };
    let far = PositionBody { sort: 10_000, ..body.clone() };
    let far = hr.call::<SavePosition>(PositionPath { position_id: b }, NOTHING, far);
    assert_eq!(told(far), "sort out_of_range:0:9999");
    let far = DepartmentBody { version: 0, name: "远方组".parse().unwrap(), parent_id: None, sort: 10_000 };
    let far = hr.call::<SaveDepartment>(DepartmentPath { department_id: DepartmentId::new(new_uuid()) }, NOTHING, far);
    assert_eq!(told(far), "sort out_of_range:0:9999");
    let created: Position = hr.call::<SavePosition>(PositionPath { position_id: b }, NOTHING, body.clone()).unwrap();
    assert_eq!(created.version, 1);
    assert_eq!(
        told(hr.call::<SavePosition>(PositionPath { position_id: PositionId::new(new_uuid()) }, NOTHING, body)),
        "name taken"
    );
    assert!(hr.get::<ListPositions>(NOTHING, NOTHING).unwrap().contains(&created));
    assert_eq!([department(a), position(b)], ["fine", "fine"]);
    let before = shop.fingerprint();
    assert_eq!([department(a), position(b)], ["fine", "fine"]);
    assert_eq!(shop.fingerprint(), before, "and is not logged twice");
}
