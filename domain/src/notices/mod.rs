//! Notices: what was decided or done elsewhere and concerns somebody, told to them until they have read it.

pub mod api;
pub mod waiting;
