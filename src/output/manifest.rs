//! What stands beside outputs and says what they were made from, so that only what changed is made anew.
//!
//! It decides by content, never by the clock: an output is current when the same program, options and
//! inputs would make it again, and its bytes are still those that were written. Without the manifest,
//! or with a stale or torn one, more is made anew than needed, and nothing else.

use super::{Digest, write_changed};
use crate::{
    diagnostic::Tally,
    error::Error,
    reads::{Now, Reads},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Read, Seek, SeekFrom, Write},
    path::{Component, Path, PathBuf},
};

/// The folder in which the program keeps its own files, beside outputs.
pub const FOLDER: &str = ".vanban";

/// The manifest's name in that folder; that of a share has the share between the two.
const NAME: (&str, &str) = ("manifest", ".jsonl");

/// One output: what made it, and what was written. Names are paths from the manifest's folder, with `/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its name, as `2024-05.pdf`; by this the entry is found.
    pub target: String,
    /// The plan that it was made from.
    pub plan: String,
    /// All that was read for it, as [`Reads`] names it.
    pub inputs: Vec<String>,
    /// What the inputs, the options and the program came to.
    pub made_from: Digest,
    /// The files of it: one, or a picture for each page.
    pub files: Vec<Written>,
    /// Files of an earlier making that are none of its files now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<String>,
    /// How many pages it has.
    pub pages: usize,
    /// What was found while making it.
    pub findings: Tally,
}

/// A file as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Its name.
    pub name: String,
    /// Its length in bytes.
    pub length: u64,
    /// What it holds.
    pub digest: Digest,
}

impl Written {
    /// A file of this name with these bytes.
    pub fn new(name: String, bytes: &[u8]) -> Self {
        Self { name, length: bytes.len() as u64, digest: Digest::of(bytes) }
    }

    /// Whether it still stands in `folder` as it was written.
    fn is_intact(&self, folder: &Path) -> bool {
        let path = folder.join(&self.name);
        let length = std::fs::metadata(&path).map(|data| data.len()).ok();
        length == Some(self.length)
            && std::fs::read(&path).is_ok_and(|bytes| Digest::of(&bytes) == self.digest)
    }
}

/// The entries of one folder of outputs.
///
/// On disk it is `.vanban/manifest.jsonl`, a line of JSON for each entry. Whatever is made is appended at
/// once, so that a run that was killed loses nothing; [`save`](Self::save) puts it in order. A share writes
/// `manifest-3-8.jsonl` beside it, so that folders of several machines can be copied together; whoever
/// opens the folder knows all, and the next whole run makes one file of them.
#[derive(Debug, Clone)]
pub struct Manifest {
    folder: PathBuf,
    path: PathBuf,
    entries: BTreeMap<String, Entry>,
    /// What this run recorded or forgot: of all else the file on disk may know more by now.
    touched: BTreeSet<String>,
    /// Targets whose entries stand in another file than this one, and stay there.
    foreign: BTreeSet<String>,
    /// The files of shares that this one takes the place of.
    gathered: Vec<PathBuf>,
}

impl Manifest {
    /// The manifest of a folder, with those of shares; empty where there is none.
    pub fn open(folder: &Path) -> Self {
        let path = folder.join(FOLDER).join(format!("{}{}", NAME.0, NAME.1));
        let gathered = shares(folder);
        let mut entries = load(&path);
        // Later than a whole run, which leaves none.
        gathered.iter().for_each(|path| entries.extend(load(path)));
        let (touched, foreign) = (BTreeSet::new(), BTreeSet::new());
        Self { folder: folder.to_owned(), path, entries, touched, foreign, gathered }
    }

    /// That of a share, as `3-8`: it knows the entries of all and writes its own.
    pub fn open_share(folder: &Path, share: &str) -> Self {
        let path = folder.join(FOLDER).join(format!("{}-{share}{}", NAME.0, NAME.1));
        let own = load(&path);
        let mut all = Self::open(folder);
        all.foreign = all.entries.keys().filter(|target| !own.contains_key(*target)).cloned().collect();
        all.entries.extend(own);
        Self { path, gathered: Vec::new(), ..all }
    }

