//! What can be taken back.

use super::place::Place;
use crate::ShiftKindId;

/// Steps that can be taken back; older ones are forgotten.
const MAX_STEPS: usize = 200;

/// What one cell showed before a step and after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Which cell.
    pub place: Place,
    /// What it showed before.
    pub before: Option<ShiftKindId>,
    /// What it shows after.
    pub after: Option<ShiftKindId>,
}

/// Steps done and steps taken back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    done: Vec<Vec<Turn>>,
    undone: Vec<Vec<Turn>>,
    /// The last step may still grow.
    is_open: bool,
}

impl History {
    /// Remembers a step; one that continues grows the one before, as while the mouse is drawn over the sheet.
    pub fn push(&mut self, turns: Vec<Turn>, continues: bool) {
        self.is_open &= continues;
        if turns.is_empty() {
            return;
        }
        self.undone.clear();
        match self.done.last_mut().filter(|_| self.is_open) {
            Some(step) => step.extend(turns),
            None => self.done.push(turns),
        }
        self.is_open = true;
        if self.done.len() > MAX_STEPS {
            self.done.remove(0);
        }
    }

    /// The last step, to be taken back from its end.
    pub fn undo(&mut self) -> Option<Vec<Turn>> {
        self.is_open = false;
        let step = self.done.pop()?;
        self.undone.push(step.clone());
        Some(step)
    }

    /// The step that was taken back last.
    pub fn redo(&mut self) -> Option<Vec<Turn>> {
        self.is_open = false;
        let step = self.undone.pop()?;
        self.done.push(step.clone());
        Some(step)
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    /// Whether there is something to do again.
    pub fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }
}
