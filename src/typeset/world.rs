//! What Typst sees: the layout files, the fonts, the pictures, and the value of a document.

use super::{Fonts, layout_data};
use crate::{
    own_layout::LayoutFile,
    pictures::JPEG,
    van_ban::{Anh, VanBan},
};
use std::sync::{Arc, OnceLock};
use typst::{
    Library, LibraryExt,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Dict, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

/// The layout files; the first is where Typst starts, the second has the function that lays a document out.
const LAYOUT: &[(&str, &str)] = &[
    ("main.typ", include_str!("../../templates/layout/main.typ")),
    ("van-ban.typ", include_str!("../../templates/layout/van-ban.typ")),
    ("nd30.typ", include_str!("../../templates/layout/nd30.typ")),
    ("khung.typ", include_str!("../../templates/layout/khung.typ")),
    ("chu.typ", include_str!("../../templates/layout/chu.typ")),
    ("dau.typ", include_str!("../../templates/layout/dau.typ")),
    ("than.typ", include_str!("../../templates/layout/than.typ")),
    ("noi.typ", include_str!("../../templates/layout/noi.typ")),
    ("bang.typ", include_str!("../../templates/layout/bang.typ")),
    ("kem-theo.typ", include_str!("../../templates/layout/kem-theo.typ")),
    ("cuoi.typ", include_str!("../../templates/layout/cuoi.typ")),
];

/// The names of the layout files.
pub(crate) fn layout_names() -> impl Iterator<Item = &'static str> {
    LAYOUT.iter().map(|(name, _)| *name)
}

/// The figures of the decree, and the value of a document as a file.
const FIGURES: &str = "nd30.json";
const DATA: &str = "van-ban.json";

/// The world without a document.
#[derive(Clone)]
pub(super) struct World {
    /// The fonts.
    pub fonts: Arc<Fonts>,
    book: Arc<LazyHash<FontBook>>,
    library: Arc<LazyHash<Library>>,
    layout: Arc<Vec<Source>>,
    figures: Bytes,
    /// The value of the document.
    pub data: Dict,
    /// The same as a file, once it is asked for.
    data_file: OnceLock<Bytes>,
    pictures: Vec<(FileId, Bytes)>,
}

impl World {
    /// With these fonts.
    pub(super) fn new(fonts: Fonts) -> Self {
        let layout = LAYOUT.iter().map(|(name, text)| Source::new(id(name), (*text).to_owned()));
        Self {
            book: Arc::new(LazyHash::new(fonts.book())),
            fonts: Arc::new(fonts),
            library: Arc::new(LazyHash::new(Library::default())),
            layout: Arc::new(layout.collect()),
            figures: Bytes::from_string(layout_data::figures()),
            data: Dict::new(),
            data_file: OnceLock::new(),
            pictures: Vec::new(),
        }
    }

    /// The same with the data, the pictures and the office's own layout of a document.
    pub(super) fn with_document(&self, data: Dict, van_ban: &VanBan) -> Self {
        let picture = |anh: &Anh| (id(&picture_name(anh)), Bytes::new(anh.bytes.clone()));
        let pictures = van_ban.pictures().map(picture).collect();
        let layout = self.layout_with(&van_ban.layout);
        Self { data, data_file: OnceLock::new(), pictures, layout, ..self.clone() }
    }

    /// The file with the function that lays a document out, and how it is called.
    pub(super) fn function(&self) -> (FileId, &'static str) {
        (id(LAYOUT[1].0), "van-ban")
    }

    /// The layout, an office's own files first: these win over shipped ones of the same name.
    fn layout_with(&self, own: &[LayoutFile]) -> Arc<Vec<Source>> {
        if own.is_empty() {
            return self.layout.clone();
        }
        let own = own.iter().filter_map(|file| Some(Source::new(try_id(&file.name)?, file.text.to_string())));
        Arc::new(own.chain(self.layout.iter().cloned()).collect())
    }
}

/// The files of data that the layout finds beside it.
pub(super) fn data_files(data: &Dict) -> [(&'static str, String); 2] {
    [(FIGURES, layout_data::figures()), (DATA, text(data))]
}

fn text(data: &Dict) -> String {
    serde_json::to_string(data).expect("its keys are text")
}

/// The number of an office's layout file.
pub(super) fn try_id(name: &str) -> Option<FileId> {
    let path = VirtualPath::new(name).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The name under which the layout finds a picture.
pub(super) fn picture_name(anh: &Anh) -> String {
    let ending = if anh.bytes.starts_with(JPEG) { "jpg" } else { "png" };
    format!("anh-{}.{ending}", anh.so)
}

/// The number of a file; the same name gives the same number (numbers are few and never freed).
fn id(name: &str) -> FileId {
    try_id(name).expect("the names above are paths")
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        id(LAYOUT[0].0)
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let found = self.layout.iter().find(|source| source.id() == id);
        found.cloned().ok_or_else(|| FileError::NotFound(id.get().vpath().get_with_slash().into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if Some(id) == try_id(FIGURES) {
            return Ok(self.figures.clone());
        }
        if Some(id) == try_id(DATA) {
            return Ok(self.data_file.get_or_init(|| Bytes::from_string(text(&self.data))).clone());
        }
        if let Some((_, bytes)) = self.pictures.iter().find(|(picture, _)| *picture == id) {
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
