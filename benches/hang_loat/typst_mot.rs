//! What `typst compile` does, with the same crates and the same profile: one process for one document.

use std::path::{Path, PathBuf};
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

struct Folder {
    path: PathBuf,
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

/// Compiles `main.typ` of a folder to `van-ban.pdf` beside it, with the fonts of another folder.
pub(crate) fn compile(folder: &Path, fonts: &Path) {
    let mut files: Vec<_> =
        std::fs::read_dir(fonts).expect("the fonts").map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "ttf"));
    files.sort();
    let fonts: Vec<Font> =
        files.iter().flat_map(|path| Font::iter(Bytes::new(std::fs::read(path).expect("a font")))).collect();
    let book = LazyHash::new(FontBook::from_fonts(&fonts));
    let world = Folder { path: folder.to_owned(), library: LazyHash::new(Library::default()), book, fonts };
    let document = typst::compile::<PagedDocument>(&world).output.expect("a document");
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).expect("they go together");
    let date = Datetime::from_ymd(2024, 5, 1).expect("a day");
    let mut document = document;
    let info = document.info_mut();
    info.title = Some("Văn bản".into());
    info.date = typst::foundations::Smart::Custom(Some(date));
    let options = PdfOptions { standards, ..PdfOptions::default() };
    let pdf = typst_pdf::pdf(&document, &options).expect("a PDF");
    std::fs::write(folder.join("van-ban.pdf"), pdf).expect("written");
}

impl World for Folder {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        let path = VirtualPath::new("main.typ").expect("a path");
        RootedPath::new(VirtualRoot::Project, path).intern()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let text = String::from_utf8(self.file(id)?.to_vec()).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = self.path.join(id.get().vpath().get_without_slash());
        std::fs::read(&path).map(Bytes::new).map_err(|error| FileError::from_io(error, &path))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
