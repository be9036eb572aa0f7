//! Patterns of text, each compiled where it is first used.

/// `pattern!(NAME, r"…")`.
macro_rules! pattern {
    ($name:ident, $pattern:expr) => {
        static $name: std::sync::LazyLock<regex::Regex> = std::sync::LazyLock::new(|| {
            regex::Regex::new($pattern).expect("a pattern of ours compiles: held by the examples of its rule")
        });
    };
}

pub(crate) use pattern;
