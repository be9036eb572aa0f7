//! Reads typed keys from strings, drops empty list items, and asks for what is missing.

use super::{
    Files,
    value::{Bang, Item, Leaf, Val},
};
use crate::{
    calendar::{FORMS, Ky, LapLai, Moment, NeuNghi, NoDate, PartialDate, in_words},
    diagnostic::{Diagnostic, Findings, nearest},
    rules,
    schema::{Key, Keys, Kind},
    source::{Sources, Span},
    text::{Field, Text, Woven},
    words::{Job, Khuon},
};
use std::sync::Arc;

/// Turns strings into the types of their keys.
pub(super) struct Resolver<'a> {
    /// The strings, filled.
    pub leaves: &'a mut Vec<Leaf>,
    /// Where new printed texts are made known.
    pub job: &'a Job,
    /// Where mistakes go.
    pub findings: &'a mut Findings,
}

impl Resolver<'_> {
    /// Every value of a table.
    pub(super) fn table(&mut self, table: &mut Bang, keys: &Keys, path: &str) {
        table.items.retain(|item| keys.get(&item.key).is_none_or(|key| !self.is_left_blank(item, key)));
        for item in &mut table.items {
            if let Some(key) = keys.get(&item.key) {
                let path = format!("{path}{}", item.key);
                self.item(item, key, &path);
                self.refuse_blank(item, key, &path);
            }
        }
    }

    /// Whether holes left nothing in a key that need not be there: as if it were not there.
    fn is_left_blank(&self, item: &Item, key: &Key) -> bool {
        let blank =
            |leaf: &Leaf| leaf.template.as_str().contains("{{") && leaf.woven.printed().trim().is_empty();
        !key.bat_buoc && matches!(item.val, Val::Text(leaf) if blank(&self.leaves[leaf]))
    }

    /// The signers of the office file.
    pub(super) fn signers(&mut self, signers: &mut Bang, office_keys: &Keys) {
        let key = office_keys.get("nguoi_ky").and_then(|key| key.phan_tu.as_deref());
        for (item, key) in signers.items.iter_mut().zip(std::iter::repeat(key)) {
            if let (Val::Bang(bang), Some(key)) = (&mut item.val, key) {
                let path = format!("nguoi_ky.{}.", item.key);
                self.table(bang, &key.khoa, &path);
            }
        }
    }

    /// A key that must be there must also say something; what failed otherwise has been reported.
    fn refuse_blank(&mut self, item: &Item, key: &Key, path: &str) {
        let blank = match &item.val {
            Val::Text(leaf) => self.string(*leaf).trim().is_empty(),
            Val::List(list) => list.is_empty(),
            _ => false,
        };
        let within =
            |span: Span| span.file == item.span.file && item.span.range().contains(&span.range().start);
        let reported = || self.findings.iter().any(|d| d.span.is_some_and(within));
        if key.bat_buoc && blank && !reported() {
            let message = format!("khóa `{path}` ({}) đang để trống", key.nhan);
            self.findings.push(Diagnostic::new(&rules::KHOA_TRONG, item.span, message).label("điền vào đây"));
        }
    }

    fn item(&mut self, item: &mut Item, key: &Key, path: &str) {
        let val = std::mem::replace(&mut item.val, Val::Wrong);
        item.val = match (key.kieu, val) {
            (Kind::So, Val::Text(leaf)) => self.number(leaf, path, item.span),
            (Kind::Mm, Val::Text(leaf)) => self.length(leaf, path, item.span),
            (Kind::Co, Val::Text(leaf)) => self.flag(leaf, path, item.span),
            (Kind::NgayMotPhan, Val::Text(leaf)) => self.partial_date(leaf, path, item.span),
            (Kind::Ky, Val::Text(leaf)) if Ky::parse(self.string(leaf).trim()).is_some() => Val::Text(leaf),
            (Kind::Ngay, Val::Text(leaf)) => self.whole_date(leaf, path, item.span),
            (Kind::Ma, Val::Text(leaf)) => self.one_of(leaf, key, path, item.span),
            (Kind::ThoiGian, Val::Text(leaf)) => self.moments(&[leaf], path, item.span),
            (Kind::ThoiGian, Val::List(list)) => {
                let texts =
                    list.iter().filter_map(|i| if let Val::Text(leaf) = i.val { Some(leaf) } else { None });
                let texts: Vec<usize> = texts.collect();
                self.moments(&texts, path, item.span)
            }
            (Kind::LapLai, Val::Text(leaf)) => self.recurrence(leaf),
            (Kind::NeuNghi, Val::Text(leaf)) => self.day_off(leaf),
            (Kind::DanhSach, Val::List(list)) => self.list(list, key, path),
            (Kind::BangTheoTen, Val::Bang(mut named)) => {
                let inner = key.phan_tu.as_deref().map(|key| &key.khoa);
                for item in &mut named.items {
                    if let (Val::Bang(bang), Some(keys)) = (&mut item.val, inner) {
                        self.table(bang, keys, &format!("{path}.{}.", item.key));
                    }
                }
                Val::Bang(named)
            }
            (Kind::Bang | Kind::NguoiKy | Kind::DongHoacBang, Val::Bang(mut bang)) => {
                self.table(&mut bang, &key.khoa, &format!("{path}."));
                Val::Bang(bang)
            }
            (_, val) => val,
        };
    }

    /// A list without the items that print nothing once filled.
    fn list(&mut self, list: Vec<Item>, key: &Key, path: &str) -> Val {
        let Some(item_key) = key.phan_tu.as_deref() else { return Val::List(list) };
        let mut kept = Vec::new();
        for (i, mut item) in list.into_iter().enumerate() {
            self.item(&mut item, item_key, &format!("{path}[{}]", i + 1));
            let empty = matches!(item.val, Val::Text(leaf) if self.string(leaf).trim().is_empty());
            if !empty && !matches!(item.val, Val::Wrong) {
                kept.push(item);
            }
        }
        Val::List(kept)
    }

    fn string(&self, leaf: usize) -> String {
        self.leaves[leaf].woven.printed().into_owned()
    }

    fn number(&mut self, leaf: usize, path: &str, span: Span) -> Val {
        let text = self.string(leaf);
        match text.trim().parse() {
            Ok(number) if number >= 1 => Val::So(number),
            _ => self.wrong(path, leaf, span, Kind::So),
        }
    }

    fn length(&mut self, leaf: usize, path: &str, span: Span) -> Val {
        let text = self.string(leaf);
        let plain = text.trim().trim_end_matches("mm").trim().replace(',', ".");
        plain.parse().map_or_else(|_| self.wrong(path, leaf, span, Kind::Mm), Val::Mm)
    }

    fn flag(&mut self, leaf: usize, path: &str, span: Span) -> Val {
        let text = self.string(leaf);
        match text.trim().to_lowercase().as_str() {
            "true" | "có" | "x" | "1" => Val::Co(true),
            "false" | "không" | "" | "0" => Val::Co(false),
            _ => self.wrong(path, leaf, span, Kind::Co),
        }
    }

    fn partial_date(&mut self, leaf: usize, path: &str, span: Span) -> Val {
        let text = self.string(leaf);
        match PartialDate::parse(&text) {
            Ok(date) => Val::Ngay(date),
            Err(NoDate::Form) => self.wrong(path, leaf, span, Kind::NgayMotPhan),
            Err(NoDate::Day) => self.no_such_day(leaf, span),
        }
    }

    /// Dates print as officials write them; one string that is no date prints as typed.
    fn moments(&mut self, leaves: &[usize], path: &str, span: Span) -> Val {
        let mut moments = Vec::new();
        for &leaf in leaves {
            let text = self.string(leaf);
            match Moment::parse(&text) {
                Ok(moment) => moments.push(moment),
                Err(NoDate::Day) => return self.no_such_day(leaf, self.leaves[leaf].span),
                Err(NoDate::Form) if leaves.len() == 1 => return Val::ThoiGian(leaf, Vec::new()),
                Err(NoDate::Form) => {
                    return self.wrong(path, leaf, self.leaves[leaf].span, Kind::ThoiGian);
                }
            }
        }
        self.dated(in_words(&moments), moments, path, span)
    }

    /// A date as `6/5/2024`; an empty one is none.
    fn whole_date(&mut self, leaf: usize, path: &str, span: Span) -> Val {
        let text = self.string(leaf);
        if text.trim().is_empty() {
            return Val::Text(leaf);
        }
        match PartialDate::parse(&text) {
            Ok(date) if date.ngay.is_some() => {
                let moment = Moment { day: date.first_day(), time: None };
                self.dated(date.known(), vec![moment], path, span)
            }
            Err(NoDate::Day) => self.no_such_day(leaf, span),
            Ok(_) | Err(NoDate::Form) => self.wrong(path, leaf, span, Kind::Ngay),
        }
    }

    /// A name that is one of a few.
    fn one_of(&mut self, leaf: usize, key: &Key, path: &str, span: Span) -> Val {
        let text = self.string(leaf);
        let name = text.trim();
        let known = || key.gia_tri.iter().map(String::as_str);
        if key.gia_tri.is_empty() || known().any(|value| value == name) {
            return Val::Text(leaf);
        }
        let list = known().map(|value| format!("\"{value}\"")).collect::<Vec<_>>().join(" hoặc ");
        let near = nearest(name, known()).map(|value| format!("có phải \"{value}\"?"));
        let message = format!("`{path}` không thể là \"{name}\"");
        let label = near.unwrap_or_else(|| format!("viết {list}"));
        self.findings
            .push(Diagnostic::new(&rules::SAI_KIEU, span, message).label(label).hint(format!("viết {list}")));
        Val::Wrong
    }

    /// A leaf of its own for dates as they print.
    fn dated(&mut self, words: String, moments: Vec<Moment>, path: &str, span: Span) -> Val {
        let text = Text::new(words, span);
        let woven = Arc::new(Woven::plain(text.clone()));
        let value = Some(self.job.register_moments(woven.clone(), Field::Line, moments.clone()));
        self.leaves.push(Leaf {
            path: path.to_owned(),
            span,
            template: text,
            woven,
            value,
            ..Leaf::default()
        });
        Val::ThoiGian(self.leaves.len() - 1, moments)
    }

    /// How something recurs stays a text; one that is not understood is a finding.
    fn recurrence(&mut self, leaf: usize) -> Val {
        let text = self.string(leaf);
        if LapLai::parse(&text).is_none() {
            let message = format!("không hiểu `lap_lai` là \"{}\"", text.trim());
            let near = nearest(&text, FORMS.iter().copied()).unwrap_or(FORMS[0]);
            self.findings.push(
                Diagnostic::new(&rules::LAP_LAI_SAI, self.leaves[leaf].span, message)
                    .label(format!("viết như \"{near}\""))
                    .hint(format!("các cách viết: {}", FORMS.join("; "))),
            );
        }
        Val::Text(leaf)
    }

    fn day_off(&mut self, leaf: usize) -> Val {
        let text = self.string(leaf);
        if NeuNghi::parse(&text).is_none() {
            let message = format!("`neu_nghi` không thể là \"{}\"", text.trim());
            self.findings.push(
                Diagnostic::new(&rules::NEU_NGHI_SAI, self.leaves[leaf].span, message)
                    .label(format!("viết {}", Kind::NeuNghi.expected()))
                    .hint(
                        "truoc: ngày làm việc liền trước; sau: ngày làm việc liền sau; giu: giữ nguyên ngày",
                    ),
            );
        }
        Val::Text(leaf)
    }

    /// The cell that a string took its words from, and then where it stands; else where it stands.
    fn origin(&self, leaf: usize, span: Span) -> (Span, Option<Span>) {
        let flat = self.leaves[leaf].woven.flat();
        let cell = flat.span().filter(|place| place.file != span.file);
        cell.map_or((span, None), |cell| (cell, Some(span)))
    }

    fn no_such_day(&mut self, leaf: usize, span: Span) -> Val {
        let message = format!("không có ngày `{}`", self.string(leaf).trim());
        let (place, hole) = self.origin(leaf, span);
        self.findings.push(
            Diagnostic::new(&rules::NGAY_SAI, place, message)
                .label("viết năm-tháng-ngày, ví dụ 2024-05-06")
                .also(hole, VIA),
        );
        Val::Wrong
    }

    fn wrong(&mut self, path: &str, leaf: usize, span: Span, kind: Kind) -> Val {
        let message = format!("`{path}` không thể là \"{}\"", self.string(leaf).trim());
        let label = format!("viết {}", kind.expected());
        let (place, hole) = self.origin(leaf, span);
        self.findings.push(Diagnostic::new(&rules::SAI_KIEU, place, message).label(label).also(hole, VIA));
        Val::Wrong
    }
}

