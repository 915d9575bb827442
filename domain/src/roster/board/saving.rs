//! Which edits are still to be saved, and what the answers make of them.
//!
//! One batch is under way at a time. Until it is answered it is sent again unchanged, so that a batch whose answer was
//! lost is recognised by the worker; what is painted meanwhile waits for the next one.

use super::{Board, Mark, Place, history::History};
use crate::{
    FieldError, ShiftKindId,
    roster::api::{CellEdit, CellState, Conflict, EditReply, MAX_EDITS},
};

/// How far saving a cell is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// What it shows is what the roster holds.
    Saved,
    /// It waits to be sent, or for a conflict to be settled.
    Unsaved,
    /// It is in the batch that is under way.
    Sent,
    /// The worker refused it; it waits for another value.
    Refused,
}

/// Whose value of a cell in conflict stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The editor's.
    Mine,
    /// The other one's.
    Theirs,
}

/// How many cells are not saved, and why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// They wait to be sent.
    pub waiting: usize,
    /// They are under way, or were and are not answered.
    pub sent: usize,
    /// The worker refused them.
    pub refused: usize,
    /// Somebody else changed them first.
    pub conflicts: usize,
}

impl Progress {
    /// How many are not saved.
    pub fn unsaved(self) -> usize {
        self.waiting + self.sent + self.refused + self.conflicts
    }
}

impl Board {
    /// How often the cells on the sheet had been written when they were last told, as
    /// [`RosterCheck::shown`](crate::roster::api::RosterCheck::shown) counts it.
    pub fn writes(&self) -> u32 {
        self.slots.iter().map(|slot| slot.seen).sum()
    }

    /// What is to be said of a cell.
    pub fn mark(&self, place: Place) -> Mark {
        if self.conflicts.contains_key(&place) {
            return Mark::Conflict;
        }
        let slot = self.slot(place);
        match slot.phase {
            Phase::Saved if slot.change.is_some() => Mark::Changed,
            Phase::Saved => Mark::None,
            Phase::Unsaved => Mark::Unsaved,
            Phase::Sent if self.is_failing => Mark::Failed,
            Phase::Sent => Mark::Saving,
            Phase::Refused => Mark::Failed,
        }
    }

    /// How many cells are not saved.
    pub fn progress(&self) -> Progress {
        let mut progress = Progress { conflicts: self.conflicts.len(), ..Progress::default() };
        for slot in &self.slots {
            match slot.phase {
                Phase::Saved => {}
                Phase::Unsaved => progress.waiting += 1,
                Phase::Sent => progress.sent += 1,
                Phase::Refused => progress.refused += 1,
            }
        }
        progress.waiting -= progress.conflicts;
        progress
    }

    /// The cells that somebody else changed first, in the sheet's order.
    pub fn conflicts(&self) -> impl Iterator<Item = (Place, &Conflict)> {
        self.conflicts.iter().map(|(place, conflict)| (*place, conflict))
    }

    /// The batch to send now: the one that was not answered, else what waits; empty when nothing does.
    pub fn take_batch(&mut self) -> Vec<CellEdit> {
        self.is_failing = false;
        if self.in_flight.is_empty() {
            self.is_sent_as_published = self.saw_published();
            let waiting: Vec<Place> = self.bounds_places().filter(|place| self.is_waiting(*place)).collect();
            for place in waiting.into_iter().take(MAX_EDITS) {
                self.slot_mut(place).phase = Phase::Sent;
                self.in_flight.push(self.edit(place));
            }
        }
        self.in_flight.clone()
    }

    /// Whether the batch of [`Board::take_batch`] was filled on a published roster, as far as could be seen.
    pub fn is_sent_as_published(&self) -> bool {
        self.is_sent_as_published
    }

    /// Whether what is not saved was filled on a published roster, as far as could be seen.
    pub fn saw_published(&self) -> bool {
        self.is_published() && !self.is_overtaken
    }

    /// How many cells are not saved that were filled on a draft, while the roster is published by now. Staff would see
    /// them at once: they wait until [`Board::go_on`], or until they are taken back.
    pub fn overtaken(&mut self) -> usize {
        let unsaved = self.progress().unsaved();
        self.is_overtaken &= unsaved > 0;
        if self.is_overtaken { unsaved } else { 0 }
    }

