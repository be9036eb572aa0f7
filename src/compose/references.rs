//! What the text says of its appendices: each must be referred to, and none that is not there
//! (PL I, Phần I, III.1.a). References to those of other documents are left alone.

use crate::{
    diagnostic::{Diagnostic, Findings},
    kem_theo::KemTheo,
    outline::roman,
    rules,
    source::Span,
    text::Text,
    van_ban::Block,
};

/// What an appendix is called within a text.
const NAMES: [&str; 3] = ["Phụ lục", "phụ lục", "PHỤ LỤC"];
/// Documents whose appendices are not this one's.
const OTHERS: [&str; 5] = ["Nghị định", "Thông tư", "Luật", "Bộ luật", "Pháp lệnh"];
/// How a line ends that breaks off before it says whose appendix it means.
const BROKEN: [&str; 6] = [" ban", " ban hành", " ban hành kèm", " ban hành kèm theo", " số", " Quyết định"];
/// What leads from a document to what goes with it.
const WITH: [&str; 2] = ["kèm theo", "đính kèm"];

/// A place that speaks of appendices.
#[derive(Debug, PartialEq, Eq)]
struct Mention {
    /// Its bytes of the text.
    at: std::ops::Range<usize>,
    /// Which; none for the one that there is, or for all.
    numbers: Vec<usize>,
    /// Whether it says "kèm theo" behind it.
    with: bool,
}

/// Holds the text against what goes with it; `spans` are the places of the parts in the plan.
pub(super) fn check(than: &[Block], parts: &[KemTheo], spans: &[Option<Span>], findings: &mut Findings) {
    let issued = parts.iter().filter(|part| part.dau.is_some());
    let texts: Vec<Text> =
        than.iter().chain(issued.flat_map(|part| &part.than)).flat_map(Block::own).map(joined).collect();
    let count = parts.iter().filter(|part| part.dau.is_none()).count();
    let mut said = vec![false; count];
    let mut absent: Option<Diagnostic> = None;
    for text in &texts {
        for mention in mentions(text.as_str()) {
            for number in &mention.numbers {
                if let Some(said) = number.checked_sub(1).and_then(|at| said.get_mut(at)) {
                    *said = true;
                }
            }
            if mention.numbers.is_empty() && count > 0 {
                said.fill(true);
            }
            let Some(found) = missing(text, &mention, count) else { continue };
            // Where there is none at all, once is enough.
            absent = match absent.filter(|_| count == 0) {
                Some(first) => Some(first.also(found.span, "cũng nhắc ở đây")),
                None if count == 0 => Some(found),
                None => {
                    findings.push(found);
                    None
                }
            };
        }
    }
    findings.push_all(absent);
    let led = || texts.iter().any(|text| WITH.iter().any(|with| text.as_str().to_lowercase().contains(with)));
    let mut appendices = said.into_iter();
    for (part, span) in parts.iter().zip(spans) {
        let mentioned = if part.dau.is_some() { led() } else { appendices.next().unwrap_or(true) };
        if !mentioned {
            findings.push(unsaid(part, *span));
        }
    }
}

fn unsaid(part: &KemTheo, span: Option<Span>) -> Diagnostic {
    let name = part.nhan.text();
    if part.dau.is_some() {
        let message = format!("văn bản chưa nói ban hành kèm theo {name}");
        let label = "viết trong nội dung, ví dụ: Điều 1. Ban hành kèm theo Quyết định này …";
        return Diagnostic::new(&rules::KEM_THEO_KHONG_NHAC, span, message).label(label);
    }
    let label = format!("viết trong nội dung, ví dụ: ({name} kèm theo)");
    Diagnostic::new(&rules::PHU_LUC_KHONG_NHAC, span, format!("văn bản chưa nhắc tới {name}")).label(label)
}

/// The finding for an appendix that is not there.
fn missing(text: &Text, mention: &Mention, count: usize) -> Option<Diagnostic> {
    let beyond = mention.numbers.iter().find(|number| **number > count);
    let name = match beyond {
        Some(number) => format!("Phụ lục {}", roman(*number)),
        None if count == 0 && mention.with => "Phụ lục".to_owned(),
        None => return None,
    };
    let has = match count {
        0 => "văn bản không có phụ lục nào".to_owned(),
        count => format!("văn bản có {count} phụ lục"),
    };
    let span = text.slice(mention.at.clone()).span();
    let label = "thêm [[phu_luc]], hoặc sửa chỗ này";
    Some(Diagnostic::new(&rules::PHU_LUC_KHONG_CO, span, format!("không có {name}: {has}")).label(label))
}

