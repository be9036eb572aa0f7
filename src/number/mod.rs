//! Takes numbers from the register of outgoing documents (Điều 15, 16; Phụ lục IV, I).
//!
//! The register's row is the truth. It is written first and whole, while no other process reads or writes the
//! register; then number and date of issue are set in the plan. A run that ended in between is completed from
//! the row: the same plan always has the same number, and no two have one.

mod audit;
mod decide;
mod document;
mod register;
mod series;

use crate::{
    calendar::PartialDate,
    diagnostic::{Findings, Severity, Tally},
    edit::{encode_like, set_key},
    encoding::decode,
    error::Error,
    output::{self, Lock},
    source::{FileId, Sources},
    toml_tree,
};
use chrono::{Datelike, NaiveDate};
pub use decide::Days;
use decide::{Decision, agrees, decide};
use document::{Document, Read};
use register::Register;
use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

/// The keys of a plan behind which its number stands, the nearest first.
const BEFORE_NUMBER: [&str; 3] = ["ky", "khuon", "loai"];

/// Gives numbers.
#[derive(Debug)]
pub struct Registrar {
    days: Days,
    /// On trial: the registers as they would be; nothing is written.
    trial: Option<BTreeMap<PathBuf, Vec<u8>>>,
}

/// What became of a plan.
#[derive(Debug)]
pub struct Numbered {
    /// `None` where a finding stands in the way.
    pub done: Option<Done>,
    /// What the document itself has of findings, which no number waits for.
    pub document: Tally,
    /// The findings.
    pub findings: Findings,
    /// The files that the findings point into.
    pub sources: Sources,
}

/// The number of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// How it has it.
    pub viec: Viec,
    /// The number.
    pub so: u32,
    /// Number and symbol, as printed.
    pub so_ky_hieu: String,
    /// The day of issue.
    pub ngay: NaiveDate,
    /// The series.
    pub day_so: String,
    /// The register.
    pub register: PathBuf,
}

/// How a plan has its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Viec {
    /// The next one was taken.
    CapSo,
    /// The one that a person typed was registered.
    VaoSo,
    /// The register had it, the plan has it now.
    HoanTat,
    /// Both had it.
    DaCo,
}

impl Registrar {
    /// One that writes, or on trial writes nothing.
    pub fn new(days: Days, trial: bool) -> Self {
        Self { days, trial: trial.then(BTreeMap::new) }
    }

    /// Gives the plan at `path` its number.
    ///
    /// # Errors
    /// When a file cannot be read or written.
    pub fn number(&mut self, path: &Path) -> Result<Numbered, Error> {
        let first = Read::plan(path)?;
        let register = first.document.as_ref().map(|document| document.register.clone());
        let Some(register) = register.filter(|_| self.trial.is_none()) else {
            return self.with(path, first);
        };
        let _held = Lock::of(&register)?;
        [register.as_path(), path].iter().filter_map(|path| path.parent()).for_each(output::sweep);
        // What stands in the plan now that nobody else gives numbers.
        self.with(path, Read::plan(path)?)
    }

    fn with(&mut self, path: &Path, read: Read) -> Result<Numbered, Error> {
        let Read { document, findings: of_document, mut sources } = read;
        let Some(document) = document else {
            let findings = document::faults(&of_document);
            return Ok(Numbered { done: None, document: Tally::default(), findings, sources });
        };
        let tally = Tally::of(of_document.iter());
        let mut findings = of_document.only_silences();
        let done = self.take(path, &document, &mut sources, &mut findings)?;
        Ok(Numbered { done, document: tally, findings, sources })
    }

