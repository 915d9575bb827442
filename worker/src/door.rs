//! What a feature gives to the rest of the house. The index (`lib.rs`) names features; whatever needs something of all of
//! them goes through their doors, so that nothing below names what stands above it.

use crate::{
    files::Subject,
    kernel::{
        d1::{Query, Statement},
        jobs::Jobs,
        routes::Routes,
    },
    notices::Waits,
    people::departure::Departure,
};
use dianwu_domain::{PersonId, UsedBy};

/// A table of codes, and the codes of the domain.
#[cfg(test)]
pub type Codes = (&'static str, fn() -> Vec<String>);

/// A feature's door. All but the routes may be left out: `Door { routes, ..Door::EMPTY }`.
pub struct Door {
    /// Adds its routes.
    pub routes: fn(&mut Routes),
    /// Adds its jobs: what of it happens by itself.
    pub jobs: fn(&mut Jobs),
    /// Which unique index means which field of a request, by the words of SQLite: it names the columns of a plain unique
    /// index, and the index itself when it is over an expression.
    pub unique: &'static [(&'static str, &'static str)],
    /// What ends when people leave their departments.
    pub departure: Option<Departure>,
    /// What ends with somebody's sessions and their password, such as an address that opens without either.
    pub end_of_access: Option<fn(PersonId) -> Query>,
    /// What of it waits for somebody, on their day.
    pub waits: Option<Waits>,
    /// What files can be attached to, and who may see it.
    pub subjects: &'static [Subject],
    /// What it keeps in departments, each with the statement that counts it, as `count`, in department ?1: such a
    /// department is not deleted.
    pub department_uses: &'static [(UsedBy, Statement)],
    /// Its statements.
    #[cfg(test)]
    pub statements: &'static [&'static [Statement]],
    /// The tables that it owns. Others write none of them and read them through its functions; what else there is, a test
    /// lists with a reason.
    #[cfg(test)]
    pub tables: &'static [&'static str],
    /// Of these, the ones that features after it in the index may join, for names and for who belongs where.
    #[cfg(test)]
    pub joined: &'static [&'static str],
    /// Of these, the ones that hold few rows however long the shop lives: reading all of one is fine.
    #[cfg(test)]
    pub small: &'static [&'static str],
    /// Of these, the ones that hold the codes of a type of the domain, each with those codes (`kernel::sqlite::codes`).
    #[cfg(test)]
    pub codes: &'static [Codes],
}

impl Door {
    /// A feature that gives nothing.
    pub const EMPTY: Self = Self {
        routes: |_| (),
        jobs: |_| (),
        unique: &[],
        departure: None,
        end_of_access: None,
        waits: None,
        subjects: &[],
        department_uses: &[],
        #[cfg(test)]
        statements: &[],
        #[cfg(test)]
        tables: &[],
        #[cfg(test)]
        codes: &[],
        #[cfg(test)]
        joined: &[],
        #[cfg(test)]
        small: &[],
    };
}
