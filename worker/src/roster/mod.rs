//! Rosters: a department's month as managers make it, and what staff see of it.

pub mod check;
mod edit;
mod exports;
mod mine;
pub mod needs;
mod publish;
pub mod sheet;
#[cfg(test)]
pub mod shop;
mod sign_off;
pub mod store;
mod team;
pub mod today;
#[cfg(test)]
mod view_tests;

use crate::{door::Door, kernel::routes::Routes, notices::Topic};
use dianwu_domain::{DepartmentId, Month, UsedBy};

pub use edit::Seat;

/// The topic under which people are told of changes to their shifts of a department's month.
pub fn changes_of(department_id: DepartmentId, month: Month) -> Topic {
    Topic::month("shifts", department_id, month)
}

/// The feature's door.
pub const DOOR: Door = Door {
    routes,
    unique: &[("cycle.name", "fields.name"), ("index 'cycle_name'", "fields.name")],
    end_of_access: Some(exports::end_feed),
    department_uses: &[(UsedBy::DEMANDS, needs::store::COUNT_DEMANDS), (UsedBy::ROSTERS, store::COUNT_ROSTERS)],
    waits: Some(today::waits),
    #[cfg(test)]
    statements: &[store::ALL, check::store::ALL, exports::store::ALL, needs::store::ALL],
    #[cfg(test)]
    tables: &["roster", "roster_entry", "roster_change", "demand", "cycle", "feed"],
    #[cfg(test)]
    joined: &["roster", "roster_entry"],
    #[cfg(test)]
    small: &["cycle"],
    ..Door::EMPTY
};

/// Adds the feature's routes.
fn routes(routes: &mut Routes) {
    routes.add(sheet::list);
    routes.add(sheet::get);
    routes.add(mine::my_month);
    routes.add(team::team_day);
    routes.add(edit::edit);
    routes.add(publish::publish);
    check::routes(routes);
    needs::routes(routes);
    exports::routes(routes);
}
