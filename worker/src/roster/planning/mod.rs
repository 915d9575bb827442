//! What rosters are planned with: the calendar, rules, demand, cycles, and what the rules find.

mod context;
mod cycles;
mod demands;
mod holidays;
mod planned;
mod rules;
pub mod store;
mod surroundings;
mod what_if;

pub use context::{Checked, checked};
pub use surroundings::holidays_of;
pub use what_if::{Judged, WhatIf, breaches, require_keeps_rules};

use crate::kernel::routes::Routes;

/// Adds the routes.
pub fn routes(routes: &mut Routes) {
    routes.add(context::get);
    routes.add(context::check);
    routes.add(rules::list);
    routes.add(rules::save);
    routes.add(rules::delete);
    routes.add(holidays::get);
    routes.add(holidays::save);
    routes.add(demands::list);
    routes.add(demands::save);
    routes.add(demands::delete);
    routes.add(cycles::list);
    routes.add(cycles::save);
    routes.add(cycles::delete);
}
