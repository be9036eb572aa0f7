//! Tables: places, head rows on every page, whole rows, spans, sums, type and orientation, tags.

use super::*;
use crate::support::plans::{TYPESETTER, composed, located, pdf, plan_with};
use vanban::Composed;

/// A body with a table between two paragraphs, and the table's lines.
pub(super) fn with_table(table: &str) -> String {
    let body = "noi_dung = \"Kết quả như sau:\\n{{ bang(\\\"x\\\") }}\\nTrên đây là kết quả thực hiện trong quý I, đề nghị các thôn tiếp tục chăm sóc cây đã trồng.\"";
    format!("{}\n[bang.x]\n{table}", plan_with(body))
}

fn read(table: &str) -> Pdf {
    Pdf::read(pdf(&with_table(table)))
}

/// `count` rows of a number, a name and a sum of money.
fn long_table(count: usize) -> String {
    let row = |i: usize| format!("  [\"Hộ ông {} thứ {i}\", {}],\n", ["Mẫu", "Nháp", "Thử"][i % 3], 1000 + i);
    let rows: String = (1..=count).map(row).collect();
    format!(
        "cot = [{{ ten = \"TT\", dang = \"stt\" }}, {{ ten = \"Họ tên\" }}, {{ ten = \"Số tiền\", dang = \"so\", tong = true }}]\n\
         tong = \"Tổng cộng\"\nhang = [\n{rows}]\n"
    )
}

fn kinds<'p>(pdf: &'p Pdf, kind: &str) -> Vec<&'p Tag> {
    pdf.tags.iter().filter(|tag| tag.kind == kind).collect()
}

#[test]
fn the_head_row_stands_on_every_page_and_rows_stay_whole() {
    let pdf = read(&long_table(120));
    assert!(pdf.pages.len() >= 3, "{} pages", pdf.pages.len());
    let area = Area::usual();
    for (at, page) in pdf.pages.iter().enumerate().take(pdf.pages.len() - 1) {
        let head = page.line("TT");
        assert!(head.runs[0].bold(), "page {at}");
        for line in page.lines.iter().filter(|line| line.y > area.top) {
            assert!(
                line.x0 >= area.left - NEAR && line.x1 <= area.right + NEAR && line.y <= area.bottom,
                "{line:?}"
            );
        }
        let numbers =
            page.lines.iter().filter(|line| line.text.parse::<usize>().is_ok() && line.y > head.y).count();
        let names = page.lines.iter().filter(|line| line.text.starts_with("Hộ ông")).count();
        assert_eq!(numbers, names, "page {at}: every row has its number and its name");
    }
    assert!(pdf.text().contains("Tổng cộng"));
    let sum = (1..=120).map(|i| 1000 + i).sum::<usize>();
    assert!(pdf.text().contains(&format!("{}.{:03}", sum / 1000, sum % 1000)), "the sum");
}

#[test]
fn a_table_is_tagged_with_its_head_cells() {
    let pdf = read(&long_table(60));
    assert_eq!(kinds(&pdf, "Table").len(), 1);
    let heads: Vec<&str> = kinds(&pdf, "TH").iter().map(|tag| tag.full_text.as_str()).collect();
    assert_eq!(heads, ["TT", "Họ tên", "Số tiền"], "a repeated head row is no second head");
    assert_eq!(kinds(&pdf, "TR").len(), 1 + 60 + 1);
    assert_eq!(kinds(&pdf, "TD").len(), 60 * 3 + 2, "the words of the sum span two columns");
    assert_eq!(pdf.info.pdfua.as_deref(), Some("1"));
}

#[test]
fn numbers_are_written_as_officials_do() {
    let table = "cot = [{ ten = \"Khoản\" }, { ten = \"Tiền\", dang = \"so\", so_le = 1 }, { ten = \"Ngày\", dang = \"ngay\" }]\n\
                 hang = [[\"Thu\", 1250000, 2026-03-05], [\"Chi\", \"310,46\", \"6/3/2026\"], [\"Còn\", 3.5, \"-\"]]";
    let text = read(table).text();
    for want in ["1.250.000,0", "310,5", "3,5", "5/3/2026", "6/3/2026"] {
        assert!(text.contains(want), "{want} in\n{text}");
    }
    let pdf = read(table);
    let [a, b] = ["1.250.000,0", "310,5"].map(|text| pdf.pages[0].line(text).x1);
    assert_near("numbers end at one edge", a, b);
}

