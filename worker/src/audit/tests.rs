//! Tests of reading the log, over the real migrations.

use super::*;
use crate::kernel::sqlite::{batch, database};
use dianwu_domain::{DepartmentId, audit::Area};
use rusqlite::Connection;

fn person(n: u128) -> PersonId {
    PersonId::new(Uuid::from_u128(n))
}

fn department(n: u128) -> DepartmentId {
    DepartmentId::new(Uuid::from_u128(n))
}

fn everything() -> Reach {
    Reach { everything: true, actions: Vec::new(), departments: Vec::new() }
}

/// What somebody reads who looks after people, or manages rosters, or both.
fn part(is_hr: bool, departments: &[u128]) -> Reach {
    let people = Action::all().filter(|action| is_hr && action.area() == Area::People);
    Reach {
        everything: false,
        actions: people.collect(),
        departments: departments.iter().map(|n| department(*n)).collect(),
    }
}

fn midnight() -> i64 {
    Zone::CHINA.instant("2026-11-23".parse().unwrap(), DayMinute::MIDNIGHT).0
}

const MINUTE: i64 = 60_000;

/// A shop of two departments and two people.
fn shop() -> Connection {
    let connection = database();
    connection
        .execute_batch(
            "INSERT INTO department (id, name) SELECT printf('00000000-0000-0000-0000-%012d', value), '部' || value
            FROM json_each('[1, 2]');
            INSERT INTO person (id, number, name, department_id, hired_on, created_at)
            SELECT printf('00000000-0000-0000-0000-%012d', value), 'N' || value, '王' || value,
                '00000000-0000-0000-0000-000000000001', '2026-01-01', 0
            FROM json_each('[1, 2]')",
        )
        .unwrap();
    connection
}

/// A line to be written.
struct Line {
    at: i64,
    actor: u128,
    action: Action,
    subject: &'static str,
    department: Option<u128>,
    about: &'static [u128],
    before: &'static str,
}

impl Line {
    const fn new(at: i64, actor: u128, action: Action, subject: &'static str) -> Self {
        Self { at, actor, action, subject, department: None, about: &[], before: "" }
    }

    fn write(&self, connection: &mut Connection) {
        let id = Uuid::from_u128((u128::try_from(self.at).unwrap() << 80) | (7 << 76) | (2 << 62) | 5);
        let people = Arg::json(&self.about.iter().map(|n| person(*n)).collect::<Vec<_>>());
        let line = crate::kernel::audit::INSERT_AUDIT.with(args![
            AuditId::new(id),
            self.at,
            person(self.actor),
            "10.0.0.1",
            self.action.as_str(),
            self.subject,
            self.before,
            "",
            "request",
            self.department.map(department),
            people.clone(),
        ]);
        let found_by = crate::kernel::audit::INSERT_AUDIT_PEOPLE.with(args![AuditId::new(id), people]);
        batch(connection, vec![line, found_by]).unwrap();
    }
}

fn found(connection: &mut Connection, filters: &AuditQuery, reach: &Reach) -> Vec<AuditRow> {
    let found = batch(connection, vec![query(filters, reach, Zone::CHINA, PAGE + 1)]).unwrap();
    rows(found.take(0)).unwrap()
}

fn subjects(connection: &mut Connection, filters: &AuditQuery, reach: &Reach) -> String {
    found(connection, filters, reach).into_iter().map(|row| row.subject).collect()
}

/// What the log says when it is read through filters. Lines are written at these hours of the shop's clock by
/// these people: `23:59` the day before by 1, then `00:00` and `23:59` by 2, then `00:00` the day after by 1.
fn read(filters: &AuditQuery) -> String {
    let mut connection = shop();
    for (at, actor, action, subject) in [
        (midnight() - MINUTE, 1, Action::PERSON_CREATE, "a"),
        (midnight(), 2, Action::PERSON_UPDATE, "b"),
        (midnight() + 1439 * MINUTE, 2, Action::PERSON_CREATE, "c"),
        (midnight() + 1440 * MINUTE, 1, Action::PERSON_UPDATE, "d"),
    ] {
        Line::new(at, actor, action, subject).write(&mut connection);
    }
    let found = found(&mut connection, filters, &everything());
    assert!(found.iter().all(|row| row.actor_number.is_some() && row.actor_name.is_some()));
    found.into_iter().map(|row| row.subject).collect()
}

