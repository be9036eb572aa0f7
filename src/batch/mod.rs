//! Many documents from one plan and a table of rows.
//!
//! [`Batch::open`] reads both once and holds every row against what the plan needs of it, before anything
//! is made. What is wrong with plan or table refuses the whole; what is wrong with a row leaves that row
//! out. [`Batch::documents`] gives the documents one by one, [`Runner`] writes their files.

pub mod archive;
pub mod memory;
pub mod merge;
mod names;
pub mod pool;
mod rows;
mod run;
pub mod shard;
mod uses;
mod wheres;

use crate::{
    build::{Built, Prepared, inputs_of},
    diagnostic::{Diagnostic, Findings},
    error::Error,
    own_layout::{self, LayoutFile},
    pictures,
    plan::{Plan, Row},
    reads::Reads,
    rules,
    source::{Sources, Span},
    table::{self, Table, Wanted},
    typeset::Typesetter,
    words::Job,
};
use names::{NoName, Pattern};
pub use run::Runner;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};
use uses::Uses;
use wheres::Where;

/// How a table is taken, and how its files are called.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The sheet of a spreadsheet.
    pub sheet: Option<String>,
    /// The row of the head, from 1.
    pub head: Option<usize>,
    /// The name under which the columns stand in holes, `xa` for `{{ xa.ten }}`.
    pub under: Option<String>,
    /// Conditions on rows, as `tinh=Thành phố Hải Phòng`.
    pub wheres: Vec<String>,
    /// The names of files, as `out/{{ ma }}-{{ ten | slug }}.pdf`; without it rows have none.
    pub names: Option<String>,
    /// How the names end where they do not say so.
    pub ending: String,
    /// Whether names keep their marks.
    pub accents: bool,
    /// Whether spaces, letters with marks apart and `1.0` are mended.
    pub tidy: bool,
}

/// A plan with the rows that it is for.
#[derive(Debug)]
pub struct Batch {
    prepared: Prepared,
    layout: Vec<LayoutFile>,
    reads: Reads,
    table: Table,
    uses: Uses,
    options: Options,
    root: PathBuf,
    rows: Vec<Planned>,
}

/// A row that is wanted.
#[derive(Debug)]
pub struct Planned {
    /// Its number within the table, from 0.
    pub index: usize,
    /// Its file, where files have names and this one can have one.
    pub target: Option<PathBuf>,
    /// What is wrong with it; a fault leaves it out.
    pub findings: Findings,
}

/// Why nothing is made: faults of plan or table.
#[derive(Debug)]
pub struct Refused {
    /// The faults, and what else was found.
    pub findings: Findings,
    /// The files that they point into.
    pub sources: Sources,
}

impl Batch {
    /// Reads the plan at `plan` and the table at `data` (`@xa`: the communes of Vietnam), and checks rows.
    ///
    /// # Errors
    /// When one of the files cannot be read at all. Faults of plan or table are the inner error.
    pub fn open(plan: &Path, data: &Path, options: Options) -> Result<Result<Self, Box<Refused>>, Error> {
        let (inputs, mut reads) = inputs_of(plan)?;
        let mut prepared = Prepared::read(inputs);
        let mut findings = Findings::default();
        let layout = match crate::build::find_office(plan) {
            Some(office) => own_layout::read_beside(
                &office,
                crate::build::shown,
                &mut prepared.sources,
                &mut reads,
                &mut findings,
            )?,
            None => Vec::new(),
        };
        let wanted = Wanted { sheet: options.sheet.as_deref(), head: options.head };
        let table = if data == Path::new(table::COMMUNES) {
            table::communes(&mut prepared.sources, &mut findings)
        } else {
            table::open(data, wanted, &mut prepared.sources, &mut findings)?
        };
        let refused =
            |findings, prepared: Prepared| Ok(Err(Box::new(Refused { findings, sources: prepared.sources })));
        let Some(table) = table else { return refused(findings, prepared) };
        let mut batch = Self {
            prepared,
            layout,
            reads,
            table,
            uses: Uses::default(),
            options,
            root: PathBuf::new(),
            rows: Vec::new(),
        };
        batch.select(&mut findings);
        if !findings.has_fault() {
            batch.check(&mut findings);
        }
        Ok(if findings.has_fault() {
            Err(Box::new(Refused { findings, sources: batch.prepared.sources }))
        } else {
            Ok(batch)
        })
    }

    /// The rows that are wanted, also those that are left out.
    pub fn rows(&self) -> &[Planned] {
        &self.rows
    }

    /// The folder of all files.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The files that findings of rows point into.
    pub fn sources(&self) -> &Sources {
        &self.prepared.sources
    }

    /// The place of a row, as people name it: `communes.xlsx!A17`.
    pub fn place(&self, row: &Planned) -> String {
        self.prepared.sources.locate(self.table.row_span(row.index))
    }

