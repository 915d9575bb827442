//! Counting what passed and what failed.

use std::{fmt, process::ExitCode};

use crate::failure::{Failure, Result};

/// How many tests and checks passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many passed.
    pub passed: usize,
    /// How many failed.
    pub failed: usize,
}

impl Tally {
    /// Adds another count to this one.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// Counts a check as one test and tells its failure at once, so that the ones after it still run.
    pub fn check(&mut self, result: Result<()>) {
        match result {
            Ok(()) => self.passed += 1,
            Err(failure) => self.failure(&failure),
        }
    }

    /// Tells and counts a failure that is not a test's own, such as a program that did not compile.
    pub fn failure(&mut self, failure: &Failure) {
        eprintln!("\n{failure}\n");
        self.failed += 1;
    }

    /// Whether nothing was counted.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Ends a run: prints the counts alone on the last line. It failed when something failed or nothing ran.
    pub fn close(self) -> ExitCode {
        println!("{self}");
        if self.failed == 0 && self.passed > 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}
