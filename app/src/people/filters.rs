//! The list's search and filters, which the address holds.

use super::{ListState, choices, use_list_state};
use crate::{
    shop::{use_caller, use_directory},
    text,
    ui::{SearchField, Text},
};
use dianwu_domain::text::SearchText;
use leptos::prelude::*;

/// The bar above the list.
#[component]
pub fn Filters() -> impl IntoView {
    let state = use_list_state();
    let typed = Signal::derive(move || state.address.with(|address| address.q.as_ref().map(ToString::to_string)));
    let search = move |typed: String| state.filter(|address| address.q = typed.parse().ok().filter(is_something));
    let known = move || {
        let pages = state.pages;
        pages.is_read.get().then(|| text::people::people_known(pages.rows.with(Vec::len), pages.next.get().is_some()))
    };
    view! {
        <form class="filters" role="search" on:submit=|event| event.prevent_default()>
            <SearchField
                label=text::people::search_people
                placeholder=text::people::search_people_hint
                value=Signal::derive(move || typed.get().unwrap_or_default())
                max=SearchText::MAX
                on_search=Callback::new(search)
            />
            <DepartmentFilter />
            {status_filter(state)}
            <output class="filters__result" aria-live="polite">
                {known}
            </output>
        </form>
    }
}

fn is_something(words: &SearchText) -> bool {
    !words.as_str().is_empty()
}

/// A choice among the departments that the caller reads people of, if there are several.
#[component]
fn DepartmentFilter() -> impl IntoView {
    let state = use_list_state();
    let directory = use_directory();
    let caller = use_caller();
    let choices = Memo::new(move |_| choices::readable_departments(directory, &caller));
    let chosen = move || state.address.get().department_id.map(|id| id.to_string()).unwrap_or_default();
    view! {
        <Show when=move || { choices.with(Vec::len) > 1 }>
            <select
                class="input"
                aria-label=text::people::person_department
                on:change=move |event| {
                    state.filter(|address| address.department_id = event_target_value(&event).parse().ok());
                }
            >
                <option value="" prop:selected=move || chosen().is_empty()>
                    {text::today::all_departments}
                </option>
                {move || {
                    choices
                        .get()
                        .into_iter()
                        .map(|(value, words)| {
                            let own = value.clone();
                            view! {
                                <option value=value prop:selected=move || chosen() == own>
                                    {words}
                                </option>
                            }
                        })
                        .collect_view()
                }}
            </select>
        </Show>
    }
}

fn status_filter(state: ListState) -> impl IntoView {
    let choices: [(&str, Text); 4] = [
        ("", text::people::status_active),
        ("never", text::people::status_never),
        ("left", text::people::status_left),
        ("all", text::people::status_all),
    ];
    view! {
        <select
            class="input"
            aria-label=text::people::status_label
            on:change=move |event| {
                state.filter(|address| address.set_status(&event_target_value(&event)));
            }
        >
            {choices
                .map(|(word, words)| {
                    view! {
                        <option value=word prop:selected=move || state.address.get().status_word() == word>
                            {words}
                        </option>
                    }
                })
                .collect_view()}
        </select>
    }
}
