//! Reads a plan for a step: its text, its tree, its typed values.

use crate::{
    build::{self, Inputs},
    calendar::Ky,
    catalogue::CATALOGUE,
    diagnostic::{Diagnostic, Findings},
    own_khuon::OwnKhuon,
    plan::{Files, Plan},
    rules,
    source::{FileId, Sources, Span},
    toml_tree::Table,
};

/// A plan as it was read.
#[derive(Debug)]
pub(super) struct Read {
    /// The decoded text of the plan's file.
    pub text: Option<String>,
    /// The plan's file and its tree.
    pub table: Option<(FileId, Table)>,
    /// The typed plan.
    pub plan: Option<Plan>,
    /// What was found.
    pub findings: Findings,
    /// The files.
    pub sources: Sources,
}

/// Reads the files of a job.
pub(super) fn first(inputs: &Inputs) -> Read {
    read(inputs.clone())
}

/// Reads the files of a job with another text as the plan.
pub(super) fn with_text(inputs: &Inputs, text: &str) -> Read {
    let plan = (inputs.plan.0.clone(), text.as_bytes().to_vec());
    read(Inputs { plan, ..inputs.clone() })
}

fn read(inputs: Inputs) -> Read {
    let mut sources = CATALOGUE.sources();
    let mut findings = Findings::default();
    let office = inputs.office.and_then(|file| build::read(file, &mut sources, &mut findings));
    let table = build::read(inputs.plan, &mut sources, &mut findings);
    let text = table.as_ref().map(|(file, _)| sources.get(*file).text.to_string());
    let plan = table.as_ref().and_then(|(file, table)| {
        let khuon = OwnKhuon::read(table, inputs.khuon, &mut sources, &mut findings);
        let office = office.as_ref().map(|(file, table)| (*file, table));
        let files = Files { plan: (*file, table), office, khuon: &khuon };
        Plan::read(&files, &CATALOGUE, &sources, &mut findings)
    });
    Read { text, table, plan, findings, sources }
}

impl Read {
    /// The plan's period; none, or an office that is no more, is a finding.
    pub(super) fn ky(&mut self) -> Option<Ky> {
        if self.is_broken() {
            return None;
        }
        let plan = self.plan.as_ref()?;
        if plan.ky.is_none() {
            let message = "kế hoạch chưa có kỳ, không biết kỳ sau là kỳ nào";
            let label = "viết thêm một dòng, ví dụ ky = \"2024-05\"";
            self.findings
                .push(Diagnostic::new(&rules::THIEU_KY, Span::new(plan.file, 0..0), message).label(label));
        }
        plan.ky
    }

    /// Where the value of a key of the plan stands.
    pub(super) fn place_of(&self, key: &str) -> Option<Span> {
        Some(self.table.as_ref()?.1.get(key)?.span)
    }
}
