//! Accounts and sessions: setting up the first administrator, signing in and out, passwords, signed-in devices.

pub mod api;
pub mod guess;
pub mod network;
pub mod password;
pub mod throttle;
