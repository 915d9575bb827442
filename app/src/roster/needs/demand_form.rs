//! The form of a demand for heads.

use super::demands::{Draft, words_of};
use crate::{
    client,
    people::size_of,
    shifts::shift_words,
    shop::{use_clock, use_directory},
    text,
    ui::{
        Confirm, Dialog, Entry, Fetched, FieldProblem, FormFoot, SelectField, Submission, SubmissionBanner, TextField,
        use_toasts,
    },
};
use dianwu_domain::{
    Day, DemandId, FieldCode, FieldError, Nothing, Weekday,
    roster::{
        api::{DemandBody, SaveDemand},
        coverage::{Dates, Demand, DemandFields, weekday_bit},
    },
    shifts::{api::ShiftKind, slot::Slot},
};
use leptos::{ev::SubmitEvent, prelude::*};

const FIELDS: &[&str] = &[
    "fields.kind_id",
    "fields.slot.start",
    "fields.slot.end",
    "fields.heads",
    "fields.dates.from",
    "fields.dates.until",
    "fields.weekdays",
];

const EVERY_DAY: u8 = 0b111_1111;

/// What is entered.
#[derive(Clone, Copy)]
struct Entries {
    is_slot: RwSignal<bool>,
    kind: Entry,
    start: Entry,
    end: Entry,
    heads: Entry,
    weekdays: RwSignal<u8>,
    from: Entry,
    until: Entry,
    /// What is wrong with the weekdays.
    days: Entry,
}

impl Entries {
    fn of(draft: &Draft, first_kind: String) -> Self {
        let fields = draft.stands.map(|demand| demand.fields);
        let slot = fields.and_then(|fields| fields.slot);
        let dates = fields.and_then(|fields| fields.dates);
        let kind = fields.and_then(|fields| fields.kind_id).map_or(first_kind, |id| id.to_string());
        Self {
            is_slot: RwSignal::new(slot.is_some()),
            kind: Entry::new(kind),
            start: Entry::new(slot.map_or_else(|| "20:00".to_owned(), |slot| slot.start.to_string())),
            end: Entry::new(slot.map_or_else(|| "24:00".to_owned(), |slot| slot.end.to_string())),
            heads: Entry::new(fields.map_or(1, |fields| fields.heads)),
            weekdays: RwSignal::new(fields.map_or(EVERY_DAY, |fields| fields.weekdays)),
            from: Entry::optional(dates.map(|dates| dates.from)),
            until: Entry::optional(dates.map(|dates| dates.until)),
            days: Entry::new(""),
        }
    }

    /// In the order of [`FIELDS`].
    fn list(self) -> Vec<Entry> {
        vec![self.kind, self.start, self.end, self.heads, self.from, self.until, self.days]
    }

    /// What is entered, with wrong fields marked.
    fn read(self) -> Option<DemandFields> {
        self.days.error.set(None);
        let is_slot = self.is_slot.get_untracked();
        let slot = if is_slot {
            let (start, end) = (self.start.parse(), self.end.parse());
            Some(Slot { start: start?, end: end? })
        } else {
            None
        };
        let kind_id = if is_slot { None } else { Some(self.kind.parse()?) };
        let (heads, from, until) = (self.heads.parse_number(), self.from.parse_optional(), self.until.parse_optional());
        let dates = match (from?, until?) {
            (None, None) => None,
            (Some(from), None) => Some(Dates { from, until: from }),
            (Some(from), Some(until)) => Some(Dates { from, until }),
            (None, Some(_)) => {
                self.from.error.set(Some(FieldCode::Required));
                return None;
            }
        };
        let fields = DemandFields { kind_id, slot, weekdays: self.weekdays.get_untracked(), dates, heads: heads? };
        let problems = fields.check();
        for (field, entry) in FIELDS.iter().zip(self.list()) {
            if let Some(FieldError { code, .. }) = problems.iter().find(|problem| problem.field == *field) {
                entry.error.set(Some(*code));
            }
        }
        problems.is_empty().then_some(fields)
    }
}

