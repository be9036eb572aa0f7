//! Composes a plan into the tree: cells in the words of the form, body in those of the khuon.

mod attached;
mod body;
mod cells;
mod copies;
mod figures;
mod marks;
mod notes;
mod recipients;
mod references;
mod signers;
mod signing;
mod su_kien;
pub(crate) mod table_files;
mod tables;

use crate::{
    catalogue::{Catalogue, TrichYeu, nowhere},
    diagnostic::{Diagnostic, Findings},
    kem_theo::KemTheo,
    outline::Run,
    plan::{Plan, Val},
    rules,
    source::Sources,
    standard::{STANDARD, TrinhBay},
    ties,
    van_ban::{Ban, Block, Info, VanBan},
};
use attached::Attached;
use cells::Cells;
use chrono::NaiveDate;
use copies::Copy;
use tables::Tables;

/// The tree of a plan; `None` where a fault leaves no document.
pub fn compose(
    plan: &Plan,
    catalogue: &Catalogue,
    sources: &Sources,
    findings: &mut Findings,
) -> Option<VanBan> {
    let mut trinh_bay = TrinhBay::of(plan, findings);
    let cells = Cells::new(plan, catalogue, findings);
    let (than, kem_theo) = texts(plan, catalogue, &cells, &mut trinh_bay, findings);
    let chu_ky = signers::signers(plan, &cells, findings);
    let dau = marks::marks(plan, catalogue, findings);
    let anh_dau = signers::seal(plan, &cells, findings);
    let (ban_sao, chu_ky_so) = match copies::copy(&cells, catalogue, findings) {
        Copy::None => (None, None),
        Copy::Block(block) => (Some(block), None),
        Copy::Line(line) => (None, Some(line)),
    };
    if findings.has_fault() {
        return None;
    }
    let co_quan = plan.root.table("co_quan");
    let mau = cells.mau();
    let has_trich_yeu = |place| mau.trich_yeu == place && plan.root.item("trich_yeu").is_some();
    let mut van_ban = VanBan {
        quoc_hieu: cells.cell("quoc_hieu", "quoc_hieu"),
        tieu_ngu: cells.cell("tieu_ngu", "tieu_ngu"),
        chu_quan: cells.lines("chu_quan", "chu_quan", &co_quan.list("chu_quan")),
        co_quan: cells.lines("co_quan", "co_quan", &co_quan.list("ten")),
        so_ky_hieu: cells.cell("so_ky_hieu", "so_ky_hieu"),
        dia_danh_thoi_gian: mau.dia_danh.then(|| cells.cell("dia_danh_thoi_gian", "dia_danh")),
        vv: has_trich_yeu(TrichYeu::DuoiSo).then(|| cells.cell("vv", "vv")),
        ten_loai: mau.ten_loai.then(|| Block { heading: Some(1), ..cells.cell("ten_loai", "ten_loai") }),
        trich_yeu: has_trich_yeu(TrichYeu::DuoiTenLoai)
            .then(|| cells.paragraph("trich_yeu", plan.root.get("trich_yeu"))),
        kinh_gui: cells.addressees(),
        than,
        chu_ky,
        noi_nhan: cells.cell("noi_nhan", "noi_nhan"),
        noi_nhan_muc: cells.recipients(),
        xac_nhan: (cells.has("xac_nhan") && matches!(plan.root.get("xac_nhan"), Some(Val::Co(true))))
            .then(|| cells.cell("xac_nhan", "xac_nhan")),
        anh_dau,
        dau,
        dia_chi: cells.lines("dia_chi", "dia_chi", &plan.root.list("dia_chi")),
        chu_thich: Vec::new(),
        chu_ky_so,
        ban_sao,
        ban: Ban::of(plan, &plan.root),
        kem_theo,
        info: info(plan),
        lich: su_kien::lich(plan),
        trinh_bay,
        layout: Vec::new(),
    };
    notes::place(plan, &mut van_ban, findings);
    for (id, block) in van_ban.blocks_mut().enumerate() {
        block.id = id;
    }
    for (so, anh) in van_ban.pictures_mut().enumerate() {
        anh.so = so;
    }
    tie(&mut van_ban);
    debug_assert!(origins_are_known(&van_ban, sources));
    Some(van_ban)
}

