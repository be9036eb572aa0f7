//! Abbreviations, and who gets a task but not the document.

use crate::{
    check::{LOI_VAN, Passage, Reading, Role, pattern, words},
    diagnostic::Findings,
    fold::same_name,
};
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

rules! {
    /// Used before it is written out.
    VIET_TAT_TRUOC: "viet-tat-truoc", Warning, "", "Chữ viết tắt được giải thích ở chỗ dùng lần đầu.",
        "ghi_chu = [\"Các xã rà soát hồ sơ CSDT\", \"Báo cáo kết quả chính sách dân tộc (CSDT)\"]", "ghi_chu = [\"Các xã rà soát hồ sơ chính sách dân tộc (CSDT)\", \"Báo cáo kết quả CSDT\"]" => chu(before_written_out);
    /// Never written out.
    VIET_TAT_LA: "viet-tat-la", Warning, "", "Chữ viết tắt ít gặp phải được giải thích một lần, hoặc ghi trong vanban.toml.",
        "ghi_chu = [\"Các xã rà soát hồ sơ CSDT\"]", "ghi_chu = [\"Các xã rà soát hồ sơ chính sách dân tộc (CSDT)\"]" => chu(never_written_out);
    /// A task for one who does not get the document.
    THIEU_NOI_NHAN: "thieu-noi-nhan", Warning, "PL I, Phần I, II.9.b", "Đơn vị được giao việc có trong nơi nhận.",
        "ghi_chu = [\"Giao Trạm Y tế xã phối hợp thực hiện\"]\nnoi_nhan = [\"Đảng ủy xã\"]", "ghi_chu = [\"Giao Trạm Y tế xã phối hợp thực hiện\"]\nnoi_nhan = [\"Trạm Y tế xã\"]" => chu(not_among_recipients);
}

/// An abbreviation in the body.
struct Short<'b> {
    passage: &'b Passage,
    order: usize,
    range: Range<usize>,
    text: &'b str,
}

/// The abbreviations of the body in order, without those that everybody knows, codes and Roman numbers.
fn shorts<'b>(reading: &'b Reading<'b>, own: &BTreeSet<String>) -> Vec<Short<'b>> {
    let known = |word: &str| LOI_VAN.viet_tat.quen.contains(word) || own.contains(word);
    let mut found = Vec::new();
    for (order, passage) in reading.body().filter(|passage| !passage.is_upper()).enumerate() {
        for range in passage.shorts.get_or_init(|| abbreviations(passage.as_str())) {
            let text = &passage.as_str()[range.clone()];
            if !known(text) && !text.split('&').all(known) {
                found.push(Short { passage, order, range: range.clone(), text });
            }
        }
    }
    found
}

/// The abbreviations of a text: no codes, no Roman numbers, nothing among words in capitals.
fn abbreviations(text: &str) -> Vec<Range<usize>> {
    let stands_alone = |range: &Range<usize>| {
        let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || "/-–._@".contains(c));
        let before = text[..range.start].chars().next_back();
        let mut after = text[range.end..].chars();
        let (next, second) = (after.next(), after.next());
        // A full stop ends a sentence, unless letters follow at once.
        let goes_on = match next {
            Some('.') => second.is_some_and(char::is_alphanumeric),
            next => joined(next),
        };
        !joined(before) && !goes_on && !among_capitals(text, range)
    };
    let short = |word: &words::Word<'_>| {
        let roman = word.text.chars().all(|c| "IVXLCDM".contains(c));
        let long = word.text.chars().filter(|c| c.is_alphabetic()).count() >= 3;
        long && !roman && stands_alone(&word.range)
    };
    words::capitals(text).filter(short).map(|word| word.range).collect()
}

/// Whether the words beside are in capitals too: a heading within a paragraph.
fn among_capitals(text: &str, range: &Range<usize>) -> bool {
    let loud = |word: &str| word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
    loud(words::word_before(text, range.start)) || loud(words::word_after(text, range.end))
}

/// The office's own abbreviations, which need no writing out either.
fn own(reading: &Reading<'_>) -> BTreeSet<String> {
    let office = reading.context.text_of_office("viet_tat");
    let listed = reading.context.plan.texts(&reading.context.plan.root, "viet_tat_rieng");
    let parts = office.split(['-', ' ']).map(str::to_owned);
    parts.chain(listed.iter().map(|text| text.as_str().trim().to_owned())).collect()
}

/// Where each abbreviation is written out first: the number of its passage and its byte there.
fn written_out<'b>(reading: &'b Reading<'b>) -> BTreeMap<&'b str, (usize, Range<usize>)> {
    let mut found = BTreeMap::new();
    for (order, passage) in reading.body().filter(|passage| !passage.is_upper()).enumerate() {
        for range in passage.written_out.get_or_init(|| explained(passage.as_str())) {
            found.entry(&passage.as_str()[range.clone()]).or_insert((order, range.clone()));
        }
    }
    found
}

/// The abbreviations that a text writes out.
fn explained(text: &str) -> Vec<Range<usize>> {
    words::capitals(text).map(|word| word.range).filter(|range| explains(text, range)).collect()
}

