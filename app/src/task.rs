//! What runs later: after an answer, a pause, or an event of the browser. By then the part of the view that it was meant
//! for may be gone, and a signal of that part must not be read any more. So nothing in the app starts such work but
//! through a [`Home`], which knows whether its part is still there (`app/clippy.toml` refuses every other way):
//!
//! - what only the page wants ([`Home::read`], [`Home::after`], [`Home::on_window`], [`Home::listen`]) ends with it;
//! - what must reach the worker ([`Home::write`]) runs to its end, is told wherever its sender is by then, and touches the
//!   page only while there is one.

use crate::{
    client::Failure,
    text,
    ui::{Toasts, use_toasts},
};
use gloo::{
    events::{EventListener, EventListenerOptions, EventListenerPhase},
    timers::callback::Timeout,
};
use js_sys::Promise;
use leptos::{ev::EventDescriptor, prelude::*, task};
use std::{
    pin::{Pin, pin},
    task::{Context, Poll},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::EventTarget;

/// The part of the view that work is done for: it is gone when the component that asked for it is.
#[derive(Clone, Copy, Debug)]
pub struct Home(Option<StoredValue<()>>);

#[derive(Clone, Copy)]
struct OfPage(Home);

impl Home {
    /// The component whose body is running, or whose event is handled.
    pub fn here() -> Self {
        Self(Some(StoredValue::new(())))
    }

    /// The app itself, which is never gone. What runs for it must hold nothing of a page.
    pub const fn app() -> Self {
        Self(None)
    }

    /// The page around, whichever of its dialogs is asking.
    pub fn page() -> Self {
        use_context::<OfPage>().map_or_else(Self::here, |page| page.0)
    }

    /// Makes this the page of everything inside.
    pub fn is_page(self) {
        provide_context(OfPage(self));
    }

    /// Whether it is still in the page.
    pub fn is_there(self) -> bool {
        self.0.is_none_or(|here| here.try_with_value(|()| ()).is_some())
    }

    /// Does what only this part wants, such as fetching what it shows. Once it is gone no more of it is run.
    pub fn read(self, work: impl Future<Output = ()> + 'static) {
        spawn(Bound { home: self, work: Box::pin(work) });
    }

    /// Sends something to the worker, to the end, whether or not its sender stays. `tell` says what came of it; it runs in
    /// any case, so that it may fetch lists again but read no signal. `then` runs while this part is still there.
    pub fn write<T: 'static>(
        self,
        call: impl Future<Output = Result<T, Failure>> + 'static,
        tell: impl FnOnce(&Result<T, Failure>) -> Told + 'static,
        then: impl FnOnce(Result<T, Failure>) + 'static,
    ) {
        let toasts = use_toasts();
        spawn(async move {
            let result = call.await;
            // An answer is no view: what it reads is not to be followed.
            untrack(|| {
                tell(&result).show(toasts);
                if self.is_there() {
                    then(result);
                }
            });
        });
    }

    /// As [`Home::write`], where nothing on the page waits for the answer.
    pub fn send<T: 'static>(
        self,
        call: impl Future<Output = Result<T, Failure>> + 'static,
        tell: impl FnOnce(&Result<T, Failure>) -> Told + 'static,
    ) {
        self.write(call, tell, drop);
    }

    /// As [`Home::send`], for what one tap does to a thing that is gone afterwards, such as deleting it: a second tap sends
    /// nothing. `is_busy` is the thing's own.
    pub fn send_once<T: 'static>(
        self,
        is_busy: RwSignal<bool>,
        call: impl Future<Output = Result<T, Failure>> + 'static,
        tell: impl FnOnce(&Result<T, Failure>) -> Told + 'static,
    ) {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        self.write(call, tell, move |result| {
            if result.is_err() {
                // What is gone by now needs no second try.
                is_busy.try_set(false);
            }
        });
    }

    /// Runs something after a pause, unless this part is gone by then, or the timer is dropped.
    pub fn after(self, milliseconds: u32, run: impl FnOnce() + 'static) -> Timer {
        #[expect(clippy::disallowed_methods, reason = "it asks whether its part is still there")]
        let timeout = Timeout::new(milliseconds, move || {
            if self.is_there() {
                run();
            }
        });
        Timer(Some(timeout))
    }

    /// Runs something once the browser is about to paint, unless this part is gone by then.
    pub fn next_frame(self, run: impl FnOnce() + 'static) {
        #[expect(clippy::disallowed_methods, reason = "it asks whether its part is still there")]
        request_animation_frame(move || {
            if self.is_there() {
                run();
            }
        });
    }

    /// Answers an event of the window for as long as this part is there. It is called from the body of a component.
    pub fn on_window<E: EventDescriptor + 'static>(self, event: E, answer: impl Fn(E::EventType) + 'static)
    where
        E::EventType: JsCast,
    {
        #[expect(clippy::disallowed_methods, reason = "it asks whether its part is still there")]
        let handle = window_event_listener(event, move |event| {
            if self.is_there() {
                answer(event);
            }
        });
        if self.0.is_some() {
            on_cleanup(move || handle.remove());
        }
    }

    /// Answers any target's event likewise; with `first`, before the targets inside of it hear of it.
    pub fn listen<E: JsCast>(
        self,
        target: &EventTarget,
        event: &'static str,
        first: bool,
        answer: impl Fn(E) + 'static,
    ) {
        let phase = if first { EventListenerPhase::Capture } else { EventListenerPhase::Bubble };
        let options = EventListenerOptions { phase, passive: false };
        let listener = EventListener::new_with_options(target, event, options, move |event| {
            if self.is_there() {
                answer(event.clone().unchecked_into());
            }
        });
        // It goes with the part that listens.
        StoredValue::new_local(listener);
    }
}

