//! The migrations, applied to a local database as `wrangler d1 migrations apply --local` does, without the two seconds
//! that wrangler needs to start.

use std::fs;

use rusqlite::Connection;

use crate::{
    failure::{Context, Failure, Result},
    project::Project,
};

/// One file of `worker/migrations`.
#[derive(Clone, Debug)]
pub struct Migration {
    /// The file's name, by which wrangler remembers that it was applied.
    pub name: String,
    /// What it does.
    pub sql: String,
}

/// All migrations, in the order in which they are applied.
pub fn migrations(project: &Project) -> Result<Vec<Migration>> {
    let what = "reading worker/migrations";
    let mut all = Vec::new();
    for entry in fs::read_dir(project.path("worker/migrations")).context(what)? {
        let path = entry.context(what)?.path();
        if path.extension().is_some_and(|kind| kind == "sql") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            all.push(Migration { name, sql: fs::read_to_string(&path).context(what)? });
        }
    }
    all.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(all)
}

/// Wrangler's own record of what was applied.
const RECORD: &str = "CREATE TABLE IF NOT EXISTS d1_migrations(
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT UNIQUE,
    applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
);";

/// The names of the migrations that a database has had.
pub fn applied(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection.execute_batch(RECORD)?;
    let mut names = connection.prepare("SELECT name FROM d1_migrations ORDER BY id")?;
    names.query_map([], |row| row.get(0))?.collect()
}

/// Applies what is missing, each migration with its record in one transaction, and returns how many there were.
pub fn apply(project: &Project, connection: &mut Connection) -> Result<usize> {
    let what = "applying the migrations";
    let done = applied(connection).context(what)?;
    let all = migrations(project)?;
    if let Some(unknown) = done.iter().find(|name| !all.iter().any(|migration| &migration.name == *name)) {
        return Err(Failure::new(what, format!("the database has had {unknown}, which worker/migrations lacks"))
            .advice("it belongs to another state of the sources: begin again with --fresh"));
    }
    let mut count = 0;
    for migration in all.iter().filter(|migration| !done.contains(&migration.name)) {
        let what = format!("applying {}", migration.name);
        let transaction = connection.transaction().context(&what)?;
        transaction.execute_batch(&migration.sql).context(&what)?;
        transaction.execute("INSERT INTO d1_migrations (name) VALUES (?1)", [&migration.name]).context(&what)?;
        transaction.commit().context(&what)?;
        count += 1;
    }
    Ok(count)
}
