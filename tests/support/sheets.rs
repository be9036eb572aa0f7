//! Spreadsheets made byte by byte.

use std::io::Write;

/// An XLSX whose sheet has these rows; a cell is `B17=text` or XML.
pub fn xlsx(rows: &[&[&str]]) -> Vec<u8> {
    let cell = |cell: &&str| match cell.split_once('=') {
        Some((place, text)) if !cell.starts_with('<') => {
            format!("<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
        }
        _ => (*cell).to_owned(),
    };
    let rows: String =
        rows.iter().map(|row| format!("<row>{}</row>", row.iter().map(cell).collect::<String>())).collect();
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let of = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let related = |kind: &str, id: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{of}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |list: String| format!("<Relationships xmlns=\"{package}\">{list}</Relationships>");
    let parts = [
        ("_rels/.rels", relations(related("officeDocument", "rId1", "xl/workbook.xml"))),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{of}\"><sheets><sheet name=\"Danh sách\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(
                related("worksheet", "rId1", "worksheets/sheet1.xml")
                    + &related("styles", "rId2", "styles.xml"),
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ];
    archive(&parts)
}

/// An ODS whose sheet has these rows of XML cells.
pub fn ods(rows: &[&str]) -> Vec<u8> {
    let of = "urn:oasis:names:tc:opendocument:xmlns";
    let names = format!(
        "xmlns:office=\"{of}:office:1.0\" xmlns:table=\"{of}:table:1.0\" xmlns:text=\"{of}:text:1.0\""
    );
    let rows: String = rows.iter().map(|row| format!("<table:table-row>{row}</table:table-row>")).collect();
    let content = format!(
        "<office:document-content {names} office:version=\"1.2\"><office:body><office:spreadsheet>\
         <table:table table:name=\"Danh sách\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let kind = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = format!(
        "<manifest:manifest xmlns:manifest=\"{of}:manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{kind}\"/></manifest:manifest>"
    );
    archive(&[("mimetype", kind.to_owned()), ("META-INF/manifest.xml", manifest), ("content.xml", content)])
}

/// A ZIP archive of these parts.
fn archive(parts: &[(&str, String)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("its bytes");
    }
    writer.finish().expect("an archive").into_inner()
}
