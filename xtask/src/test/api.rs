//! The middle ring: the API against the built worker, and the chores that need it.

use crate::{
    clock::Moment,
    failure::Result,
    project::Project,
    report::note,
    test::{Tally, libtest},
};

/// Of the whole workspace, as the inner ring's (`unit`): so they share what they need.
const TESTS: [&str; 5] = ["--workspace", "--test", "api", "--test", "chores"];

/// Other moments for the tests that touch dates: the night of a year's last day, and a leap day before the business day
/// begins.
const OTHER_MOMENTS: [&str; 2] = ["2026-12-31T23:50", "2028-02-29T02:30"];

/// The tests that touch dates, by the beginnings of their names.
const DATED: [&str; 9] = [
    "roster::",
    "people::employment::",
    "people::person::a_code_",
    "people::person::whoever_",
    "open_shifts::",
    "cleaning::",
    "notices::",
    "wishes::",
    "jobs::",
];

/// What of these asks the database and not the calendar, by parts of their names: who of several wins, and lists that are
/// kept by name.
const UNDATED: [&str; 5] =
    ["at_once", "roster::busy::", "roster::conflict::", "planning::cycles_", "planning::demands_"];

/// Runs it at a moment, or at the usual one and what touches dates at others. The worker must have been built.
pub fn run(project: &Project, filter: Option<&str>, at: Option<Moment>, tally: &mut Tally) -> Result<()> {
    let usual = at.map_or_else(Moment::usual, Ok)?;
    let programs = libtest::compile(project, &TESTS)?;
    libtest::run(&programs, filter.as_slice(), &[], usual, tally)?;
    if filter.is_some() || at.is_some() {
        return Ok(());
    }
    for other in OTHER_MOMENTS {
        note(&format!("the API tests that touch dates, as of {other}"));
        let api = programs.iter().filter(|program| program.is("api"));
        libtest::run(api, &DATED, &UNDATED, other.parse()?, tally)?;
    }
    Ok(())
}
