//! Widths of columns, size of type and orientation: the largest type at which every column holds its
//! words, upright while it can be. Lengths are mm, widths of text em.

use super::{Column, Content, Hang, O, RowKind};
use crate::{
    metrics::{MM_PER_PT, width_em},
    outline::Run,
    standard::STANDARD,
};

/// Where a table may stand: the width of the text upright, and on landscape pages of its own.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Space {
    /// On the page that the text stands on; `None` where the author wants landscape.
    pub here_mm: Option<f64>,
    /// On landscape pages of its own; `None` where these may not be.
    pub turned_mm: Option<f64>,
}

/// How a table is set.
#[derive(Debug)]
pub(crate) struct Fit {
    /// The width of each column.
    pub rong_mm: Vec<f64>,
    /// The size of its type, pt.
    pub co: f64,
    /// Whether it stands on landscape pages of its own.
    pub turned: bool,
}

/// What the texts of a column take, em.
#[derive(Debug, Clone, Copy, Default)]
struct Measure {
    /// The longest word.
    word: f64,
    /// The longest piece that no line parts: words part behind `-` and `/`.
    piece: f64,
    /// The longest line as typed.
    line: f64,
    /// A usual cell.
    mean: f64,
}

/// How narrow a column may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ease {
    /// No word is parted and no column is a mere strip.
    Easy,
    /// Every piece fits.
    Tight,
}

/// Sets a table; the column that is too wide for any page where none holds it.
pub(crate) fn fit(content: &Content, dau: &[Hang], chosen: Option<f64>, space: Space) -> Result<Fit, usize> {
    let measures: Vec<Measure> = (0..content.cot.len()).map(|at| measure(content, dau, at)).collect();
    let [least, most] = [STANDARD.bang["co_nho_nhat"], STANDARD.bang["co_lon_nhat"]];
    let steps = (most - least).max(0.0) as usize;
    let sizes: Vec<f64> = match chosen {
        Some(size) => vec![size],
        None => (0..=steps).map(|step| most - step as f64).collect(),
    };
    let here = space.here_mm.map(|width| (width, false));
    let turned = space.turned_mm.map(|width| (width, true));
    let tries = |ease, order: [Option<(f64, bool)>; 2]| {
        order.into_iter().flatten().find_map(|(width, turned)| {
            sizes.iter().find_map(|size| {
                let rong_mm = distribute(&content.cot, &measures, *size, width, ease)?;
                Some(Fit { rong_mm, co: *size, turned })
            })
        })
    };
    let found = tries(Ease::Easy, [here, turned]).or_else(|| tries(Ease::Tight, [turned, here]));
    found.ok_or_else(|| {
        let width = |at: &usize| measures[*at].piece;
        (0..measures.len()).rev().max_by(|a, b| width(a).total_cmp(&width(b))).unwrap_or(0)
    })
}

fn measure(content: &Content, dau: &[Hang], at: usize) -> Measure {
    let mut measure = Measure::default();
    let rows = content.rows.iter().filter(|row| row.kind == RowKind::Cells);
    let (mut sum, mut count) = (0.0, 0.0);
    for row in rows {
        let cell = measure.take(&row.cells[at]);
        sum += cell;
        count += f64::from(u8::from(cell > 0.0));
    }
    let totals = content.rows.iter().filter(|row| row.kind != RowKind::Cells && at > 0);
    for row in totals {
        measure.take(&row.cells[at]);
    }
    let heads = dau.iter().flat_map(|hang| &hang.o).filter(|o| o.cot == at && o.rong == 1);
    for head in heads {
        // A heading may take two lines, more where the column is no wider than its words.
        let line = measure.line;
        let all = measure.take(&head.khoi.runs);
        measure.line = line.max(measure.word).max(all / 2.0);
    }
    measure.mean = if count > 0.0 { sum / count } else { measure.word };
    measure
}