/// What is said at the hole through which a wrong value came.
const VIA: &str = "vào văn bản qua chỗ trống này";

/// What is said once where a khuon's keys are missing but a body is there.
const WHOLE_BODY: &str = "noi_dung đã đủ lời văn thì viết khuon = \"-\" để không dùng khuôn của loại này";

/// Asks for every key that a document cannot be without.
pub(super) fn require(
    root: &Bang,
    keys: &Keys,
    khuon: Option<&Khuon>,
    files: &Files<'_>,
    sources: &Sources,
    findings: &mut Findings,
) {
    let start = Span::new(files.plan.0, 0..0);
    let office = match files.office {
        Some((file, _)) => format!("trong {}", sources.get(file).name),
        None => "trong vanban.toml đặt cạnh kế hoạch (chưa thấy tệp này)".to_owned(),
    };
    // The whole body may stand in `noi_dung` though the kind has a khuon.
    let mut whole_body = root.get("khuon").is_none() && root.get("noi_dung").is_some();
    missing(root, keys, "", start, &mut |path, key, at| {
        let place = if path.starts_with("co_quan") { office.as_str() } else { "ở đây" };
        let name = path.rsplit('.').next().unwrap_or(path);
        let form = match key.kieu {
            Kind::Bang => format!("[{path}]"),
            Kind::DanhSach => format!("{name} = [\"…\"]"),
            _ => format!("{name} = \"…\""),
        };
        let root = path.split(['.', '[']).next().unwrap_or(path);
        let of_khuon = khuon.is_some_and(|khuon| khuon.khoa.contains_key(root));
        let rule = if of_khuon { &rules::THIEU_KHOA_KHUON } else { &rules::THIEU_KHOA };
        let finding = Diagnostic::new(rule, at, format!("thiếu khóa `{path}` ({})", key.nhan))
            .label(format!("viết thêm {place}: {form}"));
        let whole = of_khuon && std::mem::take(&mut whole_body);
        findings.push(if whole { finding.hint(WHOLE_BODY) } else { finding });
    });
}

fn missing(table: &Bang, keys: &Keys, path: &str, at: Span, say: &mut impl FnMut(&str, &Key, Span)) {
    let at = table.span.filter(|_| !path.is_empty()).unwrap_or(at);
    for (name, key) in keys {
        let path = format!("{path}{name}");
        match table.get(name) {
            None if key.bat_buoc => say(&path, key, at),
            Some(Val::Bang(named)) if key.kieu == Kind::BangTheoTen => {
                let inner = key.phan_tu.as_deref().map(|key| &key.khoa);
                for item in &named.items {
                    if let (Val::Bang(bang), Some(keys)) = (&item.val, inner) {
                        missing(bang, keys, &format!("{path}.{}.", item.key), item.span, say);
                    }
                }
            }
            Some(Val::Bang(inner)) => missing(inner, &key.khoa, &format!("{path}."), at, say),
            Some(Val::List(items)) => {
                let inner = key.phan_tu.as_deref().map(|key| &key.khoa);
                for (i, item) in items.iter().enumerate() {
                    if let (Val::Bang(bang), Some(keys)) = (&item.val, inner) {
                        missing(bang, keys, &format!("{path}[{}].", i + 1), item.span, say);
                    }
                }
            }
            _ => {}
        }
    }
}
