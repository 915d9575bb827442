//! The SQL of people over the real migrations: scopes, guards, and all or nothing.

use super::{organisation, store};
use crate::{
    kernel::{
        audit::Audit,
        d1::{Arg, Change, Query, Rows, args, named},
        error::Error,
        routes::Source,
        sqlite::{Results, batch, database},
    },
    session,
};
use dianwu_domain::people::employment::Employment;
use dianwu_domain::{
    Code, DepartmentId, Instant, PersonId, PositionId, UsedBy,
    audit::api::Action,
    people::{
        api::{PersonFields, Status},
        import::ImportRow,
        search::Wanted,
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
            organisation::store::INSERT_DEPARTMENT.with(args![
                department_id(n),
                name,
                parent.map(department_id),
                0,
                name
            ])
        };
        let people = [
            (1, fields("A1", "陈静", None, 1)),
            (2, fields("A2", "刘洋", None, 1)),
            (3, fields("CS-01", "王小芳", Some("13800000001"), 2)),
            (4, fields("WH-01", "王强", Some("+85291234567"), 3)),
            (5, left(fields("CS-02", "Wang Lei", None, 2))),
        ];
        shop.read(vec![
            department(1, "店铺", None),
            department(2, "客服组", Some(1)),
            department(3, "仓储", Some(1)),
            store::insert(people.iter().map(|(n, fields)| (person_id(*n), fields)), NOW),
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
        let update = store::update((person_id(n), version), everyone(), (fields, &Employment::of(fields)), true);
        self.commit(session::end_access(change().guarded(update), person_id(n)))
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
        person.into_person(Vec::new()).unwrap().version
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
    Change::new(Audit::new(&source, person_id(1), Action::PERSON_UPDATE, "test"))
}

#[test]
fn the_last_administrator_who_can_sign_in_stays() {
    let mut shop = Shop::new();
    let no_roles = json!([]);
    assert_eq!(shop.update(2, 1, &left(fields("A2", "刘洋", None, 1))), Ok(()));
    assert_eq!(shop.update(1, 1, &left(fields("A1", "陈静", None, 1))), Err(Code::Stale));
    assert_eq!(shop.set_roles(1, 1, &no_roles), Err(Code::Stale));
    assert_eq!(shop.set_roles(1, 1, &json!([{ "role": "administrator" }, { "role": "hr" }])), Ok(()));
    assert_eq!(shop.set_roles(2, 2, &json!([{ "role": "hr" }])), Err(Code::Stale), "who has left is given none");
    assert_eq!(shop.update(2, 2, &fields("A2", "刘洋", None, 1)), Ok(()));
    assert_eq!(shop.set_roles(2, 3, &json!([{ "role": "administrator" }])), Ok(()));
    assert_eq!(shop.set_roles(1, 2, &no_roles), Ok(()));
    assert_eq!(shop.set_roles(2, 4, &no_roles), Err(Code::Stale));
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
        session::store::INSERT_SESSION.with(args![
            person_id(n + 100),
            hash,
            person_id(n),
            NOW,
            NOW,
            "",
            "",
            None::<i64>
        ])
    };
    shop.read(vec![open(3, 'a'), open(4, 'b')]);
    assert_eq!(shop.find(3, everyone()).unwrap().into_person(Vec::new()).unwrap().last_seen_at, Some(NOW));
    assert_eq!(shop.update(3, 1, &left(fields("CS-01", "王小芳", None, 2))), Ok(()));
    let owners: Vec<Value> = shop.read(vec![session::store::LIST_SESSIONS.with(args![person_id(3), 0])]).take(0);
    assert_eq!((owners.len(), shop.count("session")), (0, 1));
}

#[test]
fn an_import_is_written_whole_or_not_at_all() {
    let mut shop = Shop::new();
    let row = |n, number: &str| ImportRow { id: person_id(n), fields: fields(number, "新人", None, 2) };
    let import = |rows: &[ImportRow]| change().with(store::insert(rows.iter().map(|row| (row.id, &row.fields)), NOW));
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
    let other = fields("X", "王", None, 2);
    let change_data = store::update((person_id(3), 1), outside(), (&other, &Employment::of(&other)), true);
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
    let mut list = |statement: crate::kernel::d1::Statement, args: Named| {
        let found: Vec<store::PersonRecord> = shop.read(vec![statement.named(args)]).take(0);
        found.into_iter().map(|person| person.into_row().number.to_string()).collect::<Vec<_>>().join(" ")
    };
    for (words, wanted) in [
        ("", "A1 A2 CS-01 CS-02 WH-01"),
        ("王", "CS-01 WH-01"),
        ("小芳", "CS-01"),
        ("WANG", "CS-01 CS-02 WH-01"),
        ("wangl", "CS-02"),
        ("wxf", "CS-01"),
        ("CS-", "CS-01 CS-02"),
        ("0000", "CS-01"),
        ("9123", "WH-01"),
        ("%", ""),
    ] {
        let args = |more: Named| [named![after: "", departments: all(), most: 100], searched(words), more].concat();
        assert_eq!(list(store::LIST_PEOPLE, args(vec![])), wanted, "{words:?}");
        let everybody = args(named![left_from: "", left_until: "9999-12-31"]);
        assert_eq!(list(store::LIST_PEOPLE_OF_DEPARTMENTS, everybody), wanted, "{words:?}");
    }
    let page = |after: &str, departments: Arg, most: u32, more: Named| {
        [named![after, departments, most], searched(""), more].concat()
    };
    assert_eq!(list(store::LIST_PEOPLE, page("A1", all(), 2, vec![])), "A2 CS-01");
    assert_eq!(list(store::LIST_PEOPLE_BY_STATUS, page("A1", all(), 9, named![status: "active"])), "A2 CS-01 WH-01");
    assert_eq!(list(store::LIST_PEOPLE_BY_STATUS, page("", all(), 9, named![status: "left"])), "CS-02");
    for (from, until, wanted) in
        [("9999-12-31", "9999-12-31", "CS-01"), ("", "9999-12-30", "CS-02"), ("", "9999-12-31", "CS-01 CS-02")]
    {
        let args = page("", scope(&[2]), 9, named![left_from: from, left_until: until]);
        assert_eq!(list(store::LIST_PEOPLE_OF_DEPARTMENTS, args), wanted);
    }
}

/// Parameters by their names.
type Named = Vec<(&'static str, Arg)>;

/// What the list's statements compare with, as parameters.
fn searched(words: &str) -> Named {
    let wanted = Wanted::read(&words.parse().unwrap());
    let parts = wanted.map_or((None, None, None, None), |w| (Some(w.number), w.name, w.sound, w.phone));
    named![number: parts.0, name: parts.1, sound: parts.2, phone: parts.3]
}

#[test]
fn a_name_without_its_key_is_still_found_by_its_letters() {
    let mut shop = Shop::new();
    shop.0.execute("UPDATE person SET name_key = NULL, sounds = NULL", []).unwrap();
    for (words, wanted) in [("小芳", 1), ("wang lei", 0), ("Wang", 1), ("wxf", 0)] {
        let args = [named![after: "", departments: everyone(), most: 9], searched(words)].concat();
        let found: Vec<Value> = shop.read(vec![store::LIST_PEOPLE.named(args)]).take(0);
        assert_eq!(found.len(), wanted, "{words}");
    }
}

/// Whoever writes a name writes what it is found and compared by.
#[test]
fn every_statement_that_writes_a_name_writes_its_key() {
    let tables = [("person", "name"), ("department", "name"), ("position", "name"), ("cycle", "name")];
    let mut seen = 0;
    for statement in crate::kernel::sqlite::all_statements() {
        for (table, column) in tables {
            let inserts = statement.sql.contains(&format!("INSERT INTO {table} ("));
            let updates = statement.sql.contains(&format!("UPDATE {table} SET"))
                && [format!(" {column} ="), format!(",{column} =")].iter().any(|set| statement.sql.contains(set));
            if inserts || updates {
                assert!(statement.sql.contains("name_key"), "{}", statement.name);
                seen += 1;
            }
        }
    }
    assert!(seen >= 10, "{seen}");
}

/// Reading one page must not mean sorting everybody.
#[test]
fn a_page_of_the_list_is_a_range_of_an_index() {
    let connection = database();
    for (statement, index, sorts) in [
        (store::LIST_PEOPLE, "sqlite_autoindex_person_2 (number>?)", false),
        (store::LIST_PEOPLE_BY_STATUS, "person_status (status=? AND number>?)", false),
        (store::LIST_PEOPLE_NEVER_SIGNED_IN, "person_status (status=? AND number>?)", false),
        (store::LIST_PEOPLE_OF_DEPARTMENTS, "person_department (department_id=? AND <expr>>? AND <expr><?)", true),
    ] {
        let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.text())).unwrap();
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
        let args = args![department_id(n), name, department_id(parent), 0, name, version, true];
        change().guarded(organisation::store::UPDATE_DEPARTMENT.with(args))
    };
    assert_eq!(shop.commit(place(2, "客服组", 3, 1)), Ok(()));
    assert_eq!(shop.commit(place(3, "仓储", 2, 1)), Err(Code::Stale));
    assert_eq!(shop.commit(place(3, "仓储", 3, 1)), Err(Code::Stale));
    assert_eq!(shop.commit(place(2, "客服组", 1, 2)), Ok(()));
    assert_eq!(shop.commit(place(2, "仓储", 1, 3)), Err(Code::InvalidField));
}

