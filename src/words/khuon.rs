//! A khuon: the words of one sort of document, with the keys and sections that it owns.
//!
//! A file begins with a TOML head between two lines `+++`, the template follows.

use super::{
    check,
    head::{self, Section},
};
use crate::{
    diagnostic::{Diagnostic, Findings},
    encoding::{Oddities, normalise},
    rules,
    schema::Keys,
    source::{FileId, Source, Span},
    text::Text,
    toml_tree::{Table, refuse_private_use},
};
use include_dir::{Dir, include_dir};

/// The words templates that the program carries.
static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/words");

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
    /// Its tables, as a plan has them: what a plan says of one wins.
    pub tables: Table,
    /// The template, with places in its file.
    pub template: Text,
    file: FileId,
}

impl Khuon {
    /// Reads a khuon; its mistakes are findings of its file. `None` where its keys are not known.
    /// The keys `taken` are every plan's.
    pub fn parse(
        id: &str,
        file: FileId,
        source: &Source,
        taken: &Keys,
        oddities: &mut Oddities,
        findings: &mut Findings,
    ) -> Option<Self> {
        let text = &source.text;
        let (head, body) = match head::split(text) {
            Ok(parts) => parts,
            Err(message) => {
                let first = text.lines().next().unwrap_or_default().len();
                findings.push(Diagnostic::new(&rules::KHUON_SAI, Span::new(file, 0..first), message));
                return None;
            }
        };
        let written = |range: std::ops::Range<usize>| Text::new(&text[range.clone()], Span::new(file, range));
        let template = refuse_private_use(written(body..text.len()), findings);
        let template = normalise(&template, oddities);
        let head = head::read(file, text, head, taken, findings)?;
        for (complaint, range) in check::mistakes(template.as_str()) {
            findings.push(complaint.finding(&rules::KHUON_SAI, template.slice(range).span()));
        }
        let id = id.to_owned();
        Some(Self {
            id,
            mo_ta: head.mo_ta,
            khoa: head.khoa,
            muc: head.muc,
            tables: head.tables,
            template,
            file,
        })
    }

    /// The heading of a section, with its place.
    pub fn heading(&self, section: &Section) -> Text {
        let heading = Text::new(section.tieu_de.get_ref(), Span::new(self.file, section.tieu_de.span()));
        normalise(&heading, &mut Oddities::default())
    }

    /// What its words call that neither it nor `names` has.
    pub fn unknown_names(&self, names: &super::Context) -> Vec<Diagnostic> {
        let unknown = check::unknown_names(self.template.as_str(), names).into_iter();
        let finding = |(complaint, range): check::Mistake| {
            complaint.finding(&rules::KHUON_SAI, self.template.slice(range).span())
        };
        unknown.map(finding).collect()
    }
}

/// The shipped khuon: name (the file's, without ending) and text of each.
pub fn shipped() -> impl Iterator<Item = (&'static str, &'static str)> {
    SHIPPED.files().filter_map(|file| Some((file.path().file_stem()?.to_str()?, file.contents_utf8()?)))
}
