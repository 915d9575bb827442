//! Taking over a year's table: pasted or from a file, checked line by line before anything is written.

use super::YearInHand;
use crate::{
    task::Home,
    text,
    ui::{Banner, Dialog, FormFoot, Icon, Text, use_toasts},
};
use dianwu_domain::{
    Year,
    calendar::{Holiday, LineError, TableDoubt, doubts, parse_table, published},
};
use js_sys::Uint8Array;
use leptos::{ev, html, prelude::*};
use std::string::FromUtf8Error;
use wasm_bindgen_futures::JsFuture;
use web_sys::TextDecoder;

/// Most problems that are listed; more would not help.
const SHOWN_PROBLEMS: usize = 20;

/// Most bytes of a file: a year's table takes about one kilobyte.
const MOST_BYTES: f64 = 200_000.0;

/// What the text holds for the year on the page.
type Outcome = Result<Vec<Holiday>, Vec<LineError>>;

/// The form.
#[component]
pub fn TableForm(held: YearInHand, on_close: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let source = RwSignal::new(String::new());
    let year = held.year.get_untracked();
    let read = Memo::new(move |_| source.with(|source| parse_table(source, year)));
    let doubted = Memo::new(move |_| {
        let before = held.table.get().and_then(Result::ok).map(|table| table.days).unwrap_or_default();
        read.with(|read| read.as_ref().map(|days| doubts(days, &before, year)).unwrap_or_default())
    });
    let is_checked = RwSignal::new(false);
    let is_asked = RwSignal::new(false);
    // Another table is another question.
    Effect::new(move |_| {
        doubted.track();
        is_checked.set(false);
        is_asked.set(false);
    });
    let refusal = RwSignal::new(None::<Text>);
    let failure = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let is_blank = move || source.with(|source| source.trim().is_empty());
    let known = published(year);
    let fill = (!known.is_empty()).then(|| {
        let lines = move || known.iter().map(text::roster::holiday_line).collect::<Vec<_>>().join("\n");
        view! {
            <button class="btn" data-size="small" type="button" on:click=move |_| source.set(lines())>
                {text::roster::holidays_fill}
            </button>
        }
    });
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Ok(days) = read.get_untracked() else { return };
        if days.is_empty() || busy.get_untracked() {
            return;
        }
        if !is_checked.get_untracked() && doubted.with_untracked(|doubts| !doubts.is_empty()) {
            is_asked.set(true);
            return;
        }
        busy.set(true);
        let done = move || {
            toasts.good(text::saved());
            on_close.try_run(());
        };
        held.save(days, done, move |problem| {
            busy.try_set(false);
            failure.try_set(Some(problem));
        });
    };
    view! {
        <Dialog title=Signal::derive(move || text::roster::holidays_import_title(year)) on_close=on_close size="wide">
            <form novalidate on:submit=submit>
                <div class="dialog__body form">
                    {move || failure.get().map(|failure| view! { <Banner tone="bad">{text::failure(&failure)}</Banner> })}
                    <p class="faint small">{text::roster::holidays_import_text}</p>
                    <div class="row" data-wrap>
                        <FileButton source=source refusal=refusal />
                        {fill}
                    </div>
                    <div role="alert">
                        {move || refusal.get().map(|words| view! { <p class="field__error">{words}</p> })}
                    </div>
                    <div class="field">
                        <label class="field__label" for="holiday-table">
                            {text::roster::holidays_table}
                        </label>
                        <textarea
                            class="input num"
                            id="holiday-table"
                            rows="10"
                            spellcheck="false"
                            placeholder=move || text::roster::holidays_example(year)
                            aria-describedby="holiday-problems"
                            aria-invalid=move || (!is_blank() && read.read().is_err()).then_some("true")
                            prop:value=move || source.get()
                            on:input=move |event| source.set(event_target_value(&event))
                        ></textarea>
                    </div>
                    <div id="holiday-problems" role="status">
                        {move || if is_blank() { ().into_any() } else { verdict(&read.read(), year) }}
                    </div>
                    <Show when=move || { !is_blank() && doubted.with(|doubts| !doubts.is_empty()) }>
                        <Doubts of=doubted is_checked=is_checked is_asked=is_asked />
                    </Show>
                </div>
                <FormFoot label=text::roster::holidays_replace busy=busy />
            </form>
        </Dialog>
    }
}

