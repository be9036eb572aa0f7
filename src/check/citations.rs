//! Texts that a document cites by number: `Nghị định số 30/2020/NĐ-CP ngày 05/3/2020`.

use super::{LOI_VAN, dates::Written, reading::Passage};
use crate::catalogue::Loai;
use regex::Regex;
use std::{ops::Range, sync::LazyLock};

/// A citation by number.
#[derive(Debug)]
pub struct Citation<'a> {
    /// Where it stands.
    pub passage: &'a Passage<'a>,
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

/// Names of kinds as alternatives of a pattern, longest first.
pub fn kinds() -> String {
    let own = Loai::all().iter().map(|loai| loai.ten.clone());
    let mut names: Vec<String> = own.chain(LOI_VAN.vien_dan.van_ban.iter().cloned()).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    names.iter().map(|name| regex::escape(name)).collect::<Vec<_>>().join("|")
}

/// A kind, `số`, a number and a symbol.
static CITATION: LazyLock<Regex> = LazyLock::new(|| {
    let kinds = kinds();
    let pattern = format!(
        r"(?P<kind>(?i:\b(?:{kinds})))\s+(?P<so>(?i:số)\s*:?\s+)?(?P<code>\d+(?:/(?P<year>\d{{4}}))?(?:/[\p{{Lu}}][\p{{L}}\d]*(?:[-–‑][\p{{L}}\d&,.]*[\p{{L}}\d])*|-[\p{{Lu}}\p{{L}}]+/[\p{{Lu}}]+))"
    );
    Regex::new(&pattern).expect("a pattern of ours compiles: held by the examples of its rule")
});

/// The citations of a passage, in order.
pub fn citations<'a>(passage: &'a Passage<'a>) -> Vec<Citation<'a>> {
    let text = passage.as_str();
    let one = |groups: regex::Captures<'_>| {
        let (all, kind, code) = (groups.get(0)?, groups.name("kind")?, groups.name("code")?);
        let follows = |date: &&Written| {
            let between = text.get(code.end()..date.range.start).map(|between| between.trim().trim_start_matches(','));
            // `ngày`, or what was typed in its place.
            between.is_some_and(|between| between.trim().chars().all(char::is_alphabetic) && between.trim().len() <= 5)
        };
        Some(Citation {
            passage,
            range: all.range(),
            kind: kind.range(),
            has_so: groups.name("so").is_some(),
            code: code.range(),
            year: groups.name("year").and_then(|year| year.as_str().parse().ok()),
            date: passage.dates.iter().find(follows),
        })
    };
    CITATION.captures_iter(text).filter_map(one).collect()
}
