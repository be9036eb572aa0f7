//! Recipients: cell 9b.

use super::cells::Cells;
use crate::{
    plan::{Bang, Val},
    van_ban::Block,
};
use minijinja::Value;

/// The sort of block that a recipient is.
const MUC: &str = "noi_nhan_muc";

impl Cells<'_> {
    /// The addressees as "Như trên", the recipients, and where the file copy lies, last.
    pub(super) fn recipients(&self) -> Vec<Block> {
        let root = &self.plan().root;
        let above = self.cell("nhu_tren", MUC);
        let mut list = self.list_of_recipients(&root.list("noi_nhan"));
        let said = list.first().is_some_and(|first| first.text() == above.text());
        if root.item("kinh_gui").is_some() && !said && !above.text().is_empty() {
            list.insert(0, above);
        }
        let o = if self.names_unit() { "luu_don_vi" } else { "luu" };
        let mut last = self.cell(o, MUC);
        if root.item("soan_thao").is_some() {
            last.runs.extend(self.cell("soan_thao", MUC).runs);
        }
        list.push(last);
        list
    }

    /// Whether the drafting unit is to be written on the last line: where `luu` does not name it.
    fn names_unit(&self) -> bool {
        let (plan, root) = (self.plan(), &self.plan().root);
        let Some(unit) = plan.text(root, "don_vi_soan_thao") else { return false };
        let kept = plan.text(root, "luu").unwrap_or_default();
        !kept
            .as_str()
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .any(|word| word == unit.as_str().trim())
    }

    /// A line for each recipient, and those of each group.
    pub(super) fn list_of_recipients(&self, items: &[&Val]) -> Vec<Block> {
        let lines = |val: &&Val| match val {
            Val::Bang(group) => self.group(group),
            val => self.lines("noi_nhan_muc", MUC, &[val]),
        };
        items.iter().flat_map(lines).collect()
    }

    /// A group: its name and its members below it, or without a name its members, each with what
    /// they receive it for.
    fn group(&self, group: &Bang) -> Vec<Block> {
        let named = |key: &str| group.get(key).and_then(|val| self.value(val));
        let members = group.list("noi").into_iter().filter_map(|val| self.value(val));
        let Some(nhom) = named("nhom") else {
            let member = |dong: Value| match named("de") {
                Some(de) => self.line_of("noi_nhan_de", MUC, [("dong", dong), ("de", de)]),
                None => self.line("noi_nhan_muc", MUC, dong),
            };
            return members.map(member).collect();
        };
        let head = match named("de") {
            Some(de) => self.line_of("noi_nhan_nhom_de", MUC, [("nhom", nhom), ("de", de)]),
            None => self.line_of("noi_nhan_nhom", MUC, [("nhom", nhom)]),
        };
        let members = members.map(|dong| Block { thut: true, ..self.line("noi_nhan_con", MUC, dong) });
        std::iter::once(head).chain(members).collect()
    }
}
