//! The one place where the demo shop enters a database: for `cargo xtask dev` and for the browser tests.

use rusqlite::Connection;

use crate::{failure::Result, report::note};

/// What else than the migrations decides what [`load_demo`] writes. Changed with every change of its result, so that
/// the tests' templates are made anew.
pub const DEMO_KEY: &str = "none";

/// Loads the demo shop into an empty database with all migrations applied.
pub fn load_demo(_database: &Connection) -> Result<()> {
    note("there is no demo shop yet: the database stays empty");
    Ok(())
}

/// The demo accounts, as people read them in a terminal; nothing when the database does not hold the demo shop.
pub fn demo_accounts(_database: &Connection) -> Option<String> {
    None
}