#[test]
fn the_log_is_read_by_the_shops_days_by_who_and_by_what() {
    let day = |text: &str| text.parse().ok();
    let filters = |from, until, actor: Option<u128>, action| AuditQuery {
        from,
        until,
        action,
        actor_id: actor.map(person),
        ..AuditQuery::default()
    };
    for (filters, wanted) in [
        (filters(None, None, None, None), "dcba"),
        (filters(day("2026-11-23"), day("2026-11-23"), None, None), "cb"),
        (filters(day("2026-11-24"), None, None, None), "d"),
        (filters(None, day("2026-11-22"), None, None), "a"),
        (filters(None, None, Some(1), None), "da"),
        (filters(None, None, None, Some(Action::PERSON_CREATE)), "ca"),
        (filters(None, day("2026-11-23"), Some(2), Some(Action::PERSON_CREATE)), "c"),
    ] {
        assert_eq!(read(&filters), wanted, "{filters:?}");
    }
}

#[test]
fn the_next_page_begins_where_the_last_one_ended() {
    let midnight = first_id("2026-11-23".parse().unwrap(), DayMinute::MIDNIGHT, Zone::CHINA).uuid().as_u128();
    let after = AuditId::new(Uuid::from_u128(midnight | (7 << 76) | (2 << 62) | 5));
    assert_eq!(read(&AuditQuery { after: Some(after), ..AuditQuery::default() }), "a");
}

/// A settings change, two of people, two of rosters of either department, and a sign-in.
fn mixed() -> Connection {
    let mut connection = shop();
    let lines = [
        Line::new(midnight() + 1, 1, Action::SHOP_SAVE, "s"),
        Line { about: &[1], ..Line::new(midnight() + 2, 2, Action::PERSON_UPDATE, "p") },
        Line { about: &[2], ..Line::new(midnight() + 3, 2, Action::PROTECTION_SET, "q") },
        Line { department: Some(1), about: &[1, 2], ..Line::new(midnight() + 4, 1, Action::ROSTER_EDIT, "x") },
        Line { department: Some(2), about: &[1], ..Line::new(midnight() + 5, 2, Action::ROSTER_EDIT, "y") },
        Line { department: Some(1), ..Line::new(midnight() + 6, 2, Action::ROSTER_PUBLISH, "z") },
        Line { about: &[1], ..Line::new(midnight() + 7, 1, Action::SESSION_SIGN_IN, "i") },
    ];
    for line in lines {
        line.write(&mut connection);
    }
    connection
}

#[test]
fn each_reader_sees_what_their_work_is_about_and_no_filter_shows_more() {
    let mut log = mixed();
    let all = AuditQuery::default();
    let of = |action| AuditQuery { action: Some(action), ..AuditQuery::default() };
    let but = |action| AuditQuery { without: Some(action), ..AuditQuery::default() };
    let about = AuditQuery { person_id: Some(person(1)), ..AuditQuery::default() };
    let by = AuditQuery { actor_id: Some(person(2)), ..AuditQuery::default() };
    let at = |n| AuditQuery { department_id: Some(department(n)), ..AuditQuery::default() };
    for (reach, filters, wanted) in [
        (everything(), all.clone(), "izyxqps"),
        (part(true, &[]), all.clone(), "qp"),
        (part(false, &[1]), all.clone(), "zx"),
        (part(false, &[1, 2]), all.clone(), "zyx"),
        (part(true, &[2]), all.clone(), "yqp"),
        (part(false, &[]), all, ""),
        (everything(), of(Action::ROSTER_EDIT), "yx"),
        (part(false, &[1]), of(Action::ROSTER_EDIT), "x"),
        (part(true, &[]), of(Action::ROSTER_EDIT), ""),
        (part(false, &[1]), of(Action::PROTECTION_SET), ""),
        (part(true, &[]), of(Action::SESSION_SIGN_IN), ""),
        (everything(), but(Action::SESSION_SIGN_IN), "zyxqps"),
        (everything(), but(Action::ROSTER_EDIT), "izqps"),
        (part(true, &[]), but(Action::PERSON_UPDATE), "q"),
        (part(true, &[]), but(Action::SESSION_SIGN_IN), "qp"),
        (everything(), AuditQuery { without: Some(Action::SESSION_SIGN_IN), ..about.clone() }, "yxp"),
        (everything(), AuditQuery { without: Some(Action::ROSTER_EDIT), ..by.clone() }, "zqp"),
        (everything(), about.clone(), "iyxp"),
        (part(true, &[]), about.clone(), "p"),
        (part(false, &[1]), about.clone(), "x"),
        (everything(), by.clone(), "zyqp"),
        (part(false, &[2]), by.clone(), "y"),
        (part(true, &[]), by, "qp"),
        (everything(), at(1), "zx"),
        (part(false, &[1]), at(1), "zx"),
        (part(false, &[1]), at(2), ""),
        (part(true, &[]), at(1), ""),
        (everything(), AuditQuery { action: Some(Action::ROSTER_EDIT), ..at(1) }, "x"),
        (everything(), AuditQuery { action: Some(Action::ROSTER_EDIT), ..about }, "yx"),
    ] {
        assert_eq!(subjects(&mut log, &filters, &reach), wanted, "{reach:?} {filters:?}");
    }
}

