//! Properties: what holds for any letters in any field, any bytes as a plan, every origin.

use crate::support::plans::{OFFICE, composed, composed_with, inputs, plan_with};
use proptest::prelude::*;
use vanban::{
    Composed, Fonts, Inputs, VanBan,
    encoding::normalised,
    metrics,
    outline::Run,
    plan::{Row, RowValue},
    read_and_compose, rules,
    source::Sources,
    text::Text,
};

/// A string of TOML that holds any text.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out += &format!("\\u{:04X}", u32::from(c)),
            c => out.push(c),
        }
    }
    out + "\""
}

/// Letters that the fonts have, with everything that a template or a layout might take for its own.
fn printable() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "#",
        "$",
        "*",
        "**",
        "__",
        "@",
        "<x>",
        "1. ",
        "- ",
        "I. ",
        "a) ",
        "\\",
        "{%",
        "%}",
        "{#",
        "#}",
        "`",
        "'",
        "\"",
        "~",
        "//",
        "/*",
        "Điều 1.",
        "ế",
        "Ễ",
        "½",
        "₫",
        "☐",
        "…",
        " ",
        "}}",
        "=",
        "[",
        "]",
    ]);
    let letters: Vec<char> = Vec::from_iter("aăâbcdđeêghiklmnoôơpqrstuưvxyÁẬỆỢỮỸ0123456789,.;:()-–".chars());
    let letter = prop::sample::select(letters).prop_map(String::from);
    prop::collection::vec(prop_oneof![3 => letter, 1 => odd.prop_map(str::to_owned)], 1..24)
        .prop_map(|parts| parts.concat())
        .prop_filter("a text that prints something", |text| !normalised(text).trim().is_empty())
}

/// A character that no shipped font has, whatever normalising makes of it.
fn unprintable() -> impl Strategy<Value = char> {
    let fonts = Fonts::shipped();
    let fine = move |c: char| fonts.has(c) || c == '\n';
    any::<char>().prop_filter("none of the fonts'", move |c| !normalised(&c.to_string()).chars().all(&fine))
}

fn document(composed: Composed) -> VanBan {
    let Composed { van_ban, findings, .. } = composed;
    van_ban.unwrap_or_else(|| panic!("{findings:?}"))
}

/// The shape of a body: sort, marker-free structure, weights.
fn shape(van_ban: &VanBan) -> Vec<(&'static str, Option<usize>)> {
    van_ban.than.iter().map(|block| (block.kieu, block.heading)).collect()
}

fn untied(text: &str) -> String {
    text.replace('\u{A0}', " ")
}

