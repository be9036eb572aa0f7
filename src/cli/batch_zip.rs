//! The archive that a batch may make beside its files.

use super::batch::Args;
use crate::{
    batch::{Batch, archive::Archive},
    error::Error,
    incremental::Outcome,
    output::{self, manifest::Written},
};
use anstream::println;
use serde_json::json;

/// Gathers the names of files, in the order of the list.
pub(super) struct Zip<'a> {
    batch: &'a Batch,
    names: Vec<String>,
}

impl<'a> Zip<'a> {
    /// For the files of a batch.
    pub(super) fn new(batch: &'a Batch) -> Self {
        Self { batch, names: Vec::new() }
    }

    /// Takes the files of a row, made now or standing already.
    pub(super) fn hear(&mut self, outcome: &Outcome) {
        let name = |written: &Written| written.name.clone();
        match outcome {
            Outcome::Made(made) => self.names.extend(made.files.iter().map(|(_, written)| name(written))),
            Outcome::Current(entry) => self.names.extend(entry.files.iter().map(name)),
            Outcome::Failed(_) | Outcome::Panicked(_) => {}
        }
    }

    /// Writes the archive where it is wanted.
    pub(super) fn write(self, args: &Args) -> Result<(), Error> {
        let Some(path) = &args.zip else { return Ok(()) };
        let mut archive = Archive::begin(path)?;
        for name in &self.names {
            let file = self.batch.root().join(name);
            let bytes = output::existing(&file)?;
            let bytes = bytes.ok_or_else(|| Error::reading(&file, std::io::ErrorKind::NotFound.into()))?;
            archive.add(name, &bytes)?;
        }
        let files = archive.finish()?;
        if args.json {
            println!("{}", json!({"su_kien": "tep-nen", "tep": path.display().to_string(), "so_tep": files}));
        } else {
            println!("{}: {files} tệp", path.display());
        }
        Ok(())
    }
}
