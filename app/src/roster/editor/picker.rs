//! One cell in a sheet of its own: what a finger does on a phone, and the Enter key anywhere.

use super::{editing::Editing, grid};
use crate::{
    shifts::ShiftChip,
    text,
    ui::{Dialog, Icon},
};
use dianwu_domain::{
    ShiftKindId,
    roster::{
        api::RosterStatus,
        board::{Board, Place},
    },
    shifts::api::ShiftKind,
};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// The sheet, while a cell is picked.
#[component]
pub fn Picker(editing: Editing) -> impl IntoView {
    move || editing.picked.get().map(|place| view! { <Sheet editing=editing place=place /> })
}

#[component]
fn Sheet(editing: Editing, place: Place) -> impl IntoView {
    let (name, day, is_open, shown, kinds) = editing.board(|board| {
        let name = board.people().get(usize::from(place.row)).map(|person| person.name.to_string());
        let kinds: Vec<ShiftKind> = board.palette().map(|(_, kind)| kind.clone()).collect();
        let is_open = board.may_edit() && !board.is_shut(place);
        (name.unwrap_or_default(), board.day(place.column), is_open, board.shown(place), kinds)
    });
    let close = move || {
        editing.picked.set(None);
        editing.focus();
    };
    let choose = move |kind_id: Option<ShiftKindId>| {
        editing.paint(place.into(), kind_id, false);
        close();
    };
    let list = NodeRef::<html::Ul>::new();
    let is_known = kinds.iter().any(|kind| shown == Some(kind.id));
    let state = move || editing.board(|board| grid::describe(board, place));
    let is_shut = editing.board(|board: &Board| board.is_shut(place));
    view! {
        <Dialog title=Signal::derive(move || text::roster::cell_title(&name, day)) on_close=Callback::new(move |()| close())>
            <div class="dialog__body stack">
                <p class="muted">
                    {move || if is_shut { text::roster::no_longer_employed().to_owned() } else { state() }}
                </p>
                <Show when=move || is_open && editing.head.read().status == RosterStatus::Published>
                    <p class="faint small">{text::roster::published_effect}</p>
                </Show>
                {is_open
                    .then(|| {
                        view! {
                            <ul class="list card" node_ref=list on:keydown=move |event| walk(list, &event)>
                                {kinds
                                    .into_iter()
                                    .enumerate()
                                    .map(|(place, kind)| {
                                        let id = kind.id;
                                        let is_current = shown == Some(id);
                                        let is_first = is_current || !is_known && place == 0;
                                        let note = kind.hours_on(day).map(|hours| text::today::hours_span(&hours));
                                        view! {
                                            <li>
                                                <button
                                                    class="item"
                                                    type="button"
                                                    autofocus=is_first
                                                    aria-pressed=if is_current { "true" } else { "false" }
                                                    on:click=move |_| choose(Some(id))
                                                >
                                                    <ShiftChip kind=Some(kind.clone()) />
                                                    <span class="item__text">
                                                        <span class="item__title">{kind.fields.name.to_string()}</span>
                                                        {note.map(|note| view! { <span class="item__note">{note}</span> })}
                                                    </span>
                                                    {is_current
                                                        .then(|| view! { <span class="item__end"><Icon name="check" /></span> })}
                                                </button>
                                            </li>
                                        }
                                    })
                                    .collect_view()}
                            </ul>
                            <button class="btn" type="button" on:click=move |_| choose(None)>
                                {text::roster::clear_cell}
                            </button>
                        }
                    })}
            </div>
        </Dialog>
    }
}

/// The arrows lead from choice to choice, so that Enter takes the one that was reached.
fn walk(list: NodeRef<html::Ul>, event: &KeyboardEvent) {
    let Some(list) = list.get_untracked() else { return };
    let choices = list.get_elements_by_tag_name("button");
    let here = document().active_element();
    let is_here = |place: &u32| {
        choices.item(*place).is_some_and(|one| here.as_ref().is_some_and(|here| one.is_same_node(Some(here))))
    };
    let place: u32 = (0..choices.length()).find(is_here).unwrap_or(0);
    let last = choices.length().saturating_sub(1);
    let to = match event.key().as_str() {
        "ArrowDown" => (place + 1).min(last),
        "ArrowUp" => place.saturating_sub(1),
        "Home" => 0,
        "End" => last,
        _ => return,
    };
    event.prevent_default();
    if let Some(choice) = choices.item(to).and_then(|choice| choice.dyn_into::<HtmlElement>().ok()) {
        // A button in the page takes the focus.
        let _ = choice.focus();
    }
}
