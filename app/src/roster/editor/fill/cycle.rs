//! Filling with a cycle: which one, from when to when, and how far apart people are in it.

use super::{super::editing::Editing, Effects, KeepFilled, Meant, day_problem, read_days, typed_days};
use crate::{
    client,
    shifts::ShiftChip,
    text,
    ui::{CancelButton, Dialog, Entry, Fetched, Load, SelectField, TextField},
};
use dianwu_domain::{
    FieldCode, ShiftKindId,
    roster::{
        api::ListCycles,
        board::{Board, Reach, Turns},
        cycle::{self, Cycle, MAX_DAYS, Usual},
    },
    shifts::api::ShiftKind,
    text::narrow,
};
use leptos::{ev::SubmitEvent, prelude::*};

/// What a cycle is called: as the shop says, or as everybody does.
#[derive(Clone)]
enum Name {
    Saved(String),
    Usual(Usual),
}

/// A cycle to choose.
type Choice = (Name, Vec<Option<ShiftKindId>>);

/// Days that the preview shows.
const PREVIEW: usize = 14;

/// A cycle of shifts, from a day on.
#[component]
pub fn CycleDialog(editing: Editing, on_close: Callback<()>) -> impl IntoView {
    let cycles: Fetched<Vec<Cycle>> = LocalResource::new(client::get::<ListCycles>);
    view! {
        <Dialog title=Signal::derive(|| text::roster::fill_cycle().to_owned()) unasked=true on_close=on_close>
            <Load of=cycles let(saved)>
                <Form editing=editing saved=saved on_close=on_close />
            </Load>
        </Dialog>
    }
}

/// The shop's cycles, then the usual ones.
fn choices(saved: Vec<Cycle>, kinds: &[ShiftKind]) -> Vec<Choice> {
    let saved = saved.into_iter().map(|cycle| (Name::Saved(cycle.fields.name.to_string()), cycle.fields.days));
    let usual = cycle::usual(kinds).into_iter().map(|(usual, days)| (Name::Usual(usual), days));
    saved.chain(usual).collect()
}

fn start_problem(code: FieldCode) -> String {
    match code {
        FieldCode::BadFormat | FieldCode::OutOfRange => text::roster::cycle_start_range().to_owned(),
        other => text::field_problem(other),
    }
}

fn step_problem(code: FieldCode) -> String {
    text::settings::number_problem(code, 0, MAX_DAYS)
}

#[component]
fn Form(editing: Editing, saved: Vec<Cycle>, on_close: Callback<()>) -> impl IntoView {
    let kinds = editing.board(|board| board.kinds().to_vec());
    let choices = StoredValue::new(choices(saved, &kinds));
    let meant = Meant::of(editing);
    let (first, last) = meant.days();
    let chosen = Entry::new(0_usize);
    let (from, until) = (Entry::new(first), Entry::new(last));
    let (start, step) = (Entry::new(1_usize), Entry::new(0_usize));
    let keeps_filled = RwSignal::new(true);
    let days = Memo::new(move |_| {
        let place = chosen.value.with(|value| value.parse::<usize>().unwrap_or(0));
        choices.with_value(|choices| choices.get(place).map(|(_, days)| days.clone()).unwrap_or_default())
    });
    let options = move || {
        let name = |name: &Name| match name {
            Name::Saved(name) => name.clone(),
            Name::Usual(usual) => text::roster::usual_cycle(*usual).to_owned(),
        };
        choices.with_value(|choices| {
            choices.iter().enumerate().map(|(place, choice)| (place.to_string(), name(&choice.0))).collect::<Vec<_>>()
        })
    };
    let laid = move |reach: Reach, start: usize, step: usize| {
        let days = days.get();
        editing.board(|board: &Board| board.cycled(reach, Turns { days: &days, start: start - 1, step }))
    };
    let typed = move |entry: Entry| entry.value.with(|text| narrow(text).trim().parse::<usize>().ok());
    let filling = Signal::derive(move || {
        let (from, until) = typed_days(from, until)?;
        let start = typed(start).filter(|start| (1..=days.read().len()).contains(start))?;
        let step = typed(step).filter(|step| *step <= MAX_DAYS)?;
        let reach = meant.reach(from, until, keeps_filled.get());
        Some((reach, laid(reach, start, step)))
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let within = read_days(editing, from, until);
        let start_at = start.parse_within(1..=days.read_untracked().len().max(1));
        let step_by = step.parse_within(0..=MAX_DAYS);
        let (Some((from, until)), Some(start), Some(step)) = (within, start_at, step_by) else { return };
        let filling = untrack(|| laid(meant.reach(from, until, keeps_filled.get()), start, step));
        editing.fill(filling, Some(on_close));
    };
    view! {
        <form novalidate on:submit=submit>
            <div class="dialog__body form">
                <SelectField id="cycle-choice" label=text::roster::cycle value=chosen.value error=chosen.error options=Signal::derive(options) />
                <Preview days=days.into() start=start.value kinds=kinds />
                <div class="pair">
                    <TextField id="cycle-from" label=text::roster::fill_from value=from.value error=from.error input_type="date" words=day_problem />
                    <TextField id="cycle-until" label=text::roster::fill_until value=until.value error=until.error input_type="date" words=day_problem />
                </div>
                <div class="pair">
                    <TextField id="cycle-start" label=text::roster::cycle_start value=start.value error=start.error inputmode="numeric" hint=text::roster::cycle_start_hint words=start_problem />
                    <TextField id="cycle-step" label=text::roster::cycle_step value=step.value error=step.error inputmode="numeric" hint=text::roster::cycle_step_hint words=step_problem />
                </div>
                <KeepFilled value=keeps_filled />
                <Effects meant=meant filling=filling />
            </div>
            <div class="dialog__foot">
                <a href="/rosters/cycles" class="btn" data-kind="link">
                    {text::roster::manage_cycles}
                </a>
                <span class="grow"></span>
                <CancelButton />
                <button class="btn" data-kind="primary" type="submit">
                    {text::roster::fill_deed}
                </button>
            </div>
        </form>
    }
}

/// The first days as the first person gets them.
#[component]
fn Preview(days: Signal<Vec<Option<ShiftKindId>>>, start: RwSignal<String>, kinds: Vec<ShiftKind>) -> impl IntoView {
    let kinds = StoredValue::new(kinds);
    view! {
        <div class="row cycle-preview" data-gap="1" aria-hidden="true">
            {move || {
                let days = days.get();
                let start = start.with(|start| start.trim().parse::<usize>().unwrap_or(1));
                let offset = start.saturating_sub(1) % days.len().max(1);
                (0..PREVIEW)
                    .filter(|_| !days.is_empty())
                    .map(|place| {
                        let id = days.get((place + offset) % days.len()).copied().flatten();
                        let kind = kinds.with_value(|kinds| kinds.iter().find(|kind| Some(kind.id) == id).cloned());
                        view! { <ShiftChip kind=kind small=true /> }
                    })
                    .collect_view()
            }}
        </div>
    }
}
