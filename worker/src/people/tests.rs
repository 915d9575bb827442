//! The SQL of people over the real migrations: scopes, guards, and all or nothing.

use super::{organisation, store};
use crate::{
    kernel::{
        audit::Audit,
        d1::{Arg, Change, Query, args},
        error::Error,
        routes::Source,
        sqlite::{Results, batch, database},
    },
    session,
};
use dianwu_domain::{
    Code, DepartmentId, Instant, PersonId,
    audit::api::Action,
    people::{
        api::{NewPerson, PersonFields, Status},
        import::ImportRow,
    },
};
use rusqlite::Connection;
use serde_json::{Value, json};
use uuid::Uuid;

const NOW: Instant = Instant(1_795_449_600_000);

fn person_id(n: u128) -> PersonId {
    PersonId::new(Uuid::from_u128(n))
}

fn department_id(n: u128) -> DepartmentId {
    DepartmentId::new(Uuid::from_u128(n))
}

fn scope(departments: &[u128]) -> Arg {
    Arg::json(&departments.iter().map(|n| department_id(*n)).collect::<Vec<_>>())
}

fn everyone() -> Arg {
    scope(&[1, 2, 3])
}

fn fields(number: &str, name: &str, phone: Option<&str>, department: u128) -> PersonFields {
    PersonFields {
        number: number.parse().unwrap(),
        name: name.parse().unwrap(),
        phone: phone.map(|phone| phone.parse().unwrap()),
        department_id: department_id(department),
        position_id: None,
        hired_on: "2026-01-02".parse().unwrap(),
        work_began_on: None,
        status: Status::Active,
        left_on: None,
    }
}

fn left(fields: PersonFields) -> PersonFields {
    PersonFields { status: Status::Left, left_on: "2026-11-23".parse().ok(), ..fields }
}

/// 店铺 (1) with 客服组 (2) and 仓储 (3); 1 and 2 administer, 3 works in 客服组, 4 in 仓储, 5 has left 客服组.
struct Shop(Connection);

impl Shop {
    fn new() -> Self {
        let mut shop = Self(database());
        let department = |n, name, parent: Option<u128>| {
            organisation::store::INSERT_DEPARTMENT.with(args![department_id(n), name, parent.map(department_id), 0])
        };
        let people = [
            (1, fields("A1", "陈静", None, 1)),
            (2, fields("A2", "刘洋", None, 1)),
            (3, fields("CS-01", "王小芳", Some("13800000001"), 2)),
            (4, fields("WH-01", "王强", Some("+85291234567"), 3)),
            (5, left(fields("CS-02", "Wang Lei", None, 2))),
        ];
        let people = people.map(|(n, fields)| NewPerson { id: person_id(n), fields });
        shop.read(vec![
            department(1, "店铺", None),
            department(2, "客服组", Some(1)),
            department(3, "仓储", Some(1)),
            store::INSERT_PEOPLE.with(args![Arg::json(&people), NOW]),
            grant(1, &json!([{ "role": "administrator" }])),
            grant(2, &json!([{ "role": "administrator" }, { "role": "manager", "department_id": department_id(2) }])),
        ]);
        shop
    }

    fn read(&mut self, queries: Vec<Query>) -> Results {
        batch(&mut self.0, queries).unwrap()
    }

    fn commit(&mut self, change: Change) -> Result<(), Code> {
        batch(&mut self.0, change.into_queries()).map(|_| ()).map_err(|error: Error| error.code())
    }

    fn update(&mut self, n: u128, version: u32, fields: &PersonFields) -> Result<(), Code> {
        let args = args![person_id(n), everyone(), version, Arg::json(fields)];
        self.commit(session::end_access(change().guarded(store::UPDATE_PERSON.with(args)), person_id(n)))
    }

    fn set_roles(&mut self, n: u128, version: u32, grants: &Value) -> Result<(), Code> {
        let stays = grants.to_string().contains("administrator");
        let count = store::COUNT_ROLE_CHANGE.with(args![person_id(n), everyone(), version, stays]);
        let delete = store::DELETE_GRANTS.with(args![person_id(n)]);
        self.commit(change().guarded(count).with(delete).with(grant(n, grants)))
    }

