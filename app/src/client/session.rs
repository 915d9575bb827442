//! The session of this tab, as calls need it: who is in, and what waits until they have signed in again.

use crate::client::Failure;
use dianwu_domain::{PersonId, session::api::Me};
use gloo::storage::{LocalStorage, Storage};
use leptos::prelude::*;
use std::{
    cell::{Cell, RefCell},
    future::{pending, poll_fn},
    task::{Poll, Waker},
};

/// How far the app is with its caller.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionState {
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
    static STANDING: ArcRwSignal<SessionState> = ArcRwSignal::new(SessionState::Asking);
    /// Whoever is in has to sign in again. Their pages stay as they are meanwhile.
    static LAPSED: ArcRwSignal<bool> = ArcRwSignal::new(false);
    /// Counts sign-ins.
    static TURN: Cell<u32> = const { Cell::new(0) };
    /// Calls that wait for the next one.
    static WAITING: RefCell<Vec<Waker>> = const { RefCell::new(Vec::new()) };
}

/// The staff number of whoever is signed in on this device, as long as they have not signed out.
const NUMBER_KEY: &str = "number";

/// A moment of this tab: who was in, and since which sign-in.
#[derive(Clone, Copy, PartialEq)]
pub struct Turn(Option<PersonId>, u32);

/// The session of this tab.
pub struct Session;

impl Session {
    /// How far the app is, followed by whatever view reads it.
    pub fn standing() -> SessionState {
        STANDING.with(ArcRwSignal::get)
    }

    /// The same, for whoever does not follow it.
    pub fn standing_now() -> SessionState {
        STANDING.with(ArcRwSignal::get_untracked)
    }

    /// Somebody has signed in, or changed what the session says of them. Whoever was in before goes on where they were;
    /// anybody else begins at 今日.
    pub fn begun(me: Me) {
        // Storage may be closed, as in private windows; then the number is typed again.
        let _ = LocalStorage::set(NUMBER_KEY, &me.number);
        let before = Self::turn();
        TURN.set(before.1 + 1);
        let waiting = WAITING.take();
        if LAPSED.with(ArcRwSignal::get_untracked) {
            let is_same = before.0 == Some(me.person_id) && !me.must_change_password;
            if !is_same {
                replace_address("/");
                Self::set(SessionState::In(me));
            }
            LAPSED.with(|lapsed| lapsed.set(false));
            if is_same {
                waiting.into_iter().for_each(Waker::wake);
            }
        } else {
            Self::set(SessionState::In(me));
        }
    }

    /// Whoever was in has signed out.
    pub fn left() {
        LocalStorage::delete(NUMBER_KEY);
        Self::set(SessionState::Out);
    }

    /// The staff number of a session of this device that has ended without a sign-out.
    pub fn last_number() -> Option<String> {
        LocalStorage::get(NUMBER_KEY).ok()
    }

    /// Who is in now, and since when.
    pub fn turn() -> Turn {
        let person = STANDING.with(|standing| match &*standing.read_untracked() {
            SessionState::In(me) => Some(me.person_id),
            _ => None,
        });
        Turn(person, TURN.get())
    }

    /// Whether whoever is in has to sign in again, followed by whatever view reads it.
    pub fn has_lapsed() -> bool {
        LAPSED.with(ArcRwSignal::get)
    }

    /// A call of `turn` was refused because the session had ended: waits until the same person has signed in again. False
    /// when nobody was in.
    pub async fn resumed(turn: Turn) -> bool {
        if turn.0.is_none() {
            return false;
        }
        if Self::turn() == turn {
            LAPSED.with(|lapsed| lapsed.set(true));
            poll_fn(|context| {
                if TURN.get() != turn.1 {
                    return Poll::Ready(());
                }
                WAITING.with_borrow_mut(|waiting| waiting.push(context.waker().clone()));
                Poll::Pending
            })
            .await;
        }
        if Self::turn().0 != turn.0 {
            // Nothing is sent for somebody else, and nobody waits for the answer.
            pending::<()>().await;
        }
        true
    }

    /// The worker wants a new password first.
    pub fn must_change_password() {
        if let SessionState::In(me) = Self::standing_now() {
            Self::set(SessionState::In(Me { must_change_password: true, ..me }));
        }
    }

    /// Who is signed in.
    pub fn person() -> Option<PersonId> {
        STANDING.with(|standing| match &*standing.read_untracked() {
            SessionState::In(me) => Some(me.person_id),
            _ => None,
        })
    }

    /// Says how far the app is.
    pub fn set(standing: SessionState) {
        STANDING.with(|signal| signal.set(standing));
    }
}

/// Puts another address in the place of the present one.
fn replace_address(address: &str) {
    if let Ok(history) = window().history() {
        // An address of one's own site is not refused.
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(address));
    }
}