/// As an item of a list prints: without the marks that the form writes itself.
fn bare(text: &str) -> String {
    let text = text.trim();
    let dash = ["- ", "– ", "• ", "+ "].into_iter().find(|dash| text.starts_with(dash)).unwrap_or_default();
    let text = text[dash.len()..].trim();
    vanban::words::without_end_mark(text).to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_line_fields_print_what_was_typed(text in printable()) {
        let office = OFFICE.replace("\"An Bình\"", &quoted(&text)).replace("\"Trần Văn Mẫu\"", &quoted(&text));
        let van_ban = document(composed_with(&plan_with(&format!("noi_nhan = [{}]", quoted(&text))), &office));
        let want = normalised(&text);
        prop_assert_eq!(van_ban.chu_ky[0].ho_ten.text(), want.clone());
        let place = format!("{}, ngày 05", want);
        prop_assert!(van_ban.dia_danh_thoi_gian.as_ref().map(|b| b.text()).unwrap_or_default().starts_with(&place));
        let item = van_ban.noi_nhan_muc[0].text();
        if bare(&want).is_empty() { return Ok(()); }
        prop_assert_eq!(item, format!("- {};", bare(&want)));
        prop_assert_eq!(van_ban.noi_nhan_muc.len(), 2);
    }

    #[test]
    fn a_value_is_never_structure(text in printable()) {
        let body = "noi_dung = \"I. PHẦN\\n1. Việc {{ luu }} xong.\\n{{ luu }}\\n- Việc **{{ luu }}** khác.\\n\"";
        let with = |value: &str| document(composed(&plan_with(&format!("{body}\nluu = {}", quoted(value)))));
        let (van_ban, plain) = (with(&text), with("x"));
        prop_assert_eq!(shape(&van_ban), shape(&plain));
        let want = normalised(&text);
        prop_assert_eq!(van_ban.than[1].text(), format!("1. Việc {want} xong."));
        let weights = |v: &VanBan| v.than[3].runs.iter().map(|run| run.bold).collect::<Vec<_>>();
        prop_assert_eq!(weights(&van_ban), weights(&plain));
    }

    #[test]
    fn the_cells_of_a_row_are_never_structure(text in printable()) {
        let body = "noi_dung = \"I. PHẦN\\n1. Việc {{ xa.ten }} xong.\\n{{ xa.ten }}\\n{% if xa.ten == 'x y z' %}\\nThừa\\n{% endif %}\\n- Việc **{{ xa.ten }}** khác.\\n\"\nnoi_nhan = [\"Các thôn\", \"{{ xa.ten }}\"]";
        let mut prepared = vanban::Prepared::read(inputs(&plan_with(body), OFFICE));
        let mut with = |value: &str| {
            let file = prepared.sources.add(vanban::source::Source::new("xa.csv", value));
            let cell = Text::new(normalised(value), vanban::source::Span::new(file, 0..value.len()));
            let cells = vec![("ten".to_owned(), RowValue::Text(cell))];
            document(prepared.compose(Some(&Row { under: Some("xa".to_owned()), cells })))
        };
        let (van_ban, plain) = (with(&text), with("x"));
        prop_assert_eq!(shape(&van_ban), shape(&plain));
        prop_assert_eq!(van_ban.than[1].text(), format!("1. Việc {} xong.", normalised(&text)));
    }

    #[test]
    fn structured_keys_are_never_structure(text in printable()) {
        let plan = |value: &str| plan_with(&format!(
            "-noi_dung\nkhuon = \"chuong-trinh-thang\"\nhoi_nghi = [{{ ten = {0}, chuan_bi = {0}, thoi_gian = {0} }}]", quoted(value)
        ));
        let (van_ban, simple) = (composed(&plan(&text)).van_ban, document(composed(&plan("x"))));
        // A text that reads as a date that does not exist is a finding, not a document.
        let Some(van_ban) = van_ban else { return Ok(()) };
        prop_assert_eq!(shape(&van_ban), shape(&simple));
        // The colon is the form's, and is never doubled.
        let want = bare(&normalised(&text)).trim_end_matches(':').trim().to_owned();
        prop_assert_eq!(van_ban.than[1].text(), format!("1. {want}:"));
    }

    #[test]
    fn cells_of_a_table_are_never_structure(text in printable()) {
        let plan = plan_with("noi_dung = \"Như sau:\\n{{ bang(\\\"x\\\") }}\\nHết.\"");
        let cell = quoted(&format!("A{}", text.replace("{{", "")));
        let table = format!("[bang.x]\ncot = [{{ ten = {cell} }}, {{ ten = \"B\" }}]\nhang = [[{cell}, \"1\"]]");
        let Composed { van_ban, findings, .. } = composed(&format!("{plan}\n{table}"));
        // A word may be wider than any page.
        let wide = findings.iter().any(|found| found.rule.id == rules::BANG_QUA_RONG.id);
        let Some(van_ban) = van_ban else { prop_assert!(wide, "{:?}", findings); return Ok(()) };
        let bang = van_ban.than[1].bang.as_ref().expect("a table");
        prop_assert_eq!((bang.dau.len(), bang.hang.len(), bang.hang[0].o.len()), (1, 1, 2));
    }

    #[test]
    fn any_other_character_is_one_finding_that_names_it(c in unprintable()) {
        let plan = plan_with(&format!("luu = {}", quoted(&format!("a{c}b{c}"))));
        let Composed { van_ban, mut findings, sources, .. } = composed(&plan);
        if let Some(van_ban) = van_ban {
            let typesetter = vanban::Typesetter::new(Fonts::shipped());
            prop_assert!(typesetter.typeset(&van_ban, &mut findings).is_none());
        }
        let found: Vec<_> = findings.iter().filter(|d| d.rule.id == rules::KY_TU_KHONG_IN_DUOC.id).collect();
        prop_assert!(!found.is_empty());
        let code = format!("U+{:04X}", u32::from(normalised(&c.to_string()).chars().next().unwrap_or(c)));
        prop_assert!(found[0].message.contains(&code), "{} in {}", code, found[0].message);
        let span = found[0].span.expect("a place");
        prop_assert!(!sources.text(span).is_empty());
    }

    #[test]
    fn any_bytes_as_a_plan_do_not_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_and_compose(Inputs { plan: ("plan.toml".into(), bytes), ..Inputs::default() });
    }

    #[test]
    fn any_cut_or_changed_plan_does_not_panic(at in 0usize..600, put in "\\PC{0,6}") {
        let plan = include_str!("../data/examples/kien-thuy/2024-05.toml");
        let at = plan.char_indices().map(|(i, _)| i).nth(at * 7).unwrap_or(0);
        let changed = format!("{}{put}{}", &plan[..at], &plan[at..]);
        composed_with(&changed, include_str!("../data/examples/kien-thuy/vanban.toml"));
        composed_with(&plan[..at], include_str!("../data/examples/kien-thuy/vanban.toml"));
    }

    #[test]
    fn every_run_names_its_bytes(text in printable()) {
        let plan = plan_with(&format!(
            "trich_yeu = {0}\nluu = {0}\nnoi_dung = \"1. Một {{{{ luu }}}} hai.\\n2. {{{{ trich_yeu }}}}\"", quoted(&text)
        ));
        let Composed { van_ban, sources, .. } = composed(&plan);
        let van_ban = van_ban.expect("a document");
        for run in van_ban.blocks().flat_map(|block| &block.runs) {
            names_its_bytes(&run.text, &sources)?;
        }
    }
}

