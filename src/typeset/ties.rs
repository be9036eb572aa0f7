//! Puts plain spaces back where the tree had ties, after layout.
//!
//! A U+00A0 in the finished file would be copied as such by some readers and swallowed by others.

use typst::{
    ecow::EcoVec,
    layout::{Frame, FrameItem},
    text::TextItem,
};
use typst_layout::{Page, PagedDocument};

const TIE: char = '\u{A0}';

/// The same pages with a space for every tie.
pub(super) fn untie(mut document: PagedDocument) -> PagedDocument {
    if !document.pages().iter().any(|page| has_tie(&page.frame)) {
        return document;
    }
    let mut pages: EcoVec<Page> = document.pages().into();
    for page in pages.make_mut() {
        untie_frame(&mut page.frame);
    }
    let info = document.info_mut().clone();
    PagedDocument::new(pages, info)
}

fn has_tie(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => has_tie(&group.frame),
        FrameItem::Text(text) => text.text.contains(TIE),
        _ => false,
    })
}

fn untie_frame(frame: &mut Frame) {
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) if has_tie(&group.frame) => untie_frame(&mut group.frame),
            FrameItem::Text(text) if text.text.contains(TIE) => untie_text(text),
            _ => {}
        }
        true
    });
}

/// Replaces the text, and moves the glyphs' ranges: a tie has two bytes, a space one.
fn untie_text(item: &mut TextItem) {
    let space = item.font.ttf().glyph_index(' ').map(|glyph| glyph.0);
    let old = std::mem::take(&mut item.text);
    let ties: Vec<usize> = old.match_indices(TIE).map(|(at, _)| at).collect();
    let moved = |byte: u16| byte - ties.partition_point(|tie| *tie < usize::from(byte)) as u16;
    for glyph in &mut item.glyphs {
        if old.get(glyph.range()) == Some("\u{A0}") {
            glyph.id = space.unwrap_or(glyph.id);
        }
        glyph.range = moved(glyph.range.start)..moved(glyph.range.end);
    }
    item.text = old.replace("\u{A0}", " ");
}
