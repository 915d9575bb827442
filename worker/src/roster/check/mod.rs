//! What a month is planned with and checked against: its surroundings, and what the rules find in it.

mod context;
mod planned;
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
}
