//! The pictures of a plan, put where the text calls them, each with its caption below it.

use super::tables::Tables;
use crate::{
    diagnostic::{Diagnostic, Findings, nearest},
    plan::Val,
    rules,
    text::Text,
    van_ban::{Anh, Block, Hinh},
    words::PICTURES,
};

impl Tables<'_> {
    /// The picture of this name and its caption; nothing where there is none.
    pub(super) fn picture(&mut self, id: &Text, findings: &mut Findings) -> Vec<Block> {
        let (plan, name) = (self.plan, id.as_str().trim());
        let declared = plan.root.table(PICTURES);
        let Some(Val::Bang(table)) = declared.get(name) else {
            let known: Vec<&str> = declared.items.iter().map(|item| &*item.key).collect();
            let near = nearest(name, known.iter().copied()).map(|near| format!("có phải \"{near}\"?"));
            let message = format!("không có hình `{name}`");
            findings.push(
                Diagnostic::new(&rules::HINH_LA, id.span(), message)
                    .label(near.unwrap_or_default())
                    .hint(format!("khai báo hình trong kế hoạch: [hinh.{name}]")),
            );
            return Vec::new();
        };
        self.used.insert(mark(name));
        let Some(path) = plan.text(table, "tep") else { return Vec::new() };
        let rong_mm = match table.get("rong") {
            Some(Val::Mm(rong)) => Some(*rong),
            _ => None,
        };
        let mo_ta = plan.text(table, "mo_ta").unwrap_or_default().as_str().to_owned();
        let caption = table.item("ten").map(|item| Block {
            canh: Some("giua".into()),
            ..self.cells.paragraph("ten_hinh", Some(&item.val))
        });
        let anh = Anh { path, mo_ta, ..Anh::default() };
        let hinh = Some(Box::new(Hinh { anh, rong_mm, co_ten: caption.is_some() }));
        std::iter::once(Block { kieu: "hinh", hinh, ..Block::default() }).chain(caption).collect()
    }

    /// The pictures that the text does not call.
    pub(super) fn say_unused_pictures(&self, findings: &mut Findings) {
        for item in &self.plan.root.table(PICTURES).items {
            if !self.used.contains(&mark(&item.key)) {
                let message = format!("hình `{}` chưa được đặt vào văn bản", item.key);
                let label =
                    format!("viết {{{{ hinh(\"{}\") }}}} trên một dòng riêng của `noi_dung`", item.key);
                findings.push(Diagnostic::new(&rules::HINH_KHONG_DUNG, item.span, message).label(label));
            }
        }
    }
}

/// Tables and pictures may have one name.
fn mark(name: &str) -> String {
    format!("{PICTURES}.{name}")
}
