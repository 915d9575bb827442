//! What was entered and has not reached the worker although its page is gone: it is named wherever one is, with the way
//! back to it, until it has.

use super::Icon;
use crate::text;
use leptos::prelude::*;
use std::sync::Arc;

/// Something that is not sent yet.
#[derive(Clone)]
pub struct Unsent {
    /// What it is, in words.
    pub words: Arc<dyn Fn() -> String + Send + Sync>,
    /// Where it can be looked at.
    pub href: String,
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

/// The strip.
#[component]
pub fn UnsentStrip() -> impl IntoView {
    let all = || UNSENT.with(ArcRwSignal::get);
    let links = move || {
        let link = |(_, unsent): (String, Unsent)| {
            let Unsent { words, href } = unsent;
            view! { <a href=href>{move || words()}</a> }
        };
        all().into_iter().map(link).collect_view()
    };
    view! {
        <Show when=move || !all().is_empty()>
            <div class="strip" data-tone="warn" role="status">
                <Icon name="warning" />
                <span>{text::unsent}</span>
                {links}
            </div>
        </Show>
    }
}