    /// What was filled on a draft is meant for the published roster too.
    pub fn go_on(&mut self) {
        self.is_overtaken = false;
    }

    /// Shows again what is saved, as one step, but for conflicts that wait to be settled. Returns the cells that look
    /// different.
    pub fn revert(&mut self) -> Vec<Place> {
        let places = (0..self.bounds.rows).flat_map(|row| self.unsaved_of(row)).collect::<Vec<_>>();
        let wanted = places.into_iter().map(|place| (place, self.slot(place).stored)).collect();
        // What is saved may hold a shift kind that has been archived since.
        let places = self.write_any(wanted, false);
        if self.is_overtaken {
            // An undo would bring the draft's cells back as changes of what staff see, without a question.
            self.history = History::default();
        }
        places
    }

    /// The batch could not be sent, or its answer was lost: it stays as it is. Returns the cells that look different.
    pub fn fail(&mut self) -> Vec<Place> {
        self.is_failing = true;
        self.sent_places()
    }

    /// The batch was answered. Returns the cells that look different.
    pub fn settle(&mut self, reply: EditReply) -> Vec<Place> {
        let mut places = self.end_batch();
        for state in reply.saved {
            if let Some(place) = self.place(state.person_id, state.day) {
                self.stand(place, state);
            }
        }
        for conflict in reply.conflicts {
            if let Some(place) = self.place(conflict.theirs.person_id, conflict.theirs.day) {
                self.collide(place, conflict);
                places.push(place);
            }
        }
        self.set_head(reply.head);
        places
    }

    /// The worker refused the batch because of some of its edits: these wait for another value, the others are sent
    /// again. Returns the cells that look different.
    pub fn refuse(&mut self, errors: &[FieldError]) -> Vec<Place> {
        let batch = self.in_flight.clone();
        let places = self.end_batch();
        let wrong: Vec<usize> = errors.iter().filter_map(|error| edit_index(&error.field)).collect();
        for (index, edit) in batch.iter().enumerate() {
            // An error that names no edit speaks of them all.
            let is_wrong = wrong.is_empty() || wrong.contains(&index);
            let Some(place) = self.place(edit.person_id, edit.day).filter(|_| is_wrong) else { continue };
            let slot = self.slot_mut(place);
            if slot.phase == Phase::Unsaved && slot.shown == edit.kind_id {
                slot.phase = Phase::Refused;
            }
        }
        places
    }

    /// The batch was refused as a whole, until somebody says why it shall be: it waits again. Returns the cells that look
    /// different.
    pub fn hold(&mut self) -> Vec<Place> {
        self.end_batch()
    }

    /// Settles a conflict. Returns the cells that look different. What staff were told by another department stays until
    /// this roster is published.
    pub fn choose(&mut self, place: Place, choice: Choice) -> Vec<Place> {
        let is_open = choice == Choice::Theirs || self.is_published();
        if self.conflicts.get(&place).is_some_and(|conflict| conflict.is_told && !is_open) {
            return Vec::new();
        }
        let Some(conflict) = self.conflicts.remove(&place) else { return Vec::new() };
        let theirs = conflict.theirs;
        let is_here = conflict.department_id.is_none();
        let mine = self.shown(place);
        match choice {
            Choice::Mine => {
                let slot = self.slot_mut(place);
                slot.seen = theirs.version;
                if is_here {
                    (slot.stored, slot.change) = (theirs.kind_id, theirs.change);
                }
                slot.phase = if slot.stored == mine { Phase::Saved } else { Phase::Unsaved };
            }
            Choice::Theirs if is_here => {
                self.show(place, theirs.kind_id);
                self.stand(place, theirs);
            }
            // The cell stays with the other department: here it holds what it held.
            Choice::Theirs => {
                let stored = self.slot(place).stored;
                self.show(place, stored);
                self.slot_mut(place).phase = Phase::Saved;
            }
        }
        vec![place]
    }

    /// Settles all conflicts alike. Returns the cells that look different.
    pub fn choose_all(&mut self, choice: Choice) -> Vec<Place> {
        let places: Vec<Place> = self.conflicts.keys().copied().collect();
        places.into_iter().flat_map(|place| self.choose(place, choice)).collect()
    }

