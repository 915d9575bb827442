//! The second step: every row of the file, with its problems at the cells that they concern, and what it would change
//! beside what stands now.

use super::{
    Wizard,
    decide::{Questions, rejected},
};
use crate::{
    shop::{Directory, use_directory},
    text,
    ui::Icon,
};
use dianwu_domain::people::{
    api::PersonFields,
    import::{COLUMNS, Deed, Doubt, ImportPreview, PreviewRow, Trouble},
};
use leptos::prelude::*;

/// Rows that are drawn at once; the others wait for a word, so that a long file opens without a pause.
const AT_ONCE: usize = 100;

/// Which rows are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filter {
    Wrong,
    Doubtful,
    Changing,
    All,
}

impl Filter {
    const EVERY: [Self; 4] = [Self::Wrong, Self::Doubtful, Self::Changing, Self::All];

    fn shows(self, row: &PreviewRow) -> bool {
        match self {
            Self::Wrong => row.deed() == Deed::Wrong,
            Self::Doubtful => row.deed() != Deed::Wrong && !row.doubts.is_empty(),
            Self::Changing => matches!(row.deed(), Deed::Update | Deed::Return),
            Self::All => true,
        }
    }
}

/// What was read.
#[component]
pub fn Preview(wizard: Wizard) -> impl IntoView {
    let preview = wizard.preview;
    let filter = RwSignal::new(Filter::All);
    // Where something is wrong, is to be looked at or changes, that comes first, also when the file is read again.
    Effect::new(move |_| {
        let mut every = Filter::EVERY.into_iter();
        let first = preview.with(|preview| every.find(|filter| preview.rows.iter().any(|row| filter.shows(row))));
        filter.set(first.unwrap_or(Filter::All));
    });
    view! {
        {move || preview.with(verdict)}
        {move || {
            let unknown = preview.with(|preview| preview.unknown_columns.join("、"));
            (!unknown.is_empty()).then(|| banner("info", text::people::import_unknown(&unknown), None))
        }}
        <Questions wizard=wizard />
        <RowFilter preview=preview filter=filter />
        <Show when=move || preview.with(|preview| !preview.rows.is_empty())>
            <Rows preview=preview filter=filter />
        </Show>
    }
}

/// What the file holds, and what is wrong with it.
fn verdict(preview: &ImportPreview) -> AnyView {
    let count = preview.rows.len();
    let wrong = rejected(preview).len();
    let of = |deed: Deed| preview.rows.iter().filter(|row| row.deed() == deed).count();
    let (new, update, back, same) = (of(Deed::Create), of(Deed::Update), of(Deed::Return), of(Deed::Nothing));
    let missing = preview.missing_columns.join("、");
    let lacks = (!missing.is_empty() && (wrong > 0 || count == 0)).then(|| {
        let has_numbers = COLUMNS[0].headings.first().is_none_or(|usual| !missing.contains(usual));
        let words =
            if has_numbers { text::people::import_missing_text() } else { text::people::import_no_numbers_text() };
        banner("bad", text::people::import_missing(&missing), Some(words.to_owned()))
    });
    let sum = text::people::import_sum(new, update, back, same);
    let whole = if count == 0 {
        missing.is_empty().then(|| {
            banner("bad", text::people::import_empty().to_owned(), Some(text::people::import_empty_text().to_owned()))
        })
    } else if wrong == count {
        Some(banner(
            "bad",
            text::people::import_some_bad(wrong, count),
            Some(text::people::import_all_bad_text().to_owned()),
        ))
    } else if wrong > 0 {
        let words = format!("{sum} {}", text::people::import_some_bad_text());
        Some(banner("bad", text::people::import_some_bad(wrong, count), Some(words)))
    } else if same == count {
        Some(banner(
            "info",
            text::people::import_none_new().to_owned(),
            Some(text::people::import_none_new_text().to_owned()),
        ))
    } else {
        let words = if new > 0 { format!("{sum} {}", text::people::import_passwords()) } else { sum };
        match preview.rows.iter().filter(|row| Filter::Doubtful.shows(row)).count() {
            0 => Some(banner("good", text::people::import_good().to_owned(), Some(words))),
            doubtful => Some(banner("warn", text::people::import_doubts(doubtful), Some(words))),
        }
    };
    view! { {lacks} {whole} }.into_any()
}

