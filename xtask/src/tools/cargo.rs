//! The tools that come as Rust crates, and the target they build for.

use std::{fs, path::PathBuf};

use crate::{
    failure::{Context, Failure, Result},
    process::{Call, on_path},
    project::Project,
    report::{Outcome, note},
};

/// Trunk builds the app. A later one needs a newer rustc.
pub const TRUNK: &str = "0.21.14";
/// worker-build wraps the API for Workers. Equal to the `worker` crate's version.
pub const WORKER_BUILD: &str = "0.8.7";

const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the standard library for WebAssembly to the installed toolchain.
pub fn wasm_target() -> Result<Outcome> {
    let what = "looking for the wasm32 standard library";
    let lib = Call::new("rustc").args(["--print", "target-libdir", "--target", TARGET]).read(what)?;
    let is_there = fs::read_dir(lib.trim()).is_ok_and(|entries| {
        entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("libcore-"))
    });
    if is_there {
        return Ok(Outcome::UpToDate);
    }
    if on_path("rustup").is_none() {
        return Err(Failure::new("adding the wasm32 target", "this Rust was not installed by rustup")
            .advice(format!("install the {TARGET} standard library the way your Rust was installed, or use rustup")));
    }
    Call::new("rustup")
        .args(["target", "add", TARGET])
        .run("adding the wasm32 target")
        .map_err(|failure| failure.advice("check the network, then run the same command again"))?;
    Ok(Outcome::Done)
}

/// Adds a component of the Rust toolchain that a small installation lacks, such as `clippy`.
pub fn component(name: &str, subcommand: &str) -> Result<()> {
    let what = format!("adding {name} to the Rust toolchain");
    if Call::cargo().args([subcommand, "--version"]).quiet(&what).is_ok() {
        return Ok(());
    }
    Call::new("rustup")
        .args(["component", "add", name])
        .run(&what)
        .map_err(|failure| failure.advice(format!("install {name} the way your Rust was installed")))
}

/// The version of wasm-bindgen in Cargo.lock: the command line tool must be exactly the same.
pub fn wasm_bindgen_version(project: &Project) -> Result<String> {
    let path = project.path("Cargo.lock");
    let lock = fs::read_to_string(&path).context("reading Cargo.lock")?;
    locked_version(&lock, "wasm-bindgen").map(str::to_owned).context("finding wasm-bindgen in Cargo.lock")
}

fn locked_version<'a>(lock: &'a str, name: &str) -> Option<&'a str> {
    let entry = format!("name = \"{name}\"\nversion = \"");
    let (_, rest) = lock.split_once(&entry)?;
    rest.split('"').next()
}

/// Where a tool's program is, installed or not.
pub fn program(project: &Project, package: &str, version: &str, program: &str) -> PathBuf {
    home(project, package, version).join("bin").join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
}

fn home(project: &Project, package: &str, version: &str) -> PathBuf {
    project.cache("tools").join(format!("{package}-{version}"))
}

/// Installs the tools that are missing.
pub fn ensure(project: &Project, bindgen: &str) -> Result<Outcome> {
    // Trunk only builds with the dependencies it was released with; of wasm-bindgen's, one was withdrawn.
    let tools = [
        ("trunk", TRUNK, "trunk", true),
        ("wasm-bindgen-cli", bindgen, "wasm-bindgen", false),
        ("worker-build", WORKER_BUILD, "worker-build", true),
    ];
    let missing: Vec<_> = tools
        .into_iter()
        .filter(|(package, version, name, _)| !program(project, package, version, name).is_file())
        .collect();
    if missing.is_empty() {
        return Ok(Outcome::UpToDate);
    }
    let build = project.cache("build");
    for (index, (package, version, _, locked)) in missing.iter().enumerate() {
        note(&format!(
            "installing {package} {version} ({} of {}; once for this user, a few minutes)",
            index + 1,
            missing.len()
        ));
        // Development builds compile several times faster than release builds and are fast enough as tools, except
        // wasm-bindgen, which works through megabytes of unoptimised wasm at every build.
        let mut call = Call::cargo()
            .args(["install", "--debug", package, "--version", version])
            .arg("--root")
            .arg(home(project, package, version))
            .env("CARGO_TARGET_DIR", &build)
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .dir(std::env::temp_dir());
        if *locked {
            call = call.arg("--locked");
        } else {
            call = call.env("CARGO_PROFILE_DEV_OPT_LEVEL", "1");
        }
        call.run(&format!("installing {package} {version}")).map_err(|failure| {
            failure.advice(
                "check the network and the disk, then run the same command again: what is installed already is kept",
            )
        })?;
    }
    // Half a gigabyte that nothing needs again; failing to remove it does no harm.
    let _ = fs::remove_dir_all(&build);
    Ok(Outcome::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_that_of_the_very_package() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "absent"), None);
    }
}
