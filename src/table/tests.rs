//! Tables as people send them: every form, every oddity, and what a hostile file may not do.

use super::*;
use std::io::Write;
use zip::write::SimpleFileOptions;

/// A table read from bytes, with what was found.
struct Seen {
    table: Option<Table>,
    sources: Sources,
    findings: Findings,
}

fn seen(name: &str, bytes: impl Into<Vec<u8>>) -> Seen {
    seen_as(name, bytes, Wanted::default())
}

fn seen_as(name: &str, bytes: impl Into<Vec<u8>>, wanted: Wanted<'_>) -> Seen {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let table = read(name, bytes.into(), wanted, &mut sources, &mut findings);
    Seen { table, sources, findings }
}

impl Seen {
    fn table(&self) -> &Table {
        self.table.as_ref().unwrap_or_else(|| panic!("{:?}", self.findings))
    }

    /// The keys of the columns, and each row as it prints.
    fn rows(&self) -> Vec<Vec<String>> {
        let table = self.table();
        let row =
            |row: usize| (0..table.columns.len()).map(|c| table.text(row, c).as_str().to_owned()).collect();
        std::iter::once(table.columns.iter().map(|c| c.key.clone()).collect())
            .chain((0..table.rows.len()).map(row))
            .collect()
    }

    fn place(&self, row: usize, column: usize) -> String {
        self.sources.locate(self.table().span(row, column))
    }

    fn rules(&self) -> Vec<&'static str> {
        self.findings.iter().map(|found| found.rule.id).collect()
    }
}

/// An archive of named parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}