/// The body, and what goes with it. A body that ends with a table on landscape pages would leave the
/// signature alone: all of the document is landscape then (PL I, Phần I, I.2).
fn texts(
    plan: &Plan,
    catalogue: &Catalogue,
    cells: &Cells<'_>,
    trinh_bay: &mut TrinhBay,
    findings: &mut Findings,
) -> (Vec<Block>, Vec<KemTheo>) {
    let known = findings.clone();
    let compose = |trinh_bay: &TrinhBay| {
        let mut found = known.clone();
        let mut tables = Tables::new(plan, cells, trinh_bay);
        let than = body::body(plan, catalogue, cells, &mut tables, trinh_bay, &mut found);
        let attached =
            Attached { plan, cells, catalogue, tables: &mut tables, trinh_bay, findings: &mut found };
        let kem_theo = attached.all();
        // An excerpt is of the text alone: it may speak of what it leaves out, and need not call all.
        if copies::is_excerpt(plan) {
            return (than, Vec::new(), found);
        }
        tables.say_unused(&mut found);
        tables.say_unused_pictures(&mut found);
        if !found.has_fault() {
            references::check(&than, &kem_theo, &attached::places(plan), &mut found);
        }
        (than, kem_theo, found)
    };
    let (mut than, mut kem_theo, mut found) = compose(trinh_bay);
    if than.last().and_then(|last| last.bang.as_ref()).is_some_and(|bang| bang.trang_ngang) {
        trinh_bay.ngang = true;
        (than, kem_theo, found) = compose(trinh_bay);
    }
    *findings = found;
    if trinh_bay.ngang && !findings.has_fault() && !than.iter().any(|block| block.bang.is_some()) {
        let message = "văn bản trình bày theo chiều rộng nhưng không có bảng";
        let finding = Diagnostic::new(&rules::NGANG_KHONG_BANG, plan.root.span_of("ngang"), message);
        findings.push(finding.label("bỏ khóa này, hoặc đặt bảng vào văn bản"));
    }
    (than, kem_theo)
}

/// Ties words together; the width of a line depends on where the block stands.
fn tie(van_ban: &mut VanBan) {
    let width = van_ban.trinh_bay.text_width_mm();
    let column = width * STANDARD.bo_cuc["cot_noi_nhan"];
    // A name may take its column: twice the half of a line that a tie may take.
    let signers = van_ban.chu_ky.len();
    let name = 2.0 * if signers > 1 { width / signers as f64 } else { width - column };
    let co = van_ban.trinh_bay.co.clone();
    for block in van_ban.blocks_mut() {
        let size = co.get(block.kieu).copied().unwrap_or(co["than"]);
        match block.kieu {
            "ho_ten" => ties::tie_all(&mut block.runs, name, size),
            "noi_nhan_muc" => ties::tie(&mut block.runs, column, size),
            "chu_quan" | "co_quan" | "quyen_han" | "chuc_vu_khac" => {
                ties::tie_cell(&mut block.runs, width, size);
            }
            // Cells know their widths: they are tied with their table.
            "so_ky_hieu" | "dia_danh" | "quoc_hieu" | "tieu_ngu" | "o" | "o_dau" => {}
            _ => ties::tie(&mut block.runs, width, size),
        }
    }
}

fn info(plan: &Plan) -> Info {
    let trich_yeu = plan.text(&plan.root, "trich_yeu").unwrap_or_default();
    let co_quan = plan.texts(plan.root.table("co_quan"), "ten");
    let lines: Vec<&str> = co_quan.iter().map(|line| line.as_str().trim()).collect();
    Info {
        tieu_de: format!("{} {}", plan.loai.ten, trich_yeu.as_str().replace('\n', " ")).trim().to_owned(),
        tac_gia: lines.join(" "),
        ngay: date(plan),
    }
}

/// The date of the file (ARCHITECTURE.md, "Deterministic"): of issue, of the period, of the decree.
fn date(plan: &Plan) -> NaiveDate {
    if let Some(Val::Ngay(date)) = plan.root.get("ngay_ban_hanh") {
        return date.first_day();
    }
    let decree = || STANDARD.ngay.parse().unwrap_or_default();
    plan.ky.map_or_else(decree, |ky| ky.first_day())
}

/// A block of runs.
fn block(kieu: &'static str, mut runs: Vec<Run>) -> Block {
    if let Some(part) = STANDARD.thanh_phan.get(kieu) {
        for run in &mut runs {
            run.bold |= part.dam;
            run.italic |= part.nghieng;
        }
    }
    Block { kieu, runs, ..Block::default() }
}

fn origins_are_known(van_ban: &VanBan, sources: &Sources) -> bool {
    let mut runs = van_ban.blocks().flat_map(|block| &block.runs);
    runs.all(|run| {
        run.text.pieces().iter().all(|piece| {
            piece.from != nowhere() && piece.from.end as usize <= sources.get(piece.from.file).text.len()
        })
    })
}