#[test]
fn where_a_change_came_from_is_told_to_administrators_alone() {
    let mut log = mixed();
    let sources = |log: &mut Connection, reach: &Reach| -> Vec<(String, String)> {
        let about = AuditQuery { action: Some(Action::PERSON_UPDATE), ..AuditQuery::default() };
        found(log, &about, reach).into_iter().map(|row| (row.address, row.request_id)).collect()
    };
    assert_eq!(sources(&mut log, &everything()), [("10.0.0.1".to_owned(), "request".to_owned())]);
    assert_eq!(sources(&mut log, &part(true, &[])), [(String::new(), String::new())]);
}

#[test]
fn a_line_names_whom_it_concerns_and_what_its_ids_stand_for_even_when_they_are_gone() {
    let mut log = shop();
    let gone = r#"{"id":"00000000-0000-0000-0000-000000000009","name":"旧部门"}"#;
    Line { before: gone, ..Line::new(midnight() + 1, 1, Action::DEPARTMENT_DELETE, "d") }.write(&mut log);
    let before = r#"[{"department_id":"00000000-0000-0000-0000-000000000002"},
        {"department_id":"00000000-0000-0000-0000-000000000009"},{"person":"00000000-0000-0000-0000-000000000002"},
        {"other":"00000000-0000-0000-0000-0000000000aa"}]"#;
    Line { before, about: &[1, 2], department: Some(2), ..Line::new(midnight() + 2, 1, Action::ROLES_SET, "r") }
        .write(&mut log);
    let row = found(&mut log, &AuditQuery::default(), &everything()).swap_remove(0);
    let names: Vec<&str> = row.names.values().map(String::as_str).collect();
    assert_eq!(names, ["部2", "旧部门"], "an id that two things have is the department's: {:?}", row.names);
    let people: Vec<&str> = row.people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!((people, row.people_count), (vec!["王1", "王2"], 2));
    assert_eq!(row.department.unwrap().as_str(), "部2");
}

#[test]
fn whom_a_line_concerns_is_never_changed_or_removed() {
    let log = mixed();
    for attempt in
        ["UPDATE audit_person SET person_id = 'x'", "DELETE FROM audit_person", "UPDATE audit SET people = '[]'"]
    {
        let error = log.execute(attempt, []).unwrap_err();
        assert!(error.to_string().contains("append-only"), "{attempt}: {error}");
    }
}

#[test]
fn a_page_is_found_by_the_narrowest_index_whoever_reads_it() {
    let log = shop();
    let mut plan = log.prepare(&format!("EXPLAIN QUERY PLAN {}", store::LIST_AUDIT.text())).unwrap();
    let unbound = vec![rusqlite::types::Value::Null; plan.parameter_count()];
    let steps = plan.query_map(rusqlite::params_from_iter(unbound), |row| row.get::<_, String>(3)).unwrap();
    let steps: Vec<String> = steps.map(Result::unwrap).collect();
    for wanted in [
        "SEARCH c USING PRIMARY KEY (person_id=? AND audit_id>? AND audit_id<?)",
        "SEARCH a USING INDEX audit_actor (actor_id=? AND id>? AND id<?)",
        "SEARCH x USING COVERING INDEX audit_action (action=? AND id>? AND id<?)",
        "SEARCH x USING INDEX audit_department (department_id=? AND id>? AND id<?)",
        "SEARCH x USING INDEX audit_deleted (<expr>=?)",
    ] {
        assert!(steps.iter().any(|step| step == wanted), "{wanted}\nis not in\n{steps:#?}");
    }
}
