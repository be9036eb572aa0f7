//! Unpacks a spreadsheet once without keeping it: what it would cost is known before it is read.

use super::MOST_CELLS;
use std::io::{Cursor, Read};
use zip::{ZipArchive, result::ZipError};

/// The bytes that the parts of a spreadsheet may unpack to.
const MOST_UNPACKED: u64 = 256 << 20;

/// Why an archive is not read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It is no archive, or a part of it is broken.
    Broken,
    /// It unpacks to more than is read.
    Unpacks,
    /// It repeats cells beyond measure.
    Cells,
}

/// Whether it is an OpenDocument; every part unpacks, within bounds. The sizes that an archive states are not
/// believed.
pub(super) fn check(bytes: &[u8]) -> Result<bool, Refused> {
    let broken = |_: ZipError| Refused::Broken;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let mut left = MOST_UNPACKED;
    let mut open_document = false;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(broken)?;
        if part.name().is_ok_and(|name| name == "content.xml") {
            open_document = true;
            let mut text = Vec::new();
            (&mut part).take(left + 1).read_to_end(&mut text).map_err(|_| Refused::Broken)?;
            left = left.checked_sub(text.len() as u64).ok_or(Refused::Unpacks)?;
            if repeated_cells(&String::from_utf8_lossy(&text)) > MOST_CELLS {
                return Err(Refused::Cells);
            }
            continue;
        }
        let read = std::io::copy(&mut (&mut part).take(left + 1), &mut std::io::sink());
        left = left.checked_sub(read.map_err(|_| Refused::Broken)?).ok_or(Refused::Unpacks)?;
    }
    Ok(open_document)
}

/// How many cells the rows of an OpenDocument sheet stand for: a row or a cell may say how often it is
/// repeated. Empty ones at the end count nothing.
fn repeated_cells(content: &str) -> usize {
    let (mut total, mut rows, mut empty_rows) = (0_usize, 1_usize, 0_usize);
    let (mut width, mut filled) = (0_usize, 0_usize);
    for tag in content.split('<').skip(1) {
        if tag.starts_with("table:table-row") {
            rows = attribute(tag, "table:number-rows-repeated");
            (width, filled) = (0, 0);
        } else if tag.starts_with("table:table-cell") || tag.starts_with("table:covered-table-cell") {
            width = width.saturating_add(attribute(tag, "table:number-columns-repeated"));
            filled = if tag.contains("office:value") { width } else { filled };
        } else if tag.starts_with("text:p") {
            filled = width;
        } else if tag.starts_with("/table:table-row") && filled == 0 {
            empty_rows = empty_rows.saturating_add(rows);
        } else if tag.starts_with("/table:table-row") {
            total = total.saturating_add(rows.saturating_add(empty_rows).saturating_mul(filled));
            empty_rows = 0;
        } else if tag.starts_with("/table:table>") {
            empty_rows = 0;
        }
    }
    total
}

/// How often something is repeated: the number of an attribute, once where it has none.
fn attribute(tag: &str, name: &str) -> usize {
    let value = tag.split_once(name).and_then(|(_, after)| after.strip_prefix("=\"")?.split('"').next());
    value.and_then(|value| value.parse().ok()).unwrap_or(1)
}
