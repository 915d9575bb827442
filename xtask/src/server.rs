//! The built worker on a real local runtime and database, for tests and measurements.
//!
//! Each server is a workerd of its own over a state directory of its own. The program around them is Node, whose start and
//! whose libraries cost more than those of a server: so one holds all the servers of this process.

use std::{
    collections::{BTreeMap, HashMap},
    io::{BufRead, BufReader, Write},
    path::{Path, PathBuf},
    process::{ChildStdin, ChildStdout, Stdio},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
        mpsc::{self, Sender},
    },
    thread,
};

use dianwu_domain::Instant;
use serde::Deserialize;
use serde_json::{Value, json};

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
    /// The request that started it.
    id: u64,
    host: Arc<Host>,
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
        let host = Host::of_this_process(&project)?;
        let vars: BTreeMap<_, _> = options.vars.iter().map(|(name, value)| (name, value)).collect();
        let mut asked = json!({ "worker": worker, "state": state, "vars": vars });
        if options.assets {
            asked["assets"] = json!(options.profile.app_dir(&project));
        }
        if let Some(moment) = options.now {
            asked["now"] = json!(moment.instant());
        }
        if let Some(log) = &options.log {
            asked["log"] = json!(log);
        }
        let (id, answer) = host.ask(what, json!({ "start": asked }))?;
        Ok(Self { url: answer.url.context(what)?, id, host })
    }

    /// Runs the worker's scheduled event for each of these moments, at once, and tells how each ended: `ok` or otherwise.
    ///
    /// # Errors
    /// When the server is gone.
    pub fn scheduled(&self, moments: &[Instant]) -> Result<Vec<String>> {
        let what = "running the scheduled event";
        let (_, answer) = self.host.ask(what, json!({ "of": self.id, "scheduled": moments }))?;
        answer.outcomes.context(what)
    }

    /// Its address, without a slash at the end.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Waits until it let go of its files. What cannot be stopped is gone.
        let _ = self.host.ask("stopping the test server", json!({ "of": self.id, "stop": true }));
    }
}

/// The program that holds the servers. It ends when its standard input closes, at the latest with this process.
#[derive(Debug)]
struct Host {
    input: Mutex<ChildStdin>,
    /// Who waits for which answer; nobody any more once the program has ended.
    waiting: Mutex<Option<HashMap<u64, Sender<Answer>>>>,
}

/// A line that it prints.
#[derive(Debug, Deserialize)]
struct Answer {
    id: u64,
    url: Option<String>,
    outcomes: Option<Vec<String>>,
    error: Option<String>,
}

impl Host {
    /// The one of this process, or another when that has ended.
    fn of_this_process(project: &Project) -> Result<Arc<Self>> {
        static HOST: Mutex<Option<Arc<Host>>> = Mutex::new(None);
        let mut kept = locked(&HOST);
        if let Some(host) = kept.as_ref().filter(|host| locked(&host.waiting).is_some()) {
            return Ok(Arc::clone(host));
        }
        let host = Self::start(project)?;
        *kept = Some(Arc::clone(&host));
        Ok(host)
    }

    fn start(project: &Project) -> Result<Arc<Self>> {
        let what = "starting the program of the test servers";
        let call = Call::new(tools::installed_node(project)?).arg(project.path("tests/harness/server.mjs"));
        let mut child = call.into_command().stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context(what)?;
        let (input, printed) = (child.stdin.take().context(what)?, child.stdout.take().context(what)?);
        let host = Arc::new(Self { input: Mutex::new(input), waiting: Mutex::new(Some(HashMap::new())) });
        let reader = Arc::clone(&host);
        thread::spawn(move || {
            reader.hand_out(printed);
            let _ = child.wait();
        });
        Ok(host)
    }

    /// Hands each answer to whoever waits for it, until there are no more.
    fn hand_out(&self, printed: ChildStdout) {
        for line in BufReader::new(printed).lines().map_while(std::io::Result::ok) {
            let Ok(answer) = serde_json::from_str::<Answer>(&line) else { continue };
            let asker = locked(&self.waiting).as_mut().and_then(|waiting| waiting.remove(&answer.id));
            if let Some(asker) = asker {
                // Nobody stops waiting.
                let _ = asker.send(answer);
            }
        }
        *locked(&self.waiting) = None;
    }

    /// Sends a request and waits for its answer.
    fn ask(&self, what: &str, mut request: Value) -> Result<(u64, Answer)> {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let gone = || Failure::new(what, "the program of the test servers has ended; its own words stand above");
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        request["id"] = json!(id);
        let (asker, answer) = mpsc::channel();
        locked(&self.waiting).as_mut().ok_or_else(gone)?.insert(id, asker);
        writeln!(locked(&self.input), "{request}").context(what)?;
        let answer = answer.recv().map_err(|_| gone())?;
        match answer.error {
            Some(error) => Err(Failure::new(what, error)),
            None => Ok((id, answer)),
        }
    }
}

/// What a test that panicked leaves behind is whole: nothing panics while it is held.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
