//! What stands on the finished pages, clause by clause of the decree's Phụ lục I, Phần I.
//!
//! The figures come from `data/nd30.toml`; tolerances are the tests' own.

mod anh;
mod ban_sao;
mod bang;
mod bang_tep;
mod cac_loai;
mod chu_thich;
mod cuoi;
mod dau;
mod hinh;
mod kem_theo;
mod kho_le;
mod ngat_trang;
mod phan_khac;
mod ten_loai;
mod tep;
mod than;
mod thuc_te;
mod vi_du;

use crate::support::{
    pdf::{Line, Page, Pdf, Rule, Tag},
    plans,
};
use std::collections::BTreeMap;
use vanban::standard::{Part, STANDARD};

const MM_PER_PT: f64 = 25.4 / 72.0;

/// Places that should be the same differ by no more than this, mm.
const NEAR: f64 = 0.3;

/// The finished document of the test plan with these lines in place.
fn document(lines: &str) -> Pdf {
    Pdf::read(plans::pdf(&plans::plan_with(lines)))
}

/// The first page of a plan with these lines.
fn first_page(lines: &str) -> Page {
    document(lines).pages.swap_remove(0)
}

/// A TOML key with a string.
fn key(name: &str, text: &str) -> String {
    format!("{name} = {text:?}")
}

/// `count` words of running text, with a full stop.
fn words(count: usize) -> String {
    const TEXT: &str = "Các thôn phối hợp với nhà trường vận động Nhân dân tham gia trồng cây, chăm sóc cây \
        và giữ gìn vệ sinh môi trường trên địa bàn xã";
    let words: Vec<&str> = TEXT.split_whitespace().cycle().take(count).collect();
    words.join(" ") + "."
}

/// The text area of a page, mm.
#[derive(Debug, Clone, Copy)]
struct Area {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Area {
    /// Within the margins that stand unless others are chosen.
    fn usual() -> Area {
        Area::chosen("", 0.0)
    }

    /// The same with one margin chosen.
    fn chosen(margin: &str, mm: f64) -> Area {
        let of = |name: &str| if name == margin { mm } else { STANDARD.le[name].mac_dinh };
        Area {
            left: of("le_trai"),
            right: STANDARD.trang["rong_mm"] - of("le_phai"),
            top: of("le_tren"),
            bottom: STANDARD.trang["cao_mm"] - of("le_duoi"),
        }
    }

    fn width(&self) -> f64 {
        self.right - self.left
    }

    fn centre(&self) -> f64 {
        (self.left + self.right) / 2.0
    }
}

/// From the top of a line to its baseline at a size in pt, mm.
fn ascent(size: f64) -> f64 {
    STANDARD.dong_don["tren"] * size * MM_PER_PT
}

/// From a baseline to the foot of its line at a size in pt, mm.
fn descent(size: f64) -> f64 {
    STANDARD.dong_don["duoi"] * size * MM_PER_PT
}

/// From baseline to baseline of single lines at a size in pt, mm.
fn pitch(size: f64) -> f64 {
    let single: f64 = STANDARD.dong_don.values().sum();
    single * size * MM_PER_PT
}

/// The sizes that are used unless others are chosen, pt.
fn usual_sizes() -> &'static BTreeMap<String, f64> {
    &STANDARD.bo_co["13/14/14"]
}

/// Weight and slope of a part.
fn part(name: &str) -> &'static Part {
    &STANDARD.thanh_phan[name]
}

/// The smallest and the largest share of its line that a rule may have.
fn share(rule: &str) -> [f64; 2] {
    let share = STANDARD.ke[rule].as_array().expect("a range");
    let share: Vec<f64> = share.iter().filter_map(|end| end.as_float()).collect();
    share.try_into().expect("two ends")
}

/// A figure of the layout that the decree leaves open.
fn own(name: &str) -> f64 {
    STANDARD.bo_cuc[name]
}

#[track_caller]
fn assert_near(what: &str, got: f64, wanted: f64) {
    assert!((got - wanted).abs() <= NEAR, "{what}: {got:.2} instead of {wanted:.2}");
}