fn joined(block: &Block) -> Text {
    let mut text = Text::default();
    block.runs.iter().for_each(|run| text.append(&run.text));
    text
}

/// The places that speak of this document's appendices.
fn mentions(text: &str) -> Vec<Mention> {
    let found = NAMES.iter().flat_map(|name| text.match_indices(name));
    let mut found: Vec<Mention> = found.filter_map(|(at, name)| mention(text, at, at + name.len())).collect();
    found.sort_by_key(|mention| mention.at.start);
    found
}

fn mention(text: &str, start: usize, behind: usize) -> Option<Mention> {
    let (numbers, end) = numbers(text, behind);
    let tail = text[end..].split(['.', ';']).next().unwrap_or_default();
    let near: String = tail.chars().take(80).collect();
    // "Phụ lục II Nghị định số …", "Phụ lục I ban hành kèm theo Quyết định số …".
    let numbered = near
        .match_indices(" số ")
        .any(|(at, word)| near[at + word.len()..].starts_with(|c: char| c.is_ascii_digit()));
    let broken = BROKEN.iter().any(|end| text.trim_end().ends_with(end)) && tail.len() == text[end..].len();
    let other = OTHERS.iter().any(|other| near.contains(other)) || numbered || broken;
    let with = WITH.iter().any(|with| near.trim_start().starts_with(with));
    (!other).then_some(Mention { at: start..end, numbers, with })
}

/// The numbers behind the word, `I`, `I, II và III`, `I đến V`, and where they end.
fn numbers(text: &str, start: usize) -> (Vec<usize>, usize) {
    let (mut numbers, mut end, mut at): (Vec<usize>, usize, usize) = (Vec::new(), start, start);
    let mut range = false;
    loop {
        let rest = &text[at..];
        let rest = rest.strip_prefix(" số").unwrap_or(rest);
        let word_at = text.len() - rest.trim_start().len();
        let word = text[word_at..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let Some(number) = number(word) else { break };
        let first = numbers.last().copied().filter(|_| range).map_or(number, |last| last + 1);
        numbers.extend(first..=number.max(first));
        end = word_at + word.len();
        let next = [" đến", " - ", "-", ", ", " và", " hoặc"].iter().enumerate();
        let Some((i, joint)) = next.into_iter().find(|(_, joint)| text[end..].starts_with(**joint)) else {
            break;
        };
        range = i < 3;
        at = end + joint.len();
    }
    (numbers, end)
}

fn number(word: &str) -> Option<usize> {
    let arabic = word.parse().ok().filter(|number| (1..100).contains(number));
    arabic.or_else(|| (1..40).find(|number| roman(*number) == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(Vec<usize>, bool)> {
        mentions(text).into_iter().map(|mention| (mention.numbers, mention.with)).collect()
    }

    #[test]
    fn own_appendices_are_found() {
        for (text, want) in [
            ("theo Phụ lục I, Phụ lục II kèm theo", vec![(vec![1], false), (vec![2], true)]),
            ("các Phụ lục I, II và IV", vec![(vec![1, 2, 4], false)]),
            ("từ Phụ lục I đến Phụ lục III", vec![(vec![1], false), (vec![3], false)]),
            ("Phụ lục I - III.", vec![(vec![1, 2, 3], false)]),
            ("(Phụ lục đính kèm)", vec![(vec![], true)]),
            ("Phụ lục số 2.", vec![(vec![2], false)]),
            ("phụ lục Việc làm", vec![(vec![], false)]),
        ] {
            assert_eq!(found(text), want, "{text}");
        }
    }

    #[test]
    fn those_of_other_documents_are_left_alone() {
        for text in [
            "Phụ lục II Nghị định số 30/2020/NĐ-CP",
            "Phụ lục V ban hành kèm theo Thông tư này",
            "Phụ lục III ban hành kèm theo Quyết định số 12/QĐ-UBND",
            "Phụ lục III ban hành kèm theo",
            "Phụ lục III kèm theo Quyết định",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }
}
