//! The cells of the form: its words with the plan's values in them.

use super::block;
use crate::{
    catalogue::{Catalogue, Mau},
    diagnostic::{Diagnostic, Findings},
    outline::{Run, runs},
    plan::{Bang, Plan, Val},
    rules,
    text::{Field, Text, Woven},
    van_ban::{Block, KinhGui},
    words::{Context, Mode, Syntax, weave},
};
use minijinja::Value;
use std::{collections::BTreeMap, sync::Arc};

/// Writes cells.
pub(super) struct Cells<'a> {
    plan: &'a Plan,
    mau: &'a Mau,
    names: Context,
}

impl<'a> Cells<'a> {
    /// With the names that the form's words may use.
    pub(super) fn new(plan: &'a Plan, catalogue: &'a Catalogue, findings: &mut Findings) -> Self {
        let mau = catalogue.mau(plan.loai);
        let mut keys = catalogue.keys.ke_hoach.clone();
        keys.extend(plan.khuon.iter().flat_map(|khuon| khuon.khoa.clone()));
        let mut names = plan.context(&keys);
        names.insert("loai".into(), kind_names(plan));
        let mut cells = Self { plan, mau, names };
        cells.name(cells.number_and_date(catalogue, &plan.root, "ngay_ban_hanh"));
        let ky_hieu = match plan.text(&plan.root, "ky_hieu") {
            Some(text) => text,
            None => cells.weave(&cells.words("ky_hieu"), &cells.names, Some(findings)).flat(),
        };
        cells.name([("ky_hieu", ky_hieu)]);
        cells
    }

