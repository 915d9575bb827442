//! Rosters: shift kinds, one department's month from draft to published, and who is on at a given moment.
//!
//! Rules, coverage and patterns read the same sheet; each has its own file here.

pub mod api;
pub mod board;
pub mod calendar;
pub mod clock;
pub mod coverage;
pub mod cycle;
pub mod duty;
pub mod edit;
pub mod feed;
pub mod kind;
pub mod rules;
pub mod views;
pub mod wish;
