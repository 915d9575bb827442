//! Open shifts: what is offered to whoever fits, and who claims it.

pub mod api;
pub mod flow;
