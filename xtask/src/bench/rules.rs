//! How long the rules take for a month of 500 people, natively, in a release build. The number depends on the machine; it
//! is told and never asserted.

use crate::{failure::Result, process::Call, project::Project};

/// `cargo xtask bench rules`.
pub fn run() -> Result<()> {
    let project = Project::find()?;
    Call::cargo()
        .args(["run", "--release", "--quiet", "--package", "dianwu-domain", "--example", "check_month"])
        .dir(project.path(""))
        .run("measuring the rules")
}
