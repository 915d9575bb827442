//! A search field that searches while one types.

use super::{Icon, Text};
use crate::task::{Home, Timer};
use leptos::{html, prelude::*};

/// Waits so long after the last key, so that one word is one search.
const PAUSE_MILLISECONDS: u32 = 300;

/// A search field. It searches after a pause in typing, but never with the unfinished letters of an input method.
#[component]
pub fn SearchField(
    /// What is searched for, for screen readers.
    label: Text,
    /// What may be typed.
    placeholder: Text,
    /// What is searched for now.
    #[prop(into)]
    value: Signal<String>,
    /// Most characters.
    max: usize,
    /// Searches.
    on_search: Callback<String>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let home = Home::here();
    let timer = StoredValue::new_local(None::<Timer>);
    let is_composing = StoredValue::new(false);
    let sent = StoredValue::new(value.get_untracked());
    let search = move || {
        timer.set_value(None);
        let Some(typed) = input.get_untracked().map(|input| input.value()) else { return };
        let typed = typed.trim().to_owned();
        if sent.get_value() != typed {
            sent.set_value(typed.clone());
            on_search.run(typed);
        }
    };
    let search_soon = move || {
        if !is_composing.get_value() {
            timer.set_value(Some(home.after(PAUSE_MILLISECONDS, search)));
        }
    };
    // Somebody else may clear the search. What is being typed stays.
    Effect::new(move |_| {
        let value = value.get();
        if let Some(input) = input.get().filter(|_| sent.get_value() != value) {
            input.set_value(&value);
            sent.set_value(value);
        }
    });
    view! {
        <div class="inset">
            <Icon name="search" />
            <input
                class="input"
                type="search"
                enterkeyhint="search"
                autocomplete="off"
                maxlength=max.to_string()
                aria-label=label
                placeholder=placeholder
                value=value.get_untracked()
                node_ref=input
                on:compositionstart=move |_| {
                    is_composing.set_value(true);
                    timer.set_value(None);
                }
                on:compositionend=move |_| {
                    is_composing.set_value(false);
                    search_soon();
                }
                on:input=move |_| search_soon()
                on:keydown=move |event| {
                    if event.key() == "Enter" && !event.is_composing() {
                        search();
                    }
                }
            />
        </div>
    }
}
