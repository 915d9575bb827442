//! Tests of the SQL in plain SQLite, over the real migrations and with D1's limits.

use super::{
    d1::{Arg, Query, Statement},
    error::Error,
};
use rusqlite::{Connection, limits::Limit, types::Value};
use serde::{Serialize, de::DeserializeOwned};

/// The migrations in their order, each with its name.
pub fn migrations() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let name = |file: &std::path::Path| file.file_name().unwrap().to_string_lossy().into_owned();
    files.iter().map(|file| (name(file), std::fs::read_to_string(file).unwrap())).collect()
}

/// The codes of the domain's values, as they are stored and sent.
pub fn codes(values: &[impl Serialize]) -> Vec<String> {
    let code = |value| serde_json::to_value(value).unwrap().as_str().unwrap().to_owned();
    let mut codes: Vec<String> = values.iter().map(code).collect();
    codes.sort();
    codes
}

/// An empty database with all migrations, and with the limits of D1.
pub fn database() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch("PRAGMA foreign_keys = ON").unwrap();
    for (_, sql) in migrations() {
        connection.execute_batch(&sql).unwrap();
    }
    for (limit, most) in [
        (Limit::SQLITE_LIMIT_VARIABLE_NUMBER, 100),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50),
        (Limit::SQLITE_LIMIT_COMPOUND_SELECT, 5),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 100_000),
    ] {
        connection.set_limit(limit, most).unwrap();
    }
    connection
}

/// A parameter as D1 binds it: numbers are REAL.
pub fn bind(arg: Arg) -> Value {
    match arg {
        Arg::Null => Value::Null,
        Arg::Int(value) => Value::Real(value as f64),
        Arg::Text(text) => Value::Text(text),
    }
}

/// Runs a statement and tells how many rows it changed.
pub fn run(connection: &Connection, statement: Statement, args: Vec<Arg>) -> rusqlite::Result<usize> {
    let values: Vec<Value> = args.into_iter().map(bind).collect();
    connection.execute(&statement.text(), rusqlite::params_from_iter(values))
}

/// The rows of a batch, by the place of each statement.
#[derive(Debug)]
pub struct Results(Vec<Vec<serde_json::Value>>);

impl Results {
    /// The rows of the statement at `place`.
    pub fn take<T: DeserializeOwned>(&self, place: usize) -> Vec<T> {
        self.0[place].iter().map(|row| serde_json::from_value(row.clone()).unwrap()).collect()
    }

    /// The first row of the statement at `place`.
    pub fn first<T: DeserializeOwned>(&self, place: usize) -> Option<T> {
        self.take(place).into_iter().next()
    }
}

/// Runs statements as D1 runs a batch: all of them or, on an error, none.
pub fn batch(connection: &mut Connection, queries: Vec<Query>) -> Result<Results, Error> {
    let names: Vec<&str> = queries.iter().map(|query| query.statement.name).collect();
    let transaction = connection.transaction().unwrap();
    let results = queries.into_iter().map(|query| rows(&transaction, query)).collect::<rusqlite::Result<_>>();
    let results = results.map_err(|error| Error::from_database(&names, &error.to_string()))?;
    transaction.commit().unwrap();
    Ok(Results(results))
}

fn rows(connection: &Connection, query: Query) -> rusqlite::Result<Vec<serde_json::Value>> {
    let mut statement = connection.prepare(&query.statement.text())?;
    let names: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
    let values: Vec<Value> = query.args.into_iter().map(bind).collect();
    let row = |row: &rusqlite::Row<'_>| {
        let cell = |(place, name): (usize, &String)| Ok((name.clone(), json(row.get(place)?)));
        names.iter().enumerate().map(cell).collect::<rusqlite::Result<serde_json::Map<_, _>>>()
    };
    statement.query_map(rusqlite::params_from_iter(values), |found| row(found).map(Into::into))?.collect()
}

fn json(value: Value) -> serde_json::Value {
    match value {
        Value::Integer(value) => value.into(),
        Value::Real(value) => value.into(),
        Value::Text(text) => text.into(),
        Value::Null | Value::Blob(_) => serde_json::Value::Null,
    }
}

/// Names within statements that stand for a small table, a list that is given, or rows that were found by an index.
const FOUND: &[&str] = &["d", "k", "json_each", "e", "wanted", "above", "up", "whom", "page", "t"];

#[test]
fn every_statement_prepares_within_the_limits_and_finds_its_rows_by_an_index() {
    let connection = database();
    for statement in all_statements() {
        let is_named = statement.text() != statement.sql;
        assert!(!is_named || !statement.sql.contains('?'), "{} mixes names and numbers", statement.name);
        connection.prepare(&statement.text()).unwrap_or_else(|error| panic!("{}: {error}", statement.name));
        let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {}", statement.text())).unwrap();
        let unbound = plan.parameter_count();
        let steps: Vec<String> = plan
            .query_map(rusqlite::params_from_iter(vec![Value::Null; unbound]), |row| row.get(3))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        for step in &steps {
            let Some(scanned) = step.strip_prefix("SCAN ") else { continue };
            let table = scanned.split(' ').next().unwrap_or_default();
            let is_derived = table.starts_with('(') || scanned.starts_with("CONSTANT");
            // Inserting a parent row plans a look at child tables that runs only while a foreign key is violated.
            let is_foreign_key = !statement.sql.contains(table) && !statement.sql.starts_with("DELETE");
            let is_key_order = SCANS_IN_KEY_ORDER.contains(&statement.name);
            assert!(
                is_derived || is_foreign_key || is_key_order || FOUND.contains(&table) || is_small(table),
                "{} scans: {steps:#?}",
                statement.name
            );
        }
    }
}

/// Statements that walk a whole index in its order, because their caller pages by its key.
const SCANS_IN_KEY_ORDER: &[&str] = &[];

fn is_small(table: &str) -> bool {
    crate::doors().any(|door| door.small.contains(&table))
}

pub fn all_statements() -> impl Iterator<Item = &'static Statement> {
    let kernel = [super::audit::ALL, super::auth::ALL, super::d1::ALL, super::jobs::ALL, super::refusal::ALL];
    let doors = crate::doors().flat_map(|door| door.statements).copied();
    kernel.into_iter().chain(doors).flatten()
}
