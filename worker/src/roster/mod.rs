//! Handlers of rosters: shift kinds, a department's month as managers make it, and what staff see of it.

pub mod departure;
pub mod duties;
mod edit;
pub mod exports;
mod kinds;
pub mod open_shifts;
pub mod planning;
mod sheet;
#[cfg(test)]
pub mod shop;
mod sign_off;
pub mod store;
mod view;
pub mod wishes;

use crate::{kernel::routes::Routes, notices::Topic};
use dianwu_domain::{DepartmentId, Month};

/// The topic under which people are told of changes to their shifts of a department's month.
fn changes_of(department_id: DepartmentId, month: Month) -> Topic {
    Topic::month("shifts", department_id, month)
}

/// Adds the feature's routes.
pub fn routes(routes: &mut Routes) {
    routes.add(kinds::list);
    routes.add(kinds::save);
    routes.add(view::today);
    routes.add(view::my_month);
    routes.add(view::team_day);
    routes.add(sheet::list);
    routes.add(sheet::get);
    routes.add(edit::edit);
    routes.add(sheet::publish);
    planning::routes(routes);
    exports::routes(routes);
    routes.add(open_shifts::list);
    routes.add(open_shifts::offer);
    routes.add(open_shifts::withdraw);
    routes.add(open_shifts::claim);
    routes.add(open_shifts::take_back);
    routes.add(open_shifts::decide);
    routes.add(wishes::list);
    routes.add(wishes::set);
    routes.add(wishes::delete);
    routes.add(duties::get);
    routes.add(duties::plan);
    routes.add(duties::set);
    routes.add(duties::offer);
    routes.add(duties::answer);
    routes.add(duties::withdraw);
}
