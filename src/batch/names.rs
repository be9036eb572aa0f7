//! The files of a batch: a name for each row, inside one folder, legal on Windows and Linux.

use crate::{
    diagnostic::Diagnostic,
    rules,
    source::{Source, Sources, Span},
    text::{Text, Woven},
    words::{Context, Job, Mode, Syntax, WeaveError, weave},
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The bytes that a name of a file may have everywhere.
const LONGEST: usize = 255;
/// Names that Windows keeps for devices, with any ending.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// How files are called: `out/{{ ma }}-{{ ten | slug }}.pdf`.
#[derive(Debug)]
pub(super) struct Pattern {
    text: Text,
    root: PathBuf,
    accents: bool,
}

/// Why a row has no name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NoName {
    /// The name cannot be that of a file: what is wrong, and what to do.
    Illegal(String, &'static str),
    /// A hole gives nothing.
    Empty,
}

impl Pattern {
    /// Reads `-o`; the folder before its first hole is the root.
    pub(super) fn new(
        pattern: &str,
        ending: &str,
        accents: bool,
        sources: &mut Sources,
    ) -> Result<Self, Box<Diagnostic>> {
        let pattern = pattern.replace('\\', "/");
        let whole = if pattern.to_lowercase().ends_with(&format!(".{ending}")) {
            pattern
        } else {
            format!("{pattern}.{ending}")
        };
        let file = sources.add(Source::new("-o", whole.as_str()));
        let span = Span::new(file, 0..whole.len());
        let text = Text::new(whole.as_str(), span);
        let Some(hole) = whole.find("{{") else {
            let message = "tên tệp ở -o không có chỗ trống, mọi hàng sẽ ghi vào một tệp";
            let label = "viết ví dụ -o \"ra/{{ ma }}-{{ ten | slug }}.pdf\"";
            return Err(Diagnostic::new(&rules::TEN_TEP_SAI, span, message).label(label).into());
        };
        let root =
            whole[..hole].rsplit_once('/').map_or(".", |(root, _)| if root.is_empty() { "/" } else { root });
        Ok(Self { text, root: PathBuf::from(root), accents })
    }

    /// The folder in which all files lie.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Its text, for those who ask which columns it calls.
    pub(super) fn text(&self) -> &Text {
        &self.text
    }

    /// The file of a row. The outer error is a mistake of the pattern itself.
    pub(super) fn name(
        &self,
        names: &Context,
        job: &Arc<Job>,
    ) -> Result<Result<PathBuf, NoName>, WeaveError> {
        let woven = weave(Syntax::Hole, job, &self.text, names, Mode::Hole)?;
        Ok(self.filled(&woven))
    }

    fn filled(&self, woven: &Woven) -> Result<PathBuf, NoName> {
        let mut name = String::new();
        for c in woven.as_str().chars() {
            match woven.atom(c) {
                Some(atom) => name += &self.part(&atom.content.printed())?,
                None => name.push(c),
            }
        }
        let prefix = self.root.to_string_lossy();
        let below = name.strip_prefix(&*prefix).map_or(name.as_str(), |rest| rest.trim_start_matches('/'));
        for part in below.split('/') {
            legal(part)?;
        }
        Ok(PathBuf::from(name))
    }

    /// What a value gives to a name: without marks, hyphens for spaces, unless marks are wanted.
    fn part(&self, value: &str) -> Result<String, NoName> {
        let value = value.trim();
        if value.is_empty() {
            return Err(NoName::Empty);
        }
        let illegal =
            |c: char| c.is_control() || matches!(c, '/' | '\\' | '<' | '>' | ':' | '"' | '|' | '?' | '*');
        if let Some(c) = value.chars().find(|c| illegal(*c)) {
            return Err(unusable(c));
        }
        if self.accents {
            return Ok(value.nfc().collect());
        }
        let mut plain = String::new();
        for c in value.nfd().filter(|c| !is_combining_mark(*c)) {
            plain.push(match c {
                'đ' => 'd',
                'Đ' => 'D',
                '–' | '—' | '‑' => '-',
                '’' | '‘' => '\'',
                c if c.is_whitespace() => '-',
                c if c.is_ascii() => c,
                c => return Err(unusable(c)),
            });
        }
        Ok(plain)
    }
}

fn unusable(c: char) -> NoName {
    let shown = if c.is_control() { format!("U+{:04X}", u32::from(c)) } else { format!("`{c}`") };
    NoName::Illegal(format!("tên tệp không thể có {shown}"), "viết {{ … | slug }} ở -o, hoặc sửa ô này")
}

/// Whether a part of a path can stand on Windows and on Linux.
fn legal(part: &str) -> Result<(), NoName> {
    let wrong = |what: String| Err(NoName::Illegal(what, "sửa ô này, hoặc thêm chữ vào tên tệp ở -o"));
    let stem = part.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device).is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit())
    };
    if part.is_empty() || part.chars().all(|c| c == '.') {
        return wrong(format!("tên tệp không thể là `{part}`"));
    }
    if part.ends_with(['.', ' ']) || part.starts_with(' ') {
        return wrong(format!(
            "tên tệp `{part}` kết thúc bằng dấu chấm hoặc khoảng trắng, Windows không nhận"
        ));
    }
    if DEVICES.contains(&stem.as_str()) || NUMBERED_DEVICES.iter().any(|device| numbered(device)) {
        return wrong(format!("`{stem}` là tên dành riêng của Windows, không đặt cho tệp được"));
    }
    if part == crate::output::manifest::FOLDER {
        return wrong(format!("`{part}` là thư mục riêng của chương trình"));
    }
    if part.len() > LONGEST {
        return wrong(format!("tên tệp dài {} byte, nhiều nhất là {LONGEST}", part.len()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Atom, Field};

    fn named(value: &str, accents: bool) -> Result<String, NoName> {
        let mut sources = Sources::default();
        let pattern = Pattern::new("ra/{{ ten }}.pdf", "pdf", accents, &mut sources).expect("a pattern");
        let text = |text: &str| Text::new(text, Span::default());
        let atom = Atom { field: Field::Line, content: Arc::new(Woven::plain(text(value))) };
        let woven = Woven::new(text("ra/\u{F0000}.pdf"), vec![atom]);
        pattern.filled(&woven).map(|path| path.to_string_lossy().into_owned())
    }

    #[test]
    fn names_of_places_lose_their_marks_unless_asked() {
        for (value, plain) in [
            ("Đắk Đrông", "Dak-Drong"),
            ("Ia Pếch", "Ia-Pech"),
            ("A Lưới 1", "A-Luoi-1"),
            ("Nâm N’Jang", "Nam-N'Jang"),
            ("Chân Mây – Lăng Cô", "Chan-May---Lang-Co"),
            ("01.003", "01.003"),
            ("#import", "#import"),
        ] {
            assert_eq!(named(value, false), Ok(format!("ra/{plain}.pdf")));
        }
        assert_eq!(named("Đắk Đrông", true), Ok("ra/Đắk Đrông.pdf".to_owned()));
    }

    #[test]
    fn hostile_names_stay_inside_and_are_legal_everywhere() {
        for value in [
            "../../x",
            "..\\x",
            "/etc/x",
            "C:x",
            "a\nb",
            "con",
            "CON",
            "com1",
            "nul.txt",
            "a?",
            "\u{0}",
            "Москва",
            &"x".repeat(300),
        ] {
            assert!(matches!(named(value, false), Err(NoName::Illegal(..))), "{value}");
        }
        assert_eq!(named("  ", false), Err(NoName::Empty));
        assert!(named("Москва", true).is_ok());
        for part in ["..", ".", "", "a.", "a ", "LPT9", ".vanban"] {
            assert!(legal(part).is_err(), "{part}");
        }
        assert!(legal("conte.pdf").is_ok() && legal("com10.pdf").is_ok());
    }

    #[test]
    fn the_root_is_the_folder_before_the_first_hole() {
        let root = |pattern: &str| {
            Pattern::new(pattern, "pdf", false, &mut Sources::default()).map(|p| p.root().to_owned()).ok()
        };
        assert_eq!(root("ra/x-{{ ma }}.pdf"), Some(PathBuf::from("ra")));
        assert_eq!(root("{{ ma }}"), Some(PathBuf::from(".")));
        assert_eq!(root("../a\\b/{{ tinh }}/{{ ma }}.pdf"), Some(PathBuf::from("../a/b")));
        assert_eq!(root("ra/"), None);
    }
}
