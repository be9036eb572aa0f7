//! Reads an outline as officials write it: phần, chương, mục, điều, `I.`, `1.`, `a)`, `-`, `+`.
//!
//! A newline is a paragraph. Numbers print as typed; they are checked elsewhere, never changed,
//! save the sections of a khuon, which close up when one is empty.

mod emphasis;
mod excerpt;
mod marker;
mod wrapped;

use crate::{
    metrics,
    text::{Field, Text, Woven},
};
pub(crate) use emphasis::NOTE_CALL;
pub use emphasis::{Run, runs};
pub use excerpt::excerpt;
pub(crate) use marker::ROW;
pub use marker::{Kieu, Marker, roman};
pub(crate) use wrapped::is_finished;
pub use wrapped::{Joining, join};

/// One paragraph of a body.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// What sort it is.
    pub kieu: Kieu,
    /// Its marker as it prints (`1.`, `Điều 2.`, `-`); empty for a plain paragraph.
    pub so: Text,
    /// Its text without the marker.
    pub than: Woven,
    /// Whether it is a heading.
    pub heading: bool,
    /// Whether its marker was written by a khuon, which may renumber it.
    numbered_by_khuon: bool,
}

impl Paragraph {
    /// How deep it stands: its sort, and of `1.1.`, `1.1.1.` how many numbers it has.
    fn depth(&self) -> (u8, usize) {
        let numbers = self.so.as_str().split('.').filter(|part| !part.trim().is_empty()).count();
        (self.kieu.rank(), if self.kieu == Kieu::SoCap { numbers } else { 0 })
    }
}

/// Reads the words of a khuon: its lines are structure, its values are not, and an outline that
/// stands alone on a line is read by itself. Empty sections go, the rest close up.
pub fn read_khuon(words: &Woven, line_mm: f64, graft: &mut impl FnMut(&Woven) -> Woven) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for line in lines(words) {
        let alone = line.as_str().trim();
        let mut chars = alone.chars();
        let atom = chars.next().filter(|_| chars.next().is_none()).and_then(|c| words.atom(c));
        match atom {
            Some(atom) if atom.field == Field::Outline => {
                let text = graft(&atom.content);
                paragraphs.extend(lines(&text).iter().filter_map(|line| paragraph(line, false)));
            }
            _ => paragraphs.extend(paragraph(&line, true)),
        }
    }
    close_up(&mut paragraphs);
    finish(paragraphs, line_mm)
}

/// Reads an outline that an author wrote.
pub fn read(text: &Woven, line_mm: f64) -> Vec<Paragraph> {
    finish(lines(text).iter().filter_map(|line| paragraph(line, false)).collect(), line_mm)
}

/// The lines of a text.
fn lines(text: &Woven) -> Vec<Woven> {
    let mut at = 0;
    let pieces = text.as_str().split_inclusive('\n').map(|line| {
        let range = at..at + line.trim_end_matches('\n').len();
        at += line.len();
        text.with_text(text.text().slice(range))
    });
    pieces.collect()
}

/// The paragraph of a line; `None` for an empty one.
fn paragraph(line: &Woven, by_khuon: bool) -> Option<Paragraph> {
    let text = line.text().trim();
    if let Some((field, id)) = line.placed_alone() {
        let kieu = match field {
            Field::Picture => Kieu::Hinh,
            Field::PageBreak => Kieu::SangTrang,
            _ => Kieu::Bang,
        };
        let (so, than) = (Text::default(), Woven::plain(id));
        return Some(Paragraph { kieu, so, than, heading: false, numbered_by_khuon: by_khuon });
    }
    let read = if by_khuon { Marker::at_start_of_khuon } else { Marker::at_start };
    let (kieu, end) = read(text.as_str()).map_or((Kieu::Doan, 0), |marker| (marker.kieu, marker.len));
    let so =
        if matches!(kieu, Kieu::Giua | Kieu::Hang) { Text::default() } else { text.slice(0..end).trim() };
    let than = line.with_text(text.slice(end..text.as_str().len()).trim());
    let empty = so.is_empty() && than.as_str().is_empty();
    (!empty).then_some(Paragraph { kieu, so, than, heading: false, numbered_by_khuon: by_khuon })
}

