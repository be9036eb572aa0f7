//! Says that something happened to files.

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::{
    collections::BTreeSet,
    path::PathBuf,
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    time::Duration,
};

/// After so long without an event it is looked all the same: some network folders send none.
const PATIENCE: Duration = Duration::from_millis(1000);

/// So long nothing more must happen before a change is taken for finished: editors do several things
/// in a row when they save.
const QUIET: Duration = Duration::from_millis(10);

/// How often more may happen before it is looked anyway.
const MORE: usize = 5;

/// Waits for changes in folders.
pub struct Events {
    /// `None` where the system offers no events.
    watcher: Option<RecommendedWatcher>,
    /// Holds at most one word: something happened.
    happened: Receiver<()>,
    /// Keeps the channel open without a watcher.
    _sender: SyncSender<()>,
    watched: BTreeSet<PathBuf>,
}

impl Events {
    /// Of no folder yet.
    pub fn new() -> Self {
        let (sender, happened) = sync_channel(1);
        let tell = sender.clone();
        let hear = move |event: notify::Result<Event>| {
            // Reading, as the build itself does, changes nothing.
            if !event.is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
                let _told_already = tell.try_send(());
            }
        };
        let watcher = notify::recommended_watcher(hear).ok();
        Self { watcher, happened, _sender: sender, watched: BTreeSet::new() }
    }

    /// Watches these folders and no others, without what lies below them. Files are watched through
    /// their folders, since editors that save by renaming put another file in a file's place.
    pub fn watch(&mut self, folders: &BTreeSet<PathBuf>) {
        let Some(watcher) = &mut self.watcher else { return };
        for folder in self.watched.difference(folders) {
            let _gone = watcher.unwatch(folder);
        }
        let mut watched: BTreeSet<PathBuf> = self.watched.intersection(folders).cloned().collect();
        let new = folders.difference(&self.watched);
        // One that is not there, or cannot be watched, is seen when the patience ends.
        watched
            .extend(new.filter(|folder| watcher.watch(folder, RecursiveMode::NonRecursive).is_ok()).cloned());
        self.watched = watched;
    }

    /// Waits until something happened and is over, or until it is time to look all the same.
    pub fn wait(&self) {
        if self.happened.recv_timeout(PATIENCE).is_ok() {
            let _over = (0..MORE).find(|_| self.happened.recv_timeout(QUIET).is_err());
        }
    }
}

impl Default for Events {
    fn default() -> Self {
        Self::new()
    }
}
