//! The files that a job read, and those that it looked for: what an output depends on.

use crate::output::Digest;
use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// Every file that was read, each with what it held; a file that was looked for and was not there; a
/// list of a folder's files of one ending, under the name `<folder>/*.<ending>`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reads(BTreeMap<PathBuf, Digest>);

impl Reads {
    /// Reads a file.
    ///
    /// # Errors
    /// As [`std::fs::read`]; that the file is not there is remembered too.
    pub fn read(&mut self, path: &Path) -> io::Result<Vec<u8>> {
        let bytes = std::fs::read(path);
        self.0.insert(path.to_owned(), bytes.as_deref().map_or(Digest::ABSENT, Digest::of));
        bytes
    }

    /// Remembers a file that was looked for and was not there.
    pub fn missing(&mut self, path: &Path) {
        self.0.insert(path.to_owned(), Digest::ABSENT);
    }

    /// The files of this ending in a folder, in the order of their names; none where there is no such
    /// folder.
    ///
    /// # Errors
    /// When the folder is there and cannot be read.
    pub fn list(&mut self, folder: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
        let paths = if folder.is_dir() { Some(list(folder, ending)?) } else { None };
        let digest = paths.as_deref().map_or(Digest::ABSENT, digest_of_list);
        self.0.insert(folder.join(format!("*.{ending}")), digest);
        Ok(paths.unwrap_or_default())
    }

    /// Adds what another job read.
    pub fn extend(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The names, in their order, each with what it held.
    pub fn iter(&self) -> impl Iterator<Item = (&Path, Digest)> {
        self.0.iter().map(|(path, digest)| (path.as_path(), *digest))
    }
}

impl FromIterator<(PathBuf, Digest)> for Reads {
    fn from_iter<I: IntoIterator<Item = (PathBuf, Digest)>>(reads: I) -> Self {
        Self(reads.into_iter().collect())
    }
}

/// What files hold now; each is read once.
#[derive(Debug, Default)]
pub struct Now(Mutex<BTreeMap<PathBuf, Digest>>);

impl Now {
    /// What stands under a name of [`Reads`].
    pub fn digest(&self, name: &Path) -> Digest {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *known.entry(name.to_owned()).or_insert_with(|| digest_now(name))
    }

    /// Whether something holds now what it did not hold when it was read.
    pub fn changed(&self, reads: &Reads) -> bool {
        reads.iter().any(|(path, digest)| self.digest(path) != digest)
    }
}

fn digest_now(name: &Path) -> Digest {
    match (name.parent(), name.file_name().and_then(|name| name.to_str()?.strip_prefix("*."))) {
        (Some(folder), Some(ending)) => {
            list(folder, ending).map_or(Digest::ABSENT, |paths| digest_of_list(&paths))
        }
        _ => std::fs::read(name).map_or(Digest::ABSENT, |bytes| Digest::of(&bytes)),
    }
}

fn list(folder: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let wanted = |path: &PathBuf| path.is_file() && path.extension().is_some_and(|e| e == ending);
    let entries = std::fs::read_dir(folder)?;
    let mut paths: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).filter(wanted).collect();
    paths.sort();
    Ok(paths)
}

fn digest_of_list(paths: &[PathBuf]) -> Digest {
    let names = paths.iter().map(|path| path.file_name().unwrap_or_default().to_string_lossy());
    Digest::of(names.collect::<Vec<_>>().join("/").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn whatever_was_read_or_looked_for_counts() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::write(at("a"), "a").expect("a file");
        let mut reads = Reads::default();
        assert_eq!(reads.read(&at("a")).expect("the file"), b"a");
        reads.read(&at("b")).expect_err("no file");
        reads.missing(&at("c"));
        assert_eq!(reads.list(&at("khuon"), "j2").expect("no folder"), Vec::<PathBuf>::new());
        assert!(!Now::default().changed(&reads));

        fs::write(at("a"), "a").expect("the same bytes once more");
        fs::write(at("other"), "x").expect("a file that nobody read");
        assert!(!Now::default().changed(&reads));
        for (path, bytes) in [("a", "b"), ("b", "b"), ("c", "c"), ("khuon/x.j2", "x")] {
            fs::create_dir_all(at(path).parent().expect("a folder")).expect("a folder");
            let before = fs::read(at(path)).ok();
            fs::write(at(path), bytes).expect("a change");
            assert!(Now::default().changed(&reads), "{path}");
            match before {
                Some(before) => fs::write(at(path), before).expect("as it was"),
                None => fs::remove_file(at(path)).expect("as it was"),
            }
        }
        fs::remove_dir(at("khuon")).expect("as it was");
        assert!(!Now::default().changed(&reads));
    }
}
