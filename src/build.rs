//! From a plan's path to pages: finds the office file, reads, composes, typesets.

use crate::{
    beside::Beside,
    caches,
    catalogue::CATALOGUE,
    check::{VanBanContext, check_van_ban, clauses::Reach},
    compose::{compose, table_files},
    diagnostic::{Diagnostic, Findings, Silence},
    encoding::{Oddities, decode},
    error::Error,
    export::{self, Format},
    ics, next,
    own_khuon::{self, KhuonFile, OwnKhuon},
    own_layout, pictures,
    plan::{Files, Plan, Row},
    reads::Reads,
    rules,
    schema::Keys,
    source::{FileId, Source, Sources, Span},
    toml_tree::{self, Table},
    typeset::{Pages, Typesetter},
    van_ban::VanBan,
};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

/// The name of an office file, looked for from the plan's folder upwards.
pub(crate) const OFFICE: &str = "vanban.toml";

/// A composed document with all that was found.
#[derive(Debug)]
pub struct Composed {
    /// The tree, unless a fault leaves none.
    pub van_ban: Option<VanBan>,
    /// The findings.
    pub findings: Findings,
    /// The files that the findings point into.
    pub sources: Sources,
    /// All that was read on the way, or looked for.
    pub reads: Reads,
}

/// A document laid out, with all that was found.
pub struct Built {
    /// The tree, unless a fault leaves none.
    pub van_ban: Option<VanBan>,
    /// The pages, unless a fault leaves none.
    pub pages: Option<Pages>,
    /// The findings.
    pub findings: Findings,
    /// The files that the findings point into.
    pub sources: Sources,
    /// All that was read on the way, or looked for.
    pub reads: Reads,
}

impl Built {
    /// How far it came.
    pub fn reach(&self) -> Reach {
        match (&self.van_ban, &self.pages) {
            (_, Some(_)) => Reach::Pages,
            (Some(_), None) => Reach::Tree,
            (None, None) => Reach::Nothing,
        }
    }

    /// Every file of this format: the document, then what goes with it as files of their own; none
    /// where a fault was found, which may be now.
    pub fn export(&mut self, format: Format) -> Vec<Exported> {
        let (Some(pages), Some(van_ban)) = (&self.pages, &self.van_ban) else { return Vec::new() };
        let text = match format {
            Format::Txt => Some(export::txt(van_ban)),
            Format::Ics => Some(ics::ics(van_ban)),
            Format::Pdf | Format::Png => None,
        };
        if let Some(bytes) = text {
            return vec![Exported { end: String::new(), bytes }];
        }
        let attached = pages.kem_theo.iter().map(|(name, pages)| (format!("-{name}"), pages));
        let mut files = Vec::new();
        for (name, pages) in std::iter::once((String::new(), pages)).chain(attached) {
            let of_part = match format {
                Format::Png => export::png(pages),
                _ => export::pdf(pages, &mut self.findings).into_iter().collect(),
            };
            let many = of_part.len() > 1;
            let end = |i: usize| if many { format!("{name}-{}", i + 1) } else { name.clone() };
            files.extend(of_part.into_iter().enumerate().map(|(i, bytes)| Exported { end: end(i), bytes }));
        }
        if self.findings.has_fault() { Vec::new() } else { files }
    }
}

/// A file of a document.
#[derive(Debug)]
pub struct Exported {
    /// What its name has behind that of the document: nothing, a page's number, an appendix's name.
    pub end: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Builds the plan at `path`.
///
/// # Errors
/// When the plan or its office file cannot be read at all; everything else is a finding.
pub fn build(path: &Path, typesetter: &Typesetter) -> Result<Built, Error> {
    let Composed { mut van_ban, mut findings, mut sources, mut reads } = compose_file(path)?;
    if let Some(van_ban) = &mut van_ban {
        pictures::read(van_ban, &sources, &mut reads, &mut findings);
        if let Some(office) = find_office(path) {
            van_ban.layout =
                own_layout::read_beside(&office, shown, &mut sources, &mut reads, &mut findings)?;
        }
    }
    let van_ban = van_ban.filter(|_| !findings.has_fault());
    let pages = van_ban.as_ref().and_then(|van_ban| typesetter.typeset(van_ban, &mut findings));
    Ok(Built { van_ban, pages, findings, sources, reads })
}

/// Composes the plan at `path` without laying it out.
///
/// # Errors
/// As [`build`].
pub fn compose_file(path: &Path) -> Result<Composed, Error> {
    let (inputs, mut reads) = inputs_of(path)?;
    let composed = read_and_compose(inputs);
    reads.extend(composed.reads);
    Ok(Composed { reads, ..composed })
}

/// The files of the plan at `path`: itself, its office file, the office's khuon; and what was read or looked for.
pub(crate) fn inputs_of(path: &Path) -> Result<(Inputs, Reads), Error> {
    let mut reads = Reads::default();
    let mut read = |path: &Path| reads.read(path).map_err(|error| Error::reading(path, error));
    let beside = Beside::plan(path);
    let mut inputs = Inputs { plan: (shown(path), read(path)?), beside, ..Inputs::default() };
    let office = find_office(path);
    if let Some(path) = &office {
        inputs.office = Some((shown(path), read(path)?));
        inputs.khuon = own_khuon::files_beside(path, shown, &mut reads)?;
    }
    nearer_offices(path, office.as_deref()).for_each(|path| reads.missing(&path));
    Ok((inputs, reads))
}

/// The files of one document as bytes; names are for messages.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// The plan: its name, its bytes.
    pub plan: (String, Vec<u8>),
    /// The office file, where there is one.
    pub office: Option<(String, Vec<u8>)>,
    /// The office's own khuon; of these the one that the plan wants is read.
    pub khuon: Vec<KhuonFile>,
    /// The files that the plan names: those of its tables.
    pub beside: Beside,
}

