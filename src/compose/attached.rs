//! Appendices, and the texts that a decision issues.

use super::{
    body::{close, joined, outlined},
    cells::Cells,
    signing,
    tables::Tables,
};
use crate::{
    catalogue::{Catalogue, Loai, nowhere},
    diagnostic::{Diagnostic, Findings, nearest},
    kem_theo::{DauKemTheo, KemTheo},
    outline::{self, roman},
    plan::{Bang, Plan, Val},
    rules,
    source::Span,
    standard::TrinhBay,
    text::Text,
    van_ban::{Ban, Block},
};

/// The keys of a plan that hold them, in the order in which they stand behind the document.
const ISSUED: &str = "kem_theo";
const APPENDICES: &str = "phu_luc";

/// Where the plan holds them, in their order.
pub(super) fn places(plan: &Plan) -> Vec<Option<Span>> {
    let of = |key: &str| {
        plan.root.list(key).into_iter().map(|val| match val {
            Val::Bang(table) => table.span,
            _ => None,
        })
    };
    of(ISSUED).chain(of(APPENDICES)).collect()
}

/// Composes what goes with the document.
pub(super) struct Attached<'a, 'b> {
    /// The plan.
    pub plan: &'a Plan,
    /// Writes cells.
    pub cells: &'a Cells<'a>,
    /// The blanks of the forms.
    pub catalogue: &'a Catalogue,
    /// Puts tables.
    pub tables: &'b mut Tables<'a>,
    /// The figures.
    pub trinh_bay: &'a TrinhBay,
    /// Where mistakes go.
    pub findings: &'b mut Findings,
}

impl Attached<'_, '_> {
    /// The texts issued with it, then the appendices.
    pub(super) fn all(mut self) -> Vec<KemTheo> {
        let tables = |key: &str| -> Vec<&Bang> {
            let list = self.plan.root.list(key).into_iter();
            list.filter_map(|val| if let Val::Bang(table) = val { Some(table) } else { None }).collect()
        };
        let (issued, appendices) = (tables(ISSUED), tables(APPENDICES));
        let mut all = Vec::new();
        for table in issued {
            all.extend(self.issued(table));
        }
        for (at, table) in appendices.iter().enumerate() {
            let number = (appendices.len() > 1).then_some(at + 1);
            let appendix = self.appendix(table, number);
            all.push(appendix);
        }
        all
    }

    /// "Phụ lục", with a Roman number from two on (III.1.a), its title in upper case (III.1.b).
    fn appendix(&mut self, table: &Bang, number: Option<usize>) -> KemTheo {
        let nhan = match number {
            None => self.cells.cell("phu_luc", "phu_luc"),
            Some(number) => {
                let place = table.span.unwrap_or_else(nowhere);
                self.cells.line_around("phu_luc_so", "phu_luc", Text::new(roman(number), place))
            }
        };
        let ten = table.get("ten").and_then(|val| self.cells.value(val));
        let name = number.map_or_else(|| APPENDICES.to_owned(), |number| format!("{APPENDICES}_{number}"));
        KemTheo {
            nhan: Block { heading: Some(1), ..nhan },
            ten: ten.map(|value| self.cells.line("ten_phu_luc", "ten_phu_luc", value)),
            ..self.common(table, &name)
        }
    }

    /// A text with its own head, kind and trích yếu (mẫu 1.3).
    fn issued(&mut self, table: &Bang) -> Option<KemTheo> {
        let name = self.plan.text(table, "loai")?;
        let Some(loai) = Loai::find(name.as_str().trim()) else {
            let known = Loai::all().iter().map(|loai| loai.id.as_str());
            let near = nearest(name.as_str(), known).map_or_else(String::new, |n| format!("có phải `{n}`?"));
            let message = format!("không có loại văn bản `{}`", name.as_str());
            let span = table.span_of("loai");
            self.findings.push(Diagnostic::new(&rules::LOAI_LA, span, message).label(near));
            return None;
        };
        let co_quan = self.plan.root.table("co_quan");
        let dau = DauKemTheo {
            chu_quan: self.cells.lines("chu_quan", "chu_quan", &co_quan.list("chu_quan")),
            co_quan: self.cells.lines("co_quan", "co_quan", &co_quan.list("ten")),
            quoc_hieu: self.cells.cell("quoc_hieu", "quoc_hieu"),
            tieu_ngu: self.cells.cell("tieu_ngu", "tieu_ngu"),
        };
        let kind = Text::new(&loai.ten, table.span_of("loai").unwrap_or_else(nowhere));
        let ten_loai = self.cells.line_around("ten_loai_kem_theo", "ten_loai", kind);
        Some(KemTheo {
            dau: Some(dau),
            nhan: Block { heading: Some(1), ..ten_loai },
            ten: table.get("trich_yeu").map(|val| self.cells.paragraph("trich_yeu", Some(val))),
            ..self.common(table, &loai.id)
        })
    }

    /// What both have: the words that lead back to the document, the text, the pages.
    fn common(&mut self, table: &Bang, name: &str) -> KemTheo {
        let mut ngang = matches!(table.get("ngang"), Some(Val::Co(true)));
        let own_file = matches!(table.get("tep_rieng"), Some(Val::Co(true)));
        let electronic = Ban::of(self.plan, &self.plan.root) == Some(Ban::DienTu);
        let mut found = Findings::default();
        let mut than = self.text(table, ngang, &mut found);
        // A table that turns at the start or the end would leave the title or the last words alone.
        let turns = |block: Option<&Block>| {
            block.and_then(|block| block.bang.as_ref()).is_some_and(|bang| bang.trang_ngang)
        };
        if turns(than.first()) || turns(than.last()) {
            ngang = true;
            found = Findings::default();
            than = self.text(table, ngang, &mut found);
        }
        self.findings.extend(found);
        KemTheo {
            chu_ky_so: (electronic && own_file).then(|| self.signing()),
            chi_dan: self.cells.cell(if electronic { "chi_dan_dien_tu" } else { "chi_dan" }, "chi_dan"),
            than,
            ngang,
            tep: own_file.then(|| name.replace('_', "-")),
            ..KemTheo::default()
        }
    }

    /// Number, symbol and time of signing (II.8.b, III.1.d).
    fn signing(&self) -> Block {
        let moment = signing::moment(self.catalogue, &self.plan.root, &["thoi_gian_ky"]);
        self.cells.with_texts(moment).cell("chu_ky_so", "chu_ky_so")
    }

    fn text(&mut self, table: &Bang, ngang: bool, findings: &mut Findings) -> Vec<Block> {
        let Some(text) = table.get("noi_dung").and_then(|val| self.plan.woven(val)) else {
            return Vec::new();
        };
        let line_mm = self.trinh_bay.width_mm(ngang) - self.trinh_bay.thut_dong_mm;
        let paragraphs = outline::read(&joined(self.plan, text, findings), line_mm);
        let mut blocks = outlined(&paragraphs, 1, ngang, self.tables, findings);
        if blocks.is_empty() && !findings.has_fault() && !self.findings.has_fault() {
            let span: Option<Span> = table.span_of("noi_dung");
            findings.push(Diagnostic::new(&rules::THIEU_NOI_DUNG, span, "phần kèm theo chưa có nội dung"));
        }
        close(&mut blocks, &self.cells.words("ket"));
        blocks
    }
}
