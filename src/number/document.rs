//! What a plan says of itself that a number and a row of the register need.

use super::series::{DaySo, Theo};
use crate::{
    build::{Composed, Prepared, find_office, inputs_of},
    calendar::PartialDate,
    check::lexicon::{LEXICON, bare},
    diagnostic::{Diagnostic, Findings, Severity},
    error::Error,
    plan::{Plan, Val},
    rules,
    source::{Sources, Span},
    van_ban::{Block, VanBan},
};
use std::path::{Path, PathBuf};

/// The name of the register where the office file gives none.
const REGISTER: &str = "so-dang-ky.csv";

/// A document that wants a number.
#[derive(Debug)]
pub(super) struct Document {
    /// The number that a person typed, and where.
    pub so: Option<(u32, Option<Span>)>,
    /// The symbol as printed, behind the slash.
    pub ky_hieu: String,
    /// What is known of the date of issue, and where.
    pub ngay: Option<(PartialDate, Option<Span>)>,
    /// The year of its period.
    pub nam: Option<i32>,
    /// Kind and trích yếu.
    pub ten: String,
    pub nguoi_ky: String,
    pub noi_nhan: String,
    pub luu: String,
    pub day_so: DaySo,
    /// The register that it belongs to.
    pub register: PathBuf,
    /// The plan as the register names it: its path from the register's folder, with `/`.
    pub tep: String,
    /// The plan's beginning, for what is said of all of it.
    pub start: Span,
}

/// A plan as read.
pub(super) struct Read {
    /// `None` where a finding stands in the way.
    pub document: Option<Document>,
    pub findings: Findings,
    pub sources: Sources,
}

impl Read {
    /// Reads the plan at `path`.
    pub(super) fn plan(path: &Path) -> Result<Self, Error> {
        let prepared = Prepared::read(inputs_of(path)?.0);
        let plan = prepared.plan(None, &mut Findings::default());
        let Composed { van_ban, mut findings, sources, .. } = prepared.compose(None);
        let document = match plan.zip(van_ban) {
            Some((plan, van_ban)) => Reader { path, plan: &plan, van_ban: &van_ban }.document(&mut findings),
            None => None,
        };
        Ok(Self { document, findings, sources })
    }
}

struct Reader<'a> {
    path: &'a Path,
    plan: &'a Plan,
    van_ban: &'a VanBan,
}

