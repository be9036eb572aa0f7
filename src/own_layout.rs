//! An office's own layout: files `layout/<name>.typ` beside its `vanban.toml`, in place of the shipped
//! ones of the same name, or beside them for these to import.

use crate::{
    build::decoded,
    diagnostic::Findings,
    error::Error,
    own_khuon::read_folder,
    reads::Reads,
    source::{FileId, Sources},
};
use std::{path::Path, sync::Arc};

/// The folder beside the office file, and how its files end.
const FOLDER: &str = "layout";
const ENDING: &str = "typ";

/// A layout file of an office.
#[derive(Debug, Clone)]
pub struct LayoutFile {
    /// Its name, as another layout file imports it.
    pub name: String,
    /// Its number, for findings.
    pub file: FileId,
    /// What it holds.
    pub text: Arc<str>,
}

/// The layout files of the office whose file is `office`, in the order of their names.
///
/// # Errors
/// When the folder or a file cannot be read at all; what is no text is a finding.
pub(crate) fn read_beside(
    office: &Path,
    shown: fn(&Path) -> String,
    sources: &mut Sources,
    reads: &mut Reads,
    findings: &mut Findings,
) -> Result<Vec<LayoutFile>, Error> {
    let mut files = Vec::new();
    for (path, bytes) in read_folder(office, FOLDER, ENDING, reads)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some((file, _)) = decoded((shown(&path), bytes), sources, findings) {
            files.push(LayoutFile { name, file, text: sources.get(file).text.clone() });
        }
    }
    Ok(files)
}
