//! What people see while a chore runs: numbered steps with their times.

use std::time::{Duration, Instant};

use crate::failure::Result;

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Work was done.
    Done,
    /// Nothing had changed since the last time.
    UpToDate,
}

/// The numbered steps of a chore.
#[derive(Debug)]
pub struct Steps {
    total: usize,
    begun: usize,
}

impl Steps {
    /// A chore of so many steps.
    pub fn new(total: usize) -> Self {
        Self { total, begun: 0 }
    }

    /// Runs one step and says how long it took. `what` is a short phrase, as in "Building the app".
    pub fn step(&mut self, what: &str, work: impl FnOnce() -> Result<Outcome>) -> Result<()> {
        self.begun += 1;
        eprintln!("[{}/{}] {what}", self.begun, self.total);
        let start = Instant::now();
        let outcome = work()?;
        let ending = match outcome {
            Outcome::Done => format!("done in {}", seconds(start.elapsed())),
            Outcome::UpToDate => "up to date".to_owned(),
        };
        eprintln!("      {ending}");
        Ok(())
    }
}

/// Tells something below a step's title.
pub fn note(text: &str) {
    eprintln!("      {text}");
}

/// A duration as people read it.
pub fn seconds(time: Duration) -> String {
    match time.as_secs() {
        0..=9 => format!("{:.1} s", time.as_secs_f32()),
        10..=119 => format!("{} s", time.as_secs()),
        more => format!("{} min {} s", more / 60, more % 60),
    }
}
