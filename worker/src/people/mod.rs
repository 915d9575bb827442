//! Handlers of people.

pub mod store;

use crate::kernel::routes::Routes;

/// Adds the feature's routes.
pub fn routes(_routes: &mut Routes) {}
