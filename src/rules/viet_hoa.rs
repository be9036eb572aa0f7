//! Phụ lục II: capitals that a machine can decide.

use crate::{
    check::{
        KINDS, LOI_VAN, Passage, Role, citations, compiled, pattern,
        words::{self, Folded},
    },
    diagnostic::Findings,
    syllable::is_syllable,
};
use regex::Regex;
use std::{collections::HashMap, ops::Range, sync::LazyLock};

rules! {
    /// The start of a sentence.
    HOA_DAU_CAU: "hoa-dau-cau", Warning, "PL II, I", "Viết hoa chữ cái đầu câu, sau dấu chấm, chấm hỏi, chấm than.",
        "ghi_chu = [\"Các xã rà soát hộ nghèo. báo cáo trước ngày 20.\"]", "ghi_chu = [\"Các xã rà soát hộ nghèo. Báo cáo trước ngày 20.\"]" => doan(start_of_sentence);
    /// A unit with a number; the two names of III.1.c.
    HOA_DON_VI: "hoa-don-vi", Warning, "PL II, III.1", "Viết hoa danh từ chung của đơn vị hành chính mang số: Quận 1; và Thành phố Hồ Chí Minh, Thủ đô Hà Nội.",
        "ghi_chu = [\"Đoàn công tác tại thành phố Hồ Chí Minh\"]", "ghi_chu = [\"Đoàn công tác tại Thành phố Hồ Chí Minh\"]" => cased(units);
    /// Names of bodies and titles.
    HOA_THUA: "hoa-thua", Warning, "PL II, IV.1", "Tên cơ quan, chức vụ chỉ viết hoa chữ cái đầu của từ chỉ loại hình, chức năng: Hội đồng nhân dân, Sở Tài chính.",
        "ghi_chu = [\"Giao Hội Đồng Nhân Dân xã\"]", "ghi_chu = [\"Giao Hội đồng nhân dân xã\"]" => cased(too_many);
    /// A text that is meant.
    HOA_TEN_VAN_BAN: "hoa-ten-van-ban", Warning, "PL II, V.6", "Viết hoa tên loại của một văn bản cụ thể: Quyết định số 05/QĐ-UBND.",
        "ghi_chu = [\"Thực hiện kế hoạch số 15/KH-UBND ngày 12/01/2024 của xã\"]", "ghi_chu = [\"Thực hiện Kế hoạch số 15/KH-UBND ngày 12/01/2024 của xã\"]" => cased(kinds_with_number);
    /// Điều, khoản, điểm.
    HOA_DIEU_KHOAN: "hoa-dieu-khoan", Warning, "PL II, V.7", "Viện dẫn thì viết hoa Phần, Chương, Mục, Tiểu mục, Điều; viết thường khoản, điểm.",
        "ghi_chu = [\"Theo quy định tại Khoản 2 điều 5 của Quy chế\"]", "ghi_chu = [\"Theo quy định tại khoản 2 Điều 5 của Quy chế\"]" => cased(articles);
    /// Weekdays in words.
    HOA_THU: "hoa-thu", Warning, "PL II, V.8.c", "Viết hoa tên ngày trong tuần khi ghi bằng chữ: thứ Hai, thứ Tư.",
        "ghi_chu = [\"Giao ban sáng thứ hai hằng tuần\"]", "ghi_chu = [\"Giao ban sáng thứ Hai hằng tuần\"]" => cased(weekdays);
}

/// Says that `range` is written `right`.
fn say(
    passage: &Passage,
    rule: &'static crate::rules::Rule,
    range: Range<usize>,
    right: &str,
    findings: &mut Findings,
) {
    let message = format!("`{}` viết hoa chưa đúng", &passage.as_str()[range.clone()]);
    let found = passage.mended(rule, range, right, message);
    findings.push_all(found.map(|found| found.label(format!("viết `{right}`"))));
}

