//! The inner ring: everything that runs natively, without a server.

use crate::{
    clock::Moment,
    failure::Result,
    project::Project,
    test::{Tally, libtest},
};

/// Runs it.
pub fn run(project: &Project, filter: Option<&str>, at: Moment, tally: &mut Tally) -> Result<()> {
    libtest::run(project, &["--workspace", "--exclude", "dianwu-tests"], filter.as_slice(), at, tally)
}
