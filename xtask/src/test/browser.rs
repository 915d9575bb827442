//! The outer ring: Playwright's tests in Chromium, against the built app and worker.

use std::{fs, path::Path, time::Duration};

use serde::Deserialize;

use crate::{
    build::Profile,
    clock::{self, Moment},
    failure::{Context, Failure, Result},
    fixture, lock,
    project::Project,
    test::Tally,
    tools::Tools,
};

/// What Playwright's JSON report says of the whole run.
#[derive(Deserialize)]
struct Report {
    stats: Stats,
    #[serde(default)]
    suites: Vec<Suite>,
}

/// A file, or a group of tests in it.
#[derive(Deserialize)]
struct Suite {
    #[serde(default)]
    suites: Vec<Suite>,
    #[serde(default)]
    specs: Vec<Spec>,
}

#[derive(Deserialize)]
struct Spec {
    title: String,
    #[serde(default)]
    tests: Vec<Test>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Test {
    project_name: String,
    #[serde(default)]
    results: Vec<Run>,
}

#[derive(Deserialize)]
struct Run {
    /// Milliseconds.
    duration: u64,
}

impl Suite {
    /// How long its tests took, with those of its groups.
    fn times(&self) -> Vec<(Duration, String)> {
        let of_spec = |spec: &Spec| -> Vec<(Duration, String)> {
            let time = |test: &Test| Duration::from_millis(test.results.iter().map(|run| run.duration).sum());
            spec.tests.iter().map(|test| (time(test), format!("[{}] {}", test.project_name, spec.title))).collect()
        };
        self.specs.iter().flat_map(of_spec).chain(self.suites.iter().flat_map(Self::times)).collect()
    }
}

#[derive(Deserialize)]
struct Stats {
    expected: usize,
    unexpected: usize,
    flaky: usize,
}

/// Runs the ring. App and worker must have been built.
pub fn run(
    project: &Project,
    tools: &Tools,
    chromium: &Path,
    filter: Option<&str>,
    at: Moment,
    tally: &mut Tally,
) -> Result<()> {
    playwright(project, tools, chromium, (Profile::Light, at), filter, tally)
}

/// Runs the few tests that show whether the release of the app starts at all: it is minified and optimised, which the
/// build that the ring tests is not.
pub fn release(project: &Project, tools: &Tools, chromium: &Path, tally: &mut Tally) -> Result<()> {
    playwright(project, tools, chromium, (Profile::Release, Moment::usual()?), Some("@release"), tally)
}

/// A test that passes only when tried again has failed.
fn playwright(
    project: &Project,
    tools: &Tools,
    chromium: &Path,
    (app, at): (Profile, Moment),
    filter: Option<&str>,
    tally: &mut Tally,
) -> Result<()> {
    let what = "running the browser tests";
    let (template, empty) = (fixture::demo_template(at.day())?, fixture::empty_template()?);
    // Playwright empties its folder of results when it starts.
    let _only_one = lock::exclusive(&project.local("locks/browser"))?;
    let report = project.local("browser-report.json");
    // A report of an earlier run must not be taken for this one's.
    let _ = fs::remove_file(&report);
    let mut call = tools
        .playwright()
        .args(["test", "--config"])
        .arg(project.path("tests/playwright.config.ts"))
        .args(["--reporter", "list,json"])
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report)
        .env(clock::VARIABLE, at.to_string())
        .env("DIANWU_CHROMIUM", chromium)
        .env("DIANWU_TEMPLATE", template)
        .env("DIANWU_EMPTY", empty)
        .env("DIANWU_APP", app.app_dir(project))
        .dir(project.root());
    if let Some(filter) = filter {
        call = call.arg("--grep").arg(filter);
    }
    let ran = call.run(what);
    let Ok(text) = fs::read_to_string(&report) else {
        return ran.and_then(|()| Err(Failure::new(what, "Playwright wrote no report")));
    };
    let Report { stats, suites } = serde_json::from_str(&text).context("reading Playwright's report")?;
    let times = suites.iter().flat_map(Suite::times).collect();
    tally.add(Tally { passed: stats.expected, failed: stats.unexpected + stats.flaky, times });
    match ran {
        // Its tests' failures were told and counted; anything else was not.
        Err(failure) if stats.unexpected + stats.flaky == 0 => Err(failure),
        _ => Ok(()),
    }
}
