//! From sources to what a server can serve: the app's files and the worker's module.

mod app;
mod finish;
mod merge;
mod names;
mod pages;
pub mod shared;
pub mod split;
mod wasm;
mod worker;

use std::path::PathBuf;

use crate::{failure::Result, process::Call, project::Project, report::Steps, tools::Tools};

pub use app::app;
pub use worker::{CLOCK_OFFSET, clock_can_be_set, worker};

/// How much work goes into a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// For development and tests: quick to build.
    Light,
    /// For deployment and measurements: small and fast.
    Release,
}

impl Profile {
    /// The profile's name, for people and stamps.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Release => "release",
        }
    }

    /// Hands a build tool's compiler our flags: views do not spell out their types. That halves the code and the time
    /// to compile it. The same for the worker and for both profiles, so that they share what they share.
    fn flags(call: Call) -> Call {
        let given = std::env::var("RUSTFLAGS").unwrap_or_default();
        call.env("RUSTFLAGS", format!("{given} --cfg erase_components").trim())
    }

    /// Where the app's files are: `dist` is only ever a release, so that nothing else can be deployed.
    pub fn app_dir(self, project: &Project) -> PathBuf {
        match self {
            Self::Light => project.local("light/app"),
            Self::Release => project.path("dist"),
        }
    }

    /// Where the worker's module is.
    pub fn worker_dir(self, project: &Project) -> PathBuf {
        match self {
            Self::Light => project.local("light/worker"),
            Self::Release => project.path("worker/build"),
        }
    }
}

/// How many steps [`both`] takes.
pub const STEPS: usize = 2;

/// Builds the worker and the app.
pub fn both(project: &Project, tools: &Tools, profile: Profile, steps: &mut Steps) -> Result<()> {
    let name = profile.name();
    steps.step(&format!("API worker ({name} build)"), || worker(project, tools, profile))?;
    steps.step(&format!("app ({name} build)"), || app(project, tools, profile))
}

/// `cargo xtask build`.
pub fn build(profile: Profile) -> Result<()> {
    let project = Project::find()?;
    let mut steps = Steps::new(Tools::STEPS + STEPS);
    let tools = Tools::ensure(&project, &mut steps)?;
    both(&project, &tools, profile, &mut steps)?;
    eprintln!(
        "app in {}, worker in {}",
        project.shown(&profile.app_dir(&project)),
        project.shown(&profile.worker_dir(&project))
    );
    Ok(())
}
