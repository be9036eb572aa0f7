//! Texts that a document cites by number: `Nghị định số 30/2020/NĐ-CP ngày 05/3/2020`.

use super::{LOI_VAN, dates::Written, passage::Passage, patterns::pattern};
use crate::catalogue::Loai;
use std::{ops::Range, sync::LazyLock};

/// A citation by number.
#[derive(Debug)]
pub struct Citation<'a> {
    /// Where it stands.
    pub passage: &'a Passage,
    /// Kind, number and symbol.
    pub range: Range<usize>,
    /// The kind's bytes.
    pub kind: Range<usize>,
    /// Whether `số` stands before the number.
    pub has_so: bool,
    /// Number and symbol.
    pub code: Range<usize>,
    /// The year in the number, of texts that are numbered so.
    pub year: Option<i32>,
    /// The date that follows at once.
    pub date: Option<&'a Written>,
}

impl Citation<'_> {
    /// Number and symbol, as they stand.
    pub fn code(&self) -> &str {
        &self.passage.as_str()[self.code.clone()]
    }

    /// Kind, number and symbol, as they stand.
    pub fn as_str(&self) -> &str {
        &self.passage.as_str()[self.range.clone()]
    }
}

/// Names of kinds that are cited by number, in lower case, longest first.
pub static KINDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let own = Loai::all().iter().map(|loai| loai.ten.to_lowercase());
    let other = LOI_VAN.vien_dan.van_ban.iter().map(|name| name.to_lowercase());
    let mut names: Vec<String> = own.chain(other).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names
});

pattern!(
    CODE,
    r"(?:\b([sS]ố)\s*:?\s+)?(\d+(?:/(\d{4}))?(?:/\p{Lu}[\p{L}\d]*(?:[-–‑][\p{L}\d&,.]*[\p{L}\d])*|-\p{L}+/\p{Lu}+))",
    ["/"]
);

/// The citations of a passage, in order.
pub fn citations<'a>(passage: &'a Passage) -> Vec<Citation<'a>> {
    let text = passage.as_str();
    let one = |groups: regex::Captures<'_>| {
        let (all, code) = (groups.get(0)?, groups.get(2)?);
        let kind = kind_before(text, all.start())?;
        let follows = |date: &&Written| {
            let between =
                text.get(code.end()..date.range.start).map(|between| between.trim().trim_start_matches(','));
            // `ngày`, or what was typed in its place.
            between.is_some_and(|between| {
                between.trim().chars().all(char::is_alphabetic) && between.trim().len() <= 5
            })
        };
        Some(Citation {
            passage,
            range: kind.start..code.end(),
            kind,
            has_so: groups.get(1).is_some(),
            code: code.range(),
            year: groups.get(3).and_then(|year| year.as_str().parse().ok()),
            date: passage.dates.iter().find(follows),
        })
    };
    CODE.captures_iter(text).filter_map(one).collect()
}

/// The name of a kind that stands before a byte.
fn kind_before(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text[..at].trim_end();
    KINDS.iter().find_map(|kind| {
        let start = before.len().checked_sub(kind.len())?;
        let found = before.get(start..)?;
        let whole = !before[..start].ends_with(char::is_alphanumeric);
        (whole && found.to_lowercase() == *kind).then_some(start..before.len())
    })
}
