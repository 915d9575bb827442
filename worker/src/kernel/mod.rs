//! What every feature stands on: the database, the border of HTTP, sessions and scopes, errors, the audit log, jobs.

pub mod audit;
pub mod auth;
pub mod clock;
pub mod d1;
pub mod error;
pub mod flow;
pub mod jobs;
pub mod parse;
pub mod refusal;
pub mod routes;
pub mod secret;
#[cfg(test)]
pub mod sqlite;
pub mod workbook;
