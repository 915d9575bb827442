//! Filling many cells at once: with a cycle, or with what stood in another month or week.

mod copy;
mod cycle;

use super::desk::Desk;
use crate::{
    text,
    ui::{Icon, Text},
};
use copy::CopyDialog;
use cycle::CycleDialog;
use dianwu_domain::{
    ShiftKindId,
    roster::board::{Block, Board, Filling, Place},
};
use leptos::prelude::*;
use leptos_router::components::A;

/// Which dialog is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Cycle,
    Copy,
}

/// The buttons, with their dialogs.
#[component]
pub fn FillButtons(desk: Desk) -> impl IntoView {
    let open = RwSignal::new(None::<Open>);
    let close = Callback::new(move |()| {
        open.set(None);
        desk.focus();
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
        {button("refresh", text::fill_cycle, Open::Cycle)}
        {button("copy", text::fill_copy, Open::Copy)}
        <A
            href=format!("/rosters/demands?department={}", desk.path.department_id)
            attr:class="btn"
            attr:data-kind="quiet"
            attr:data-icon=""
            attr:aria-label=text::demands
            attr:title=text::demands
        >
            <Icon name="team" />
        </A>
        {move || match open.get() {
            None => ().into_any(),
            Some(Open::Cycle) => view! { <CycleDialog desk=desk on_close=close /> }.into_any(),
            Some(Open::Copy) => view! { <CopyDialog desk=desk on_close=close /> }.into_any(),
        }}
    }
}

/// The rows to fill: those that are selected, or all when a single cell or nothing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Rows {
    block: Block,
    is_selected: bool,
}

impl Rows {
    fn of(desk: Desk) -> Self {
        let target = desk.target();
        let all = desk.board(Board::bounds).all();
        let is_selected = target.first != target.last;
        Self { block: if is_selected { target } else { all }, is_selected }
    }

    /// The rows, with how many there are before each.
    fn rows(self) -> impl Iterator<Item = (usize, u16)> {
        (self.block.first.row..=self.block.last.row).enumerate()
    }

    /// How many people are filled, in words.
    fn words(self) -> String {
        let count = usize::from(self.block.last.row - self.block.first.row) + 1;
        if self.is_selected { text::fill_selected_people(count) } else { text::fill_all_people(count) }
    }
}

/// What is to be written: when filled cells are kept, only where nothing stands.
fn filling(board: &Board, keeps_filled: bool, cells: impl Iterator<Item = (Place, Option<ShiftKindId>)>) -> Filling {
    board.filling(cells.filter(|(place, _)| !(keeps_filled && board.shown(*place).is_some())))
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
                {text::fill_keep} <span class="check__hint">{text::fill_keep_hint}</span>
            </span>
        </label>
    }
}