    fn find(&mut self, n: u128, scope: Arg) -> Option<store::PersonRecord> {
        self.read(vec![store::FIND_PERSON.with(args![person_id(n), scope])]).first(0)
    }

    fn version(&mut self, n: u128) -> u32 {
        let person = self.find(n, everyone()).unwrap();
        person.into_person(Vec::new()).version
    }

    fn count(&self, table: &str) -> u32 {
        self.0.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
    }
}

fn grant(n: u128, grants: &Value) -> Query {
    store::INSERT_GRANTS.with(args![person_id(n), Arg::json(grants)])
}

fn change() -> Change {
    let source = Source { request_id: String::new(), address: String::new(), user_agent: String::new(), now: NOW };
    Change::new(Audit::new(&source, person_id(1), Action::PersonUpdate, "test"))
}

#[test]
fn the_last_administrator_who_can_sign_in_stays() {
    let mut shop = Shop::new();
    let no_roles = json!([]);
    assert_eq!(shop.update(2, 1, &left(fields("A2", "刘洋", None, 1))), Ok(()));
    assert_eq!(shop.update(1, 1, &left(fields("A1", "陈静", None, 1))), Err(Code::Stale));
    assert_eq!(shop.set_roles(1, 1, &no_roles), Err(Code::Stale));
    assert_eq!(shop.set_roles(1, 1, &json!([{ "role": "administrator" }, { "role": "hr" }])), Ok(()));
    // Whoever has left may lose the role, and may come back.
    assert_eq!(shop.set_roles(2, 2, &no_roles), Ok(()));
    assert_eq!(shop.update(2, 3, &fields("A2", "刘洋", None, 1)), Ok(()));
    assert_eq!(shop.set_roles(2, 4, &json!([{ "role": "administrator" }])), Ok(()));
    assert_eq!(shop.set_roles(1, 2, &no_roles), Ok(()));
    assert_eq!(shop.set_roles(2, 5, &no_roles), Err(Code::Stale));
}

#[test]
fn a_change_that_saw_an_old_version_writes_nothing_and_logs_nothing() {
    let mut shop = Shop::new();
    let renamed = fields("CS-01", "王芳", None, 3);
    assert_eq!(shop.update(3, 1, &renamed), Ok(()));
    assert_eq!(shop.update(3, 1, &fields("CS-01", "王方", None, 2)), Err(Code::Stale));
    assert_eq!(shop.find(3, everyone()).unwrap().into_fields(), renamed);
    assert_eq!((shop.version(3), shop.count("audit")), (2, 1));
}

#[test]
fn who_leaves_is_signed_out_everywhere_at_once() {
    let mut shop = Shop::new();
    let open = |n: u128, token: char| {
        let hash = token.to_string().repeat(64);
        session::store::INSERT_SESSION.with(args![person_id(n + 100), hash, person_id(n), NOW, NOW, "", ""])
    };
    shop.read(vec![open(3, 'a'), open(4, 'b')]);
    assert_eq!(shop.find(3, everyone()).unwrap().into_person(Vec::new()).last_seen_at, Some(NOW));
    assert_eq!(shop.update(3, 1, &left(fields("CS-01", "王小芳", None, 2))), Ok(()));
    let owners: Vec<Value> = shop.read(vec![session::store::LIST_SESSIONS.with(args![person_id(3), 0])]).take(0);
    assert_eq!((owners.len(), shop.count("session")), (0, 1));
}

