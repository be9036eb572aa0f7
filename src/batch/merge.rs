//! One file for the printer: the pages of many documents, in order, with shared fonts.
//!
//! Documents are gathered until they have some hundred pages; these are exported together, so that
//! they share fonts, and their pages are dropped. At the end the gathered files become one. Memory
//! is that of the finished file and of a few hundred pages, however many documents there are.

use krilla::{
    Document, SerializeSettings,
    destination::XyzDestination,
    geom::Point,
    metadata::Metadata,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    pdf::{Pdf, PdfDocument},
};
use std::{
    ops::Range,
    sync::{
        Arc,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread::{self, JoinHandle},
};
use typst::{ecow::EcoVec, foundations::Smart, model::DocumentInfo};
use typst_layout::{Page, PagedDocument};
use typst_pdf::PdfOptions;

/// Pages that share fonts; also what is held in memory as laid-out pages, twice.
const PAGES_TOGETHER: usize = 256;

/// On how many sides of a sheet the printer prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sides {
    /// On one.
    One,
    /// On both: a document with an odd number of pages is followed by a blank one.
    Both,
}

/// A document of the file.
struct Part {
    name: String,
    copies: usize,
    pages: Range<usize>,
    size: (f32, f32),
}

/// Documents that are exported together.
#[derive(Default)]
struct Group {
    pages: EcoVec<Page>,
    parts: Vec<Part>,
}

/// A group as PDF.
struct Exported {
    pdf: Vec<u8>,
    parts: Vec<Part>,
}

/// Gathers documents and makes the file. It works on a thread of its own.
pub struct Merger {
    group: Group,
    sender: SyncSender<Group>,
    exporter: JoinHandle<Result<Vec<Exported>, String>>,
    sides: Sides,
}

impl Merger {
    /// Begins a file.
    pub fn new(sides: Sides) -> Self {
        let (sender, receiver) = sync_channel(0);
        let exporter = thread::spawn(move || export_all(&receiver));
        Self { group: Group::default(), sender, exporter, sides }
    }

    /// Adds a document: its bookmark, its pages and those of what is attached, how many times it is printed.
    pub fn add(&mut self, name: &str, parts: &[&PagedDocument], copies: usize) {
        let pages: Vec<&Page> = parts.iter().flat_map(|part| part.pages()).collect();
        let Some(first) = pages.first().filter(|_| copies > 0) else { return };
        let start = self.group.pages.len();
        self.group.parts.push(Part {
            name: name.to_owned(),
            copies,
            pages: start..start + pages.len(),
            size: (first.frame.width().to_pt() as f32, first.frame.height().to_pt() as f32),
        });
        self.group.pages.extend(pages.into_iter().cloned());
        if self.group.pages.len() >= PAGES_TOGETHER {
            self.flush();
        }
    }

    /// The whole file, with this title.
    ///
    /// # Errors
    /// When the PDF writer refuses something; the sentence says what.
    pub fn finish(mut self, title: &str) -> Result<Vec<u8>, String> {
        self.flush();
        let Self { sender, exporter, sides, .. } = self;
        drop(sender);
        let groups = exporter.join().map_err(|_| "bộ xuất tệp in dừng đột ngột".to_owned())??;
        joined(groups, sides, title)
    }

    fn flush(&mut self) {
        if !self.group.parts.is_empty() {
            // Where the exporter has given up, `finish` says why.
            let _given_up = self.sender.send(std::mem::take(&mut self.group));
        }
    }
}

fn export_all(groups: &Receiver<Group>) -> Result<Vec<Exported>, String> {
    // As each worker of a batch (`pool`).
    let _own = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build();
    groups.iter().map(|group| Ok(Exported { pdf: exported(group.pages)?, parts: group.parts })).collect()
}

/// Plain and without tags: the documents' own files have them.
fn exported(pages: EcoVec<Page>) -> Result<Vec<u8>, String> {
    let document = PagedDocument::new(pages, DocumentInfo::default());
    let options = PdfOptions { ident: Smart::Custom("in".into()), tagged: false, ..PdfOptions::default() };
    typst_pdf::pdf(&document, &options).map_err(|errors| {
        let errors: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
        errors.join("; ")
    })
}

/// The groups as one file, with bookmarks, copies and blank pages.
fn joined(groups: Vec<Exported>, sides: Sides, title: &str) -> Result<Vec<u8>, String> {
    let settings = SerializeSettings { enable_tagging: false, ..SerializeSettings::default() };
    let mut document = Document::new_with(settings);
    let mut outline = Outline::new();
    let mut page = 0;
    for Exported { pdf, parts } in groups {
        let pdf = Pdf::new(Arc::new(pdf)).map_err(|error| format!("{error:?}"))?;
        let pdf = PdfDocument::new(Arc::new(pdf));
        for part in parts {
            let top = XyzDestination::new(page, Point::from_xy(0.0, 0.0));
            outline.push_child(OutlineNode::new(part.name.clone(), top));
            for _ in 0..part.copies {
                page += add_copy(&mut document, &pdf, &part, sides);
            }
        }
    }
    document.set_outline(outline);
    let creator = format!("vanban {}", env!("CARGO_PKG_VERSION"));
    let metadata = Metadata::new().title(title.to_owned()).language("vi".to_owned()).creator(creator);
    document.set_metadata(metadata);
    document.finish().map_err(|error| format!("{error:?}"))
}

/// Adds the pages of a document once; how many there are, the blank one counted.
fn add_copy(document: &mut Document, pdf: &PdfDocument, part: &Part, sides: Sides) -> usize {
    let pages: Vec<usize> = part.pages.clone().collect();
    document.embed_pdf_pages(pdf, &pages);
    let blank = sides == Sides::Both && pages.len() % 2 == 1;
    if blank && let Some(size) = PageSettings::from_wh(part.size.0, part.size.1) {
        document.start_page_with(size);
        return pages.len() + 1;
    }
    pages.len()
}
