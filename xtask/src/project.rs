//! Where things are: the work tree, what is built from it, and the per-user cache of tools.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::failure::{Failure, Result};

/// The work tree and the cache of tools.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
    cache: PathBuf,
}

impl Project {
    /// The work tree that cargo runs this program in: every package of it lies one level below the top.
    pub fn find() -> Result<Self> {
        let package = env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&package).parent().unwrap_or(Path::new("."));
        if !root.join("wrangler.toml").is_file() {
            return Err(Failure::new(
                "finding the work tree",
                format!("there is no wrangler.toml in {}", root.display()),
            )
            .advice("run this through cargo, as in `cargo xtask help`"));
        }
        Ok(Self { root: root.to_path_buf(), cache: cache_dir()? })
    }

    /// The top of the work tree.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path below the top of the work tree.
    pub fn path(&self, below: impl AsRef<Path>) -> PathBuf {
        self.root.join(below)
    }

    /// What the chores keep for this work tree: development builds, local data, test states, stamps.
    /// Ignored by git; may be deleted at any time (local data goes with it).
    pub fn local(&self, below: impl AsRef<Path>) -> PathBuf {
        self.root.join(".dianwu").join(below)
    }

    /// What the chores keep for this user: tools, keyed by version.
    /// `$DIANWU_CACHE`, else `$XDG_CACHE_HOME/dianwu`, else `~/.cache/dianwu`.
    pub fn cache(&self, below: impl AsRef<Path>) -> PathBuf {
        self.cache.join(below)
    }

    /// A path as people like to read it: relative to the work tree where that is shorter.
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}

fn cache_dir() -> Result<PathBuf> {
    let named = |key: &str| env::var_os(key).filter(|value| !value.is_empty()).map(PathBuf::from);
    named("DIANWU_CACHE")
        .or_else(|| named("XDG_CACHE_HOME").map(|dir| dir.join("dianwu")))
        .or_else(|| named("HOME").map(|dir| dir.join(".cache/dianwu")))
        .or_else(|| named("LOCALAPPDATA").map(|dir| dir.join("dianwu")))
        .ok_or_else(|| {
            Failure::new("finding a place for the tools", "there is no home directory")
                .advice("set DIANWU_CACHE to a directory that may be written to")
        })
}
