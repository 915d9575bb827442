//! What the editor's parts share: the board, the table that shows it, and the few things of it that views follow.

use super::{
    grid::{Grid, name_of},
    saving::Saving,
};
use crate::{
    text,
    ui::{Toasts, use_toasts},
};
use dianwu_domain::{
    ShiftKindId,
    roster::{
        api::{Conflict, RosterContext, RosterHead, RosterPath, Sheet},
        board::{Block, Board, Choice, Filling, Place, Progress, Selection},
    },
    worktime::Finding,
};
use leptos::prelude::*;
use std::{cell::RefCell, rc::Rc};

/// A filling that waits for an answer, and what to do once it is written.
#[derive(Clone, Debug)]
pub struct Refused {
    /// What was to be written.
    pub filling: Filling,
    /// Closes the form that it came from.
    pub written: Option<Callback<()>>,
}

/// Whether the rules can be asked: what a month is planned with comes in a request of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Planning {
    /// It is under way.
    Asked,
    /// It is there.
    Known,
    /// It could not be read.
    Failed,
}

/// What is open beside the table.
#[derive(Clone, Copy)]
pub struct Panels {
    /// A phone's panel was put off.
    pub is_put_off: RwSignal<bool>,
    /// The list of findings is open.
    pub lists_findings: RwSignal<bool>,
    /// What was to be written, while some of it does not fit: nothing of it is written yet.
    pub refused: RwSignal<Option<Refused>>,
    /// The day that is shown by half hours.
    pub halves: RwSignal<Option<u8>>,
}

impl Panels {
    fn closed() -> Self {
        Self {
            is_put_off: RwSignal::new(false),
            lists_findings: RwSignal::new(false),
            refused: RwSignal::new(None),
            halves: RwSignal::new(None),
        }
    }

    fn close(self) {
        self.refused.set(None);
        self.halves.set(None);
        self.lists_findings.set(false);
        self.is_put_off.set(false);
    }
}

/// A sheet on the screen. It stays for as long as somebody saves it, even if the page is gone.
#[derive(Clone, Copy)]
pub struct Editing {
    /// Which roster it is.
    pub path: RosterPath,
    /// The roster without its cells.
    pub head: RwSignal<RosterHead>,
    /// How many cells are not saved.
    pub progress: RwSignal<Progress>,
    /// Whether a step can be taken back, and done again.
    pub steps: RwSignal<(bool, bool)>,
    /// The cells that somebody else changed first.
    pub conflicts: RwSignal<Vec<(Place, Conflict)>>,
    /// What is selected.
    pub selection: RwSignal<Option<Selection>>,
    /// What the mouse paints: a shift kind, or nothing at all, which empties.
    pub brush: RwSignal<Option<Option<ShiftKindId>>>,
    /// The cell that is changed in a sheet of its own.
    pub picked: RwSignal<Option<Place>>,
    /// What the rules find, the heaviest first.
    pub findings: RwSignal<Vec<Finding>>,
    /// Whether the rules can be asked.
    pub planning: RwSignal<Planning>,
    /// How its saving goes.
    pub saving: Saving,
    /// What of it is open beside the table.
    pub panels: Panels,
    /// What was done, for screen readers.
    pub told: RwSignal<String>,
    board: StoredValue<Rc<RefCell<Board>>, LocalStorage>,
    grid: StoredValue<Option<Grid>, LocalStorage>,
    is_open: StoredValue<bool>,
    toasts: Toasts,
}

impl Editing {
    /// Begins with a board.
    pub fn new(path: RosterPath, board: Board) -> Self {
        Self {
            path,
            head: RwSignal::new(board.head().clone()),
            progress: RwSignal::new(board.progress()),
            steps: RwSignal::new((false, false)),
            conflicts: RwSignal::new(Vec::new()),
            selection: RwSignal::new(None),
            brush: RwSignal::new(None),
            picked: RwSignal::new(None),
            findings: RwSignal::new(Vec::new()),
            planning: RwSignal::new(Planning::Asked),
            saving: Saving::new(),
            panels: Panels::closed(),
            told: RwSignal::new(String::new()),
            board: StoredValue::new_local(Rc::new(RefCell::new(board))),
            grid: StoredValue::new_local(None),
            is_open: StoredValue::new(false),
            toasts: use_toasts(),
        }
    }

    /// The board itself, for what outlives the page.
    pub fn shared_board(self) -> Rc<RefCell<Board>> {
        self.board.get_value()
    }

