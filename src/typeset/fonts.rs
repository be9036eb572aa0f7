//! The fonts of a document: the shipped ones, and those of a folder where the user names one.

use crate::output::Digest;
use std::{collections::BTreeSet, io, path::Path, sync::LazyLock};
use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
};

/// Tinos in four faces and a few signs, see `fonts/README.md`.
const SHIPPED: [&[u8]; 5] = [
    include_bytes!("../../fonts/Tinos-Regular.ttf"),
    include_bytes!("../../fonts/Tinos-Bold.ttf"),
    include_bytes!("../../fonts/Tinos-Italic.ttf"),
    include_bytes!("../../fonts/Tinos-BoldItalic.ttf"),
    include_bytes!("../../fonts/NotoSansSymbols2-Subset.ttf"),
];

/// The type that the decree names (Phụ lục I, Phần I, I.4); used where the user has it.
const DECREED: &str = "Times New Roman";

/// The shipped fonts.
pub fn shipped_fonts() -> &'static [Font] {
    static FONTS: LazyLock<Vec<Font>> =
        LazyLock::new(|| SHIPPED.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes))).collect());
    &FONTS
}

/// The fonts that a typesetter has.
#[derive(Clone)]
pub struct Fonts {
    list: Vec<Font>,
    letters: BTreeSet<char>,
    /// Names what the user's fonts hold.
    own: String,
}

impl Fonts {
    /// The shipped fonts only.
    pub fn shipped() -> Self {
        Self::of(shipped_fonts().to_vec(), String::new())
    }

    /// The shipped fonts and the Times New Roman of a folder, where it is.
    pub fn with_folder(folder: &Path) -> io::Result<Self> {
        let mut list = Vec::new();
        let mut paths: Vec<_> = std::fs::read_dir(folder)?.filter_map(|e| Some(e.ok()?.path())).collect();
        paths.sort();
        for path in paths {
            let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
            if matches!(ending.as_str(), "ttf" | "otf" | "ttc" | "otc") {
                let bytes = Bytes::new(std::fs::read(&path)?);
                list.extend(Font::iter(bytes).filter(|font| font.info().family == DECREED));
            }
        }
        let own = list.iter().map(|font| Digest::of(font.data()).into()).collect::<Vec<String>>().join(" ");
        list.extend(shipped_fonts().iter().cloned());
        Ok(Self::of(list, own))
    }

    fn of(list: Vec<Font>, own: String) -> Self {
        let codes = list.iter().flat_map(|font| font.info().coverage.iter());
        let letters = codes.filter_map(char::from_u32).collect();
        Self { list, letters, own }
    }

    /// Whether some face can print this character.
    pub fn has(&self, c: char) -> bool {
        self.letters.contains(&c) && !is_private(c)
    }

    /// A name for what the user's own fonts hold; empty where there are none.
    pub fn own(&self) -> &str {
        &self.own
    }

    /// Whether the type that the decree names is among them.
    pub fn has_times_new_roman(&self) -> bool {
        self.list.iter().any(|font| font.info().family == DECREED)
    }

    /// How Typst finds them.
    pub fn book(&self) -> FontBook {
        FontBook::from_fonts(&self.list)
    }

    /// The font of this number in the book.
    pub fn get(&self, index: usize) -> Option<Font> {
        self.list.get(index).cloned()
    }
}

/// Private use: PDF/A refuses it, and it means something in one font only.
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..)
}
