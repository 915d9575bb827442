//! The API against the built worker: one file a feature, each test with a shop of its own.

#![expect(clippy::unwrap_used, reason = "helpers of tests, like tests, end where they cannot go on")]

mod audit;
mod border;
mod cleaning;
mod cost;
mod files;
mod inbox;
mod jobs;
mod notices;
mod open_shifts;
mod people;
mod roster;
mod session;
mod settings;
mod shifts;
mod wishes;