#[test]
fn equal_cells_are_one_and_groups_have_sums() {
    let table = "cot = [{ ten = \"Ngày\", gop = true }, { ten = \"Việc\" }, { ten = \"Số\", dang = \"so\", tong = true }]\n\
                 tong_nhom = true\n\
                 hang = [{ nhom = \"Nhóm A\" }, [\"Thứ Hai\", \"Một\", 1], [\"Thứ Hai\", \"Hai\", 2], [\"\", \"Ba\", 3], \
                 { nhom = \"Nhóm B\" }, [\"Thứ Hai\", \"Bốn\", 40]]";
    let pdf = read(table);
    let page = &pdf.pages[0];
    let days: Vec<&Line> = page.lines.iter().filter(|line| line.text == "Thứ Hai").collect();
    assert_eq!(days.len(), 2, "one for each group");
    let [first, last] = ["Một", "Ba"].map(|text| page.line(text).y);
    assert!(first <= days[0].y && days[0].y <= last, "in the middle of its rows");
    let sum = |group: &str| {
        page.lines
            .iter()
            .find(|line| line.x0 > page.line(group).x1 && (line.y - page.line(group).y).abs() < 1.0)
    };
    assert_eq!(sum("Nhóm A").map(|line| line.text.as_str()), Some("6"));
    assert_eq!(sum("Nhóm B").map(|line| line.text.as_str()), Some("40"));
}

/// The name of a group stands with the first of its rows, wherever the page ends; its cells are head cells.
#[test]
fn no_page_ends_with_the_name_of_a_group() {
    let table = |before: usize, after: usize| {
        let row = |i: usize| format!("[\"Việc {i}\", \"Trung\"], ");
        let rows = |count: usize| (0..count).map(row).collect::<String>();
        format!(
            "cot = [{{ ten = \"Việc\" }}, {{ ten = \"Thôn\" }}]\nhang = [{{ nhom = \"A. Một\" }}, {}{{ nhom = \"B. Hai\" }}, {}]",
            rows(before),
            rows(after)
        )
    };
    let mut turned = 0;
    for before in 26..36 {
        let pdf = read(&table(before, 3));
        let page = pdf.pages.iter().find(|page| page.lines.iter().any(|line| line.text == "B. Hai"));
        let page = page.expect("the second group");
        let name = page.line("B. Hai").y;
        assert!(page.lines.iter().any(|line| line.text == "Việc 0" && line.y > name), "{before}");
        assert_eq!(pdf.text().matches("Việc ").count(), before + 3, "{before}");
        turned += usize::from(!pdf.pages[0].lines.iter().any(|line| line.text == "B. Hai"));
        let heads: Vec<&str> = kinds(&pdf, "TH").iter().map(|tag| tag.full_text.as_str()).collect();
        assert_eq!(heads, ["Việc", "Thôn", "A. Một", "B. Hai"]);
    }
    assert!((1..10).contains(&turned), "the page ends within these: {turned}");
    let alone = read(&table(2, 0));
    assert!(alone.text().contains("B. Hai"), "a group without rows");
}

#[test]
fn shared_headings_span_their_columns() {
    let table = "cot = [{ ten = \"Đơn vị\" }, { ten = \"Có thẻ\", nhom = \"Số lượt\" }, { ten = \"Không thẻ\", nhom = \"Số lượt\" }]\n\
                 hang = [[\"Trạm Y tế\", \"1\", \"2\"]]";
    let pdf = read(table);
    let page = &pdf.pages[0];
    let (shared, left, right) = (page.line("Số lượt"), page.line("Có thẻ"), page.line("Không thẻ"));
    assert!(shared.y < left.y && (left.y - right.y).abs() < NEAR);
    assert!(left.centre() < shared.centre() && shared.centre() < right.centre());
    let own = page.line("Đơn vị").y;
    assert!(shared.y < own && own < left.y, "in the middle of both rows");
    assert_eq!(kinds(&pdf, "TH").len(), 4);
}

