//! Makes the files of a batch: what is missing or changed, whole or not at all.

use super::{Batch, Planned, pool, shard::Shard};
use crate::{
    build::Exported,
    diagnostic::Tally,
    error::Error,
    export::Format,
    incremental::{Made, Outcome},
    output::{
        self, Digest, Manifest,
        manifest::{Entry, Written},
    },
    reads::Now,
    typeset::Typesetter,
};
use std::{io, ops::ControlFlow, path::PathBuf, sync::mpsc::sync_channel, thread};

/// Writes the documents of a batch.
pub struct Runner<'a> {
    /// The plan and its rows.
    pub batch: &'a Batch,
    /// Lays out.
    pub typesetter: &'a Typesetter,
    /// What is written.
    pub format: Format,
    /// How many documents are made at once.
    pub threads: usize,
    /// Whether all is made, changed or not.
    pub force: bool,
    /// The share that the rows are; what it makes is remembered apart, for machines to be brought together.
    pub shard: Option<Shard>,
}

/// What came of a row, and the files that are still to be written.
struct Step {
    outcome: Outcome,
    files: Vec<(PathBuf, Vec<u8>)>,
}

impl Runner<'_> {
    /// Makes the files of `rows`; `report` hears of each in turn, and may end the run.
    ///
    /// # Errors
    /// When the manifest cannot be written; a file that cannot be is an [`Outcome::Failed`].
    pub fn run(
        &self,
        rows: &[&Planned],
        mut report: impl FnMut(&Planned, Outcome) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        output::sweep(&self.batch.root);
        let mut manifest = match self.shard {
            Some(shard) => Manifest::open_share(&self.batch.root, &shard.name()),
            None => Manifest::open(&self.batch.root),
        };
        let known = manifest.clone();
        let now = Now::default();
        let mut turn = rows.iter();
        let mut broken = None;
        let mut take = |outcome: Outcome| {
            let Some(row) = turn.next() else { return ControlFlow::Break(()) };
            broken = broken.take().or(self.record(row, &outcome, &mut manifest).err());
            if broken.is_some() {
                return ControlFlow::Break(());
            }
            report(row, outcome)
        };
        let step = |row: &&Planned| self.step(row, &known, &now);
        // One thread does all itself: it is what was asked for.
        let done = match self.threads {
            0 | 1 => pool::run(
                rows.iter(),
                1,
                |row| self.written(step(row)),
                |outcome| take(known_outcome(outcome)),
            ),
            _ => self.in_two_stages(rows, &step, &mut take),
        };
        if done.is_err() {
            // The system gives no thread: on this one.
            let _all = rows.iter().try_for_each(|row| take(self.written(step(row))));
        }
        let saved = manifest.save();
        broken.map_or(saved, Err)
    }

    /// Makes documents, and writes them beside that: who makes documents never waits for the disk.
    fn in_two_stages(
        &self,
        rows: &[&Planned],
        step: &(impl Fn(&&Planned) -> Step + Sync),
        take: &mut impl FnMut(Outcome) -> ControlFlow<()>,
    ) -> io::Result<()> {
        let (made, waiting) = sync_channel(0);
        thread::scope(|scope| {
            let hand_on = move |made_one| match made.send(made_one) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            };
            let makers = move || pool::run(rows.iter(), self.threads, step, hand_on);
            let makers = thread::Builder::new().name("vanban-in".to_owned()).spawn_scoped(scope, makers)?;
            let write =
                |made_one: Result<Step, _>| known_outcome(made_one.map(|made_one| self.written(made_one)));
            let sink = |outcome| take(known_outcome(outcome));
            let written = pool::run(waiting.into_iter(), self.threads, write, sink);
            written.and(makers.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
        })
    }

    /// Makes the file of a row, unless it stands as it would be made.
    fn step(&self, row: &Planned, manifest: &Manifest, now: &Now) -> Step {
        let Some(target) = &row.target else { return Outcome::Panicked(String::new()).into() };
        let content = self.content(row);
        let current = manifest.current(&manifest.name(target), &self.options(&content), now);
        match current.filter(|_| !self.force) {
            Some(entry) => Outcome::Current(entry.clone()).into(),
            None => {
                let mut built = self.batch.build(row, self.typesetter);
                let exported = built.export(self.format).into_iter();
                let files = exported.map(|Exported { end, bytes }| (output::ended(target, &end), bytes));
                let files = files.collect();
                Step { outcome: Outcome::Made(Box::new(Made { built, files: Vec::new() })), files }
            }
        }
    }

    /// What came of a row once its files are written.
    fn written(&self, Step { mut outcome, files }: Step) -> Outcome {
        for (path, bytes) in files {
            if let Err(error) = output::write_changed(&path, &bytes) {
                return Outcome::Failed(error);
            }
            if let Outcome::Made(made) = &mut outcome {
                let name = output::manifest::relative(&self.batch.root, &path);
                made.files.push((path, Written::new(name, &bytes)));
            }
        }
        outcome
    }

    fn record(&self, row: &Planned, outcome: &Outcome, manifest: &mut Manifest) -> Result<(), Error> {
        let (Outcome::Made(made), Some(target)) = (outcome, &row.target) else { return Ok(()) };
        if made.files.is_empty() {
            return Ok(());
        }
        let content = self.content(row);
        let (inputs, made_from) = manifest.made_from(&self.options(&content), &made.built.reads);
        let target = manifest.name(target);
        let files: Vec<Written> = made.files.iter().map(|(_, written)| written.clone()).collect();
        let left = manifest.left_by(&target, &files);
        let plan = self.batch.place(row);
        let findings = Tally::of(made.built.findings.iter());
        let pages = made.pages();
        manifest.record(Entry { target, plan, inputs, made_from, files, left, pages, findings })
    }

    /// What the row says, in few letters.
    fn content(&self, row: &Planned) -> String {
        String::from(Digest::of(self.batch.row_content(row).as_bytes()))
    }

    /// What the bytes depend on besides the files that are read.
    fn options<'a>(&'a self, content: &'a str) -> [(&'static str, &'a str); 3] {
        [("format", self.format.ending()), ("fonts", self.typesetter.fonts().own()), ("row", content)]
    }
}

/// What came of a row, also where its work broke off.
fn known_outcome(outcome: Result<Outcome, pool::Panicked>) -> Outcome {
    outcome.unwrap_or_else(|panicked| Outcome::Panicked(panicked.message))
}

impl From<Outcome> for Step {
    /// Without a file to write.
    fn from(outcome: Outcome) -> Self {
        Self { outcome, files: Vec::new() }
    }
}
