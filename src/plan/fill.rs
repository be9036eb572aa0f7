//! Fills the holes of a plan's strings: `{{ ky.thang }}`, `{{ co_quan.dia_danh }}`.

use super::{
    spread,
    value::{Bang, Item, Leaf, Val},
};
use crate::{
    calendar::{Ky, slashed},
    diagnostic::{Diagnostic, Findings, nearest},
    rules,
    schema::{Keys, Kind},
    source::Span,
    text::{Field, Woven},
    words::{
        Context, Job, Mode, PLACED, Pending, Syntax, WeaveError, filter_name, one_line, place, refused,
        unknown_filter, weave,
    },
};
use minijinja::{
    ErrorKind,
    value::{Value, ValueKind},
};
use std::{collections::BTreeMap, sync::Arc};

/// What gives names to holes beside the plan's own keys.
pub(super) struct Given<'a> {
    /// The period.
    pub ky: Option<Ky>,
    /// The columns of the row.
    pub row: &'a Context,
}

impl Given<'_> {
    /// All names that a hole or a condition may use now.
    pub(super) fn names(&self, root: &Bang, leaves: &[Leaf]) -> Context {
        let mut names = self.row.clone();
        names.merge(context(root, leaves, None, self.ky));
        names
    }
}

/// Fills every leaf; what cannot be filled is a finding and prints nothing.
pub(super) fn fill(
    leaves: &mut [Leaf],
    root: &Bang,
    given: &Given<'_>,
    job: &Arc<Job>,
    findings: &mut Findings,
) {
    let mut open = Vec::new();
    for (i, leaf) in leaves.iter_mut().enumerate() {
        if leaf.template.as_str().contains("{{") || lines_of_blocks(leaf, findings) {
            open.push(i);
        } else {
            let woven = Woven::plain(leaf.template.clone());
            close(leaf, woven, job, findings);
        }
    }
    while !open.is_empty() {
        let names = given.names(root, leaves);
        let before = open.len();
        let mut failed = Vec::new();
        open.retain(|&i| match one(&mut leaves[i], &names, job) {
            Ok(woven) => {
                close(&mut leaves[i], woven, job, findings);
                false
            }
            Err(error) => {
                failed.push((i, error, job.met_pending()));
                true
            }
        });
        if open.len() == before {
            for (i, error, circle) in failed {
                if circle || has_blocks(&leaves[i]) {
                    findings.push(hole_finding(&leaves[i], &error, circle, &names));
                } else {
                    every_hole(&leaves[i], &error, job, &names, findings);
                }
                close(&mut leaves[i], Woven::default(), job, findings);
            }
            return;
        }
    }
}

/// Fills one string; an item of a list that yields a list is to be spread.
fn one(leaf: &mut Leaf, names: &Context, job: &Arc<Job>) -> Result<Woven, WeaveError> {
    leaf.spread = spread::texts(leaf, names, job);
    if leaf.spread.is_some() {
        return Ok(Woven::default());
    }
    let syntax = if has_blocks(leaf) { Syntax::Blocks } else { Syntax::Hole };
    weave(syntax, job, &leaf.template, names, Mode::Hole)
}

/// Whether an outline has lines that are `{% if … %}` and the like. All else prints such signs as typed.
pub(super) fn has_blocks(leaf: &Leaf) -> bool {
    let is_block = |line: &str| line.trim().starts_with("{%") && line.trim().ends_with("%}");
    leaf.field == Field::Outline && leaf.template.as_str().lines().any(is_block)
}

/// The same; where such lines are, signs of a block within another line are a mistake.
fn lines_of_blocks(leaf: &Leaf, findings: &mut Findings) -> bool {
    if !has_blocks(leaf) {
        return false;
    }
    let mut at = 0;
    for line in leaf.template.as_str().split_inclusive('\n') {
        let inner = line.trim().strip_prefix("{%").unwrap_or(line);
        if let Some(block) = inner.find("{%") {
            let start =
                at + line.len() - line.trim_start().len() * usize::from(inner.len() < line.len()) + block;
            let place = leaf.template.slice(start.min(at + line.len() - 1)..at + line.len()).span();
            let message = "`{% … %}` phải đứng một mình trên một dòng";
            findings.push(Diagnostic::new(&rules::HO_SAI, place, message).label("xuống dòng trước và sau"));
        }
        at += line.len();
    }
    true
}