/// Whether what stands around an abbreviation says what it means: `(sau đây viết tắt là CSDT)`, `CSDT là …`.
fn explains(text: &str, range: &Range<usize>) -> bool {
    let quotes = ['“', '”', '"', '\'', ' '];
    let before = text[..range.start].trim_end_matches(quotes);
    let after = text[range.end..].trim_start_matches(quotes);
    let said = before.trim_end_matches([':', ' ']).to_lowercase();
    let named = ["tắt là", "viết tắt", "gọi tắt", "gọi chung là"].iter().any(|words| said.ends_with(words));
    let alone = before.ends_with('(') && after.starts_with(')');
    let follows =
        ["là ", "(", ": "].iter().find_map(|sign| text[range.end..].trim_start().strip_prefix(sign));
    named || alone || follows.is_some_and(|rest| rest.starts_with(char::is_lowercase))
}

fn before_written_out(reading: &Reading<'_>, findings: &mut Findings) {
    let written = written_out(reading);
    let mut said = BTreeSet::new();
    for short in shorts(reading, &own(reading)) {
        let Some((order, range)) = written.get(short.text) else { continue };
        let earlier = (short.order, short.range.start) < (*order, range.start);
        if earlier && said.insert(short.text) {
            let message = format!("`{}` dùng trước khi được giải thích", short.text);
            let found = short.passage.finding(&VIET_TAT_TRUOC, short.range.clone(), message);
            findings.push_all(found.map(|found| found.label("giải thích ở đây, lần đầu dùng")));
        }
    }
}

fn never_written_out(reading: &Reading<'_>, findings: &mut Findings) {
    let written = written_out(reading);
    let mut said = BTreeSet::new();
    for short in shorts(reading, &own(reading)) {
        if !written.contains_key(short.text) && said.insert(short.text) {
            let message = format!("chữ viết tắt `{}` chưa được giải thích", short.text);
            let found = short.passage.finding(&VIET_TAT_LA, short.range.clone(), message);
            let hint = format!(
                "quen dùng trong cơ quan thì ghi vào vanban.toml: viet_tat_rieng = [\"{}\"]",
                short.text
            );
            findings.push_all(
                found.map(|found| found.label(format!("viết đủ, rồi ({})", short.text)).hint(hint)),
            );
        }
    }
}

pattern!(
    TASKED,
    r"\b(?:Giao|giao) ((?:Sở|Phòng|Ban|Văn phòng|Công an|Trạm|Trung tâm|Trường|Đoàn|Hội|Chi cục|Đài|Kho bạc|Bảo hiểm|Ủy ban|Uỷ ban|UBND|Ban Chỉ huy|Mặt trận)\b[^,;:.()]*?)(?: (?:chủ trì|phối hợp|tham mưu|đôn đốc|chịu|tổng hợp|theo dõi|hướng dẫn|thực hiện|tổ chức|xây dựng|làm|rà soát|kiểm tra|báo cáo|căn cứ|khẩn trương|tiếp|có|là|cân đối|bố trí|ban hành|triển khai|lập|công khai|thông báo|nghiên cứu|chuẩn bị|phát|đăng|tuyên|quản)\b|[,;:(])",
    [
        "iao S", "iao P", "iao B", "iao V", "iao C", "iao T", "iao Đ", "iao H", "iao K", "iao U", "iao Ủ",
        "iao M"
    ]
);

fn not_among_recipients(reading: &Reading<'_>, findings: &mut Findings) {
    let recipients: Vec<&Passage> =
        reading.prose().filter(|passage| passage.role == Role::Recipients).collect();
    let lines: Vec<String> = recipients.iter().map(|passage| expanded(passage.as_str())).collect();
    // Who is meant by `các phòng, ban`, `như Điều 3`, `như trên` only a reader knows.
    let many = ["các", "như", "điều", "viên"].map(same_name);
    let all = |line: &String| line.split(' ').any(|word| many.iter().any(|many| many == word));
    if lines.is_empty() || lines.iter().any(all) {
        return;
    }
    for passage in reading.body() {
        for groups in TASKED.captures_iter(passage.as_str()) {
            let Some(unit) = groups.get(1) else { continue };
            let wanted = expanded(unit.as_str());
            let core = wanted.split(' ').take(3).collect::<Vec<_>>().join(" ");
            let own = same_name(&reading.context.text_of_office("ten"));
            if wanted.split(' ').count() >= 2
                && !lines.iter().any(|line| line.contains(&core))
                && !own.contains(&core)
            {
                let message = format!("`{}` được giao việc nhưng không có trong nơi nhận", unit.as_str());
                let found = passage.finding(&THIEU_NOI_NHAN, unit.range(), message);
                findings.push_all(found.map(|found| found.label("thêm vào noi_nhan")));
            }
        }
    }
}

/// A name folded, with its usual abbreviations written out.
fn expanded(name: &str) -> String {
    let words = name.split([' ', ',', ';', '.', '(', ')']).filter(|word| !word.is_empty());
    let long = words.map(|word| match word {
        "VP" => "văn phòng".to_owned(),
        "UBND" => "ủy ban nhân dân".to_owned(),
        "HĐND" => "hội đồng nhân dân".to_owned(),
        "CA" => "công an".to_owned(),
        "TT" => "trung tâm".to_owned(),
        word => word.to_owned(),
    });
    same_name(&long.collect::<Vec<_>>().join(" "))
}
