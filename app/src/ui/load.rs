//! Showing what is fetched: bones while it comes, the failure with a way to try again, then the content.

use super::{Icon, catch_focus, focused};
use crate::{client::Failure, task::Home, text};
use leptos::{ev, prelude::*};

/// Something fetched.
pub type Fetched<T> = LocalResource<Result<T, Failure>>;

/// Shows a [`Fetched`] value. What was shown stays while it is fetched again.
#[component]
pub fn Load<T, V, F>(
    /// What is fetched.
    of: Fetched<T>,
    /// Its bones.
    #[prop(optional, into)]
    bones: Option<ViewFn>,
    /// The view of what came.
    children: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
    F: Fn(T) -> V + Send + Sync + 'static,
{
    move || {
        // What had the focus may be gone with what is shown anew.
        if focused().is_some() {
            catch_focus();
        }
        match of.get() {
            None => bones.as_ref().map_or_else(|| view! { <Bones /> }.into_any(), ViewFn::run),
            Some(Ok(value)) => children(value).into_any(),
            Some(Err(failure)) => {
                view! { <Failed failure=failure on_retry=Callback::new(move |()| of.refetch()) /> }.into_any()
            }
        }
    }
}

/// Bones of a card with a list.
#[component]
pub fn Bones() -> impl IntoView {
    view! {
        <div class="card card__body" aria-busy="true">
            <div class="stack" aria-hidden="true">
                <span class="bone" data-w="30"></span>
                <span class="bone" data-w="80"></span>
                <span class="bone" data-w="60"></span>
                <span class="bone" data-w="80"></span>
            </div>
        </div>
    }
}

/// Between two tries while the network is away: browsers do not always know when it is back.
const RETRY_MILLISECONDS: u32 = 10_000;

/// A failure, and a way to try again: once more, or with the newer version of the app. A network that is back is noticed.
#[component]
pub fn Failed(
    /// Why.
    failure: Failure,
    /// Tries again.
    on_retry: Callback<()>,
) -> impl IntoView {
    let is_outdated = failure == Failure::Outdated;
    if failure == Failure::Offline {
        // Whoever waits for the network need not ask for it.
        let home = Home::here();
        home.on_window(ev::online, move |_| {
            on_retry.try_run(());
        });
        home.after(RETRY_MILLISECONDS, move || {
            on_retry.try_run(());
        })
        .keep();
    }
    let go_on = move |_| {
        if is_outdated {
            // A browser that refuses to reload its own page leaves nothing else to try.
            let _ = location().reload();
        } else {
            on_retry.run(());
        }
    };
    view! {
        <div class="banner" data-tone="bad" role="alert">
            <Icon name="warning" />
            <div class="banner__text">
                <p>{move || text::failure(&failure)}</p>
            </div>
            <button class="btn" data-kind="link" data-size="small" type="button" on:click=go_on>
                {if is_outdated { text::reload } else { text::retry }}
            </button>
        </div>
    }
}
