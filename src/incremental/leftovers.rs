//! Outputs that nothing makes any more: they are named, never removed.

use crate::{
    error::Error,
    output::{Manifest, manifest::Entry},
};
use std::path::{Component, Path, PathBuf};

/// A file that an earlier run wrote and that no plan makes now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// The file.
    pub file: PathBuf,
    /// The plan that it was made from.
    pub plan: PathBuf,
    /// Whether that plan is gone; else it has fewer pages now.
    pub plan_is_gone: bool,
}

/// The files in these folders of outputs whose plan is gone or has fewer pages now. What is gone with
/// its files is taken out of the manifest.
///
/// # Errors
/// When a manifest cannot be written.
pub fn leftovers<'a>(folders: impl IntoIterator<Item = &'a PathBuf>) -> Result<Vec<Leftover>, Error> {
    let mut found = Vec::new();
    for folder in folders {
        let mut manifest = Manifest::open(folder);
        let mut forgotten = Vec::new();
        for entry in manifest.entries() {
            let left = of_entry(folder, entry);
            if left.is_empty() && !folder.join(&entry.plan).exists() {
                forgotten.push(entry.target.clone());
            }
            found.extend(left);
        }
        if !forgotten.is_empty() {
            forgotten.iter().for_each(|target| manifest.forget(target));
            manifest.save()?;
        }
    }
    Ok(found)
}

fn of_entry(folder: &Path, entry: &Entry) -> Vec<Leftover> {
    let plan = tidy(&folder.join(&entry.plan));
    let plan_is_gone = !plan.exists();
    let own = entry.files.iter().map(|file| &file.name).filter(|_| plan_is_gone);
    let files = own.chain(&entry.left).map(|name| folder.join(name)).filter(|file| file.exists());
    files.map(|file| Leftover { file, plan: plan.clone(), plan_is_gone }).collect()
}

/// A path without the ways down and up again.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        match (part, tidy.components().next_back()) {
            (Component::ParentDir, Some(Component::Normal(_))) => drop(tidy.pop()),
            (Component::CurDir, _) => {}
            _ => tidy.push(part),
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_goes_straight() {
        for (path, straight) in
            [("ra/../thang/a.toml", "thang/a.toml"), ("../a/./b", "../a/b"), ("a/../../b", "../b")]
        {
            assert_eq!(tidy(Path::new(path)), Path::new(straight));
        }
    }
}