    /// Whether it is on the screen.
    pub fn is_open(self) -> bool {
        self.is_open.try_get_value().unwrap_or(false)
    }

    /// It comes to the screen, without anything that was asked the last time.
    pub fn open(self) {
        self.is_open.set_value(true);
        self.selection.set(None);
        self.brush.set(None);
        self.picked.set(None);
        self.panels.close();
        self.told.set(String::new());
    }

    /// It goes from the screen.
    pub fn close(self) {
        self.is_open.set_value(false);
        self.grid.set_value(None);
    }

    /// Looks at the board.
    pub fn board<T>(self, look: impl FnOnce(&Board) -> T) -> T {
        self.board.with_value(|board| look(&board.borrow()))
    }

    /// Shows the board with this table from now on.
    pub fn set_grid(self, grid: Grid) {
        self.grid.set_value(Some(grid));
        let selection = self.selection.get_untracked();
        self.with_grid(|grid, _| grid.select(selection.map(Selection::block)));
    }

    /// Works on the table, if it is there.
    pub fn with_grid<T>(self, work: impl FnOnce(&mut Grid, &Board) -> T) -> Option<T> {
        let board = self.board.try_get_value()?;
        let board = board.borrow();
        self.grid.try_update_value(|grid| grid.as_mut().map(|grid| work(grid, &board))).flatten()
    }

    /// The one cell that the keys reach.
    pub fn active(self) -> Place {
        self.with_grid(|grid, _| grid.active()).unwrap_or_default()
    }

    /// Selects, and brings the focus there.
    pub fn select(self, selection: Selection) {
        self.selection.set(Some(selection));
        self.with_grid(|grid, board| {
            grid.select(Some(selection.block()));
            grid.activate(board, selection.focus, true);
        });
        let count = selection.block().places().count();
        if count > 1 {
            self.told.set(text::roster::told_selected(count));
        }
    }

    /// Selects nothing.
    pub fn deselect(self) {
        self.selection.set(None);
        self.with_grid(|grid, _| grid.select(None));
    }

    /// Brings the focus back to the table.
    pub fn focus(self) {
        self.with_grid(|grid, board| grid.activate(board, grid.active(), true));
    }

    /// Brings a cell into view without selecting it.
    pub fn show(self, place: Place, takes_focus: bool) {
        self.with_grid(|grid, board| grid.activate(board, place, takes_focus));
    }

    /// Marks cells that somebody else has just changed, in place of those before.
    pub fn flag(self, places: &[Place]) {
        self.with_grid(|grid, _| grid.flag(places));
    }

    /// What the keys work on: the selection, else the cell that they reach.
    pub fn target(self) -> Block {
        let selection = self.selection.get_untracked();
        selection.map_or_else(|| self.active().into(), Selection::block)
    }

    /// Fills or empties a block; `continues` while the mouse is drawn on.
    pub fn paint(self, block: Block, kind_id: Option<ShiftKindId>, continues: bool) {
        let places = self.edit(|board| board.paint(block, kind_id, continues));
        if !places.is_empty() {
            let name = self.board(|board| {
                kind_id.map_or_else(|| text::roster::clear_cell().to_owned(), |id| name_of(board, Some(id)))
            });
            self.told.set(text::roster::told_painted(&name, places.len()));
        }
    }

    /// Fills cells as one step, then runs `written`; while any of them does not fit, nothing is written and the user is
    /// asked.
    pub fn fill(self, filling: Filling, written: Option<Callback<()>>) {
        if !filling.misfits.is_empty() {
            self.panels.refused.set(Some(Refused { filling, written }));
            return;
        }
        self.fill_what_fits(filling, written);
    }

    /// Fills what fits, as one step.
    pub fn fill_what_fits(self, filling: Filling, written: Option<Callback<()>>) {
        let places = self.edit(|board| board.fill(filling.wanted));
        self.told.set(text::roster::told_filled(places.len()));
        if let Some(covered) = filling.covers {
            self.select(Selection { anchor: covered.last, focus: covered.first });
        }
        if let Some(written) = written {
            written.try_run(());
        }
    }

    /// The cells that are selected, as a spreadsheet takes them.
    pub fn copy(self) -> String {
        let (count, block) = self.board(|board| {
            let clip = board.copy(self.target());
            (clip.len(), board.write_block(&clip))
        });
        self.told.set(text::roster::told_copied(count));
        block
    }