    /// The same form with other values under some names.
    pub(super) fn with(&self, values: impl IntoIterator<Item = (&'static str, Value)>) -> Self {
        let mut names = self.names.clone();
        names.extend(values.into_iter().map(|(name, value)| (name.to_owned(), value)));
        Self { names, ..*self }
    }

    /// Gives texts names.
    pub(super) fn name(&mut self, texts: impl IntoIterator<Item = (&'static str, Text)>) {
        for (name, text) in texts {
            let value = self.plan.job.register(Arc::new(Woven::plain(text)), Field::Line);
            self.names.insert(name.into(), value);
        }
    }

    /// The same form with more texts that its words may use.
    pub(super) fn with_texts(&self, texts: impl IntoIterator<Item = (&'static str, Text)>) -> Self {
        let mut cells = self.with([]);
        cells.name(texts);
        cells
    }

    /// The names that templates may use.
    pub(super) fn names(&self) -> &Context {
        &self.names
    }

    /// Number and date of a table as printed; what is not known is a blank.
    pub(super) fn number_and_date(
        &self,
        catalogue: &Catalogue,
        root: &Bang,
        date_key: &'static str,
    ) -> Vec<(&'static str, Text)> {
        let blank = |key: &str| catalogue.trong.get(key).cloned().unwrap_or_default();
        let written =
            |key: &str, text: String| root.span_of(key).map(|span| Text::new(text, span)).unwrap_or_default();
        let date = match root.get(date_key) {
            Some(Val::Ngay(date)) => Some(*date),
            _ => None,
        };
        let of_date = |key, text: Option<String>| {
            (key, text.map_or_else(|| blank(key), |text| written(date_key, text)))
        };
        let so = match root.get("so") {
            // PL I, Phần I, II.3.c: numbers below 10 take a zero before them.
            Some(Val::So(number)) => written("so", format!("{number:02}")),
            _ => blank("so"),
        };
        vec![
            ("so", so),
            // II.4.b: days below 10 and the months 1 and 2 take a zero before them.
            of_date("ngay", date.and_then(|d| d.ngay).map(|ngay| format!("{ngay:02}"))),
            of_date(
                "thang",
                date.and_then(|d| d.thang)
                    .map(|thang| if thang < 3 { format!("{thang:02}") } else { thang.to_string() }),
            ),
            of_date("nam", date.map(|d| d.nam.to_string())),
        ]
    }

    /// A cell of one text.
    pub(super) fn cell(&self, o: &str, kieu: &'static str) -> Block {
        block(kieu, self.runs(o, &self.names))
    }

    /// A cell with a line for each value of a list.
    pub(super) fn lines(&self, o: &str, kieu: &'static str, list: &[&Val]) -> Vec<Block> {
        list.iter().filter_map(|val| self.value(val)).map(|value| self.line(o, kieu, value)).collect()
    }

    /// One line of a cell around a value.
    pub(super) fn line(&self, o: &str, kieu: &'static str, value: Value) -> Block {
        self.line_of(o, kieu, [("dong", value)])
    }

    /// One line of a cell around named values.
    pub(super) fn line_of<const N: usize>(
        &self,
        o: &str,
        kieu: &'static str,
        values: [(&str, Value); N],
    ) -> Block {
        block(kieu, self.runs(o, &values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()))
    }

    /// One line of a cell around a text of the program's own.
    pub(super) fn line_around(&self, o: &str, kieu: &'static str, text: Text) -> Block {
        let value = self.plan.job.register(Arc::new(Woven::plain(text)), Field::Line);
        self.line(o, kieu, value)
    }

    /// What minijinja prints for a string of the plan.
    pub(super) fn value(&self, val: &Val) -> Option<Value> {
        match val {
            Val::Text(leaf) | Val::ThoiGian(leaf, _) => self.plan.leaves[*leaf].value.clone(),
            _ => None,
        }
    }

    /// A paragraph of the plan as it stands.
    pub(super) fn paragraph(&self, kieu: &'static str, val: Option<&Val>) -> Block {
        let woven = val.and_then(|val| self.plan.woven(val));
        block(kieu, woven.map_or_else(Vec::new, |woven| runs(&trimmed(woven), Field::Paragraph)))
    }

    /// Cell 9a: the addressees, where the plan has any; each of several on a line of its own.
    pub(super) fn addressees(&self) -> Option<KinhGui> {
        let list = self.plan.root.list("kinh_gui");
        let (last, before) = list.split_last()?;
        if before.is_empty() {
            let noi = self.lines("kinh_gui_mot", "kinh_gui", &[last]);
            return Some(KinhGui { tu: self.cell("kinh_gui", "kinh_gui"), noi });
        }
        let mut noi = self.lines("kinh_gui_muc", "kinh_gui", before);
        noi.extend(self.lines("kinh_gui_cuoi", "kinh_gui", &[last]));
        Some(KinhGui { tu: self.cell("kinh_gui", "kinh_gui"), noi })
    }

    /// The plan.
    pub(super) fn plan(&self) -> &Plan {
        self.plan
    }

    /// Whether the form has words for a cell.
    pub(super) fn has(&self, o: &str) -> bool {
        self.mau.o.contains_key(o)
    }

    /// The form.
    pub(super) fn mau(&self) -> &Mau {
        self.mau
    }

    /// The words of a cell alone, as `./.`.
    pub(super) fn words(&self, o: &str) -> Text {
        self.mau.o.get(o).cloned().unwrap_or_default()
    }

    fn runs(&self, o: &str, names: &Context) -> Vec<Run> {
        let Some(template) = self.mau.o.get(o) else { return Vec::new() };
        runs(&self.weave(template, names, None), Field::Line)
    }

    /// The form's words filled; a value that is missing has been reported where it was looked for.
    fn weave(&self, template: &Text, names: &Context, findings: Option<&mut Findings>) -> Woven {
        match weave(Syntax::Hole, &self.plan.job, template, names, Mode::Words) {
            Ok(woven) => woven,
            Err(error) => {
                if let Some(findings) = findings.filter(|findings| !findings.has_fault()) {
                    let span = template.slice(error.range).span();
                    findings.push(Diagnostic::new(
                        &rules::KHUON_SAI,
                        span,
                        format!("không viết được ô này: {}", error.detail),
                    ));
                }
                Woven::default()
            }
        }
    }
}

fn kind_names(plan: &Plan) -> Value {
    let of = |text: &str| {
        let place = plan.root.span_of("loai").unwrap_or_else(crate::catalogue::nowhere);
        plan.job.register(Arc::new(Woven::plain(Text::new(text, place))), Field::Line)
    };
    Value::from(BTreeMap::from([
        ("ten".to_owned(), of(&plan.loai.ten)),
        ("viet_tat".to_owned(), of(&plan.loai.viet_tat)),
    ]))
}

/// A text without blank lines around it.
pub(super) fn trimmed(woven: &Woven) -> Woven {
    woven.with_text(woven.text().trim())
}
