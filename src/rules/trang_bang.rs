//! Phụ lục I, Phần I, I.2 and II.6.e, on the page: tables.

use super::trang_chu::{OWN_LAYOUT, shown};
use crate::{
    bang_bieu::BangBieu,
    check::Laid,
    diagnostic::{Diagnostic, Findings},
    typeset::{Line, Stroke},
    van_ban::Block,
};
use std::collections::{BTreeMap, BTreeSet};

rules! {
    /// A table that its page cuts.
    BANG_BI_CAT: "bang-bi-cat", Warning, "PL I, Phần I, II.6.e", "Hàng của bảng không bị cắt giữa hai trang, hàng đầu đứng lại ở trang sau, chữ không đè lên đường kẻ.",
        "-khuon\n-nhiem_vu\nnoi_dung = \"Số cây đã trồng:\\n{{ bang('cay') }}\\nTrên đây là kết quả.\"\nbang.cay = { cot = [{ ten = \"Thôn\" }, { ten = \"Số cây\" }], hang = [[\"Thượng\", \"1.500\"]] }\nlayout/bang.typ: columns: cot, => columns: cot.map(w => w / 10),",
        "-khuon\n-nhiem_vu\nnoi_dung = \"Số cây đã trồng:\\n{{ bang('cay') }}\\nTrên đây là kết quả.\"\nbang.cay = { cot = [{ ten = \"Thôn\" }, { ten = \"Số cây\" }], hang = [[\"Thượng\", \"1.500\"]] }" => trang(cut);
}

/// How far letters may reach over a rule, pt.
const OVER: f64 = 0.5;

fn cut(laid: &Laid<'_>, findings: &mut Findings) {
    for bang in laid.van_ban.tables() {
        let found =
            [broken_row(laid, bang), headless(laid, bang), without_caption(laid, bang), crossed(laid, bang)];
        if let Some((block, line, message)) = found.into_iter().flatten().next() {
            let found = Diagnostic::new(&BANG_BI_CAT, block.place_to_mend(), message);
            findings.push(found.on_page(line.page + 1).hint(OWN_LAYOUT));
        }
    }
}

type Cut<'l, 'b> = Option<(&'b Block, &'l Line, String)>;

/// A row on two pages that need not be; a cell that spans rows belongs to several.
fn broken_row<'l, 'b>(laid: &'l Laid<'_>, bang: &'b BangBieu) -> Cut<'l, 'b> {
    let rows = bang.hang.iter().filter(|hang| !hang.o.iter().any(|o| o.ngat));
    let mut broken = rows.filter_map(|hang| {
        let cells = hang.o.iter().filter(|o| o.cao == 1).map(|o| &o.khoi);
        let mut lines = cells.flat_map(|cell| laid.lines_of(cell).map(move |line| (cell, line)));
        let (_, first) = lines.next()?;
        lines.find(|(_, line)| line.page != first.page)
    });
    let (cell, line) = broken.next().or_else(|| behind_the_head(laid, bang))?;
    Some((cell, line, format!("hàng có `{}` bị cắt giữa hai trang", shown(line))))
}

/// A line that goes on behind a repeated head: Typst names its cell on the page before only, so here it
/// seems to be one of the head's last cell, which is longer than its words then.
fn behind_the_head<'l, 'b>(laid: &'l Laid<'_>, bang: &'b BangBieu) -> Option<(&'b Block, &'l Line)> {
    if bang.hang.iter().any(|hang| hang.o.iter().any(|o| o.ngat)) {
        return None;
    }
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
    let mut cells = bang.dau.iter().flat_map(|hang| &hang.o).map(|o| &o.khoi);
    cells.find_map(|cell| {
        let own = letters(&cell.text());
        let (mut page, mut count) = (None, 0);
        let mut lines = laid.lines_of(cell);
        let line = lines.find(|line| {
            count = if page == Some(line.page) { count } else { 0 } + letters(&line.text);
            page = Some(line.page);
            count > own
        });
        line.map(|line| (cell, line))
    })
}

/// A page with rows and without the head.
fn headless<'l, 'b>(laid: &'l Laid<'_>, bang: &'b BangBieu) -> Cut<'l, 'b> {
    let pages = |block: &Block| laid.lines_of(block).map(|line| line.page).collect::<BTreeSet<usize>>();
    let heads = bang.dau.iter().flat_map(|hang| &hang.o).filter(|o| !o.khoi.runs.is_empty());
    let heads: Vec<BTreeSet<usize>> = heads.map(|o| pages(&o.khoi)).collect();
    let cells = bang.hang.iter().flat_map(|hang| &hang.o).map(|o| &o.khoi);
    let mut lines = cells.flat_map(|cell| laid.lines_of(cell).map(move |line| (cell, line)));
    let (cell, line) = lines.find(|(_, line)| heads.iter().any(|pages| !pages.contains(&line.page)))?;
    Some((cell, line, "trang có hàng của bảng mà không có hàng đầu".to_owned()))
}

/// What stands over a table, on another page than its first row.
fn without_caption<'l, 'b>(laid: &'l Laid<'_>, bang: &'b BangBieu) -> Cut<'l, 'b> {
    let first = bang.hang.iter().flat_map(|hang| &hang.o).find_map(|o| laid.lines_of(&o.khoi).next())?;
    let above = bang.ten.iter().chain(&bang.don_vi_tinh);
    let mut lines = above.flat_map(|block| laid.lines_of(block).map(move |line| (block, line)));
    let (block, line) = lines.find(|(_, line)| line.page != first.page)?;
    Some((block, line, format!("`{}` đứng khác trang với bảng của nó", shown(line))))
}

/// Letters that a rule of the table runs through.
fn crossed<'l, 'b>(laid: &'l Laid<'_>, bang: &'b BangBieu) -> Cut<'l, 'b> {
    let mut upright: BTreeMap<usize, Vec<&Stroke>> = BTreeMap::new();
    for stroke in laid.strokes.iter().filter(|stroke| stroke.to.0 - stroke.from.0 < OVER) {
        upright.entry(stroke.page).or_default().push(stroke);
    }
    let cells = bang.dau.iter().chain(&bang.hang).flat_map(|hang| &hang.o).map(|o| &o.khoi);
    let mut lines = cells.flat_map(|cell| laid.lines_of(cell).map(move |line| (cell, line)));
    let through = |line: &Line| {
        let y = line.y - line.size() / 4.0;
        let on_page = upright.get(&line.page).into_iter().flatten();
        on_page.into_iter().any(|stroke| {
            (line.x.0 + OVER..line.x.1 - OVER).contains(&stroke.from.0)
                && (stroke.from.1..stroke.to.1).contains(&y)
        })
    };
    let (cell, line) = lines.find(|(_, line)| through(line))?;
    Some((cell, line, format!("chữ `{}` đè lên đường kẻ của bảng", shown(line))))
}
