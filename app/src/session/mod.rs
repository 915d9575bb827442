//! Who is signed in, and the pages before anybody is.

mod password;
mod set_up;
mod sign_in;

use crate::{
    client::{self, Session, SessionState},
    task::Home,
};
use dianwu_domain::{
    Code,
    session::api::{SetupState, WhoAmI},
};

pub use self::{
    password::{NewPassword, load_first_password},
    set_up::load_set_up,
    sign_in::{SignInAgain, SignInPage},
};

impl Session {
    /// Asks the worker who is signed in.
    pub fn ask() {
        // The same failure once more would change nothing on the screen of whoever tried again.
        if matches!(Self::standing_now(), SessionState::Failed(_)) {
            Self::set(SessionState::Asking);
        }
        Home::app().read(async {
            let standing = match client::get::<WhoAmI>().await {
                Ok(me) => return Self::begun(me),
                Err(failure) if failure.code() == Some(Code::NotSignedIn) => match client::get::<SetupState>().await {
                    Ok(state) if state.needed => SessionState::SetUp,
                    Ok(_) => SessionState::Out,
                    Err(failure) => SessionState::Failed(failure),
                },
                Err(failure) => SessionState::Failed(failure),
            };
            Self::set(standing);
        });
    }
}
