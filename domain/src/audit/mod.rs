//! The audit log: who changed what, when, from where; before and after. It is only ever added to.

pub mod api;
