//! What is remembered between documents: Typst's layouts, and texts with what was found in them (comemo).

use std::sync::atomic::{AtomicUsize, Ordering};

/// After how many steps, composing or laying out, the caches are gone through: that costs as much as some
/// paragraphs do.
const EVERY: usize = 16;

static STEPS: AtomicUsize = AtomicUsize::new(0);

/// A step of a document is done: from time to time what the last few did not ask is forgotten. Composing counts
/// too, for a document with a fault is never laid out.
pub(crate) fn step() {
    if STEPS.fetch_add(1, Ordering::Relaxed).is_multiple_of(EVERY) {
        comemo::evict(1);
    }
}
