//! Lines of a signature, as the rules of II.7 read them: `KT. CHỦ TỊCH` is a mark and whom it is for.

use super::lexicon::{LEXICON, begins_with, begins_with_any};
use crate::{fold::same_name, text::Text, van_ban::ChuKy};

/// The marks of II.7.b, without their full stop.
const MARKS: [&str; 5] = ["TUQ", "TM", "KT", "TL", "Q"];

/// A line above a signer's name.
pub struct DongKy {
    /// As printed.
    pub text: Text,
    /// The mark before it, one of `TM KT TL TUQ Q`.
    pub mark: Option<&'static str>,
    /// The bytes of the mark as it stands there, with the space after it.
    pub mark_len: usize,
}

impl DongKy {
    /// Reads a line.
    pub fn of(text: Text) -> Self {
        let string = text.as_str().replace('\u{A0}', " ");
        let found = MARKS.into_iter().find_map(|mark| Some((mark, mark_len(&string, mark)?)));
        let (mark, len) = found.map_or((None, 0), |(mark, len)| (Some(mark), len));
        // A tie has two bytes, a space one.
        let letters = string[..len].chars().count();
        let mark_len = text.as_str().char_indices().nth(letters).map_or(0, |(at, _)| at);
        Self { text, mark, mark_len }
    }

    /// Whom or what the mark is for, or the whole line.
    pub fn whom(&self) -> &str {
        self.text.as_str().get(self.mark_len..).unwrap_or_default().trim_start_matches(['\u{A0}', ' '])
    }

    /// The mark as it is to be written.
    pub fn wanted(&self) -> Option<String> {
        self.mark.map(|mark| format!("{mark}. "))
    }

    /// The mark as it stands.
    pub fn written(&self) -> Text {
        self.text.slice(0..self.mark_len)
    }

    /// Whether a deputy's title follows the mark, or stands alone.
    pub fn is_deputy(&self) -> bool {
        begins_with_any(self.whom(), &LEXICON.chuc_danh.cap_pho).is_some()
    }

    /// Whether the title of a head follows.
    pub fn is_head(&self) -> bool {
        begins_with_any(self.whom(), &LEXICON.chuc_danh.dung_dau).is_some()
    }

    /// Whether the name of a body follows, and no title.
    pub fn is_body(&self) -> bool {
        !self.is_head()
            && !self.is_deputy()
            && begins_with_any(self.whom(), &LEXICON.chuc_danh.tap_the).is_some()
    }

    /// Whether the deputy of this line is one of the head of `head`.
    pub fn is_deputy_of(&self, head: &DongKy) -> bool {
        let (own, head) = (self.whom(), head.whom());
        let named =
            LEXICON.chuc_danh.khac_ten.iter().any(|[a, b]| begins_with(head, a) && begins_with(own, b));
        let (own, head) = (same_name(own), same_name(head));
        let first = |text: &str| text.split([' ', ',']).take(2).collect::<Vec<_>>().join(" ");
        let rest = own.split_once(' ').map_or("", |(_, rest)| rest);
        named || head.contains(&first(rest)) || rest.contains(&first(&head))
    }
}

/// The lines above the name, on whose behalf first.
pub fn lines(ky: &ChuKy) -> Vec<DongKy> {
    let blocks = ky.quyen_han.iter().chain([&ky.chuc_vu]);
    blocks.map(|block| DongKy::of(block.joined())).filter(|line| !line.text.is_empty()).collect()
}

/// How many bytes of a line a mark takes, however it is written: `KT. `, `KT.`, `KT `, `K/T `, `K.T. `.
fn mark_len(line: &str, mark: &str) -> Option<usize> {
    let mut rest = line;
    let mut signs = 0;
    for (i, letter) in mark.chars().enumerate() {
        let within = rest.trim_start_matches(['/', '.']);
        if i > 0 {
            signs += rest.len() - within.len();
            rest = within;
        }
        rest = rest.strip_prefix(letter)?;
    }
    let after = rest.trim_start_matches('.');
    let spaced = after.trim_start_matches(' ');
    let closed = after.len() < rest.len() || signs > 0 || spaced.len() < after.len();
    let alone = mark.len() == 1 && after.len() == rest.len();
    (closed && !alone && !spaced.is_empty()).then_some(line.len() - spaced.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{FileId, Span};

    fn line(text: &str) -> DongKy {
        DongKy::of(Text::new(text, Span::new(FileId(0), 0..text.len())))
    }

    #[test]
    fn marks_are_read_however_they_are_written() {
        for (text, mark, whom) in [
            ("KT. CHỦ TỊCH", Some("KT"), "CHỦ TỊCH"),
            ("KT.CHỦ TỊCH", Some("KT"), "CHỦ TỊCH"),
            ("K/T CHỦ TỊCH", Some("KT"), "CHỦ TỊCH"),
            ("TM ỦY BAN", Some("TM"), "ỦY BAN"),
            ("TM.\u{A0}ỦY BAN", Some("TM"), "ỦY BAN"),
            ("TUQ. GIÁM ĐỐC", Some("TUQ"), "GIÁM ĐỐC"),
            ("Q. GIÁM ĐỐC", Some("Q"), "GIÁM ĐỐC"),
            ("QUYỀN GIÁM ĐỐC", None, "QUYỀN GIÁM ĐỐC"),
            ("Q", None, "Q"),
            ("TLA", None, "TLA"),
            ("CHỦ TỊCH", None, "CHỦ TỊCH"),
        ] {
            let read = line(text);
            assert_eq!((read.mark, read.whom()), (mark, whom), "{text}");
        }
    }

    #[test]
    fn deputies_know_their_heads() {
        for (head, deputy) in [
            ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
            ("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
            ("KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM"),
            ("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC"),
            ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH THƯỜNG TRỰC"),
        ] {
            assert!(line(deputy).is_deputy_of(&line(head)), "{deputy}");
        }
        assert!(!line("PHÓ GIÁM ĐỐC").is_deputy_of(&line("KT. CHỦ TỊCH")));
    }
}