    /// Everything that is not saved, to be kept until the sheet is opened again.
    pub fn leftovers(&self) -> Vec<CellEdit> {
        let unsaved = self.bounds_places().filter(|place| self.slot(*place).phase != Phase::Saved);
        unsaved.map(|place| self.edit(place)).collect()
    }

    /// Takes up what was not saved when the sheet was left. Each edit keeps the version that it saw, so that whatever
    /// somebody else wrote since comes back as a conflict. `saw_published` is what [`Board::saw_published`] was, where that
    /// is known. Returns how many cells it filled.
    pub fn restore(&mut self, edits: &[CellEdit], saw_published: Option<bool>) -> usize {
        let mut count = 0;
        for edit in edits {
            let can_be = |place: &Place| edit.kind_id.is_none() || !self.is_shut(*place);
            let Some(place) = self.place(edit.person_id, edit.day).filter(can_be) else { continue };
            if !self.may_edit || !self.is_offered(edit.kind_id) || self.slot(place).stored == edit.kind_id {
                continue;
            }
            self.show(place, edit.kind_id);
            let slot = self.slot_mut(place);
            slot.phase = Phase::Unsaved;
            slot.seen = edit.version;
            count += 1;
        }
        self.is_overtaken |= count > 0 && saw_published == Some(false) && self.is_published();
        count
    }

    /// A cell was changed by hand.
    pub(super) fn touched(&mut self, place: Place) {
        let theirs = self.conflicts.get(&place).filter(|conflict| conflict.department_id.is_none());
        if let Some(theirs) = theirs.map(|conflict| conflict.theirs) {
            if self.slot(place).shown == theirs.kind_id {
                self.conflicts.remove(&place);
                self.stand(place, theirs);
            }
            return;
        }
        if self.conflicts.contains_key(&place) {
            return;
        }
        let slot = self.slot_mut(place);
        if slot.phase != Phase::Sent {
            slot.phase = if slot.shown == slot.stored { Phase::Saved } else { Phase::Unsaved };
        }
    }

    /// A cell stands in the roster like this now.
    fn stand(&mut self, place: Place, state: CellState) {
        let slot = self.slot_mut(place);
        (slot.stored, slot.seen, slot.change) = (state.kind_id, state.version, state.change);
        slot.phase = if slot.shown == slot.stored { Phase::Saved } else { Phase::Unsaved };
    }

    /// Somebody else was first, unless they wanted the same.
    fn collide(&mut self, place: Place, conflict: Conflict) {
        let mine: Option<ShiftKindId> = self.shown(place);
        if conflict.department_id.is_none() && conflict.theirs.kind_id == mine {
            self.stand(place, conflict.theirs);
        } else {
            self.slot_mut(place).phase = Phase::Unsaved;
            self.conflicts.insert(place, conflict);
        }
    }

    /// The batch is done with; what it held and was not answered waits again.
    fn end_batch(&mut self) -> Vec<Place> {
        let places = self.sent_places();
        for place in &places {
            self.slot_mut(*place).phase = Phase::Unsaved;
        }
        self.in_flight.clear();
        self.is_failing = false;
        places
    }

    fn is_waiting(&self, place: Place) -> bool {
        self.slot(place).phase == Phase::Unsaved && !self.conflicts.contains_key(&place)
    }

    /// The cells of the batch that is under way.
    pub fn sent_places(&self) -> Vec<Place> {
        self.in_flight.iter().filter_map(|edit| self.place(edit.person_id, edit.day)).collect()
    }

    fn bounds_places(&self) -> impl Iterator<Item = Place> + use<> {
        let rows = self.bounds.rows;
        let columns = self.bounds.columns;
        (0..rows).flat_map(move |row| (0..columns).map(move |column| Place { row, column }))
    }

    fn edit(&self, place: Place) -> CellEdit {
        let slot = self.slot(place);
        CellEdit {
            person_id: self.people()[usize::from(place.row)].id,
            day: self.day(place.column),
            kind_id: slot.shown,
            version: slot.seen,
        }
    }
}

/// The place in the batch of the edit that a field such as `edits[3].day` belongs to.
fn edit_index(field: &str) -> Option<usize> {
    let (index, _) = field.strip_prefix("edits[")?.split_once(']')?;
    index.parse().ok()
}
