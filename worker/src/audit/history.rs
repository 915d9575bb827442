//! What the migration makes of lines that were written before they told whom they concern.

use rusqlite::Connection;

/// A database with the migrations before this one.
fn old() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch("PRAGMA foreign_keys = ON").unwrap();
    migrate(&connection, |name| name < "0009");
    connection
        .execute_batch(
            "INSERT INTO department (id, name, parent_id) VALUES
                ('00000000-0000-0000-0000-00000000000a', '客服', NULL),
                ('00000000-0000-0000-0000-00000000000b', '客服 组', NULL),
                ('00000000-0000-0000-0000-00000000000c', '夜', '00000000-0000-0000-0000-00000000000a'),
                ('00000000-0000-0000-0000-00000000000d', '夜', '00000000-0000-0000-0000-00000000000b');
            INSERT INTO person (id, number, name, department_id, hired_on, created_at)
            SELECT printf('00000000-0000-0000-0000-%012d', value), 'N-' || value, '王', '00000000-0000-0000-0000-00000000000a',
                '2026-01-01', 0
            FROM json_each('[1, 2, 3]');",
        )
        .unwrap();
    connection
}

fn migrate(connection: &Connection, which: impl Fn(&str) -> bool) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|file| which(file.file_name().unwrap().to_str().unwrap())) {
        connection.execute_batch(&std::fs::read_to_string(file).unwrap()).unwrap();
    }
}

#[test]
fn lines_of_before_are_found_by_whom_they_concern_and_by_the_department() {
    let log = old();
    let lines = [
        ("person.update", "N-1 王", "", r#"{"name":"王"}"#, None, "1"),
        ("password.reset", "N-2", "", "", None, "2"),
        ("person.import", "2", "", r#"{"numbers":["N-1","N-3","N-9"]}"#, None, "1 3"),
        (
            "roster.edit",
            "客服 2026-11",
            r#"{"N-1 2026-11-02":null}"#,
            r#"{"N-1 2026-11-02":"早","N-2 2026-11-03":"晚","sign_off":"好"}"#,
            Some('a'),
            "1 2",
        ),
        ("roster.edit", "客服 组 2026-11", "", "", Some('b'), ""),
        ("roster.publish", "夜 2026-11", "", "", None, ""),
        ("roster.publish", "没了 2026-11", "", "", None, ""),
        ("rules.save", "客服", "", "", Some('a'), ""),
        ("open_shift.claim", "客服 2026-11-03 早", "", "", Some('a'), "3"),
        ("duty.plan", "客服 2026-11", r#"{"2026-11-03":"N-1"}"#, r#"{"2026-11-03":"N-2"}"#, Some('a'), "1 2"),
        ("duty.set", "客服 2026-11-03", r#"{"duty":null}"#, r#"{"duty":"N-2"}"#, Some('a'), "2"),
        ("department.save", "客服", "", "", None, ""),
    ];
    for (place, (action, subject, before, after, ..)) in (0_i64..).zip(&lines) {
        let insert = "INSERT INTO audit (id, at, actor_id, address, action, subject, before, after, request_id)
            VALUES (printf('0190f3c8-a000-7000-8000-%012d', ?1), 0, '00000000-0000-0000-0000-000000000003', '', ?2, ?3, ?4, ?5, '')";
        log.execute(insert, rusqlite::params![place, action, subject, before, after]).unwrap();
    }
    migrate(&log, |name| name >= "0009");
    for (place, (action, subject, _, _, department, people)) in (0_i64..).zip(&lines) {
        let read = "SELECT substr(department_id, -1), (SELECT group_concat(ltrim(substr(p.person_id, -12), '0'), ' ')
                FROM audit_person p WHERE p.audit_id = a.id), people
            FROM audit a WHERE id = printf('0190f3c8-a000-7000-8000-%012d', ?1)";
        let row = |row: &rusqlite::Row<'_>| {
            Ok((row.get::<_, Option<String>>(0)?, row.get::<_, Option<String>>(1)?, row.get::<_, String>(2)?))
        };
        let (found, whom, list) = log.query_row(read, [place], row).unwrap();
        assert_eq!(found, department.map(String::from), "{action} {subject}");
        assert_eq!(whom.unwrap_or_default(), *people, "{action} {subject}");
        let count = serde_json::from_str::<Vec<String>>(&list).unwrap().len();
        assert_eq!(count, people.split_whitespace().count(), "{action} {subject}");
    }
    let error = log.execute("UPDATE audit SET subject = 'x'", []).unwrap_err();
    assert!(error.to_string().contains("append-only"), "{error}");
}
