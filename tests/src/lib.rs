//! A client of the API for tests: each test starts the built worker on a real local runtime over a database of its own
//! ([`Shop`]), and calls the contract's endpoints as somebody ([`Client`]) or sends what no honest client would
//! ([`Client::request`]).
//!
//! `cargo xtask test api` builds the worker and runs the tests in `tests/api`.

mod client;
mod cost;
mod ids;
mod request;
mod routes;
mod shop;

pub use client::{Client, NOTHING};
pub use cost::Cost;
pub use ids::new_uuid;
pub use request::{Request, Response};
pub use routes::{Route, routes};
pub use shop::{Fixture, SETUP_CODE, Shop, now, today, token_hash};

use dianwu_domain::Problem;

/// What a refusal says, in one line: `stale`, or `fields.name taken, fields.phone bad_format`; `fine` for none.
pub fn told<T>(result: Result<T, Problem>) -> String {
    match result {
        Ok(_) => "fine".to_owned(),
        Err(problem) if problem.errors.is_empty() => problem.code.to_string(),
        Err(problem) => {
            problem.errors.iter().map(|error| format!("{} {}", error.field, error.code)).collect::<Vec<_>>().join(", ")
        }
    }
}
