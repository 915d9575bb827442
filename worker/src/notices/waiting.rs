//! What waits for somebody, as features tell it on their day.

use crate::kernel::{
    auth::Caller,
    d1::{Batch, Rows},
    error::Error,
};
use dianwu_domain::{
    Day, LocalTime,
    notices::waiting::{Line, Waiting},
};

/// How a line that waits for somebody presses: what presses stands above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pressing {
    /// People work without it.
    Now,
    /// Others wait for it.
    Asked,
    /// There is time.
    Soon,
}

/// Who is told what waits for them, and when.
pub struct Reader<'a> {
    /// Who.
    pub caller: &'a Caller,
    /// What the shop's clocks show.
    pub now: LocalTime,
    /// The business day.
    pub day: Day,
}

/// What a feature tells of its lines, at its door: asks for their rows, if there can be any, and reads them once they are
/// there.
pub type Waits = fn(&mut Batch, &Reader<'_>) -> Option<Read>;

/// Adds the lines of the rows that were asked for.
pub type Read = Box<dyn FnOnce(&Rows, &mut Lines) -> Result<(), Error>>;

/// What waits for somebody, as features add it.
#[derive(Debug, Default)]
pub struct Lines(Vec<(Pressing, &'static str, Waiting)>);

impl Lines {
    /// Adds a line.
    ///
    /// # Errors
    /// When it cannot be written: a fault of ours.
    pub fn push<L: Line>(&mut self, pressing: Pressing, line: &L) -> Result<(), Error> {
        let waiting = Waiting::of(line).map_err(|error| Error::internal(format!("line {}: {error}", L::KIND)))?;
        self.0.push((pressing, L::KIND, waiting));
        Ok(())
    }

    /// The lines, the most pressing first, and those that press alike as they were added.
    pub fn in_order(mut self) -> Vec<Waiting> {
        self.0.sort_by_key(|(pressing, ..)| *pressing);
        self.0.into_iter().map(|(.., waiting)| waiting).collect()
    }

    /// Whether there is a line of this kind.
    pub fn has<L: Line>(&self) -> bool {
        self.0.iter().any(|(_, kind, _)| *kind == L::KIND)
    }
}
