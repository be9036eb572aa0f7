//! What the decree does not govern (`data/pham-vi.toml`): a plan that asks for it is told what does.

use crate::{catalogue::embedded, diagnostic::Diagnostic, rules, source::Span, standard::STANDARD};
use serde::Deserialize;
use std::sync::LazyLock;

/// Documents of another regime.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Regime {
    ten: String,
    dau_hieu: String,
    van_ban: String,
    loai: Vec<String>,
    ky_hieu: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Rows {
    pham_vi: Vec<Regime>,
}

static ROWS: LazyLock<Rows> = LazyLock::new(|| embedded(include_str!("../data/pham-vi.toml")));

/// The finding for a kind that another regime governs.
pub fn of_kind(id: &str, span: Span) -> Option<Diagnostic> {
    let id = id.trim().to_lowercase().replace(['_', ' '], "-");
    let regime = ROWS.pham_vi.iter().find(|regime| regime.loai.contains(&id))?;
    Some(finding(regime, span, format!("`{id}` là {}", regime.ten)))
}

/// The finding for a symbol that another regime writes.
pub fn of_symbol(symbol: &str, span: Span) -> Option<Diagnostic> {
    let symbol = symbol.trim();
    let written = |regime: &&Regime| regime.ky_hieu.iter().any(|pattern| matches(pattern, symbol));
    let regime = ROWS.pham_vi.iter().find(written)?;
    let message = format!("ký hiệu `{symbol}` là của {} ({})", regime.ten, regime.dau_hieu);
    Some(finding(regime, span, message).label("văn bản hành chính viết như QĐ-UBND"))
}

fn finding(regime: &Regime, span: Span, message: String) -> Diagnostic {
    let says = format!(
        "{} không theo {} mà theo {}: chương trình này không trình bày được loại ấy",
        regime.ten, STANDARD.van_ban, regime.van_ban
    );
    Diagnostic::new(&rules::NGOAI_PHAM_VI, span, message).hint(says)
}

/// Whether all of `text` is as `pattern` says (the head of the data file explains its signs).
fn matches(pattern: &str, text: &str) -> bool {
    let run = |rest: &str, within: fn(char) -> bool| {
        let end = text.find(|c| !within(c)).unwrap_or(text.len());
        let mut starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        starts.any(|at| at <= end && matches(rest, &text[at..]))
    };
    if let Some(rest) = pattern.strip_prefix("**") {
        return run(rest, |_| true);
    }
    if let Some(rest) = pattern.strip_prefix('*') {
        return run(rest, |c| c != '-' && c != '/');
    }
    let (mut wanted, mut found) = (pattern.chars(), text.chars());
    match (wanted.next(), found.next()) {
        (None, None) => true,
        (Some('#'), Some(c)) => c.is_ascii_digit() && matches(wanted.as_str(), found.as_str()),
        (Some(w), Some(c)) => w == c && matches(wanted.as_str(), found.as_str()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalogue::Loai, source::FileId};

    fn told(symbol: &str) -> String {
        let finding = of_symbol(symbol, Span::new(FileId(0), 0..0));
        finding.map(|finding| finding.hints.concat()).unwrap_or_default()
    }

    #[test]
    fn symbols_of_other_regimes_are_known() {
        for symbol in ["15/2025/QĐ-UBND", "2025/QĐ-UBND", "/2026/NQ-HĐND", "2025/NĐ-CP"] {
            assert!(told(symbol).contains("78/2025/NĐ-CP"), "{symbol}");
        }
        for symbol in ["NQ/TU", "15-NQ/TU", "123-QĐ/HU", "7-CV/ĐU", "HD/VPTW", "05-KH/BTGTU"] {
            assert!(told(symbol).contains("05-HD/VPTW"), "{symbol}");
        }
    }

    #[test]
    fn symbols_of_the_decree_are_left_alone() {
        for symbol in [
            "",
            "QĐ-UBND",
            "UBND-VX",
            "QĐ-CTUBND",
            "15/QĐ-ĐHU",
            "KH-BCĐ2025",
            "12/UBND-KT",
            "1234/QĐ-UBND",
            "QĐ-TU",
        ] {
            assert_eq!(told(symbol), "", "{symbol}");
        }
    }

    #[test]
    fn no_kind_of_the_decree_is_out_of_its_scope() {
        for loai in Loai::all() {
            assert!(of_kind(&loai.id, Span::new(FileId(0), 0..0)).is_none(), "{}", loai.id);
        }
        assert!(of_kind("Nghi_dinh", Span::new(FileId(0), 0..0)).is_some());
    }
}
