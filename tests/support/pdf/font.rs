//! Fonts of a PDF file: names, advances and the characters of their glyphs.

use std::collections::HashMap;
use std::rc::Rc;

use hayro::hayro_interpret::hayro_cmap::{BfString, CMap};
use hayro::hayro_syntax::object::{Array, Dict, Name, Object, Stream};

/// A composite font whose codes are two bytes long and equal to glyph identifiers.
pub struct Font {
    /// PostScript name without the prefix that marks a subset.
    pub name: Rc<str>,
    /// Advances by glyph, in thousandths of the font size.
    widths: HashMap<u16, f64>,
    default_width: f64,
    to_unicode: CMap,
}

impl Font {
    /// Reads a font dictionary.
    pub fn read(dict: &Dict<'_>) -> Font {
        let encoding = dict.get::<Name<'_>>("Encoding").expect("a font has a named encoding");
        assert_eq!(encoding.as_str(), "Identity-H", "only Identity-H fonts are supported");
        let descendants = dict.get::<Array<'_>>("DescendantFonts").expect("a composite font");
        let cid = descendants.iter::<Dict<'_>>().next().expect("a descendant font");
        let name = cid.get::<Name<'_>>("BaseFont").expect("a font has a name");
        Font {
            name: without_subset_prefix(name.as_str()).into(),
            widths: cid.get::<Array<'_>>("W").map(|array| widths(&array)).unwrap_or_default(),
            default_width: cid.get::<f64>("DW").unwrap_or(1000.0),
            to_unicode: to_unicode(dict),
        }
    }

    /// The glyphs of a shown string: their characters and their advances in em.
    pub fn glyphs<'b>(&'b self, shown: &'b [u8]) -> impl Iterator<Item = (String, f64)> + 'b {
        shown.chunks_exact(2).map(|code| {
            let code = u16::from_be_bytes([code[0], code[1]]);
            let width = self.widths.get(&code).unwrap_or(&self.default_width);
            (self.characters(code), width / 1000.0)
        })
    }

    fn characters(&self, code: u16) -> String {
        match self.to_unicode.lookup_bf_string(code.into()) {
            Some(BfString::Char(character)) => character.into(),
            Some(BfString::String(characters)) => characters,
            None => panic!("glyph {code} of {} has no character", self.name),
        }
    }
}

fn without_subset_prefix(name: &str) -> &str {
    match name.split_once('+') {
        Some((prefix, rest)) if prefix.len() == 6 => rest,
        _ => name,
    }
}

fn to_unicode(dict: &Dict<'_>) -> CMap {
    let stream = dict.get::<Stream<'_>>("ToUnicode").expect("a font maps its glyphs to characters");
    let data = stream.decoded().expect("the character map can be decoded");
    CMap::parse(&data, |_| None).expect("the character map can be parsed")
}

/// Reads a list of `first [w w …]` and `first last w` entries.
fn widths(array: &Array<'_>) -> HashMap<u16, f64> {
    let mut widths = HashMap::new();
    let mut items = array.iter::<Object<'_>>();
    while let Some(first) = items.next() {
        let first = glyph(first);
        match items.next().expect("a width entry has a second item") {
            Object::Array(list) => widths.extend((first..).zip(list.iter::<f64>())),
            last => {
                let width = items.next().and_then(Object::into_number);
                let width = width.expect("a width range has a width").as_f64();
                widths.extend((first..=glyph(last)).map(|code| (code, width)));
            }
        }
    }
    widths
}

fn glyph(object: Object<'_>) -> u16 {
    object.into_u16().expect("a width entry starts with a glyph")
}
