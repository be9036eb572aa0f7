//! Holds a TOML tree against the keys it may have, and numbers its strings.

use super::{
    conditions::KHI,
    value::{Bang, Item, Leaf, Val},
};
use crate::{
    calendar::{Moment, PartialDate, slashed},
    diagnostic::{Diagnostic, Findings, nearest},
    rules,
    schema::{Key, Keys, Kind},
    source::Span,
    text::{Field, Text},
    toml_tree::{Entry, Node, Table, Value as Toml},
};

/// Collects the strings of one document.
pub(super) struct Interner<'a> {
    /// The strings so far.
    pub leaves: Vec<Leaf>,
    /// The conditions so far.
    pub conditions: Vec<Text>,
    /// Whether the table being read, or one around it, has a condition.
    guarded: bool,
    findings: &'a mut Findings,
}

impl<'a> Interner<'a> {
    /// With no strings yet.
    pub(super) fn new(findings: &'a mut Findings) -> Self {
        Self { leaves: Vec::new(), conditions: Vec::new(), guarded: false, findings }
    }

    /// A table whose keys are known.
    pub(super) fn table(&mut self, table: &Table, keys: &Keys, path: &str, span: Span) -> Bang {
        let khi = self.condition(table, keys, path);
        let around = self.guarded;
        self.guarded |= khi.is_some();
        let mut items = Vec::new();
        for entry in &table.entries {
            let path = join(path, &entry.key);
            match keys.get(&entry.key) {
                None if is_condition(entry, &path) => {}
                Some(key) => {
                    let val = self.value(&entry.node, key, &path);
                    items.push(Item { key: entry.key.clone(), span: entry.node.span, val });
                }
                None => self.unknown_key(entry, keys, &path),
            }
        }
        self.guarded = around;
        Bang { span: Some(span), items, khi }
    }

    /// The condition of a table within a plan, unless the table has a key of its own by that name.
    fn condition(&mut self, table: &Table, keys: &Keys, path: &str) -> Option<Text> {
        let entry = table
            .entry(KHI)
            .filter(|entry| !keys.contains_key(KHI) && is_condition(entry, &join(path, KHI)))?;
        match &entry.node.value {
            Toml::Text(text) => {
                self.conditions.push(text.clone());
                Some(text.clone())
            }
            _ => {
                self.wrong_type(&entry.node, Kind::Dong, "điều kiện", &join(path, KHI));
                None
            }
        }
    }

    fn unknown_key(&mut self, entry: &Entry, keys: &Keys, path: &str) {
        let known = keys.keys().map(String::as_str);
        let label = match nearest(&entry.key, known.clone()) {
            Some(name) => format!("có phải `{name}`?"),
            None => format!("các khóa ở đây: {}", known.collect::<Vec<_>>().join(", ")),
        };
        let message = format!("không có khóa `{path}`");
        self.findings.push(Diagnostic::new(&rules::KHOA_LA, entry.key_span, message).label(label));
    }

