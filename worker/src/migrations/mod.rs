//! A shop that exists lives through every newer migration: it is filled as the landing before left it, and then migrated.

use crate::kernel::sqlite::migrations;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// The last migration of the landing before, and a few rows of every table that it had. A landing with migrations of its
/// own leaves them here for the next one.
const LANDED: &str = "0015_states.sql";
const ROWS: &str = include_str!("landed.sql");

fn tables(connection: &Connection) -> Vec<String> {
    let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn counts(connection: &Connection) -> BTreeMap<String, u32> {
    let count = |table: String| {
        let rows = connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        (table, rows)
    };
    tables(connection).into_iter().map(count).collect()
}

/// A column of text.
fn texts(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn a_shop_of_the_last_landing_keeps_every_row_through_the_newer_migrations() {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch("PRAGMA foreign_keys = ON").unwrap();
    let all = migrations();
    let (landed, newer): (Vec<_>, Vec<_>) = all.into_iter().partition(|(name, _)| name.as_str() <= LANDED);
    assert_eq!(landed.last().map(|(name, _)| name.as_str()), Some(LANDED));
    landed.iter().for_each(|(_, sql)| connection.execute_batch(sql).unwrap());
    connection.execute_batch(ROWS).unwrap();
    let before = counts(&connection);
    let hours_before = texts(
        &connection,
        "SELECT c.person_id || ' ' || c.day || ' ' || json_array(k.code, k.start_minute, k.end_minute,
            k.meal_minutes, k.paid_minutes, k.is_night)
        FROM roster_entry AS c JOIN shift_kind AS k ON k.id = c.kind_id ORDER BY c.person_id, c.day",
    );
    let empty: Vec<_> = before.iter().filter(|(_, rows)| **rows == 0).map(|(table, _)| table).collect();
    assert!(empty.is_empty(), "no row stands for {empty:?}");
    for (name, sql) in newer {
        // As D1 applies a migration: whole or not at all.
        connection.execute_batch(&format!("BEGIN; {sql}; COMMIT")).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let after = counts(&connection);
    let kept: BTreeMap<_, _> = after.into_iter().filter(|(table, _)| before.contains_key(table)).collect();
    assert_eq!(kept, before);
    let hours_after = texts(
        &connection,
        "SELECT c.person_id || ' ' || c.day || ' ' || json_array(k.code, h.start_minute, h.end_minute,
            coalesce(h.meal_minutes, 0), coalesce(h.paid_minutes, 0), coalesce(h.is_night, 0))
        FROM roster_entry AS c JOIN shift_kind AS k ON k.id = c.kind_id
        LEFT JOIN shift_kind_hours AS h ON h.kind_id = c.kind_id AND h.from_day <= c.day AND h.pauses = '[]'
        ORDER BY c.person_id, c.day",
    );
    assert!(!hours_before.is_empty());
    assert_eq!(hours_after, hours_before, "what was published shows what it showed");
    let kinds = texts(&connection, "SELECT code || is_work || is_used FROM shift_kind ORDER BY sort");
    assert_eq!(kinds, ["早11", "晚11", "班10", "休01"], "work, and planned at some time");
    let mut wrong = connection.prepare("PRAGMA foreign_key_check").unwrap();
    assert_eq!(wrong.query_map([], |_| Ok(())).unwrap().count(), 0, "rows point at nothing");
    let health: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(health, "ok");
}
