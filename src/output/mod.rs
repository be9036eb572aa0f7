//! Writes files: under its final name a file stands whole or not at all.

mod digest;
mod lock;
pub mod manifest;

use crate::error::Error;
pub use digest::Digest;
pub use lock::Lock;
pub use manifest::Manifest;
use std::{
    io::{Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// How a file is called until it is whole.
const UNFINISHED: &str = ".vanban-";

/// A file that is being written beside its place: under its name it stands once [`finish`](Self::finish)
/// has put it there, and not at all where that is not reached.
#[derive(Debug)]
pub struct Unfinished {
    file: NamedTempFile,
    path: PathBuf,
}

impl Unfinished {
    /// Begins the file `path`.
    ///
    /// # Errors
    /// When the folder cannot be made or written.
    pub fn begin(path: &Path) -> Result<Self, Error> {
        let fail = |error| Error::writing(path, error);
        let folder = folder_of(path);
        std::fs::create_dir_all(folder).map_err(fail)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(UNFINISHED);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
        let file = builder.tempfile_in(folder).map_err(fail)?;
        // Says that somebody is at it (`sweep`); not every file system can.
        let _held = file.as_file().try_lock();
        Ok(Self { file, path: path.to_owned() })
    }

    /// Puts it under its name, in one step.
    ///
    /// # Errors
    /// When the disk is full, or another program holds the file.
    pub fn finish(self) -> Result<(), Error> {
        let fail = |error| Error::writing(&self.path, error);
        self.file.as_file().sync_data().map_err(fail)?;
        self.file.persist(&self.path).map_err(|error| fail(error.error))?;
        Ok(())
    }
}

impl Write for Unfinished {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Unfinished {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.file.seek(to)
    }
}

/// The folder that a file stands in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes `bytes` to `path`: beside it first, then under its name in one step.
///
/// # Errors
/// When the folder cannot be made, the disk is full, or another program holds the file.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut file = Unfinished::begin(path)?;
    file.write_all(bytes).map_err(|error| Error::writing(path, error))?;
    file.finish()
}

/// The same, and it is so after the power failed, too.
///
/// # Errors
/// As [`write()`].
pub fn write_lasting(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    write(path, bytes)?;
    // The name lies in the folder. Windows writes it with the file, and opens no folder as a file.
    #[cfg(unix)]
    std::fs::File::open(folder_of(path))
        .and_then(|folder| folder.sync_all())
        .map_err(|error| Error::writing(path, error))?;
    Ok(())
}

/// Writes `bytes` to `path` unless it holds them already; whether it did.
///
/// # Errors
/// As [`write()`].
pub fn write_changed(path: &Path, bytes: &[u8]) -> Result<bool, Error> {
    let same = std::fs::read(path).is_ok_and(|held| held == bytes);
    if !same {
        write(path, bytes)?;
    }
    Ok(!same)
}

/// What a file holds; nothing where there is none.
///
/// # Errors
/// When it is there and cannot be read.
pub fn existing(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::reading(path, error)),
    }
}

/// Removes from a folder, and from the program's own in it, what runs that were killed left unfinished;
/// what a run is still writing stays.
pub fn sweep(folder: &Path) {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    sweep_one(folder);
    sweep_one(&folder.join(manifest::FOLDER));
}

fn sweep_one(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let left = || std::fs::File::open(&path).is_ok_and(|file| file.try_lock().is_ok());
        if name.starts_with(UNFINISHED) && path.is_file() && left() {
            let _gone = std::fs::remove_file(&path);
        }
    }
}

/// Where the files of a plan go: beside it, or as `-o` says (a folder, or a file's name).
pub fn target(plan: &Path, output: Option<&Path>, ending: &str) -> PathBuf {
    let beside = plan.with_extension(ending);
    let Some(output) = output else { return beside };
    let is_folder = output.is_dir() || output.as_os_str().to_string_lossy().ends_with(['/', '\\']);
    if is_folder { output.join(beside.file_name().unwrap_or_default()) } else { output.to_owned() }
}

/// The name with `end` between its stem and its ending.
pub fn ended(path: &Path, end: &str) -> PathBuf {
    if end.is_empty() {
        return path.to_owned();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}{end}.{ending}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn sweeping_takes_what_nobody_holds() {
        let root = tempfile::tempdir().expect("a folder");
        let at = |name: &str| root.path().join(name);
        fs::create_dir(at(manifest::FOLDER)).expect("a folder");
        for name in [".vanban-left", ".vanban-held", "van-ban.pdf", ".vanban/.vanban-left", ".vanban/x.lock"]
        {
            fs::write(at(name), "x").expect("a file");
        }
        fs::create_dir(at(".vanban-folder")).expect("a folder");
        let held = fs::File::open(at(".vanban-held")).expect("the file");
        held.lock().expect("a lock");
        sweep(root.path());
        let mut names: Vec<_> = fs::read_dir(root.path())
            .expect("the folder")
            .map(|e| e.expect("an entry").file_name())
            .collect();
        names.sort();
        assert_eq!(names, [".vanban", ".vanban-folder", ".vanban-held", "van-ban.pdf"]);
        assert!(at(".vanban/x.lock").exists() && !at(".vanban/.vanban-left").exists());
    }

    #[test]
    fn the_same_bytes_are_not_written_again() {
        let root = tempfile::tempdir().expect("a folder");
        let path = root.path().join("a/b.pdf");
        let time = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).expect("its time");
        assert!(write_changed(&path, b"one").expect("written"));
        let before = time(&path);
        assert!(!write_changed(&path, b"one").expect("left"));
        assert_eq!(time(&path), before);
        assert!(write_changed(&path, b"two").expect("written"));
        assert_eq!(fs::read(&path).expect("the file"), b"two");
    }
}