/// Tries the holes of a string one by one, so that each broken one is found in one run.
fn every_hole(leaf: &Leaf, first: &WeaveError, job: &Arc<Job>, names: &Context, findings: &mut Findings) {
    let text = leaf.template.as_str();
    let before = findings.iter().count();
    let mut at = 0;
    while let Some(start) = text[at..].find("{{").map(|i| at + i) {
        let end = text[start..].find("}}").map_or(text.len(), |i| start + i + 2);
        let hole = leaf.template.slice(start..end);
        if let Err(mut error) = weave(Syntax::Hole, job, &hole, names, Mode::Hole) {
            error.range = error.range.start + start..error.range.end + start;
            findings.push(hole_finding(leaf, &error, false, names));
        }
        at = end;
    }
    if findings.iter().count() == before {
        findings.push(hole_finding(leaf, first, false, names));
    }
}

/// A filled leaf: a line break in a one-line field is a finding and a space.
pub(super) fn close(leaf: &mut Leaf, woven: Woven, job: &Job, findings: &mut Findings) {
    let woven = match (leaf.field, woven.as_str().trim_end_matches('\n').find('\n')) {
        (Field::Line, Some(at)) => {
            let place = woven.text().origin(at).map_or(leaf.span, |(span, _)| span);
            findings.push(
                Diagnostic::new(&rules::XUONG_DONG, place, format!("`{}` chỉ được một dòng", leaf.path))
                    .label("bỏ dấu xuống dòng ở đây"),
            );
            woven.with_text(one_line(&woven.text().trim()))
        }
        (Field::Line, None) if woven.as_str().ends_with('\n') => woven.with_text(woven.text().trim()),
        _ => woven,
    };
    refuse_placed(leaf, &woven, findings);
    leaf.woven = Arc::new(woven);
    leaf.value = Some(job.register(leaf.woven.clone(), leaf.field));
}

/// A table or a picture stands on a line of an outline by itself, nowhere else.
fn refuse_placed(leaf: &Leaf, woven: &Woven, findings: &mut Findings) {
    if leaf.field != Field::Outline
        && let Some((field, id)) = woven.any_placed()
    {
        let called = field.called().unwrap_or_default();
        let message = format!("`{}` không chứa {called} được", leaf.path);
        findings.push(
            Diagnostic::new(&rules::BANG_SAI_CHO, id.span().or(Some(leaf.span)), message)
                .label(format!("đặt {called} trên một dòng riêng của `noi_dung`")),
        );
    }
}

fn hole_finding(leaf: &Leaf, error: &WeaveError, circle: bool, names: &Context) -> Diagnostic {
    let source = leaf.template.as_str();
    let span = leaf.template.slice(error.range.clone()).span().unwrap_or(leaf.span);
    if circle {
        return Diagnostic::new(&rules::HO_VONG, span, format!("`{}` gọi vòng tròn về chính nó", leaf.path))
            .label("viết thẳng giá trị vào đây");
    }
    let name = source.get(error.range.clone()).unwrap_or_default().trim_matches(['{', '}', ' ']);
    match error.kind {
        ErrorKind::UndefinedError => undefined(span, name, names),
        ErrorKind::SyntaxError => Diagnostic::new(&rules::HO_SAI, span, "chỗ trống `{{ … }}` viết sai")
            .label("viết {{ ky.thang }}, {{ ky.nam }} …")
            .hint("muốn in đúng hai dấu ngoặc nhọn thì viết {{ \"{{\" }}"),
        ErrorKind::UnknownFilter => unknown_filter(filter_name(error)).finding(&rules::HO_SAI, span),
        _ => Diagnostic::new(&rules::HO_SAI, span, refused(name)).hint(error.detail.clone()),
    }
}

