//! Handlers of rosters: shift kinds, a department's month as managers make it, and what staff see of it.

mod edit;
mod kinds;
mod sheet;
#[cfg(test)]
mod shop;
pub mod store;
mod view;

use crate::kernel::routes::Routes;

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
}
