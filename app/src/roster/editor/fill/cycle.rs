//! Filling with a cycle: which one, from when to when, and how far apart people are in it.

use super::{KeepFilled, Rows, filling};
use crate::{
    client,
    roster::shift::ShiftChip,
    text,
    ui::{Dialog, Entry, Fetched, Load, SelectField, TextField},
};
use dianwu_domain::{
    Day, FieldCode, ShiftKindId,
    roster::{
        api::{ListCycles, ShiftKind},
        board::{Board, Place},
        cycle::{self, Cycle},
    },
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::components::A;

use super::super::desk::Desk;

/// A cycle to choose, with its name.
type Choice = (String, Vec<Option<ShiftKindId>>);

/// Days that the preview shows.
const PREVIEW: usize = 14;

#[component]
pub fn CycleDialog(desk: Desk, on_close: Callback<()>) -> impl IntoView {
    let cycles: Fetched<Vec<Cycle>> = LocalResource::new(client::get::<ListCycles>);
    view! {
        <Dialog title=Signal::derive(|| text::fill_cycle().to_owned()) on_close=on_close>
            <Load of=cycles let(saved)>
                <Form desk=desk saved=saved on_close=on_close />
            </Load>
        </Dialog>
    }
}

/// The shop's cycles, then the usual ones.
fn choices(saved: Vec<Cycle>, kinds: &[ShiftKind]) -> Vec<Choice> {
    let saved = saved.into_iter().map(|cycle| (cycle.fields.name.to_string(), cycle.fields.days));
    let usual = cycle::usual(kinds).into_iter().map(|(name, days)| (name.to_owned(), days));
    saved.chain(usual).collect()
}

#[component]
fn Form(desk: Desk, saved: Vec<Cycle>, on_close: Callback<()>) -> impl IntoView {
    let kinds = desk.board(|board| board.kinds().to_vec());
    let choices = StoredValue::new(choices(saved, &kinds));
    let rows = Rows::of(desk);
    let month = desk.path.month;
    let (first, last) = desk.board(|board| (board.day(rows.block.first.column), board.day(rows.block.last.column)));
    let chosen = Entry::new(0_usize);
    let (from, until) = (Entry::new(first), Entry::new(last));
    let (start, step) = (Entry::new(1_usize), Entry::new(0_usize));
    let keeps_filled = RwSignal::new(false);
    let days = move || {
        let place = chosen.value.with(|value| value.parse::<usize>().unwrap_or(0));
        choices.with_value(|choices| choices.get(place).map(|(_, days)| days.clone()).unwrap_or_default())
    };
    let options = move || {
        choices.with_value(|choices| {
            choices.iter().enumerate().map(|(place, (name, _))| (place.to_string(), name.clone())).collect::<Vec<_>>()
        })
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (from_read, until_read) = (from.parse::<Day>(), until.parse::<Day>());
        let (start_read, step_read) = (start.parse_number::<usize>(), step.parse_number::<usize>());
        let (Some(from_day), Some(until_day), Some(start_at), Some(step_by)) =
            (from_read, until_read, start_read, step_read)
        else {
            return;
        };
        if until_day < from_day {
            until.error.set(Some(FieldCode::Inconsistent));
            return;
        }
        if until_day < month.first() || from_day > month.last() {
            from.error.set(Some(FieldCode::OutOfRange));
            return;
        }
        let days = days();
        let wanted = desk.board(|board: &Board| {
            let columns = 0..board.bounds().columns;
            let cells = rows.rows().flat_map(|(index, row)| {
                let offset = start_at.saturating_sub(1) + index * step_by;
                let days = &days;
                columns.clone().filter_map(move |column| {
                    let day = board.day(column);
                    let is_within = (from_day..=until_day).contains(&day);
                    is_within.then(|| (Place { row, column }, cycle::at(days, from_day, offset, day)))
                })
            });
            filling(board, keeps_filled.get_untracked(), cells)
        });
        desk.fill(wanted, Some(on_close));
    };
    view! {
        <form novalidate on:submit=submit>
            <div class="dialog__body form">
                <p class="muted small">{move || rows.words()}</p>
                <SelectField id="cycle-choice" label=text::cycle value=chosen.value error=chosen.error options=Signal::derive(options) />
                <Preview days=Signal::derive(days) start=start.value kinds=kinds />
                <div class="pair">
                    <TextField id="cycle-from" label=text::fill_from value=from.value error=from.error input_type="date" />
                    <TextField id="cycle-until" label=text::fill_until value=until.value error=until.error input_type="date" />
                </div>
                <div class="pair">
                    <TextField id="cycle-start" label=text::cycle_start value=start.value error=start.error inputmode="numeric" hint=text::cycle_start_hint />
                    <TextField id="cycle-step" label=text::cycle_step value=step.value error=step.error inputmode="numeric" hint=text::cycle_step_hint />
                </div>
                <KeepFilled value=keeps_filled />
            </div>
            <div class="dialog__foot">
                <A href="/rosters/cycles" attr:class="btn" attr:data-kind="link">
                    {text::manage_cycles}
                </A>
                <span class="grow"></span>
                <button class="btn" type="button" on:click=move |_| on_close.run(())>
                    {text::cancel}
                </button>
                <button class="btn" data-kind="primary" type="submit">
                    {text::fill_deed}
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
                let offset = start.with(|start| start.trim().parse::<usize>().unwrap_or(1)).saturating_sub(1);
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
