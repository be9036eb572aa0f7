//! The documents that are measured: a plan of three pages for each commune of Vietnam, with its own name,
//! number, date and signer.

use std::{fmt::Write, path::Path};
use vanban::{
    Inputs,
    don_vi::{self, DonVi},
};

const PLAN: &str = include_str!("../../data/examples/kien-thuy/2024-05.toml");
const OFFICE: &str = include_str!("../../data/examples/kien-thuy/vanban.toml");
const SIGNERS: [&str; 4] = ["Trần Văn Mẫu", "Lê Thị Ví Dụ", "Nguyễn Thử", "Phạm Hoàng Gia Mẫu"];

/// The communes, in the order of their codes.
pub(crate) fn all() -> &'static [DonVi] {
    don_vi::all()
}

/// What a hole calls, and what it gives for a commune.
fn cells(index: usize, unit: &DonVi) -> [(&'static str, String); 6] {
    [
        ("ma", unit.ma.to_string()),
        ("ten", unit.ten.to_string()),
        ("ten_rieng", unit.ten.split_once(' ').map_or("", |(_, name)| name).to_string()),
        ("so", (index + 1).to_string()),
        ("ngay", format!("2024-05-{:02}", index % 28 + 1)),
        ("ky", SIGNERS[index % SIGNERS.len()].to_owned()),
    ]
}

/// Plan and office with holes; `more` is how many recipients and tasks each row adds.
fn templates(more: usize) -> (String, String) {
    let date = "ngay_ban_hanh = \"{{ xa.ngay }}\"\nso = \"{{ xa.so }}\"";
    let mut plan = PLAN.replace("ngay_ban_hanh = \"2024\"", date);
    plan = plan.replace("huyện Kiến Thụy", "{{ xa.ten }}").replace("UBND huyện", "UBND {{ xa.ten }}");
    let recipients: String =
        (0..more).map(|n| format!("  \"Tổ công tác số {} của {{{{ xa.ten }}}}\",\n", n + 1)).collect();
    plan = plan.replace("noi_nhan = [\n", &format!("noi_nhan = [\n{recipients}"));
    for n in 0..more {
        let task = "Tổ công tác số {n} của {{ xa.ten }} rà soát, tổng hợp và báo cáo kết quả trước ngày 25.";
        write!(plan, "\n[[nhiem_vu]]\nnoi_dung = \"{}\"\n", task.replace("{n}", &(n + 1).to_string()))
            .expect("a string takes all");
    }
    let office = OFFICE.replace("huyện Kiến Thụy", "{{ xa.ten }}").replace("Kiến Thụy", "{{ xa.ten_rieng }}");
    (plan, office.replace("Đào Văn Tuân", "{{ xa.ky }}"))
}

/// Writes plan, office file and table of so many communes.
pub(crate) fn desk(folder: &Path, count: usize, more: usize) {
    let (plan, office) = templates(more);
    let mut table = String::from("ma,ten,ten_rieng,so,ngay,ky\n");
    for (index, unit) in all().iter().take(count).enumerate() {
        table += &cells(index, unit).map(|(_, cell)| cell).join(",");
        table.push('\n');
    }
    for (name, text) in [("ke-hoach.toml", plan), ("vanban.toml", office), ("xa.csv", table)] {
        std::fs::write(folder.join(name), text).expect("a file");
    }
}

/// The document of one commune as files without holes.
pub(crate) fn inputs(index: usize, unit: &DonVi) -> Inputs {
    let fill = |text: String| {
        cells(index, unit)
            .iter()
            .fold(text, |text, (name, cell)| text.replace(&format!("{{{{ xa.{name} }}}}"), cell))
    };
    let (plan, office) = templates(0);
    Inputs {
        plan: ("plan.toml".into(), fill(plan).into_bytes()),
        office: Some(("vanban.toml".into(), fill(office).into_bytes())),
        ..Inputs::default()
    }
}
