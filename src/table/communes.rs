//! The communes of Vietnam as a table, `--data @xa`.

use super::{Table, Wanted, read};
use crate::{diagnostic::Findings, don_vi, source::Sources};

/// What names them in place of a file.
pub const COMMUNES: &str = "@xa";

/// All communes of today, in the order of their provinces.
pub fn communes(sources: &mut Sources, findings: &mut Findings) -> Option<Table> {
    let mut text = "ma,ten,ten_rieng,cap,ma_tinh,tinh\n".to_owned();
    for unit in don_vi::all() {
        let (level, name) = parted(&unit.ten);
        let fields = [&unit.ma, &unit.ten, name, &level.to_lowercase(), &unit.ma_tinh, &unit.tinh];
        text += &(fields.join(",") + "\n");
    }
    read(COMMUNES, text.into_bytes(), Wanted::default(), sources, findings)
}

/// What a unit is, and its name alone: `Đặc khu`, `Cát Hải`.
fn parted(name: &str) -> (&str, &str) {
    let words = if name.starts_with("Đặc khu ") { 2 } else { 1 };
    let (at, _) = name.match_indices(' ').nth(words - 1).unwrap_or((name.len(), ""));
    (&name[..at], name[at..].trim_start())
}