#[test]
fn an_import_is_written_whole_or_not_at_all() {
    let mut shop = Shop::new();
    let row = |n, number: &str| ImportRow { id: person_id(n), fields: fields(number, "新人", None, 2) };
    let import = |rows: &[ImportRow]| change().with(store::INSERT_PEOPLE.with(args![Arg::json(&rows), NOW]));
    for (rows, wanted) in [
        (vec![row(10, "N1"), row(11, "CS-01")], Err(Code::InvalidField)),
        (vec![row(10, "N1"), row(4, "N2")], Err(Code::InvalidField)),
        (vec![row(10, "N1"), ImportRow { id: person_id(11), fields: fields("N2", "新人", None, 9) }], Err(Code::InUse)),
        (vec![row(10, "N1"), row(11, "N2")], Ok(())),
    ] {
        assert_eq!(shop.commit(import(&rows)), wanted);
        let expected = if wanted.is_ok() { (7, 1) } else { (5, 0) };
        assert_eq!((shop.count("person"), shop.count("audit")), expected);
    }
    let many: Vec<_> = (0..500_u128).map(|n| row(100 + n, &format!("M{n}"))).collect();
    assert_eq!(shop.commit(import(&many)), Ok(()));
    assert_eq!(shop.count("person"), 507);
}

#[test]
fn people_outside_the_scope_are_not_found_and_not_changed() {
    let mut shop = Shop::new();
    assert!(shop.find(3, scope(&[2])).is_some());
    assert!(shop.find(4, scope(&[2])).is_none());
    let outside = || scope(&[3]);
    let found = shop.read(vec![
        store::FIND_PERSON_GRANTS.with(args![person_id(2), outside()]),
        store::FIND_PROTECTION.with(args![person_id(3), outside()]),
        store::FIND_PEOPLE.with(args![Arg::json(&[person_id(3), person_id(4)]), outside()]),
    ]);
    let counts = [0, 1, 2].map(|place| found.take::<Value>(place).len());
    assert_eq!(counts, [0, 0, 1]);
    let change_data =
        store::UPDATE_PERSON.with(args![person_id(3), outside(), 1, Arg::json(&fields("X", "王", None, 2))]);
    let change_roles = store::COUNT_ROLE_CHANGE.with(args![person_id(3), outside(), 1, 1]);
    let protect = store::SET_PROTECTION.with(args![person_id(3), outside(), 0, "pregnant", "2026-01-01", "2026-06-01"]);
    for query in [change_data, change_roles, protect] {
        assert_eq!(shop.commit(change().guarded(query)), Err(Code::Stale));
    }
}

#[test]
fn the_list_is_searched_filtered_and_paged_by_number() {
    let mut shop = Shop::new();
    let all = || everyone();
    let mut list = |statement: crate::kernel::d1::Statement, args: Vec<Arg>| {
        let found: Vec<store::PersonRecord> = shop.read(vec![statement.with(args)]).take(0);
        found.into_iter().map(|person| person.into_row().number.to_string()).collect::<Vec<_>>().join(" ")
    };
    for (words, phone, wanted) in [
        (None, None, "A1 A2 CS-01 CS-02 WH-01"),
        (Some("王"), None, "CS-01 WH-01"),
        (Some("小芳"), None, "CS-01"),
        (Some("WANG"), None, "CS-02"),
        (Some("CS-"), None, "CS-01 CS-02"),
        (Some("0000"), Some("0000"), "CS-01"),
        (Some("9123"), Some("9123"), "WH-01"),
        (Some("%"), None, ""),
    ] {
        assert_eq!(list(store::LIST_PEOPLE, args!["", all(), words, phone, 100]), wanted, "{words:?}");
        let args = args!["", all(), words, phone, 100, "", "9999-12-31"];
        assert_eq!(list(store::LIST_PEOPLE_OF_DEPARTMENTS, args), wanted, "{words:?}");
    }
    let nothing = None::<&str>;
    assert_eq!(list(store::LIST_PEOPLE, args!["A1", all(), nothing, nothing, 2]), "A2 CS-01");
    assert_eq!(list(store::LIST_PEOPLE_BY_STATUS, args!["A1", all(), nothing, nothing, 9, "active"]), "A2 CS-01 WH-01");
    assert_eq!(list(store::LIST_PEOPLE_BY_STATUS, args!["", all(), nothing, nothing, 9, "left"]), "CS-02");
    for (from, until, wanted) in
        [("9999-12-31", "9999-12-31", "CS-01"), ("", "9999-12-30", "CS-02"), ("", "9999-12-31", "CS-01 CS-02")]
    {
        let args = args!["", scope(&[2]), nothing, nothing, 9, from, until];
        assert_eq!(list(store::LIST_PEOPLE_OF_DEPARTMENTS, args), wanted);
    }
}

