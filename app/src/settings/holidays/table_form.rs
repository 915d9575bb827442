//! Taking over a year's table: pasted or from a file, checked line by line before anything is written.

use super::Desk;
use crate::{
    text,
    ui::{Banner, CancelButton, Dialog, SubmitButton, use_toasts},
};
use dianwu_domain::{
    Year,
    roster::calendar::{Holiday, LineError, parse_table, published},
};
use js_sys::Uint8Array;
use leptos::{ev, html, prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;
use web_sys::TextDecoder;

/// Most problems that are listed; more would not help.
const SHOWN_PROBLEMS: usize = 20;

/// What the text holds for the year on the page.
type Outcome = Result<Vec<Holiday>, Vec<LineError>>;

/// The form.
#[component]
pub fn TableForm(desk: Desk, on_close: Callback<()>) -> impl IntoView {
    let toasts = use_toasts();
    let source = RwSignal::new(String::new());
    let year = desk.year.get_untracked();
    let read = Memo::new(move |_| source.with(|source| parse_table(source, year)));
    let failure = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let is_blank = move || source.with(|source| source.trim().is_empty());
    let known = published(year);
    let fill = (!known.is_empty()).then(|| {
        let lines = move || known.iter().map(text::holiday_line).collect::<Vec<_>>().join("\n");
        view! {
            <button class="btn" data-size="small" type="button" on:click=move |_| source.set(lines())>
                {text::holidays_fill}
            </button>
        }
    });
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let Ok(days) = read.get_untracked() else { return };
        if days.is_empty() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        let done = move || {
            toasts.good(text::saved());
            on_close.try_run(());
        };
        desk.save(days, done, move |problem| {
            busy.try_set(false);
            failure.try_set(Some(problem));
        });
    };
    view! {
        <Dialog title=Signal::derive(move || text::holidays_import_title(year)) on_close=on_close size="wide">
            <form novalidate on:submit=submit>
                <div class="dialog__body form">
                    {move || failure.get().map(|failure| view! { <Banner tone="bad">{text::failure(&failure)}</Banner> })}
                    <p class="faint small">{text::holidays_import_text}</p>
                    <div class="row" data-wrap>
                        <FileButton source=source />
                        {fill}
                    </div>
                    <div class="field">
                        <label class="field__label" for="holiday-table">
                            {text::holidays_table}
                        </label>
                        <textarea
                            class="input num"
                            id="holiday-table"
                            rows="10"
                            spellcheck="false"
                            placeholder=move || text::holidays_example(year)
                            aria-describedby="holiday-problems"
                            aria-invalid=move || (!is_blank() && read.read().is_err()).then_some("true")
                            prop:value=move || source.get()
                            on:input=move |event| source.set(event_target_value(&event))
                        ></textarea>
                    </div>
                    <div id="holiday-problems" role="status">
                        {move || if is_blank() { ().into_any() } else { verdict(&read.read(), year) }}
                    </div>
                </div>
                <div class="dialog__foot">
                    <CancelButton />
                    <SubmitButton label=text::holidays_replace busy_label=text::saving busy=busy />
                </div>
            </form>
        </Dialog>
    }
}

/// How many days the text holds, or what is wrong with it.
fn verdict(read: &Outcome, year: Year) -> AnyView {
    match read {
        Ok(days) => {
            let count = days.len();
            view! { <p class="small">{text::holidays_read(count)}</p> }.into_any()
        }
        Err(problems) => {
            let more = problems.len().saturating_sub(SHOWN_PROBLEMS);
            let lines = problems.iter().take(SHOWN_PROBLEMS).map(|problem| {
                let words =
                    text::line_problem(problem.line, &text::holiday_line_problem(problem.code, year), &problem.text);
                view! { <li>{words}</li> }
            });
            view! {
                <ul class="field__error stack">{lines.collect_view()}</ul>
                {(more > 0).then(|| view! { <p class="small">{text::more_problems(more)}</p> })}
            }
            .into_any()
        }
    }
}

/// The text of a file: UTF-8, else what its first bytes say, else GB18030, in which Chinese spreadsheets save.
fn decoded(bytes: &Uint8Array) -> Option<String> {
    let content = bytes.to_vec();
    let encoding = if content.starts_with(&[0xFF, 0xFE]) { "utf-16le" } else { "gb18030" };
    String::from_utf8(content).ok().or_else(|| {
        TextDecoder::new_with_label(encoding).and_then(|decoder| decoder.decode_with_buffer_source(bytes)).ok()
    })
}

#[component]
fn FileButton(source: RwSignal<String>) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let take = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        spawn_local(async move {
            // A file that cannot be read leaves the text as it is.
            if let Ok(content) = JsFuture::from(file.array_buffer()).await
                && let Some(text) = decoded(&Uint8Array::new(&content))
            {
                source.try_set(text);
            }
            input.set_value("");
        });
    };
    view! {
        <label class="btn" data-size="small">
            <input class="sr-only" type="file" accept=".csv,.txt,text/csv,text/plain" node_ref=input on:change=take />
            {text::choose_table}
        </label>
    }
}