#[test]
fn no_two_departments_positions_or_cycles_differ_by_what_nobody_sees() {
    use crate::roster::needs::store::INSERT_CYCLE;
    let mut shop = Shop::new();
    let mut add = |n: u128, name: &str| {
        let key = dianwu_domain::text::fold(name);
        let position = organisation::store::INSERT_POSITION.with(args![
            dianwu_domain::PositionId::new(Uuid::from_u128(n)),
            name,
            0,
            key.clone()
        ]);
        let department = organisation::store::INSERT_DEPARTMENT.with(args![
            department_id(n),
            name,
            department_id(1),
            0,
            key.clone()
        ]);
        let cycle = INSERT_CYCLE.with(args![dianwu_domain::CycleId::new(Uuid::from_u128(n)), name, "[]", key]);
        [department, position, cycle].map(|query| shop.commit(change().guarded(query)))
    };
    assert_eq!(add(20, "客服A组"), [Ok(()); 3]);
    for (n, twin) in [(21, "客服A\u{fe00}组"), (22, "客服ａ组"), (23, "客服 A 组")] {
        assert_eq!(add(n, twin), [Err(Code::InvalidField); 3], "{twin:?}");
    }
    assert_eq!(add(24, "客服B组"), [Ok(()); 3]);
}

#[test]
fn who_manages_a_department_changes_by_no_move_but_an_administrators() {
    let mut shop = Shop::new();
    let move_to = |n, name, parent: u128, version: u32, administers: bool| {
        let args = args![department_id(n), name, department_id(parent), 0, name, version, administers];
        change().guarded(organisation::store::UPDATE_DEPARTMENT.with(args))
    };
    let asks = |shop: &mut Shop, n, parent: Option<u128>| {
        let query = organisation::store::FIND_OTHER_MANAGER.with(args![department_id(n), parent.map(department_id)]);
        !shop.read(vec![query]).take::<Value>(0).is_empty()
    };
    // 2 manages 客服组 (2): 仓储 (3) must not come below it.
    assert!(asks(&mut shop, 3, Some(2)) && !asks(&mut shop, 3, Some(1)) && !asks(&mut shop, 3, None));
    assert!(!asks(&mut shop, 2, Some(3)) && !asks(&mut shop, 2, Some(1)) && !asks(&mut shop, 2, None));
    assert_eq!(shop.commit(move_to(3, "仓储", 2, 1, false)), Err(Code::Stale));
    assert_eq!(shop.commit(move_to(3, "仓库", 1, 1, false)), Ok(()), "a name is no move");
    assert_eq!(shop.commit(move_to(3, "仓库", 2, 2, true)), Ok(()));
    assert_eq!(shop.commit(move_to(3, "货仓", 2, 3, false)), Ok(()), "it lies there already");
    assert!(asks(&mut shop, 3, Some(1)) && asks(&mut shop, 3, None), "it would be taken from its manager");
    assert_eq!(shop.commit(move_to(3, "货仓", 1, 4, false)), Err(Code::Stale));
    let top = args![department_id(3), "货仓", None::<DepartmentId>, 0, "货仓", 4, false];
    let top = change().guarded(organisation::store::UPDATE_DEPARTMENT.with(top));
    assert_eq!(shop.commit(top), Err(Code::Stale));
    assert_eq!(shop.commit(move_to(3, "货仓", 1, 4, true)), Ok(()));
    // Below 仓储 the managed one keeps its manager, who sees nobody new.
    assert_eq!(shop.commit(move_to(2, "客服组", 3, 1, false)), Ok(()));
}