/// A table of `columns` columns of long words.
fn wide(columns: usize) -> String {
    let column = |i: usize| format!("{{ ten = \"Cột{i}\" }}");
    let columns: Vec<String> = (0..columns).map(column).collect();
    let row = vec!["\"Nghiệm-thu/Quyết-toán\""; columns.len()].join(", ").replace(['-', '/'], "");
    format!("cot = [{}]\nhang = [[{row}]]", columns.join(", "))
}

#[test]
fn a_wide_table_has_smaller_type_then_a_landscape_page() {
    let size = |pdf: &Pdf| {
        let lines = pdf.pages.iter().flat_map(|page| &page.lines);
        lines.filter(|line| line.text.contains("Nghiệm")).map(|line| line.runs[0].size).fold(99.0, f64::min)
    };
    let [least, most] = [STANDARD.bang["co_nho_nhat"], STANDARD.bang["co_lon_nhat"]];
    assert_eq!(size(&read(&wide(2))), most);
    let small = read(&wide(4));
    assert!(size(&small) < most && size(&small) >= least, "{}", size(&small));
    assert!(small.pages.iter().all(|page| page.width < page.height));
    let turned = read(&wide(6));
    let landscape: Vec<usize> =
        (0..turned.pages.len()).filter(|at| turned.pages[*at].width > turned.pages[*at].height).collect();
    assert_eq!((landscape, turned.pages.len()), (vec![1], 3), "text, the table, text");
    let right = STANDARD.trang["cao_mm"] - STANDARD.le["le_phai"].mac_dinh;
    assert!(turned.pages[1].lines.iter().all(|line| line.x1 <= right + NEAR));
    let found = located(&composed(&with_table(&wide(12))));
    assert!(found.iter().any(|line| line.contains("bang-qua-rong")), "{found:?}");
}

/// PL I, Phần I, I.2: where a wide table ends the text, all of the document is landscape.
#[test]
fn a_wide_table_at_the_end_turns_the_whole_document() {
    let body = "noi_dung = \"Kết quả như sau:\\n{{ bang(\\\"x\\\") }}\"";
    let pdf = Pdf::read(pdf(&format!("{}\n[bang.x]\n{}", plan_with(body), wide(6))));
    assert_eq!(pdf.pages.len(), 1);
    assert!(pdf.pages[0].width > pdf.pages[0].height);
    let page = &pdf.pages[0];
    assert!(page.line("Nghiệm").y < page.line("Nơi nhận:").y);
}

/// The signature never stands alone: rows go with it where a table ends the text.
#[test]
fn rows_go_with_the_signature() {
    for count in 20..48 {
        let body = "noi_dung = \"Kết quả như sau:\\n{{ bang(\\\"x\\\") }}\"";
        let pdf = Pdf::read(pdf(&format!("{}\n[bang.x]\n{}", plan_with(body), long_table(count))));
        let last = pdf.pages.last().expect("a page");
        let foot = last.line("Nơi nhận:").y;
        let head = last.line("TT");
        let rows =
            last.lines.iter().filter(|line| line.y > head.y && line.y < foot && line.x0 < head.x1 + 20.0);
        assert!(rows.count() >= own("dong_cung_chu_ky") as usize, "{count} rows");
    }
}

#[test]
fn what_a_cell_says_is_never_structure() {
    let table = "cot = [{ ten = \"A | B\" }, { ten = \"1. C\" }]\nhang = [[\"- a | b\", \"I. # $x$ *y* @z <w>\"], [\"|# nhóm\", \"{{ so }}\"]]";
    let pdf = read(table);
    for want in ["A | B", "1. C", "- a | b", "I. # $x$ *y* @z <w>", "|# nhóm", "7"] {
        pdf.pages[0].line(want);
    }
}

