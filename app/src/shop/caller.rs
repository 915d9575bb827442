//! Who is signed in, as pages ask for it.

use dianwu_domain::{Permission, session::api::Me};
use leptos::prelude::*;

/// Whoever is signed in, for the pages behind the sign-in.
#[derive(Clone, Debug)]
pub struct Caller(pub StoredValue<Me>);

impl Caller {
    /// Whether they hold a permission.
    pub fn holds(&self, permission: Permission) -> bool {
        self.0.with_value(|me| me.permissions.contains(&permission))
    }

    /// A copy of what the session says of them.
    pub fn me(&self) -> Me {
        self.0.get_value()
    }
}

/// The caller of the page.
///
/// # Panics
/// Outside the pages behind the sign-in, where there is none.
pub fn use_caller() -> Caller {
    expect_context::<Caller>()
}
