//! The built worker on a real local runtime and database, for tests and measurements.

use std::{
    ffi::OsString,
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Stdio},
    sync::Mutex,
};

use dianwu_domain::Instant;
use serde::Deserialize;

use crate::{
    build::Profile,
    clock::Moment,
    failure::{Context, Failure, Result},
    process::Call,
    project::Project,
    tools,
};

/// How to start a server.
#[derive(Clone, Debug)]
pub struct Options {
    /// Which build to serve. It must have been built: `cargo xtask test` and `cargo xtask build` do that.
    pub profile: Profile,
    /// Whether to serve the app's files beside the API.
    pub assets: bool,
    /// Variables and secrets of the worker, besides REPORT_COST=1.
    pub vars: Vec<(String, String)>,
    /// What the worker's clock shows when it starts: the real time if nothing is given. A release knows no other.
    pub now: Option<Moment>,
    /// Where the worker's log goes; without it, to standard error.
    pub log: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self { profile: Profile::Light, assets: false, vars: Vec::new(), now: None, log: None }
    }
}

/// A running server. It ends when this value is dropped, and also when this process dies in any way.
#[derive(Debug)]
pub struct Server {
    url: String,
    child: Child,
    /// What it prints.
    printed: Mutex<BufReader<ChildStdout>>,
}

#[derive(Deserialize)]
struct Ready {
    url: String,
}

#[derive(Deserialize)]
struct Ran {
    outcomes: Vec<String>,
}

impl Server {
    /// Starts a server over a state directory of its own (see [`crate::state::copy`]) and waits until it listens.
    pub fn start(state: &Path, options: &Options) -> Result<Self> {
        let what = "starting the test server";
        let project = Project::find()?;
        let worker = options.profile.worker_dir(&project);
        if !worker.join("index.js").is_file() {
            return Err(Failure::new(what, "the worker was not built").advice("run `cargo xtask build`"));
        }
        let mut call = Call::new(tools::installed_node(&project)?)
            .arg(project.path("tests/harness/server.mjs"))
            .arg("--worker")
            .arg(worker)
            .arg("--state")
            .arg(state);
        if options.assets {
            call = call.arg("--assets").arg(options.profile.app_dir(&project));
        }
        for (key, value) in &options.vars {
            call = call.arg("--var").arg(OsString::from(format!("{key}={value}")));
        }
        if let Some(moment) = options.now {
            call = call.arg("--now").arg(moment.instant().0.to_string());
        }
        let mut command = call.into_command();
        if let Some(log) = &options.log {
            command.stderr(std::fs::File::create(log).context(what)?);
        }
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context(what)?;
        let mut line = String::new();
        let stdout = child.stdout.take().context(what)?;
        let mut printed = BufReader::new(stdout);
        printed.read_line(&mut line).context(what)?;
        match serde_json::from_str::<Ready>(&line) {
            Ok(Ready { url }) => Ok(Self { url, child, printed: Mutex::new(printed) }),
            Err(_) => {
                let _ = child.kill();
                let _ = child.wait();
                Err(Failure::new(what, "it ended before it was ready; its own words stand above or in its log"))
            }
        }
    }

    /// Runs the worker's scheduled event for each of these moments, at once, and tells how each ended: `ok` or otherwise.
    ///
    /// # Errors
    /// When the server is gone.
    pub fn scheduled(&self, moments: &[Instant]) -> Result<Vec<String>> {
        let what = "running the scheduled event";
        let mut printed = self.printed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let asked = serde_json::json!({ "scheduled": moments });
        let mut input = self.child.stdin.as_ref().context(what)?;
        writeln!(input, "{asked}").context(what)?;
        let mut line = String::new();
        printed.read_line(&mut line).context(what)?;
        Ok(serde_json::from_str::<Ran>(&line).context(what)?.outcomes)
    }

    /// Its address, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Closing its standard input asks it to stop.
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}
