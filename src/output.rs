//! Writes files: under its final name a file stands whole or not at all.

use crate::error::Error;
use std::{
    io::Write,
    path::{Path, PathBuf},
};

/// Writes `bytes` to `path`: beside it first, then under its name in one step.
///
/// # Errors
/// When the folder cannot be made, the disk is full, or another program holds the file.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let fail = |error| Error::writing(path, error);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(fail)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".vanban-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(folder).map_err(fail)?;
    file.write_all(bytes).map_err(fail)?;
    file.as_file().sync_data().map_err(fail)?;
    file.persist(path).map_err(|error| fail(error.error))?;
    Ok(())
}

/// Where the files of a plan go: beside it, or as `-o` says (a folder, or a file's name).
pub fn target(plan: &Path, output: Option<&Path>, ending: &str) -> PathBuf {
    let beside = plan.with_extension(ending);
    let Some(output) = output else { return beside };
    let is_folder = output.is_dir() || output.as_os_str().to_string_lossy().ends_with(['/', '\\']);
    if is_folder { output.join(beside.file_name().unwrap_or_default()) } else { output.to_owned() }
}

/// The name of page `page` (from 1) of several.
pub fn numbered(path: &Path, page: usize, pages: usize) -> PathBuf {
    if pages == 1 {
        return path.to_owned();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{page}.{ending}"))
}
