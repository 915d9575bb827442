//! Accounts and sessions.

mod devices;
mod door;
mod password;
mod set_up;
mod sign_in;

pub use door::DOOR;
