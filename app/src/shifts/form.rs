//! The form of a shift kind.

use super::tab::Draft;
use crate::{
    client,
    shop::use_directory,
    text,
    ui::{Dialog, Entry, FormFoot, Submission, SubmissionBanner, Text, TextField, use_toasts},
};
use dianwu_domain::{
    FieldError, Nothing,
    kernel::order::MAX_SORT,
    shifts::{
        api::{SaveShiftKind, ShiftKindBody, ShiftKindFields, ShiftKindPath},
        kind::{Hours, Hue},
    },
};
use leptos::{ev::SubmitEvent, prelude::*};

const FIELDS: &[&str] = &[
    "fields.code",
    "fields.name",
    "fields.sort",
    "fields.hours.start",
    "fields.hours.end",
    "fields.hours.meal_minutes",
    "fields.hours.paid_minutes",
];

/// What is entered.
#[derive(Clone, Copy)]
struct Entries {
    code: Entry,
    name: Entry,
    sort: Entry,
    start: Entry,
    end: Entry,
    meal: Entry,
    paid: Entry,
    hue: RwSignal<Hue>,
    is_work: RwSignal<bool>,
    is_night: RwSignal<bool>,
    is_archived: RwSignal<bool>,
}

impl Entries {
    fn of(draft: &Draft) -> Self {
        let fields = draft.stands.as_ref().map(|kind| &kind.fields);
        let hours = fields.and_then(|fields| fields.hours);
        Self {
            code: Entry::optional(fields.map(|fields| &fields.code)),
            name: Entry::optional(fields.map(|fields| &fields.name)),
            sort: Entry::new(draft.sort),
            start: Entry::new(hours.map_or("09:00".to_owned(), |hours| hours.start.to_string())),
            end: Entry::new(hours.map_or("18:00".to_owned(), |hours| hours.end.to_string())),
            meal: Entry::new(hours.map_or(60, |hours| hours.meal_minutes)),
            paid: Entry::new(hours.map_or(480, |hours| hours.paid_minutes)),
            hue: RwSignal::new(draft.hue),
            is_work: RwSignal::new(fields.is_none() || hours.is_some()),
            is_night: RwSignal::new(fields.is_some_and(|fields| fields.is_night)),
            is_archived: RwSignal::new(fields.is_some_and(|fields| fields.is_archived)),
        }
    }

    /// In the order of [`FIELDS`].
    fn list(self) -> Vec<Entry> {
        vec![self.code, self.name, self.sort, self.start, self.end, self.meal, self.paid]
    }

    /// What is entered, with wrong fields marked.
    fn read(self) -> Option<ShiftKindFields> {
        let (code, name, sort) = (self.code.parse(), self.name.parse(), self.sort.parse_within(0..=MAX_SORT));
        let hours = if self.is_work.get_untracked() {
            let (start, end) = (self.start.parse(), self.end.parse());
            let (meal_minutes, paid_minutes) = (self.meal.parse_number(), self.paid.parse_number());
            Some(Hours { start: start?, end: end?, meal_minutes: meal_minutes?, paid_minutes: paid_minutes? })
        } else {
            None
        };
        let fields = ShiftKindFields {
            code: code?,
            name: name?,
            hue: self.hue.get_untracked(),
            hours,
            is_night: hours.is_some() && self.is_night.get_untracked(),
            sort: sort?,
            is_archived: self.is_archived.get_untracked(),
        };
        let problems = fields.check();
        for (field, entry) in FIELDS.iter().zip(self.list()) {
            if let Some(FieldError { code, .. }) = problems.iter().find(|problem| problem.field == *field) {
                entry.error.set(Some(*code));
            }
        }
        problems.is_empty().then_some(fields)
    }
}

