//! Tables whose rows stand in a file beside the plan.

use super::{bang::with_table, *};
use crate::support::{
    plans::{OFFICE, TYPESETTER, located},
    sheets::{ods, xlsx},
};
use vanban::{Beside, Composed, Inputs, export, read_and_compose};

/// A plan with a table whose rows stand in a file of this name.
fn composed_beside(table: &str, name: &str, file: impl Into<Vec<u8>>) -> Composed {
    let bytes = |text: &str| text.as_bytes().to_vec();
    read_and_compose(Inputs {
        plan: ("plan.toml".into(), bytes(&with_table(table))),
        office: Some(("vanban.toml".into(), bytes(OFFICE))),
        beside: Beside::Given(BTreeMap::from([(name.to_owned(), file.into())])),
        ..Inputs::default()
    })
}

const FILE: &str = "Xã;Họ tên;Số tiền\nBình Minh;Đỗ Văn Thử;1250000\nBình Minh;\"Lê | **Thí** Dụ\";500000,5\nAn Hòa;Vũ Thị Nháp;-\n";

#[test]
fn rows_come_from_a_file_beside_the_plan() {
    let table = "tep = \"so-lieu-{{ ky.thang }}.csv\"\ntheo_nhom = \"xã\"\ntong = \"Cộng\"\n\
                 cot = [{ ten = \"TT\", dang = \"stt\" }, { ten = \"Người nhận\", tu = \"Họ tên\" }, { ten = \"Số tiền\", dang = \"so\", tong = true }]";
    let Composed { van_ban, mut findings, .. } = composed_beside(table, "so-lieu-3.csv", FILE);
    assert_eq!(findings.iter().count(), 0, "{findings:?}");
    let pages = TYPESETTER.typeset(&van_ban.expect("a document"), &mut findings).expect("pages");
    let pdf = Pdf::read(export::pdf(&pages, &mut findings).expect("a PDF"));
    let page = &pdf.pages[0];
    for want in ["Bình Minh", "An Hòa", "Lê | **Thí** Dụ", "1.750.000,5", "1.250.000"] {
        page.line(want);
    }
    assert!(page.line("Bình Minh").y < page.line("Đỗ Văn Thử").y && page.line("Bình Minh").runs[0].bold());
}

#[test]
fn a_file_alone_gives_all_its_columns() {
    let composed = composed_beside("tep = \"a.csv\"", "a.csv", FILE);
    let text = composed.van_ban.expect("a document").plain_text();
    assert!(text.contains("Xã\tHọ tên\tSố tiền\nBình Minh\tĐỗ Văn Thử\t1250000\n"), "{text}");
}

/// Sheets of Excel and OpenDocument: what they hold as numbers and days prints as a table writes them.
#[test]
fn rows_come_from_a_sheet_beside_the_plan() {
    let excel = xlsx(&[
        &["A1=Họ tên", "B1=Số tiền", "C1=Ngày nhận"],
        &["A2=Đỗ Văn Thử", "<c r=\"B2\"><v>1250000.5</v></c>", "<c r=\"C2\" s=\"1\"><v>46083</v></c>"],
        &["A3=Vũ Thị Nháp", "<c r=\"B3\"><v>500000</v></c>", "C3=15/3/2026"],
    ]);
    let text = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let number = |n: &str| {
        format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{n}\"><text:p>{n}</text:p></table:table-cell>"
        )
    };
    let day = "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-03-02\"><text:p>02/03/26</text:p></table:table-cell>";
    let open = ods(&[
        &["Họ tên", "Số tiền", "Ngày nhận"].map(text).concat(),
        &[text("Đỗ Văn Thử"), number("1250000.5"), day.to_owned()].concat(),
        &[text("Vũ Thị Nháp"), number("500000"), text("15/3/2026")].concat(),
    ]);
    let columns = "cot = [{ ten = \"TT\", dang = \"stt\" }, { ten = \"Họ tên\" }, { ten = \"Số tiền\", dang = \"so\", tong = true }, { ten = \"Ngày nhận\", dang = \"ngay\" }]";
    for (name, file) in [("a.xlsx", excel), ("a.ods", open)] {
        for sheet in ["", "trang_tinh = \"Danh sách\"\n"] {
            let table = format!("tep = \"{name}\"\n{sheet}tong = \"Cộng\"\n{columns}");
            let composed = composed_beside(&table, name, file.clone());
            assert_eq!(located(&composed), [""; 0], "{name}");
            let text = composed.van_ban.expect("a document").plain_text();
            let rows = "1\tĐỗ Văn Thử\t1.250.000,5\t2/3/2026\n2\tVũ Thị Nháp\t500.000\t15/3/2026\nCộng\t1.750.000,5\t\n";
            assert!(text.contains(rows), "{name}: {text}");
        }
        let other = composed_beside(&format!("tep = \"{name}\"\ntrang_tinh = \"Danh sach 2\""), name, file);
        assert!(located(&other).iter().any(|found| found.contains("trang-tinh-la")), "{:?}", located(&other));
    }
}

/// What would print wrong or not at all is said at its cell.
#[test]
fn odd_cells_of_a_file_are_said() {
    let book = xlsx(&[
        &["A1=Họ tên", "B1=Ngày nhận", "C1=Số tiền"],
        &["A2=Đỗ Văn Thử", "<c r=\"B2\"><v>46083</v></c>", "<c r=\"C2\"><f>A1+1</f></c>"],
        &["A3=Vũ  Thị Nháp", "B3=15/3/2026", "<c r=\"C3\" t=\"e\"><v>#N/A</v></c>", "D3=thừa"],
    ]);
    let found = located(&composed_beside("tep = \"a.xlsx\"", "a.xlsx", book.clone()));
    let wanted = ["B2 o-ngay-thanh-so", "C2 o-cong-thuc", "C3 o-cong-thuc", "D3 hang-thua-o"];
    assert_eq!(found.len(), wanted.len(), "{found:?}");
    for (found, wanted) in found.iter().zip(wanted) {
        assert!(found.starts_with(&format!("a.xlsx!{wanted}:")), "{found}");
    }
    // A column that the table does not take may be odd.
    let one = "tep = \"a.xlsx\"\ncot = [{ ten = \"Họ tên\" }]";
    let found = located(&composed_beside(one, "a.xlsx", book));
    assert!(found.len() == 1 && found[0].contains("hang-thua-o"), "{found:?}");
    let private = located(&composed_beside("tep = \"a.csv\"", "a.csv", "Họ tên,Thôn\nĐỗ \u{F0000}Thử,Một\n"));
    assert!(private.len() == 1 && private[0].starts_with("a.csv:2:4 ky-tu-khong-in-duoc"), "{private:?}");
}

#[test]
fn mistakes_of_a_file_have_their_places() {
    let found = |table: &str| located(&composed_beside(table, "a.csv", FILE)).join("\n");
    let text = found("tep = \"b.csv\"");
    assert!(text.starts_with("plan.toml:") && text.contains("tep-bang-sai"), "{text}");
    let text = found("tep = \"a.csv\"\ncot = [{ ten = \"Họ và tên\" }]");
    assert!(text.contains("cot-la") && text.contains("Họ tên"), "{text}");
    let text = found("tep = \"a.csv\"\ncot = [{ ten = \"Xã\", dang = \"so\" }]");
    assert!(text.starts_with("a.csv:2:1 cot-sai-dang"), "{text}");
}
