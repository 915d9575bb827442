//! Who is signed in, and the pages before anybody is.

mod password;
mod set_up;
mod sign_in;

pub use self::{password::NewPassword, set_up::SetUpPage, sign_in::SignInPage};

use crate::client::{self, Failure};
use dianwu_domain::{
    Code, Duty,
    session::api::{Me, SetupState, WhoAmI},
};
use leptos::{prelude::*, task::spawn_local};

/// How far the app is with its caller.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// It asks the worker.
    Asking,
    /// It could not ask.
    Failed(Failure),
    /// The shop has no administrator yet.
    SetUp,
    /// Nobody is signed in.
    Out,
    /// Somebody is.
    In(Me),
}

thread_local! {
    /// One for the whole app: calls end a session from places that no context reaches.
    static STANDING: ArcRwSignal<Standing> = ArcRwSignal::new(Standing::Asking);
}

/// The session of this tab.
pub struct Session;

impl Session {
    /// How far the app is, followed by whatever view reads it.
    pub fn standing() -> Standing {
        STANDING.with(ArcRwSignal::get)
    }

    /// Asks the worker who is signed in.
    pub fn ask() {
        spawn_local(async {
            let standing = match client::get::<WhoAmI>().await {
                Ok(me) => Standing::In(me),
                Err(failure) if failure.code() == Some(Code::NotSignedIn) => match client::get::<SetupState>().await {
                    Ok(state) if state.needed => Standing::SetUp,
                    Ok(_) => Standing::Out,
                    Err(failure) => Standing::Failed(failure),
                },
                Err(failure) => Standing::Failed(failure),
            };
            Self::set(standing);
        });
    }

    /// Somebody has signed in, or changed what the session says of them.
    pub fn begun(me: Me) {
        Self::set(Standing::In(me));
    }

    /// The session has ended.
    pub fn ended() {
        let is_in = STANDING.with(|standing| matches!(&*standing.read_untracked(), Standing::In(_)));
        if is_in {
            Self::set(Standing::Out);
        }
    }

    /// The worker wants a new password first.
    pub fn must_change_password() {
        if let Standing::In(me) = STANDING.with(ArcRwSignal::get_untracked) {
            Self::set(Standing::In(Me { must_change_password: true, ..me }));
        }
    }

    fn set(standing: Standing) {
        STANDING.with(|signal| signal.set(standing));
    }
}

/// Whoever is signed in, for the pages behind the sign-in.
#[derive(Clone, Debug)]
pub struct Caller(pub StoredValue<Me>);

impl Caller {
    /// Whether they hold a duty.
    pub fn holds(&self, duty: Duty) -> bool {
        self.0.with_value(|me| me.duties.contains(&duty))
    }

    /// A copy of what the session says of them.
    pub fn me(&self) -> Me {
        self.0.get_value()
    }
}

/// The caller of the page.
///
/// # Panics
/// Outside the pages behind the sign-in, where there is none.
pub fn use_caller() -> Caller {
    expect_context::<Caller>()
}
