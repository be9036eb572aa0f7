//! The body: căn cứ, the khuon's words or the author's outline, and `./.` at its end.

use super::{
    block,
    cells::{Cells, trimmed},
    copies,
    tables::Tables,
};
use crate::{
    catalogue::Catalogue,
    diagnostic::{Diagnostic, Findings},
    outline::{self, Joining, Kieu, Paragraph, Run, runs},
    plan::{Plan, Val},
    rules,
    standard::{Drawn, STANDARD, TrinhBay},
    text::{Field, Text, Woven},
    van_ban::Block,
    words::{Context, Khuon, Mode, Syntax, complaint, upper, weave, without_end_mark},
};
use minijinja::Value;
use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

/// The blocks of cell 6.
pub(super) fn body(
    plan: &Plan,
    catalogue: &Catalogue,
    cells: &Cells<'_>,
    tables: &mut Tables<'_>,
    trinh_bay: &TrinhBay,
    findings: &mut Findings,
) -> Vec<Block> {
    let line_mm = trinh_bay.text_width_mm() - trinh_bay.thut_dong_mm;
    let paragraphs = match &plan.khuon {
        Some(khuon) => match khuon_words(plan, khuon, cells, catalogue, findings) {
            Some(words) => outline::read_khuon(&words, line_mm, &mut |text| joined(plan, text, findings)),
            None => return Vec::new(),
        },
        None => match plan.root.get("noi_dung").and_then(|val| plan.woven(val)) {
            Some(text) => outline::read(&joined(plan, text, findings), line_mm),
            None => Vec::new(),
        },
    };
    if paragraphs.is_empty() && !findings.has_fault() {
        no_body(plan, findings);
    }
    let paragraphs = copies::excerpt(plan, catalogue, paragraphs, findings);
    let mut blocks = opening(plan, cells);
    // The kind's name is the first heading, where the form has it.
    let above = usize::from(cells.mau().ten_loai);
    blocks.extend(outlined(&paragraphs, above, trinh_bay.ngang, tables, findings));
    close(&mut blocks, &cells.words("ket"));
    blocks
}

/// The blocks of an outline: paragraphs, and tables where it calls them.
pub(super) fn outlined(
    paragraphs: &[Paragraph],
    above: usize,
    ngang: bool,
    tables: &mut Tables<'_>,
    findings: &mut Findings,
) -> Vec<Block> {
    let mut levels = Vec::new();
    let mut blocks = Vec::new();
    let mut rest = paragraphs.iter().peekable();
    while let Some(paragraph) = rest.next() {
        if paragraph.kieu == Kieu::Bang {
            let mut rows = Vec::new();
            while let Some(row) = rest.next_if(|next| next.kieu == Kieu::Hang) {
                rows.push(row);
            }
            blocks.extend(tables.place(paragraph.than.text(), &rows, ngang, findings));
        } else if paragraph.kieu == Kieu::Hinh {
            blocks.extend(tables.picture(paragraph.than.text(), findings));
        } else if paragraph.kieu == Kieu::SangTrang {
            blocks.push(Block { kieu: Kieu::SangTrang.name(), ..Block::default() });
        } else if let Some((field, id)) = paragraph.than.any_placed() {
            let message =
                format!("{} `{}` đứng lẫn trong chữ", field.called().unwrap_or_default(), id.as_str());
            findings.push(
                Diagnostic::new(&rules::BANG_SAI_CHO, id.span(), message)
                    .label("đặt trên một dòng riêng, không có chữ nào khác"),
            );
        } else {
            blocks.push(drawn(paragraph, above, &mut levels));
        }
    }
    blocks
}

/// Ends the text with the form's mark; a table or a picture has none. Behind the last word no page ends.
pub(super) fn close(blocks: &mut Vec<Block>, mark: &Text) {
    while blocks.last().is_some_and(|block| block.kieu == Kieu::SangTrang.name()) {
        blocks.pop();
    }
    let ends =
        |block: &&mut Block| block.bang.is_none() && block.hinh.is_none() && block.kieu != Kieu::CanCu.name();
    if let Some(last) = blocks.last_mut().filter(|block| !mark.is_empty() && ends(block)) {
        end(last, mark);
    }
}

