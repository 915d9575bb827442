//! The project's chores: set-up, builds, the development server, checks, tests, measurements and deployment.
//!
//! `cargo xtask help` lists them. As a library it gives the tests their databases ([`state`]).

pub mod bench;
pub mod build;
pub mod check;
pub mod cli;
pub mod clock;
pub mod demo;
pub mod deploy;
pub mod dev;
pub mod failure;
pub mod fixture;
#[cfg(test)]
mod floors;
pub mod lock;
pub mod process;
pub mod project;
pub mod report;
pub mod server;
pub mod stamp;
pub mod state;
pub mod test;
pub mod tools;
