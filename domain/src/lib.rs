//! What is true anywhere: types, rules, calculations and the API contract.
//!
//! No I/O, no clock and no randomness live here: the time of day and new ids are parameters, so that everything
//! can be tested natively and gives the same answer in the worker and on a phone. Each feature is one folder, and
//! its `api.rs` holds the endpoints that the worker may serve and the app may call.

pub mod audit;
pub mod calendar;
pub mod cleaning;
mod door;
pub mod files;
pub mod kernel;
pub mod notices;
pub mod open_shifts;
#[cfg(feature = "schema")]
pub mod openapi;
pub mod people;
pub mod roster;
pub mod session;
pub mod settings;
pub mod shifts;
pub mod today;
pub mod wishes;
pub mod worktime;

/// The features, a line a floor, the lowest first: a feature knows those of its own floor and of the floors below. Each has
/// its endpoints in its `api` and a door (`door.rs`). A test holds all crates to it (xtask/src/floors.rs).
macro_rules! features {
    ($($feature:ident)+) => {
        /// Shows every endpoint of the contract to `visitor`.
        pub fn walk(visitor: &mut impl kernel::contract::Visitor) {
            $($feature::api::walk(visitor);)+
        }

        $(
            #[allow(unused_imports, reason = "not every feature has ids")]
            pub use $feature::ids::*;
        )+

        static DOORS: &[Door] = &[$($feature::DOOR),+];
    };
}

features! {
    settings people session calendar shifts worktime files notices audit
    roster open_shifts wishes cleaning
    today
}

/// The doors of all features.
fn doors() -> impl Iterator<Item = &'static Door> {
    DOORS.iter()
}

use door::Door;
pub use kernel::{
    access::{Permission, Role, RoleGrant, Scope},
    contract::{Access, Endpoint, File, Method, Nothing, Page, Upload, heads},
    day::{Day, Month, Weekday, Year},
    id::RowId,
    problem::{Code, FieldCode, FieldError, Problem, Use, UsedBy},
    query::MonthQuery,
    text,
    time::{DayMinute, Instant, LocalTime, Zone},
};
