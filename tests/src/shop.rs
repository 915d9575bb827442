//! A shop of a test's own: a copy of a filled database, and the built worker over it.

use std::fs;

use dianwu_domain::{Day, DayMinute, Instant};
use rusqlite::{Connection, types::Value};
use sha2::{Digest, Sha256};
use xtask::{
    clock::Moment,
    demo::{self, PASSWORD, SEED, Size},
    server::{Options, Server},
    state::{self, State},
};

use crate::Client;

/// The one-time code that creates the first administrator of [`Fixture::Empty`].
pub const SETUP_CODE: &str = "TEST-CODE-OF-SIXTEEN";

/// What is in the database when the worker starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixture {
    /// Nothing but tables.
    Empty,
    /// The demo shop, on the day of this run.
    Demo,
    /// A shop of another size, on a day of its own: its ids, months and numbers are always the same. It is half past ten.
    Sized(Day, Size),
}

impl Fixture {
    fn template(self) -> xtask::failure::Result<std::path::PathBuf> {
        match self {
            Self::Empty => state::template("empty", "", |_| Ok::<(), rusqlite::Error>(())),
            Self::Demo => demo::template(today(), Size::DEMO),
            Self::Sized(today, size) => demo::template(today, size),
        }
    }

    /// What the worker's clock shows when it starts.
    fn moment(self) -> Moment {
        match self {
            Self::Empty | Self::Demo => moment(),
            Self::Sized(today, _) => Moment::new(today, DayMinute::new(630).unwrap_or(DayMinute::MIDNIGHT)),
        }
    }

    fn generated(self) -> Option<demo::Shop> {
        match self {
            Self::Empty => None,
            Self::Demo => Some(demo::Shop::demo(SEED, today())),
            Self::Sized(today, size) => Some(demo::Shop::sized(SEED, today, size)),
        }
    }
}

fn moment() -> Moment {
    Moment::of_this_run().unwrap_or_else(|failure| panic!("{failure}"))
}

/// What the clock of a worker shows when it starts. From then on it goes as all clocks do.
///
/// # Panics
/// When the run was given what is no moment.
pub fn now() -> Instant {
    moment().instant()
}

/// The day on the shop's clocks then.
///
/// # Panics
/// As [`now`].
pub fn today() -> Day {
    moment().day()
}

/// A running shop. It ends with the test.
#[derive(Debug)]
pub struct Shop {
    // Dropped in this order: the server lets go of its files before they are removed.
    server: Server,
    state: State,
    generated: Option<demo::Shop>,
}

impl Shop {
    /// Starts a shop.
    ///
    /// # Panics
    /// When the worker does not start; most likely it was not built.
    pub fn start(fixture: Fixture) -> Self {
        Self::start_after(fixture, |_| {})
    }

    /// Starts a shop after `write` has changed its database: for what would take too long to come about by itself.
    ///
    /// # Panics
    /// As [`Shop::start`].
    pub fn start_after(fixture: Fixture, write: impl FnOnce(&Connection)) -> Self {
        Self::start_in(fixture, &[("SETUP_CODE", SETUP_CODE)], write)
    }

    /// Starts a shop whose worker has these variables.
    ///
    /// # Panics
    /// As [`Shop::start`].
    pub fn start_with(fixture: Fixture, vars: &[(&str, &str)]) -> Self {
        Self::start_in(fixture, vars, |_| {})
    }

    fn start_in(fixture: Fixture, vars: &[(&str, &str)], write: impl FnOnce(&Connection)) -> Self {
        let started = || {
            let state = state::copy(&fixture.template()?)?;
            let database = state::open(state.path())?;
            write(&database);
            drop(database);
            let options = Options {
                vars: vars.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
                now: Some(fixture.moment()),
                log: Some(state.path().join("worker.log")),
                ..Options::default()
            };
            let server = Server::start(state.path(), &options)?;
            Ok::<_, xtask::failure::Failure>((server, state))
        };
        let (server, state) = started().unwrap_or_else(|failure| panic!("{failure}"));
        Self { server, state, generated: fixture.generated() }
    }

    /// What was loaded into it.
    ///
    /// # Panics
    /// When it is [`Fixture::Empty`].
    pub fn generated(&self) -> &demo::Shop {
        self.generated.as_ref().expect("an empty shop has nobody in it")
    }