    /// Pastes a block from here or from a spreadsheet.
    pub fn paste(self, block: &str) {
        let at = self.target();
        self.fill(self.board(|board| board.pasting_text(block, at)), None);
    }

    /// Takes the last step back.
    pub fn undo(self) {
        let (can_undo, _) = self.steps.get_untracked();
        let places = self.edit(Board::undo);
        self.tell_step(can_undo, places.len(), text::roster::told_undone);
        if let Some(first) = places.last() {
            self.show(*first, false);
        }
    }

    /// Does again what was taken back.
    pub fn redo(self) {
        let (_, can_redo) = self.steps.get_untracked();
        let places = self.edit(Board::redo);
        self.tell_step(can_redo, places.len(), text::roster::told_redone);
        if let Some(first) = places.first() {
            self.show(*first, false);
        }
    }

    /// Says how many cells a step changed; that it changed none is said to everybody, since nothing can be seen of it.
    fn tell_step(self, was_there: bool, count: usize, words: fn(usize) -> String) {
        if count > 0 {
            self.told.set(words(count));
        } else if was_there {
            self.toasts.bad(text::roster::step_overtaken());
        }
    }

    /// Shows again what is saved where a change breaks a rule.
    pub fn revert_breaches(self) {
        self.tell_step(false, self.edit(Board::revert_breaches).len(), text::roster::told_undone);
    }

    /// Shows again what is saved.
    pub fn revert(self) {
        self.tell_step(false, self.edit(Board::revert).len(), text::roster::told_undone);
    }

    /// Saves what was filled on a draft as changes of the roster that was published meanwhile.
    pub fn go_on(self) {
        self.edit(|board| {
            board.go_on();
            Vec::new()
        });
    }

    /// Settles a conflict, or all.
    pub fn choose(self, place: Option<Place>, choice: Choice) {
        self.edit(|board| match place {
            Some(place) => board.choose(place, choice),
            None => board.choose_all(choice),
        });
    }

    /// Changes the board, draws what changed, and has it saved.
    fn edit(self, work: impl FnOnce(&mut Board) -> Vec<Place>) -> Vec<Place> {
        let places = self.board.with_value(|board| work(&mut board.borrow_mut()));
        self.drawn(&places);
        if let Some(saver) = self.saving.by() {
            saver.soon();
        }
        places
    }

    /// It has become known what the month is planned with.
    pub fn plan(self, context: RosterContext) {
        let places = self.board.with_value(|board| board.borrow_mut().plan_with(context));
        self.planning.set(Planning::Known);
        // A table that cannot be marked has been told of when it was built.
        let _ = self.with_grid(Grid::draw_plan);
        self.drawn(&places);
    }

    /// The board has changed at these places: the rules are asked again, and the screen follows.
    pub fn drawn(self, places: &[Place]) {
        let Some(board) = self.board.try_get_value() else { return };
        let mut places = places.to_vec();
        places.extend(board.borrow_mut().recheck());
        let overtaken = board.borrow_mut().overtaken();
        places.sort_unstable();
        places.dedup();
        self.with_grid(|grid, board| grid.draw(board, &places));
        let board = board.borrow();
        let findings = board.findings();
        if self.findings.with_untracked(|known| *known != findings) {
            self.findings.set(findings);
        }
        self.progress.set(board.progress());
        if self.saving.overtaken.get_untracked() != overtaken {
            self.saving.overtaken.set(overtaken);
        }
        let history = board.history();
        self.steps.set((history.can_undo(), history.can_redo()));
        if self.head.with_untracked(|head| head != board.head()) {
            self.head.set(board.head().clone());
        }
        let conflicts: Vec<_> = board.conflicts().map(|(place, conflict)| (place, conflict.clone())).collect();
        if self.conflicts.with_untracked(|known| *known != conflicts) {
            self.conflicts.set(conflicts);
        }
    }

    /// Takes over what others have saved meanwhile, and says which cells look different; nothing when the sheet must be
    /// laid out anew.
    pub fn refresh(self, sheet: Sheet) -> Option<Vec<Place>> {
        let places = self.board.with_value(|board| board.borrow_mut().refresh(sheet));
        self.drawn(places.as_deref().unwrap_or_default());
        places
    }

    /// The roster was published or has otherwise moved on.
    pub fn set_head(self, head: RosterHead) {
        self.board.with_value(|board| board.borrow_mut().set_head(head));
        self.drawn(&[]);
    }
}
