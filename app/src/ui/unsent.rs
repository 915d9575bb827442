//! What was entered and has not reached the worker although its page is gone: it is named wherever one is, with the way
//! back to it, until it has.

use super::Icon;
use crate::{task::Home, text};
use leptos::{ev, prelude::*};
use std::sync::Arc;

/// Something that is not sent yet.
#[derive(Clone)]
pub struct Unsent {
    /// What it is, in words.
    pub words: Arc<dyn Fn() -> String + Send + Sync>,
    /// Where it can be looked at.
    pub href: String,
    /// It is on its way, and nobody need do anything about it.
    pub is_sending: bool,
}

thread_local! {
    /// One for the whole app, by the keys under which it is kept on the device.
    static UNSENT: ArcRwSignal<Vec<(String, Unsent)>> = ArcRwSignal::new(Vec::new());
}

/// Names what is kept under a key from now on, or nothing.
pub fn name_unsent(key: &str, unsent: Option<Unsent>) {
    UNSENT.with(|all| {
        let is_known = all.read_untracked().iter().any(|(known, _)| known == key);
        if is_known || unsent.is_some() {
            all.update(|all| {
                all.retain(|(known, _)| known != key);
                all.extend(unsent.map(|unsent| (key.to_owned(), unsent)));
            });
        }
    });
}

/// Names nothing any more: whoever signs in next is told of what is theirs.
pub fn forget_unsent() {
    UNSENT.with(|all| all.set(Vec::new()));
}

/// What stands above every page while something is the matter, all in one: the network is away, as far as the browser knows,
/// or something is not sent.
#[component]
pub fn Strip() -> impl IntoView {
    let is_offline = RwSignal::new(!window().navigator().on_line());
    let home = Home::here();
    home.on_window(ev::offline, move |_| is_offline.set(true));
    home.on_window(ev::online, move |_| is_offline.set(false));
    let all = || UNSENT.with(ArcRwSignal::get);
    let links = move || {
        let link = |(_, unsent): (String, Unsent)| {
            let Unsent { words, href, .. } = unsent;
            view! { <a href=href>{move || words()}</a> }
        };
        let all = all();
        let is_sending = all.iter().all(|(_, unsent)| unsent.is_sending) && !is_offline.get();
        let lead = if is_sending { text::sending } else { text::unsent };
        (!all.is_empty()).then(|| view! { <span>{lead}</span> {all.into_iter().map(link).collect_view()} })
    };
    view! {
        <Show when=move || is_offline.get() || !all().is_empty()>
            <div class="strip" role="status">
                {move || {
                    is_offline
                        .get()
                        .then(|| view! { <Icon name="offline" /> <span>{text::offline}</span> })
                }}
                {links}
            </div>
        </Show>
    }
}
