//! Skipping work whose inputs have not changed.
//!
//! A stamp is the digest of a step's inputs, kept beside its result. Files count by path, length and time of last
//! change, not by content: reading every source at every start would cost more than it saves, and a needless
//! rebuild after a fresh checkout is incremental anyway.

use std::{
    fs,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use sha2::{Digest, Sha256};

use crate::{
    failure::{Context, Result},
    project::Project,
};

/// What a step depends on.
#[derive(Clone, Debug)]
pub struct Inputs {
    hash: Sha256,
}

impl Inputs {
    /// Begins with the step's name, so that two steps with the same inputs have different digests.
    pub fn new(step: &str) -> Self {
        let mut hash = Sha256::new();
        hash.update(step);
        Self { hash }
    }

    /// A piece of text: a version, a profile, a key given by the caller.
    pub fn text(mut self, text: impl AsRef<str>) -> Self {
        self.hash.update([0]);
        self.hash.update(text.as_ref());
        self
    }

    /// A file's content. For few and small files that decide much, such as lock files.
    pub fn content(mut self, path: &Path) -> Result<Self> {
        let bytes = fs::read(path).context(format!("reading {}", path.display()))?;
        self.hash.update([1]);
        self.hash.update(Sha256::digest(bytes));
        Ok(self)
    }

    /// Every file below a directory, but for hidden ones. A missing directory is an empty one.
    pub fn tree(self, dir: &Path) -> Result<Self> {
        self.tree_without(dir, &dir.join(".git"))
    }

    /// Every file below a directory, but for hidden ones and those in `except`.
    pub fn tree_without(mut self, dir: &Path, except: &Path) -> Result<Self> {
        let mut files = Vec::new();
        walk(dir, except, &mut files).context(format!("looking through {}", dir.display()))?;
        files.sort();
        for (path, length, changed) in files {
            self.hash.update([2]);
            self.hash.update(path.to_string_lossy().as_bytes());
            self.hash.update(length.to_le_bytes());
            self.hash.update(changed.to_le_bytes());
        }
        Ok(self)
    }

    /// The digest, in hexadecimal.
    pub fn digest(self) -> String {
        hex(&self.hash.finalize())
    }
}

/// Whether the step was last done with exactly these inputs and its result is still there.
pub fn is_fresh(project: &Project, step: &str, digest: &str, result: &Path) -> bool {
    result.exists() && fs::read_to_string(place(project, step)).is_ok_and(|kept| kept == digest)
}

/// Forgets that the step was ever done. Called before it begins, so that an interrupted step is done again.
pub fn forget(project: &Project, step: &str) {
    // Failing to remove what is not there is what is wanted.
    let _ = fs::remove_file(place(project, step));
}

/// Remembers that the step was done with these inputs.
pub fn keep(project: &Project, step: &str, digest: &str) -> Result<()> {
    let place = place(project, step);
    if let Some(dir) = place.parent() {
        fs::create_dir_all(dir).context(format!("creating {}", dir.display()))?;
    }
    fs::write(&place, digest).context(format!("writing {}", place.display()))
}

fn place(project: &Project, step: &str) -> PathBuf {
    project.local("stamps").join(step)
}

fn walk(dir: &Path, except: &Path, files: &mut Vec<(PathBuf, u64, u128)>) -> std::io::Result<()> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') || path == except {
            continue;
        }
        let about = entry.metadata()?;
        if about.is_dir() {
            walk(&path, except, files)?;
        } else if about.is_file() {
            let changed = about.modified()?.duration_since(UNIX_EPOCH).map_or(0, |time| time.as_nanos());
            files.push((path, about.len(), changed));
        }
    }
    Ok(())
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_or_text_changes_the_digest() {
        let dir = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        fs::create_dir_all(dir.join("deep")).expect("a directory");
        fs::write(dir.join("deep/a"), "1").expect("a file");
        let digest = |text: &str| Inputs::new("step").tree(&dir).expect("readable").text(text).digest();
        let before = digest("x");
        assert_eq!(before, digest("x"));
        assert_ne!(before, digest("y"));
        fs::write(dir.join("deep/a"), "22").expect("a file");
        assert_ne!(before, digest("x"));
        fs::remove_dir_all(&dir).expect("removable");
    }
}
