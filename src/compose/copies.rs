//! Copies: the block of a sao y, sao lục or trích sao (Phụ lục I, Phần II), or its electronic line.

use super::{
    cells::Cells,
    signers,
    signing::{self, whole},
};
use crate::{
    calendar::slashed,
    catalogue::Catalogue,
    diagnostic::{Diagnostic, Findings},
    outline::{self, Paragraph},
    plan::{Bang, Plan, Val},
    rules,
    text::Text,
    van_ban::{Ban, BanSao, Block},
};
use chrono::NaiveDate;
use minijinja::Value;
use std::collections::BTreeMap;

/// What a copy adds to the document.
pub(super) enum Copy {
    /// Nothing: there is no copy.
    None,
    /// On paper: a block below all else.
    Block(Box<BanSao>),
    /// Electronic: the line of cell 14.
    Line(Block),
}

/// The copy that the plan asks for.
pub(super) fn copy(cells: &Cells<'_>, catalogue: &Catalogue, findings: &mut Findings) -> Copy {
    let plan = cells.plan();
    let Some(Val::Bang(table)) = plan.root.get("ban_sao") else { return Copy::None };
    let Some(sort) = plan.text(table, "hinh_thuc") else { return Copy::None };
    refuse_early(whole(plan.root.get("ngay_ban_hanh")), table, findings);
    let mut own = cells.with([("co_quan", body(cells, table))]);
    own.name(own.number_and_date(catalogue, table, "ngay"));
    let words = catalogue.ban_sao.get(sort.as_str().trim());
    let word = |key: &str| words.and_then(|words| words.get(key)).cloned().unwrap_or_default();
    own.name([("sao_ten", word("ten")), ("sao_viet_tat", word("viet_tat"))]);
    if Ban::of(plan, table).or(Ban::of(plan, &plan.root)) == Some(Ban::DienTu) {
        own.name(signing::moment(catalogue, table, &["thoi_gian", "ngay"]));
        return Copy::Line(own.cell("sao_chu_ky_so", "chu_ky_so"));
    }
    missing(table, findings);
    Copy::Block(Box::new(block(&own, table, findings)))
}

/// Whether the plan asks for parts of its text.
pub(super) fn is_excerpt(plan: &Plan) -> bool {
    plan.root.table("ban_sao").item("trich").is_some()
}

/// Of a body what an excerpt takes; sao y and sao lục are copies of the whole (Điều 3, khoản 10 to 12).
pub(super) fn excerpt(
    plan: &Plan,
    catalogue: &Catalogue,
    paragraphs: Vec<Paragraph>,
    findings: &mut Findings,
) -> Vec<Paragraph> {
    let table = plan.root.table("ban_sao");
    let Some(Val::List(items)) = table.get("trich") else { return paragraphs };
    let sort = plan.text(table, "hinh_thuc").unwrap_or_default();
    let of_part = |words: &BTreeMap<String, Text>| words.contains_key("mot_phan");
    if !catalogue.ban_sao.get(sort.as_str().trim()).is_some_and(of_part) {
        let message = "chỉ trích sao mới lấy một phần văn bản";
        let finding = Diagnostic::new(&rules::TRICH_SAI, table.span_of("trich"), message);
        findings.push(finding.label("bỏ khóa này, hoặc viết hinh_thuc = \"trich-sao\""));
        return paragraphs;
    }
    let names: Vec<String> = plan.texts(table, "trich").iter().map(|text| text.as_str().to_owned()).collect();
    let (kept, unknown) = outline::excerpt(paragraphs, &names);
    for i in unknown {
        let message = format!("văn bản không có phần `{}` để trích", names[i].trim());
        let finding = Diagnostic::new(&rules::TRICH_SAI, items.get(i).map(|item| item.span), message);
        findings.push(finding.label("viết số thứ tự như trong văn bản: \"Điều 2\", \"II.1\""));
    }
    kept
}

fn block(own: &Cells<'_>, table: &Bang, findings: &mut Findings) -> BanSao {
    let names = match table.list("co_quan") {
        names if names.is_empty() => own.plan().root.table("co_quan").list("ten"),
        names => names,
    };
    let mut noi_nhan_muc = own.list_of_recipients(&table.list("noi_nhan"));
    let luu = table.get("luu").and_then(|val| own.value(val));
    noi_nhan_muc.push(match luu {
        Some(luu) => own.line_of("luu", "noi_nhan_muc", [("luu", luu)]),
        None => own.cell("sao_luu", "noi_nhan_muc"),
    });
    let mut chu_ky = signers::of_table(table, own, findings);
    // On paper a copy is signed by hand, and sealed.
    chu_ky.iter_mut().for_each(|ky| ky.anh_chu_ky = None);
    BanSao {
        hinh_thuc: own.cell("sao_hinh_thuc", "hinh_thuc_sao"),
        co_quan: own.lines("co_quan", "co_quan", &names),
        so_ky_hieu: own.cell("sao_so_ky_hieu", "so_ky_hieu"),
        dia_danh_thoi_gian: own.cell("dia_danh_thoi_gian", "dia_danh"),
        noi_nhan: own.cell("noi_nhan", "noi_nhan"),
        noi_nhan_muc,
        chu_ky,
    }
}

/// The body that copies, by the names of an issuing body: that of the plan, unless the copy names another.
fn body(cells: &Cells<'_>, table: &Bang) -> Value {
    let office = cells.plan().root.table("co_quan");
    let of = |key: &str| {
        let own = table.get(key).or_else(|| office.get(key));
        own.and_then(|val| cells.value(val)).unwrap_or_default()
    };
    let names = match table.list("co_quan") {
        names if names.is_empty() => office.list("ten"),
        names => names,
    };
    let ten: Vec<Value> = names.into_iter().filter_map(|val| cells.value(val)).collect();
    Value::from(BTreeMap::from([
        ("ten".to_owned(), Value::from(ten)),
        ("viet_tat".to_owned(), of("viet_tat")),
        ("dia_danh".to_owned(), of("dia_danh")),
    ]))
}

/// On paper a copy has a signer and recipients; another body has its own abbreviation (Phụ lục I,
/// Phần II, II.1).
fn missing(table: &Bang, findings: &mut Findings) {
    let mut wanted = vec![("nguoi_ky", "người ký bản sao"), ("noi_nhan", "nơi nhận bản sao")];
    if table.item("co_quan").is_some() {
        wanted.push(("viet_tat", "chữ viết tắt tên cơ quan sao"));
    }
    for (key, what) in wanted.into_iter().filter(|(key, _)| table.item(key).is_none()) {
        let message = format!("bản sao giấy thiếu khóa `ban_sao.{key}` ({what})");
        let finding = Diagnostic::new(&rules::BAN_SAO_THIEU, table.span, message);
        findings.push(finding.label(format!("viết thêm ở đây: {key} = …")));
    }
}

/// No copy is older than what it copies.
fn refuse_early(issued: Option<NaiveDate>, table: &Bang, findings: &mut Findings) {
    if let (Some(issued), Some(copied)) = (issued, whole(table.get("ngay")))
        && copied < issued
    {
        let [issued, copied] = [issued, copied].map(slashed);
        let message = format!("ngày sao {copied} trước ngày ban hành {issued}");
        findings.push(
            Diagnostic::new(&rules::BAN_SAO_SOM, table.span_of("ngay"), message)
                .label("viết ngày sao, từ ngày ban hành trở đi"),
        );
    }
}
