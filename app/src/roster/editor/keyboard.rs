//! The keys of the table.

use super::editing::Editing;
use dianwu_domain::{
    ShiftKindId,
    roster::board::{Board, Motion, Place, Selection, keys},
};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// Rows of a page before anybody has measured one.
const PAGE_ROWS: u16 = 10;

/// Which key paints which kind, in the palette's order.
pub fn palette_keys(board: &Board) -> Vec<(ShiftKindId, Option<char>)> {
    let codes = board.palette().map(|(_, kind)| kind.fields.code.as_str());
    board.palette().map(|(_, kind)| kind.id).zip(keys(codes)).collect()
}

/// Answers a key that was pressed in the table.
pub fn pressed(editing: Editing, event: &KeyboardEvent, page_rows: Option<u16>) {
    let key = event.key();
    let is_command = event.ctrl_key() || event.meta_key();
    if event.alt_key() || event.is_composing() {
        return;
    }
    let is_done = if let Some(motion) = motion(&key, is_command, page_rows.unwrap_or(PAGE_ROWS)) {
        go(editing, motion, event.shift_key());
        true
    } else if is_command {
        command(editing, &key.to_ascii_lowercase(), event.shift_key())
    } else {
        act(editing, &key)
    };
    if is_done {
        event.prevent_default();
        event.stop_propagation();
    }
}

fn motion(key: &str, is_command: bool, page_rows: u16) -> Option<Motion> {
    Some(match (key, is_command) {
        ("ArrowUp", false) => Motion::Up,
        ("ArrowDown", false) => Motion::Down,
        ("ArrowLeft", false) => Motion::Left,
        ("ArrowRight", false) => Motion::Right,
        ("ArrowUp", true) => Motion::Top,
        ("ArrowDown", true) => Motion::Bottom,
        ("ArrowLeft", true) | ("Home", false) => Motion::RowStart,
        ("ArrowRight", true) | ("End", false) => Motion::RowEnd,
        ("Home", true) => Motion::First,
        ("End", true) => Motion::Last,
        ("PageUp", false) => Motion::PageUp(page_rows),
        ("PageDown", false) => Motion::PageDown(page_rows),
        _ => return None,
    })
}

/// Moves on from the selection's focus, or from the cell that the keys reach.
fn go(editing: Editing, motion: Motion, extends: bool) {
    let from = editing.selection.get_untracked().unwrap_or_else(|| editing.active().into());
    let bounds = editing.board(Board::bounds);
    editing.select(from.moved(motion, extends, bounds));
}

/// Takes a step back, or does it again, wherever in the editor the focus is: but not while somebody types, or is asked.
pub fn pressed_anywhere(editing: Editing, event: &KeyboardEvent) {
    let is_step = matches!(event.key().to_ascii_lowercase().as_str(), "z" | "y");
    let is_command = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.is_composing();
    if !is_step || !is_command || event.default_prevented() {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let is_elsewhere = target
        .is_some_and(|target| target.closest("input, textarea, select, dialog").is_ok_and(|found| found.is_some()));
    if !is_elsewhere && command(editing, &event.key().to_ascii_lowercase(), event.shift_key()) {
        event.prevent_default();
    }
}

/// Keys with Ctrl or Cmd.
fn command(editing: Editing, key: &str, is_shifted: bool) -> bool {
    match (key, is_shifted) {
        ("a", _) => {
            let from = editing.selection.get_untracked().unwrap_or_else(|| editing.active().into());
            editing.select(from.widened(editing.board(Board::bounds)));
        }
        ("z", false) => editing.undo(),
        ("z", true) | ("y", _) => editing.redo(),
        // Copying, cutting and pasting come as events of their own, with the clipboard.
        _ => return false,
    }
    true
}

/// Keys by themselves.
fn act(editing: Editing, key: &str) -> bool {
    match key {
        "Delete" | "Backspace" => editing.paint(editing.target(), None, false),
        "Escape" => {
            // First the brush is put down, then the selection.
            if editing.brush.get_untracked().is_some() {
                editing.brush.set(None);
            } else if editing.selection.get_untracked().is_some() {
                editing.deselect();
            } else {
                return false;
            }
        }
        "Enter" | "F2" => editing.picked.set(Some(editing.active())),
        " " => {
            if let Some(kind_id) = editing.brush.get_untracked() {
                editing.paint(editing.target(), kind_id, false);
            }
        }
        key => return editing.board(|board| painted_by(board, key)).is_some_and(|kind_id| type_in(editing, kind_id)),
    }
    true
}

/// The kind that a key paints: its own in the palette, or the code itself.
fn painted_by(board: &Board, key: &str) -> Option<ShiftKindId> {
    let mut characters = key.chars();
    let character = characters.next()?.to_ascii_uppercase();
    if characters.next().is_some() {
        return None;
    }
    let keys = palette_keys(board);
    let by_key = keys.iter().find(|(_, key)| *key == Some(character)).map(|(id, _)| *id);
    by_key.or_else(|| {
        let mut palette = board.palette();
        palette.find(|(_, kind)| kind.fields.code.as_str() == key).map(|(_, kind)| kind.id)
    })
}

/// Fills what is selected; a single cell hands the keys on to the next one that can be filled.
fn type_in(editing: Editing, kind_id: ShiftKindId) -> bool {
    if !editing.board(Board::may_edit) {
        return false;
    }
    let target = editing.target();
    editing.paint(target, Some(kind_id), false);
    if target.first == target.last {
        let next = editing.board(|board| next_open(board, target.first));
        editing.select(Selection::from(next));
    }
    true
}

fn next_open(board: &Board, from: Place) -> Place {
    let bounds = board.bounds();
    let mut place = bounds.next(from);
    while board.is_shut(place) && bounds.next(place) != place {
        place = bounds.next(place);
    }
    place
}
