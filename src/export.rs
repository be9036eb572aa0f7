//! Pages to files: PDF/A-2a with PDF/UA-1, PNG, plain text.

use crate::{
    diagnostic::{Diagnostic, Findings},
    rules,
    typeset::Pages,
    van_ban::VanBan,
};
use typst::foundations::Smart;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// What to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// The document.
    Pdf,
    /// A picture of each page.
    Png,
    /// The plain text.
    Txt,
    /// The meetings as a calendar.
    Ics,
}

impl Format {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Txt => "txt",
            Self::Ics => "ics",
        }
    }
}

/// Pixels in a point of a picture: 150 to the inch.
const PIXELS_PER_PT: f64 = 150.0 / 72.0;

/// The finished PDF; what the standard refuses is a finding.
pub fn pdf(pages: &Pages, findings: &mut Findings) -> Option<Vec<u8>> {
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]);
    let standards = standards.expect("the two standards go together: held by a test");
    let options = PdfOptions {
        ident: Smart::Custom(pages.ident.clone()),
        creator: Smart::Custom(Some(format!("vanban {}", env!("CARGO_PKG_VERSION")))),
        standards,
        ..PdfOptions::default()
    };
    match typst_pdf::pdf(&pages.document, &options) {
        Ok(bytes) => Some(bytes),
        Err(errors) => {
            for error in errors {
                let message = format!("không xuất được PDF/A: {}", error.message);
                findings.push(Diagnostic::new(&rules::XUAT_PDF, None, message));
            }
            None
        }
    }
}

/// A picture of each page.
pub fn png(pages: &Pages) -> Vec<Vec<u8>> {
    let options = typst_render::RenderOptions { pixel_per_pt: PIXELS_PER_PT.into(), ..Default::default() };
    let pictures =
        pages.document.pages().iter().map(|page| typst_render::render(page, &options).encode_png());
    pictures.map(|png| png.expect("a picture in memory is encoded")).collect()
}

/// The plain text.
pub fn txt(van_ban: &VanBan) -> Vec<u8> {
    van_ban.plain_text().into_bytes()
}
