//! Rosters: one department's month from draft to published, and what people read of it.

pub mod api;
pub mod board;
pub mod coverage;
pub mod cycle;
mod due;
pub mod edit;
pub mod feed;
pub mod mine;
pub mod team;

pub use due::months_due;