    fn value(&mut self, node: &Node, key: &Key, path: &str) -> Val {
        match (key.kieu, &node.value) {
            (Kind::DanhSach, Toml::List(list)) => self.list(list, key, path),
            (Kind::DanhSach, _) => self.list(std::slice::from_ref(node), key, path),
            (Kind::ThoiGian, Toml::List(list)) => self.moments(list, node.span, path),
            (Kind::Bang | Kind::NguoiKy | Kind::DongHoacBang, Toml::Table(table)) => {
                let named = key.kieu == Kind::NguoiKy && is_named_tables(table);
                Val::Bang(if named {
                    self.named(table, key, path)
                } else {
                    self.table(table, &key.khoa, path, node.span)
                })
            }
            (Kind::BangTheoTen, Toml::Table(table)) => {
                let inner = key.phan_tu.as_deref().unwrap_or(key);
                Val::Bang(self.named(table, inner, path))
            }
            (Kind::Bang | Kind::BangTheoTen, _) => self.wrong(node, key, path),
            (Kind::Hang, Toml::List(cells)) => self.cells(cells, key, path),
            (Kind::Hang, Toml::Table(table)) => Val::Bang(self.table(table, &key.khoa, path, node.span)),
            (Kind::O, value) => match cell_text(value, node.span) {
                Some(text) => self.leaf(text, Field::Paragraph, node.span, path),
                None => self.wrong(node, key, path),
            },
            (kind, Toml::Text(text)) => {
                let leaf = self.leaf(text.clone(), field_of(kind), node.span, path);
                self.needs(key.bat_buoc);
                leaf
            }
            (Kind::So, Toml::Integer(number)) if *number >= 1 => Val::So(*number),
            (Kind::Mm, Toml::Integer(number)) => Val::Mm(*number as f64),
            (Kind::Mm, Toml::Float(number)) => Val::Mm(*number),
            (Kind::Co, Toml::Bool(flag)) => Val::Co(*flag),
            (Kind::NgayMotPhan | Kind::Ky, Toml::Integer(number)) => {
                self.leaf(Text::new(number.to_string(), node.span), Field::Line, node.span, path)
            }
            (Kind::NgayMotPhan, Toml::Datetime(datetime)) => {
                PartialDate::of(datetime).map_or_else(|| self.wrong(node, key, path), Val::Ngay)
            }
            (Kind::Ngay, Toml::Datetime(datetime)) => match Moment::of(datetime) {
                Some(moment) => {
                    self.leaf(Text::new(slashed(moment.day), node.span), Field::Line, node.span, path)
                }
                None => self.wrong(node, key, path),
            },
            (Kind::ThoiGian, Toml::Datetime(_)) => self.moments(std::slice::from_ref(node), node.span, path),
            _ => self.wrong(node, key, path),
        }
    }

    fn list(&mut self, list: &[Node], key: &Key, path: &str) -> Val {
        let Some(item_key) = key.phan_tu.as_deref() else { return Val::Wrong };
        let items = list.iter().enumerate().map(|(i, node)| {
            let val = self.value(node, item_key, &format!("{path}[{}]", i + 1));
            Item { key: String::new(), span: node.span, val }
        });
        let items = items.collect();
        self.needs(key.bat_buoc && list.len() == 1 && matches!(list[0].value, Toml::Text(_)));
        Val::List(items)
    }

    /// The cells of a row; an empty one keeps its place.
    fn cells(&mut self, cells: &[Node], key: &Key, path: &str) -> Val {
        let cell = Key { kieu: Kind::O, ..key.clone() };
        let items = cells.iter().enumerate().map(|(i, node)| {
            let val = self.value(node, &cell, &format!("{path}[{}]", i + 1));
            Item { key: String::new(), span: node.span, val }
        });
        Val::List(items.collect())
    }

    fn named(&mut self, table: &Table, key: &Key, path: &str) -> Bang {
        let mut items = Vec::new();
        for entry in &table.entries {
            let path = join(path, &entry.key);
            let val = match &entry.node.value {
                _ if key.kieu != Kind::Bang && key.kieu != Kind::NguoiKy => {
                    self.value(&entry.node, key, &path)
                }
                Toml::Table(inner) => Val::Bang(self.table(inner, &key.khoa, &path, entry.node.span)),
                _ => self.wrong(&entry.node, &Key { kieu: Kind::Bang, ..key.clone() }, &path),
            };
            items.push(Item { key: entry.key.clone(), span: entry.node.span, val });
        }
        Bang { items, ..Bang::default() }
    }

    /// Dates, or strings that read as dates once filled; each is a leaf until then.
    fn moments(&mut self, list: &[Node], span: Span, path: &str) -> Val {
        let mut items = Vec::new();
        for (i, node) in list.iter().enumerate() {
            let path = format!("{path}[{}]", i + 1);
            let text = match &node.value {
                Toml::Text(text) => text.clone(),
                Toml::Datetime(datetime) => match Moment::of(datetime) {
                    Some(moment) => Text::new(written(&moment), node.span),
                    None => {
                        self.wrong_type(node, Kind::ThoiGian, "thời gian", &path);
                        continue;
                    }
                },
                _ => {
                    self.wrong_type(node, Kind::ThoiGian, "thời gian", &path);
                    continue;
                }
            };
            let val = self.leaf(text, Field::Line, node.span, &path);
            items.push(Item { key: String::new(), span, val });
        }
        Val::List(items)
    }