impl Measure {
    /// Takes a cell in; gives the width of all of it.
    fn take(&mut self, runs: &[Run]) -> f64 {
        let (mut word, mut piece, mut line, mut all) = (0.0, 0.0, 0.0, 0.0);
        for run in runs {
            for c in run.text.as_str().chars() {
                let width = width_em(c.encode_utf8(&mut [0; 4]), run.bold, run.italic);
                if c == '\n' {
                    self.line = self.line.max(line);
                    (word, piece, line) = (0.0, 0.0, 0.0);
                    continue;
                }
                (line, all) = (line + width, all + width);
                if c == ' ' {
                    (word, piece) = (0.0, 0.0);
                    continue;
                }
                (word, piece) = (word + width, piece + width);
                self.word = self.word.max(word);
                self.piece = self.piece.max(piece);
                if matches!(c, '-' | '/') {
                    piece = 0.0;
                }
            }
        }
        self.line = self.line.max(line);
        all
    }
}

/// The widths of the columns at a size within a width, if every column then has what it needs.
fn distribute(
    columns: &[Column],
    measures: &[Measure],
    size: f64,
    width: f64,
    ease: Ease,
) -> Option<Vec<f64>> {
    let inset = 2.0 * STANDARD.bang["le_o_mm"];
    // A hair more than the letters, so that rounding never parts a word.
    let mm = |em: f64| em * size * MM_PER_PT + inset + 0.1;
    let need = |m: &Measure| mm(if ease == Ease::Easy { m.word } else { m.piece });
    let natural: Vec<f64> = measures.iter().map(|m| mm(m.line).max(need(m))).collect();
    let (mut given, mut wished) = (Vec::with_capacity(columns.len()), 0.0);
    for (at, (column, measure)) in columns.iter().zip(measures).enumerate() {
        let need = need(measure);
        let strip = natural[at].min(need.max(mm(STANDARD.bang["rong_chu"])));
        let (least, wish) = match (column.rong_mm, column.phan, ease) {
            (Some(fixed), _, _) if fixed < need => return None,
            (Some(fixed), _, _) => (fixed, fixed),
            (None, Some(_), _) | (None, None, Ease::Tight) => (need, need),
            (None, None, Ease::Easy) => (need, strip),
        };
        given.push(least);
        wished += wish;
    }
    if wished > width + 0.01 {
        return None;
    }
    let rest = width - given.iter().sum::<f64>();
    if columns.iter().any(|column| column.rong_mm.is_none() && column.phan.is_some()) {
        return share(columns, &given, rest);
    }
    let open = |at: &usize| columns[*at].rong_mm.is_none();
    fill(&mut given, &natural, measures, rest, open);
    Some(given)
}

/// Columns with shares divide what the others leave.
fn share(columns: &[Column], given: &[f64], rest: f64) -> Option<Vec<f64>> {
    let of = |column: &Column| column.phan.filter(|_| column.rong_mm.is_none());
    let all: f64 = columns.iter().filter_map(of).sum();
    let shared = columns.iter().zip(given).filter(|(column, _)| of(column).is_some());
    let room: f64 = rest + shared.map(|(_, given)| given).sum::<f64>();
    let width = |(column, given): (&Column, &f64)| match of(column) {
        Some(share) => Some(room * share / all).filter(|width| *width >= given - 0.01),
        None => Some(*given),
    };
    columns.iter().zip(given).map(width).collect()
}

/// Gives the rest to columns that can use it, as much as their cells are long; then to all.
fn fill(
    given: &mut [f64],
    natural: &[f64],
    measures: &[Measure],
    mut rest: f64,
    open: impl Fn(&usize) -> bool,
) {
    let all: Vec<usize> = (0..given.len()).filter(open).collect();
    loop {
        let wanting: Vec<usize> = all.iter().copied().filter(|at| natural[*at] - given[*at] > 0.01).collect();
        let weight: f64 = wanting.iter().map(|at| measures[*at].mean.max(1.0)).sum();
        if rest < 0.01 || wanting.is_empty() {
            break;
        }
        let mut used = 0.0;
        for at in wanting {
            let more = (rest * measures[at].mean.max(1.0) / weight).min(natural[at] - given[at]);
            given[at] += more;
            used += more;
        }
        rest -= used;
    }
    let sum: f64 = all.iter().map(|at| given[*at]).sum();
    for at in all {
        given[at] += rest.max(0.0) * given[at] / sum;
    }
}

