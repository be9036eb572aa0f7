//! Everything in a PDF file that is not on its pages: metadata, outline and structure tree.

use std::ops::Range;

use hayro::hayro_syntax::Pdf as File;
use hayro::hayro_syntax::object::{
    Array, DateTime, Dict, Name, ObjRef, Object, ObjectIdentifier, Stream, String as PdfString,
};

use super::content::{Content, Glyph};
use super::lines::flow;
use super::{Bookmark, Info, Tag};

/// Decodes a text string: UTF-16 or UTF-8 with a byte order mark, or else Latin 1.
pub fn text_string(bytes: &[u8]) -> String {
    if let Some(utf16) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        let units = utf16.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.expect("a text string is valid UTF-16")).collect()
    } else if let Some(utf8) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        String::from_utf8_lossy(utf8).into_owned()
    } else {
        bytes.iter().map(|&byte| char::from(byte)).collect()
    }
}

/// Reads the metadata.
pub fn info(file: &File) -> Info {
    let catalog = catalog(file);
    let metadata = file.metadata();
    let xmp = catalog.get::<Stream<'_>>("Metadata").map(|stream| {
        let data = stream.decoded().expect("the XMP metadata can be decoded");
        String::from_utf8_lossy(&data).into_owned()
    });
    let xmp = xmp.unwrap_or_default();
    let level = element(&xmp, "pdfaid:conformance").unwrap_or_default();
    Info {
        title: metadata.title.as_deref().map(text_string),
        author: metadata.author.as_deref().map(text_string),
        creation_date: metadata.creation_date.as_ref().map(date),
        lang: string(&catalog, "Lang"),
        marked: catalog.get::<Dict<'_>>("MarkInfo").and_then(|mark| mark.get("Marked")) == Some(true),
        pdfa: element(&xmp, "pdfaid:part").map(|part| format!("{part}{level}")),
        pdfua: element(&xmp, "pdfuaid:part").map(str::to_owned),
        version: version(file),
    }
}

fn catalog(file: &File) -> Dict<'_> {
    file.xref().get(file.xref().root_id()).expect("a PDF file has a catalog")
}

fn string(dict: &Dict<'_>, key: &str) -> Option<String> {
    dict.get::<PdfString<'_>>(key).map(|string| text_string(&string))
}

/// The content of the first element with a name.
fn element<'x>(xml: &'x str, name: &str) -> Option<&'x str> {
    let (_, after) = xml.split_once(&format!("<{name}>"))?;
    let (content, _) = after.split_once("</")?;
    Some(content)
}

fn date(date: &DateTime) -> String {
    let DateTime { year, month, day, hour, minute, second, .. } = date;
    let (offset_hour, offset_minute) = (date.utc_offset_hour, date.utc_offset_minute);
    format!(
        "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}\
         {offset_hour:+03}:{offset_minute:02}"
    )
}

/// `Pdf17` is version 1.7.
fn version(file: &File) -> String {
    let name = format!("{:?}", file.version());
    let digits = name.strip_prefix("Pdf").and_then(|digits| digits.split_at_checked(1));
    let (major, minor) = digits.expect("a version is named by its digits");
    format!("{major}.{minor}")
}

/// Reads the outline.
pub fn bookmarks(file: &File) -> Vec<Bookmark> {
    let mut bookmarks = Vec::new();
    if let Some(outline) = catalog(file).get::<Dict<'_>>("Outlines") {
        add_bookmarks(file, &outline, 0, &mut bookmarks);
    }
    bookmarks
}

fn add_bookmarks(file: &File, parent: &Dict<'_>, level: usize, to: &mut Vec<Bookmark>) {
    let mut next = parent.get::<Dict<'_>>("First");
    while let Some(item) = next {
        let destination = item.get::<Array<'_>>("Dest").expect("a bookmark has a destination");
        let page = destination.raw_iter().next().and_then(|first| first.as_obj_ref());
        to.push(Bookmark {
            level,
            title: string(&item, "Title").expect("a bookmark has a title"),
            page: page_index(file, page.expect("a destination starts with a page")),
        });
        add_bookmarks(file, &item, level + 1, to);
        next = item.get::<Dict<'_>>("Next");
    }
}

fn page_index(file: &File, page: ObjRef) -> usize {
    let id = ObjectIdentifier::from(page);
    let index = file.pages().iter().position(|page| page.raw().obj_id() == Some(id));
    index.expect("a reference to a page leads to a page of the file")
}

/// Reads the structure tree.
pub fn tags(file: &File, contents: &[Content]) -> Vec<Tag> {
    let mut tree = Tree { file, contents, glyphs: Vec::new(), tags: Vec::new() };
    if let Some(root) = catalog(file).get::<Dict<'_>>("StructTreeRoot") {
        tree.kids(&root, None, 0, &mut Vec::new());
    }
    tree.tags
}

/// A structure tree while it is read.
struct Tree<'f> {
    file: &'f File,
    contents: &'f [Content],
    /// The glyphs of all elements so far, in reading order.
    glyphs: Vec<&'f Glyph>,
    tags: Vec<Tag>,
}

impl<'f> Tree<'f> {
    /// Reads what an element contains, and notes where its own glyphs stand.
    fn kids(&mut self, element: &Dict<'_>, page: Option<ObjRef>, depth: usize, own: &mut Vec<Range<usize>>) {
        let page = element.get_ref("Pg").or(page);
        let kids = match element.get::<Object<'_>>("K") {
            Some(Object::Array(kids)) => kids.iter::<Object<'_>>().collect(),
            single => Vec::from_iter(single),
        };
        for kid in kids {
            match kid {
                Object::Number(mcid) => own.push(self.marked(page, mcid.as_i64())),
                Object::Dict(kid) => match kid.get::<Name<'_>>("Type").as_deref() {
                    Some(b"MCR") => {
                        let mcid = kid.get::<i32>("MCID").expect("marked content has a number");
                        own.push(self.marked(kid.get_ref("Pg").or(page), mcid.into()));
                    }
                    Some(b"OBJR") => {}
                    _ => self.element(&kid, page, depth),
                },
                other => panic!("{other:?} in the structure tree"),
            }
        }
    }

    fn element(&mut self, element: &Dict<'_>, page: Option<ObjRef>, depth: usize) {
        let kind = element.get::<Name<'_>>("S").expect("an element has a structure type");
        let (index, start) = (self.tags.len(), self.glyphs.len());
        self.tags.push(Tag {
            kind: kind.as_str().to_owned(),
            depth,
            text: String::new(),
            full_text: String::new(),
            alt: string(element, "Alt"),
        });
        let mut own = Vec::new();
        self.kids(element, page, depth + 1, &mut own);
        let own = own.into_iter().flat_map(|range| &self.glyphs[range]);
        self.tags[index].text = text(own);
        self.tags[index].full_text = text(&self.glyphs[start..]);
    }

    /// Appends the glyphs of a piece of marked content and says where they stand.
    fn marked(&mut self, page: Option<ObjRef>, mcid: i64) -> Range<usize> {
        let page = page_index(self.file, page.expect("marked content has a page"));
        let start = self.glyphs.len();
        let all = &self.contents[page].glyphs;
        self.glyphs.extend(all.iter().filter(|glyph| glyph.mcid.map(i64::from) == Some(mcid)));
        start..self.glyphs.len()
    }
}

fn text<'b, 'f: 'b>(glyphs: impl IntoIterator<Item = &'b &'f Glyph>) -> String {
    let text = flow(glyphs.into_iter().copied(), " ", |glyph| &glyph.text);
    text.trim_matches(' ').to_owned()
}
