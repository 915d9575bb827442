//! The second step: every row of the file, with its problems at the cells that they concern.

use super::{is_right, is_row_right};
use crate::{text, ui::Icon};
use dianwu_domain::{
    FieldCode,
    people::import::{COLUMNS, ImportPreview, PreviewRow},
};
use leptos::prelude::*;

/// Rows that are drawn at once; the others wait for a word, so that a long file opens without a pause.
const AT_ONCE: usize = 100;

/// What was read.
#[component]
pub fn Preview(preview: RwSignal<ImportPreview>) -> impl IntoView {
    let wrong =
        Memo::new(move |_| preview.with(|preview| preview.rows.iter().filter(|row| !is_row_right(row)).count()));
    let is_wrong_only = RwSignal::new(wrong.get_untracked() > 0);
    view! {
        {move || preview.with(verdict)}
        {move || {
            let unknown = preview.with(|preview| preview.unknown_columns.join("、"));
            (!unknown.is_empty()).then(|| banner("info", text::import_unknown(&unknown), None))
        }}
        <Show when=move || { wrong.get() > 0 }>
            <RowFilter preview=preview wrong=wrong is_wrong_only=is_wrong_only />
        </Show>
        <Show when=move || preview.with(|preview| !preview.rows.is_empty())>
            <Rows preview=preview is_wrong_only=is_wrong_only />
        </Show>
    }
}

/// Whether it can be imported, and why not.
fn verdict(preview: &ImportPreview) -> AnyView {
    let count = preview.rows.len();
    let wrong = preview.rows.iter().filter(|row| !is_row_right(row)).count();
    if !preview.missing_columns.is_empty() {
        let missing = preview.missing_columns.join("、");
        banner("bad", text::import_missing(&missing), Some(text::import_missing_text()))
    } else if count == 0 {
        banner("bad", text::import_empty().to_owned(), Some(text::import_empty_text()))
    } else if is_right(preview) {
        banner("good", text::import_good(count), Some(text::import_passwords()))
    } else {
        banner("bad", text::import_bad(wrong, count), Some(text::import_bad_text()))
    }
}

fn banner(tone: &'static str, title: String, words: Option<&'static str>) -> AnyView {
    let icon = match tone {
        "good" => "check-circle",
        "bad" => "warning",
        _ => "info",
    };
    view! {
        <div class="banner" data-tone=tone role=if tone == "bad" { "alert" } else { "status" }>
            <Icon name=icon />
            <div class="banner__text">
                <p class=if words.is_some() { "banner__title" } else { "" }>{title}</p>
                {words.map(|words| view! { <p>{words}</p> })}
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn RowFilter(preview: RwSignal<ImportPreview>, wrong: Memo<usize>, is_wrong_only: RwSignal<bool>) -> impl IntoView {
    let count = move || preview.with(|preview| preview.rows.len());
    let choice = move |value: bool, words: Signal<String>| {
        view! {
            <label>
                <input
                    type="radio"
                    name="import-rows"
                    prop:checked=move || is_wrong_only.get() == value
                    on:change=move |_| is_wrong_only.set(value)
                />
                <span>{move || words.get()}</span>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend class="sr-only">{text::import_filter}</legend>
            <div class="segmented">
                {choice(true, Signal::derive(move || text::import_wrong(wrong.get())))}
                {choice(false, Signal::derive(move || text::import_all(count())))}
            </div>
        </fieldset>
    }
}

#[component]
fn Rows(preview: RwSignal<ImportPreview>, is_wrong_only: RwSignal<bool>) -> impl IntoView {
    let is_whole = RwSignal::new(false);
    let shown = Memo::new(move |_| {
        let is_wanted = |row: &&PreviewRow| !is_wrong_only.get() || !is_row_right(row);
        preview.with(|preview| preview.rows.iter().filter(is_wanted).cloned().collect::<Vec<_>>())
    });
    let limit = move || if is_whole.get() { usize::MAX } else { AT_ONCE };
    let rest = move || shown.with(Vec::len).saturating_sub(limit());
    view! {
        <div class="table-frame" tabindex="0" role="region" aria-label=text::import_preview>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col" class="num">
                            {text::import_line}
                        </th>
                        {COLUMNS
                            .iter()
                            .map(|column| view! { <th scope="col">{move || text::person_field(column.field)}</th> })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>
                    {move || shown.with(|rows| rows.iter().take(limit()).map(line).collect_view())}
                </tbody>
            </table>
        </div>
        <Show when=move || { rest() > 0 }>
            <div class="more">
                <button class="btn" type="button" on:click=move |_| is_whole.set(true)>
                    {move || text::import_more_rows(rest())}
                </button>
            </div>
        </Show>
    }
}

/// A row: its cells as they were read, each with what is wrong with it.
fn line(row: &PreviewRow) -> impl IntoView + use<> {
    let cells = COLUMNS.iter().enumerate().map(|(place, column)| {
        let words = row.cells.get(place).cloned().unwrap_or_default();
        let problems: Vec<_> = row.errors.iter().filter(|error| error.field == column.field).collect();
        let problems = problems.iter().map(|error| problem(column.field, error.code)).collect_view();
        view! { <td>{words} {problems}</td> }
    });
    view! {
        <tr data-tone=(!is_row_right(row)).then_some("bad")>
            <td class="num">{row.line}</td>
            {cells.collect_view()}
        </tr>
    }
}

fn problem(field: &'static str, code: FieldCode) -> impl IntoView + use<> {
    view! { <span class="problem">{move || text::person_problem(field, code)}</span> }
}