#[test]
fn a_number_is_nobody_elses_phone_whoever_writes_it() {
    let mut shop = Shop::new();
    let insert = |n: u128, fields: PersonFields| change().guarded(store::insert([(person_id(n), &fields)], NOW));
    assert_eq!(shop.commit(insert(7, fields("13800000001", "李", None, 2))), Err(Code::InvalidField));
    assert_eq!(shop.commit(insert(7, fields("13900000009", "李", None, 2))), Ok(()));
    assert_eq!(shop.commit(insert(8, fields("X8", "李", Some("13900000009"), 2))), Err(Code::InvalidField));
    let both = [(8, fields("13700000001", "甲", None, 2)), (9, fields("X9", "乙", Some("13700000001"), 2))];
    let both = change().with(store::insert(both.iter().map(|(n, fields)| (person_id(*n), fields)), NOW));
    assert_eq!(shop.commit(both), Err(Code::InvalidField), "nor within one import");
    assert_eq!(shop.update(4, 1, &fields("13800000001", "王强", Some("+85291234567"), 3)), Err(Code::InvalidField));
    assert_eq!(shop.update(4, 1, &fields("WH-01", "王强", Some("13900000009"), 3)), Err(Code::InvalidField));
    assert_eq!(
        shop.update(7, 1, &fields("13900000009", "李", Some("13900000009"), 2)),
        Ok(()),
        "one's own may be both"
    );
}

