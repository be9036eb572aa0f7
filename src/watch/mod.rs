//! Keeps documents up to date while their plans are written.
//!
//! Two halves: [`Events`] says that something happened in some folders, [`Watch`] looks what has really
//! changed, by content, and builds that. So no event is trusted, none is missed for good, and saving a
//! file unchanged builds nothing.

mod events;

use crate::{
    batch::pool,
    error::Error,
    incremental::{Builder, Order, Outcome, orders},
    output::Digest,
    reads::{Now, Reads},
};
pub use events::Events;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

/// Plans that are kept up to date.
pub struct Watch<'a> {
    builder: Builder<'a>,
    arguments: Vec<PathBuf>,
    output: Option<PathBuf>,
    /// The folders that were looked through for plans.
    searched: BTreeSet<PathBuf>,
    /// What the last build of each plan read.
    read: BTreeMap<PathBuf, Reads>,
}

impl<'a> Watch<'a> {
    /// Of the plans of these files and folders; `output` is where to write, as `-o` says it.
    pub fn new(builder: Builder<'a>, arguments: Vec<PathBuf>, output: Option<PathBuf>) -> Self {
        Self { builder, arguments, output, searched: BTreeSet::new(), read: BTreeMap::new() }
    }

    /// Builds what changed since the last time, at first what is not there or stale; `report` hears of
    /// each. A document with a fault keeps its last good file.
    ///
    /// # Errors
    /// When a folder cannot be read, or a manifest cannot be written.
    pub fn refresh(&mut self, mut report: impl FnMut(&Order, Outcome)) -> Result<(), Error> {
        let found = orders(&self.arguments, self.output.as_deref(), self.builder.format.ending())?;
        let mut known = std::mem::take(&mut self.read);
        let now = Now::default();
        let mut due = Vec::new();
        for order in found.list {
            match known.remove(&order.plan) {
                // An editor that saves by renaming takes the file away for a moment.
                Some(reads) if !order.plan.exists() || !now.changed(&reads) => {
                    self.read.insert(order.plan, reads);
                }
                _ => due.push(order),
            }
        }
        self.searched = found.searched;
        let read = &mut self.read;
        self.builder.run(&due, pool::default_threads(), |order, outcome| {
            read.insert(order.plan.clone(), outcome.reads(order));
            report(order, outcome);
        })?;
        // What is due from now on was edited: it is made, and said to be, even where it is as before.
        self.builder.force = true;
        Ok(())
    }

    /// The folders in which something can happen that matters: those of all files that the last builds
    /// read or looked for, and those that were looked through for plans.
    pub fn folders(&self) -> BTreeSet<PathBuf> {
        let parents = self.names().filter_map(Path::parent);
        let here =
            |folder: &Path| if folder.as_os_str().is_empty() { Path::new(".") } else { folder }.to_owned();
        parents.map(here).chain(self.searched.iter().cloned()).collect()
    }

    /// How many files the last builds read.
    pub fn files(&self) -> usize {
        let read = self.read.values().flat_map(Reads::iter);
        let there = read.filter(|(path, digest)| *digest != Digest::ABSENT && path.is_file());
        there.map(|(path, _)| path).collect::<BTreeSet<_>>().len()
    }

    fn names(&self) -> impl Iterator<Item = &Path> {
        self.read.values().flat_map(|reads| reads.iter().map(|(path, _)| path))
    }
}
