//! The shop itself: its name, zone and hours.

pub mod api;
