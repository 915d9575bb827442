//! The API against the built worker: one file a feature, each test with a shop of its own.

mod border;
mod session;
