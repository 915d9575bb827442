//! A roster's sheet as its editor holds it: what each cell shows, what of it is saved, and what can be taken back.
//!
//! The board knows nothing of screens and sends nothing. Whoever shows it asks it to paint, draws the places that it
//! says have changed, sends the edits that it hands out and tells it the answer.

mod fill;
mod fit;
mod history;
mod keys;
mod paste;
mod place;
mod saving;
mod tally;
#[cfg(test)]
mod tests;
mod watch;

pub use self::{
    fill::{Reach, Turns},
    fit::{Filling, Misfit, Why},
    history::{History, Turn},
    keys::keys,
    place::{Block, Bounds, Motion, Place, Selection},
    saving::{Choice, Progress},
    tally::{RowTotal, Tally},
};

use super::api::{CellChange, CellEdit, Conflict, RosterHead, RosterStatus, Sheet, SheetPerson};
use crate::{Day, PersonId, ShiftKindId, shifts::api::ShiftKind};
use saving::Phase;
use std::collections::{BTreeMap, HashMap};
use watch::Watch;

/// One cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Slot {
    /// Somebody is not employed on that day.
    is_shut: bool,
    /// What it shows.
    shown: Option<ShiftKindId>,
    /// What this roster is known to hold.
    stored: Option<ShiftKindId>,
    /// The version that an edit names.
    seen: u32,
    /// How it was changed after publishing.
    change: Option<CellChange>,
    /// How far saving it is.
    phase: Phase,
}

/// What a cell shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// It cannot be filled.
    Shut,
    /// It is empty.
    Empty,
    /// It holds the shift kind of this place in [`Board::kinds`].
    Kind(usize),
    /// It holds a shift kind that nobody knows here.
    Unknown,
}

/// What is to be said of a cell beside what it shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is saved.
    None,
    /// It was changed after publishing.
    Changed,
    /// It waits to be sent.
    Unsaved,
    /// It is being sent.
    Saving,
    /// It could not be sent, or was refused.
    Failed,
    /// Somebody else changed it first.
    Conflict,
}

/// Cells that were copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip {
    width: usize,
    cells: Vec<Option<ShiftKindId>>,
}

impl Clip {
    /// How many cells it holds.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }
}

/// A sheet under the editor's hands.
#[derive(Clone, Debug)]
pub struct Board {
    head: RosterHead,
    may_edit: bool,
    people: Vec<SheetPerson>,
    rows: HashMap<PersonId, u16>,
    kinds: Vec<ShiftKind>,
    bounds: Bounds,
    slots: Vec<Slot>,
    tally: Tally,
    history: History,
    in_flight: Vec<CellEdit>,
    /// What whoever made them saw: a published roster, or a draft.
    is_sent_as_published: bool,
    /// The roster was published while cells were not saved that had been filled on a draft.
    is_overtaken: bool,
    is_failing: bool,
    conflicts: BTreeMap<Place, Conflict>,
    /// Set once it is known what the month is planned with.
    watch: Option<Watch>,
}

impl Board {
    /// A board with a sheet on it. `kinds` are all shift kinds, archived ones too.
    pub fn new(sheet: Sheet, mut kinds: Vec<ShiftKind>) -> Self {
        kinds.sort_by(|a, b| (a.fields.sort, &a.fields.code).cmp(&(b.fields.sort, &b.fields.code)));
        let Sheet { head, may_edit, kinds: named, people } = sheet;
        let columns = head.month.length();
        let bounds = Bounds { rows: u16::try_from(people.len()).unwrap_or(u16::MAX), columns };
        let height = usize::from(bounds.rows);
        let rows = (0..bounds.rows).map(|row| (people[usize::from(row)].id, row)).collect();
        let tally = Tally::new(height, usize::from(columns), kinds.len());
        let slots = people[..height].iter().flat_map(|person| head.month.days().map(|day| Slot::blank(person, day)));
        let slots = slots.collect();
        let mut board = Self {
            head,
            may_edit,
            people: Vec::new(),
            rows,
            kinds,
            bounds,
            slots,
            tally,
            history: History::default(),
            in_flight: Vec::new(),
            is_sent_as_published: false,
            is_overtaken: false,
            is_failing: false,
            conflicts: BTreeMap::new(),
            watch: None,
        };
        board.tally.empty = board.slots.iter().filter(|slot| !slot.is_shut).count();
        for (place, stored) in stored_cells(&people, &named, bounds) {
            board.show(place, stored.kind_id);
            board.slot_mut(place).store(stored);
        }
        board.people = people;
        board
    }

