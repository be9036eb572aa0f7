//! A khuon: the words of one sort of document, with the keys and sections that it owns.
//!
//! A file begins with a TOML head between two lines `+++`, the template follows.

use crate::{
    schema::Keys,
    source::{FileId, Source, Span},
    text::Text,
};
use include_dir::{Dir, include_dir};
use serde::Deserialize;

/// The line around the head.
const FENCE: &str = "+++\n";

/// The words templates that the program carries.
static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/words");

/// A section of a khuon.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its name: `muc.<ten>` in the template, `[tieu_de] <ten>` in a plan.
    pub ten: String,
    /// Its heading, unless the plan has another; its place counts within the head.
    pub tieu_de: toml::Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    mo_ta: String,
    #[serde(default)]
    khoa: Keys,
    #[serde(default)]
    muc: Vec<Section>,
}

/// A words template with its declarations.
#[derive(Debug)]
pub struct Khuon {
    /// Its name: the file's, without ending.
    pub id: String,
    /// What it is for.
    pub mo_ta: String,
    /// The keys that a plan has for it.
    pub khoa: Keys,
    /// Its sections.
    pub muc: Vec<Section>,
    /// The template, with places in its file.
    pub template: Text,
    /// The file, and the byte at which its head begins.
    head: (FileId, usize),
}

impl Khuon {
    /// Reads a khuon; `Err` says what is wrong with its head, and at which byte.
    pub fn parse(id: &str, file: FileId, source: &Source) -> Result<Self, (String, usize)> {
        let text = &source.text;
        let head_start = text.starts_with(FENCE).then_some(FENCE.len());
        let missing = || ("khuôn phải mở đầu bằng phần khai báo giữa hai dòng `+++`".to_owned(), 0);
        let start = head_start.ok_or_else(missing)?;
        let end = text[start..].find("\n+++\n").map(|i| start + i + 1).ok_or_else(missing)?;
        let head: Head = toml::from_str(&text[start..end])
            .map_err(|error| (error.message().to_owned(), start + error.span().map_or(0, |s| s.start)))?;
        let body = end + FENCE.len();
        let template = Text::new(&text[body..], Span::new(file, body..text.len()));
        Ok(Self {
            id: id.to_owned(),
            mo_ta: head.mo_ta,
            khoa: head.khoa,
            muc: head.muc,
            template,
            head: (file, start),
        })
    }

    /// The heading of a section, with its place.
    pub fn heading(&self, section: &Section) -> Text {
        let (file, start) = self.head;
        let range = section.tieu_de.span();
        Text::new(section.tieu_de.get_ref(), Span::new(file, start + range.start..start + range.end))
    }
}

/// The shipped khuon: name (the file's, without ending) and text of each.
pub fn shipped() -> impl Iterator<Item = (&'static str, &'static str)> {
    SHIPPED.files().filter_map(|file| Some((file.path().file_stem()?.to_str()?, file.contents_utf8()?)))
}