/// The form.
#[component]
pub fn ShiftKindForm(draft: Draft, on_close: Callback<()>) -> impl IntoView {
    let directory = use_directory();
    let toasts = use_toasts();
    let entries = Entries::of(&draft);
    let submission = Submission::default();
    let id = draft.id;
    let version = draft.stands.as_ref().map_or(0, |kind| kind.version);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(fields) = entries.read() else { return };
        let body = ShiftKindBody { version, fields };
        let call = async move {
            client::call::<SaveShiftKind>(&ShiftKindPath { shift_kind_id: id }, &Nothing {}, &body).await
        };
        submission.send(call, FIELDS, entries.list(), move |_| {
            directory.kinds.refetch();
            toasts.good(text::saved());
            on_close.try_run(());
        });
    };
    let title = draft.stands.map(|kind| kind.fields.name.to_string());
    let title = move || {
        title.as_deref().map_or_else(|| text::settings::add_shift_kind().to_owned(), text::settings::edit_named)
    };
    view! {
        <Dialog title=Signal::derive(title) on_close=on_close>
            <form novalidate on:submit=submit>
                <div class="dialog__body form">
                    <SubmissionBanner of=submission fields=FIELDS />
                    <div class="pair">
                        <TextField id="shift-name" label=text::settings::name_label value=entries.name.value error=entries.name.error required=true />
                        <TextField id="shift-code" label=text::settings::shift_code value=entries.code.value error=entries.code.error words=text::settings::code_problem hint=text::settings::shift_code_hint required=true />
                    </div>
                    <HuePicker entries=entries />
                    <KindPicker is_work=entries.is_work />
                    <Show when=move || entries.is_work.get()>
                        <HoursFields entries=entries />
                    </Show>
                    <TextField id="shift-sort" label=text::settings::sort_label value=entries.sort.value error=entries.sort.error words=text::settings::sort_problem inputmode="numeric" />
                    <Check value=entries.is_archived label=text::settings::shift_archived hint=text::settings::shift_archived_hint />
                </div>
                <FormFoot busy=submission.busy />
            </form>
        </Dialog>
    }
}

#[component]
fn HoursFields(entries: Entries) -> impl IntoView {
    view! {
        <div class="pair">
            <TextField id="shift-start" label=text::settings::shift_start value=entries.start.value error=entries.start.error words=text::settings::start_problem />
            <TextField id="shift-end" label=text::settings::shift_end value=entries.end.value error=entries.end.error words=text::settings::end_problem hint=text::settings::shift_end_hint />
        </div>
        <div class="pair">
            <TextField id="shift-meal" label=text::settings::shift_meal value=entries.meal.value error=entries.meal.error words=text::settings::minutes_problem unit=text::settings::minutes_unit inputmode="numeric" />
            <TextField id="shift-paid" label=text::settings::shift_paid value=entries.paid.value error=entries.paid.error words=text::settings::minutes_problem unit=text::settings::minutes_unit inputmode="numeric" />
        </div>
        <Check value=entries.is_night label=text::settings::shift_night hint=text::settings::shift_night_hint />
    }
}

#[component]
fn HuePicker(entries: Entries) -> impl IntoView {
    let letter = move || entries.code.value.with(|code| code.trim().chars().take(2).collect::<String>());
    view! {
        <fieldset class="field">
            <legend class="field__label">{text::settings::shift_hue}</legend>
            <div class="swatches">
                {Hue::ALL
                    .iter()
                    .copied()
                    .map(|hue| {
                        view! {
                            <label title=text::settings::hue_name(hue) data-hue=hue.as_str()>
                                <input
                                    type="radio"
                                    name="hue"
                                    value=hue.as_str()
                                    aria-label=text::settings::hue_name(hue)
                                    prop:checked=move || entries.hue.get() == hue
                                    on:change=move |_| entries.hue.set(hue)
                                />
                                <span>{letter}</span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
}

#[component]
fn KindPicker(is_work: RwSignal<bool>) -> impl IntoView {
    let choice = move |value: bool, label: Text| {
        view! {
            <label>
                <input
                    type="radio"
                    name="shift-type"
                    prop:checked=move || is_work.get() == value
                    on:change=move |_| is_work.set(value)
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{text::settings::shift_type}</legend>
            <div class="segmented">{choice(true, text::settings::shift_is_work)} {choice(false, text::settings::shift_is_rest)}</div>
        </fieldset>
    }
}

#[component]
fn Check(value: RwSignal<bool>, label: Text, hint: Text) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || value.get()
                on:change=move |event| value.set(event_target_checked(&event))
            />
            <span>
                {label} <span class="check__hint">{hint}</span>
            </span>
        </label>
    }
}
