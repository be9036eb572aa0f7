//! Composes a plan into the tree: cells in the words of the form, body in those of the khuon.

mod body;
mod cells;
mod marks;
mod signers;

use crate::{
    catalogue::{Catalogue, TrichYeu, nowhere},
    diagnostic::Findings,
    outline::Run,
    plan::{Plan, Val},
    source::Sources,
    standard::{STANDARD, TrinhBay},
    ties,
    van_ban::{Block, Info, VanBan},
};
use cells::Cells;
use chrono::NaiveDate;

/// The tree of a plan; `None` where a fault leaves no document.
pub fn compose(
    plan: &Plan,
    catalogue: &Catalogue,
    sources: &Sources,
    findings: &mut Findings,
) -> Option<VanBan> {
    let trinh_bay = TrinhBay::of(plan, findings);
    let cells = Cells::new(plan, catalogue, findings);
    let line_mm = trinh_bay.text_width_mm() - trinh_bay.thut_dong_mm;
    let than = body::body(plan, catalogue, &cells, line_mm, findings);
    let chu_ky = signers::signers(plan, &cells, findings);
    let dau = marks::marks(plan, catalogue, findings);
    let anh_dau = signers::seal(plan, &cells, findings);
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
        info: info(plan),
        trinh_bay,
        layout: Vec::new(),
    };
    for (id, block) in van_ban.blocks_mut().enumerate() {
        block.id = id;
    }
    tie(&mut van_ban);
    debug_assert!(origins_are_known(&van_ban, sources));
    Some(van_ban)
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
            // A long place name leaves cell 2 narrow.
            "noi_nhan_muc" | "chu_quan" | "co_quan" => ties::tie(&mut block.runs, column, size),
            "so_ky_hieu" | "dia_danh" | "quoc_hieu" | "tieu_ngu" => {}
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