/// What is asked before it is saved: more people than there are, and another demand that says something of the same days.
fn doubts(
    own: DemandId,
    fields: &DemandFields,
    team: Option<usize>,
    standing: &[Demand],
    kinds: &[ShiftKind],
    today: Day,
) -> Vec<String> {
    let too_many = team.filter(|team| usize::from(fields.heads) > *team).map(text::roster::demand_above_team);
    let other = standing.iter().find(|other| other.id != own && other.fields.clashes(fields));
    let twice = other.map(|other| {
        let [target, days, heads] = words_of(&other.fields, kinds, today);
        text::roster::demand_twice(&target, &days, &heads)
    });
    too_many.into_iter().chain(twice).collect()
}

/// The form.
#[component]
pub fn DemandForm(
    draft: Draft,
    /// The department's demands.
    standing: Fetched<Vec<Demand>>,
    on_done: Callback<()>,
    on_close: Callback<()>,
) -> impl IntoView {
    let directory = use_directory();
    let toasts = use_toasts();
    // What stands is kept among the choices, also when it has been retired since.
    let own_kind = draft.stands.and_then(|demand| demand.fields.kind_id);
    let clock = use_clock();
    let kinds = Signal::derive(move || {
        let today = clock.today();
        let mut kinds = directory.kinds();
        kinds.retain(|kind| own_kind == Some(kind.id) || kind.is_work() && !kind.fields.is_archived);
        kinds.sort_by_key(|kind| kind.fields.sort);
        kinds.into_iter().map(|kind| (kind.id.to_string(), shift_words(Some(&kind), today, today))).collect::<Vec<_>>()
    });
    let first = kinds.with_untracked(|kinds| kinds.first().map(|(id, _)| id.clone()).unwrap_or_default());
    let entries = Entries::of(&draft, first);
    let submission = Submission::default();
    let version = draft.stands.map_or(0, |demand| demand.version);
    let department_id = draft.path.department_id;
    // Without an answer nothing is asked.
    let team: Fetched<usize> = LocalResource::new(move || size_of(department_id));
    let doubted = RwSignal::new(None::<(DemandFields, String)>);
    let save = move |fields: DemandFields| {
        let body = DemandBody { version, fields };
        let call = async move { client::call::<SaveDemand>(&draft.path, &Nothing {}, &body).await };
        submission.send(call, FIELDS, entries.list(), move |_| {
            toasts.good(text::saved());
            on_done.try_run(());
            on_close.try_run(());
        });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Some(fields) = entries.read() else { return };
        let team = team.get_untracked().and_then(Result::ok);
        let others = standing.get_untracked().and_then(Result::ok).unwrap_or_default();
        let doubts =
            untrack(|| doubts(draft.path.demand_id, &fields, team, &others, &directory.kinds(), clock.today()));
        if doubts.is_empty() { save(fields) } else { doubted.set(Some((fields, doubts.join(" ")))) }
    };
    let title = move || if version == 0 { text::roster::add_demand() } else { text::roster::edit_demand() }.to_owned();
    view! {
        <Dialog title=Signal::derive(title) on_close=on_close>
            <form novalidate on:submit=submit>
                <div class="dialog__body form">
                    <SubmissionBanner of=submission fields=FIELDS />
                    <By is_slot=entries.is_slot />
                    {move || {
                        if entries.is_slot.get() {
                            view! {
                                <div class="pair">
                                    <TextField id="demand-start" label=text::settings::shift_start value=entries.start.value error=entries.start.error hint=text::roster::slot_hint />
                                    <TextField id="demand-end" label=text::settings::shift_end value=entries.end.value error=entries.end.error />
                                </div>
                            }
                                .into_any()
                        } else {
                            view! { <SelectField id="demand-kind" label=text::roster::shift_kind value=entries.kind.value error=entries.kind.error options=kinds /> }
                                .into_any()
                        }
                    }}
                    <TextField id="demand-heads" label=text::roster::demand_heads value=entries.heads.value error=entries.heads.error words=text::roster::demand_heads_problem hint=text::roster::demand_heads_hint unit=text::roster::heads_unit inputmode="numeric" required=true />
                    <Weekdays value=entries.weekdays error=entries.days.error />
                    <div class="pair">
                        <TextField id="demand-from" label=text::roster::demand_from value=entries.from.value error=entries.from.error input_type="date" hint=text::roster::demand_dates_hint />
                        <TextField id="demand-until" label=text::roster::demand_until value=entries.until.value error=entries.until.error words=|code| text::people::person_problem("until", code) input_type="date" />
                    </div>
                </div>
                <FormFoot busy=submission.busy />
            </form>
            {move || {
                doubted
                    .get()
                    .map(|(fields, words)| {
                        view! {
                            <Confirm
                                title=Signal::derive(|| text::roster::demand_doubted().to_owned())
                                text=Signal::derive(move || words.clone())
                                deed=text::roster::save_anyway
                                way_out=text::keep_editing
                                is_calm=true
                                on_yes=Callback::new(move |()| {
                                    doubted.set(None);
                                    save(fields);
                                })
                                on_no=Callback::new(move |()| doubted.set(None))
                            />
                        }
                    })
            }}
        </Dialog>
    }
}

