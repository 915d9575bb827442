//! What the migration of spellings makes of rows that were stored before it.

use rusqlite::Connection;

/// A database with the migrations before 0007, or with that one too.
fn migrate(connection: &Connection, is_wanted: impl Fn(&str) -> bool) {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    for file in files {
        if is_wanted(file.file_name().unwrap().to_str().unwrap()) {
            connection.execute_batch(&std::fs::read_to_string(&file).unwrap()).unwrap();
        }
    }
}

#[test]
fn names_that_nobody_sees_are_replaced_and_phones_lose_their_prefix_unless_somebody_has_them() {
    let connection = Connection::open_in_memory().unwrap();
    migrate(&connection, |name| name < "0007");
    let hangul = char::from_u32(0x3164).unwrap();
    let odd: String = [0x115F, 0x200B, 0xE0041, 0x20].into_iter().filter_map(char::from_u32).collect();
    let id = |n: u32| format!("01890000-0000-7000-8000-{n:012}");
    let insert = "INSERT INTO department (id, name) VALUES (?1, ?2)";
    connection.execute(insert, [id(1), hangul.to_string()]).unwrap();
    connection.execute(insert, [id(2), "客服组".to_owned()]).unwrap();
    connection
        .execute(
            "INSERT INTO shift_kind (id, code, name, hue) VALUES (?1, ?2, '早班', 'teal')",
            [id(3), hangul.to_string()],
        )
        .unwrap();
    for (n, name, phone) in [
        (10, odd.as_str(), "+8613800000001"),
        (11, "王芳", "+8613800000002"),
        (12, "李雪", "13800000002"),
        (13, "陈静", "+85291234567"),
    ] {
        let sql = "INSERT INTO person (id, number, name, phone, department_id, hired_on, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, '2026-01-01', 0)";
        connection.execute(sql, [&id(n), &format!("N{n}"), name, phone, &id(2)]).unwrap();
    }
    migrate(&connection, |name| name.starts_with("0007"));

    let texts = |sql: &str| -> Vec<String> {
        let mut statement = connection.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    assert_eq!(
        texts("SELECT name || ' ' || phone FROM person ORDER BY id"),
        ["N10 13800000001", "王芳 +8613800000002", "李雪 13800000002", "陈静 +85291234567"]
    );
    assert_eq!(texts("SELECT name FROM department ORDER BY id"), ["未命名1", "客服组"]);
    assert_eq!(texts("SELECT code || name FROM shift_kind"), ["#1早班"]);
    let log = texts("SELECT action || ' ' || after FROM audit ORDER BY action");
    assert_eq!(
        log,
        [
            r#"department.save {"name":"未命名1"}"#,
            r#"person.update {"name":"N10"}"#,
            r##"shift_kind.save {"code":"#1"}"##
        ]
    );
    let ids = texts("SELECT id FROM audit");
    assert!(ids.iter().all(|id| id.len() == 36 && id.parse::<dianwu_domain::AuditId>().is_ok()), "{ids:?}");
}
