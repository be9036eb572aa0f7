//! Phụ lục I, Phần I, I.1 and I.3, on the page: paper and margins.

use super::trang_chu::OWN_LAYOUT;
use crate::{
    check::{Laid, Part, mm, pt, sai_so},
    diagnostic::{Diagnostic, Findings},
    source::Span,
    standard::STANDARD,
    typeset::Line,
};

rules! {
    /// Paper of another size.
    KHO_GIAY_SAI: "kho-giay-sai", Error, "PL I, Phần I, I.1", "Khổ giấy A4: 210 mm x 297 mm.",
        "layout/khung.typ: height: nd30.trang.cao_mm => height: 1em + nd30.trang.cao_mm", "so = 5" => trang(paper);
    /// Margins outside their ranges.
    LE_SAI: "le-sai", Error, "PL I, Phần I, I.3", "Lề trên, dưới 20 – 25 mm; lề trái 30 – 35 mm; lề phải 15 – 20 mm.",
        "layout/khung.typ: left: le.le_trai => left: (le.le_trai - 8)", "so = 5" => trang(margins);
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= pt(sai_so("mm"))
}

fn paper(laid: &Laid<'_>, findings: &mut Findings) {
    let (width, height) = (STANDARD.trang["rong_mm"], STANDARD.trang["cao_mm"]);
    for (number, page) in laid.pages.iter().enumerate() {
        let is = |w: f64, h: f64| near(page.0, pt(w)) && near(page.1, pt(h));
        // Landscape for wide tables (I.2).
        if !is(width, height) && !is(height, width) {
            let message = format!(
                "trang {:.0} mm x {:.0} mm, nghị định quy định {width} mm x {height} mm",
                mm(page.0),
                mm(page.1)
            );
            let found = Diagnostic::new(&KHO_GIAY_SAI, laid.anywhere(), message);
            findings.push(found.on_page(number + 1).hint(OWN_LAYOUT));
            return;
        }
    }
}

/// A margin as a page has it, pt.
struct Margin {
    key: &'static str,
    word: &'static str,
    page: usize,
    /// It is at least so wide,
    least: f64,
    /// and at most so wide.
    most: f64,
}

impl Margin {
    fn of(key: &'static str, word: &'static str, page: usize, measure: f64) -> Self {
        Self { key, word, page, least: measure, most: measure }
    }

    /// The measure that is outside the range, if one is.
    fn wrong(&self) -> Option<f64> {
        let [min, max] = STANDARD.le[self.key].khoang.map(pt);
        let off = pt(sai_so("mm"));
        [(self.most < min - off, self.most), (self.least > max + off, self.least)]
            .into_iter()
            .find_map(|(wrong, measure)| wrong.then_some(measure))
    }
}

fn margins(laid: &Laid<'_>, findings: &mut Findings) {
    for part in &laid.parts {
        let place = part.anywhere().or_else(|| laid.anywhere());
        let mut said: Vec<&str> = Vec::new();
        for margin in of_text(laid, part).into_iter().chain(of_strokes(laid, part)) {
            if let Some(measure) = margin.wrong().filter(|_| !said.contains(&margin.key)) {
                said.push(margin.key);
                findings.push(wrong(&margin, measure, place));
            }
        }
    }
}

fn wrong(margin: &Margin, measure: f64, place: Option<Span>) -> Diagnostic {
    let [min, max] = STANDARD.le[margin.key].khoang;
    let message = format!("lề {} {:.1} mm, nghị định cho {min} đến {max} mm", margin.word, mm(measure));
    Diagnostic::new(&LE_SAI, place, message).on_page(margin.page + 1).hint(OWN_LAYOUT)
}

