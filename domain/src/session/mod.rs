//! Accounts and sessions: setting up the first administrator, signing in and out, passwords, signed-in devices.

pub mod api;
pub mod guess;
pub mod network;
pub mod password;
pub mod throttle;

use crate::door::door;

door! {
    ids {
        /// One signed-in device.
        SessionId;
    }
    actions {
        /// The shop and its first administrator were created.
        SHOP_SET_UP = "shop.set_up", Shop;
        /// Somebody signed in.
        SESSION_SIGN_IN = "session.sign_in", Accounts;
        /// Somebody signed out, or signed a device out.
        SESSION_REVOKE = "session.revoke", Accounts;
        /// Somebody changed their password.
        PASSWORD_CHANGE = "password.change", Accounts;
        /// Somebody's password was replaced by a one-time code.
        PASSWORD_RESET = "password.reset", People;
        /// One-time codes were made for people without a password of their own.
        CODES_ISSUE = "password.codes", People;
        /// All of a person's devices were signed out.
        SESSIONS_END = "session.end_all", People;
    }
}
