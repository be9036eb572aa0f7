//! The files that a plan names beside itself: from its folder, or from memory.

use crate::reads::Reads;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// Where the files that a plan names are found.
#[derive(Debug, Clone, Default)]
pub enum Beside {
    /// Nowhere: a plan that names one is told so.
    #[default]
    Nowhere,
    /// From the plan's folder on.
    Folder(PathBuf),
    /// Under their names as the plan writes them.
    Given(BTreeMap<String, Vec<u8>>),
}

impl Beside {
    /// The files beside the plan at `path`.
    pub fn plan(path: &Path) -> Self {
        Self::Folder(path.parent().unwrap_or(Path::new("")).to_owned())
    }

    /// The name of a file for messages, and what it holds; else what is wrong with it.
    pub(crate) fn read(&self, name: &str, reads: &mut Reads) -> Result<(String, Vec<u8>), String> {
        match self {
            Self::Nowhere => {
                Err(format!("không đọc được tệp {name}: kế hoạch này không nằm trong thư mục nào"))
            }
            Self::Given(files) => match files.get(name) {
                Some(bytes) => Ok((name.to_owned(), bytes.clone())),
                None => Err(format!("không có tệp {name}")),
            },
            Self::Folder(folder) => {
                let path = folder.join(name);
                let shown = path.display().to_string().replace('\\', "/");
                match reads.read(&path) {
                    Ok(bytes) => Ok((shown, bytes)),
                    Err(_) => Err(format!("không đọc được tệp {shown}")),
                }
            }
        }
    }
}