/// Leaves out sections of a khuon without content, and numbers the others anew.
fn close_up(paragraphs: &mut Vec<Paragraph>) {
    let is_section = |p: &Paragraph| p.kieu == Kieu::LaMa && p.numbered_by_khuon;
    let has_content: Vec<bool> = (0..paragraphs.len())
        .map(|i| !is_section(&paragraphs[i]) || paragraphs.get(i + 1).is_some_and(|next| !is_section(next)))
        .collect();
    let mut keep = has_content.iter();
    paragraphs.retain(|_| keep.next().is_some_and(|keep| *keep));
    let sections = paragraphs.iter_mut().filter(|p| is_section(p));
    for (i, section) in sections.enumerate() {
        if let Some(span) = section.so.span() {
            section.so = Text::new(format!("{}.", roman(i + 1)), span);
        }
    }
}

/// Joins the headings of phần and chương to their markers, and finds the other headings.
fn finish(paragraphs: Vec<Paragraph>, line_mm: f64) -> Vec<Paragraph> {
    let mut done: Vec<Paragraph> = Vec::new();
    for paragraph in paragraphs {
        match done.last_mut() {
            Some(last)
                if last.kieu.has_heading_below()
                    && last.than.as_str().is_empty()
                    && paragraph.kieu == Kieu::Doan =>
            {
                last.than = paragraph.than;
            }
            _ => done.push(paragraph),
        }
    }
    for i in 0..done.len() {
        let deeper =
            done.get(i + 1).is_some_and(|next| next.kieu == Kieu::Doan || next.depth() > done[i].depth());
        done[i].heading = is_heading(&done[i], deeper, line_mm);
    }
    // One that is longer is a heading too where those beside it are.
    let longer: Vec<usize> = (0..done.len())
        .filter(|&i| {
            let deeper = done.get(i + 1).is_some_and(|next| next.depth() > done[i].depth());
            !done[i].heading && is_heading(&done[i], deeper, line_mm * LINES_OF_A_HEADING)
        })
        .filter(|&i| sisters(&done, i).any(|sister| sister.heading))
        .collect();
    longer.into_iter().for_each(|i| done[i].heading = true);
    done
}

/// How many lines a heading has at most where those beside it are headings.
const LINES_OF_A_HEADING: f64 = 2.0;

/// The paragraphs of the same sort within the same one above them.
fn sisters(all: &[Paragraph], i: usize) -> impl Iterator<Item = &Paragraph> {
    let (kieu, depth) = (all[i].kieu, all[i].depth());
    let within = move |p: &&Paragraph| p.depth() >= depth;
    let before = all[..i].iter().rev().take_while(within);
    before.chain(all[i + 1..].iter().take_while(within)).filter(move |p| p.kieu == kieu && p.depth() == depth)
}

