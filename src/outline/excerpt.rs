//! An excerpt: some parts of a body, each with what lies in it and what it lies in.

use super::Paragraph;

/// The paragraphs of the parts `wanted`, and which of these there is none of.
///
/// A part is named by its marker (`Điều 2`, `II`) or by those that it lies in too (`II.1`,
/// `Điều 3.2.a`).
pub fn excerpt(paragraphs: Vec<Paragraph>, wanted: &[String]) -> (Vec<Paragraph>, Vec<usize>) {
    let wanted: Vec<Vec<&str>> = wanted.iter().map(|name| names(name)).collect();
    let mut found = vec![false; wanted.len()];
    let mut keep = vec![false; paragraphs.len()];
    // What the paragraph at hand lies in: rank, name, index.
    let mut path: Vec<(u8, String, usize)> = Vec::new();
    let mut within: Option<u8> = None;
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let rank = paragraph.kieu.rank();
        within = within.filter(|part| rank > *part);
        if paragraph.so.is_empty() {
            keep[i] = within.is_some();
            continue;
        }
        path.retain(|(outer, ..)| *outer < rank);
        path.push((rank, bare(paragraph.so.as_str()).to_owned(), i));
        let here: Vec<&str> = path.iter().map(|(_, name, _)| name.as_str()).collect();
        let here = |names: &&Vec<&str>| !names.is_empty() && here.ends_with(names);
        for (found, _) in found.iter_mut().zip(&wanted).filter(|(_, names)| here(names)) {
            *found = true;
            within = within.or(Some(rank));
            path.iter().for_each(|(_, _, outer)| keep[*outer] = true);
        }
        keep[i] |= within.is_some();
    }
    let mut keep = keep.into_iter();
    let kept = paragraphs.into_iter().filter(|_| keep.next().unwrap_or_default()).collect();
    let unknown = (0..found.len()).filter(|i| !found[*i]).collect();
    (kept, unknown)
}

/// The markers that a name is made of.
fn names(name: &str) -> Vec<&str> {
    name.split('.').map(bare).filter(|part| !part.is_empty()).collect()
}

/// A marker without its signs.
fn bare(marker: &str) -> &str {
    marker.trim().trim_matches(['.', ':', ')', '(', '/']).trim()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        outline::read,
        source::{FileId, Span},
        text::{Text, Woven},
    };

    const BODY: &str = "Chương I\nCHUNG\nĐiều 1. Một\n1. Khoản một.\nĐiều 2. Hai\nLời.\n1. Khoản một.\na) Điểm a.\n\
        - Gạch.\n2. Khoản hai.\nChương II\nRIÊNG\nĐiều 3. Ba.";

    fn kept(wanted: &[&str]) -> (String, Vec<usize>) {
        let text = Woven::plain(Text::new(BODY, Span::new(FileId(0), 0..BODY.len())));
        let wanted: Vec<String> = wanted.iter().map(|name| (*name).to_owned()).collect();
        let (paragraphs, unknown) = excerpt(read(&text, 150.0), &wanted);
        let words = paragraphs.iter().map(|p| {
            let so = p.so.as_str();
            if so.is_empty() { p.than.as_str().to_owned() } else { so.to_owned() }
        });
        (words.collect::<Vec<_>>().join(" | "), unknown)
    }

    #[test]
    fn parts_come_with_what_they_hold_and_what_holds_them() {
        for (wanted, want) in [
            (&["Điều 2"][..], "Chương I | Điều 2. | Lời. | 1. | a) | - | 2."),
            (&["Điều 2.1"], "Chương I | Điều 2. | 1. | a) | -"),
            (&["Điều 1", "Điều 3"], "Chương I | Điều 1. | 1. | Chương II | Điều 3."),
            (&["Chương II"], "Chương II | Điều 3."),
            (&["Điều 2.1.a"], "Chương I | Điều 2. | 1. | a) | -"),
        ] {
            assert_eq!(kept(wanted), (want.to_owned(), vec![]), "{wanted:?}");
        }
        assert_eq!(kept(&["Điều 3", "Điều 9"]).1, [1]);
        assert_eq!(kept(&["."]), (String::new(), vec![0]));
    }
}