fn banner(tone: &'static str, title: String, words: Option<String>) -> AnyView {
    let icon = match tone {
        "good" => "check-circle",
        "bad" | "warn" => "warning",
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

/// Chooses which rows are shown, where there is a choice.
#[component]
fn RowFilter(preview: RwSignal<ImportPreview>, filter: RwSignal<Filter>) -> impl IntoView {
    let count = move |wanted: Filter| preview.with(|p| p.rows.iter().filter(|row| wanted.shows(row)).count());
    let counts = Memo::new(move |_| Filter::EVERY.map(count));
    let choice = move |value: Filter, place: usize, words: fn(usize) -> String| {
        let count = move || counts.get()[place];
        view! {
            <Show when=move || { count() > 0 }>
                <label>
                    <input
                        type="radio"
                        name="import-rows"
                        prop:checked=move || filter.get() == value
                        on:change=move |_| filter.set(value)
                    />
                    <span>{move || words(count())}</span>
                </label>
            </Show>
        }
    };
    view! {
        <Show when=move || { counts.with(|[wrong, doubtful, changing, _]| wrong + doubtful + changing > 0) }>
            <fieldset>
                <legend class="sr-only">{text::people::import_filter}</legend>
                <div class="segmented">
                    {choice(Filter::Wrong, 0, text::people::import_wrong)}
                    {choice(Filter::Doubtful, 1, text::people::import_doubtful)}
                    {choice(Filter::Changing, 2, text::people::import_changing)}
                    {choice(Filter::All, 3, text::people::import_all)}
                </div>
            </fieldset>
        </Show>
    }
}

#[component]
fn Rows(preview: RwSignal<ImportPreview>, filter: RwSignal<Filter>) -> impl IntoView {
    let directory = use_directory();
    let is_whole = RwSignal::new(false);
    let shown = Memo::new(move |_| {
        let filter = filter.get();
        preview.with(|preview| preview.rows.iter().filter(|row| filter.shows(row)).cloned().collect::<Vec<_>>())
    });
    let limit = move || if is_whole.get() { usize::MAX } else { AT_ONCE };
    let rest = move || shown.with(Vec::len).saturating_sub(limit());
    view! {
        <div class="table-frame" tabindex="0" role="region" aria-label=text::people::import_preview>
            <table class="table checked" data-cards>
                <thead>
                    <tr>
                        <th scope="col">{text::people::import_line}</th>
                        {COLUMNS
                            .iter()
                            .map(|column| view! { <th scope="col">{move || text::people::person_field(column.field)}</th> })
                            .collect_view()}
                    </tr>
                </thead>
                <tbody>
                    {move || shown.with(|rows| rows.iter().take(limit()).map(|row| line(row, directory)).collect_view())}
                </tbody>
            </table>
        </div>
        <Show when=move || { rest() > 0 }>
            <div class="more">
                <button class="btn" type="button" on:click=move |_| is_whole.set(true)>
                    {move || text::people::import_more_rows(rest())}
                </button>
            </div>
        </Show>
    }
}

/// The colour of what a row would do.
const fn tone(deed: Deed) -> &'static str {
    match deed {
        Deed::Wrong => "bad",
        Deed::Create => "good",
        Deed::Update | Deed::Return => "warn",
        Deed::Nothing => "calm",
    }
}

/// A row: its cells as they were read, each with what is wrong with it and what stands now.
fn line(row: &PreviewRow, directory: Directory) -> impl IntoView + use<> {
    let deed = row.deed();
    let cells = COLUMNS.iter().enumerate().map(|(place, column)| {
        let words = row.cells.get(place).cloned().unwrap_or_default();
        let errors = row.errors.iter().filter(|error| error.field == column.field);
        let errors = errors.map(|error| trouble(column.field, error.what.clone())).collect_view();
        let doubts = row.doubts.iter().filter(|doubt| doubt.field == column.field);
        let doubts = doubts.map(|found| doubt(found.what)).collect_view();
        let before = row.standing.as_ref().filter(|_| row.changes(column.field)).map(|now| {
            let value = value(&now.fields, column.field, directory);
            view! { <span class="before">{move || text::people::import_before(value_or_none(&value))}</span> }
        });
        let has_remarks =
            row.errors.iter().map(|error| &error.field).chain(row.doubts.iter().map(|doubt| &doubt.field));
        let has_remarks = has_remarks.into_iter().any(|field| field == column.field) || before.is_some();
        let is_empty = words.is_empty() && !has_remarks;
        view! {
            <td
                data-label=move || text::people::person_field(column.field)
                data-empty=is_empty.then_some("")
                data-told=has_remarks.then_some("")
            >
                {words}
                {before}
                {errors}
                {doubts}
            </td>
        }
    });
    view! {
        <tr data-tone=(deed == Deed::Wrong).then_some("bad")>
            <td>
                <span class="num" data-line=text::people::import_line>
                    {row.line}
                </span>
                " "
                <span class="chip" data-tone=tone(deed)>
                    {move || text::people::import_deed(deed)}
                </span>
            </td>
            {cells.collect_view()}
        </tr>
    }
}

fn value_or_none(value: &str) -> &str {
    if value.is_empty() { text::people::not_given() } else { value }
}

/// What somebody's field holds, as people read it.
fn value(fields: &PersonFields, field: &str, directory: Directory) -> String {
    match field {
        "name" => fields.name.to_string(),
        "phone" => fields.phone.as_ref().map(text::people::phone_number).unwrap_or_default(),
        "department_id" => directory.department_name(fields.department_id),
        "position_id" => directory.position_name(fields.position_id),
        "hired_on" => fields.hired_on.to_string(),
        "work_began_on" => fields.work_began_on.map(|day| day.to_string()).unwrap_or_default(),
        _ => String::new(),
    }
}

fn trouble(field: &'static str, trouble: Trouble) -> impl IntoView + use<> {
    view! { <span class="problem">{move || text::people::cell_trouble(field, &trouble)}</span> }
}

fn doubt(doubt: Doubt) -> impl IntoView + use<> {
    view! { <span class="doubt">{move || text::people::cell_doubt(doubt)}</span> }
}