    /// The folder whose outputs it knows.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The entries, in the order of their targets.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// The entry of a target, where the same inputs and options would make it again and its files are
    /// still as they were written.
    pub fn current(&self, target: &str, options: &[(&str, &str)], now: &Now) -> Option<&Entry> {
        let entry = self.entries.get(target)?;
        let inputs = entry.inputs.iter().map(|name| (name.as_str(), now.digest(&self.folder.join(name))));
        let same = Digest::made_from(options, inputs) == entry.made_from;
        (same && entry.files.iter().all(|file| file.is_intact(&self.folder))).then_some(entry)
    }

    /// The names of what was read, and what all of it and the options come to.
    pub fn made_from(&self, options: &[(&str, &str)], reads: &Reads) -> (Vec<String>, Digest) {
        let named: BTreeMap<String, Digest> =
            reads.iter().map(|(path, digest)| (self.name(path), digest)).collect();
        let digest = Digest::made_from(options, named.iter().map(|(name, digest)| (name.as_str(), *digest)));
        (named.into_keys().collect(), digest)
    }

    /// How the manifest names a path.
    pub fn name(&self, path: &Path) -> String {
        relative(&self.folder, path)
    }

    /// The files of the earlier making of a target that still stand and are none of `files`.
    pub fn left_by(&self, target: &str, files: &[Written]) -> Vec<String> {
        let Some(old) = self.entries.get(target) else { return Vec::new() };
        let names = old.files.iter().map(|file| &file.name).chain(&old.left);
        let left = names.filter(|name| files.iter().all(|file| file.name != **name));
        left.filter(|name| self.folder.join(name).exists()).cloned().collect()
    }

    /// Takes an entry in, on disk at once.
    ///
    /// # Errors
    /// When the manifest cannot be written.
    pub fn record(&mut self, entry: Entry) -> Result<(), Error> {
        append(&self.path, &line(&entry)).map_err(|error| Error::writing(&self.path, error))?;
        self.take(entry);
        Ok(())
    }

    /// Leaves an entry out.
    pub fn forget(&mut self, target: &str) {
        self.entries.remove(target);
        self.touched.insert(target.to_owned());
    }

    /// Writes it whole and in order; what others recorded meanwhile stays.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&mut self) -> Result<(), Error> {
        let mut others = load(&self.path);
        others.retain(|target, _| !self.touched.contains(target));
        for (target, entry) in others {
            self.entries.entry(target).or_insert(entry);
        }
        let own = || self.entries.iter().filter(|(target, _)| !self.foreign.contains(*target));
        if own().next().is_none() && !self.path.exists() {
            return Ok(());
        }
        let lines: String = own().map(|(_, entry)| line(entry)).collect();
        write_changed(&self.path, lines.as_bytes())?;
        // One that stays costs nothing but its room.
        self.gathered.drain(..).for_each(|path| drop(std::fs::remove_file(path)));
        Ok(())
    }

    fn take(&mut self, entry: Entry) {
        self.foreign.remove(&entry.target);
        self.touched.insert(entry.target.clone());
        self.entries.insert(entry.target.clone(), entry);
    }
}

/// The files of shares in a folder, in the order of their names.
fn shares(folder: &Path) -> Vec<PathBuf> {
    let is_share = |name: &str| name.starts_with(&format!("{}-", NAME.0)) && name.ends_with(NAME.1);
    let entries = std::fs::read_dir(folder.join(FOLDER)).into_iter().flatten().flatten();
    let names = entries.filter(|entry| is_share(&entry.file_name().to_string_lossy()));
    let mut paths: Vec<PathBuf> = names.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// The entries on disk; of two for one target the later holds, a torn line is none.
fn load(path: &Path) -> BTreeMap<String, Entry> {
    let bytes = std::fs::read(path).unwrap_or_default();
    let entries = bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok());
    entries.map(|entry: Entry| (entry.target.clone(), entry)).collect()
}

