//! The data that the program carries: complete, embedded, and nowhere else.

use super::{files, read, texts};
use std::collections::BTreeSet;
use typst::syntax::{SyntaxKind, SyntaxNode, parse};
use vanban::{
    catalogue::{CATALOGUE, Loai},
    typeset::shipped_fonts,
};

#[test]
fn every_data_file_is_toml() {
    for (name, text) in texts("data", ".toml") {
        if let Err(error) = toml::from_str::<toml::Table>(&text) {
            panic!("{name}: {error}");
        }
    }
}

#[test]
fn every_kind_has_a_form_and_its_own_names() {
    let kinds = Loai::all();
    for loai in kinds {
        let mau = CATALOGUE.mau(loai);
        for o in
            ["quoc_hieu", "tieu_ngu", "co_quan", "ky_hieu", "so_ky_hieu", "quyen_han", "ho_ten", "noi_nhan"]
        {
            assert!(mau.o.contains_key(o), "form {} has no words for `{o}`", mau.id);
        }
        let plain = |c: char| c.is_ascii_lowercase() || c == '-';
        assert!(loai.id.chars().all(plain), "{}: lower case, without accents, hyphens", loai.id);
        assert!(!loai.ten.is_empty(), "{}: no name", loai.id);
    }
    let names: Vec<[&String; 3]> = kinds.iter().map(|loai| [&loai.id, &loai.ten, &loai.viet_tat]).collect();
    for i in 0..3 {
        // Công văn and thư công have no abbreviation.
        let named = || names.iter().map(|names| names[i]).filter(|name| !name.is_empty());
        let different: BTreeSet<&String> = named().collect();
        assert_eq!(different.len(), named().count(), "two kinds share a name: {different:?}");
    }
}

#[test]
fn every_template_font_and_table_is_embedded() {
    let sources: String = texts("src", ".rs").into_iter().map(|(_, text)| text).collect();
    let carried = files("templates").into_iter().chain(files("fonts")).chain(files("data"));
    let carried =
        carried.filter(|name| [".typ", ".j2", ".ttf", ".toml"].iter().any(|end| name.ends_with(end)));
    for name in carried.filter(|name| !name.starts_with("data/examples/")) {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let whole = sources.contains(&format!("include_dir!(\"$CARGO_MANIFEST_DIR/{folder}\")"));
        assert!(whole || sources.contains(&format!("../{name}\")")), "{name} is embedded nowhere");
    }
}

#[test]
fn what_builds_leave_beside_the_examples_is_not_carried() {
    for (name, text) in texts("src", ".rs") {
        assert!(!text.contains("CARGO_MANIFEST_DIR/data"), "{name} carries a folder of plans whole");
    }
    for loai in Loai::all() {
        let plan = read(&format!("data/examples/{}.toml", loai.id));
        assert_eq!(vanban::examples::plan(&loai.id), Some(plan.as_str()), "{}", loai.id);
    }
}

#[test]
fn no_kind_is_named_in_rust() {
    for (name, text) in texts("src", ".rs") {
        for loai in Loai::all() {
            // Within a message the quotes are escaped: only a string of its own could steer the program.
            let literal = format!("\"{}\"", loai.id);
            let used = text.match_indices(&literal).find(|(at, _)| !text[..*at].ends_with('\\'));
            assert!(used.is_none(), "{name} names the kind {literal}: let it hang on data/loai.toml");
        }
    }
}

/// Strings of the layout that set an option or name a file, and so never print.
const SILENT: &[&str] = &[
    "Times New Roman",
    "Tinos",
    "Noto Sans Symbols 2",
    "bold",
    "regular",
    "italic",
    "normal",
    "simple",
    "vi",
    "VN",
    "dau-trang",
    "het-dau-trang",
    "van-ban.json",
    "nd30.json",
];

#[test]
fn the_layout_prints_no_word_of_its_own() {
    for (name, text) in texts("templates/layout", ".typ") {
        no_words(&name, &parse(&text));
    }
}

/// Markup has no letter, and no string but the silent ones; what is compared or imported prints nothing.
fn no_words(name: &str, node: &SyntaxNode) {
    let text = node.leaf_text();
    let letters = text.chars().any(char::is_alphabetic);
    match node.kind() {
        SyntaxKind::Binary | SyntaxKind::ModuleImport => return,
        SyntaxKind::Text => assert!(!letters, "{name} prints `{text}`"),
        SyntaxKind::Str if letters => {
            let string = text.trim_matches('"').replace("\\n", "");
            let silent = string.is_empty() || SILENT.contains(&string.as_str());
            assert!(silent, "{name}: `{string}` may print; words belong to data and words templates");
        }
        _ => {}
    }
    node.children().for_each(|child| no_words(name, child));
}

/// The letters of a line of `fonts/letters.txt`: `U+0041` or `U+0041-005A`.
fn listed(line: &str) -> Vec<char> {
    let range = line.split('#').next().unwrap_or_default().trim();
    let Some(range) = range.strip_prefix("U+") else { return Vec::new() };
    let (first, last) = range.split_once('-').unwrap_or((range, range));
    let code = |hex: &str| u32::from_str_radix(hex, 16).unwrap_or_else(|_| panic!("letters.txt: {line}"));
    (code(first)..=code(last)).filter_map(char::from_u32).collect()
}

#[test]
fn the_fonts_have_every_listed_letter() {
    let letters = read("fonts/letters.txt");
    let (text, signs) = letters.split_once("# In NotoSansSymbols2-Subset only").expect("its last section");
    let faces: Vec<_> = shipped_fonts().iter().map(|font| font.info()).collect();
    let (tinos, symbols): (Vec<_>, Vec<_>) = faces.into_iter().partition(|info| info.family == "Tinos");
    assert_eq!((tinos.len(), symbols.len()), (4, 1));
    for (section, faces) in [(text, tinos), (signs, symbols)] {
        for c in section.lines().flat_map(listed) {
            for face in &faces {
                let has = face.coverage.contains(u32::from(c));
                assert!(has, "{} {:?} lacks U+{:04X}", face.family, face.variant, u32::from(c));
            }
        }
    }
}

#[test]
fn four_faces_have_the_134_vietnamese_letters() {
    let mut letters: BTreeSet<char> = BTreeSet::from(['đ', 'Đ']);
    for vowel in "aăâeêioôơuưy".chars() {
        for tone in ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"] {
            let letter = vanban::encoding::normalised(&format!("{vowel}{tone}"));
            letters.extend(letter.chars().filter(|c| !c.is_ascii()));
            letters.extend(letter.to_uppercase().chars().filter(|c| !c.is_ascii()));
        }
    }
    assert_eq!(letters.len(), 134);
    let tinos: Vec<_> = shipped_fonts().iter().filter(|font| font.info().family == "Tinos").collect();
    let mut faces = BTreeSet::new();
    for font in tinos {
        faces.insert((font.info().variant.weight.to_number(), format!("{:?}", font.info().variant.style)));
        for c in &letters {
            assert!(font.info().coverage.contains(u32::from(*c)), "{:?} lacks {c}", font.info().variant);
        }
    }
    assert_eq!(faces.len(), 4, "upright and italic, regular and bold: {faces:?}");
}