/// An XLSX of sheets: name, whether hidden, the XML of its rows and what follows them.
fn xlsx(sheets: &[(&str, bool, &str, &str)]) -> Vec<u8> {
    let list: String = sheets
        .iter()
        .enumerate()
        .map(|(i, (name, hidden, ..))| {
            let state = if *hidden { " state=\"hidden\"" } else { "" };
            format!("<sheet name=\"{name}\" sheetId=\"{0}\" r:id=\"rId{0}\"{state}/>", i + 1)
        })
        .collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let workbook = format!("<workbook xmlns=\"{main}\" xmlns:r=\"{of}\"><sheets>{list}</sheets></workbook>");
    let relation = |i: usize, kind: &str, target: String| {
        format!("<Relationship Id=\"rId{i}\" Type=\"{of}/{kind}\" Target=\"{target}\"/>")
    };
    let mut relations: String =
        (1..=sheets.len()).map(|i| relation(i, "worksheet", format!("worksheets/sheet{i}.xml"))).collect();
    relations += &relation(sheets.len() + 1, "styles", "styles.xml".to_owned());
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relations = format!("<Relationships xmlns=\"{package}\">{relations}</Relationships>");
    // The second style shows days.
    let styles = format!(
        "<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
    );
    let root = relation(1, "officeDocument", "xl/workbook.xml".to_owned());
    let root = format!("<Relationships xmlns=\"{package}\">{root}</Relationships>");
    let mut parts = vec![
        ("_rels/.rels".to_owned(), root),
        ("xl/workbook.xml".to_owned(), workbook),
        ("xl/_rels/workbook.xml.rels".to_owned(), relations),
        ("xl/styles.xml".to_owned(), styles),
    ];
    for (i, (_, _, rows, after)) in sheets.iter().enumerate() {
        let sheet = format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData>{after}</worksheet>");
        parts.push((format!("xl/worksheets/sheet{}.xml", i + 1), sheet));
    }
    archive(&parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
}

/// A row of an XLSX sheet; a cell is `B17=text`, or XML where it begins with `<`.
fn row(cells: &[&str]) -> String {
    let cell = |cell: &&str| match cell.split_once('=') {
        Some((place, text)) if !cell.starts_with('<') => {
            format!("<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
        }
        _ => (*cell).to_owned(),
    };
    format!("<row>{}</row>", cells.iter().map(cell).collect::<String>())
}

#[test]
fn csv_of_every_encoding_and_delimiter_is_the_same_table() {
    let csv = "STT,Tên xã,Các thôn\r\n1,Xã Đắk Đrông,\"Một, hai\"\r\n2,\"Phường \"\"Cũ\"\"\",Ba\r\n";
    let wanted = seen("a.csv", csv).rows();
    assert_eq!(wanted[0], ["stt", "ten_xa", "cac_thon"]);
    assert_eq!(wanted[1][1..], ["Xã Đắk Đrông", "Một, hai"]);
    assert_eq!(wanted[2][1], "Phường \"Cũ\"");
    let utf16 =
        |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let tabs = csv.replace("\"Một, hai\"", "Một; hai").replace(',', "\t").replace("; ", ", ");
    let semicolons = csv.replace("\"Một, hai\"", "Một. hai").replace(',', ";").replace(". ", ", ");
    for (name, bytes) in [
        ("BOM", format!("\u{FEFF}{csv}").into_bytes()),
        ("tabs, UTF-16", utf16(&format!("\u{FEFF}{tabs}"), u16::to_le_bytes)),
        ("big endian without a mark", utf16(&tabs, u16::to_be_bytes)),
        ("little endian without a mark", utf16(&tabs, u16::to_le_bytes)),
        ("semicolons", semicolons.clone().into_bytes()),
        ("Excel's own line", format!("sep=;\r\n{semicolons}").into_bytes()),
        ("Unix", csv.replace("\r\n", "\n").into_bytes()),
    ] {
        assert_eq!(seen("a.csv", bytes).rows(), wanted, "{name}");
    }
}

#[test]
fn windows_1258_puts_tones_into_letters() {
    let read =
        seen("a.csv", b"T\xEAn \xF0\xF5n vi\xF2;Ma\xDE\r\nPh\xFD\xF5\xCCng An Bi\xEAn;11407\r\n".to_vec());
    assert_eq!(read.rows(), [["ten_don_vi", "ma"], ["Phường An Biên", "11407"]]);
    assert_eq!(read.table().odd(0, 0), None, "it was the encoding's way, not a slip");
    assert_eq!(seen("a.csv", b"a,b\n\xFF\xFE\x80\x81\xB5\xB8\n".to_vec()).rules(), ["bang-hong"]);
}

#[test]
fn cells_of_csv_know_line_and_column() {
    let read = seen("xa.csv", "ten,\"ghi chú\",ma\n\nXã A,\"hai\ndòng \"\"x\"\"\",1\nXã B,,\"2\"\n");
    assert_eq!(
        [read.place(0, 0), read.place(0, 1), read.place(0, 2)],
        ["xa.csv:3:1", "xa.csv:3:7", "xa.csv:4:13"]
    );
    assert_eq!((read.place(1, 2), read.place(1, 1)), ("xa.csv:5:8".to_owned(), "xa.csv:5:6".to_owned()));
    assert_eq!(read.sources.text(read.table().span(1, 2)), "2");
    assert_eq!(read.rows()[1][1], "hai\ndòng \"x\"");
}

#[test]
fn a_quote_that_stays_open_is_named() {
    let read = seen("xa.csv", "ten,ma\n\"Xã A,1\nXã B,2\n");
    assert_eq!(read.rules(), ["bang-hong"]);
    let place =
        read.findings.iter().next().and_then(|found| found.span).map(|span| read.sources.locate(span));
    assert_eq!(place.as_deref(), Some("xa.csv:2:1"));
}

#[test]
fn heads_are_found_below_titles_and_get_names() {
    let read = seen("a.csv", "DANH SÁCH CÁC XÃ,,,\n,,,\nSTT,Tên xã,Tên xã,\n1,An,Bình,x\n");
    let keys: Vec<&str> = read.table().columns.iter().map(|column| column.key.as_str()).collect();
    assert_eq!((keys, read.rules()), (vec!["stt", "ten_xa", "ten_xa_2"], vec!["bang-dau-cot"]));
    assert!(read.table().rows[0].beyond.is_some());
    let told = seen_as("a.csv", "x,y\nten,ma\nAn,1\n", Wanted { head: Some(2), sheet: None });
    assert_eq!(told.rows(), [["ten", "ma"], ["An", "1"]]);
    assert_eq!(seen_as("a.csv", "x,y\n", Wanted { head: Some(9), sheet: None }).rules(), ["bang-hong"]);
    assert_eq!(seen("a.csv", "").rules(), ["bang-hong"]);
    assert_eq!([key_of("2024"), key_of("Số/Ký hiệu (mới)")], ["cot_2024", "so_ky_hieu_moi"]);
}

#[test]
fn xlsx_gives_typed_cells_with_their_names() {
    let rows = [
        row(&["B2=Tên xã", "C2=Hệ số", "D2=Ngày ký", "E2=Đạt"]),
        row(&[
            "B3=Xã Ia Pếch",
            "<c r=\"C3\"><v>3.66</v></c>",
            "<c r=\"D3\" s=\"1\"><v>45413</v></c>",
            "<c r=\"E3\" t=\"b\"><v>1</v></c>",
        ]),
        row(&[
            "B4=Xã A Lưới 1",
            "<c r=\"C4\"><v>5</v></c>",
            "<c r=\"D4\"><f>TODAY()</f></c>",
            "<c r=\"E4\" t=\"e\"><v>#N/A</v></c>",
        ]),
    ];
    let read = seen("communes.xlsx", xlsx(&[("Tờ 1", false, &rows.concat(), "")]));
    assert_eq!(read.rows()[1], ["Xã Ia Pếch", "3,66", "1/5/2024", "có"]);
    assert_eq!([read.place(0, 0), read.place(1, 1)], ["communes.xlsx!B3", "communes.xlsx!C4"]);
    assert_eq!([read.table().odd(1, 2), read.table().odd(1, 3)], [Some(Odd::Formula), Some(Odd::Formula)]);
    assert_eq!(read.rows()[2][..2], ["Xã A Lưới 1", "5"]);
}

#[test]
fn sheets_are_chosen_by_name_and_hidden_ones_are_not() {
    let one = |text: &str| row(&[&format!("A1={text}")]) + &row(&["A2=x"]);
    let book = xlsx(&[
        ("Ẩn", true, &one("an"), ""),
        ("Hải Phòng", false, &one("hp"), ""),
        ("Huế", false, &one("hue"), ""),
    ]);
    let read = seen("a.xlsx", book.clone());
    assert_eq!((read.rows()[0][0].as_str(), read.rules()), ("hp", vec!["nhieu-trang-tinh"]));
    assert_eq!(read.place(0, 0), "a.xlsx!Hải Phòng!A2");
    let named = |sheet| seen_as("a.xlsx", book.clone(), Wanted { sheet: Some(sheet), head: None });
    assert_eq!(named("huế").rows()[0], ["hue"]);
    assert_eq!(named("Ẩn").rows()[0], ["an"]);
    assert_eq!(named("Đà Nẵng").rules(), ["trang-tinh-la"]);
}

#[test]
fn a_merged_cell_stands_for_each_of_its_rows() {
    let rows =
        [row(&["A1=Tỉnh", "B1=Xã"]), row(&["A2=Gia Lai", "B2=Một"]), row(&["B3=Hai"]), row(&["B4=Ba"])]
            .concat();
    // calamine knows a row's number by the row, or by its cells.
    let read = seen(
        "a.xlsx",
        xlsx(&[("T", false, &rows, "<mergeCells><mergeCell ref=\"A2:A3\"></mergeCell></mergeCells>")]),
    );
    assert_eq!(read.rows()[2..], [["Gia Lai", "Hai"], ["", "Ba"]]);
}

/// An ODS whose only sheet has these rows.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:spreadsheet><table:table table:name=\"T\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"></manifest:manifest>";
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", &content),
    ])
}