/// A hole that names nothing, with the names that there are.
pub(super) fn undefined(span: Span, name: &str, names: &Context) -> Diagnostic {
    let head = name.split(['.', '[', ' ']).next().unwrap_or(name);
    let inner: Vec<String> = match names.get(head) {
        Some(table) if head != name && table.kind() == ValueKind::Map => table.try_iter().map_or_else(
            |_| Vec::new(),
            |keys| keys.filter_map(|key| key.as_str().map(|key| format!("{head}.{key}"))).collect(),
        ),
        _ => names.keys().cloned().collect(),
    };
    let has_period = names.get("ky").is_some_and(|ky| ky.kind() == ValueKind::Map);
    if head == "ky" && !has_period {
        let message = format!("chỗ trống gọi `{name}`, nhưng kế hoạch chưa có kỳ");
        return Diagnostic::new(&rules::THIEU_KY, span, message)
            .label("viết thêm một dòng, ví dụ ky = \"2024-05\"");
    }
    let known: Vec<&str> = inner.iter().map(String::as_str).collect();
    let label =
        nearest(name, known.iter().copied()).map_or_else(String::new, |n| format!("có phải {{{{ {n} }}}}?"));
    Diagnostic::new(&rules::HO_LA, span, format!("chỗ trống gọi `{name}`, nhưng không có gì tên ấy"))
        .label(label)
        .hint(format!("có thể gọi: {}", known.join(", ")))
}

/// The names that a hole or a khuon may use. With `keys`, what a plan leaves out is there too,
/// as nothing or an empty list.
pub(super) fn context(root: &Bang, leaves: &[Leaf], keys: Option<&Keys>, ky: Option<Ky>) -> Context {
    // Tables and pictures are placed by a call of that name; their cells are no names.
    let placed = |key: &str| PLACED.iter().any(|(name, _)| *name == key);
    let items = root.items.iter().filter(|item| !placed(&item.key));
    let mut names = Context::from(names_of(items, leaves, keys));
    names.extend(PLACED.map(|(name, field)| (name.to_owned(), place(field))));
    if let Some(ky) = ky {
        let mut period = period(ky);
        period.insert("truoc".into(), Value::from(self::period(ky.previous())));
        period.insert("sau".into(), Value::from(self::period(ky.next())));
        names.insert("ky".into(), Value::from(period));
    }
    names
}

fn period(ky: Ky) -> BTreeMap<String, Value> {
    let mut map: BTreeMap<String, Value> =
        ky.numbers().into_iter().map(|(name, number)| (name.to_owned(), Value::from(number))).collect();
    map.insert("tu_ngay".into(), Value::from(slashed(ky.first_day())));
    map.insert("den_ngay".into(), Value::from(slashed(ky.last_day())));
    map
}

fn names_of<'a>(
    items: impl Iterator<Item = &'a Item>,
    leaves: &[Leaf],
    keys: Option<&Keys>,
) -> BTreeMap<String, Value> {
    let mut names = BTreeMap::new();
    for (name, key) in keys.into_iter().flatten() {
        let missing = match key.kieu {
            Kind::DanhSach => Value::from(Vec::<Value>::new()),
            Kind::Bang => Value::from(names_of([].iter(), leaves, Some(&key.khoa))),
            _ => Value::from(()),
        };
        names.insert(name.clone(), missing);
    }
    for item in items {
        let key = keys.and_then(|keys| keys.get(&item.key));
        let inner = key.map(|key| &*key.phan_tu.as_deref().unwrap_or(key).khoa);
        names.insert(item.key.clone(), to_value(&item.val, leaves, inner));
    }
    names
}

fn to_value(val: &Val, leaves: &[Leaf], keys: Option<&Keys>) -> Value {
    match val {
        Val::Text(leaf) | Val::ThoiGian(leaf, _) => {
            leaves[*leaf].value.clone().unwrap_or_else(|| Value::from_object(Pending))
        }
        Val::So(number) => Value::from(*number),
        Val::Mm(number) => Value::from(*number),
        Val::Co(flag) => Value::from(*flag),
        Val::Ngay(date) => Value::from(date.known()),
        Val::List(items) => items.iter().map(|item| to_value(&item.val, leaves, keys)).collect(),
        Val::Bang(table) => Value::from(names_of(table.items.iter(), leaves, keys)),
        Val::Wrong => Value::from(()),
    }
}