impl Reader<'_> {
    fn document(&self, findings: &mut Findings) -> Option<Document> {
        let Self { plan, van_ban, .. } = self;
        let root = &plan.root;
        let Some(theo) = self.theo() else {
            let message = "vanban.toml chưa ghi cách chia dãy số và sổ đăng ký văn bản đi";
            let found = Diagnostic::new(&rules::THIEU_SO_DANG_KY, self.start(), message);
            let hint = "viết vào vanban.toml: [so_dang_ky], rồi theo = \"loai\", \"co-quan\" hoặc \"chung\"";
            findings.push(found.hint(hint));
            return None;
        };
        let printed = van_ban.so_ky_hieu.text();
        let ky_hieu = printed.split_once('/').map_or("", |(_, symbol)| symbol.trim());
        if root.item("ban_sao").is_some() || ky_hieu.is_empty() {
            let copy = root.item("ban_sao").is_some();
            let what = if copy {
                "kế hoạch này là bản sao"
            } else {
                "loại văn bản này không có số"
            };
            let label = if copy { "số của bản sao ghi ở `so` của bảng này" } else { "" };
            let place = root.span_of("ban_sao").or_else(|| root.span_of("loai"));
            findings.push(Diagnostic::new(&rules::KHONG_LAY_SO, place, what).label(label));
            return None;
        }
        let register = self.register(findings)?;
        let (noi_nhan, luu) = self.recipients();
        let names = |blocks: Vec<&Block>| blocks.iter().map(|b| b.text()).collect::<Vec<_>>().join(", ");
        Some(Document {
            so: match root.get("so") {
                Some(Val::So(so)) => u32::try_from(*so).ok().map(|so| (so, root.span_of("so"))),
                _ => None,
            },
            ky_hieu: ky_hieu.to_owned(),
            ngay: match root.get("ngay_ban_hanh") {
                Some(Val::Ngay(date)) => Some((*date, root.span_of("ngay_ban_hanh"))),
                _ => None,
            },
            nam: plan.ky.map(|ky| ky.nam()),
            ten: one_line(&van_ban.info.tieu_de),
            nguoi_ky: names(van_ban.chu_ky.iter().map(|chu_ky| &chu_ky.ho_ten).collect()),
            noi_nhan,
            luu,
            day_so: theo.series(plan.loai, &van_ban.info.tac_gia, self.is_other_body()),
            tep: path_from(&register, self.path),
            register,
            start: self.start(),
        })
    }

    fn start(&self) -> Span {
        Span::new(self.plan.file, 0..0)
    }

    fn theo(&self) -> Option<Theo> {
        Theo::parse(self.plan.text(self.plan.root.table("so_dang_ky"), "theo")?.as_str().trim())
    }

    /// Whether the plan itself says who issues it, and not the office file.
    fn is_other_body(&self) -> bool {
        let of_plan = |key: &str| {
            let item = self.plan.root.table("co_quan").item(key);
            item.is_some_and(|item| item.span.file == self.plan.file)
        };
        of_plan("ten") && find_office(self.path).is_some()
    }

    /// The register: beside the file that declares it. A secret document has one of its own.
    fn register(&self, findings: &mut Findings) -> Option<PathBuf> {
        let table = self.plan.root.table("so_dang_ky");
        let secret = self.plan.root.item("do_mat");
        let key = if secret.is_some() { "tep_mat" } else { "tep" };
        let named = self.plan.text(table, key).map(|text| text.as_str().trim().to_owned());
        if let (None, Some(secret)) = (&named, secret) {
            let message = "văn bản mật lấy số riêng và đăng ký ở sổ riêng";
            let found = Diagnostic::new(&rules::MAT_CHUA_CO_SO, secret.span, message);
            findings.push(
                found.hint("ghi sổ ấy vào [so_dang_ky] của vanban.toml: tep_mat = \"so-dang-ky-mat.csv\""),
            );
            return None;
        }
        let name = named.unwrap_or_else(|| REGISTER.to_owned());
        if !name.to_lowercase().ends_with(".csv") {
            let found = Diagnostic::new(
                &rules::SO_HONG,
                table.span_of(key),
                format!("sổ `{name}` không phải tệp .csv"),
            );
            findings.push(found.label("viết tên một tệp .csv; Excel lưu được dạng CSV UTF-8"));
            return None;
        }
        let in_plan = table.item("theo").is_some_and(|item| item.span.file == self.plan.file);
        let office = find_office(self.path).filter(|_| !in_plan);
        let base = office.as_deref().unwrap_or(self.path).parent().unwrap_or(Path::new(""));
        Some(base.join(name))
    }

    /// Who receives it, and who keeps the file copy.
    fn recipients(&self) -> (String, String) {
        let item = |block: &Block| one_line(bare(&block.text()));
        let mut list: Vec<String> = self.van_ban.noi_nhan_muc.iter().map(item).collect();
        let words = &LEXICON.noi_nhan;
        let last = list.pop().unwrap_or_default();
        let luu = last.strip_prefix(words.luu.as_str()).unwrap_or(&last);
        let luu = luu.trim_start_matches(':').trim().to_owned();
        let above = self.van_ban.kinh_gui.iter().flat_map(|kinh_gui| kinh_gui.noi.iter().map(item));
        list.retain(|item| *item != words.nhu_tren);
        (above.chain(list).collect::<Vec<_>>().join("; "), luu)
    }
}

/// A text on one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The path of `to` from the folder of `from`, with `/`.
fn path_from(from: &Path, to: &Path) -> String {
    let real =
        |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or(path.to_owned());
    let folder = from.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (folder, to) = (real(folder), real(to));
    let common = folder.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(common).map(|_| "..".to_owned());
    let down = to.components().skip(common).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The findings that keep a document from a number: faults.
pub(super) fn faults(findings: &Findings) -> Findings {
    let mut faults = Findings::default();
    faults.push_all(findings.iter().filter(|found| found.rule.severity == Severity::Fault).cloned());
    faults
}
