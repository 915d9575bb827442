//! Filling many cells at once: with a cycle, or with what stood in another month or week.

mod copy;
mod cycle;

pub use self::{copy::CopyDialog, cycle::CycleDialog};

use super::{beside::Views, editing::Editing};
use crate::{
    beside::beside,
    text,
    ui::{Banner, Entry, Icon, Text},
};
use dianwu_domain::{
    Day, FieldCode,
    roster::{
        api::RosterStatus,
        board::{Block, Board, Filling, Reach, Selection},
    },
};
use leptos::prelude::*;

/// Which dialog is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Cycle,
    Copy,
}

/// The buttons, with their dialogs.
#[component]
pub fn FillButtons(editing: Editing) -> impl IntoView {
    let open = RwSignal::new(None::<Open>);
    let close = Callback::new(move |()| {
        open.set(None);
        editing.focus();
    });
    let button = move |icon: &'static str, label: Text, which: Open| {
        view! {
            <button
                class="btn"
                type="button"
                data-kind="quiet"
                data-icon
                aria-label=label
                title=label
                on:click=move |_| open.set(Some(which))
            >
                <Icon name=icon />
            </button>
        }
    };
    view! {
        {button("refresh", text::roster::fill_cycle, Open::Cycle)}
        {button("copy", text::roster::fill_copy, Open::Copy)}
        <a
            href=format!("/rosters/demands?department={}", editing.path.department_id)
            class="btn"
            data-kind="quiet"
            data-icon=""
            aria-label=text::roster::demands
            title=text::roster::demands
        >
            <Icon name="team" />
        </a>
        {move || match open.get() {
            None => ().into_any(),
            Some(Open::Cycle) => beside(move |views: Views| (views.cycle)(editing, close)),
            Some(Open::Copy) => beside(move |views: Views| (views.copy)(editing, close)),
        }}
    }
}

/// Whom and which days a dialog is for, as they were selected when it opened.
#[derive(Clone, Copy)]
struct Meant {
    editing: Editing,
    block: Block,
    is_selected: bool,
}

impl Meant {
    fn of(editing: Editing) -> Self {
        let selection = editing.selection.get_untracked();
        let block = editing.board(|board| board.meant(selection.map(Selection::block)));
        Self { editing, block, is_selected: selection.is_some() }
    }

    /// The first and the last day.
    fn days(self) -> (Day, Day) {
        self.editing.board(|board| (board.day(self.block.first.column), board.day(self.block.last.column)))
    }

    /// The cells that are meant, between these days.
    fn reach(self, from: Day, until: Day, keeps_filled: bool) -> Reach {
        Reach { rows: (self.block.first.row, self.block.last.row), from, until, keeps_filled }
    }

    /// Who, in words.
    fn who(self) -> String {
        let count = self.block.height();
        let name = |board: &Board| {
            let person = board.people().get(usize::from(self.block.first.row));
            person.map(|person| person.name.to_string()).unwrap_or_default()
        };
        match (self.is_selected, count) {
            (true, 1) => self.editing.board(name),
            (true, _) => text::roster::fill_selected_people(count),
            (false, _) => text::roster::fill_all_people(count),
        }
    }
}

/// Says whom and which days a dialog fills and how many cells it writes, before it does.
#[component]
fn Effects(
    meant: Meant,
    /// What would be written between which days; none while the entries are no days, or something is still fetched.
    filling: Signal<Option<(Reach, Filling)>>,
) -> impl IntoView {
    let editing = meant.editing;
    let words = move || {
        filling.with(|filling| {
            let (reach, filling) = filling.as_ref()?;
            let cells = editing.board(|board| board.changes(filling));
            Some(text::roster::fill_effect(&meant.who(), &text::roster::days_span(reach.from, reach.until), cells))
        })
    };
    view! {
        <p role="status">{words}</p>
        {(!meant.is_selected).then(|| view! { <p class="faint small">{text::roster::fill_all_hint}</p> })}
        <Show when=move || editing.head.read().status == RosterStatus::Published>
            <Banner tone="warn">{text::roster::fill_published}</Banner>
        </Show>
    }
}

/// The days between which something is filled; the first must not be after the last, and one lie in the month.
fn read_days(editing: Editing, from: Entry, until: Entry) -> Option<(Day, Day)> {
    let (from_day, until_day) = (from.parse::<Day>(), until.parse::<Day>());
    let (from_day, until_day) = (from_day?, until_day?);
    let month = editing.path.month;
    if until_day < from_day {
        until.error.set(Some(FieldCode::Inconsistent));
        return None;
    }
    if until_day < month.first() || from_day > month.last() {
        from.error.set(Some(FieldCode::OutOfRange));
        return None;
    }
    Some((from_day, until_day))
}

/// What is entered as days, followed as it is typed.
fn typed_days(from: Entry, until: Entry) -> Option<(Day, Day)> {
    let day = |entry: Entry| entry.value.with(|text| text.parse::<Day>().ok());
    let (from, until) = (day(from)?, day(until)?);
    (from <= until).then_some((from, until))
}

fn day_problem(code: FieldCode) -> String {
    match code {
        FieldCode::OutOfRange => text::roster::fill_not_in_month().to_owned(),
        FieldCode::Inconsistent => text::roster::fill_backwards().to_owned(),
        other => text::field_problem(other),
    }
}

/// Whether filled cells stay as they are.
#[component]
fn KeepFilled(value: RwSignal<bool>) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || value.get()
                on:change=move |event| value.set(event_target_checked(&event))
            />
            <span>
                {text::roster::fill_keep} <span class="check__hint">{text::roster::fill_keep_hint}</span>
            </span>
        </label>
    }
}
