//! Typesets a document: the tree goes to Typst as one data file, pages come back.

pub(crate) mod columns;
mod fonts;
mod frames;
mod layout_data;
mod notes;
mod signature;
mod spans;
mod symbols;
mod ties;
pub(crate) mod world;

use crate::{
    catalogue::nowhere,
    check::check_trang,
    diagnostic::{Diagnostic, Findings},
    rules,
    source::Span,
    text::atom_index,
    van_ban::{Block, VanBan},
};
pub use fonts::{Fonts, shipped_fonts};
pub use frames::{Drawing, Letters, Line, Stroke, drawing, lines};
use signature::Split;
use typst::{
    WorldExt,
    diag::SourceDiagnostic,
    foundations::{Datetime, Smart},
};
use typst_layout::PagedDocument;
use world::World;

/// Fonts, library and layout files, built once and shared by all documents.
pub struct Typesetter {
    world: World,
}

/// The pages of a document.
pub struct Pages {
    /// As Typst laid them out, ties replaced, metadata set.
    pub document: PagedDocument,
    /// Identifies the content; the same for the same document on any machine.
    pub ident: String,
    /// What goes with it as files of their own: the end of each name, and its pages.
    pub kem_theo: Vec<(String, Pages)>,
}

impl Typesetter {
    /// With these fonts.
    pub fn new(fonts: Fonts) -> Self {
        Self { world: World::new(fonts) }
    }

    /// The characters that can be printed.
    pub fn fonts(&self) -> &Fonts {
        &self.world.fonts
    }

    /// Lays a document out; `None` where no right page came of it.
    pub fn typeset(&self, van_ban: &VanBan, findings: &mut Findings) -> Option<Pages> {
        if self.refuse_letters(van_ban, findings) {
            return None;
        }
        let json = layout_data::json(van_ban, &Parted::default());
        let mut document = self.compile(&json, van_ban, findings)?;
        let cuts = spans::cuts(&document, van_ban);
        let mut parted = Parted { split: None, cuts };
        if !parted.cuts.is_empty() {
            document = self.compile(&layout_data::json(van_ban, &parted), van_ban, findings)?;
        }
        parted.split = signature::split(&document, van_ban);
        if parted.split.is_some() {
            document = self.compile(&layout_data::json(van_ban, &parted), van_ban, findings)?;
        }
        let mut pages = finished(document, &json, &van_ban.info.tieu_de, van_ban);
        for part in &van_ban.kem_theo {
            if let Some(name) = &part.tep {
                let json = layout_data::attached_json(van_ban, part, &Parted::default());
                let mut document = self.compile(&json, van_ban, findings)?;
                let parted = Parted { split: None, cuts: spans::cuts(&document, van_ban) };
                if !parted.cuts.is_empty() {
                    let json = layout_data::attached_json(van_ban, part, &parted);
                    document = self.compile(&json, van_ban, findings)?;
                }
                let title = [Some(&part.nhan), part.ten.as_ref()].into_iter().flatten().map(Block::text);
                let title = title.collect::<Vec<_>>().join(" ").replace('\n', " ");
                pages.kem_theo.push((name.clone(), finished(document, &json, &title, van_ban)));
            }
        }
        comemo::evict(3);
        check_trang(&pages, van_ban, findings);
        (!findings.has_fault()).then_some(pages)
    }

    /// The one data file that the layout reads for a document.
    pub fn data_file(&self, van_ban: &VanBan) -> String {
        layout_data::json(van_ban, &Parted::default())
    }

    /// Finds the letters that no font has, or that PDF/A refuses.
    fn refuse_letters(&self, van_ban: &VanBan, findings: &mut Findings) -> bool {
        let mut seen = std::collections::BTreeSet::new();
        for run in van_ban.blocks().flat_map(|block| &block.runs) {
            for (at, c) in run.text.as_str().char_indices() {
                let note = atom_index(c).is_some_and(|note| note < van_ban.chu_thich.len());
                let fine =
                    note || matches!(c, '\n' | '\u{A0}') || (!c.is_control() && self.world.fonts.has(c));
                if !fine && seen.insert(c) {
                    let (span, via) = run.text.origin(at).unwrap_or((nowhere(), None));
                    findings.push(rules::unprintable(c, span).also(via, "vào văn bản qua chỗ trống này"));
                }
            }
        }
        !seen.is_empty()
    }

    fn compile(&self, json: &str, van_ban: &VanBan, findings: &mut Findings) -> Option<PagedDocument> {
        let world = self.world.with_document(json, van_ban);
        match typst::compile::<PagedDocument>(&world).output {
            Ok(document) => Some(document),
            Err(errors) => {
                comemo::evict(0);
                errors.iter().for_each(|error| findings.push(broken_layout(error, &world, van_ban)));
                None
            }
        }
    }
}

/// What the pages of a first layout ask for.
#[derive(Debug, Default)]
struct Parted {
    /// Where the text goes on on the signature's page.
    split: Option<Split>,
    /// Where cells begin anew.
    cuts: spans::Cuts,
}

/// Pages that were looked at, with ties as spaces and what the file says of itself.
fn finished(document: PagedDocument, json: &str, title: &str, van_ban: &VanBan) -> Pages {
    let mut document = ties::untie(document);
    set_info(&mut document, title, van_ban);
    let pictures: Vec<&[u8]> = van_ban.pictures().map(|anh| &*anh.bytes).collect();
    let layout: Vec<&str> = van_ban.layout.iter().map(|file| &*file.text).collect();
    let ident = format!("{:032x}", typst::utils::hash128(&(json.as_bytes(), pictures, layout)));
    Pages { document, ident, kem_theo: Vec::new() }
}

/// What Typst says of a layout: at its place where the file is the office's own. What a shipped file does not
/// find is missing in an own file.
fn broken_layout(error: &SourceDiagnostic, world: &World, van_ban: &VanBan) -> Diagnostic {
    let own = van_ban.layout.iter().find(|file| error.span.id() == world::try_id(&file.name));
    let range = world.range(error.span);
    let message = format!("không dàn được trang: {}", error.message);
    if let Some((file, range)) = own.zip(range.clone()) {
        return Diagnostic::new(&rules::LAYOUT_SAI, Span::new(file.file, range), message);
    }
    let Some(file) = van_ban.layout.first() else {
        return Diagnostic::new(&rules::XUAT_PDF, None, message);
    };
    let source = error.span.id().and_then(|id| typst::World::source(world, id).ok());
    let said = source.zip(range).and_then(|(source, range)| source.text().get(range).map(str::to_owned));
    let message = said.map_or_else(|| message.clone(), |said| format!("{message} (`{said}`)"));
    Diagnostic::new(&rules::LAYOUT_SAI, Span::new(file.file, 0..0), message)
        .label("tệp riêng thiếu một tên mà tệp khác của bộ trình bày gọi tới")
        .hint("chép lại tệp gốc cùng tên rồi sửa từng chỗ")
}

/// Title, author and date: set on the finished document, so that they enter no style.
fn set_info(document: &mut PagedDocument, title: &str, van_ban: &VanBan) {
    use chrono::Datelike;
    let day = van_ban.info.ngay;
    let info = document.info_mut();
    info.title = Some(title.into());
    info.author = vec![van_ban.info.tac_gia.as_str().into()];
    let date = Datetime::from_ymd(day.year(), day.month() as u8, day.day() as u8);
    info.date = Smart::Custom(date);
}
