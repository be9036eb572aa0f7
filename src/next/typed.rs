//! Looks through the texts of a plan for periods that someone typed.

use super::{
    marks::{self, Says},
    report::Viec,
    step::Work,
    typed_words::stale,
};
use crate::{
    calendar::{Ky, PartialDate, slashed},
    catalogue::CATALOGUE,
    schema::{Key, Keys, Kind},
    text::Text,
    toml_tree::{Node, Table, Value},
};
use std::ops::Range;

impl Work<'_> {
    /// Marks every typed word that names the old period.
    pub(super) fn typed(&mut self) {
        // What belongs to the office does not change with the period.
        let office = &CATALOGUE.keys.van_phong;
        let keys = Keys::clone(&self.plan.keys);
        let keys = keys.into_iter().filter(|(name, _)| !office.contains_key(name)).collect();
        let table = self.table;
        self.table_typed(table, &keys);
    }

    fn table_typed(&mut self, table: &Table, keys: &Keys) {
        for entry in &table.entries {
            if let Some(key) = keys.get(&entry.key) {
                self.node_typed(&entry.node, key);
            }
        }
    }

    fn node_typed(&mut self, node: &Node, key: &Key) {
        let range = node.span.range();
        let within = |settled: &Range<usize>| settled.start <= range.start && range.end <= settled.end;
        if self.settled.iter().any(within) {
            return;
        }
        match (key.kieu, &node.value) {
            (Kind::DanhSach, Value::List(items)) => {
                for item in items {
                    self.node_typed(item, key.phan_tu.as_deref().unwrap_or(key));
                }
            }
            (Kind::DanhSach, _) if key.phan_tu.is_some() => {
                self.node_typed(node, key.phan_tu.as_deref().unwrap_or(key));
            }
            (Kind::ThoiGian, Value::List(items)) => items.iter().for_each(|item| self.node_typed(item, key)),
            (Kind::ThoiGian, Value::Datetime(datetime)) => {
                let day = PartialDate::of(datetime).map(PartialDate::first_day);
                if let Some(day) = day.filter(|day| self.from.contains(*day)) {
                    self.review(&slashed(day), "ngày của kỳ trước", range.start);
                }
            }
            (Kind::Dong | Kind::Doan | Kind::DanY | Kind::ThoiGian, Value::Text(text)) => {
                self.text_typed(text, range.start);
            }
            (Kind::Bang, Value::Table(inner)) => self.table_typed(inner, &key.khoa),
            _ => {}
        }
    }

    /// Marks the words of one text, and those that were marked before and stand there still.
    fn text_typed(&mut self, text: &Text, at: usize) {
        let words = without_holes(text.as_str());
        let mut found: Vec<(String, String)> =
            stale(&words, self.from, self.to).into_iter().map(|word| (word, advice(self.to))).collect();
        let line = self.layout.line_above(at);
        for (place, says) in &self.memory {
            if let Says::Typed(word, why) = says
                && *place == line
                && words.contains(word.as_str())
                && !found.iter().any(|(known, _)| known == word)
            {
                found.push((word.clone(), why.clone()));
            }
        }
        for (word, why) in found {
            self.mark(at, &marks::review_typed(&word, &why));
            self.say(Viec::XemLai, &word, why, at);
        }
    }
}

/// What to type instead.
fn advice(to: Ky) -> String {
    let hole = match to {
        Ky::Thang { .. } => "{{ ky.thang }}",
        Ky::Quy { .. } => "{{ ky.quy }}",
        Ky::Tuan { .. } => "{{ ky.tuan }}",
        Ky::NuaNam { .. } | Ky::Nam { .. } => "{{ ky.nam }}",
    };
    format!("gõ tay, của kỳ trước; viết {hole} thì tự đổi theo kỳ")
}

/// A text with its holes blanked out.
fn without_holes(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("{{") {
        let end = rest[start..].find("}}").map_or(rest.len(), |i| start + i + 2);
        out.push_str(&rest[..start]);
        out.push('\u{1}');
        rest = &rest[end..];
    }
    out + rest
}
