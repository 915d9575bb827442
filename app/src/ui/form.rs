//! What forms have in common: entries that become the domain's types, and a send that is under way once.

use super::Banner;
use crate::{
    client::Failure,
    task::{Home, Told},
    text,
    ui::{CancelButton, SubmitButton, Text},
};
use dianwu_domain::{Code, FieldCode, text::narrow};
use leptos::{ev, html, prelude::*};
use std::{cell::RefCell, ops::RangeInclusive, str::FromStr};
use wasm_bindgen::JsCast;

/// What is entered in a field, and what is wrong with it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What is entered.
    pub value: RwSignal<String>,
    /// What is wrong with it.
    pub error: RwSignal<Option<FieldCode>>,
}

impl Entry {
    /// An entry that begins with `text`.
    pub fn new(text: impl ToString) -> Self {
        Self { value: RwSignal::new(text.to_string()), error: RwSignal::new(None) }
    }

    /// An entry that begins with `value`, or empty.
    pub fn optional(value: Option<impl ToString>) -> Self {
        Self::new(value.map(|value| value.to_string()).unwrap_or_default())
    }

    /// What is entered as a `T`; marks the field when it is none.
    pub fn parse<T: FromStr<Err = FieldCode>>(self) -> Option<T> {
        let text = self.value.get_untracked();
        let parsed = text.parse().map_err(|code| if text.trim().is_empty() { FieldCode::Required } else { code });
        self.error.set(parsed.as_ref().err().copied());
        parsed.ok()
    }

    /// As [`Entry::parse`], but an empty field is `Some(None)`.
    pub fn parse_optional<T: FromStr<Err = FieldCode>>(self) -> Option<Option<T>> {
        if self.value.with_untracked(|text| text.trim().is_empty()) {
            self.error.set(None);
            return Some(None);
        }
        self.parse().map(Some)
    }

    /// What is entered as a whole number; marks the field when it is none.
    pub fn parse_number<T: FromStr>(self) -> Option<T> {
        let parsed = self.value.with_untracked(|text| narrow(text).trim().parse().ok());
        self.error.set(parsed.is_none().then_some(FieldCode::BadFormat));
        parsed
    }

    /// As [`Entry::parse_number`], of a range.
    pub fn parse_within<T: FromStr + PartialOrd>(self, range: RangeInclusive<T>) -> Option<T> {
        let number = self.parse_number()?;
        if range.contains(&number) {
            return Some(number);
        }
        self.error.set(Some(FieldCode::OutOfRange));
        None
    }
}

/// The sending of a form.
#[derive(Clone, Copy)]
pub struct Submission {
    /// It is under way.
    pub busy: RwSignal<bool>,
    /// Why the last one failed.
    pub failure: RwSignal<Option<Failure>>,
    home: Home,
    page: Home,
}

impl Default for Submission {
    fn default() -> Self {
        Self { busy: RwSignal::new(false), failure: RwSignal::new(None), home: Home::here(), page: Home::page() }
    }
}

impl Submission {
    /// Sends, unless a send is under way already. Wrong fields are marked at the entries of their paths. `on_done` runs
    /// while the page is there, even if the form is closed by then: it may tell, fetch again and set.
    pub fn send<T: 'static>(
        self,
        call: impl Future<Output = Result<T, Failure>> + 'static,
        fields: &'static [&'static str],
        entries: Vec<Entry>,
        on_done: impl FnOnce(T) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        let Self { home, page, .. } = self;
        // The form itself tells why it failed, and the page what was done, while they are there.
        let tell = move |result: &Result<T, Failure>| match result {
            Ok(_) if !page.is_there() => Told::good(text::saved()),
            Err(failure) if !home.is_there() => Told::failed(failure),
            _ => Told::Nothing,
        };
        page.write(call, tell, move |result| {
            self.busy.set(false);
            match result {
                Ok(reply) => on_done(reply),
                Err(failure) => {
                    for (field, entry) in fields.iter().zip(entries) {
                        entry.error.set(failure.field(field));
                    }
                    self.failure.set(Some(failure));
                    show_problem();
                }
            }
        });
    }
}

/// The foot of a form in a [`Dialog`](super::Dialog): the way out, and the deed.
#[component]
pub fn FormFoot(
    /// The deed.
    #[prop(default = text::save)]
    label: Text,
    /// The deed while it is under way.
    #[prop(default = text::saving)]
    busy_label: Text,
    /// It is under way.
    busy: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <div class="dialog__foot">
            <CancelButton />
            <SubmitButton label=label busy_label=busy_label busy=busy />
        </div>
    }
}

/// Why a form could not be sent, where no field says it.
#[component]
pub fn SubmissionBanner(
    /// The sending.
    of: Submission,
    /// The fields that show their own problems.
    fields: &'static [&'static str],
) -> impl IntoView {
    move || {
        let failure = of.failure.get().filter(|failure| {
            let is_shown = fields.iter().any(|field| failure.field(field).is_some());
            failure.code() != Some(Code::InvalidField) || !is_shown
        });
        failure.map(|failure| view! { <Banner tone="bad">{move || text::failure(&failure)}</Banner> })
    }
}

thread_local! {
    /// The form that was sent last.
    static SENT: RefCell<Option<web_sys::Element>> = const { RefCell::new(None) };
}

/// Whoever sends a form that something is wrong with is taken to the first wrong field, or to the banner that says why it
/// could not be sent. Called once, for all forms.
pub fn show_problems() {
    Home::here().on_window(ev::submit, |event| {
        SENT.set(event.target().and_then(|form| form.dyn_into().ok()));
        show_problem();
    });
}

/// Takes the reader to what is wrong in the form that was sent last, once it is marked.
pub fn show_problem() {
    Home::app().next_frame(|| {
        let form = SENT.with_borrow(Clone::clone);
        let find = |what| form.as_ref().and_then(|form| form.query_selector(what).ok().flatten());
        let Some(wrong) = find("[aria-invalid=true]").or_else(|| find("[role=alert]")) else { return };
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        wrong.scroll_into_view_with_scroll_into_view_options(&options);
        if let Some(wrong) = wrong.dyn_ref::<web_sys::HtmlElement>() {
            // A banner takes no focus; it is read aloud anyway.
            let _ = wrong.focus();
        }
    });
}

/// Takes the reader to the first wrong field of a form, once it is marked.
pub fn focus_problem(form: NodeRef<html::Form>) {
    Home::here().next_frame(move || {
        let wrong = form.get_untracked().and_then(|form| form.query_selector("[aria-invalid=true]").ok().flatten());
        if let Some(wrong) = wrong.and_then(|wrong| wrong.dyn_into::<web_sys::HtmlElement>().ok()) {
            // A field that cannot take the focus is marked all the same.
            let _ = wrong.focus();
        }
    });
}
