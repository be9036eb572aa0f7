//! One file for the printer, read back by another library.

use crate::support::{
    pdf::{Page, Pdf},
    plans::{OFFICE, TYPESETTER, composed_with, plan_with},
};
use vanban::{
    Findings, Pages,
    batch::merge::{Merger, Sides},
};

/// The pages of a plan of some commune, with so many lines of text more than one page holds.
fn pages(name: &str, paragraphs: usize) -> Pages {
    let text: String = (0..paragraphs).map(|i| format!("Việc thứ {i} của {name}.\\n")).collect();
    let plan = plan_with(&format!("noi_dung = \"{text}\""));
    let office = OFFICE.replace("xã An Bình", name);
    let van_ban = composed_with(&plan, &office).van_ban.expect("a document");
    TYPESETTER.typeset(&van_ban, &mut Findings::default()).expect("pages")
}

/// Names, paragraphs and copies.
const LIST: [(&str, usize, usize); 4] =
    [("xã Ia Pếch", 2, 1), ("xã Đắk Đrông", 40, 2), ("xã A Lưới 1", 2, 0), ("phường Hà An", 3, 3)];

fn print(sides: Sides) -> Vec<u8> {
    let mut merger = Merger::new(sides);
    for (name, paragraphs, copies) in LIST {
        merger.add(name, &[&pages(name, paragraphs).document], copies);
    }
    merger.finish("Trồng cây").expect("a file")
}

/// The words of a page, its lines by place.
fn words(page: &Page) -> Vec<String> {
    page.lines.iter().map(|line| line.text.clone()).collect()
}

#[test]
fn pages_stand_in_the_order_of_the_list_each_as_in_its_own_file() {
    let file = Pdf::read(print(Sides::One));
    let mut wanted = Vec::new();
    for (name, paragraphs, copies) in LIST {
        let own = vanban::export::pdf(&pages(name, paragraphs), &mut Findings::default()).expect("a PDF");
        let own = Pdf::read(own);
        for _ in 0..copies {
            wanted.extend(own.pages.iter().map(words));
        }
    }
    let found: Vec<Vec<String>> = file.pages.iter().map(words).collect();
    assert_eq!(found, wanted);
    // Page numbers begin again with each document: its first page has none, its second "2".
    assert_eq!(file.pages.iter().filter(|page| page.lines[0].text == "2").count(), 2);
    assert!(!file.info.marked && file.tags.is_empty(), "a file for the printer has no tags");
    assert_eq!(file.info.title.as_deref(), Some("Trồng cây"));
}

#[test]
fn bookmarks_lead_to_the_first_page_of_each_row() {
    let file = Pdf::read(print(Sides::One));
    let found: Vec<(&str, usize)> =
        file.bookmarks.iter().map(|mark| (mark.title.as_str(), mark.page)).collect();
    assert_eq!(found, [("xã Ia Pếch", 0), ("xã Đắk Đrông", 1), ("phường Hà An", 5)]);
}

#[test]
fn on_both_sides_every_copy_begins_on_a_new_sheet() {
    let file = Pdf::read(print(Sides::Both));
    let begins = |page: &&Page| page.lines.iter().any(|line| line.text.starts_with("CỘNG HÒA"));
    let first: Vec<usize> = (0..file.pages.len()).filter(|i| begins(&&file.pages[*i])).collect();
    assert_eq!(first, [0, 2, 4, 6, 8, 10]);
    assert_eq!(file.pages.len(), 12);
    for blank in [1, 7, 9, 11] {
        assert!(file.pages[blank].lines.is_empty() && file.pages[blank].rules.is_empty());
        assert_eq!(file.pages[blank].width, file.pages[0].width);
    }
}

#[test]
fn many_documents_share_their_fonts_and_give_the_same_bytes() {
    let document = pages("xã An Bình", 12).document;
    let file = |count: usize| {
        let mut merger = Merger::new(Sides::One);
        (0..count).for_each(|i| merger.add(&format!("bản {i}"), &[&document], 1));
        merger.finish("Trồng cây").expect("a file")
    };
    // More pages than are exported together.
    let (one, many) = (file(1).len(), file(600));
    assert!((many.len() - one) / 599 < 6_000, "{} bytes a document", many.len() / 600);
    assert_eq!(Pdf::read(many.clone()).pages.len(), 600);
    assert_eq!(many, file(600));
}