    /// Somebody of it.
    ///
    /// # Panics
    /// When there is no such staff number.
    pub fn person(&self, number: &str) -> &demo::Person {
        self.generated().person(number).unwrap_or_else(|| panic!("there is no {number}"))
    }

    /// A device that nobody has signed in on.
    pub fn client(&self) -> Client {
        Client::new(self.server.url())
    }

    /// A device on which somebody of the demo shop has signed in.
    ///
    /// # Panics
    /// When they cannot.
    pub fn sign_in(&self, number: &str) -> Client {
        let client = self.client();
        client.sign_in(number, PASSWORD).unwrap_or_else(|problem| panic!("{number}: {problem:?}"));
        client
    }

    /// Runs the worker's scheduled event, as the platform does every quarter of an hour, for each of these moments at once.
    ///
    /// # Panics
    /// When one of them does not end well.
    pub fn scheduled(&self, moments: &[Instant]) {
        let outcomes = self.server.scheduled(moments).unwrap_or_else(|failure| panic!("{failure}"));
        assert_eq!(outcomes, vec!["ok"; moments.len()]);
    }

    /// The database as it stands, for looking only.
    ///
    /// # Panics
    /// When it cannot be opened.
    pub fn database(&self) -> Connection {
        let database = state::open(self.state.path()).unwrap_or_else(|failure| panic!("{failure}"));
        database.pragma_update(None, "query_only", true).expect("a connection that only reads");
        database
    }

    /// Holds the database, so that the worker can write nothing until the connection is dropped.
    ///
    /// # Panics
    /// When somebody else holds it.
    pub fn hold(&self) -> Connection {
        let database = state::open(self.state.path()).unwrap_or_else(|failure| panic!("{failure}"));
        database.execute_batch("BEGIN IMMEDIATE").expect("nobody else writes");
        database
    }

    /// Changes the database behind the worker's back, to what only a crash would leave.
    ///
    /// # Panics
    /// When the statement is wrong.
    pub fn write(&self, sql: &str) {
        let database = state::open(self.state.path()).unwrap_or_else(|failure| panic!("{failure}"));
        database.execute_batch(sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    /// How many objects lie in the bucket.
    ///
    /// # Panics
    /// When it cannot be read.
    pub fn objects(&self) -> u32 {
        state::objects(self.state.path()).unwrap_or_else(|failure| panic!("{failure}"))
    }

    /// A number or text out of the database.
    ///
    /// # Panics
    /// When the statement is wrong or finds nothing.
    pub fn look_up<T: rusqlite::types::FromSql>(&self, sql: &str) -> T {
        self.database().query_row(sql, [], |row| row.get(0)).unwrap_or_else(|error| panic!("{sql}: {error}"))
    }

    /// What the worker has logged.
    ///
    /// # Panics
    /// When it cannot be read.
    pub fn log(&self) -> String {
        fs::read_to_string(self.log_path()).expect("the worker's log")
    }

    fn log_path(&self) -> std::path::PathBuf {
        self.state.path().join("worker.log")
    }

    /// A digest of all that the shop holds, sessions, counted attempts and refusals left out: two are equal when nothing was
    /// changed between them.
    ///
    /// # Panics
    /// When the database cannot be read.
    pub fn fingerprint(&self) -> String {
        let database = self.database();
        digest(&database).expect("the tables can be read")
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let log = fs::read_to_string(self.log_path()).unwrap_or_default();
            eprintln!("what the worker logged:\n{log}");
        }
    }
}

/// What the database keeps of a session's token.
pub fn token_hash(token: &str) -> String {
    hex(&Sha256::digest(token))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn digest(database: &Connection) -> rusqlite::Result<String> {
    let mut hash = Sha256::new();
    let mut names = database.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\'
            AND name NOT IN ('session', 'sign_in_throttle', 'known_device', 'refusal') ORDER BY name",
    )?;
    let names: Vec<String> = names.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for name in names {
        let mut statement = database.prepare(&format!("SELECT * FROM {name}"))?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        hash.update(&name);
        while let Some(row) = rows.next()? {
            for column in 0..columns {
                hash.update(format!("{:?}\u{1f}", row.get::<_, Value>(column)?));
            }
        }
    }
    Ok(hex(&hash.finalize()))
}