#[test]
fn ods_is_read_and_its_repeats_are_bounded() {
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let day = "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-03-05\"><text:p>05/03/26</text:p></table:table-cell>";
    let rows = format!(
        "<table:table-row>{}{}</table:table-row><table:table-row>{}{day}</table:table-row>",
        text("Tên"),
        text("Ngày"),
        text("Xã Đắk Đrông")
    );
    let tail = "<table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let read = seen("a.ods", ods(&(rows + tail)));
    assert_eq!(read.rows(), [["ten", "ngay"], ["Xã Đắk Đrông", "5/3/2026"]]);
    assert_eq!(read.place(0, 1), "a.ods!B2");
    let bomb = format!(
        "<table:table-row table:number-rows-repeated=\"1000000\">{}</table:table-row>",
        text("x").repeat(6)
    );
    assert_eq!(seen("a.ods", ods(&bomb)).rules(), ["bang-qua-lon"]);
}

#[test]
fn toml_and_json_lines_have_lists_and_places() {
    let read =
        seen("xa.toml", "[[xa]]\nten = \"Xã A\"\nthon = [\"Một\", \"Hai\"]\n[[xa]]\nten = 'Xã B'\nma = 7\n");
    assert_eq!(read.rows(), [["ten", "thon", "ma"], ["Xã A", "Một; Hai", ""], ["Xã B", "", "7"]]);
    assert_eq!(
        (read.place(0, 0), read.sources.text(read.table().span(1, 0))),
        ("xa.toml:2:8".to_owned(), "Xã B")
    );
    assert!(matches!(read.table().cell(0, 1).value, Value::List(ref list) if list.len() == 2));
    let read =
        seen("xa.jsonl", "{\"ten\": \"Xã A\", \"ma\": \"01\"}\n\n{\"ten\": \"Xã B\", \"thon\": [\"Một\"]}\n");
    assert_eq!(read.rows(), [["ten", "ma", "thon"], ["Xã A", "01", ""], ["Xã B", "", "Một"]]);
    assert_eq!(
        (read.place(0, 1), read.place(1, 0)),
        ("xa.jsonl:1:24".to_owned(), "xa.jsonl:3:10".to_owned())
    );
    assert_eq!(seen("xa.jsonl", "{\"a\": 1}\n{\"a\": \n").rules(), ["bang-hong"]);
    assert_eq!(seen("xa.toml", "ten = \"x\"\n").rules(), ["bang-hong"]);
}