    /// Takes over a sheet that was fetched later. What is not saved stays as it is, with the version that it saw, so that
    /// it comes back as a conflict if somebody else was there first. Returns the cells that look different now, or
    /// nothing when people have come or gone: then the sheet must be laid out anew.
    pub fn refresh(&mut self, sheet: Sheet) -> Option<Vec<Place>> {
        let Sheet { head, may_edit, kinds: named, people } = sheet;
        let same = |a: &SheetPerson, b: &SheetPerson| (a.id, &a.stays, &a.employed) == (b.id, &b.stays, &b.employed);
        let is_same_layout = head.month == self.head.month
            && people.len() == self.people.len()
            && people.iter().zip(&self.people).all(|(a, b)| same(a, b));
        if !is_same_layout {
            return None;
        }
        let mut changed = Vec::new();
        for (place, stored) in stored_cells(&people, &named, self.bounds) {
            let slot = *self.slot(place);
            // An answer that was under way while the sheet was read may know more than the sheet.
            if slot.phase == Phase::Saved && stored.version > slot.seen {
                self.show(place, stored.kind_id);
                self.slot_mut(place).store(stored);
                changed.push(place);
            }
        }
        self.set_head(head);
        (self.may_edit, self.people) = (may_edit, people);
        Some(changed)
    }

    /// The roster without its cells, as it was last told.
    pub fn head(&self) -> &RosterHead {
        &self.head
    }

    /// Whether staff see it.
    pub fn is_published(&self) -> bool {
        self.head.status == RosterStatus::Published
    }

    /// The roster was published or otherwise moved on.
    pub fn set_head(&mut self, head: RosterHead) {
        let was_published = self.is_published();
        self.head = head;
        self.is_overtaken |= !was_published && self.is_published() && self.progress().unsaved() > 0;
    }

    /// Whether the caller may edit it.
    pub fn may_edit(&self) -> bool {
        self.may_edit
    }

    /// Its rows.
    pub fn people(&self) -> &[SheetPerson] {
        &self.people
    }

    /// Every shift kind, in the palette's order, archived ones included.
    pub fn kinds(&self) -> &[ShiftKind] {
        &self.kinds
    }

    /// The shift kinds that can be painted, with their places in [`Board::kinds`].
    pub fn palette(&self) -> impl Iterator<Item = (usize, &ShiftKind)> {
        self.kinds.iter().enumerate().filter(|(_, kind)| !kind.fields.is_archived)
    }

    /// How large it is.
    pub fn bounds(&self) -> Bounds {
        self.bounds
    }

    /// Its totals.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The day of a column.
    pub fn day(&self, column: u8) -> Day {
        self.head.month.first().plus(i64::from(column))
    }

    /// What a cell shows.
    pub fn face(&self, place: Place) -> Face {
        let slot = self.slot(place);
        match slot.shown {
            // A shift outside employment is shown, so that it can be seen to be wrong.
            None if slot.is_shut => Face::Shut,
            None => Face::Empty,
            Some(id) => self.kind_index(id).map_or(Face::Unknown, Face::Kind),
        }
    }

    /// The shift kind that a cell shows.
    pub fn shown(&self, place: Place) -> Option<ShiftKindId> {
        self.slot(place).shown
    }

