//! Cells that two people changed: both values, side by side, until one is chosen.

use super::{
    beside::Views,
    editing::Editing,
    head::HistoryLink,
    panel::{SidePanel, return_with},
};
use crate::{
    beside::beside,
    shop::{ShopClock, use_clock, use_directory},
    text,
};
use dianwu_domain::{
    Instant, ShiftKindId,
    roster::{
        api::{Conflict, RosterStatus},
        board::{Board, Choice, Place},
    },
    shifts::api::ShiftKind,
};
use leptos::prelude::*;

/// The panel, while there are conflicts.
#[component]
pub fn Conflicts(editing: Editing, is_phone: Signal<bool>) -> impl IntoView {
    let count = Memo::new(move |_| editing.conflicts.read().len());
    return_with(editing, count);
    let title = Signal::derive(move || text::roster::conflict_cells(count.get()));
    move || {
        (count.get() > 0).then(|| {
            view! {
                <SidePanel editing=editing is_phone=is_phone label=text::roster::conflicts title=title>
                    {beside(move |views: Views| (views.choices)(editing))}
                </SidePanel>
            }
        })
    }
}

/// The conflicts, one by one.
#[component]
pub fn Choices(editing: Editing) -> impl IntoView {
    let who = move || {
        let conflicts = editing.conflicts.read();
        let mut names: Vec<String> = conflicts.iter().map(|(_, conflict)| conflict.by.to_string()).collect();
        names.sort();
        names.dedup();
        text::roster::conflicts_by(&names.join(text::cleaning::list_mark()))
    };
    view! {
        <p class="muted small">{who}</p>
        <HistoryLink editing=editing />
        <For each=move || editing.conflicts.get() key=|(place, conflict)| (*place, conflict.theirs.version) let((place, conflict))>
            <Versus editing=editing place=place conflict=conflict />
        </For>
        <div class="row">
            <button class="btn grow" type="button" on:click=move |_| settle(editing, None, Choice::Mine)>
                {text::roster::all_mine}
            </button>
            <button class="btn grow" type="button" on:click=move |_| settle(editing, None, Choice::Theirs)>
                {text::roster::all_theirs}
            </button>
        </div>
    }
}

#[component]
fn Versus(editing: Editing, place: Place, conflict: Conflict) -> impl IntoView {
    let directory = use_directory();
    let clock = use_clock();
    let (name, day) = editing.board(|board| {
        let name = board.people().get(usize::from(place.row)).map(|person| person.name.to_string());
        (StoredValue::new(name.unwrap_or_default()), board.day(place.column))
    });
    let title = move || name.with_value(|name| text::roster::cell_title(name, day));
    // Painting on changes what is mine.
    let mine = Memo::new(move |_| {
        editing.progress.track();
        editing.board(|board| board.shown(place))
    });
    let (theirs, other, is_told) = (conflict.theirs.kind_id, conflict.department_id, conflict.is_told);
    // What staff were told on another roster stays until this one can tell them something else.
    let is_shut = Memo::new(move |_| is_told && editing.head.read().status != RosterStatus::Published);
    let by = StoredValue::new(conflict.by.to_string());
    let note = move || match other {
        None => text::roster::by_at(&by.get_value(), &written(conflict.at, clock)),
        Some(id) => {
            let department = directory.department_name(id);
            let department =
                if department.is_empty() { text::roster::other_department().to_owned() } else { department };
            text::roster::held_by(&by.get_value(), &department)
        }
    };
    view! {
        <div>
            <b>{title}</b>
            <div class="versus" role="group" aria-label=title>
                <button
                    class="versus__choice"
                    type="button"
                    aria-disabled=move || is_shut.get().then_some("true")
                    on:click=move |_| settle(editing, Some(place), Choice::Mine)
                >
                    <b>{text::roster::mine_choice}</b>
                    {move || named(editing, mine.get())}
                    <span>{text::roster::just_now}</span>
                </button>
                <button class="versus__choice" type="button" on:click=move |_| settle(editing, Some(place), Choice::Theirs)>
                    <b>{text::roster::theirs_choice}</b>
                    {named(editing, theirs)}
                    <span>{note}</span>
                </button>
            </div>
            <Show when=move || is_shut.get()>
                <p class="faint small">{text::roster::conflict_told}</p>
            </Show>
        </div>
    }
}

/// When somebody wrote: the time alone for today.
fn written(at: Instant, clock: ShopClock) -> String {
    let local = clock.zone().local(at);
    if local.day == clock.now().day { local.minute.to_string() } else { text::moment_short(at, clock.zone()) }
}

/// A choice was made; the keys go back to the table when the last one is.
fn settle(editing: Editing, place: Option<Place>, choice: Choice) {
    editing.choose(place, choice);
    if editing.conflicts.read_untracked().is_empty() {
        editing.focus();
    }
}

/// A shift with its name.
fn named(editing: Editing, kind_id: Option<ShiftKindId>) -> AnyView {
    let kind: Option<ShiftKind> = editing.board(|board: &Board| kind_id.and_then(|id| board.kind(id).cloned()));
    match kind {
        Some(kind) => view! {
            <span class="shift" data-hue=kind.fields.hue.as_str() data-kind=(!kind.is_work()).then_some("rest")>
                <b>{kind.fields.code.to_string()}</b>
                " "
                {kind.fields.name.to_string()}
            </span>
        }
        .into_any(),
        None => view! {
            <span class="shift" data-kind="none">
                {text::roster::cell_empty}
            </span>
        }
        .into_any(),
    }
}
