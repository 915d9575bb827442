//! `cargo xtask check`: what can be judged without running the product.

use std::{fs, path::PathBuf, process::ExitCode};

use crate::{
    bench::size,
    build::{self, Profile},
    failure::{Context, Failure, Result},
    process::Call,
    project::Project,
    report::{Outcome, Steps},
    test::Tally,
    tools::{self, Tools},
};

type Check = fn(&Project) -> Result<()>;

/// The checks that take seconds once the dependencies are compiled.
const QUICK: [(&str, Check); 4] = [
    ("formatting", formatting),
    ("lints, as compiled for this machine", lints_here),
    ("lints, as compiled for WebAssembly", lints_wasm),
    ("worker/openapi.json says what the contract says", openapi),
];

/// `cargo xtask check`: every check, and then one line that counts them.
pub fn check() -> ExitCode {
    let mut tally = Tally::default();
    if let Err(failure) = all(&mut tally) {
        tally.failure(&failure);
    }
    tally.close()
}

fn all(tally: &mut Tally) -> Result<()> {
    let project = Project::find()?;
    let mut steps = Steps::new(Tools::STEPS + QUICK_STEPS + BUDGET_STEPS);
    let tools = Tools::ensure(&project, &mut steps)?;
    quick(&project, &mut steps, tally);
    budget(&project, &tools, &mut steps, tally);
    Ok(())
}

/// How many steps [`quick`] takes.
pub const QUICK_STEPS: usize = QUICK.len();

/// Runs the quick checks, each to its end, so that one run tells everything.
pub fn quick(project: &Project, steps: &mut Steps, tally: &mut Tally) {
    for (title, check) in QUICK {
        tally.check(steps.step(&format!("check: {title}"), || check(project).map(|()| Outcome::Done)));
    }
}

/// How many steps [`budget`] takes.
pub const BUDGET_STEPS: usize = 2;

/// Compares what a phone downloads with its budget. Builds the release of the app if need be, which takes minutes.
pub fn budget(project: &Project, tools: &Tools, steps: &mut Steps, tally: &mut Tally) {
    let checked = steps
        .step("app (release build, for its size)", || build::app(project, tools, Profile::Release))
        .and_then(|()| {
            steps.step("check: the app's size keeps its budget", || size::check(project, tools).map(|()| Outcome::Done))
        });
    tally.check(checked);
}

fn formatting(project: &Project) -> Result<()> {
    tools::component("rustfmt", "fmt")?;
    Call::cargo()
        .args(["fmt", "--all", "--check"])
        .dir(project.root())
        .run("checking the formatting")
        .map_err(|failure| failure.advice("run `cargo fmt --all`"))
}

fn lints_here(project: &Project) -> Result<()> {
    lints(project, &["--workspace", "--all-targets"])
}

fn lints_wasm(project: &Project) -> Result<()> {
    lints(project, &["-p", "dianwu-app", "-p", "dianwu-worker", "--target", "wasm32-unknown-unknown"])
}

fn lints(project: &Project, scope: &[&str]) -> Result<()> {
    tools::component("clippy", "clippy")?;
    Call::cargo()
        .args(["clippy", "--locked"])
        .args(scope)
        .args(["--", "-D", "warnings"])
        .dir(project.root())
        .run("checking the lints")
        .map_err(|failure| failure.advice("mend what clippy says above"))
}

fn openapi(project: &Project) -> Result<()> {
    let committed = fs::read_to_string(openapi_file(project)).context("reading worker/openapi.json")?;
    if committed == openapi_document()? {
        return Ok(());
    }
    Err(Failure::new("comparing worker/openapi.json with the contract", "they differ")
        .advice("run `cargo xtask openapi` and commit the result"))
}

/// `cargo xtask openapi`: writes the contract's document into the worker, which serves it.
pub fn write_openapi() -> Result<()> {
    let project = Project::find()?;
    fs::write(openapi_file(&project), openapi_document()?).context("writing worker/openapi.json")
}

fn openapi_file(project: &Project) -> PathBuf {
    project.path("worker/openapi.json")
}

fn openapi_document() -> Result<String> {
    let document = dianwu_domain::openapi::document();
    let mut text = serde_json::to_string_pretty(&document).context("writing the OpenAPI document")?;
    text.push('\n');
    Ok(text)
}
