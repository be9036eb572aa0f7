//! Builds many plans: makes what changed and leaves the rest alone.
//!
//! What changed is decided by the manifest of each folder of outputs, see [`output::manifest`].

mod leftovers;
mod orders;

use crate::{
    batch::pool::{self, Panicked},
    build::{Built, Exported, build},
    diagnostic::Tally,
    error::Error,
    export::Format,
    output::{
        self, Manifest,
        manifest::{Entry, Written},
    },
    reads::{Now, Reads},
    typeset::{Pages, Typesetter},
};
pub use leftovers::{Leftover, leftovers};
pub use orders::{Order, Orders, orders};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

/// How plans are built.
pub struct Builder<'a> {
    /// Lays out.
    pub typesetter: &'a Typesetter,
    /// What is written.
    pub format: Format,
    /// Whether all is made, changed or not.
    pub force: bool,
    /// Whether plans with findings are made again, so that each finding can be shown.
    pub every_finding: bool,
    /// Whether manifests are kept; without them all is made.
    pub manifests: bool,
}

/// A plan that was made.
pub struct Made {
    /// What came of it.
    pub built: Built,
    /// Its files, as they stand now; none where there is a fault.
    pub files: Vec<(PathBuf, Written)>,
}

impl Made {
    /// How many pages it has.
    pub fn pages(&self) -> usize {
        let own = |pages: &Pages| pages.document.pages().len();
        let all =
            |pages: &Pages| own(pages) + pages.kem_theo.iter().map(|(_, part)| own(part)).sum::<usize>();
        self.built.pages.as_ref().map_or(0, all)
    }
}

/// What became of an order.
pub enum Outcome {
    /// It was made.
    Made(Box<Made>),
    /// It stands already as it would be made.
    Current(Entry),
    /// A file could not be read or written.
    Failed(Error),
    /// The program broke off, with this message.
    Panicked(String),
}

impl Outcome {
    /// What was read, or is still as it was read; at least the plan.
    pub fn reads(&self, order: &Order) -> Reads {
        match self {
            Self::Made(made) => made.built.reads.clone(),
            Self::Current(entry) => {
                let now = Now::default();
                let inputs = entry.inputs.iter().map(|name| order.folder().join(name));
                inputs.map(|path| (path.clone(), now.digest(&path))).collect()
            }
            Self::Failed(_) | Self::Panicked(_) => {
                let mut reads = Reads::default();
                let _unread = reads.read(&order.plan);
                reads
            }
        }
    }
}

impl Builder<'_> {
    /// Makes one plan; a file that would hold the same bytes is not touched.
    ///
    /// # Errors
    /// When the plan or its office file cannot be read, or a file cannot be written.
    pub fn make(&self, order: &Order) -> Result<Made, Error> {
        let mut built = build(&order.plan, self.typesetter)?;
        let mut files = Vec::new();
        for Exported { end, bytes } in built.export(self.format) {
            let path = output::ended(&order.target, &end);
            output::write_changed(&path, &bytes)?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            files.push((path, Written::new(name, &bytes)));
        }
        Ok(Made { built, files })
    }

    /// Makes what changed among these orders, with `threads` workers; `report` hears of each in turn.
    ///
    /// # Errors
    /// When a manifest cannot be written.
    pub fn run(
        &self,
        orders: &[Order],
        threads: usize,
        mut report: impl FnMut(&Order, Outcome),
    ) -> Result<(), Error> {
        let folders: BTreeSet<&Path> = orders.iter().map(Order::folder).collect();
        folders.iter().for_each(|folder| output::sweep(folder));
        let kept = folders.into_iter().filter(|_| self.manifests);
        let known: Manifests = kept.map(|folder| (folder.to_owned(), Manifest::open(folder))).collect();
        let mut manifests = known.clone();
        let now = Now::default();
        let mut turn = orders.iter();
        let mut broken = None;
        let step = |order: &Order| self.step(order, known.get(order.folder()), &now);
        let mut take = |outcome: Outcome| {
            let Some(order) = turn.next() else { return ControlFlow::Break(()) };
            if let Some(manifest) = manifests.get_mut(order.folder()) {
                broken = broken.take().or(self.record(order, &outcome, manifest).err());
            }
            report(order, outcome);
            ControlFlow::Continue(())
        };
        let pooled = |take: &mut dyn FnMut(Outcome) -> ControlFlow<()>| {
            let sink = |result: Result<Outcome, Panicked>| {
                take(result.unwrap_or_else(|panicked| Outcome::Panicked(panicked.message)))
            };
            pool::run(orders.iter(), threads, step, sink).is_ok()
        };
        if orders.len() < 2 || !pooled(&mut take) {
            // One, or the system gives no thread: on this one.
            let _all = orders.iter().try_for_each(|order| take(step(order)));
        }
        for manifest in manifests.values_mut() {
            manifest.save()?;
        }
        broken.map_or(Ok(()), Err)
    }

    /// Makes a plan, unless its files stand as they would be made.
    fn step(&self, order: &Order, manifest: Option<&Manifest>, now: &Now) -> Outcome {
        let current = manifest
            .and_then(|manifest| manifest.current(&manifest.name(&order.target), &self.options(), now));
        let current = current.filter(|entry| !self.every_finding || entry.findings.worst().is_none());
        match current.filter(|_| !self.force) {
            Some(entry) => Outcome::Current(entry.clone()),
            None => self.make(order).map_or_else(Outcome::Failed, |made| Outcome::Made(Box::new(made))),
        }
    }

    fn record(&self, order: &Order, outcome: &Outcome, manifest: &mut Manifest) -> Result<(), Error> {
        let Outcome::Made(made) = outcome else { return Ok(()) };
        if made.files.is_empty() {
            return Ok(());
        }
        let (inputs, made_from) = manifest.made_from(&self.options(), &made.built.reads);
        let target = manifest.name(&order.target);
        let files: Vec<Written> = made.files.iter().map(|(_, written)| written.clone()).collect();
        let left = manifest.left_by(&target, &files);
        let plan = manifest.name(&order.plan);
        let findings = Tally::of(made.built.findings.iter());
        let pages = made.pages();
        manifest.record(Entry { target, plan, inputs, made_from, files, left, pages, findings })
    }

    /// What the bytes depend on besides the files that are read.
    fn options(&self) -> [(&'static str, &str); 2] {
        [("format", self.format.ending()), ("fonts", self.typesetter.fonts().own())]
    }
}

/// The manifests of several folders.
type Manifests = BTreeMap<PathBuf, Manifest>;