/// Where a piece is as long as its bytes, it is those bytes (upper-cased in some cells).
fn names_its_bytes(text: &Text, sources: &Sources) -> Result<(), TestCaseError> {
    let mut at = 0;
    for piece in text.pieces() {
        let printed = &text.as_str()[at..at + piece.len as usize];
        let written = sources.text(piece.from);
        prop_assert!(!written.is_empty(), "{printed:?} comes from nowhere");
        if piece.from.len() == piece.len as usize {
            prop_assert_eq!(untied(printed).to_uppercase(), normalised(written).to_uppercase());
        }
        at += piece.len as usize;
    }
    Ok(())
}

#[test]
fn a_finding_in_a_hole_names_both_places() {
    let plan = plan_with("noi_dung = \"1. Tên {{ luu }} đây.\"\nluu = \"VT x\"");
    let Composed { van_ban, sources, .. } = composed(&plan);
    let van_ban = van_ban.expect("a document");
    let run: &Run = van_ban.than[0].runs.iter().find(|r| r.text.as_str().contains("VT")).expect("the value");
    let at = run.text.as_str().find("VT").expect("there");
    let (from, via) = run.text.origin(at).expect("an origin");
    assert_eq!(sources.text(from), "V");
    assert_eq!(via.map(|via| sources.text(via)), Some("luu"));
}

#[test]
fn widths_are_those_of_the_faces() {
    assert!(metrics::width_em("A", true, false) > metrics::width_em("a", true, false));
}
