//! What Typst sees: the layout files, the fonts, and one data file.

use super::Fonts;
use crate::van_ban::Anh;
use std::sync::Arc;
use typst::{
    Library, LibraryExt,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

/// The layout files; the first is where Typst starts.
const LAYOUT: &[(&str, &str)] = &[
    ("main.typ", include_str!("../../templates/layout/main.typ")),
    ("khung.typ", include_str!("../../templates/layout/khung.typ")),
    ("chu.typ", include_str!("../../templates/layout/chu.typ")),
    ("dau.typ", include_str!("../../templates/layout/dau.typ")),
    ("than.typ", include_str!("../../templates/layout/than.typ")),
    ("noi.typ", include_str!("../../templates/layout/noi.typ")),
    ("cuoi.typ", include_str!("../../templates/layout/cuoi.typ")),
];

/// The one data file.
const DATA: &str = "van-ban.json";

/// The world without a document.
#[derive(Clone)]
pub struct World {
    /// The fonts.
    pub fonts: Arc<Fonts>,
    book: Arc<LazyHash<FontBook>>,
    library: Arc<LazyHash<Library>>,
    layout: Arc<Vec<Source>>,
    /// The data file, then the pictures.
    data: Vec<(FileId, Bytes)>,
}

impl World {
    /// With these fonts.
    pub fn new(fonts: Fonts) -> Self {
        let layout = LAYOUT.iter().map(|(name, text)| Source::new(id(name), (*text).to_owned()));
        Self {
            book: Arc::new(LazyHash::new(fonts.book())),
            fonts: Arc::new(fonts),
            library: Arc::new(LazyHash::new(Library::default())),
            layout: Arc::new(layout.collect()),
            data: Vec::new(),
        }
    }

    /// The same with the data and the pictures of a document.
    pub fn with_data<'a>(&self, json: &str, pictures: impl Iterator<Item = &'a Anh>) -> Self {
        let data = std::iter::once((id(DATA), Bytes::from_string(json.to_owned())));
        let picture = |(i, anh): (usize, &Anh)| (id(&picture_name(i)), Bytes::new(anh.bytes.clone()));
        Self { data: data.chain(pictures.enumerate().map(picture)).collect(), ..self.clone() }
    }
}

/// The name under which the layout finds picture `index`.
pub fn picture_name(index: usize) -> String {
    format!("anh-{index}.png")
}

/// The number of a file; the same name gives the same number (numbers are few and never freed).
fn id(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("the names above are paths");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.layout[0].id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.layout.iter().find(|source| source.id() == id);
        found.cloned().ok_or_else(|| FileError::NotFound(id.get().vpath().get_with_slash().into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let Some((_, bytes)) = self.data.iter().find(|(data, _)| *data == id) {
            return Ok(bytes.clone());
        }
        self.source(id).map(|source| Bytes::from_string(source.text().to_owned()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