#[test]
fn odd_cells_are_told_from_sound_ones() {
    let odd = |key: &str, text: &str| odd::odd(&Value::text(text), key).map(|odd| odd.rule().id);
    for (key, text, rule) in [
        ("ten", " Kiến Thụy", "o-thua-khoang-trang"),
        ("ten", "Kiến\u{A0}Thụy", "o-thua-khoang-trang"),
        ("ten", "Kiến Thụy\n", "o-thua-khoang-trang"),
        ("ten", "Kie\u{302}\u{301}n Thụy", "o-tach-dau"),
        ("ten", "Céng hoµ x· héi", "o-ma-cu"),
        ("ten", "Xaõ An Bình", "o-ma-cu"),
        ("so", "7.0", "o-so-co-duoi"),
        ("ngay_ky", "45413", "o-ngay-thanh-so"),
    ] {
        assert_eq!(odd(key, text), Some(rule), "{text}");
    }
    for (key, text) in [
        ("ten", "Đắk Đrông"),
        ("ten", "Nâm N'Jang"),
        ("so", "1.000"),
        ("so", "45413"),
        ("ngay", "5/3/2024"),
        ("ten", "Noël Müller"),
        ("ten", "Chân Mây - Lăng Cô"),
        ("dia_chi", "hai\ndòng"),
        ("ten", "§ 5"),
        ("ten", "©2024"),
        ("ten", "José & Zoë"),
    ] {
        assert_eq!(odd(key, text), None, "{text}");
    }
}

#[test]
fn what_would_cost_too_much_is_refused() {
    // 300 MB of spaces in a part, some 300 kB packed.
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("xl/sharedStrings.xml", SimpleFileOptions::default()).expect("a part");
    for _ in 0..300 {
        writer.write_all(&vec![b' '; 1 << 20]).expect("its bytes");
    }
    assert_eq!(seen("bom.xlsx", writer.finish().expect("an archive").into_inner()).rules(), ["bang-qua-lon"]);
    let far = xlsx(&[("T", false, &[row(&["A1=a"]), row(&["XFD1048576=b"])].concat(), "")]);
    assert_eq!(seen("xa.xlsx", far).table().rows.len(), 1);
    let long = seen("a.csv", format!("ten,ma\n{},1\n", "x".repeat(1 << 20)));
    assert_eq!(long.table().odd(0, 0), Some(Odd::Long(1 << 20)));
    assert!(long.table().text(0, 0).as_str().len() < 100);
}

#[test]
fn broken_spreadsheets_are_findings() {
    let rows = row(&["A1=ten"]) + &row(&["A2=x"]);
    let whole = xlsx(&[("T", false, &rows, "")]);
    for cut in [0, 1, 4, 30, whole.len() / 3, whole.len() / 2, whole.len() - 10] {
        assert_eq!(seen("a.xlsx", &whole[..cut]).rules(), ["bang-hong"], "cut at {cut}");
    }
    for at in (0..whole.len()).step_by(7) {
        let mut changed = whole.clone();
        changed[at] ^= 0x55;
        let read = seen("a.xlsx", changed);
        assert!(read.table.is_some() || read.findings.has_fault(), "byte {at}");
    }
    let mut old = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    old.resize(4096, 7);
    assert_eq!(seen("a.xls", old).rules(), ["bang-hong"]);
}

#[test]
fn the_communes_of_vietnam_are_a_table() {
    let (mut sources, mut findings) = (Sources::default(), Findings::default());
    let table = communes(&mut sources, &mut findings).expect("a table");
    assert_eq!((table.rows.len(), table.columns.len()), (3321, 6));
    for (row, column) in (0..table.rows.len()).flat_map(|row| (0..6).map(move |column| (row, column))) {
        assert_eq!(table.odd(row, column), None, "{}", table.text(row, column).as_str());
    }
    let row = (0..3321).find(|row| table.text(*row, 0).as_str() == "11680").expect("Kiến Thụy");
    let texts: Vec<String> = (0..6).map(|column| table.text(row, column).as_str().to_owned()).collect();
    assert_eq!(texts, ["11680", "Xã Kiến Thụy", "Kiến Thụy", "xã", "31", "Thành phố Hải Phòng"]);
}

#[test]
fn the_rules_of_cells_are_raised_by_their_own_examples() {
    let raised = |csv: &str| {
        let read = seen("xa.csv", csv);
        let table = read.table();
        let odd = (0..table.columns.len()).find_map(|column| table.odd(0, column)).map(|odd| odd.rule().id);
        odd.or(table.rows[0].beyond.map(|_| rules::HANG_THUA.id))
    };
    let of_cells = |rule: &&&'static rules::Rule| rule.id.starts_with("o-") || rule.id == rules::HANG_THUA.id;
    for rule in rules::RULES.iter().filter(of_cells).filter(|rule| !rule.wrong.is_empty()) {
        assert_eq!((raised(rule.wrong), raised(rule.right)), (Some(rule.id), None), "{}", rule.id);
    }
}
