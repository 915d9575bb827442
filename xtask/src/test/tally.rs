//! Counting what passed and what failed.

use std::{fmt, process::ExitCode, time::Duration};

use crate::failure::{Failure, Result};

/// How many tests and checks passed and failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many passed.
    pub passed: usize,
    /// How many failed.
    pub failed: usize,
    /// How long those took whose time is known, by name.
    pub times: Vec<(Duration, String)>,
}

impl Tally {
    /// Adds another count to this one.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.times.extend(other.times);
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
    pub const fn is_empty(&self) -> bool {
        self.passed == 0 && self.failed == 0
    }

    /// The tests that took longest, the longest first.
    pub fn slowest(&self, most: usize) -> Vec<&(Duration, String)> {
        let mut times: Vec<_> = self.times.iter().collect();
        times.sort_unstable_by_key(|(time, _)| std::cmp::Reverse(*time));
        times.truncate(most);
        times
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slowest_are_told_first() {
        let times = [3, 5, 4].map(|seconds| (Duration::from_secs(seconds), seconds.to_string()));
        let tally = Tally { times: times.to_vec(), ..Tally::default() };
        let names: Vec<_> = tally.slowest(2).into_iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["5", "4"]);
    }
}
