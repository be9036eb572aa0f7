//! One process at a time.

use super::{folder_of, manifest::FOLDER};
use crate::error::Error;
use std::{fs::File, path::Path};

/// Keeps other processes from a file that is read and written anew, until it is dropped or the process ends,
/// however it ends.
///
/// The lock is on a file of its own in `.vanban/`, since a file that is written anew is another file each
/// time. It stays there: who removed it would let in two.
#[derive(Debug)]
pub struct Lock(#[expect(dead_code, reason = "holds the lock")] File);

impl Lock {
    /// Waits until no other process holds `path`.
    ///
    /// # Errors
    /// When the folder cannot be written, or its file system knows no locks.
    pub fn of(path: &Path) -> Result<Self, Error> {
        let fail = |error| Error::writing(path, error);
        let folder = folder_of(path).join(FOLDER);
        std::fs::create_dir_all(&folder).map_err(fail)?;
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".lock");
        let file =
            File::options().create(true).truncate(false).write(true).open(folder.join(name)).map_err(fail)?;
        file.lock().map_err(fail)?;
        Ok(Self(file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_waits_for_the_first() {
        let root = tempfile::tempdir().expect("a folder");
        let path = root.path().join("so-dang-ky.csv");
        let first = Lock::of(&path).expect("a lock");
        let (sender, got) = std::sync::mpsc::channel();
        let waiting = {
            let path = path.clone();
            std::thread::spawn(move || {
                let second = Lock::of(&path);
                sender.send(()).expect("someone listens");
                second.map(drop)
            })
        };
        got.recv_timeout(std::time::Duration::from_millis(100)).expect_err("it waits");
        drop(first);
        waiting.join().expect("a thread").expect("a lock");
        assert!(!path.exists(), "a lock makes no register");
    }
}