#[test]
fn mistakes_have_their_places() {
    let found = |table: &str| located(&composed(&with_table(table))).join("\n");
    let text = found("cot = [{ ten = \"A\" }]\nhang = [[\"1\", \"2\"]]");
    assert!(text.contains("so-o-khong-khop") && text.contains("hàng này có 2 ô, bảng `x` cần 1"), "{text}");
    let text = found("cot = [{ ten = \"A\", dang = \"so\" }]\nhang = [[\"nhiều\"]]");
    assert!(text.contains("cot-sai-dang") && text.contains("cột `A` là cột số"), "{text}");
    let text = found("cot = [{ ten = \"A\", dang = \"soo\", canh = \"giữa\" }]\nhang = [[\"1\"]]");
    assert!(text.contains("bang.x.cot[1].dang") && text.contains("bang.x.cot[1].canh"), "{text}");
    for figure in ["dang = \"so\", so_le = 99999", "rong = nan", "rong = -5", "phan = 0", "phan = inf"] {
        let text = found(&format!("cot = [{{ ten = \"A\", {figure} }}]\nhang = [[\"1\"]]"));
        assert!(text.contains("so-do-bang-sai"), "{figure}: {text}");
    }
    let text = found("hang = [[\"1\"]]");
    assert!(text.contains("thiếu khóa `bang.x.cot`"), "{text}");
    let text = found("cot = [{ ten = \"A\" }]\nhang = [[true]]");
    assert!(text.contains("sai-kieu"), "{text}");
    let other = plan_with("noi_dung = \"Xem:\\n{{ bang(\\\"xy\\\") }}\\nHết.\"");
    let text = located(&composed(&format!("{other}\n[bang.x]\ncot = [{{ ten = \"A\" }}]\nhang = [[\"1\"]]")))
        .join("\n");
    assert!(
        text.contains("bang-la") && text.contains("có phải \"x\"?") && text.contains("bang-khong-dung"),
        "{text}"
    );
    let within = plan_with("trich_yeu = \"Kết quả {{ bang(\\\"x\\\") }}\"");
    let text =
        located(&composed(&format!("{within}\n[bang.x]\ncot = [{{ ten = \"A\" }}]\nhang = [[\"1\"]]")))
            .join("\n");
    assert!(text.contains("bang-sai-cho"), "{text}");
}

/// A row that is higher than half a page may break; nothing leaves the page, and nothing is lost.
#[test]
fn a_row_higher_than_a_page_goes_on_on_the_next() {
    let long = words(900);
    let table = format!(
        "cot = [{{ ten = \"Mục\" }}, {{ ten = \"Lời\" }}]\nhang = [[\"Một\", \"{long}\"], [\"Hai\", \"Ngắn\"]]"
    );
    let pdf = read(&table);
    assert!(pdf.pages.len() > 1);
    let (area, text) = (Area::usual(), pdf.text().replace('\n', " "));
    let lines = pdf.pages.iter().flat_map(|page| &page.lines);
    assert!(lines.into_iter().all(|line| line.y <= area.bottom), "{text}");
    let word = "Nhân";
    assert_eq!(text.matches(word).count(), long.matches(word).count());
}

#[test]
fn a_row_without_a_word_is_a_line_high() {
    let at = |row: &str| {
        let table = format!(
            "cot = [{{ ten = \"Mục\" }}, {{ ten = \"Lời\" }}]\nhang = [[\"Một\", \"\"], {row}[\"Hai\", \"\"]]"
        );
        let pdf = read(&table);
        pdf.pages[0].line("Hai").y
    };
    let line = pitch(STANDARD.bang["co_lon_nhat"]);
    assert_within("a row", at("[\"\", \"\"], ") - at(""), [line * 0.9, line * 1.5]);
}

/// A list of 3,000 people is one table: every row once, none beyond the page, the sum at its end.
#[test]
fn three_thousand_rows_are_one_table() {
    let body = "noi_dung = \"Danh sách như sau:\\n{{ bang(\\\"x\\\") }}\\nTrên đây là danh sách các hộ được hỗ trợ trong năm 2026 trên địa bàn xã.\"";
    let Composed { van_ban, mut findings, .. } =
        composed(&format!("{}\n[bang.x]\n{}", plan_with(body), long_table(3000)));
    let pages = TYPESETTER.typeset(&van_ban.expect("a document"), &mut findings).expect("pages");
    assert_eq!(findings.iter().count(), 0, "{findings:?}");
    let lines = &pages.drawing.lines;
    let names = lines.iter().filter(|line| line.text.starts_with("Hộ ông")).count();
    let heads = lines.iter().filter(|line| line.text == "Họ tên").count();
    assert_eq!((names, heads), (3000, pages.document.pages().len()), "a head row on every page");
    assert!(lines.iter().any(|line| line.text == "7.501.500"), "the sum");
}