/// A word with its first letter in capitals.
fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn start_of_sentence(passage: &Passage, findings: &mut Findings) {
    // An abbreviation ends with a full stop too: `TP.`, `v.v.`, `tr.`
    let whole = |word: &str| word.chars().count() > 1 && is_syllable(word);
    if passage.role != Role::Body || passage.is_upper() {
        return;
    }
    let text = passage.as_str();
    for (at, _) in text.match_indices(['.', '?', '!']).filter(|(at, _)| text[at + 1..].starts_with(' ')) {
        let before = text[..at].trim_end_matches(['”', '"', ')']);
        let ended = words::word_before(before, before.len());
        let ended = whole(ended) && before.ends_with(ended) && ended.chars().skip(1).all(char::is_lowercase);
        let word = words::word_after(text, at + 1);
        if ended && word.starts_with(char::is_lowercase) && whole(word) {
            let start = text.len() - text[at + 1..].trim_start().len();
            say(passage, &HOA_DAU_CAU, start..start + word.len(), &capital(word), findings);
        }
    }
}

pattern!(NUMBERED_UNIT, r"\b(quận|phường)( [1-9]\d?)\b", ["quận ", "phường "]);

fn units(passage: &Passage, findings: &mut Findings) {
    let text = passage.as_str();
    for groups in NUMBERED_UNIT.captures_iter(text) {
        let (Some(unit), Some(all)) = (groups.get(1), groups.get(0)) else { continue };
        // `mỗi phường 2 người`: what is counted stands behind the number.
        let next = words::word_after(text, all.end());
        let counts = next.starts_with(char::is_lowercase) && text[all.end()..].starts_with(' ');
        let before = words::word_before(text, all.start()).to_lowercase();
        let each = matches!(before.as_str(), "mỗi" | "một" | "từng" | "cấp" | "xã" | "số");
        if !counts && !each && !text[all.end()..].starts_with(['/', '%']) {
            say(passage, &HOA_DON_VI, unit.range(), &capital(unit.as_str()), findings);
        }
    }
    for (name, range) in DUNG.within(passage) {
        let found = &text[range.clone()];
        if found != name && !in_capitals(found) && found.to_lowercase() == name.to_lowercase() {
            say(passage, &HOA_DON_VI, range, name, findings);
        }
    }
}

/// Names, each with its words folded, and which of them begin with a word.
struct Names {
    list: Vec<(&'static str, Vec<Folded>)>,
    first: HashMap<String, Vec<usize>>,
}

static DUNG: LazyLock<Names> = LazyLock::new(|| Names::new(&LOI_VAN.viet_hoa.dung));
static KHONG_HOA: LazyLock<Names> = LazyLock::new(|| Names::new(&LOI_VAN.viet_hoa.khong_hoa));

impl Names {
    fn new(names: &'static [String]) -> Self {
        let list: Vec<_> = names.iter().map(|name| (name.as_str(), words::folded(name))).collect();
        let mut first: HashMap<String, Vec<usize>> = HashMap::new();
        for (i, (_, words)) in list.iter().enumerate() {
            first.entry(words[0].text.clone()).or_default().push(i);
        }
        Self { list, first }
    }

    /// Where the names stand, blind to case and to where tones stand; those first that are listed first.
    fn within(&self, passage: &Passage) -> Vec<(&'static str, Range<usize>)> {
        let tokens = passage.folded();
        let mut found = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            for &i in self.first.get(&token.text).into_iter().flatten() {
                let (name, words) = &self.list[i];
                let last = words.len() - 1;
                let Some(window) = tokens.get(at..=at + last) else { continue };
                let mut pairs = window.iter().zip(words).enumerate();
                if pairs.all(|(i, (token, word))| {
                    token.text == word.text && (i == last || token.comma == word.comma)
                }) {
                    found.push((i, *name, token.range.start..window[last].range.end));
                }
            }
        }
        found.sort_by_key(|(i, ..)| *i);
        found.into_iter().map(|(_, name, range)| (name, range)).collect()
    }
}

fn in_capitals(text: &str) -> bool {
    !text.chars().any(char::is_lowercase)
}

fn too_many(passage: &Passage, findings: &mut Findings) {
    let mut taken: Vec<Range<usize>> = Vec::new();
    for (name, range) in KHONG_HOA.within(passage) {
        let free = taken.iter().all(|other| other.end <= range.start || range.end <= other.start);
        if free && let Some(right) = with_small_letters(&passage.as_str()[range.clone()], name) {
            taken.push(range.clone());
            say(passage, &HOA_THUA, range, &right, findings);
        }
    }
}

