//! `vanban check --fix` and `--diff`: shows and writes what can be mended.

use crate::{
    build::inputs_of,
    check::fix::{self, Mended, Options},
    error::Error,
    output,
};
use anstream::{eprintln, print};
use similar::TextDiff;
use std::{collections::BTreeMap, path::Path};

/// What is done with what can be mended.
#[derive(Clone, Copy)]
pub(super) struct Mending {
    /// Write the files.
    pub write: bool,
    /// Show the changes.
    pub show: bool,
    /// What may be changed.
    pub options: Options,
}

/// Mends plans and their office files. What was done is said on standard error: standard output is the
/// report's.
///
/// # Errors
/// When a file cannot be read or written.
pub(super) fn mend(plans: &[&Path], mending: Mending) -> Result<(), Error> {
    // Plans share their office file: it is shown once, as the last of them leaves it.
    let mut files: BTreeMap<String, Mended> = BTreeMap::new();
    for plan in plans {
        let (mut inputs, _) = inputs_of(plan)?;
        if let Some(office) = &mut inputs.office
            && let Some(known) = files.get(&office.0)
        {
            office.1.clone_from(&known.bytes);
        }
        for file in fix::mend(&inputs, mending.options) {
            let (before, count) = files
                .get(&file.name)
                .map_or((file.before.clone(), 0), |known| (known.before.clone(), known.count));
            let count = count + file.count;
            files.insert(file.name.clone(), Mended { before, count, ..file });
        }
    }
    for file in files.values() {
        if mending.show {
            print!("{}", diff(file));
        }
        if mending.write {
            output::write(Path::new(&file.name), &file.bytes)?;
            eprintln!("{}: đã sửa {} chỗ", file.name, file.count);
        }
    }
    if files.is_empty() {
        eprintln!("không có chỗ nào cần sửa mà sửa được ngay");
    }
    Ok(())
}

/// The changes of a file, as `diff -u` shows them.
fn diff(file: &Mended) -> String {
    let diff = TextDiff::from_lines(&file.before, &file.after);
    diff.unified_diff().context_radius(1).header(&file.name, &file.name).to_string()
}