    /// A shift kind.
    pub fn kind(&self, id: ShiftKindId) -> Option<&ShiftKind> {
        self.kind_index(id).and_then(|index| self.kinds.get(index))
    }

    /// Whether a cell lies outside employment.
    pub fn is_shut(&self, place: Place) -> bool {
        self.slot(place).is_shut
    }

    /// How a saved cell was changed after publishing.
    pub fn change(&self, place: Place) -> Option<CellChange> {
        self.slot(place).change
    }

    /// Fills or empties the cells of a block that may be filled, as one step, or as part of the step before when it
    /// `continues` that. Returns the cells that look different now.
    pub fn paint(&mut self, block: Block, kind_id: Option<ShiftKindId>, continues: bool) -> Vec<Place> {
        self.write(block.places().map(|place| (place, kind_id)).collect(), continues)
    }

    /// Fills or empties cells, each as it is told, as one step. Returns the cells that look different now.
    pub fn fill(&mut self, wanted: Vec<(Place, Option<ShiftKindId>)>) -> Vec<Place> {
        self.write(wanted, false)
    }

    /// Copies a block.
    pub fn copy(&self, block: Block) -> Clip {
        Clip { width: block.width(), cells: block.places().map(|place| self.shown(place)).collect() }
    }

    /// The cells that a pasted clip covers: the block, repeated as often as the clip fits into it, but at least once.
    fn pasted(&self, clip: &Clip, at: Block) -> Block {
        let height = clip.cells.len() / clip.width.max(1);
        let fit = |room: usize, size: usize| (room / size.max(1)).max(1) * size;
        let Place { row, column } = at.first;
        let reach = |from: usize, size: usize, end: usize| (from + size).min(end).saturating_sub(1);
        let (rows, columns) = (usize::from(self.bounds.rows), usize::from(self.bounds.columns));
        let last_row = reach(usize::from(row), fit(at.height(), height), rows);
        let last_column = reach(usize::from(column), fit(at.width(), clip.width), columns);
        let last =
            Place { row: u16::try_from(last_row).unwrap_or(row), column: u8::try_from(last_column).unwrap_or(column) };
        Block { first: at.first, last }
    }

    /// Takes the last step back, where nobody else has changed a cell since. Returns the cells that look different now.
    pub fn undo(&mut self) -> Vec<Place> {
        let step = self.history.undo().unwrap_or_default();
        let turns = step.iter().rev().filter(|turn| self.swap(turn.place, turn.after, turn.before));
        turns.map(|turn| turn.place).collect()
    }

    /// Does again what was taken back last, where nobody else has changed a cell since. Returns the cells that look
    /// different now.
    pub fn redo(&mut self) -> Vec<Place> {
        let step = self.history.redo().unwrap_or_default();
        let turns = step.iter().filter(|turn| self.swap(turn.place, turn.before, turn.after));
        turns.map(|turn| turn.place).collect()
    }

    /// What can be taken back.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Writes cells as one step, as far as they are on the sheet and their shift kinds are in use.
    fn write(&mut self, mut wanted: Vec<(Place, Option<ShiftKindId>)>, continues: bool) -> Vec<Place> {
        wanted.retain(|(place, after)| self.bounds.contains(*place) && self.is_offered(*after));
        self.write_any(wanted, continues)
    }

    /// Writes cells of the sheet as one step.
    fn write_any(&mut self, wanted: Vec<(Place, Option<ShiftKindId>)>, continues: bool) -> Vec<Place> {
        let mut turns = Vec::new();
        for (place, after) in wanted {
            let before = self.shown(place);
            if self.turn(place, after) {
                turns.push(Turn { place, before, after });
            }
        }
        let places = turns.iter().map(|turn| turn.place).collect();
        self.history.push(turns, continues);
        places
    }

