//! People: departments as a tree, positions, staff with their roles, and protected status.

pub mod api;
pub mod import;
pub mod judge;
#[cfg(feature = "tables")]
pub mod search;
pub mod tree;
