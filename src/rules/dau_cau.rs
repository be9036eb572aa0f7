//! Spaces, punctuation, quotes and brackets.

use crate::{
    check::{LOI_VAN, Passage, Reading, Role, pattern, words},
    diagnostic::{Diagnostic, Findings},
    syllable::is_syllable,
};
use std::ops::Range;

rules! {
    /// Two spaces.
    CACH_THUA: "cach-thua", Warning, "", "Giữa hai từ có một dấu cách.",
        "ghi_chu = [\"Các phòng,  ban\"]", "ghi_chu = [\"Các phòng, ban\"]" => doan(double_spaces);
    /// A space where none is.
    CACH_TRUOC_DAU: "cach-truoc-dau", Warning, "", "Dấu câu viết liền chữ trước nó; dấu ngoặc viết liền chữ bên trong.",
        "ghi_chu = [\"Các phòng , ban\"]", "ghi_chu = [\"Các phòng, ban\"]" => doan(space_before);
    /// No space where one is.
    THIEU_CACH: "thieu-dau-cach", Warning, "", "Sau dấu câu, và giữa số với chữ, có một dấu cách.",
        "ghi_chu = [\"Các phòng,ban lập 11hồ sơ\"]", "ghi_chu = [\"Các phòng, ban lập 11 hồ sơ\"]" => prose(space_missing);
    /// Two marks where one is.
    DAU_LAP: "dau-cau-lap", Warning, "", "Không viết hai dấu câu liền nhau.",
        "ghi_chu = [\"Báo cáo Sở Nội vụ.. Đúng hạn\"]", "ghi_chu = [\"Báo cáo Sở Nội vụ. Đúng hạn\"]" => prose(double_marks);
    /// A hyphen with a space on one side.
    GACH_LECH: "gach-noi-lech", Warning, "", "Dấu gạch nối hai vế có dấu cách ở cả hai bên hoặc không bên nào.",
        "ghi_chu = [\"Phát triển kinh tế- xã hội\"]", "ghi_chu = [\"Phát triển kinh tế - xã hội\"]" => prose(lopsided_hyphen);
    /// Quotes of two sorts.
    NHAY_HAI_KIEU: "nhay-hai-kieu", Warning, "", "Một văn bản dùng một kiểu dấu nháy.",
        "ghi_chu = ['Phong trào “Đền ơn đáp nghĩa” và \"Tương thân tương ái\"']", "ghi_chu = ['Phong trào “Đền ơn đáp nghĩa” và “Tương thân tương ái”']" => chu(two_sorts_of_quotes);
    /// A word written twice.
    CHU_LAP: "chu-lap", Warning, "", "Từ gõ hai lần liền nhau.",
        "ghi_chu = [\"Theo Quyết định số số 12 của xã\"]", "ghi_chu = [\"Theo Quyết định số 12 của xã\"]" => prose(doubled_words);
    /// A list item without its mark.
    DAU_CUOI_MUC: "dau-cuoi-muc", Warning, "", "Các mục cùng cấp kết thúc bằng dấu chấm phẩy, mục cuối bằng dấu chấm.",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\n1. Các xã thực hiện:\n- Rà soát;\n- Thống kê\n- Tổng hợp;\n- Báo cáo.\n2. Các thôn phối hợp.\n'''",
        "-khuon\n-nhiem_vu\nnoi_dung = '''\n1. Các xã thực hiện:\n- Rà soát;\n- Thống kê;\n- Tổng hợp;\n- Báo cáo.\n2. Các thôn phối hợp.\n'''" => chu(list_marks);
}

/// Whether it leaves room for a hand, as cells of numbers and dates do; its spaces are no slips.
fn leaves_room(passage: &Passage) -> bool {
    matches!(passage.kieu, "so_ky_hieu" | "dia_danh")
}

pattern!(SPACES, r" {2,}", ["  "]);

fn double_spaces(passage: &Passage, findings: &mut Findings) {
    if leaves_room(passage) {
        return;
    }
    let text = passage.as_str();
    for found in SPACES.find_iter(text) {
        let words = [words::word_before(text, found.start()), words::word_after(text, found.end())];
        let room = words.iter().any(|word| LOI_VAN.dau_cau.cho_trong.contains(&word.to_lowercase()));
        // Many spaces, or some beside `ngày` or a dotted line, are room for a hand.
        let dots = text[..found.start()].ends_with(['.', '…', '_']) && text[..found.start()].ends_with("..");
        let bracket = text[..found.start()].ends_with(['(', '['])
            || text[found.end()..].starts_with([')', ']', '|'])
            || text[..found.start()].ends_with('|');
        if found.len() > 3 || room || dots || bracket || found.start() == 0 || found.end() == text.len() {
            continue;
        }
        let finding = passage.finding(&CACH_THUA, found.range(), "thừa dấu cách");
        findings.push_all(finding.map(|finding| match passage.typed_spaces(found.range()) {
            Some(span) => finding.label("viết một dấu cách").fix(span, " "),
            None => finding.label("viết một dấu cách"),
        }));
    }
}

pattern!(
    BEFORE,
    r"[^\s.…_:(\[] +([,;:.!?)\]”])|([(\[“]) +[^\s)\]]",
    [" ,", " ;", " :", " .", " !", " ?", " )", " ]", " ”", "( ", "[ ", "“ "]
);

fn space_before(passage: &Passage, findings: &mut Findings) {
    if leaves_room(passage) {
        return;
    }
    let text = passage.as_str();
    for groups in BEFORE.captures_iter(text) {
        let (spaces, mark) = match (groups.get(1), groups.get(2)) {
            (Some(mark), _) => (text[..mark.start()].trim_end().len()..mark.start(), mark),
            (_, Some(mark)) => (mark.end()..text.len() - text[mark.end()..].trim_start().len(), mark),
            _ => continue,
        };
        let next = text[mark.end()..].chars().next();
        // ` ./.` stands in samples of the decree; ` .NET`, ` :8080` are no ends; ` ...` is room.
        let list = ",;:".contains(mark.as_str()) && next.is_some_and(char::is_alphabetic);
        let ends = mark.start() < spaces.start
            || list
            || next.is_none_or(|c| c.is_whitespace() || "”\")".contains(c));
        if !ends {
            continue;
        }
        let side = if mark.start() < spaces.start { "sau" } else { "trước" };
        let message = format!("thừa dấu cách {side} `{}`", mark.as_str());
        let shown = spaces.start.min(mark.start())..spaces.end.max(mark.end());
        let finding = passage.finding(&CACH_TRUOC_DAU, shown, message);
        findings.push_all(finding.map(|finding| match passage.typed_spaces(spaces) {
            Some(span) => finding.label("viết liền").fix(span, ""),
            None => finding.label("viết liền"),
        }));
    }
}

fn space_missing(passage: &Passage, findings: &mut Findings) {
    let text = passage.as_str();
    let list: Vec<_> = words::words(text).collect();
    let mut say = |range: Range<usize>, between: usize| {
        let right = format!("{} {}", &text[range.start..between], &text[between..range.end]);
        let message = format!("thiếu dấu cách: `{}`", &text[range.clone()]);
        let found = passage.mended(&THIEU_CACH, range, &right, message);
        findings.push_all(found.map(|found| found.label(format!("viết `{right}`"))));
    };
    for pair in list.windows(2) {
        let mark = &text[pair[0].range.end..pair[1].range.start];
        let all = pair[0].range.start..pair[1].range.end;
        if [",", ";", ":", "."].contains(&mark)
            && apart(pair[0].text, mark, pair[1].text)
            && !is_address(text, &all)
        {
            say(all, pair[1].range.start);
        }
    }
    for word in &list {
        let (before, after) = (&text[..word.range.start], &text[word.range.end..]);
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let free =
            before[..before.len() - digits].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
        if digits > 0 && free && counts(word.text) {
            say(word.range.start - digits..word.range.end, word.range.start);
        }
        let number = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let goes_on = after[number..].starts_with(|c: char| c.is_alphanumeric());
        if number > 0 && !goes_on && ["ngày", "tháng", "năm"].contains(&word.text.to_lowercase().as_str())
        {
            say(word.range.start..word.range.end + number, word.range.end);
        }
    }
}

/// Whether a word that stands against a number is what is counted, and no unit.
fn counts(word: &str) -> bool {
    let small = word.chars().all(char::is_lowercase) && word.chars().count() > 1;
    small && !LOI_VAN.dau_cau.don_vi_do.contains(word) && is_syllable(word)
}

/// Whether a space belongs behind `mark`: two words of the language, and not an abbreviation.
fn apart(before: &str, mark: &str, after: &str) -> bool {
    let word = |word: &str| word.chars().count() > 1 && is_syllable(word);
    let small = |word: &str| word.starts_with(char::is_lowercase);
    let sentence = mark == "."
        && before.chars().all(char::is_lowercase)
        && after.chars().skip(1).all(char::is_lowercase);
    word(before)
        && word(after)
        && if mark == "." { sentence && !small(after) } else { small(before) || small(after) }
}

/// Whether the bytes belong to an address of the network or to a file's name.
fn is_address(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].rsplit(char::is_whitespace).next().unwrap_or_default();
    let start = range.start - before.len();
    let end = text[range.end..].find(char::is_whitespace).map_or(text.len(), |at| range.end + at);
    ["@", "//", "www", "\\"].iter().any(|sign| text[start..end].contains(sign))
}

pattern!(
    DOUBLE,
    r",,|;;|[;:]\.|[;:],|,[;:]|\.\.|,\.",
    [",,", ";;", ";.", ":.", ";,", ":,", ",;", ",:", "..", ",."]
);

fn double_marks(passage: &Passage, findings: &mut Findings) {
    let text = passage.as_str();
    for found in DOUBLE.find_iter(text) {
        let dots = |c: char| matches!(c, '.' | '…');
        let (before, after) = (&text[..found.start()], &text[found.end()..]);
        // Three dots and more are an ellipsis or room, also behind a comma; `./.` is the end mark.
        if after.starts_with(dots) || before.ends_with(dots) || after.starts_with('/') {
            continue;
        }
        let message = format!("hai dấu câu liền nhau: `{}`", found.as_str());
        let one = &found.as_str()[..1];
        let same = found.as_str().chars().all(|c| one.contains(c));
        let finding = if same {
            passage
                .mended(&DAU_LAP, found.range(), one, message)
                .map(|found| found.label(format!("viết `{one}`")))
        } else {
            passage.finding(&DAU_LAP, found.range(), message).map(|found| found.label("giữ một dấu"))
        };
        findings.push_all(finding);
    }
}

pattern!(LOPSIDED, r"(\p{L})([-–]) +(\p{L})|(\p{L}) +([-–])(\p{L})", ["- ", "– ", " -", " –"]);

fn lopsided_hyphen(passage: &Passage, findings: &mut Findings) {
    let text = passage.as_str();
    for groups in LOPSIDED.captures_iter(text) {
        let Some(all) = groups.get(0) else { continue };
        let signs: Vec<&str> = groups.iter().skip(1).flatten().map(|part| part.as_str()).collect();
        let [before, hyphen, after] = signs.as_slice() else { continue };
        let right = format!("{before} {hyphen} {after}");
        let around = around(text, &all.range());
        // A symbol that fell apart, `15/QĐ- UBND`, has a rule of its own.
        let code = |(at, _)| around[at + 1..].starts_with(char::is_uppercase);
        if after.chars().all(char::is_uppercase) && around.match_indices('/').any(code) {
            continue;
        }
        let message = format!("dấu gạch nối lệch: `{around}`");
        let found = passage.mended(&GACH_LECH, all.range(), &right, message);
        findings.push_all(found.map(|found| found.label("viết dấu cách ở cả hai bên")));
    }
}

/// The words that the bytes lie in.
fn around<'b>(text: &'b str, range: &Range<usize>) -> &'b str {
    let before = text[..range.start].rsplit(char::is_whitespace).next().unwrap_or_default();
    let start = range.start - before.len();
    let end = text[range.end..].find(char::is_whitespace).map_or(text.len(), |at| range.end + at);
    &text[start..end]
}

fn two_sorts_of_quotes(reading: &Reading<'_>, findings: &mut Findings) {
    let straight: usize = reading.prose().map(|passage| words::straight_quotes(passage.as_str()).len()).sum();
    let curly: usize = reading.prose().map(|passage| passage.as_str().matches(['“', '”']).count()).sum();
    if straight == 0 || curly == 0 {
        return;
    }
    for passage in reading.prose() {
        let places = words::straight_quotes(passage.as_str());
        let paired = places.len().is_multiple_of(2);
        for (i, at) in places.into_iter().enumerate() {
            let right = if i % 2 == 0 { "“" } else { "”" };
            let message = format!("dấu nháy thẳng ({straight} chỗ) lẫn dấu nháy cong ({curly} chỗ)");
            let one_answer = paired && faces(passage.as_str(), at, i % 2 == 0);
            let found = if one_answer {
                passage
                    .mended(&NHAY_HAI_KIEU, at..at + 1, right, message)
                    .map(|found| found.label(format!("viết `{right}`")))
            } else {
                passage.finding(&NHAY_HAI_KIEU, at..at + 1, message)
            };
            findings.push_all(found);
        }
    }
}

/// Whether a quote at a byte stands as one that opens, or closes, stands.
fn faces(text: &str, at: usize, opening: bool) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + 1..].chars().next();
    let free = |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || "([/-–".contains(c));
    if opening {
        free(before) && after.is_some_and(|c| !c.is_whitespace())
    } else {
        before.is_some_and(|c| !c.is_whitespace())
    }
}

fn doubled_words(passage: &Passage, findings: &mut Findings) {
    let text = passage.as_str();
    let list: Vec<_> = words::words(text).collect();
    for pair in list.windows(2) {
        let word = pair[0].text.to_lowercase();
        let beside = text[pair[0].range.end..pair[1].range.start].chars().all(|c| c == ' ');
        if beside && word == pair[1].text.to_lowercase() && LOI_VAN.dau_cau.khong_lap.contains(&word) {
            let message = format!("`{}` gõ hai lần", pair[0].text);
            let found = passage.finding(&CHU_LAP, pair[0].range.start..pair[1].range.end, message);
            findings.push_all(found.map(|found| found.label("bỏ một")));
        }
    }
}

fn list_marks(reading: &Reading<'_>, findings: &mut Findings) {
    let body: Vec<&Passage> = reading.body().collect();
    let listed = |passage: &Passage| matches!(passage.kieu, "gach" | "cong" | "diem" | "so_ngoac");
    for run in body.chunk_by(|a, b| listed(a) && a.kieu == b.kieu) {
        if run.len() < 3 {
            continue;
        }
        let ends = |passage: &&&Passage| passage.as_str().ends_with(';');
        let marked = run[..run.len() - 1].iter().filter(ends).count();
        if marked >= 2 && marked * 3 >= (run.len() - 1) * 2 {
            findings.push_all(run[..run.len() - 1].iter().filter_map(|passage| unmarked(passage)));
        }
    }
}

/// An item of a list without the mark that the others have.
fn unmarked(passage: &Passage) -> Option<Diagnostic> {
    let text = passage.as_str();
    let last = text.chars().next_back().filter(|c| c.is_alphanumeric() || matches!(c, ',' | ')' | '”'))?;
    let range = text.len() - last.len_utf8()..text.len();
    let right = if last == ',' { ";".to_owned() } else { format!("{last};") };
    let found = passage.mended(&DAU_CUOI_MUC, range, &right, "mục này thiếu dấu chấm phẩy ở cuối")?;
    Some(found.label("viết `;` như các mục khác")).filter(|_| passage.role == Role::Body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_begin_behind_any_space() {
        assert_eq!(around("a\u{A0}b- c d", &(3..7)), "b- c");
        assert_eq!(around("b- c", &(0..4)), "b- c");
    }
}