    /// Whether a place lies in the table.
    pub fn is_of_table(&self, span: Span) -> bool {
        span.file == self.table.file
    }

    /// The document of a row.
    pub fn build(&self, row: &Planned, typesetter: &Typesetter) -> Built {
        let given = rows::row(&self.table, row.index, self.options.under.as_deref(), self.options.tidy);
        let composed = self.prepared.compose(Some(&given));
        let (mut van_ban, mut findings, sources) = (composed.van_ban, composed.findings, composed.sources);
        let mut reads = self.reads.clone();
        reads.extend(composed.reads);
        if let Some(van_ban) = &mut van_ban {
            pictures::read(van_ban, &sources, &mut reads, &mut findings);
            van_ban.layout = self.layout.clone();
        }
        let van_ban = van_ban.filter(|_| !findings.has_fault());
        let pages = van_ban.as_ref().and_then(|van_ban| typesetter.typeset(van_ban, &mut findings));
        Built { van_ban, pages, findings, sources, reads }
    }

    /// The documents of the rows that are not left out, one by one, as they are asked for.
    pub fn documents<'a>(
        &'a self,
        typesetter: &'a Typesetter,
    ) -> impl Iterator<Item = (&'a Planned, Built)> + 'a {
        let good = self.rows.iter().filter(|row| !row.findings.has_fault());
        good.map(|row| (row, self.build(row, typesetter)))
    }

    /// Which rows are wanted; whether holes can tell columns from keys.
    fn select(&mut self, findings: &mut Findings) {
        let table = &self.table;
        let mut wheres = Vec::new();
        for typed in &self.options.wheres {
            match Where::parse(typed, table) {
                Ok(one) => wheres.push(one),
                Err(finding) => findings.push(*finding),
            }
        }
        if findings.has_fault() {
            return;
        }
        let mut wanted: Vec<usize> = (0..table.rows.len()).collect();
        for one in &wheres {
            let before = wanted.len();
            wanted.retain(|row| one.holds(table, *row));
            if wanted.is_empty() && before > 0 {
                findings.push(one.none(table));
                return;
            }
        }
        if wanted.is_empty() {
            let place = table.columns.first().map(|column| column.span);
            findings.push(Diagnostic::new(
                &rules::KHONG_HANG,
                place,
                "bảng không có hàng nào dưới hàng tên cột",
            ));
        }
        let planned = |index| Planned { index, target: None, findings: Findings::default() };
        self.rows = wanted.into_iter().map(planned).collect();
    }

    /// Holds the plan against the first row, and each row against what the plan calls.
    fn check(&mut self, findings: &mut Findings) {
        let Some(first) = self.rows.first().map(|row| row.index) else { return };
        let given = rows::row(&self.table, first, self.options.under.as_deref(), self.options.tidy);
        let mut unread = Findings::default();
        let plan = self.prepared.plan(Some(&given), &mut unread);
        if let Some(plan) = &plan {
            self.clashes(plan, findings);
        }
        for finding in self.prepared.compose(Some(&given)).findings.iter() {
            let of_row = finding.span.is_some_and(|span| self.is_of_table(span));
            if OF_PLAN.iter().any(|rule| rule.id == finding.rule.id) && !of_row {
                findings.push(finding.clone());
            }
        }
        let ending = if self.options.ending.is_empty() { "pdf" } else { &self.options.ending };
        let pattern = self
            .options
            .names
            .as_deref()
            .map(|names| Pattern::new(names, ending, self.options.accents, &mut self.prepared.sources));
        let pattern = match pattern.transpose() {
            Ok(pattern) => pattern,
            Err(finding) => return findings.push(*finding),
        };
        let (Some(plan), false) = (plan, findings.has_fault()) else { return };
        self.uses = Uses::of(&plan, pattern.as_ref().map(Pattern::text), self.options.under.as_deref());
        for typed in &self.options.wheres {
            let column = typed.split_once('=').map_or("", |(name, _)| name.trim_end_matches('!'));
            self.uses.add(&table::key_of(column));
        }
        for row in &mut self.rows {
            row.findings = rows::check(&self.table, row.index, &self.uses, self.options.tidy);
        }
        if let Some(pattern) = pattern {
            self.name(&pattern, &plan, findings);
        }
    }

    /// A column called like a key of the plan: a hole could mean either.
    fn clashes(&self, plan: &Plan, findings: &mut Findings) {
        let taken = |name: &str| name == "ky" || name == "khi" || plan.keys.contains_key(name);
        match self.options.under.as_deref() {
            None => {
                for column in self.table.columns.iter().filter(|column| taken(&column.key)) {
                    let key = &column.key;
                    let message = format!("cột `{}` trùng tên khóa `{key}` của kế hoạch", column.name);
                    let label = "thêm --as xa, rồi gọi mọi cột qua tên ấy";
                    let hint = format!("với --as xa, chỗ trống của cột này là {{{{ xa.{key} }}}}");
                    let finding = Diagnostic::new(&rules::COT_TRUNG, column.span, message).label(label);
                    findings.push(finding.hint(hint));
                }
            }
            Some(under) if taken(under) || table::key_of(under) != under || under.is_empty() => {
                let message = format!(
                    "`--as {under}` không dùng được: đó là khóa của kế hoạch, hoặc không phải một tên"
                );
                let hint = "tên gồm chữ thường không dấu, số và dấu gạch dưới, ví dụ --as xa";
                findings.push(Diagnostic::new(&rules::COT_TRUNG, None, message).hint(hint));
            }
            Some(_) => {}
        }
    }

    /// Names the files; two rows of one name refuse the whole.
    fn name(&mut self, pattern: &Pattern, plan: &Plan, findings: &mut Findings) {
        self.root = pattern.root().to_owned();
        let only = Uses::of_names(pattern.text(), self.options.under.as_deref());
        let mut taken: BTreeMap<String, usize> = BTreeMap::new();
        for row in &mut self.rows {
            let mut given =
                rows::row(&self.table, row.index, self.options.under.as_deref(), self.options.tidy);
            given.cells.retain(|(key, _)| only.column(key).is_some());
            let place = self.table.row_span(row.index);
            let job = Arc::new(Job::default());
            match pattern.name(&plan.names_with(&given, &job), &job) {
                Err(error) => {
                    let span = pattern.text().slice(error.range.clone()).span();
                    let columns: Vec<&str> = self.table.columns.iter().map(|c| c.key.as_str()).collect();
                    let message =
                        "không đặt được tên tệp theo -o: chỗ trống gọi một cột không có, hoặc viết sai";
                    let finding = Diagnostic::new(&rules::TEN_TEP_SAI, span, message);
                    return findings.push(finding.hint(format!("các cột: {}", columns.join(", "))));
                }
                // An empty cell has been found already.
                Ok(Err(NoName::Empty)) if row.findings.has_fault() => {}
                Ok(Err(NoName::Empty)) => {
                    let message = "hàng này không cho tên tệp: ô để trống";
                    row.findings.push(Diagnostic::new(&rules::TEN_TEP_SAI, place, message));
                }
                Ok(Err(NoName::Illegal(message, label))) => {
                    row.findings.push(Diagnostic::new(&rules::TEN_TEP_SAI, place, message).label(label));
                }
                Ok(Ok(target)) => {
                    // Windows and macOS take capitals for small letters.
                    let same = target.to_string_lossy().to_lowercase();
                    if let Some(other) = taken.insert(same, row.index) {
                        let message = format!("hai hàng cùng ghi ra một tệp: {}", target.display());
                        let other = Some(self.table.row_span(other));
                        let finding = Diagnostic::new(&rules::TEN_TEP_TRUNG, place, message);
                        let label = "thêm vào -o một cột cho tên khác nhau, ví dụ {{ ma }}";
                        findings.push(finding.label(label).also(other, "hàng kia"));
                    }
                    row.target = Some(target);
                }
            }
        }
    }

    /// What a row says in a column; `None` where there is no such column.
    pub fn text(&self, row: &Planned, column: &str) -> Option<String> {
        let key = table::key_of(column);
        let at = self.table.columns.iter().position(|column| column.key == key)?;
        Some(self.table.text(row.index, at).as_str().to_owned())
    }

    /// A file's name as all machines call it: from the folder of all files, with `/`.
    pub fn name_of(&self, target: &Path) -> String {
        crate::output::manifest::relative(&self.root, target)
    }

    /// What a document's content depends on in its row, for the manifest.
    fn row_content(&self, row: &Planned) -> String {
        let mut content = self.options.under.clone().unwrap_or_default();
        let given: Row = rows::row(&self.table, row.index, None, self.options.tidy);
        for (key, cell) in given.cells.iter().filter(|(key, _)| self.uses.column(key).is_some()) {
            content += &format!("\n{key}\u{1F}{}", cell.content());
        }
        content
    }
}

/// Rules that a plan breaks whatever the row is.
static OF_PLAN: &[&crate::rules::Rule] = &[
    &rules::HO_LA,
    &rules::HO_SAI,
    &rules::HO_VONG,
    &rules::KHI_SAI,
    &rules::KHOA_LA,
    &rules::KHUON_LA,
    &rules::KHUON_SAI,
    &rules::KY_SAI,
    &rules::LOAI_LA,
    &rules::MA_HOA_SAI,
    &rules::THIEU_KHOA,
    &rules::THIEU_KHOA_KHUON,
    &rules::TOML_SAI,
];