fn line(entry: &Entry) -> String {
    serde_json::to_string(entry).expect("an entry has nothing that JSON cannot hold") + "\n"
}

/// Adds a line; after one that a killed run left half-written it begins anew.
fn append(path: &Path, line: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(path.parent().unwrap_or(Path::new("")))?;
    let mut file = std::fs::File::options().create(true).append(true).read(true).open(path)?;
    let mut last = [b'\n'];
    let held = file.seek(SeekFrom::End(-1)).and_then(|_| file.read_exact(&mut last));
    let torn = held.is_ok() && last != [b'\n'];
    file.write_all(format!("{}{line}", if torn { "\n" } else { "" }).as_bytes())
}

/// `path` as seen from `folder`, with `/`; where the two share no root, the whole path.
pub(crate) fn relative(folder: &Path, path: &Path) -> String {
    let (folder, path) = (plain(folder), plain(path));
    let shared = folder.iter().zip(&path).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return path.iter().collect::<PathBuf>().to_string_lossy().replace('\\', "/");
    }
    let up = std::iter::repeat_n("..".to_owned(), folder.len() - shared);
    let down = path[shared..].iter().map(|part| part.to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The parts of a path from the root, `.` and `..` worked out.
fn plain(path: &Path) -> Vec<std::ffi::OsString> {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut parts = Vec::new();
    for part in whole.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(parts.pop()),
            _ => parts.push(part.as_os_str().to_owned()),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const OPTIONS: [(&str, &str); 1] = [("dang", "pdf")];

    /// A plan `thang-5.toml` in `plan/` and its output in `ra/`, recorded.
    fn made(root: &Path) -> Manifest {
        let plan = root.join("plan/thang-5.toml");
        fs::create_dir_all(root.join("plan")).expect("a folder");
        fs::create_dir_all(root.join("ra")).expect("a folder");
        fs::write(&plan, "a plan").expect("a plan");
        fs::write(root.join("ra/thang-5.pdf"), "a page").expect("an output");
        let mut reads = Reads::default();
        reads.read(&plan).expect("the plan");
        reads.missing(&root.join("vanban.toml"));
        let mut manifest = Manifest::open(&root.join("ra"));
        manifest.record(entry(&manifest, &reads, "thang-5.pdf", b"a page")).expect("recorded");
        manifest
    }

    fn entry(manifest: &Manifest, reads: &Reads, target: &str, bytes: &[u8]) -> Entry {
        let (inputs, made_from) = manifest.made_from(&OPTIONS, reads);
        let files = vec![Written::new(target.to_owned(), bytes)];
        let plan = inputs.first().cloned().unwrap_or_default();
        Entry {
            target: target.to_owned(),
            plan,
            inputs,
            made_from,
            files,
            left: Vec::new(),
            pages: 1,
            findings: Tally::default(),
        }
    }

    fn is_current(root: &Path) -> bool {
        Manifest::open(&root.join("ra")).current("thang-5.pdf", &OPTIONS, &Now::default()).is_some()
    }

    #[test]
    fn an_output_is_current_as_long_as_nothing_changed() {
        let root = tempfile::tempdir().expect("a folder");
        let at = |name: &str| root.path().join(name);
        let manifest = made(root.path());
        let entry = manifest.entries().next().expect("the entry");
        assert_eq!(entry.inputs, ["../plan/thang-5.toml", "../vanban.toml"]);
        assert!(is_current(root.path()));
        let other =
            Manifest::open(&at("ra")).current("thang-5.pdf", &[("dang", "png")], &Now::default()).cloned();
        assert_eq!(other, None, "another option");
        for (path, bytes) in [
            ("plan/thang-5.toml", "another plan"),
            ("vanban.toml", "an office that was not there"),
            ("ra/thang-5.pdf", "changed by hand"),
            ("ra/thang-5.pdf", "a pagE"),
        ] {
            let before = fs::read(at(path)).ok();
            fs::write(at(path), bytes).expect("a change");
            assert!(!is_current(root.path()), "{path}: {bytes}");
            match before {
                Some(before) => fs::write(at(path), before).expect("as it was"),
                None => fs::remove_file(at(path)).expect("as it was"),
            }
            assert!(is_current(root.path()), "{path} as it was");
        }
        fs::remove_file(at("ra/thang-5.pdf")).expect("removed");
        assert!(!is_current(root.path()));
    }

    #[test]
    fn a_folder_may_be_moved_with_its_outputs() {
        let root = tempfile::tempdir().expect("a folder");
        made(&root.path().join("2024"));
        fs::rename(root.path().join("2024"), root.path().join("luu")).expect("moved");
        assert!(is_current(&root.path().join("luu")));
    }

    #[test]
    fn a_torn_or_foreign_file_costs_its_entries_and_nothing_else() {
        let root = tempfile::tempdir().expect("a folder");
        let path = root.path().join("ra/.vanban/manifest.jsonl");
        let whole = {
            made(root.path());
            fs::read(&path).expect("the manifest")
        };
        for cut in 0..whole.len() - 1 {
            fs::write(&path, &whole[..cut]).expect("a torn manifest");
            assert!(!is_current(root.path()), "cut at {cut}");
        }
        let mut manifest = Manifest::open(&root.path().join("ra"));
        let again = entry(&manifest, &Reads::default(), "khac.pdf", b"");
        manifest.record(again).expect("recorded after a torn line");
        assert_eq!(Manifest::open(&root.path().join("ra")).entries().count(), 1);
        fs::write(&path, b"\xFF\xFE\n{}\n[1]\n").expect("a foreign file");
        assert_eq!(Manifest::open(&root.path().join("ra")).entries().count(), 0);
    }

    #[test]
    fn saving_puts_in_order_and_keeps_what_others_recorded() {
        let root = tempfile::tempdir().expect("a folder");
        let target = |manifest: &Manifest, name: &str| entry(manifest, &Reads::default(), name, b"");
        let mut one = Manifest::open(root.path());
        let mut other = Manifest::open(root.path());
        for name in ["c.pdf", "a.pdf"] {
            one.record(target(&one, name)).expect("recorded");
        }
        other.record(target(&other, "b.pdf")).expect("recorded");
        one.forget("c.pdf");
        one.save().expect("saved");
        other.save().expect("saved");
        let text = fs::read_to_string(root.path().join(".vanban/manifest.jsonl")).expect("the manifest");
        let names: Vec<&str> = text.lines().map(|line| &line[11..16]).collect();
        assert_eq!(names, ["a.pdf", "b.pdf"]);
    }

    #[test]
    fn shares_write_files_of_their_own_and_a_whole_run_makes_one_of_them() {
        let root = tempfile::tempdir().expect("a folder");
        let names = |manifest: &Manifest| -> Vec<String> {
            manifest.entries().map(|entry| entry.target.clone()).collect()
        };
        let on_disk = || {
            let entries = fs::read_dir(root.path().join(FOLDER)).expect("the folder");
            let mut names: Vec<_> = entries.map(|e| e.expect("an entry").file_name()).collect();
            names.sort();
            names
        };
        for (share, name) in [("1-2", "b.pdf"), ("2-2", "a.pdf")] {
            let mut manifest = Manifest::open_share(root.path(), share);
            manifest.record(entry(&manifest, &Reads::default(), name, b"")).expect("recorded");
            manifest.save().expect("saved");
        }
        assert_eq!(on_disk(), ["manifest-1-2.jsonl", "manifest-2-2.jsonl"]);
        let second = load(&root.path().join(".vanban/manifest-2-2.jsonl"));
        assert_eq!(second.into_keys().collect::<Vec<_>>(), ["a.pdf"], "what another share made is its own");
        assert_eq!(names(&Manifest::open_share(root.path(), "2-2")), ["a.pdf", "b.pdf"]);
        let mut whole = Manifest::open(root.path());
        whole.save().expect("saved");
        assert_eq!(on_disk(), ["manifest.jsonl"]);
        assert_eq!(names(&Manifest::open(root.path())), ["a.pdf", "b.pdf"]);
    }
}
