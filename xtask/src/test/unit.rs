//! The inner ring: everything that runs natively, without a server.

use crate::{
    clock::Moment,
    failure::Result,
    project::Project,
    test::{Tally, libtest},
};

/// Of the whole workspace, whose features are those of the other ring's programs and of the lints then: nothing is compiled
/// once for each.
const TESTS: [&str; 3] = ["--workspace", "--lib", "--bins"];

/// Runs it.
pub fn run(project: &Project, filter: Option<&str>, at: Moment, tally: &mut Tally) -> Result<()> {
    libtest::run(&libtest::compile(project, &TESTS)?, filter.as_slice(), &[], at, tally)
}
