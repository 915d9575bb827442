//! What waits for somebody, as features tell it on their day.

use dianwu_domain::notices::waiting::Waiting;

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

/// What waits for somebody, as features add it.
#[derive(Debug, Default)]
pub struct Lines(Vec<(Pressing, Waiting)>);

impl Lines {
    /// Adds a line.
    pub fn push(&mut self, pressing: Pressing, waiting: Waiting) {
        self.0.push((pressing, waiting));
    }

    /// The lines, the most pressing first, and those that press alike as they were added.
    pub fn in_order(mut self) -> Vec<Waiting> {
        self.0.sort_by_key(|(pressing, _)| *pressing);
        self.0.into_iter().map(|(_, waiting)| waiting).collect()
    }

    /// Whether there is such a line.
    pub fn has(&self, is: impl Fn(&Waiting) -> bool) -> bool {
        self.0.iter().any(|(_, waiting)| is(waiting))
    }
}