/// Composes from bytes.
pub fn read_and_compose(inputs: Inputs) -> Composed {
    Prepared::read(inputs).compose(None)
}

/// The files of a plan, decoded and parsed: read once for any number of rows.
#[derive(Debug)]
pub struct Prepared {
    /// The files that findings point into; those of a table are added here.
    pub sources: Sources,
    pub(crate) findings: Findings,
    pub(crate) plan: Option<(FileId, Table)>,
    office: Option<(FileId, Table)>,
    khuon: OwnKhuon,
    beside: Beside,
    broken: bool,
    keys: OnceLock<Arc<Keys>>,
}

impl Prepared {
    /// Reads the files; what is wrong with them is found again in every document composed.
    pub fn read(inputs: Inputs) -> Self {
        let mut sources = CATALOGUE.sources();
        let mut findings = Findings::default();
        let office = inputs.office.and_then(|file| read(file, &mut sources, &mut findings));
        let plan = read(inputs.plan, &mut sources, &mut findings);
        let broken = findings.has_fault();
        if let Some((file, _)) = &plan {
            let left = next::remaining(*file, &sources.get(*file).text);
            left.into_iter().for_each(|found| findings.push(found));
        }
        let khuon = match &plan {
            Some((_, table)) => OwnKhuon::read(table, inputs.khuon, &mut sources, &mut findings),
            None => OwnKhuon::default(),
        };
        let broken = broken || khuon.is_broken();
        Self { sources, findings, plan, office, khuon, beside: inputs.beside, broken, keys: OnceLock::new() }
    }

    /// Composes the document, of a row where the plan is for a table.
    pub fn compose(&self, row: Option<&Row>) -> Composed {
        let (sources, findings) = (self.sources.clone(), self.findings.clone());
        let mut composed = Composed { van_ban: None, findings, sources, reads: Reads::default() };
        let van_ban = self.tree(row, &mut composed);
        caches::step();
        composed.van_ban = van_ban.filter(|_| !composed.findings.has_fault());
        composed
    }

    /// The plan as read for a row; `None` where there is none.
    pub(crate) fn plan(&self, row: Option<&Row>, findings: &mut Findings) -> Option<Plan> {
        let (file, table) = self.plan.as_ref()?;
        let office = self.office.as_ref().map(|(file, table)| (*file, table));
        let files = Files { plan: (*file, table), office, khuon: &self.khuon, row, keys: &self.keys };
        Plan::read(&files, &CATALOGUE, &self.sources, findings)
    }

    fn tree(&self, row: Option<&Row>, composed: &mut Composed) -> Option<VanBan> {
        let Composed { sources, findings, reads, .. } = composed;
        let mut more = Findings::default();
        let plan = self.plan(row, &mut more);
        if !self.broken {
            // Keys of a khuon whose name is mistyped are not unknown.
            let mistyped = more.iter().any(|found| found.rule.id == rules::KHUON_LA.id);
            findings.extend(if mistyped { more.without(&rules::KHOA_LA) } else { more });
            let mut plan = plan?;
            silence(&plan, findings);
            table_files::read(&mut plan, &self.beside, sources, reads, findings);
            let van_ban = compose(&plan, &CATALOGUE, sources, findings)?;
            check_van_ban(&VanBanContext::new(&van_ban, &plan, sources), findings);
            return Some(van_ban);
        }
        // What a file broken as TOML seems to lack or to hold wrongly may be the breakage itself.
        let more = more.without(&rules::THIEU_KHOA).without(&rules::THIEU_KHOA_KHUON);
        let more = more.on_other_lines(findings, sources);
        // What a plan has for a khuon that cannot be read is not wrong.
        findings.extend(if self.khuon.is_broken() { more.without(&rules::KHOA_LA) } else { more });
        None
    }
}