/// A merged cell that goes on on the next page says its words there too.
#[test]
fn a_merged_cell_is_said_again_on_the_next_page() {
    let row = |i: usize| format!("[\"{}\", \"Việc thứ {i}\"]", if i < 70 { "Thứ Hai" } else { "Thứ Ba" });
    let rows: Vec<String> = (0..80).map(row).collect();
    let table = format!(
        "cot = [{{ ten = \"Ngày\", gop = true }}, {{ ten = \"Nội dung\" }}]\nhang = [{}]",
        rows.join(", ")
    );
    let pdf = read(&table);
    assert_eq!(pdf.pages.len(), 3);
    let said = |page: &Page, day: &str| page.lines.iter().filter(|line| line.text == day).count();
    let days: Vec<(usize, usize)> =
        pdf.pages.iter().map(|page| (said(page, "Thứ Hai"), said(page, "Thứ Ba"))).collect();
    assert_eq!(days, [(1, 0), (1, 0), (1, 1)]);
    for page in &pdf.pages[1..] {
        let first = page.lines.iter().find(|line| line.text.starts_with("Việc thứ")).expect("a row");
        assert_near("level with the first row", page.line("Thứ Hai").y, first.y);
    }
}

/// Widths in mm hold; shares divide what they leave.
#[test]
fn widths_and_shares_hold() {
    let table = "cot = [{ ten = \"Một\", rong = 20 }, { ten = \"Hai\", phan = 1 }, { ten = \"Ba\", phan = 2 }]\n\
                 hang = [[\"một\", \"hai\", \"ba\"]]";
    let pdf = read(table);
    let (page, area, inset) = (&pdf.pages[0], Area::usual(), STANDARD.bang["le_o_mm"]);
    let rest = (area.width() - 20.0) / 3.0;
    assert_near("the first", page.line("một").x0, area.left + inset);
    assert_near("the second", page.line("hai").x0, area.left + 20.0 + inset);
    assert_near("the third", page.line("ba").x0, area.left + 20.0 + rest + inset);
}

/// Caption and unit stand above the table, notes below it.
#[test]
fn caption_unit_and_notes_stand_around_the_table() {
    let table = "ten = \"Bảng 1. Số cây\"\ndon_vi_tinh = \"cây\"\nghi_chu = [\"Số liệu ước tính\"]\ncot = [{ ten = \"Thôn\" }, { ten = \"Số cây\" }]\nhang = [[\"Thượng\", \"500\"]]";
    let pdf = read(table);
    let (page, area) = (&pdf.pages[0], Area::usual());
    let [caption, unit, head, row, note] =
        ["Bảng 1. Số cây", "Đơn vị tính: cây", "Thôn", "Thượng", "Số liệu"].map(|text| page.line(text));
    let order = [caption.y, unit.y, head.y, row.y, note.y];
    assert!(order.windows(2).all(|pair| pair[0] < pair[1]), "{order:?}");
    assert_near("the caption", caption.centre(), area.centre());
    assert_near("the unit", unit.x1, area.right);
    assert_near("the note", note.x0, area.left);
    assert_eq!((style(caption), style(unit)), ((true, false), (false, true)));
}

/// A plan may be a table alone: its rows go with the signature.
#[test]
fn a_body_may_be_a_table_alone() {
    let plan = plan_with("noi_dung = \"{{ bang('x') }}\"");
    for count in [1, 30, 60] {
        let plan = format!("{plan}\n[bang.x]\n{}", long_table(count));
        assert_eq!(located(&composed(&plan)), [""; 0], "{count}");
        let pdf = Pdf::read(pdf(&plan));
        let last = pdf.pages.last().expect("a page");
        let foot = last.line("Nơi nhận:").y;
        assert!(last.line("TT").y < foot && last.line("Tổng cộng").y < foot, "{count}");
        let names = pdf.pages.iter().flat_map(|page| &page.lines);
        assert_eq!(names.filter(|line| line.text.starts_with("Hộ ông")).count(), count);
    }
}
