//! The middle ring: the API against the built worker, and the chores that need it.

use crate::{
    failure::Result,
    project::Project,
    test::{Tally, libtest},
};

/// Runs it. The worker must have been built.
pub fn run(project: &Project, filter: Option<&str>, tally: &mut Tally) -> Result<()> {
    libtest::run(project, &["--package", "dianwu-tests"], filter, tally)
}
