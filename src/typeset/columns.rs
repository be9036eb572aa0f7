//! The columns of head and foot: a line wider than its own stands in another's.

use super::frames::Line;
use crate::{
    metrics::MM_PER_PT,
    standard::STANDARD,
    van_ban::{Block, VanBan},
};

/// How wide the columns are, pt.
pub(crate) struct Columns {
    text: f64,
    head: f64,
    recipients: f64,
    signer: f64,
    left: f64,
    /// The block that makes the right column of the head wider than the national title needs.
    greedy: Option<usize>,
}

/// How many of the signers stand in a row, as templates/layout/cuoi.typ has it: no more than have
/// room for their names.
fn in_a_row(signers: usize, name: f64, text: f64, gap: f64) -> usize {
    let rows = signers.div_ceil(STANDARD.bo_cuc["nguoi_ky_moi_hang"] as usize).max(1);
    let most = signers.div_ceil(rows);
    (1..=most).rev().find(|count| name <= (text + gap) / *count as f64 - gap).unwrap_or(1)
}

impl Columns {
    /// Those of a document: the right column of the head is as wide as its longest line.
    pub(crate) fn of(lines: &[Line], van_ban: &VanBan) -> Self {
        let pt = |mm: f64| mm / MM_PER_PT;
        let text = pt(van_ban.trinh_bay.text_width_mm());
        let gap = pt(STANDARD.bo_cuc["khe_mm"]);
        let wide = |id: usize| {
            let of_block = lines.iter().filter(|line| line.block == Some(id));
            of_block.map(|line| line.x.1 - line.x.0).fold(0.0, f64::max)
        };
        let title = wide(van_ban.quoc_hieu.id).max(wide(van_ban.tieu_ngu.id));
        let dated = van_ban.dia_danh_thoi_gian.as_ref().map(|block| (block.id, wide(block.id)));
        let greedy = dated.filter(|(_, width)| *width > title).map(|(id, _)| id);
        let right = dated.map_or(title, |(_, width)| width.max(title));
        let names = van_ban.chu_ky.iter().map(|ky| wide(ky.ho_ten.id)).fold(0.0, f64::max);
        let signers = in_a_row(van_ban.chu_ky.len(), names, text, gap) as f64;
        let share = STANDARD.bo_cuc["cot_noi_nhan"];
        let (recipients, signer) = if van_ban.chu_ky.len() > 1 {
            (text, (text + gap) / signers - gap)
        } else {
            (text * share, text * (1.0 - share))
        };
        let left = pt(van_ban.trinh_bay.le_mm["le_trai"]);
        Self { text, head: text - right - gap, recipients, signer, left, greedy }
    }

    /// How far a line may reach from where it begins.
    fn room(&self, block: &Block, line: &Line) -> f64 {
        match block.kieu {
            "chu_quan" | "co_quan" | "so_ky_hieu" | "vv" => self.head,
            "noi_nhan" | "noi_nhan_muc" => self.left + self.recipients - line.x.0,
            "quyen_han" | "chuc_vu_khac" | "ho_ten" => self.signer,
            _ => f64::INFINITY,
        }
    }

    /// Whether they are those of a page whose text is this wide.
    pub(crate) fn are_of(&self, text: f64) -> bool {
        (self.text - text).abs() < 1.0
    }

    /// Whether a line does not fit its column.
    pub(crate) fn overflows(&self, block: &Block, line: &Line, tolerance: f64) -> bool {
        line.x.1 - line.x.0 > self.room(block, line) + tolerance
    }

    /// The block to blame where one of the left column of the head has no room.
    pub(crate) fn greedy(&self, block: &Block) -> Option<usize> {
        let left = matches!(block.kieu, "chu_quan" | "co_quan" | "so_ky_hieu" | "vv");
        self.greedy.filter(|_| left)
    }
}
