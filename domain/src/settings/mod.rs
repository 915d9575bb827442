//! The shop itself: its name, zone and hours.

pub mod api;
pub mod tidy;