/// `found` with the letters small that are small in `name`; `None` where they are already, where all is
/// in capitals, or where only one of several words has its capital: it may begin a name of its own.
fn with_small_letters(found: &str, name: &str) -> Option<String> {
    if in_capitals(found) {
        return None;
    }
    let small = |word: &str| word.starts_with(char::is_lowercase);
    let mut changed = 0;
    let pairs: Vec<String> = found
        .split(' ')
        .zip(name.split(' '))
        .map(|(word, model)| {
            if small(model) && !small(word) && !in_capitals(word) {
                changed += 1;
                word.to_lowercase()
            } else {
                word.to_owned()
            }
        })
        .collect();
    let starts = found.starts_with(char::is_uppercase);
    (changed > 0 && starts).then(|| pairs.join(" "))
}

fn kinds_with_number(passage: &Passage, findings: &mut Findings) {
    let text = passage.as_str();
    for citation in citations(passage).iter().filter(|citation| citation.has_so) {
        let kind = &text[citation.kind.clone()];
        let several = ["các", "những", "hai", "ba"]
            .contains(&words::word_before(text, citation.kind.start).to_lowercase().as_str());
        if kind.starts_with(char::is_lowercase) && !several {
            let first = kind.split(' ').next().unwrap_or(kind);
            let range = citation.kind.start..citation.kind.start + first.len();
            say(passage, &HOA_TEN_VAN_BAN, range, &capital(first), findings);
        }
    }
}

pattern!(ARTICLE, r"\b(điều) (\d+[a-zđ]?)\b", ["điều "]);
pattern!(CLAUSE, r"\b(Khoản) (\d+)\b|\b(Điểm) ([a-zđ])\b", ["Khoản ", "Điểm "]);
/// What a citation of an article goes on with: another of its parts, a text, or nothing.
static GOES_ON: LazyLock<Regex> = LazyLock::new(|| {
    let kinds = KINDS.iter().map(|kind| capital(kind)).collect::<Vec<_>>().join("|");
    compiled(&format!(
        r"^(?:[.,;:)”]|$| (?:của|và|Mục|Chương|Phần|Bộ luật|Luật|Hiến pháp|này|nêu trên|khoản|điểm|{kinds}))"
    ))
});

fn articles(passage: &Passage, findings: &mut Findings) {
    let text = passage.as_str();
    for groups in ARTICLE.captures_iter(text) {
        let (Some(word), Some(all)) = (groups.get(1), groups.get(0)) else { continue };
        // `điều 5 xe` sends five cars.
        if GOES_ON.is_match(&text[all.end()..]) {
            say(passage, &HOA_DIEU_KHOAN, word.range(), "Điều", findings);
        }
    }
    for groups in CLAUSE.captures_iter(text) {
        let Some(word) = groups.get(1).or_else(|| groups.get(3)) else { continue };
        if !words::opens(text, word.start()) && word.start() > passage.words_start {
            say(passage, &HOA_DIEU_KHOAN, word.range(), &word.as_str().to_lowercase(), findings);
        }
    }
}

pattern!(WEEKDAY, r"\b(?:thứ|Thứ) (hai|ba|tư|năm|sáu|bảy)\b", ["hứ "]);
pattern!(DAY_BEFORE, r"(?i)(?:\b(?:sáng|trưa|chiều|tối|ngày)|\d{4} ?\()\s*$", [""]);
pattern!(DAY_AFTER, r"(?i)^(?: (?:hằng|hàng) tuần|,? ngày \d|,? ?\(?\d{1,2}/\d)", [""]);

fn weekdays(passage: &Passage, findings: &mut Findings) {
    let text = passage.as_str();
    for groups in WEEKDAY.captures_iter(text) {
        let (Some(day), Some(all)) = (groups.get(1), groups.get(0)) else { continue };
        // `lần thứ hai` counts.
        let counts = matches!(
            words::word_before(text, all.start()).to_lowercase().as_str(),
            "lần" | "kỳ" | "khóa" | "đợt" | "phiên"
        );
        if !counts && (DAY_BEFORE.is_match(&text[..all.start()]) || DAY_AFTER.is_match(&text[all.end()..])) {
            say(passage, &HOA_THU, day.range(), &capital(day.as_str()), findings);
        }
    }
}
