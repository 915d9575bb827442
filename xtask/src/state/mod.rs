//! State directories: what a local worker keeps between runs, as files.
//!
//! A state directory is what `wrangler dev --persist-to` and the test server take. Its database is an SQLite file, so
//! it can be made without any server: [`template`] builds one once, [`copy`] gives a test its own. Workerd accepts
//! such a file as if it had written it, and wrangler finds every migration applied (tests/chores.rs).

mod migrations;
mod place;

use std::{
    fs,
    path::{Path, PathBuf},
    process,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use rusqlite::Connection;

use crate::{
    failure::{Context, Failure, Result},
    project::Project,
    stamp::Inputs,
};

pub use migrations::{applied, apply, migrations};
pub use place::{database_file, objects};

/// Opens a state directory's database, creating both if need be. No server may be running on it.
pub fn open(state: &Path) -> Result<Connection> {
    let file = database_file(state);
    let what = "opening the local database";
    fs::create_dir_all(file.parent().unwrap_or(state)).context(what)?;
    let connection = Connection::open(&file).context(what)?;
    connection.busy_timeout(Duration::from_secs(5)).context(what)?;
    // D1 always checks foreign keys.
    connection.pragma_update(None, "foreign_keys", true).context(what)?;
    Ok(connection)
}

/// A state directory whose database has every migration applied and was filled by `fill`; `fill` runs only if there is
/// no such directory yet for these migrations, this `name` and this `key`. The `key` names whatever else decides what
/// `fill` writes, such as a seed, a size and a version of the generator.
///
/// `fill` should write within one transaction: D1 files are written much faster so.
pub fn template<E: std::fmt::Display>(
    name: &str,
    key: &str,
    fill: impl FnOnce(&Connection) -> std::result::Result<(), E>,
) -> Result<PathBuf> {
    let project = Project::find()?;
    let mut inputs = Inputs::new("template").text(name).text(key);
    for migration in migrations(&project)? {
        inputs = inputs.text(&migration.name).text(&migration.sql);
    }
    let place = project.local("templates").join(format!("{name}-{}", &inputs.digest()[..16]));
    if place.is_dir() {
        return Ok(place);
    }
    // Built beside its place and moved there when complete: other tests may want the same one at the same time.
    let fresh = project.local("templates").join(format!("new-{}", unique()));
    let what = format!("making the database {name}");
    let mut connection = open(&fresh)?;
    // Nobody reads the file before it is complete, so it need not survive a crash.
    connection.pragma_update(None, "synchronous", "OFF").context(&what)?;
    apply(&project, &mut connection)?;
    fill(&connection).context(&what)?;
    // Statistics are not kept: D1 has none either unless somebody asks, and plans must be the same.
    connection.close().map_err(|(_, error)| Failure::new(&what, error))?;
    match fs::rename(&fresh, &place) {
        Err(_) if place.is_dir() => fs::remove_dir_all(&fresh).context(&what)?,
        moved => moved.context(&what)?,
    }
    Ok(place)
}

/// A state directory of one's own, removed when dropped.
#[derive(Debug)]
pub struct State {
    path: PathBuf,
}

impl State {
    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl AsRef<Path> for State {
    fn as_ref(&self) -> &Path {
        &self.path
    }
}

impl Drop for State {
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next run of the tests.
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Copies a template.
pub fn copy(template: &Path) -> Result<State> {
    let project = Project::find()?;
    let state = State { path: project.local("run").join(unique()) };
    copy_tree(template, &state.path).context(format!("copying {}", project.shown(template)))?;
    Ok(state)
}

/// Removes what killed runs left behind and templates that nobody has made for a while. Only what is old: other tests
/// may be running.
pub fn sweep(project: &Project) {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    for (place, kept_for) in [("run", DAY), ("templates", 7 * DAY)] {
        let Ok(entries) = fs::read_dir(project.local(place)) else { continue };
        for entry in entries.flatten() {
            let age = entry.metadata().and_then(|about| about.modified()).ok().and_then(|time| time.elapsed().ok());
            if age.is_some_and(|age| age > kept_for) {
                // What another run removes at the same time is gone all the same.
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

fn copy_tree(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_tree(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

fn unique() -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    format!("{}-{}", process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_filled_once_and_copies_are_independent() {
        let mut fills = 0;
        let key = unique();
        let mut make = || {
            template("xtask-test", &key, |db| {
                fills += 1;
                db.execute_batch("CREATE TABLE extra (a); INSERT INTO extra VALUES (7);")
            })
            .expect("a template")
        };
        let path = make();
        assert_eq!(path, make());
        assert_eq!(fills, 1);

        let first = copy(&path).expect("a copy");
        open(first.path()).expect("opens").execute_batch("DELETE FROM extra").expect("deletes");
        let second = copy(&path).expect("a copy");
        let count = |state: &Path| -> i64 {
            let db = open(state).expect("opens");
            db.query_row("SELECT count(*) FROM extra", [], |row| row.get(0)).expect("counts")
        };
        assert_eq!((count(first.path()), count(second.path())), (0, 1));

        let gone = first.path().to_path_buf();
        drop(first);
        assert!(!gone.exists());
        fs::remove_dir_all(path).expect("removable");
    }

    #[test]
    fn every_migration_is_recorded_as_wrangler_would() {
        let project = Project::find().expect("the work tree");
        let path = template("xtask-migrations", &unique(), |_| Ok::<_, Failure>(())).expect("a template");
        let db = open(&path).expect("opens");
        let names: Vec<_> =
            migrations(&project).expect("readable").into_iter().map(|migration| migration.name).collect();
        assert_eq!(applied(&db).expect("readable"), names);
        assert!(!names.is_empty());
        drop(db);
        fs::remove_dir_all(path).expect("removable");
    }
}