/// The margins that the lines of a text show.
fn of_text(laid: &Laid<'_>, part: &Part<'_>) -> Vec<Margin> {
    let first = part.pages.start;
    let mut found = vec![Margin::of("le_trai", "trái", first, part.left)];
    found.extend(part.right.map(|right| Margin::of("le_phai", "phải", first, part.size.0 - right)));
    found.extend(part.pages.clone().filter_map(|page| top(laid, part, page)));
    if let Some(bottom) = part.bottom {
        let page = part.pages.clone().rfind(|page| lowest(laid, *page).is_some_and(|y| near(y, bottom)));
        let page = page.unwrap_or(first);
        found.push(Margin { least: 0.0, ..Margin::of("le_duoi", "dưới", page, bottom) });
    }
    found.extend(part.pages.clone().filter_map(|page| wide_bottom(laid, part, page)));
    found
}

/// The upper margin of a page; below the head of another page than the first there may be room.
fn top(laid: &Laid<'_>, part: &Part<'_>, page: usize) -> Option<Margin> {
    let van_ban = laid.van_ban;
    // What stands in the margin: marks, and what an electronic file says of its signing.
    let signed = van_ban.chu_ky_so.iter().chain(part.kem_theo.and_then(|part| part.chu_ky_so.as_ref()));
    let above: Vec<usize> =
        van_ban.dau.iter().map(|dau| &dau.chu).chain(signed).map(|block| block.id).collect();
    let top = |line: &Line| line.y - STANDARD.dong_don["tren"] * line.size();
    let own = laid.lines_on(page).iter().filter(|line| line.block.is_some_and(|id| !above.contains(&id)));
    let measure = own.map(top).min_by(f64::total_cmp)?;
    let least = if page == part.pages.start { measure } else { 0.0 };
    Some(Margin { least, ..Margin::of("le_tren", "trên", page, measure) })
}

/// How near to the lower edge the text of a page comes, pt.
fn lowest(laid: &Laid<'_>, page: usize) -> Option<f64> {
    let height = laid.pages[page].1;
    let end = |line: &Line| height - line.y - STANDARD.dong_don["duoi"] * line.size();
    let own = laid.lines_on(page).iter().filter(|line| line.block.is_some());
    own.map(end).min_by(f64::total_cmp)
}

/// A lower margin that is wider than may be: a paragraph goes on on the next page, though there is room
/// for another of its lines here.
fn wide_bottom(laid: &Laid<'_>, part: &Part<'_>, page: usize) -> Option<Margin> {
    let next = page + 1;
    // Before a signature's page text may have been parted on purpose.
    let signed = laid.lines_of(&laid.van_ban.noi_nhan).any(|line| line.page == next);
    if signed || !part.pages.contains(&next) || laid.is_turned(page) || laid.is_turned(next) {
        return None;
    }
    let line = laid.lines_on(next).iter().find(|line| line.block.is_some())?;
    let block = laid.block(line).filter(|block| STANDARD.doan.contains_key(block.kieu))?;
    let on = |page: usize| laid.lines_of(block).filter(move |line| line.page == page).count();
    // Two lines stay together, so a third one could have come here.
    if on(page) == 0 || on(next) < 3 {
        return None;
    }
    let pitch = laid.pitch().unwrap_or(line.size() * STANDARD.single_line());
    let least = lowest(laid, page)? - pitch;
    Some(Margin { most: f64::INFINITY, ..Margin::of("le_duoi", "dưới", page, least) })
}

/// The margins that the rules of tables leave at least.
fn of_strokes(laid: &Laid<'_>, part: &Part<'_>) -> Vec<Margin> {
    let mut found = Vec::new();
    for stroke in laid.strokes.iter().filter(|stroke| part.pages.contains(&stroke.page)) {
        let (page, (width, height)) = (stroke.page, laid.pages[stroke.page]);
        let sides = [
            ("le_trai", "trái", stroke.from.0),
            ("le_phai", "phải", width - stroke.to.0),
            ("le_duoi", "dưới", height - stroke.to.1),
        ];
        let at_least = |(key, word, measure)| Margin { least: 0.0, ..Margin::of(key, word, page, measure) };
        found.extend(sides.map(at_least).into_iter().filter(|margin| margin.wrong().is_some()));
    }
    found
}