/// Whether a shift or a slot of the day is counted.
#[component]
fn By(is_slot: RwSignal<bool>) -> impl IntoView {
    let choice = move |value: bool, label: crate::ui::Text| {
        view! {
            <label>
                <input
                    type="radio"
                    name="demand-by"
                    prop:checked=move || is_slot.get() == value
                    on:change=move |_| is_slot.set(value)
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{text::roster::demand_by}</legend>
            <div class="segmented">{choice(false, text::roster::by_shift)} {choice(true, text::roster::by_slot)}</div>
        </fieldset>
    }
}

fn weekdays_problem(code: FieldCode) -> String {
    match code {
        FieldCode::Inconsistent => text::roster::demand_days_never(),
        _ => text::roster::demand_days_none(),
    }
    .to_owned()
}

/// The weekdays, each a box, with shortcuts.
#[component]
fn Weekdays(value: RwSignal<u8>, error: RwSignal<Option<FieldCode>>) -> impl IntoView {
    Effect::new(move |before: Option<()>| {
        value.track();
        if before.is_some() {
            error.set(None);
        }
    });
    let shortcut = move |days: u8, label: crate::ui::Text| {
        view! {
            <button class="btn" data-size="small" type="button" on:click=move |_| value.set(days)>
                {label}
            </button>
        }
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">{text::roster::demand_weekdays}</legend>
            <div class="picks">
                {Weekday::ALL
                    .iter()
                    .copied()
                    .map(|weekday| {
                        let bit = weekday_bit(weekday);
                        view! {
                            <label>
                                <input
                                    type="checkbox"
                                    aria-invalid=move || error.get().is_some().then_some("true")
                                    aria-describedby=move || error.get().is_some().then_some("demand-weekdays-error")
                                    prop:checked=move || value.get() & bit != 0
                                    on:change=move |event| {
                                        value.update(|days| {
                                            *days = if event_target_checked(&event) { *days | bit } else { *days & !bit };
                                        });
                                    }
                                />
                                <span>{move || text::weekday_short(weekday)}</span>
                            </label>
                        }
                    })
                    .collect_view()}
            </div>
            <div class="row" data-wrap>
                {shortcut(EVERY_DAY, text::roster::every_day)} {shortcut(0b001_1111, text::roster::workdays)}
                {shortcut(0b110_0000, text::roster::weekends)}
            </div>
            <FieldProblem id="demand-weekdays" error=error words=Some(weekdays_problem) />
        </fieldset>
    }
}