fn is_heading(paragraph: &Paragraph, deeper_follows: bool, line_mm: f64) -> bool {
    let flat = paragraph.than.printed();
    let finished = wrapped::is_finished(&flat);
    let line = || format!("{} {flat}", paragraph.so.as_str());
    let one_line = || metrics::bold_width_mm(&line()) <= line_mm;
    match paragraph.kieu {
        kieu if kieu.has_heading_below() => true,
        Kieu::LaMa => !finished || (flat.ends_with(':') && deeper_follows && one_line()),
        Kieu::Dieu | Kieu::So | Kieu::SoCap | Kieu::SoCheo | Kieu::Diem => {
            !finished && deeper_follows && !flat.is_empty() && one_line()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    fn woven(text: &str) -> Woven {
        Woven::plain(Text::new(text, Span::new(FileId(0), 0..text.len())))
    }

    fn shape(text: &str) -> Vec<(Kieu, String, bool)> {
        let read = read(&woven(text), 150.0);
        read.into_iter().map(|p| (p.kieu, p.so.as_str().to_owned(), p.heading)).collect()
    }

    #[test]
    fn reads_both_schemes() {
        let got = shape(
            "Chương I\nNHỮNG QUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Quy định này áp dụng.\na) Một;\n- Hai;\n+ Ba.\n\
             I. PHẦN ĐẦU\n1. Việc chung\nLời văn.\n1.1. Chi tiết.\n(1) Một.\n1/ Hai.\n* Ghi chú.\n-Tại xã\n-“Trích”\n3/Điều 19",
        );
        let kinds: Vec<Kieu> = got.iter().map(|(kieu, ..)| *kieu).collect();
        use Kieu::*;
        assert_eq!(
            kinds,
            [
                Chuong, Dieu, So, Diem, Gach, Cong, LaMa, So, Doan, SoCap, SoNgoac, SoCheo, Sao, Gach, Gach,
                SoCheo
            ]
        );
        let headings: Vec<&str> = got.iter().filter(|g| g.2).map(|g| g.1.as_str()).collect();
        assert_eq!(headings, ["Chương I", "Điều 1.", "I.", "1."]);
    }

    #[test]
    fn dashes_of_word_processors_are_markers_as_typed() {
        for (text, so) in [("– Việc", "–"), ("•\u{20}Việc", "•"), ("- Việc", "-")] {
            let got = shape(text);
            assert!(got[0].0 == Kieu::Gach && got[0].1.trim_end() == so, "{text}: {got:?}");
        }
        assert_eq!(shape("–Việc")[0].0, Kieu::Doan);
    }

    #[test]
    fn parts_in_words_and_numbers_without_their_last_dot_are_markers() {
        let got = shape(
            "PHẦN THỨ HAI\nNHIỆM VỤ\n8. Y tế\n8.1 Tình hình\n- Một.\nPhần thứ ba. Kinh phí\n5.5 Tấn thóc.",
        );
        let seen: Vec<(Kieu, &str, bool)> =
            got.iter().map(|(kieu, so, h)| (*kieu, so.as_str(), *h)).collect();
        use Kieu::*;
        let wanted = [
            (Phan, "PHẦN THỨ HAI", true),
            (So, "8.", true),
            (SoCap, "8.1", true),
            (Gach, "-", false),
            (Phan, "Phần thứ ba.", true),
            (SoCap, "5.5", false),
        ];
        assert_eq!(seen, wanted);
    }

    #[test]
    fn headings_of_several_numbers_and_with_a_colon() {
        let got = shape(
            "1.1. Mục tiêu\n1.1.1. Mục tiêu chung\nMột.\n1.2. Yêu cầu\nHai.\nI. Nội dung:\n- Ba.\nII. Nội dung:",
        );
        assert_eq!(
            got.iter().map(|g| g.2).collect::<Vec<_>>(),
            [true, true, false, true, false, true, false, false]
        );
    }

    #[test]
    fn a_longer_heading_is_one_where_its_sisters_are() {
        let long =
            "Phổ biến các quy định về trồng cây, chăm sóc cây và giữ gìn vệ sinh môi trường cho mọi người";
        let heads = |text: &str| shape(text).iter().map(|g| g.2).collect::<Vec<_>>();
        let alone = format!("1. {long}\n- Một.\n2. Việc hai.\n- Ba.");
        assert_eq!(heads(&alone), [false; 4]);
        let beside = format!("1. {long}\n- Một.\n2. Trồng cây\n- Ba.");
        assert_eq!(heads(&beside), [true, false, true, false]);
        // Those of another section are no sisters, and a paragraph of three lines is none.
        let other = format!("I. MỘT\n1. {long}\n- Một.\nII. HAI\n1. Trồng cây\n- Ba.");
        assert_eq!(heads(&other), [true, false, false, true, true, false]);
        let longer = format!("1. {long} và {long}\n- Một.\n2. Trồng cây\n- Ba.");
        assert_eq!(heads(&longer), [false, false, true, false]);
    }

    #[test]
    fn what_only_looks_like_a_marker_is_text() {
        for text in [
            "1.250.000 đồng",
            "2024 là năm",
            "5.5 triệu",
            "-nhỏ",
            "15/QĐ-UBND ngày 5/3/2026",
            "a)không",
            "f) sai",
            "C. Việc",
            "Điều 5 của Luật",
            "Phần I của Đề án nêu rõ",
            "**1.** Việc",
            "\\1. Việc",
            "\\- Việc",
            "\\– Việc",
            "1.",
            "(a) Việc",
        ] {
            let got = shape(text);
            assert!(
                got.iter().all(|(kieu, so, _)| *kieu == Kieu::Doan && so.is_empty()) || text == "1.",
                "{text}: {got:?}"
            );
        }
    }
}
