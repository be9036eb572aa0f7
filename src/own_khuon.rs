//! An office's own khuon: files `khuon/<id>.j2` beside its `vanban.toml`, beside or in place of the
//! shipped ones.

use crate::{
    build::{decoded, say_oddities},
    catalogue::CATALOGUE,
    diagnostic::Findings,
    encoding::Oddities,
    error::Error,
    plan::wanted_khuon,
    reads::Reads,
    source::Sources,
    toml_tree::Table,
    words::Khuon,
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// The folder beside the office file, and how its files end.
const FOLDER: &str = "khuon";
const ENDING: &str = "j2";

/// A khuon file of an office, not read as text yet.
#[derive(Debug, Clone)]
pub struct KhuonFile {
    /// The name that a plan calls it by.
    pub id: String,
    /// The name for messages.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// The khuon files of the office whose file is `office`, by id.
pub fn files_beside(
    office: &Path,
    shown: fn(&Path) -> String,
    reads: &mut Reads,
) -> Result<Vec<KhuonFile>, Error> {
    let named = |(path, bytes): ReadFile| {
        let id = path.file_stem()?.to_str()?.to_owned();
        Some(KhuonFile { id, name: shown(&path), bytes })
    };
    Ok(read_folder(office, FOLDER, ENDING, reads)?.into_iter().filter_map(named).collect())
}

/// A file that was read: where, and what it holds.
pub(crate) type ReadFile = (PathBuf, Vec<u8>);

/// The files of this ending in a folder beside an office file, in the order of their names; none
/// where there is no such folder.
pub(crate) fn read_folder(
    office: &Path,
    name: &str,
    ending: &str,
    reads: &mut Reads,
) -> Result<Vec<ReadFile>, Error> {
    let folder = office.with_file_name(name);
    let paths = reads.list(&folder, ending).map_err(|error| Error::reading(&folder, error))?;
    let read = |path: PathBuf| match reads.read(&path) {
        Ok(bytes) => Ok((path, bytes)),
        Err(error) => Err(Error::reading(&path, error)),
    };
    paths.into_iter().map(read).collect()
}

/// What an office has of its own.
#[derive(Debug, Default)]
pub struct OwnKhuon {
    /// The names of all.
    pub names: Vec<String>,
    /// The one that the plan wants; `None` within where it is too broken for its keys to be known.
    pub wanted: Option<(String, Option<Arc<Khuon>>)>,
}

impl OwnKhuon {
    /// Reads the one that `plan` wants, if the office has it.
    pub fn read(plan: &Table, files: Vec<KhuonFile>, sources: &mut Sources, findings: &mut Findings) -> Self {
        let names = files.iter().map(|file| file.id.clone()).collect();
        let wanted = wanted_khuon(plan).and_then(|id| files.into_iter().find(|file| file.id == id));
        let wanted = wanted.map(|file| {
            let khuon = parse(&file.id, (file.name, file.bytes), sources, findings);
            (file.id, khuon.map(Arc::new))
        });
        Self { names, wanted }
    }

    /// Whether the khuon that the plan wants is there and cannot be used.
    pub fn is_broken(&self) -> bool {
        matches!(self.wanted, Some((_, None)))
    }

    /// The khuon of this name: the office's own, or the shipped one.
    pub fn find(&self, id: &str) -> Option<Arc<Khuon>> {
        match &self.wanted {
            Some((own, khuon)) if own == id => khuon.clone(),
            _ => CATALOGUE.khuon(id),
        }
    }
}

fn parse(id: &str, file: (String, Vec<u8>), sources: &mut Sources, findings: &mut Findings) -> Option<Khuon> {
    let (file, of_file) = decoded(file, sources, findings)?;
    let mut in_text = Oddities::default();
    let taken = &CATALOGUE.keys.ke_hoach;
    let khuon = Khuon::parse(id, file, sources.get(file), taken, &mut in_text, findings);
    say_oddities(file, &of_file, &in_text, findings);
    khuon
}
