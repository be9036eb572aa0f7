//! Which plans are to be made, and where their files go.

use crate::{build::OFFICE, encoding::decode, error::Error, output};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// A plan, and the file to make of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// The plan.
    pub plan: PathBuf,
    /// Its file; pictures of several pages take a number into the name.
    pub target: PathBuf,
}

impl Order {
    /// The folder of the target.
    pub fn folder(&self) -> &Path {
        let folder = self.target.parent().filter(|folder| !folder.as_os_str().is_empty());
        folder.unwrap_or(Path::new("."))
    }
}

/// What the arguments of a build come to.
#[derive(Debug, Default)]
pub struct Orders {
    /// The plans, as named, those of a folder in the order of their names; each once.
    pub list: Vec<Order>,
    /// Files of a folder that end like plans and are none.
    pub others: Vec<PathBuf>,
    /// The folders that were looked through.
    pub searched: BTreeSet<PathBuf>,
    /// The folders in which outputs of deleted plans may lie.
    pub outputs: BTreeSet<PathBuf>,
}

impl Orders {
    /// Whether these are more than one plan named alone.
    pub fn are_many(&self) -> bool {
        self.list.len() > 1 || !self.searched.is_empty()
    }
}

/// Finds the plans of files and folders; `output` is where to write, as `-o` says it.
///
/// A plan in a folder or below it is a `*.toml` with a key `loai`, the office file excepted; what is
/// hidden, its name beginning with a dot, is left alone. Below `output` a folder's own folders are kept.
///
/// # Errors
/// When a folder cannot be read.
pub fn orders(arguments: &[PathBuf], output: Option<&Path>, ending: &str) -> Result<Orders, Error> {
    let mut orders = Orders::default();
    for argument in arguments {
        if !argument.is_dir() {
            let target = output::target(argument, output, ending);
            orders.list.push(Order { plan: argument.clone(), target });
            continue;
        }
        let mut found = Found::default();
        found.walk(argument)?;
        let below = |path: &Path| output.map(|out| out.join(path.strip_prefix(argument).unwrap_or(path)));
        for plan in found.plans {
            let target = below(&plan).unwrap_or_else(|| plan.clone()).with_extension(ending);
            orders.list.push(Order { plan, target });
        }
        orders.outputs.extend(found.folders.iter().map(|path| below(path).unwrap_or_else(|| path.clone())));
        orders.searched.extend(found.folders);
        orders.others.extend(found.others);
    }
    let full = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut seen = BTreeSet::new();
    orders.list.retain(|order| seen.insert(full(&order.plan)));
    Ok(orders)
}

/// What lies in a folder and below.
#[derive(Default)]
struct Found {
    plans: Vec<PathBuf>,
    others: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Found {
    fn walk(&mut self, folder: &Path) -> Result<(), Error> {
        self.folders.push(folder.to_owned());
        let entries = std::fs::read_dir(folder).map_err(|error| Error::reading(folder, error))?;
        let mut entries: Vec<_> = entries.filter_map(Result::ok).collect();
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let (path, name) = (entry.path(), entry.file_name());
            if name.to_string_lossy().starts_with('.') {
                continue;
            }
            // A link to a folder is not followed: it may lead back up.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                self.walk(&path)?;
            } else if path.extension().is_some_and(|e| e == "toml") && name != OFFICE && path.is_file() {
                if is_plan(&path) { self.plans.push(path) } else { self.others.push(path) }
            }
        }
        Ok(())
    }
}

/// Whether a file has the key that every plan begins with; what cannot be read is taken for a plan, so
/// that it is reported.
fn is_plan(path: &Path) -> bool {
    let text = std::fs::read(path).ok().and_then(|bytes| decode(bytes).ok());
    let names_a_kind = |line: &str| {
        let key = line.trim_start().trim_start_matches(['"', '\'']).strip_prefix("loai");
        key.is_some_and(|rest| rest.trim_start_matches(['"', '\'']).trim_start().starts_with('='))
    };
    text.is_none_or(|(text, _)| text.lines().any(names_a_kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let root = tempfile::tempdir().expect("a folder");
        for (name, text) in files {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        root
    }

    const PLAN: &str = "# một kế hoạch\n  loai = \"x\"\n";

    #[test]
    fn plans_of_a_folder_are_found_and_nothing_else() {
        let root = folder(&[
            ("vanban.toml", "[co_quan]\n"),
            ("b.toml", PLAN),
            ("a.toml", "\"loai\"=\"x\""),
            ("bang.toml", "hang = [{ loai_hinh = 1 }]\n"),
            ("hong.toml", "loai = \n["),
            ("2024/05.toml", PLAN),
            ("2024/vanban.toml", "[co_quan]\n"),
            ("2024/05.pdf", ""),
            (".an/x.toml", PLAN),
            (".x.toml", PLAN),
            ("ghi-chu.txt", PLAN),
        ]);
        fs::write(root.path().join("la.toml"), b"loai = \"\xFF\"").expect("a file");
        let shown = |paths: Vec<PathBuf>| -> Vec<String> {
            let cut = |path: PathBuf| path.strip_prefix(root.path()).expect("below").to_owned();
            paths.into_iter().map(|path| cut(path).to_string_lossy().replace('\\', "/")).collect()
        };
        let found = orders(&[root.path().to_owned()], None, "pdf").expect("found");
        assert_eq!(shown(found.others), ["bang.toml"]);
        let plans = shown(found.list.iter().map(|order| order.plan.clone()).collect());
        assert_eq!(plans, ["2024/05.toml", "a.toml", "b.toml", "hong.toml", "la.toml"]);
        let targets = shown(found.list.iter().map(|order| order.target.clone()).collect());
        assert_eq!(targets, ["2024/05.pdf", "a.pdf", "b.pdf", "hong.pdf", "la.pdf"]);
        let out = root.path().join("ra");
        let found = orders(&[root.path().to_owned()], Some(&out), "txt").expect("found");
        let targets = shown(found.list.into_iter().map(|order| order.target).collect());
        assert_eq!(targets[..2], ["ra/2024/05.txt", "ra/a.txt"]);
    }

    #[test]
    fn a_plan_named_twice_is_made_once() {
        let root = folder(&[("a.toml", PLAN)]);
        let plan = root.path().join("a.toml");
        let found = orders(&[plan.clone(), root.path().to_owned(), plan], None, "pdf").expect("found");
        assert_eq!(found.list.len(), 1);
    }
}
