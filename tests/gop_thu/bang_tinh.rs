//! Spreadsheets as they are sent, made here byte by byte: XLSX and the XLS of old.

use super::{Desk, LETTER};
use crate::support::sheets::xlsx;

#[test]
fn an_xlsx_fills_letters_and_its_faults_name_sheet_cells() {
    let head = ["A3=Mã", "B3=Tên", "C3=Cấp", "D3=Số", "E3=Ngày", "F3=Nhận", "G3=Thôn"];
    let day = |row: usize| format!("<c r=\"E{row}\" s=\"1\"><v>46083</v></c>");
    let number = |row: usize, number: &str| format!("<c r=\"D{row}\"><v>{number}</v></c>");
    let book = xlsx(&[
        &["A1=DANH SÁCH CÁC XÃ"],
        &head,
        &[
            "A4=1",
            "B4=xã Đắk Đrông",
            "C4=xã",
            &number(4, "7"),
            &day(4),
            "F4=Các thôn&#10;Trạm Y tế",
            "<c r=\"G4\"><v>5</v></c>",
        ],
        &["A5=2", "B5=xã  Hai", "C5=xã", &number(5, "8"), &day(5)],
        &["A6=3", "C6=xã", &number(6, "9"), &day(6)],
        &["A7=4", "B7=xã Bốn", "C7=xã", &number(7, "7.5"), &day(7)],
        &["A8=5", "B8=xã Năm", "C8=xã", &number(8, "10"), "<c r=\"E8\"><v>46083</v></c>"],
        &["A9=6", "<c r=\"B9\" t=\"e\"><v>#REF!</v></c>", "C9=xã", &number(9, "11"), &day(9)],
    ]);
    let desk = Desk::new(LETTER, ("communes.xlsx", &book));
    let ran = desk.run(&["--data", "communes.xlsx", "--as", "xa", "-o", "ra/{{ xa.ma }}", "--format", "txt"]);
    let wanted = [
        "communes.xlsx!B5 o-thua-khoang-trang",
        "communes.xlsx!B6 o-trong",
        "communes.xlsx!E8 o-ngay-thanh-so",
        "communes.xlsx!B9 o-cong-thuc",
        "communes.xlsx!D7 sai-kieu",
    ];
    assert_eq!((ran.code, ran.found()), (Some(1), wanted.map(str::to_owned).to_vec()), "{}", ran.err);
    let words = String::from_utf8(desk.files("ra").remove("1.txt").expect("a letter")).expect("text");
    for line in
        ["Số: 07/UBND-VHXH", "ngày 02 tháng 3 năm 2026", "- Các thôn;\n- Trạm Y tế;", "số liệu của 5 thôn"]
    {
        assert!(words.contains(line), "{line}: {words}");
    }
    // The row as it stands in the sheet is shown below its place.
    assert!(
        ran.err.contains(" --> communes.xlsx!B5\n  |\n5 | 2 | xã  Hai | xã | 8 | 2/3/2026\n"),
        "{}",
        ran.err
    );
}

/// A record of BIFF8.
fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), data].concat()
}

/// Letters as BIFF8 has them, behind their count.
fn wide(text: &str) -> Vec<u8> {
    std::iter::once(1).chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

/// A workbook of BIFF8 with one sheet; cells that read as numbers are numbers.
fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let begin = |kind: u16| {
        record(
            0x0809,
            &[&0x0600_u16.to_le_bytes()[..], &kind.to_le_bytes(), &[0xDB, 0x0A, 0xCC, 0x07], &[0; 8]]
                .concat(),
        )
    };
    let end = record(0x000A, &[]);
    let name = "Danh sách";
    let bound = |at: u32| {
        let head = [&at.to_le_bytes()[..], &[0, 0, name.encode_utf16().count() as u8]].concat();
        record(0x0085, &[head, wide(name)].concat())
    };
    let globals = begin(5).len() + bound(0).len() + end.len();
    let mut bytes = [begin(5), bound(globals as u32), end.clone(), begin(16)].concat();
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate() {
            let place = [(row as u16).to_le_bytes(), (column as u16).to_le_bytes(), [0, 0]].concat();
            bytes.extend(match text.parse::<f64>() {
                Ok(number) => record(0x0203, &[&place[..], &number.to_le_bytes()].concat()),
                Err(_) => {
                    let count = (text.encode_utf16().count() as u16).to_le_bytes();
                    record(0x0204, &[&place[..], &count, &wide(text)].concat())
                }
            });
        }
    }
    bytes.extend(end);
    bytes
}

/// A compound file of version 3 with one stream.
fn compound(name: &str, mut stream: Vec<u8>) -> Vec<u8> {
    const FREE: u32 = 0xFFFF_FFFF;
    const END: u32 = 0xFFFF_FFFE;
    // Shorter streams lie elsewhere.
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let sectors = (stream.len() / 512) as u32;
    let mut header = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    header.resize(24, 0);
    header.extend([0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    header.resize(44, 0);
    for number in [1, 1, 0, 4096, END, 0, END, 0, 0] {
        header.extend(number.to_le_bytes());
    }
    header.resize(512, 0xFF);
    let mut table = vec![0xFFFF_FFFD, END];
    table.extend((0..sectors).map(|i| if i + 1 == sectors { END } else { i + 3 }));
    table.resize(128, FREE);
    let entry = |name: &str, kind: u8, child: u32, start: u32, length: u32| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        entry.extend(((name.len() as u16 + 1) * 2).to_le_bytes());
        entry.extend([kind, 1]);
        [FREE, FREE, child].iter().for_each(|number| entry.extend(number.to_le_bytes()));
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.extend(length.to_le_bytes());
        entry.resize(128, 0);
        entry
    };
    let mut folder =
        [entry("Root Entry", 5, 1, END, 0), entry(name, 2, FREE, 2, stream.len() as u32)].concat();
    folder.resize(512, 0);
    let table: Vec<u8> = table.into_iter().flat_map(u32::to_le_bytes).collect();
    [header, table, folder, stream].concat()
}

#[test]
fn an_xls_of_old_is_read() {
    let rows: [&[&str]; 3] = [
        &["Mã", "Tên", "Cấp", "Số", "Ngày", "Nhận", "Thôn"],
        &["1", "xã Đắk Đrông", "xã", "7", "02/3/2026", "Các thôn", "5"],
        &["2", "X· N¨m", "xã", "8", "02/3/2026"],
    ];
    let desk = Desk::new(LETTER, ("xa.xls", &compound("Workbook", workbook(&rows))));
    let ran = desk.run(&["--data", "xa.xls", "--as", "xa", "-o", "ra/{{ xa.ma }}", "--format", "txt"]);
    assert_eq!((ran.code, ran.found()), (Some(1), vec!["xa.xls!B3 o-ma-cu".to_owned()]), "{}", ran.err);
    let words = String::from_utf8(desk.files("ra").remove("1.txt").expect("a letter")).expect("text");
    assert!(words.contains("Số: 07/UBND-VHXH") && words.contains("số liệu của 5 thôn"), "{words}");
}

#[test]
fn a_new_spreadsheet_with_a_password_says_so() {
    let desk = Desk::new(LETTER, ("mat.xlsx", &compound("EncryptedPackage", vec![7; 4096])));
    let ran = desk.run(&["--data", "mat.xlsx", "--as", "xa", "-o", "ra/{{ xa.ma }}"]);
    assert!(ran.code == Some(1) && ran.err.contains("mật khẩu"), "{}", ran.err);
}
