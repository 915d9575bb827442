//! What is to be decided before the rows are written: whether merged cells are filled, and whether people who are there
//! already are changed or taken back. And what becomes of the rows that are wrong.

use super::Wizard;
use crate::text;
use dianwu_domain::people::{
    api::{RejectedRow, RejectedRows},
    import::{Deed, ImportPreview, PreviewRow},
};
use leptos::prelude::*;

/// Most characters of a row's reasons.
const LONGEST_REASONS: usize = 1000;

/// The rows that are wrong.
pub fn rejected(preview: &ImportPreview) -> Vec<&PreviewRow> {
    preview.rows.iter().filter(|row| row.deed() == Deed::Wrong).collect()
}

/// The wrong rows with their reasons, each with the name of its column.
pub fn rejects(preview: &ImportPreview) -> RejectedRows {
    let row = |row: &PreviewRow| {
        let reasons = row.errors.iter().map(|error| {
            let words = text::people::cell_trouble(&error.field, &error.what);
            text::people::labelled(text::people::person_field(&error.field), &words)
        });
        let reasons: Vec<String> = reasons.collect();
        let reasons = reasons.join(" ").chars().take(LONGEST_REASONS).collect();
        RejectedRow { line: row.line, cells: row.cells.clone(), reasons }
    };
    RejectedRows {
        line_heading: text::people::import_line().to_owned(),
        reasons_heading: text::people::import_reasons().to_owned(),
        rows: rejected(preview).into_iter().map(row).collect(),
    }
}

/// The questions that the file raises.
#[component]
pub fn Questions(wizard: Wizard) -> impl IntoView {
    let count = move |deed: Deed| wizard.preview.with(|p| p.rows.iter().filter(|row| row.deed() == deed).count());
    let (updates, returns) = (Memo::new(move |_| count(Deed::Update)), Memo::new(move |_| count(Deed::Return)));
    let choice = move |is_on: RwSignal<bool>, words: Signal<String>, note: crate::ui::Text| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || is_on.get()
                    disabled=move || wizard.is_writing.get()
                    on:change=move |event| is_on.set(event_target_checked(&event))
                />
                <span>
                    {move || words.get()} <span class="check__hint faint small">{note}</span>
                </span>
            </label>
        }
    };
    view! {
        <Merged wizard=wizard />
        <Show when=move || { updates.get() > 0 }>
            {choice(
                wizard.takes.updates,
                Signal::derive(move || text::people::import_take_updates(updates.get())),
                text::people::import_take_updates_note,
            )}
        </Show>
        <Show when=move || { returns.get() > 0 }>
            {choice(
                wizard.takes.returns,
                Signal::derive(move || text::people::import_take_returns(returns.get())),
                text::people::import_take_returns_note,
            )}
        </Show>
    }
}

/// Merged cells, and what is done about them.
#[component]
fn Merged(wizard: Wizard) -> impl IntoView {
    let covered = move || wizard.preview.with(|preview| preview.covered);
    let state = Memo::new(move |_| (covered(), wizard.fills.get()));
    move || {
        let (words, label, fills): (String, crate::ui::Text, bool) = match state.get() {
            (_, true) => (text::people::import_filled().to_owned(), text::people::import_unfill, false),
            (0, false) => return ().into_any(),
            (covered, false) => (text::people::import_covered(covered), text::people::import_fill, true),
        };
        view! {
            <div class="banner" data-tone="warn" role="status">
                <crate::ui::Icon name="info" />
                <div class="banner__text">
                    <p>{words}</p>
                </div>
                <button class="btn" type="button" on:click=move |_| wizard.fill(fills)>
                    {label}
                </button>
            </div>
        }
        .into_any()
    }
}
