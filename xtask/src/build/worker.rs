//! The API worker: cargo, wasm-bindgen, wasm-opt and esbuild, called by worker-build.

use std::{fs, path::Path};

use crate::{
    build::Profile,
    failure::{Context, Failure, Result},
    lock,
    project::Project,
    report::Outcome,
    stamp::{self, Inputs},
    tools::Tools,
};

/// The variable by which tests set the worker's clock (`worker/src/kernel/clock.rs`).
pub const CLOCK_OFFSET: &str = "CLOCK_OFFSET";

/// Whether the worker in `dir` knows that variable: builds for tests do, a release must not.
pub fn clock_can_be_set(dir: &Path) -> Result<bool> {
    let module = fs::read(dir.join("index_bg.wasm")).context("reading the worker's module")?;
    Ok(module.windows(CLOCK_OFFSET.len()).any(|part| part == CLOCK_OFFSET.as_bytes()))
}

/// The most that a release of the worker may weigh after gzip: what the platform takes without a paid plan, and a module
/// that starts quickly.
const PACKED: u64 = 3_000_000;

/// What the platform is sent, after gzip.
fn packed_size(project: &Project, tools: &Tools, dir: &Path) -> Result<u64> {
    let what = "weighing the API worker";
    let files = ["index.js", "index_bg.wasm"].map(|file| dir.join(file));
    let told = tools.script(project.path("xtask/size.mjs")).arg("--gzip").args(files).read(what)?;
    told.trim().parse().context(what)
}

/// Builds the worker's module into [`Profile::worker_dir`].
pub fn worker(project: &Project, tools: &Tools, profile: Profile) -> Result<Outcome> {
    let out = profile.worker_dir(project);
    let step = format!("worker-{}", profile.name());
    let _only_one = lock::exclusive(&project.local("locks").join(&step))?;
    let digest = Inputs::new(&step)
        .text(tools.versions())
        .content(&project.path("Cargo.toml"))?
        .content(&project.path("Cargo.lock"))?
        .tree_without(&project.path("worker"), &project.path("worker/build"))?
        .tree(&project.path("domain"))?
        .digest();
    if stamp::is_fresh(project, &step, &digest, &out.join("index.js")) {
        return Ok(Outcome::UpToDate);
    }
    stamp::forget(project, &step);
    fs::create_dir_all(&out).context("creating the worker's build directory")?;
    // worker-build wants its output directory relative to the crate.
    let call = Profile::flags(tools.worker_build().dir(project.path("worker")));
    let call = match profile {
        Profile::Light => {
            call.args(["--dev", "--no-opt", "--out-dir", "../.dianwu/light/worker"]).env("NO_MINIFY", "1")
        }
        Profile::Release => call.args(["--release", "--out-dir", "build"]),
    };
    call.args(["--", "--locked"])
        .run("building the API worker")
        .map_err(|failure| failure.advice("mend what the compiler says above, then run the same command again"))?;
    if profile == Profile::Release && clock_can_be_set(&out)? {
        return Err(Failure::new("judging the release of the API worker", "its clock can be set by a variable")
            .advice("build it without debug assertions: worker/src/kernel/clock.rs leaves the variable out then"));
    }
    if profile == Profile::Release {
        let size = packed_size(project, tools, &out)?;
        if size > PACKED {
            let why = format!("it is {size} bytes after gzip, never more than {PACKED}");
            return Err(Failure::new("judging the release of the API worker", why));
        }
    }
    stamp::keep(project, &step, &digest)?;
    Ok(Outcome::Done)
}