fn no_body(plan: &Plan, findings: &mut Findings) {
    let span = crate::source::Span::new(plan.file, 0..0);
    let hint = match &plan.khuon {
        Some(khuon) => {
            let keys: Vec<String> =
                khuon.khoa.iter().map(|(name, key)| format!("`{name}` ({})", key.nhan)).collect();
            format!("khuôn {} lấy lời từ: {}", khuon.id, keys.join(", "))
        }
        None => "viết nội dung vào noi_dung = '''…''', hoặc chọn một khuôn bằng khóa `khuon`".to_owned(),
    };
    findings.push(Diagnostic::new(&rules::THIEU_NOI_DUNG, span, "văn bản chưa có nội dung").hint(hint));
}

/// The words of a khuon, in the plan's values; what an office's own calls in vain is found at once,
/// also where this plan would not come to it.
fn khuon_words(
    plan: &Plan,
    khuon: &Khuon,
    cells: &Cells<'_>,
    catalogue: &Catalogue,
    findings: &mut Findings,
) -> Option<Woven> {
    let mut names: Context = cells.names().clone();
    let own = plan.root.table("tieu_de");
    let headings = khuon.muc.iter().map(|section| {
        let value = own.get(&section.ten).and_then(|val| cells.value(val));
        let value = value.unwrap_or_else(|| {
            plan.job.register(Arc::new(Woven::plain(khuon.heading(section))), Field::Line)
        });
        (section.ten.clone(), value)
    });
    names.insert("muc".into(), Value::from(headings.collect::<BTreeMap<_, _>>()));
    if khuon.template.span().is_some_and(|span| !catalogue.is_shipped(span)) {
        let unknown = khuon.unknown_names(&names);
        if !unknown.is_empty() {
            unknown.into_iter().for_each(|finding| findings.push(finding));
            return None;
        }
    }
    let error = match weave(Syntax::Khuon, &plan.job, &khuon.template, &names, Mode::Words) {
        Ok(words) => return Some(words),
        Err(error) => error,
    };
    if !findings.has_fault() {
        let span = khuon.template.slice(error.range.clone()).span();
        let complaint = complaint(&error, khuon.template.as_str(), names.keys().map(String::as_str));
        findings.push(complaint.finding(&rules::KHUON_SAI, span));
    }
    None
}

/// An author's outline with wrapped lines joined, which is said once.
pub(super) fn joined(plan: &Plan, text: &Woven, findings: &mut Findings) -> Woven {
    let joining = match plan.root.get("noi_dong") {
        Some(Val::Co(true)) => Joining::Always,
        Some(Val::Co(false)) => Joining::Never,
        _ => Joining::Guess,
    };
    let (text, count) = outline::join(text, joining);
    if count > 0 && joining == Joining::Guess {
        let message = format!("đoạn này như dán từ PDF: đã nối {count} chỗ xuống dòng giữa câu");
        findings.push(
            Diagnostic::new(&rules::NOI_DONG, text.text().span(), message)
                .hint("đúng thì viết noi_dong = true, không nối thì viết noi_dong = false"),
        );
    }
    text
}

/// What stands before the body's own words: who decides, căn cứ, the word of command.
fn opening(plan: &Plan, cells: &Cells<'_>) -> Vec<Block> {
    let centred = |block: Block| Block { canh: Some("giua".into()), ..block };
    let mut blocks = Vec::new();
    if cells.has("tham_quyen") {
        let lines = cells.lines("tham_quyen", "tham_quyen", &plan.root.list("tham_quyen"));
        blocks.extend(one_block(lines).map(centred));
    }
    blocks.extend(legal_bases(plan, cells));
    if cells.has("menh_lenh") {
        blocks.push(centred(cells.cell("menh_lenh", "menh_lenh")));
    }
    blocks
}