#[test]
fn what_opens_an_administrators_account_is_changed_by_administrators_alone() {
    let mut shop = Shop::new();
    let write = |fields: &PersonFields, administers: bool| {
        change().guarded(store::update((person_id(1), 1), everyone(), (fields, &Employment::of(fields)), administers))
    };
    for other in [
        fields("A9", "陈静", None, 1),
        fields("A1", "陈静", Some("13900000001"), 1),
        left(fields("A1", "陈静", None, 1)),
    ] {
        assert_eq!(shop.commit(write(&other, false)), Err(Code::Stale));
    }
    assert_eq!(shop.commit(write(&fields("A1", "陈静静", None, 2), false)), Ok(()), "the rest is HR's work");
}

#[test]
fn who_has_never_signed_in_is_who_has_no_password_of_their_own() {
    let mut shop = Shop::new();
    let set = |n, must_change: bool| {
        session::store::SET_CREDENTIAL.with(args![person_id(n), "hash", must_change, None::<i64>, NOW])
    };
    let used = |n| session::store::USE_CREDENTIAL.with(args![person_id(n), "hash", NOW]);
    shop.read(vec![set(1, false), used(1), set(2, true), used(2), set(3, true)]);
    let mut list = || -> Vec<String> {
        let args = [named![after: "", departments: everyone(), most: 9], searched("")].concat();
        let found = shop.read(vec![store::LIST_PEOPLE_NEVER_SIGNED_IN.named(args)]);
        found.take::<store::PersonRecord>(0).into_iter().map(|one| one.into_row().number.to_string()).collect()
    };
    assert_eq!(list(), ["A2", "CS-01", "WH-01"], "a code opens no more than the page for a password");
    let chosen = session::store::CHANGE_CREDENTIAL.with(args![person_id(3), "hash", "own", NOW]);
    shop.read(vec![chosen]);
    let args = [named![after: "", departments: everyone(), most: 9], searched("")].concat();
    let found = shop.read(vec![store::LIST_PEOPLE_NEVER_SIGNED_IN.named(args)]);
    assert_eq!(found.take::<store::PersonRecord>(0).len(), 2);
}

