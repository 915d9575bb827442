//! One at a time: two chores that write to the same place wait for each other.

use std::{
    fs::{self, File, TryLockError},
    path::Path,
};

use crate::{
    failure::{Context, Result},
    report::note,
};

/// Waits until no other chore holds this lock, and holds it until dropped. The system frees it when a chore dies.
pub fn exclusive(path: &Path) -> Result<File> {
    let what = format!("locking {}", path.display());
    fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).context(&what)?;
    let file = File::create(path).context(&what)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            note("waiting for another cargo xtask to finish this");
            file.lock().context(&what)?;
        }
        Err(TryLockError::Error(error)) => return Err(error).context(&what),
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{thread, time::Duration};

    #[test]
    fn the_second_waits_for_the_first() {
        let path = std::env::temp_dir().join(format!("xtask-lock-{}", std::process::id()));
        let first = exclusive(&path).expect("free");
        let second = thread::spawn({
            let path = path.clone();
            move || exclusive(&path).map(drop)
        });
        thread::sleep(Duration::from_millis(20));
        assert!(!second.is_finished());
        drop(first);
        second.join().expect("no panic").expect("free now");
        fs::remove_file(path).expect("removable");
    }
}
