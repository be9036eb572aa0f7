//! The fonts of a document: the shipped ones, and those of a folder where the user names one.

use crate::output::Digest;
use std::{collections::HashSet, io, path::Path, sync::LazyLock};
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

/// Beyond all Latin letters and punctuation.
const COMMON: usize = 0x2200;

/// The fonts that a typesetter has.
#[derive(Clone)]
pub struct Fonts {
    list: Vec<Font>,
    /// What they can print, by code up to [`COMMON`]: each letter of each document asks.
    common: Vec<bool>,
    /// The same beyond it.
    rare: HashSet<char>,
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
        let (common, rare): (Vec<char>, Vec<char>) = codes
            .filter_map(char::from_u32)
            .filter(|c| !is_private(*c))
            .partition(|c| (*c as usize) < COMMON);
        let mut fonts = Self { list, common: vec![false; COMMON], rare: rare.into_iter().collect(), own };
        common.into_iter().for_each(|c| fonts.common[c as usize] = true);
        fonts
    }

    /// Whether some face can print this character.
    pub fn has(&self, c: char) -> bool {
        self.common.get(c as usize).copied().unwrap_or_else(|| self.rare.contains(&c))
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
