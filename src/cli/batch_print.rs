//! The file for the printer that a batch may make beside its documents.

use super::batch::Args;
use crate::{
    batch::{
        Batch, Planned,
        merge::{Merger, Sides},
    },
    error::Error,
    incremental::Outcome,
    output,
};
use anstream::{eprintln, println};
use serde_json::json;
use std::collections::BTreeMap;

/// The column that names a bookmark, where a table has it.
const NAME: &str = "ten";

/// Gathers the pages of a run; without `--merge` it does nothing.
pub(super) struct Print<'a> {
    batch: &'a Batch,
    merger: Option<Merger>,
    copies: BTreeMap<usize, usize>,
    pages: usize,
}

impl<'a> Print<'a> {
    /// Reads how many copies each row wants; `None` where that cannot be read, which is said.
    pub(super) fn new(args: &Args, batch: &'a Batch, rows: &[&Planned]) -> Option<Self> {
        let mut print = Self { batch, merger: None, copies: BTreeMap::new(), pages: 0 };
        let Some((_, duplex, column)) = args.print() else { return Some(print) };
        print.merger = Some(Merger::new(if duplex { Sides::Both } else { Sides::One }));
        let Some(column) = column else { return Some(print) };
        let mut wrong = false;
        for row in rows {
            match batch.text(row, column) {
                None => {
                    eprintln!("lỗi: --copies: bảng không có cột `{column}`");
                    return None;
                }
                Some(text) => match text.trim().parse() {
                    Ok(copies) => drop(print.copies.insert(row.index, copies)),
                    Err(_) => {
                        eprintln!("lỗi: {}: số bản `{text}` không phải số nguyên", batch.place(row));
                        wrong = true;
                    }
                },
            }
        }
        (!wrong).then_some(print)
    }

    /// Takes the pages of a document.
    pub(super) fn add(&mut self, row: &Planned, outcome: &Outcome) {
        let (Some(merger), Outcome::Made(made)) = (&mut self.merger, outcome) else { return };
        let Some(pages) = made.built.pages.as_ref().filter(|_| !made.files.is_empty()) else { return };
        let stem = || row.target.as_deref()?.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let name = self.batch.text(row, NAME).or_else(stem).unwrap_or_default();
        let copies = self.copies.get(&row.index).copied().unwrap_or(1);
        self.pages += copies * made.pages();
        let attached = pages.kem_theo.iter().map(|(_, part)| &part.document);
        let parts: Vec<_> = std::iter::once(&pages.document).chain(attached).collect();
        merger.add(&name, &parts, copies);
    }

    /// Writes the file.
    pub(super) fn write(self, args: &Args) -> Result<(), Error> {
        let (Some(merger), Some((path, ..))) = (self.merger, args.print()) else { return Ok(()) };
        let title = path.file_stem().unwrap_or_default().to_string_lossy();
        let bytes =
            merger.finish(&title).map_err(|message| Error::writing(path, std::io::Error::other(message)))?;
        output::write(path, &bytes)?;
        if args.json {
            let event = json!({"su_kien": "tep-in", "tep": path.display().to_string(), "trang": self.pages});
            println!("{event}");
        } else {
            println!("{}: {} trang để in", path.display(), self.pages);
        }
        Ok(())
    }
}