/// A pause that has not ended yet; dropped, it never does.
#[derive(Debug)]
pub struct Timer(Option<Timeout>);

impl Timer {
    /// Lets it end although nobody holds it.
    pub fn keep(mut self) {
        if let Some(timeout) = self.0.take() {
            timeout.forget();
        }
    }
}

/// Waits.
pub async fn pause(milliseconds: i32) {
    let done = Promise::new(&mut |resolve, _| {
        // A window whose timers are refused goes on at once.
        let is_set = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
        if is_set.is_err() {
            let _ = resolve.call0(&JsValue::NULL);
        }
    });
    // It is never rejected.
    let _ = JsFuture::from(done).await;
}

/// What is told of a write.
pub enum Told {
    /// Nothing: what is on the screen tells it.
    Nothing,
    /// It was done.
    Good(String),
    /// It failed.
    Bad(String),
    /// It was done and can be taken back.
    Undoable(String, Box<dyn Fn() + Send + Sync>),
}

impl Told {
    /// It was done.
    pub fn good(words: impl Into<String>) -> Self {
        Self::Good(words.into())
    }

    /// It was done and can be taken back by `undo`, which holds nothing of the page.
    pub fn undoable(words: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) -> Self {
        Self::Undoable(words.into(), Box::new(undo))
    }

    /// Why it failed.
    pub fn failed(failure: &Failure) -> Self {
        Self::Bad(text::failure(failure))
    }

    /// Tells a failure, and nothing else.
    pub fn failures<T>(result: &Result<T, Failure>) -> Self {
        result.as_ref().err().map_or(Self::Nothing, Self::failed)
    }

    /// Why something was not deleted.
    pub fn not_deleted(failure: &Failure) -> Self {
        Self::Bad(text::not_deleted(failure))
    }

    fn show(self, toasts: Toasts) {
        match self {
            Self::Nothing => {}
            Self::Good(words) => toasts.good(words),
            Self::Bad(words) => toasts.bad(words),
            Self::Undoable(words, undo) => toasts.undoable(words, undo),
        }
    }
}

/// Work that is dropped, without another step, once its home is gone.
struct Bound {
    home: Home,
    work: Pin<Box<dyn Future<Output = ()>>>,
}

impl Future for Bound {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.home.is_there() { untrack(|| pin!(&mut self.work).poll(context)) } else { Poll::Ready(()) }
    }
}

#[expect(clippy::disallowed_methods, reason = "all callers mind that their part of the view may be gone")]
fn spawn(work: impl Future<Output = ()> + 'static) {
    task::spawn_local(work);
}

#[cfg(test)]
mod tests {
    use super::Home;
    use leptos::prelude::Owner;

    #[test]
    fn a_home_is_gone_with_its_owner_and_the_app_never() {
        let page = Owner::new();
        let (home, app) = page.with(|| (Home::here(), Home::app()));
        assert!(home.is_there() && app.is_there());
        page.cleanup();
        assert!(!home.is_there());
        assert!(app.is_there());
    }
}