/// Lines of one text: single spaced, they stay together.
fn one_block(lines: Vec<Block>) -> Option<Block> {
    lines.into_iter().reduce(|mut whole, line| {
        if let Some(place) = line.runs.first().and_then(|run| run.text.span()) {
            let run = whole.runs.last().cloned().unwrap_or_default();
            whole.runs.push(Run { text: Text::new("\n", place), ..run });
        }
        whole.runs.extend(line.runs);
        whole
    })
}

/// Căn cứ: italic, `;` behind each, `.` behind the last (Phụ lục I, Phần I, II.6.a).
fn legal_bases(plan: &Plan, cells: &Cells<'_>) -> Vec<Block> {
    let list = plan.root.list("can_cu");
    let values: Vec<Value> = list.iter().filter_map(|val| cells.value(val)).collect();
    let last = values.len().saturating_sub(1);
    let line = |(i, value)| {
        let o = if i == last { "can_cu_cuoi" } else { "can_cu" };
        Block { thut: true, canh: Some("deu".into()), ..cells.line(o, Kieu::CanCu.name(), value) }
    };
    values.into_iter().enumerate().map(line).collect()
}

/// A paragraph as `data/nd30.toml` draws its sort.
fn drawn(paragraph: &Paragraph, above: usize, levels: &mut Vec<u8>) -> Block {
    static PLAIN: LazyLock<Drawn> = LazyLock::new(Drawn::default);
    let kieu = paragraph.kieu.name();
    let style = STANDARD.doan.get(kieu).unwrap_or(&PLAIN);
    let style = style.tieu_de.as_deref().filter(|_| paragraph.heading).unwrap_or(style);
    let own = STANDARD.doan.get(kieu).unwrap_or(&PLAIN);
    let mut text = runs(&trimmed(&paragraph.than), Field::Paragraph);
    if (style.hoa && paragraph.heading) || style.tieu_de_rieng {
        text.iter_mut().for_each(|run| run.text = upper(&run.text));
    }
    let mut all = Vec::new();
    if let Some(place) = paragraph.so.span() {
        let gap = if style.tieu_de_rieng { "\n" } else { " " };
        let marker = Run { text: paragraph.so.clone(), bold: style.dam_so || own.dam_so, italic: false };
        all.push(marker);
        if !text.is_empty() {
            let bold = all[0].bold;
            all.push(Run { text: Text::new(gap, place), bold, italic: false });
        }
    }
    all.append(&mut text);
    let bold = style.dam && (paragraph.heading || !own.hoa);
    for run in &mut all {
        run.bold |= bold;
        run.italic |= style.nghieng;
    }
    let left = if paragraph.heading { "trai" } else { "deu" };
    // What is drawn as a heading only where it is one is justified elsewhere.
    let canh = own.canh.clone().filter(|_| paragraph.heading || !own.hoa);
    Block {
        canh: Some(canh.unwrap_or_else(|| left.to_owned())),
        thut: own.thut.unwrap_or(true),
        heading: paragraph.heading.then(|| above + level(paragraph.kieu, levels)),
        ..block(kieu, all)
    }
}

/// The level of a heading among those of the body: depths, without gaps.
fn level(kieu: Kieu, levels: &mut Vec<u8>) -> usize {
    while levels.last().is_some_and(|rank| *rank >= kieu.rank()) {
        levels.pop();
    }
    levels.push(kieu.rank());
    levels.len()
}

/// Ends the body with the form's mark in place of what stands there.
fn end(last: &mut Block, mark: &Text) {
    if let Some(run) = last.runs.last_mut() {
        let kept = without_end_mark(run.text.as_str()).len();
        run.text = run.text.slice(0..kept);
    }
    last.runs.push(Run { text: mark.clone(), bold: false, italic: false });
}