#[test]
fn a_code_is_used_once_and_codes_for_many_leave_passwords_alone() {
    let mut shop = Shop::new();
    let set = |n, must_change: bool| {
        session::store::SET_CREDENTIAL.with(args![person_id(n), "hash", must_change, None::<i64>, NOW])
    };
    let used = |n| change().guarded(session::store::USE_CREDENTIAL.with(args![person_id(n), "hash", NOW]));
    shop.read(vec![set(1, false), set(3, true)]);
    assert_eq!(
        [used(1), used(1), used(3), used(3)].map(|change| shop.commit(change)),
        [Ok(()), Ok(()), Ok(()), Err(Code::Stale)]
    );

    let ids = [1, 3, 4, 5].map(person_id);
    let codeless = session::store::FIND_CODELESS.with(args![Arg::json(&ids), everyone(), false]);
    assert_eq!(shop.read(vec![codeless]).take::<Value>(0).len(), 2, "1 has a password, 5 has left");
    let hashes = ids.map(|id| json!({ "id": id, "hash": "code" }));
    let codes = session::store::SET_CODES.with(args![Arg::json(&hashes), NOW, NOW]);
    assert_eq!(shop.read(vec![codes]).take::<Value>(0).len(), 2);
    shop.commit(used(1)).unwrap();
    let again = change().guarded(session::store::USE_CREDENTIAL.with(args![person_id(3), "code", NOW]));
    assert_eq!(shop.commit(again), Ok(()), "the new code");
}

#[test]
fn what_is_used_cannot_be_deleted() {
    let mut shop = Shop::new();
    let new =
        organisation::store::INSERT_DEPARTMENT.with(args![department_id(4), "新部门", department_id(1), 0, "新部门"]);
    shop.read(vec![new]);
    let delete = |n| change().guarded(organisation::store::DELETE_DEPARTMENT.with(args![department_id(n)]));
    for (n, wanted) in [(1, Err(Code::InUse)), (2, Err(Code::InUse)), (4, Ok(())), (4, Err(Code::Stale))] {
        assert_eq!(shop.commit(delete(n)), wanted, "{n}");
    }
}

#[test]
fn what_stands_in_the_way_of_a_deletion_is_counted() {
    let mut shop = Shop::new();
    let mut uses = |uses: &[_], id: Arg| {
        let rows = Rows::Native(shop.read(organisation::count(uses, &id)));
        organisation::counted(uses, &rows).unwrap()
    };
    let mut department = |n| uses(&organisation::department_uses(), department_id(n).into());
    assert_eq!(department(1), [UsedBy::PEOPLE.times(2), UsedBy::DEPARTMENTS.times(2)]);
    assert_eq!(department(2), [UsedBy::PEOPLE.times(1), UsedBy::PEOPLE_LEFT.times(1), UsedBy::MANAGERS.times(1)]);
    assert_eq!(department(4), []);
    let nobodys = PositionId::new(Uuid::from_u128(1));
    assert_eq!(uses(organisation::USES_OF_POSITION, nobodys.into()), []);
}