    /// Archived kinds stay where they are, but are not painted.
    fn is_offered(&self, kind_id: Option<ShiftKindId>) -> bool {
        kind_id.is_none_or(|id| self.kind(id).is_some_and(|kind| !kind.fields.is_archived))
    }

    /// Changes a cell that shows `from`; whether it did.
    fn swap(&mut self, place: Place, from: Option<ShiftKindId>, to: Option<ShiftKindId>) -> bool {
        self.shown(place) == from && self.turn(place, to)
    }

    /// Changes one cell by hand; whether it did. Outside employment a cell can only be emptied.
    fn turn(&mut self, place: Place, kind_id: Option<ShiftKindId>) -> bool {
        let slot = *self.slot(place);
        if !self.may_edit || slot.shown == kind_id || (slot.is_shut && kind_id.is_some()) {
            return false;
        }
        self.show(place, kind_id);
        self.touched(place);
        true
    }

    /// Changes what a cell shows, and the totals with it.
    fn show(&mut self, place: Place, kind_id: Option<ShiftKindId>) {
        let index = self.index(place);
        let slot = &mut self.slots[index];
        let before = std::mem::replace(&mut slot.shown, kind_id);
        let can_be_filled = !slot.is_shut;
        let (row, column) = (usize::from(place.row), usize::from(place.column));
        let day = self.day(place.column);
        let known = |id: Option<ShiftKindId>| {
            let (place, kind) = self.kinds.iter().enumerate().find(|(_, kind)| Some(kind.id) == id)?;
            Some((place, kind.hours_on(day)))
        };
        if can_be_filled {
            self.tally.remove(row, column, known(before));
            self.tally.add(row, column, known(kind_id));
            self.tally.empty = self.tally.empty + usize::from(kind_id.is_none()) - usize::from(before.is_none());
        }
        self.note(place, kind_id);
    }

    fn kind_index(&self, id: ShiftKindId) -> Option<usize> {
        self.kinds.iter().position(|kind| kind.id == id)
    }

    fn place(&self, person_id: PersonId, day: Day) -> Option<Place> {
        let row = *self.rows.get(&person_id)?;
        (day.month() == self.head.month).then(|| Place { row, column: day.number() - 1 })
    }

    fn index(&self, place: Place) -> usize {
        usize::from(place.row) * usize::from(self.bounds.columns) + usize::from(place.column)
    }

    fn slot(&self, place: Place) -> &Slot {
        &self.slots[self.index(place)]
    }

    fn slot_mut(&mut self, place: Place) -> &mut Slot {
        let index = self.index(place);
        &mut self.slots[index]
    }
}

/// A cell as the roster holds it.
#[derive(Clone, Copy)]
struct Stored {
    kind_id: Option<ShiftKindId>,
    version: u32,
    change: Option<CellChange>,
}

/// The cells of a sheet that were ever filled.
fn stored_cells<'a>(
    people: &'a [SheetPerson],
    named: &'a [ShiftKindId],
    bounds: Bounds,
) -> impl Iterator<Item = (Place, Stored)> + 'a {
    let stored = move |(row, person): (u16, &'a SheetPerson)| {
        let cells = person.cells.iter().filter(move |cell| (1..=bounds.columns).contains(&cell.day));
        cells.map(move |cell| {
            let kind_id = cell.kind.and_then(|index| named.get(usize::from(index)).copied());
            let place = Place { row, column: cell.day - 1 };
            (place, Stored { kind_id, version: cell.version, change: cell.change })
        })
    };
    (0..bounds.rows).zip(people).flat_map(stored)
}

impl Slot {
    fn store(&mut self, Stored { kind_id, version, change }: Stored) {
        (self.stored, self.seen, self.change) = (kind_id, version, change);
    }

    fn blank(person: &SheetPerson, day: Day) -> Self {
        Self { is_shut: !person.belongs(day), shown: None, stored: None, seen: 0, change: None, phase: Phase::Saved }
    }
}
