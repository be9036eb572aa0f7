//! An office's own layout: files `layout/<name>.typ` beside its `vanban.toml`, in place of the shipped
//! ones of the same name, or beside them for these to import.

use crate::{
    build::decoded,
    diagnostic::{Diagnostic, Findings, nearest},
    error::Error,
    own_khuon::read_folder,
    reads::Reads,
    rules,
    source::{FileId, Sources, Span},
    typeset::world::layout_names,
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
    say_unused(&files, findings);
    Ok(files)
}

/// Says which files neither replace a shipped one nor are imported by another.
fn say_unused(files: &[LayoutFile], findings: &mut Findings) {
    let taken = |file: &LayoutFile| {
        let quoted = format!("\"{}\"", file.name);
        layout_names().any(|name| name == file.name) || files.iter().any(|other| other.text.contains(&quoted))
    };
    for file in files.iter().filter(|file| !taken(file)) {
        let near = nearest(&file.name, layout_names()).map(|near| format!("có phải `{near}`?"));
        let list = layout_names().collect::<Vec<_>>().join(", ");
        let message =
            format!("không tệp nào của bộ trình bày tên là `{}`, cũng không tệp nào gọi nó", file.name);
        findings.push(
            Diagnostic::new(&rules::LAYOUT_THUA, Span::new(file.file, 0..0), message)
                .label(near.unwrap_or_default())
                .hint(format!("các tệp thay được: {list}")),
        );
    }
}