/// Declines the rules that the plan or its office declines, each with its reason (`bo_qua`).
fn silence(plan: &Plan, findings: &mut Findings) {
    let declined = plan.root.table("bo_qua");
    for item in &declined.items {
        let Some(rule) = rules::find(&item.key) else { continue };
        let reason = plan.text(declined, &item.key).unwrap_or_default().as_str().trim().to_owned();
        if reason.is_empty() {
            let message = format!("bỏ qua quy tắc `{}` mà không nói lý do", rule.id);
            findings.push(
                Diagnostic::new(&rules::BO_QUA_KHONG_LY_DO, item.span, message).label("viết lý do vào đây"),
            );
        } else {
            findings.silence(Silence { rule, reason, span: item.span });
        }
    }
}

/// A path as messages show it: with `/` on every system.
pub(crate) fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// Decodes and parses one file.
fn read(file: (String, Vec<u8>), sources: &mut Sources, findings: &mut Findings) -> Option<(FileId, Table)> {
    let (file, oddities) = decoded(file, sources, findings)?;
    let (table, in_text) = toml_tree::parse(file, &sources.get(file).text.clone(), findings);
    say_oddities(file, &oddities, &in_text, findings);
    Some((file, table))
}

/// Decodes one file into the sources.
pub(crate) fn decoded(
    (name, bytes): (String, Vec<u8>),
    sources: &mut Sources,
    findings: &mut Findings,
) -> Option<(FileId, Oddities)> {
    let not_text = match decode(bytes) {
        Ok((text, oddities)) => return Some((sources.add(Source::new(name, text)), oddities)),
        Err(not_text) => not_text,
    };
    let end = not_text.good.len();
    let file = sources.add(Source::new(name, not_text.good));
    let place = Span::new(file, end..end);
    findings.push(
        Diagnostic::new(&rules::MA_HOA_SAI, place, "từ đây không còn là chữ Unicode")
            .label("mở bằng Notepad, chọn Lưu thành…, mã UTF-8"),
    );
    None
}

/// Says once what was unusual.
pub(crate) fn say_oddities(file: FileId, of_file: &Oddities, in_text: &Oddities, findings: &mut Findings) {
    let start = Span::new(file, 0..0);
    if of_file.in_file() {
        let message = format!("tệp này có {of_file}: vẫn đọc như thường");
        findings.push(Diagnostic::new(&rules::TEP_LA, start, message));
    }
    if in_text.in_text() {
        let message = format!("trong chữ có {in_text}: đã chuyển thành chữ thường dùng khi dựng văn bản");
        let place = in_text.first.filter(|first| first.file == file).unwrap_or(start);
        findings.push(Diagnostic::new(&rules::KY_TU_LA, place, message).label("chỗ đầu tiên"));
    }
}

/// The office file of a plan: in its folder or one above.
pub(crate) fn find_office(plan: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(plan).ok()?;
    let mut folders = absolute.ancestors().skip(1);
    let up = folders.position(|folder| folder.join(OFFICE).is_file())?;
    // A relative path stays relative, so that messages show what the user typed.
    let near = plan.ancestors().nth(up + 1).map(|folder| folder.join(OFFICE));
    let far = || absolute.ancestors().nth(up + 1).map(|folder| folder.join(OFFICE));
    near.filter(|path| path.is_file()).or_else(far)
}

/// Where an office file would take the place of the one that was found: none stands there yet.
fn nearer_offices(plan: &Path, found: Option<&Path>) -> impl Iterator<Item = PathBuf> {
    let absolute = std::path::absolute(plan).unwrap_or_else(|_| plan.to_owned());
    let found = found.and_then(|found| std::path::absolute(found).ok());
    let folders: Vec<PathBuf> = absolute.ancestors().skip(1).map(|folder| folder.join(OFFICE)).collect();
    folders.into_iter().take_while(move |path| Some(path) != found.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_office_is_found_upwards() {
        let root = tempfile::tempdir().expect("a folder");
        let deep = root.path().join("a/b");
        std::fs::create_dir_all(&deep).expect("folders");
        std::fs::write(root.path().join(OFFICE), "").expect("an office file");
        assert_eq!(find_office(&deep.join("plan.toml")), Some(root.path().join(OFFICE)));
        // The repository's own example, named as from within a folder.
        let example = Path::new("data/examples/kien-thuy/2024-05.toml");
        assert_eq!(find_office(example), Some(example.with_file_name(OFFICE)));
        assert_eq!(find_office(Path::new("khong-co.toml")), None);
    }
}
