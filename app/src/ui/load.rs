//! Showing what is fetched: bones while it comes, the failure with a way to try again, then the content.

use super::{Icon, catch_focus, focused};
use crate::{client::Failure, task::Home, text};
use leptos::{ev, prelude::*};

/// Something fetched.
pub type Fetched<T> = LocalResource<Result<T, Failure>>;

/// What [`Load`] shows: how many values came before it, and the value. Values need not be comparable.
type Shown<T> = (u32, Option<T>);

/// Shows a [`Fetched`] value. What was shown stays while it is fetched again, and, where `keeps` says that it still
/// answers what the page asks, below the failure of a later try.
#[component]
pub fn Load<T, V, F>(
    /// What is fetched.
    of: Fetched<T>,
    /// Its bones.
    #[prop(optional, into)]
    bones: Option<ViewFn>,
    /// Whether what came before is worth showing when fetching it anew fails.
    #[prop(optional, into)]
    keeps: Option<Callback<T, bool>>,
    /// The view of what came.
    children: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
    F: Fn(T) -> V + Send + Sync + 'static,
{
    let shown = Memo::new_with_compare(
        move |before: Option<&Shown<T>>| {
            let (count, value) = before.cloned().unwrap_or((0, None));
            match of.get() {
                None => (count, value),
                Some(Ok(value)) => (count + 1, Some(value)),
                Some(Err(_)) => {
                    match value.filter(|value| keeps.is_some_and(|keeps| untrack(|| keeps.run(value.clone())))) {
                        Some(value) => (count, Some(value)),
                        None => (count + 1, None),
                    }
                }
            }
        },
        |before, now| before.map(|shown| shown.0) != now.map(|shown| shown.0),
    );
    let failure = move || match of.get() {
        Some(Err(failure)) => Some(view! { <Failed failure=failure on_retry=Callback::new(move |()| of.refetch()) /> }),
        _ => None,
    };
    let content = move || {
        // What had the focus may be gone with what is shown anew.
        if focused().is_some() {
            catch_focus();
        }
        match shown.get().1 {
            Some(value) => Some(children(value).into_any()),
            None if of.with(Option::is_none) => {
                Some(bones.as_ref().map_or_else(|| view! { <Bones /> }.into_any(), ViewFn::run))
            }
            None => None,
        }
    };
    view! {
        {failure}
        {content}
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
    // Whoever pressed sees that something is done: the answer may be long in coming, and be the same again.
    let is_trying = RwSignal::new(false);
    let go_on = move |_| {
        if is_outdated {
            // A browser that refuses to reload its own page leaves nothing else to try.
            let _ = location().reload();
        } else if !is_trying.get_untracked() {
            is_trying.set(true);
            on_retry.run(());
        }
    };
    view! {
        <div class="banner" data-tone="bad" role="alert">
            <Icon name="warning" />
            <div class="banner__text">
                <p>{move || text::failure(&failure)}</p>
            </div>
            <button
                class="btn"
                data-kind="link"
                data-size="small"
                type="button"
                aria-busy=move || is_trying.get().then_some("true")
                on:click=go_on
            >
                {if is_outdated { text::reload } else { text::retry }}
            </button>
        </div>
    }
}
