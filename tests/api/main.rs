//! The API against the built worker: one file a feature, each test with a shop of its own.

mod audit;
mod border;
mod cost;
mod people;
mod roster;
mod session;
mod settings;
