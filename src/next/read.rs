//! Reads a plan for a step: its text, its tree, its typed values.

use crate::{
    build::{Inputs, Prepared},
    calendar::Ky,
    diagnostic::{Diagnostic, Findings},
    plan::Plan,
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
    let prepared = Prepared::read(inputs);
    let mut more = Findings::default();
    let plan = prepared.plan(None, &mut more);
    let Prepared { sources, mut findings, plan: table, .. } = prepared;
    // The holes of a plan for many are filled by the rows of their table, which a step need not know; and
    // what was to be looked at is written anew.
    findings.extend(more.without(&rules::HO_LA));
    let findings = findings.without(&rules::CON_XEM_LAI);
    let text = table.as_ref().map(|(file, _)| sources.get(*file).text.to_string());
    Read { text, table, plan, findings, sources }
}

impl Read {
    /// The plan's period; a plan without one is a finding.
    pub(super) fn ky(&mut self) -> Option<Ky> {
        if self.is_broken() {
            return None;
        }
        let plan = self.plan.as_ref()?;
        if plan.ky.is_none() {
            let message = "kế hoạch chưa có kỳ, không biết kỳ sau là kỳ nào";
            let label = "viết thêm một dòng, ví dụ ky = \"2024-05\"";
            let at = Span::new(plan.file, 0..0);
            self.findings.push(Diagnostic::new(&rules::THIEU_KY, at, message).label(label));
        }
        plan.ky
    }

    /// Where the value of a key of the plan stands.
    pub(super) fn place_of(&self, key: &str) -> Option<Span> {
        Some(self.table.as_ref()?.1.get(key)?.span)
    }
}