    fn leaf(&mut self, template: Text, field: Field, span: Span, path: &str) -> Val {
        let (path, guarded) = (path.to_owned(), self.guarded);
        self.leaves.push(Leaf { path, field, span, template, guarded, ..Leaf::default() });
        Val::Text(self.leaves.len() - 1)
    }

    /// Says that the string just read must say something.
    fn needs(&mut self, needed: bool) {
        if let Some(leaf) = self.leaves.last_mut() {
            leaf.needed |= needed;
        }
    }

    fn wrong(&mut self, node: &Node, key: &Key, path: &str) -> Val {
        self.wrong_type(node, key.kieu, &key.nhan, path);
        Val::Wrong
    }

    fn wrong_type(&mut self, node: &Node, kind: Kind, nhan: &str, path: &str) {
        let message = match (kind, &node.value) {
            (Kind::So, Toml::Integer(_)) => format!("`{path}` ({nhan}) phải từ 1 trở lên"),
            (_, value) => format!("`{path}` ({nhan}) không thể là {}", value.type_name()),
        };
        let label = format!("viết {}", kind.expected());
        self.findings.push(Diagnostic::new(&rules::SAI_KIEU, node.span, message).label(label));
    }
}

/// The signers that a plan holds itself, as the office file would.
pub(super) fn own_signers(root: &mut Bang) -> Option<Bang> {
    let is_map = matches!(root.get("nguoi_ky"), Some(Val::List(items))
        if matches!(items.as_slice(), [Item { val: Val::Bang(bang), .. }] if bang.span.is_none()));
    let at = root.items.iter().position(|item| item.key == "nguoi_ky").filter(|_| is_map)?;
    let Val::List(mut items) = root.items[at].val.clone() else { return None };
    let Some(Item { val: Val::Bang(map), .. }) = items.pop() else { return None };
    match map.items.as_slice() {
        [only] => root.items[at].val = Val::List(vec![only.clone()]),
        _ => drop(root.items.remove(at)),
    }
    Some(map)
}

/// What a cell says, a number with a decimal comma, a date as officials write it.
fn cell_text(value: &Toml, span: Span) -> Option<Text> {
    let text = match value {
        Toml::Text(text) => return Some(text.clone()),
        Toml::Integer(number) => number.to_string(),
        Toml::Float(number) => number.to_string().replace('.', ","),
        Toml::Datetime(datetime) => {
            let moment = Moment::of(datetime)?;
            moment.time.map_or_else(
                || slashed(moment.day),
                |time| format!("{} {}", time.format("%Hh%M"), slashed(moment.day)),
            )
        }
        Toml::Bool(_) | Toml::List(_) | Toml::Table(_) => return None,
    };
    Some(Text::new(text, span))
}

/// The date in the form that [`Moment::parse`] reads.
fn written(moment: &Moment) -> String {
    let day = slashed(moment.day);
    moment.time.map_or(day.clone(), |time| format!("{day} {}", time.format("%H:%M:%S")))
}

/// Whether an entry is the condition of the table that it stands in: one within the plan.
fn is_condition(entry: &Entry, path: &str) -> bool {
    entry.key == KHI && path != KHI
}

fn is_named_tables(table: &Table) -> bool {
    !table.entries.is_empty() && table.entries.iter().all(|e| matches!(e.node.value, Toml::Table(_)))
}

fn field_of(kind: Kind) -> Field {
    match kind {
        Kind::Doan => Field::Paragraph,
        Kind::DanY => Field::Outline,
        _ => Field::Line,
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}
