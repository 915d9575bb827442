//! The inner ring: everything that runs natively, without a server.

use crate::{
    failure::Result,
    project::Project,
    test::{Tally, libtest},
};

/// Runs it.
pub fn run(project: &Project, filter: Option<&str>, tally: &mut Tally) -> Result<()> {
    libtest::run(project, &["--workspace", "--exclude", "dianwu-tests"], filter, tally)
}