    fn take(
        &mut self,
        path: &Path,
        document: &Document,
        sources: &mut Sources,
        findings: &mut Findings,
    ) -> Result<Option<Done>, Error> {
        let bytes = self.bytes(&document.register)?;
        let name = crate::build::shown(&document.register);
        let Some(register) = Register::read(&name, bytes, sources, findings) else { return Ok(None) };
        let today = self.days.given.unwrap_or(self.days.today);
        let nam = document.ngay.map_or(today.year(), |(date, _)| date.nam);
        audit::audit(&register.rows, nam, &document.day_so, findings);
        if findings.worst() == Some(Severity::Fault) {
            return Ok(None);
        }
        let folder = document.register.parent().unwrap_or(Path::new(""));
        let gone = |tep: &str| !folder.join(tep).exists();
        let decided = decide(document, &register, self.days, gone, findings);
        let Some(decision) = decided else { return Ok(None) };
        let Decision { so, ngay, held, after } = decision;
        if !held {
            let bytes = register.with(document, so, ngay, after);
            match &mut self.trial {
                Some(trial) => drop(trial.insert(document.register.clone(), bytes)),
                None => output::write_lasting(&document.register, &bytes)?,
            }
        }
        let changed = self.fill(path, document, so, ngay)?;
        let viec = match (held, changed) {
            (true, false) => Viec::DaCo,
            (true, true) => Viec::HoanTat,
            (false, _) if document.so.is_some() => Viec::VaoSo,
            (false, _) => Viec::CapSo,
        };
        let so_ky_hieu = register::so_ky_hieu(so, &document.ky_hieu);
        let (day_so, register) = (document.day_so.name.clone(), document.register.clone());
        Ok(Some(Done { viec, so, so_ky_hieu, ngay, day_so, register }))
    }

    /// The register as it stands, or would stand.
    fn bytes(&self, register: &Path) -> Result<Vec<u8>, Error> {
        if let Some(bytes) = self.trial.as_ref().and_then(|trial| trial.get(register)) {
            return Ok(bytes.clone());
        }
        Ok(output::existing(register)?.unwrap_or_default())
    }

    /// Sets in the plan what it lacks of number and date; whether it lacked any.
    fn fill(&self, path: &Path, document: &Document, so: u32, ngay: NaiveDate) -> Result<bool, Error> {
        // What a person typed and the register does not say is named, not changed.
        let is_to_complete = |date: PartialDate| date.ngay.is_none() && agrees(date, ngay);
        let lacks_date = document.ngay.is_none_or(|(date, _)| is_to_complete(date));
        let so = document.so.is_none().then(|| so.to_string());
        let ngay = lacks_date.then(|| ngay.to_string());
        if so.is_none() && ngay.is_none() || self.trial.is_some() {
            return Ok(so.is_some() || ngay.is_some());
        }
        let bytes = output::existing(path)?.unwrap_or_default();
        if let Ok((text, _)) = decode(bytes.clone()) {
            let text = set(&text, "so", so.as_deref(), &BEFORE_NUMBER);
            let text = set(&text, "ngay_ban_hanh", ngay.as_deref(), &["so"]);
            output::write(path, &encode_like(&bytes, &text))?;
        }
        Ok(true)
    }
}

/// A plan's text with a key set, where there is a value for it.
fn set(text: &str, key: &str, literal: Option<&str>, after: &[&str]) -> String {
    let Some(literal) = literal else { return text.to_owned() };
    let (table, _) = toml_tree::parse(FileId(0), text, &mut Findings::default());
    set_key(text, &table, key, literal, after).apply(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_keeps_all_but_what_is_set() {
        let filled = |text: &str| {
            let text = set(text, "so", Some("5"), &BEFORE_NUMBER);
            set(&text, "ngay_ban_hanh", Some("2024-05-03"), &["so"])
        };
        assert_eq!(
            filled(
                "# kế hoạch\nloai = \"x\"   # loại\nky = \"2024-05\" # kỳ\nngay_ban_hanh = \"2024\" # năm\n"
            ),
            "# kế hoạch\nloai = \"x\"   # loại\nky = \"2024-05\" # kỳ\nso = 5\nngay_ban_hanh = 2024-05-03 # năm\n"
        );
        assert_eq!(
            filled("loai = \"x\"\n\n[bang]\n"),
            "loai = \"x\"\nso = 5\nngay_ban_hanh = 2024-05-03\n\n[bang]\n"
        );
        assert_eq!(filled("loai = \"x\"\r\n"), "loai = \"x\"\r\nso = 5\r\nngay_ban_hanh = 2024-05-03\r\n");
    }
}