/// Lets pages break what is too high to move as a whole: a row of more than a share of the page, rows
/// that one cell spans.
pub(crate) fn mark_breakable(hang: &mut [Hang], rong_mm: &[f64], co: f64, page_mm: f64) {
    let heights: Vec<f64> = hang.iter().map(|hang| row_height(hang, rong_mm, co)).collect();
    let (tall, group) = (page_mm * STANDARD.bang["phan_hang"], page_mm * STANDARD.bang["phan_gop"]);
    for (at, row) in hang.iter_mut().enumerate() {
        for o in &mut row.o {
            let height: f64 = heights[at..].iter().take(o.cao).sum();
            o.ngat = if o.cao > 1 { height > group } else { height > tall };
        }
    }
}

/// About how high a row is, mm.
fn row_height(hang: &Hang, rong_mm: &[f64], co: f64) -> f64 {
    let single: f64 = STANDARD.dong_don.values().sum();
    let lines = |o: &O| {
        let inner = rong_mm[o.cot..o.cot + o.rong].iter().sum::<f64>() - 2.0 * STANDARD.bang["le_o_mm"];
        count_lines(&o.khoi.runs, inner / MM_PER_PT / co)
    };
    let most = hang.o.iter().filter(|o| o.cao == 1).map(lines).max().unwrap_or(1);
    (most as f64 * single * co + 2.0 * STANDARD.bang["dem_o"]) * MM_PER_PT
}

/// How many lines a text takes, broken at spaces within `width` em.
fn count_lines(runs: &[Run], width: f64) -> usize {
    let (mut lines, mut line, mut word) = (1, 0.0, 0.0);
    for run in runs {
        for c in run.text.as_str().chars() {
            let w = width_em(c.encode_utf8(&mut [0; 4]), run.bold, run.italic);
            match c {
                '\n' => (lines, line, word) = (lines + 1, 0.0, 0.0),
                ' ' => (line, word) = (line + w, 0.0),
                _ if line + w > width && line > word => {
                    (lines, line, word) = (lines + 1, word + w, word + w);
                }
                _ => (line, word) = (line + w, word + w),
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        source::{FileId, Span},
        text::Text,
    };

    fn runs(text: &str) -> Vec<Run> {
        let text = Text::new(text, Span::new(FileId(0), 0..text.len()));
        vec![Run { text, bold: false, italic: false }]
    }

    fn content(cells: &[&str]) -> Content {
        let cot: Vec<Column> = cells.iter().map(|_| Column::plain(runs("Cột"))).collect();
        let cells = cells.iter().map(|cell| runs(cell)).collect();
        Content { cot, rows: vec![super::super::Row { kind: RowKind::Cells, cells, span: None }] }
    }

    fn set(cells: &[&str], here: f64) -> Result<Fit, usize> {
        fit(&content(cells), &[], None, Space { here_mm: Some(here), turned_mm: Some(here * 1.5) })
    }

    #[test]
    fn type_goes_down_before_the_page_turns() {
        let word = "Nghiệm-thu-công-trình".replace('-', "");
        let four = [word.as_str(); 4];
        let wide = set(&four, 200.0).expect("fits");
        assert!(wide.co == STANDARD.bang["co_lon_nhat"] && !wide.turned);
        let narrow = set(&four, 155.0).expect("fits");
        assert!(narrow.co < wide.co && !narrow.turned, "{narrow:?}");
        let turned = set(&four, 110.0).expect("fits");
        assert!(turned.turned, "{turned:?}");
        assert_eq!(set(&four, 50.0).expect_err("no page holds it"), 0);
    }

    #[test]
    fn columns_fill_the_width_and_hold_their_words() {
        let cells = ["1", "Rà soát hộ nghèo, hộ cận nghèo năm 2026 trên địa bàn xã", "Phòng Kinh tế"];
        let fit = set(&cells, 165.0).expect("fits");
        assert!((fit.rong_mm.iter().sum::<f64>() - 165.0).abs() < 0.1, "{fit:?}");
        assert!(fit.rong_mm[0] < fit.rong_mm[2] && fit.rong_mm[2] < fit.rong_mm[1], "{fit:?}");
    }

    #[test]
    fn lines_are_counted() {
        for (text, width, want) in [("a", 1.0, 1), ("aa aa aa", 2.2, 2), ("a\nb", 9.0, 2), ("", 9.0, 1)] {
            assert_eq!(count_lines(&runs(text), width), want, "{text}");
        }
    }
}
