//! The form of a shift kind.

use super::{
    hours::{HoursFields, Since},
    tab::Draft,
};
use crate::{
    client,
    shop::use_directory,
    text,
    ui::{Dialog, Entry, FormFoot, Submission, SubmissionBanner, Text, TextField, use_toasts},
};
use dianwu_domain::{
    Day, DayMinute, FieldError, Nothing,
    kernel::order::MAX_SORT,
    shifts::{
        api::{SaveShiftKind, ShiftKind, ShiftKindBody, ShiftKindFields, ShiftKindPath},
        kind::{Hours, Hue, MAX_SEGMENTS, always},
        typed,
    },
};
use leptos::{ev::SubmitEvent, prelude::*};

/// The paths of the fields in the order of [`Entries::list`], as far as there are segments.
const FIELDS: &[&str] = &[
    "fields.code",
    "fields.name",
    "fields.sort",
    "from",
    "hours.meal_minutes",
    "hours.paid_minutes",
    "hours.start",
    "hours.end",
    "hours.pauses[0].start",
    "hours.pauses[0].end",
    "hours.pauses[1].start",
    "hours.pauses[1].end",
];

/// What is entered.
#[derive(Clone, Copy)]
pub struct Entries {
    code: Entry,
    name: Entry,
    sort: Entry,
    /// Start and end of each segment, as far as it is shown.
    pub segments: [(Entry, Entry); MAX_SEGMENTS],
    /// How many segments are shown.
    pub count: RwSignal<usize>,
    pub meal: Entry,
    pub paid: Entry,
    /// From which day changed hours hold.
    pub from: Entry,
    hue: RwSignal<Hue>,
    is_work: RwSignal<bool>,
    pub is_night: RwSignal<bool>,
    is_archived: RwSignal<bool>,
}

impl Entries {
    fn of(draft: &Draft) -> Self {
        let fields = draft.stands.as_ref().map(|kind| &kind.fields);
        let known = draft.known();
        let shown = known.map(|hours| typed::as_typed(&hours.segments().collect::<Vec<_>>()));
        let shown: Vec<String> = match shown {
            Some(times) => times.iter().map(ToString::to_string).collect(),
            None => vec!["09:00".to_owned(), "18:00".to_owned()],
        };
        let entry = |place: usize| Entry::optional(shown.get(place));
        Self {
            code: Entry::optional(fields.map(|fields| &fields.code)),
            name: Entry::optional(fields.map(|fields| &fields.name)),
            sort: Entry::new(draft.sort),
            segments: std::array::from_fn(|place| (entry(2 * place), entry(2 * place + 1))),
            count: RwSignal::new(shown.len() / 2),
            meal: Entry::new(known.map_or(60, |hours| hours.meal_minutes)),
            paid: Entry::new(known.map_or(480, |hours| hours.paid_minutes)),
            from: Entry::new(""),
            hue: RwSignal::new(draft.hue),
            is_work: RwSignal::new(fields.is_none() || known.is_some()),
            is_night: RwSignal::new(known.is_some_and(|hours| hours.is_night)),
            is_archived: RwSignal::new(fields.is_some_and(|fields| fields.is_archived)),
        }
    }

    /// The times that are shown, in order.
    pub fn shown(self) -> Vec<Entry> {
        self.segments.into_iter().take(self.count.get()).flat_map(|(start, end)| [start, end]).collect()
    }

    /// In the order of [`FIELDS`].
    fn list(self) -> Vec<Entry> {
        let mut list = vec![self.code, self.name, self.sort, self.from, self.meal, self.paid];
        let mut times = untrack(|| self.shown());
        let last = times.pop();
        list.extend(times.first().copied().into_iter().chain(last));
        list.extend(times.into_iter().skip(1));
        list
    }

    /// The hours that are entered, with wrong fields marked; none for a day off.
    fn hours(self) -> Option<Option<Hours>> {
        if !self.is_work.get_untracked() {
            return Some(None);
        }
        // Each is parsed, so that each is marked.
        let times: Vec<Option<DayMinute>> = untrack(|| self.shown()).into_iter().map(Entry::parse).collect();
        let (meal, paid) = (self.meal.parse_number(), self.paid.parse_number());
        let times: Vec<DayMinute> = times.into_iter().collect::<Option<_>>()?;
        Hours::of_segments(&typed::segments(&times), meal?, paid?, self.is_night.get_untracked()).map(Some)
    }

    /// What is entered, with wrong fields marked. Hours that are `known` are left as they are.
    fn read(self, version: u32, known: Option<Hours>) -> Option<ShiftKindBody> {
        let (code, name, sort) = (self.code.parse(), self.name.parse(), self.sort.parse_within(0..=MAX_SORT));
        let (hours, from) = (self.hours(), self.from.parse_optional::<Day>());
        let fields = ShiftKindFields {
            code: code?,
            name: name?,
            hue: self.hue.get_untracked(),
            sort: sort?,
            is_archived: self.is_archived.get_untracked(),
        };
        let hours = hours?.filter(|hours| Some(*hours) != known);
        let from = from?.filter(|_| hours.is_some()).unwrap_or(always());
        let body = ShiftKindBody { version, fields, hours, from };
        let problems = body.check();
        for (field, entry) in FIELDS.iter().zip(self.list()) {
            if let Some(FieldError { code, .. }) = problems.iter().find(|problem| problem.field == *field) {
                entry.error.set(Some(*code));
            }
        }
        problems.is_empty().then_some(body)
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
    let (known, is_new) = (draft.known(), draft.stands.is_none());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(body) = entries.read(version, known) else { return };
        let call = async move {
            client::call::<SaveShiftKind>(&ShiftKindPath { shift_kind_id: id }, &Nothing {}, &body).await
        };
        submission.send(call, FIELDS, entries.list(), move |_| {
            directory.kinds.refetch();
            toasts.good(text::saved());
            on_close.try_run(());
        });
    };
    let stands = draft.stands.clone().filter(ShiftKind::is_work);
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
                    // What has been planned as work does not become a day off.
                    {is_new.then(|| view! { <KindPicker is_work=entries.is_work /> })}
                    <Show when=move || entries.is_work.get()>
                        <HoursFields entries=entries />
                        <Check value=entries.is_night label=text::settings::shift_night hint=text::settings::shift_night_hint />
                    </Show>
                    {stands.map(|kind| view! { <Since entries=entries kind=kind on_close=on_close /> })}
                    <TextField id="shift-sort" label=text::settings::sort_label value=entries.sort.value error=entries.sort.error words=text::settings::sort_problem inputmode="numeric" />
                    <Check value=entries.is_archived label=text::settings::shift_archived hint=text::settings::shift_archived_hint />
                </div>
                <FormFoot busy=submission.busy />
            </form>
        </Dialog>
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
