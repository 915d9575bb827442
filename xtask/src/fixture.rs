//! The one place where the demo shop enters a database: for `cargo xtask dev` and for the browser tests.

use std::path::PathBuf;

use dianwu_domain::Day;
use rusqlite::Connection;

use crate::{
    demo::{self, ACCOUNTS, Shop, Size},
    failure::{Context, Result},
    state,
};

/// Loads the demo shop as of a day into an empty database with all migrations applied.
pub fn load_demo(today: Day, database: &Connection) -> Result<()> {
    demo::load(&Shop::demo(demo::SEED, today), database).context("loading the demo shop")
}

/// A state directory with the demo shop as of a day, to be copied.
pub fn demo_template(today: Day) -> Result<PathBuf> {
    demo::template(today, Size::DEMO)
}

/// A state directory with nobody in it, to be copied.
pub fn empty_template() -> Result<PathBuf> {
    state::template("empty", "", |_| Ok::<(), rusqlite::Error>(()))
}

/// The demo accounts that still have their password, as people read them in a terminal; nothing when there are none.
pub fn demo_accounts(database: &Connection) -> Option<String> {
    let find = "SELECT EXISTS (SELECT 1 FROM person p JOIN credential c ON c.person_id = p.id
        WHERE p.number = ?1 AND p.status = 'active' AND c.password_hash = ?2)";
    let still_stands = |number: &str| {
        let found = database.query_row(find, [number, demo::PASSWORD_HASH], |row| row.get(0));
        // Without such tables there is no demo shop.
        found.unwrap_or(false)
    };
    let lines: Vec<String> = ACCOUNTS
        .iter()
        .filter(|account| still_stands(account.number))
        .map(|account| format!("  {}  {}  {}", account.number, account.password, account.role))
        .collect();
    (!lines.is_empty()).then(|| format!("Demo accounts:\n{}", lines.join("\n")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{clock::Moment, project::Project, state};

    #[test]
    fn accounts_are_told_while_they_have_the_demo_password() {
        let mut database = Connection::open_in_memory().expect("opens");
        assert_eq!(demo_accounts(&database), None);
        state::apply(&Project::find().expect("the work tree"), &mut database).expect("applies");
        load_demo(Moment::usual().expect("a moment").day(), &database).expect("loads");
        let told = demo_accounts(&database).expect("accounts");
        assert!(told.contains("CS01  dianwu-demo  "), "{told}");
        database.execute("UPDATE credential SET password_hash = 'another'", []).expect("changes");
        assert_eq!(demo_accounts(&database), None);
    }
}
