//! Accounts and sessions.

mod devices;
mod password;
mod set_up;
mod sign_in;
