//! The shipped examples: what `vanban new` writes and tests build.

use crate::catalogue::Loai;
use include_dir::{Dir, include_dir};

static EXAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/examples");

/// The example plan of a kind.
pub fn plan(kind: &str) -> Option<&'static str> {
    Loai::find(kind)?;
    EXAMPLES.get_file(format!("{kind}.toml"))?.contents_utf8()
}

/// The office file of the example plans.
pub fn office() -> &'static str {
    let file = EXAMPLES.get_file(crate::build::OFFICE);
    file.and_then(|file| file.contents_utf8()).unwrap_or_default()
}
