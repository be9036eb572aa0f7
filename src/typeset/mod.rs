//! Typesets a document: the tree goes to Typst as one value, pages come back.

pub(crate) mod columns;
mod fonts;
mod frames;
mod layout_data;
mod notes;
mod settle;
mod signature;
mod spans;
mod symbols;
mod ties;
pub(crate) mod world;

use crate::{
    caches,
    catalogue::nowhere,
    check::check_trang,
    diagnostic::{Diagnostic, Findings},
    rules,
    source::Span,
    text::atom_index,
    van_ban::{Block, VanBan},
};
pub use fonts::{Fonts, shipped_fonts};
use frames::drawing;
pub use frames::{Drawing, Letters, Line, Stroke};
use settle::{Guesses, Shape};
use signature::Split;
use typst::{
    WorldExt,
    diag::SourceDiagnostic,
    foundations::{Datetime, Dict, Smart},
};
use typst_layout::PagedDocument;
use world::World;

/// Fonts, library and layout files, built once and shared by all documents.
pub struct Typesetter {
    world: World,
    guesses: Guesses,
}

/// The pages of a document.
pub struct Pages {
    /// As Typst laid them out, ties replaced, metadata set.
    pub document: PagedDocument,
    /// What stands on them.
    pub drawing: Drawing,
    /// Identifies the content; the same for the same document on any machine.
    pub ident: String,
    /// What the layout was called with.
    data: Dict,
    /// What goes with it as files of their own: the end of each name, and its pages.
    pub kem_theo: Vec<(String, Pages)>,
}

impl Pages {
    /// What stands beside the layout where the `typst` program makes the same pages: names and texts.
    pub fn data_files(&self) -> [(&'static str, String); 2] {
        world::data_files(&self.data)
    }
}

impl Typesetter {
    /// With these fonts.
    pub fn new(fonts: Fonts) -> Self {
        Self { world: World::new(fonts), guesses: Guesses::default() }
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
        let laid = self.with_signature(van_ban, findings)?;
        let mut pages = laid.finished(&van_ban.info.tieu_de, van_ban);
        for part in &van_ban.kem_theo {
            if let Some(name) = &part.tep {
                let data = |parted: &Parted| layout_data::attached_data(van_ban, part, parted);
                let laid = self.in_parts(data, ATTACHED, van_ban, findings)?;
                let title = [Some(&part.nhan), part.ten.as_ref()].into_iter().flatten().map(Block::text);
                let title = title.collect::<Vec<_>>().join(" ").replace('\n', " ");
                pages.kem_theo.push((name.clone(), laid.finished(&title, van_ban)));
            }
        }
        caches::step();
        check_trang(&pages, van_ban, findings);
        (!findings.has_fault()).then_some(pages)
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

    /// Lays out the document; once more where its signature would stand alone.
    fn with_signature(&self, van_ban: &VanBan, findings: &mut Findings) -> Option<Laid> {
        let parts = 1 + van_ban.kem_theo.iter().filter(|part| part.tep.is_none()).count();
        let data = |parted: &Parted| layout_data::data(van_ban, parted);
        if let Some(laid) = self.guessed(data, parts, van_ban) {
            return Some(laid);
        }
        let mut laid = self.in_parts(data, parts, van_ban, findings)?;
        let split = signature::split(&laid.drawing.lines, van_ban);
        self.guesses.put_split(parts, split);
        if split.is_some() {
            let parted = Parted { split, ..laid.parted };
            laid = self.compile(data(&parted), parted, (parts, true), van_ban, findings)?;
        }
        Some(laid)
    }

    /// A layout parted as the last document was, where its own pages show that it must be: it is the one
    /// that the longer way comes to.
    fn guessed(&self, data: impl Fn(&Parted) -> Dict, parts: usize, van_ban: &VanBan) -> Option<Laid> {
        let split = self.guesses.split(parts).filter(|split| signature::can_confirm(van_ban, *split))?;
        let parted = Parted { split: Some(split), ..Parted::default() };
        let laid = self.compile(data(&parted), parted, (parts, true), van_ban, &mut Findings::default())?;
        signature::confirms(&laid, van_ban, split).then_some(laid)
    }

    /// Lays out what `data` gives; once more where pages part a cell.
    fn in_parts(
        &self,
        data: impl Fn(&Parted) -> Dict,
        parts: usize,
        van_ban: &VanBan,
        findings: &mut Findings,
    ) -> Option<Laid> {
        let whole = Parted::default();
        let laid = self.compile(data(&whole), whole, (parts, false), van_ban, findings)?;
        let cuts = spans::cuts(&laid.drawing.lines, van_ban);
        if cuts.is_empty() {
            return Some(laid);
        }
        let parted = Parted { split: None, cuts };
        self.compile(data(&parted), parted, (parts, false), van_ban, findings)
    }

    fn compile(
        &self,
        data: Dict,
        parted: Parted,
        shape: Shape,
        van_ban: &VanBan,
        findings: &mut Findings,
    ) -> Option<Laid> {
        let world = self.world.with_document(data.clone(), van_ban);
        match self.guesses.lay_out(&world, van_ban.layout.is_empty().then_some(shape)) {
            Ok(document) => {
                let document = ties::untie(document);
                Some(Laid { drawing: drawing(&document), document, data, parted })
            }
            Err(errors) => {
                comemo::evict(0);
                errors.iter().for_each(|error| findings.push(broken_layout(error, &world, van_ban)));
                None
            }
        }
    }
}

/// How many parts, in the shape of what goes with a document as a file of its own.
const ATTACHED: usize = 0;

/// What the pages of a first layout ask for.
#[derive(Debug, Default)]
struct Parted {
    /// Where the text goes on on the signature's page.
    split: Option<Split>,
    /// Where cells begin anew.
    cuts: spans::Cuts,
}

/// A document as laid out, ties as spaces.
struct Laid {
    document: PagedDocument,
    drawing: Drawing,
    /// What the layout was called with.
    data: Dict,
    parted: Parted,
}

impl Laid {
    /// Pages that were looked at, with what the file says of itself.
    fn finished(self, title: &str, van_ban: &VanBan) -> Pages {
        let mut document = self.document;
        set_info(&mut document, title, van_ban);
        let pictures: Vec<&[u8]> = van_ban.pictures().map(|anh| &*anh.bytes).collect();
        let layout: Vec<&str> = van_ban.layout.iter().map(|file| &*file.text).collect();
        let ident = format!("{:032x}", typst::utils::hash128(&(&self.data, pictures, layout)));
        Pages { document, drawing: self.drawing, ident, data: self.data, kem_theo: Vec::new() }
    }
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