/// What is odd about the table, and the word that it is meant so.
#[component]
fn Doubts(of: Memo<Vec<TableDoubt>>, is_checked: RwSignal<bool>, is_asked: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="banner" data-tone="warn" role="status">
            <Icon name="warning" />
            <div class="banner__text">
                <p class="banner__title">{text::roster::holidays_doubts}</p>
                <ul>
                    {move || {
                        of.get()
                            .into_iter()
                            .map(|doubt| view! { <li>{move || text::roster::table_doubt(&doubt)}</li> })
                            .collect_view()
                    }}
                </ul>
            </div>
        </div>
        <label class="check">
            <input
                type="checkbox"
                aria-describedby="holiday-confirm"
                prop:checked=move || is_checked.get()
                on:change=move |event| is_checked.set(event_target_checked(&event))
            />
            <span>{text::roster::holidays_confirm}</span>
        </label>
        <div id="holiday-confirm" role="alert">
            {move || {
                (is_asked.get() && !is_checked.get())
                    .then(|| view! { <p class="field__error">{text::roster::holidays_confirm_first}</p> })
            }}
        </div>
    }
}

/// How many days the text holds, or what is wrong with it.
fn verdict(read: &Outcome, year: Year) -> AnyView {
    match read {
        Ok(days) if days.is_empty() => {
            view! { <p class="field__error">{text::roster::holidays_read_none()}</p> }.into_any()
        }
        Ok(days) => {
            let count = days.len();
            view! { <p class="small">{text::roster::holidays_read(count)}</p> }.into_any()
        }
        Err(problems) => {
            let more = problems.len().saturating_sub(SHOWN_PROBLEMS);
            let lines = problems.iter().take(SHOWN_PROBLEMS).map(|problem| {
                let words = text::roster::line_problem(
                    problem.line,
                    &text::roster::holiday_line_problem(problem.code, year),
                    &problem.text,
                );
                view! { <li>{words}</li> }
            });
            view! {
                <ul class="field__error stack">{lines.collect_view()}</ul>
                {(more > 0).then(|| view! { <p class="small">{text::worktime::more_problems(more)}</p> })}
            }
            .into_any()
        }
    }
}

/// The text of a file: UTF-8, else what its first bytes say, else GB18030, in which Chinese spreadsheets save.
///
/// # Errors
/// Why it is none, in words.
fn decoded(bytes: &Uint8Array) -> Result<String, Text> {
    let content = bytes.to_vec();
    if content.starts_with(b"PK\x03\x04") || content.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(text::roster::holidays_file_workbook);
    }
    let encoding = if content.starts_with(&[0xFF, 0xFE]) { "utf-16le" } else { "gb18030" };
    let text = match String::from_utf8(content) {
        Ok(text) => Some(text),
        Err(error) if is_cut(&error) => return Err(text::roster::holidays_file_cut),
        Err(_) => {
            TextDecoder::new_with_label(encoding).and_then(|decoder| decoder.decode_with_buffer_source(bytes)).ok()
        }
    };
    // A picture decodes to something as well.
    let is_text = |text: &String| !text.contains(['\0', '\u{fffd}']);
    text.filter(is_text).ok_or(text::roster::holidays_file_unreadable)
}

/// Whether it is UTF-8, with letters beyond ASCII, up to a last letter of which a piece is missing.
fn is_cut(error: &FromUtf8Error) -> bool {
    let valid = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
    error.utf8_error().error_len().is_none() && !valid.is_ascii()
}

#[component]
fn FileButton(source: RwSignal<String>, refusal: RwSignal<Option<Text>>) -> impl IntoView {
    let (home, input) = (Home::here(), NodeRef::<html::Input>::new());
    let take = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        home.read(async move {
            let read = if file.size() > MOST_BYTES {
                Err(text::roster::holidays_file_large as Text)
            } else {
                let content = JsFuture::from(file.array_buffer()).await;
                content
                    .map_err(|_| text::roster::holidays_file_unreadable as Text)
                    .and_then(|bytes| decoded(&Uint8Array::new(&bytes)))
            };
            // A file that cannot be read leaves the text as it is.
            match read {
                Ok(text) => {
                    refusal.set(None);
                    source.set(text);
                }
                Err(words) => refusal.set(Some(words)),
            }
            input.set_value("");
        });
    };
    view! {
        <label class="btn" data-size="small">
            <input class="sr-only" type="file" accept=".csv,.txt,text/csv,text/plain" node_ref=input on:change=take />
            {text::roster::choose_table}
        </label>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_ends_inside_a_letter_is_told_from_one_in_another_encoding() {
        let text = "2027-01-01,元旦";
        let is_cut_at =
            |end: usize| String::from_utf8(text.as_bytes()[..end].to_vec()).is_err_and(|error| is_cut(&error));
        assert!(is_cut_at(text.len() - 1) && !is_cut_at(text.len()));
        // 元旦 in GBK: the first letter beyond ASCII is none of UTF-8.
        for other in [&b"2027-01-01,\xd4\xaa\xb5\xa9"[..], b"2027-01-01,\xd4"] {
            assert!(!is_cut(&String::from_utf8(other.to_vec()).unwrap_err()));
        }
    }
}