/// Reading one page must not mean sorting everybody.
#[test]
fn a_page_of_the_list_is_a_range_of_an_index() {
    let connection = database();
    for (statement, index, sorts) in [
        (store::LIST_PEOPLE, "sqlite_autoindex_person_2 (number>?)", false),
        (store::LIST_PEOPLE_BY_STATUS, "person_status (status=? AND number>?)", false),
        (store::LIST_PEOPLE_OF_DEPARTMENTS, "person_department (department_id=? AND <expr>>? AND <expr><?)", true),
    ] {
        let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.sql)).unwrap();
        let unbound = vec![rusqlite::types::Value::Null; plan.parameter_count()];
        let steps = plan.query_map(rusqlite::params_from_iter(unbound), |row| row.get::<_, String>(3)).unwrap();
        let steps: Vec<String> = steps.map(Result::unwrap).collect();
        assert!(steps.iter().any(|step| step.contains(index)), "{}: {steps:#?}", statement.name);
        assert_eq!(steps.iter().any(|step| step.contains("ORDER BY")), sorts, "{}: {steps:#?}", statement.name);
    }
}

#[test]
fn protection_is_set_once_for_each_version_that_was_seen() {
    let mut shop = Shop::new();
    let set = |version: u32, kind: Option<&str>| {
        let days = kind.map(|_| ("2026-01-01", "2026-06-01"));
        let args = args![person_id(3), everyone(), version, kind, days.map(|d| d.0), days.map(|d| d.1)];
        change().guarded(store::SET_PROTECTION.with(args))
    };
    for (version, kind, wanted) in [
        (1, Some("pregnant"), Err(Code::Stale)),
        (0, Some("pregnant"), Ok(())),
        (0, Some("nursing"), Err(Code::Stale)),
        (1, Some("nursing"), Ok(())),
        (2, None, Ok(())),
        (2, Some("nursing"), Err(Code::Stale)),
    ] {
        assert_eq!(shop.commit(set(version, kind)), wanted, "{version} {kind:?}");
    }
    let found = shop.read(vec![store::FIND_PROTECTION.with(args![person_id(3), everyone()])]);
    let state = found.first::<store::ProtectionRecord>(0).unwrap().state();
    assert_eq!((state.protection, state.version), (None, 3));
}

#[test]
fn departments_make_no_circle_even_when_two_are_moved_at_once() {
    let mut shop = Shop::new();
    let place = |n, name, parent: u128, version: u32| {
        let args = args![department_id(n), name, department_id(parent), 0, version];
        change().guarded(organisation::store::UPDATE_DEPARTMENT.with(args))
    };
    assert_eq!(shop.commit(place(2, "客服组", 3, 1)), Ok(()));
    assert_eq!(shop.commit(place(3, "仓储", 2, 1)), Err(Code::Stale));
    assert_eq!(shop.commit(place(3, "仓储", 3, 1)), Err(Code::Stale));
    assert_eq!(shop.commit(place(2, "客服组", 1, 2)), Ok(()));
    assert_eq!(shop.commit(place(2, "仓储", 1, 3)), Err(Code::InvalidField));
}

#[test]
fn what_is_used_cannot_be_deleted() {
    let mut shop = Shop::new();
    let new = organisation::store::INSERT_DEPARTMENT.with(args![department_id(4), "新部门", department_id(1), 0]);
    shop.read(vec![new]);
    let delete = |n| change().guarded(organisation::store::DELETE_DEPARTMENT.with(args![department_id(n)]));
    for (n, wanted) in [(1, Err(Code::InUse)), (2, Err(Code::InUse)), (4, Ok(())), (4, Err(Code::Stale))] {
        assert_eq!(shop.commit(delete(n)), wanted, "{n}");
    }
}