#[track_caller]
fn assert_within(what: &str, got: f64, [min, max]: [f64; 2]) {
    assert!((min..=max).contains(&got), "{what}: {got:.3} is not between {min:.3} and {max:.3}");
}

/// All of a line has the weight and slope of a part, and this size.
#[track_caller]
fn assert_style(line: &Line, part: &Part, size: f64) {
    assert_within(&line.text, size, part.co);
    for run in &line.runs {
        assert!((run.size - size).abs() < 0.01, "{:?} has {} pt instead of {size}", run.text, run.size);
        assert_eq!((run.bold(), run.italic()), (part.dam, part.nghieng), "bold and italic of {:?}", run.text);
    }
}

/// The nearest rule below a line.
#[track_caller]
fn rule_under<'p>(page: &'p Page, line: &Line) -> &'p Rule {
    let below = |rule: &&Rule| rule.y > line.y && rule.x0 < line.x1 && rule.x1 > line.x0;
    let rule = page.rules.iter().find(below).expect("a rule");
    assert_within("from a line to its rule", rule.y - line.y, [0.0, pitch(line.runs[0].size)]);
    rule
}

/// Bold and italic of all of a line, which must be the same throughout.
#[track_caller]
fn style(line: &Line) -> (bool, bool) {
    let styles: Vec<_> = line.runs.iter().map(|run| (run.bold(), run.italic())).collect();
    assert!(styles.iter().all(|style| *style == styles[0]), "mixed: {:?}", line.runs);
    styles[0]
}

/// The widths of the lines of one text differ by less than a quarter of the widest.
#[track_caller]
fn assert_balanced<'a>(lines: impl Iterator<Item = &'a &'a Line>) {
    let widths: Vec<f64> = lines.map(|line| line.width()).collect();
    let widest = widths.iter().copied().fold(0.0, f64::max);
    assert!(widths.iter().all(|width| *width > 0.75 * widest), "{widths:.1?}");
}

/// Lines of one size follow each other without a gap: within 1 % of single spacing.
#[track_caller]
fn assert_single_spaced(lines: &[&Line]) {
    let wanted = pitch(lines[0].runs[0].size);
    for pair in lines.windows(2) {
        assert_within(&pair[1].text, pair[1].y - pair[0].y, [0.99 * wanted, 1.01 * wanted]);
    }
}

/// A line of text and the page that it stands on.
#[derive(Debug, Clone, Copy)]
struct Placed<'p> {
    page: usize,
    line: &'p Line,
}

/// All lines of text but the page numbers.
fn text_lines(pdf: &Pdf, area: Area) -> Vec<Placed<'_>> {
    let pages = pdf.pages.iter().enumerate();
    let lines = pages.flat_map(|(page, p)| p.lines.iter().map(move |line| Placed { page, line }));
    lines.filter(|at| at.page == 0 || at.line.y > area.top).collect()
}

/// What the first line of the foot may say.
const FOOT: [&str; 2] = ["Nơi nhận:", "CHỦ TỊCH"];

/// The lines between the rule under the trích yếu and the foot.
fn body(pdf: &Pdf, area: Area) -> Vec<Placed<'_>> {
    let start = pdf.pages[0].rules.last().expect("a rule under the trích yếu").y;
    let lines = text_lines(pdf, area);
    let foot = lines.iter().position(|at| FOOT.contains(&at.line.text.as_str())).expect("a foot");
    let is_body = |at: &Placed<'_>| at.page > 0 || at.line.y > start;
    lines.into_iter().take(foot).filter(is_body).collect()
}

/// The lines of each paragraph; one begins where a line is indented.
fn paragraphs<'b, 'p>(body: &'b [Placed<'p>], area: Area) -> Vec<&'b [Placed<'p>]> {
    let is_indented = |at: &Placed<'_>| at.line.x0 > area.left + NEAR;
    body.chunk_by(|_, next| !is_indented(next)).collect()
}

/// The text of the body, its lines joined.
fn body_text(pdf: &Pdf, area: Area) -> String {
    body(pdf, area).iter().map(|at| at.line.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// The level of a heading.
fn heading_level(tag: &Tag) -> Option<usize> {
    tag.kind.strip_prefix('H')?.parse().ok()
}
