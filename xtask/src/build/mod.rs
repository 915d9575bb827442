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

use std::{path::PathBuf, process::Stdio};

use crate::{
    failure::{Context, Result},
    process::{Call, on_path},
    project::Project,
    report::Steps,
    tools::Tools,
};

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

/// Begins to build the release of the app, quietly and with what the machine has left: most of its time one core has
/// nothing to do. [`app`] waits for it; if it failed, it is built once more there and the reason shown.
pub fn begin_release(project: &Project) -> Result<()> {
    let what = "beginning with the release of the app";
    let itself = std::env::current_exe().context(what)?;
    let mut call = match on_path("nice") {
        Some(nice) => Call::new(nice).args(["-n", "10"]).arg(itself),
        None => Call::new(itself),
    }
    .args(["build", "--release", "--app"])
    .dir(project.root())
    .into_command();
    call.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().map(drop).context(what)
}

/// `cargo xtask build --app`.
pub fn build_app(profile: Profile) -> Result<()> {
    let project = Project::find()?;
    let mut steps = Steps::new(Tools::STEPS + 1);
    let tools = Tools::ensure(&project, &mut steps)?;
    steps.step(&format!("app ({} build)", profile.name()), || app(&project, &tools, profile))
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
