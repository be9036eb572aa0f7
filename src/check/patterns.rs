//! Patterns of text, each compiled where it is first needed.
//!
//! A document starts cold: a pattern says what a text must hold for it to be looked for at all, and its
//! classes are those of Vietnamese text, which compile in a fraction of the time of Unicode's.

use regex::{Captures, Match, Regex};
use std::sync::OnceLock;

/// The small letters of Vietnamese beyond a to z.
const SMALL: &str = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";

/// A pattern and what a text must hold for it.
#[derive(Debug)]
pub(crate) struct Pattern {
    source: &'static str,
    needs: &'static [&'static str],
    regex: OnceLock<Regex>,
}

impl Pattern {
    /// A pattern for texts that hold any of `needs`.
    pub(crate) const fn new(source: &'static str, needs: &'static [&'static str]) -> Self {
        Self { source, needs, regex: OnceLock::new() }
    }

    fn within(&self, text: &str) -> Option<&Regex> {
        let may = self.needs.iter().any(|need| text.contains(need));
        may.then(|| self.regex.get_or_init(|| compiled(self.source)))
    }

    /// Every match with its groups.
    pub(crate) fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        self.within(text).into_iter().flat_map(|regex| regex.captures_iter(text))
    }

    /// Every match.
    pub(crate) fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        self.within(text).into_iter().flat_map(|regex| regex.find_iter(text))
    }

    /// Whether it matches anywhere.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.within(text).is_some_and(|regex| regex.is_match(text))
    }
}

/// A pattern compiled, `\d`, `\s`, `\w` and classes of letters being those of Vietnamese text.
pub(crate) fn compiled(source: &str) -> Regex {
    let source = source
        .replace(r"\p{Lu}", &format!("[A-Z{}]", SMALL.to_uppercase()))
        .replace(r"\p{Ll}", &format!("[a-z{SMALL}]"))
        .replace(r"\p{L}", "[A-Za-zÀ-ỹ]")
        .replace(r"\w", "[0-9A-Za-zÀ-ỹ]")
        .replace(r"\d", "[0-9]")
        .replace(r"\s", r"[ \n]");
    Regex::new(&source).expect("a pattern of ours compiles: held by the examples of its rule")
}

/// `pattern!(NAME, r"…", ["what a text must hold", …])`.
macro_rules! pattern {
    ($name:ident, $pattern:expr, $needs:expr) => {
        static $name: $crate::check::patterns::Pattern =
            $crate::check::patterns::Pattern::new($pattern, &$needs);
    };
}

pub(crate) use pattern;
