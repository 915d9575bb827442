//! The mouse and the finger on the table. A mouse selects and paints while it is drawn; a finger scrolls, so that only
//! its taps count.

use super::{editing::Editing, grid::Hit};
use dianwu_domain::{
    ShiftKindId,
    roster::board::{Block, Board, Place, Selection},
};
use leptos::prelude::*;
use web_sys::{MouseEvent, PointerEvent};

/// What a pressed mouse does.
#[derive(Clone, Copy, Debug, Default)]
pub enum Drag {
    /// Nothing.
    #[default]
    None,
    /// It selects from its anchor.
    Select,
    /// It selects whole rows.
    Rows,
    /// It selects whole columns.
    Columns,
    /// It paints.
    Paint {
        /// What it paints.
        kind_id: Option<ShiftKindId>,
        /// Where it was last.
        last: Place,
    },
}

/// The pointer over one table.
#[derive(Clone, Copy)]
pub struct Pointer {
    editing: Editing,
    drag: StoredValue<Drag>,
    /// A mouse has dealt with the press already; its click means nothing more.
    is_mouse: StoredValue<bool>,
    /// A tap changes one cell in a sheet of its own.
    is_phone: Signal<bool>,
}

impl Pointer {
    /// A pointer at rest.
    pub fn new(editing: Editing, is_phone: Signal<bool>) -> Self {
        Self { editing, drag: StoredValue::new(Drag::None), is_mouse: StoredValue::new(false), is_phone }
    }

    /// Something presses.
    pub fn press(self, event: &PointerEvent) {
        self.is_mouse.set_value(event.pointer_type() == "mouse" && !self.is_phone.get_untracked());
    }

    /// A button was pressed; or it was a finger, of which browsers tell likewise once it has gone.
    pub fn down(self, event: &MouseEvent) {
        if !self.is_mouse.get_value() || event.button() != 0 {
            return;
        }
        let Some(hit) = self.hit(event) else {
            self.editing.deselect();
            return;
        };
        // The browser would give the focus to the cell under the mouse instead of the one that is meant.
        event.prevent_default();
        let brush = self.editing.brush.get_untracked().filter(|_| self.editing.board(Board::may_edit));
        self.drag.set_value(match (hit, brush) {
            (Hit::Cell(place), Some(kind_id)) => {
                self.editing.deselect();
                self.editing.paint(place.into(), kind_id, false);
                self.editing.show(place, true);
                Drag::Paint { kind_id, last: place }
            }
            (Hit::Cell(place), None) => {
                self.select(place, event.shift_key());
                Drag::Select
            }
            (Hit::Row(row), _) => {
                self.editing.select(line(self.bounds().row(row)));
                Drag::Rows
            }
            (Hit::Column(column), _) => {
                self.editing.select(line(self.bounds().column(column)));
                Drag::Columns
            }
            (Hit::Foot(_), _) => Drag::None,
            (Hit::Corner, _) => {
                self.editing.select(line(self.bounds().all()));
                Drag::None
            }
        });
    }

    /// The pointer has come over something.
    pub fn over(self, event: &PointerEvent) {
        let drag = self.drag.get_value();
        if matches!(drag, Drag::None) {
            return;
        }
        // A button that was let go outside of the window says nothing.
        if event.buttons() & 1 == 0 {
            self.up();
            return;
        }
        let anchor = || self.editing.selection.get_untracked().map(|selection| selection.anchor);
        match (drag, self.hit(event)) {
            (Drag::Select, Some(Hit::Cell(focus))) => {
                let anchor = anchor().unwrap_or(focus);
                self.editing.select(Selection { anchor, focus });
            }
            (Drag::Rows, Some(Hit::Row(row) | Hit::Cell(Place { row, .. }))) => {
                if let Some(anchor) = anchor() {
                    self.editing.select(Selection { anchor, focus: Place { row, column: 0 } });
                }
            }
            (Drag::Columns, Some(Hit::Column(column) | Hit::Cell(Place { column, .. }))) => {
                if let Some(anchor) = anchor() {
                    self.editing.select(Selection { anchor, focus: Place { row: 0, column } });
                }
            }
            (Drag::Paint { kind_id, last }, Some(Hit::Cell(place))) => {
                // A fast stroke skips cells: those between are painted too.
                for passed in last.line_to(place) {
                    self.editing.paint(passed.into(), kind_id, true);
                }
                self.editing.show(place, true);
                self.drag.set_value(Drag::Paint { kind_id, last: place });
            }
            _ => {}
        }
    }

    /// The button was let go.
    pub fn up(self) {
        self.drag.try_set_value(Drag::None);
    }

    /// A tap, or what a screen reader makes of one.
    pub fn click(self, event: &MouseEvent) {
        match self.hit(event) {
            Some(Hit::Foot(column)) => return self.editing.panels.halves.set(Some(column)),
            Some(Hit::Column(column)) if self.is_phone.get_untracked() => {
                return self.editing.panels.halves.set(Some(column));
            }
            _ => {}
        }
        // A click without a press before it has no count: it was made by a screen reader.
        if self.is_mouse.get_value() && event.detail() > 0 {
            return;
        }
        match self.hit(event) {
            Some(Hit::Cell(place)) if self.is_phone.get_untracked() => {
                self.editing.show(place, true);
                self.editing.picked.set(Some(place));
            }
            Some(Hit::Cell(place)) => match self.editing.brush.get_untracked() {
                Some(kind_id) => {
                    self.editing.paint(place.into(), kind_id, false);
                    self.editing.show(place, true);
                }
                None => self.select(place, event.shift_key()),
            },
            Some(Hit::Row(row)) if !self.is_phone.get_untracked() => self.editing.select(line(self.bounds().row(row))),
            Some(Hit::Column(column)) if !self.is_phone.get_untracked() => {
                self.editing.select(line(self.bounds().column(column)));
            }
            _ => {}
        }
    }

    /// A day's head opens the day, and a cell its choice of shifts, unless a brush paints it.
    pub fn double_click(self, event: &MouseEvent) {
        match self.hit(event) {
            Some(Hit::Column(column)) => self.editing.panels.halves.set(Some(column)),
            Some(Hit::Cell(place)) if self.editing.brush.get_untracked().is_none() => {
                self.editing.picked.set(Some(place))
            }
            _ => {}
        }
    }

    fn select(self, place: Place, extends: bool) {
        let before = self.editing.selection.get_untracked().filter(|_| extends);
        let anchor = before.map_or(place, |selection| selection.anchor);
        self.editing.select(Selection { anchor, focus: place });
    }

    fn hit(self, event: &MouseEvent) -> Option<Hit> {
        self.editing.with_grid(|grid, board| grid.hit(board, event.target())).flatten()
    }

    fn bounds(self) -> dianwu_domain::roster::board::Bounds {
        self.editing.board(Board::bounds)
    }
}

/// A whole line, with the focus where it begins.
fn line(block: Block) -> Selection {
    Selection { anchor: block.last, focus: block.first }
}
