//! The pinned tools: installed once for each user, in a cache keyed by version, and never on every run.

mod cargo;
mod npm;
pub mod system;

use std::{
    path::{Path, PathBuf},
    sync::OnceLock,
};

use crate::{
    failure::{Failure, Result},
    lock,
    process::Call,
    project::Project,
    report::{Outcome, Steps},
};

pub use cargo::{TRUNK, WORKER_BUILD, component};

/// Where the installed tools are.
#[derive(Clone, Debug)]
pub struct Tools {
    trunk: PathBuf,
    wasm_bindgen: PathBuf,
    worker_build: PathBuf,
    modules: PathBuf,
    node: PathBuf,
    versions: String,
}

impl Tools {
    /// How many steps [`Tools::ensure`] takes.
    pub const STEPS: usize = 3;

    /// Installs what is missing.
    pub fn ensure(project: &Project, steps: &mut Steps) -> Result<Self> {
        let lock = project.cache("lock");
        steps.step("wasm32 target of the Rust toolchain", cargo::wasm_target)?;
        let bindgen = cargo::wasm_bindgen_version(project)?;
        let title = format!("trunk {TRUNK}, wasm-bindgen {bindgen}, worker-build {WORKER_BUILD}");
        steps.step(&title, || {
            let _only_one = lock::exclusive(&lock)?;
            cargo::ensure(project, &bindgen)
        })?;
        let mut modules = PathBuf::new();
        steps.step("wrangler, esbuild, sass, wasm-opt and Playwright", || {
            let _only_one = lock::exclusive(&lock)?;
            let (place, outcome) = npm::ensure(project)?;
            modules = place;
            Ok(outcome)
        })?;
        Ok(Self {
            trunk: cargo::program(project, "trunk", TRUNK, "trunk"),
            wasm_bindgen: cargo::program(project, "wasm-bindgen-cli", &bindgen, "wasm-bindgen"),
            worker_build: cargo::program(project, "worker-build", WORKER_BUILD, "worker-build"),
            node: npm::node(&modules)?,
            versions: format!("{TRUNK} {bindgen} {WORKER_BUILD} {}", modules.display()),
            modules,
        })
    }

    /// Everything that decides what the tools produce, for stamps.
    pub fn versions(&self) -> &str {
        &self.versions
    }

    /// Installs Lighthouse, if need be, and says where its packages are.
    pub fn lighthouse(&self, project: &Project) -> Result<(PathBuf, Outcome)> {
        let _only_one = lock::exclusive(&project.cache("lock"))?;
        npm::lighthouse(project)
    }

    /// The installed npm packages.
    pub fn modules(&self) -> &Path {
        &self.modules
    }

    /// Node, new enough for wrangler.
    pub fn node(&self) -> &Path {
        &self.node
    }

    /// Runs a script with Node.
    pub fn script(&self, script: impl AsRef<Path>) -> Call {
        self.surround(Call::new(&self.node).arg(script.as_ref()))
    }

    /// Wrangler. It sends no statistics and does not look for a newer version of itself.
    pub fn wrangler(&self) -> Call {
        self.script(self.modules.join("wrangler/bin/wrangler.js"))
    }

    /// Playwright's test runner.
    pub fn playwright(&self) -> Call {
        self.script(self.modules.join("@playwright/test/cli.js"))
    }

    /// The bundler and minifier.
    pub fn esbuild(&self) -> Call {
        self.surround(Call::new(self.bin("esbuild")))
    }

    /// Trunk, which finds its own tools on PATH: those in `first` before all others.
    pub fn trunk(&self, first: &Path) -> Call {
        self.surround_after(&[first], Call::new(&self.trunk))
    }

    /// The program that writes the scripts between the app's module and the browser.
    pub fn wasm_bindgen(&self) -> &Path {
        &self.wasm_bindgen
    }

    /// The optimiser of modules.
    pub fn wasm_opt(&self) -> Call {
        self.surround(Call::new(self.bin("wasm-opt")))
    }

    /// worker-build, which finds its own tools through these variables only.
    pub fn worker_build(&self) -> Call {
        self.surround(Call::new(&self.worker_build))
            .env("WASM_BINDGEN_BIN", &self.wasm_bindgen)
            .env("WASM_OPT_BIN", self.bin("wasm-opt"))
            .env("ESBUILD_BIN", self.bin("esbuild"))
    }

    fn bin(&self, name: &str) -> PathBuf {
        self.modules.join(".bin").join(name)
    }

    fn surround(&self, call: Call) -> Call {
        self.surround_after(&[], call)
    }

    fn surround_after(&self, first: &[&Path], call: Call) -> Call {
        let bin = self.modules.join(".bin");
        let mut dirs = first.to_vec();
        dirs.extend(self.node.parent());
        dirs.push(&bin);
        dirs.extend(self.wasm_bindgen.parent());
        call.path_first(&dirs)
            .env("WRANGLER_SEND_METRICS", "false")
            .env("WRANGLER_SEND_ERROR_REPORTS", "false")
            .env("WRANGLER_HIDE_BANNER", "true")
            .env("CLOUDFLARE_CF_FETCH_ENABLED", "false")
    }
}

/// Node for a work tree that was set up before, found in no time: for tests, which start it often.
pub fn installed_node(project: &Project) -> Result<PathBuf> {
    static NODE: OnceLock<PathBuf> = OnceLock::new();
    if let Some(node) = NODE.get() {
        return Ok(node.clone());
    }
    let modules = project.path("node_modules");
    if !modules.is_dir() {
        return Err(Failure::new("finding Node.js", "the tools are not installed").advice("run `cargo xtask setup`"));
    }
    let node = npm::node(&modules)?;
    Ok(NODE.get_or_init(|| node).clone())
}

/// `cargo xtask setup`: installs everything, also what only the browser tests need.
pub fn setup() -> Result<()> {
    let project = Project::find()?;
    let mut steps = Steps::new(Tools::STEPS + system::STEPS);
    Tools::ensure(&project, &mut steps)?;
    system::ensure(&mut steps).map(drop)
}
