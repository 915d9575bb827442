//! The inner ring: everything that runs natively, without a server.

use crate::{
    clock::Moment,
    failure::Result,
    project::Project,
    test::{Tally, libtest},
};

const PACKAGES: [&str; 3] = ["--workspace", "--exclude", "dianwu-tests"];

/// Runs it.
pub fn run(project: &Project, filter: Option<&str>, at: Moment, tally: &mut Tally) -> Result<()> {
    libtest::run(&libtest::compile(project, &PACKAGES)?, filter.as_slice(), at, tally)
}
