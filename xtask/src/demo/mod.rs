//! The demo shop: a shop with the organisation of the rules, thirty people and three months of rosters. The same seed
//! and day always give the same shop. Grown larger it is what tests and measurements run on.

mod cleaning;
mod employment;
mod needs;
mod notices;
mod open_shifts;
mod organisation;
mod people;
mod planning;
mod random;
mod roster;
pub mod seats;
mod settings;
mod shifts;
mod shop;
mod wishes;

use crate::{failure::Result, state};
use dianwu_domain::Day;
use rusqlite::{Connection, Transaction};
use std::path::PathBuf;

pub use cleaning::{Duty, Swap};
pub use planning::Planning;
pub use shop::{Change, Entry, Person, Roster, Shop, Size, kind};

/// The features with rows of their own, each after those that it refers to.
macro_rules! features {
    ($($feature:ident)+) => {
        /// Write each feature's rows.
        const LOADERS: &[fn(&Shop, &Transaction) -> rusqlite::Result<()>] = &[$($feature::load),+];

        /// All that a shop is made of.
        const SOURCES: &str = concat!(
            $(include_str!(concat!(stringify!($feature), ".rs")),)+
            include_str!("mod.rs"),
            include_str!("needs.rs"),
            include_str!("organisation.rs"),
            include_str!("planning.rs"),
            include_str!("random.rs"),
            include_str!("seats.rs"),
            include_str!("shop.rs")
        );
    };
}

features! {
    settings people shifts notices
    roster open_shifts wishes cleaning
}

/// Writes the shop in one transaction. The database has every migration and nobody in it.
///
/// # Errors
/// When the database refuses a row, such as in a database that holds people already; then nothing is written.
pub fn load(shop: &Shop, database: &Connection) -> rusqlite::Result<()> {
    let transaction = database.unchecked_transaction()?;
    for load in LOADERS {
        load(shop, &transaction)?;
    }
    transaction.commit()
}

/// The seed of the shop that `cargo xtask dev` shows.
pub const SEED: u64 = 15;

/// The password of everybody in the demo shop.
pub const PASSWORD: &str = "dianwu-demo";

/// [`PASSWORD`] hashed as the worker does it (`worker/src/kernel/secret.rs`), with a fixed salt: Argon2id takes its time,
/// and 500 people would take 500 times as long.
pub const PASSWORD_HASH: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$ZGlhbnd1IGRlbW8gc2hvcA$WYuz2umy7SBp1aZTKFkLdNRgFNAUAgK+Hx9JuqZ4/zk";

/// [`PASSWORD`] hashed with the least that Argon2id takes: whoever signs in to a test's shop waits for nothing. What the
/// worker itself hashes is never so cheap, and tests of passwords that people set go through that.
const CHEAP_HASH: &str =
    "$argon2id$v=19$m=8,t=1,p=1$ZGlhbnd1IGRlbW8gc2hvcA$3ICt4Zwep4rC75b+CBcL25m2g/PX44QUCRrXc3Oo1po";

/// An account to sign in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account {
    /// 工号; everybody can sign in with their phone too.
    pub number: &'static str,
    /// 姓名
    pub name: &'static str,
    /// What they may do, for people to read.
    pub role: &'static str,
    /// The password.
    pub password: &'static str,
}

const fn account(number: &'static str, name: &'static str, role: &'static str) -> Account {
    Account { number, name, role, password: PASSWORD }
}

/// An account of each role. All others have the same password.
pub const ACCOUNTS: [Account; 7] = [
    account("HR02", "曹宇航", "administrator 系统管理员"),
    account("HR01", "谢慧敏", "HR 人事"),
    account("MG02", "林晓芸", "manager of the shop 店长"),
    account("CS01", "王芳", "manager of 客服组 客服主管"),
    account("CS02", "李婷", "staff, in shifts 售前客服"),
    account("OP01", "陈思远", "staff, in the office 运营专员"),
    account("CS12", "杨欣怡", "staff, must change the initial password 新员工"),
];

/// A state directory with a shop of this size in its database, to be copied. Its passwords are checked at once.
///
/// # Errors
/// As [`state::template`].
pub fn template(today: Day, size: Size) -> Result<PathBuf> {
    let name = format!("shop-{}x{}", size.people, size.months);
    state::template(&name, &format!("{SEED} {today} {SOURCES}"), |database| {
        load(&Shop::sized(SEED, today, size), database)?;
        let cheaper = "UPDATE credential SET password_hash = ?1 WHERE password_hash = ?2";
        database.execute(cheaper, [CHEAP_HASH, PASSWORD_HASH]).map(drop)
    })
}

#[cfg(test)]
mod tests;
