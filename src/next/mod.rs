//! The next period's plan from this one's, as changes to the file that leave all else as it was.
//!
//! A step sets the period, clears the number, dates anew what recurs, keeps what goes on, and takes out what
//! is over; what it took out and what a person must look at stands in comments (`marks`). It acts on the
//! typed keys of the schema (`thoi_gian`, `lap_lai`, `neu_nghi`, `den`, `mot_lan`), never on the names of
//! tables. Several periods are as many steps: the file is the same as if each had been taken by itself.

mod inline;
mod items;
mod layout;
mod marks;
mod office;
mod read;
mod redate;
mod report;
mod step;
mod typed;
mod typed_words;

use crate::{
    build::Inputs,
    calendar::Ky,
    diagnostic::{Diagnostic, Findings, Severity},
    edit::encode_like,
    rules,
    source::Sources,
};
pub(crate) use marks::remaining;
pub use marks::{PREFIX, is_as_made};
pub use report::{Entry, Viec};
use std::path::{Path, PathBuf};

/// The most steps that one run takes: fifty years of months.
const MOST_STEPS: usize = 600;

/// A plan of a later period, with what was done.
#[derive(Debug)]
pub struct Rolled {
    /// The file, in the encoding of the old one; `None` where a finding stands in the way.
    pub bytes: Option<Vec<u8>>,
    /// The periods of the old plan and of the new one.
    pub ky: Option<(Ky, Ky)>,
    /// What was done, by the lines of the new file.
    pub report: Vec<Entry>,
    /// What was found in the old plan.
    pub findings: Findings,
    /// The files that the findings point into.
    pub sources: Sources,
}

/// Takes a plan to the period after its own, or to `to`.
pub fn roll(inputs: &Inputs, to: Option<Ky>) -> Rolled {
    let original = inputs.plan.1.clone();
    let mut read = read::first(inputs);
    let Some((text, from)) = read.text.clone().zip(read.ky()) else {
        return read.stopped(None);
    };
    let target = to.unwrap_or_else(|| from.next());
    let Some(steps) = steps(from, target) else {
        read.findings.push(unreachable(&read, from, target));
        return read.stopped(None);
    };
    if steps == 0 {
        return read.stopped(Some((original, from, from)));
    }
    let (mut text, mut ky, mut report) = (text, from, Vec::new());
    for _ in 0..steps {
        match step::step(&text, inputs, ky) {
            Ok((next, entries)) => {
                report = report::later(report, entries, from, ky);
                text = next;
                ky = ky.next();
            }
            Err(broken) => return broken.stopped(None),
        }
    }
    let header = marks::header(&ky.to_string(), &text);
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let whole = header.replace('\n', line_end) + &text;
    report.iter_mut().for_each(|entry| entry.below_header());
    let mut rolled = read.stopped(Some((encode_like(&original, &whole), from, ky)));
    rolled.report = report;
    rolled
}

/// How many periods lie between two of the same sort; `None` where the second does not follow the first.
fn steps(from: Ky, to: Ky) -> Option<usize> {
    let mut after = std::iter::successors(Some(from), |ky| Some(ky.next())).take(MOST_STEPS + 1);
    after.position(|ky| ky == to)
}

fn unreachable(read: &read::Read, from: Ky, to: Ky) -> Diagnostic {
    Diagnostic::new(
        &rules::KY_DEN_SAI,
        read.place_of("ky"),
        format!("không đi từ kỳ {from} tới kỳ {to} được"),
    )
    .label("kỳ của kế hoạch này")
    .hint(format!("--ky là một kỳ sau, cùng loại, ví dụ {}", from.next()))
}

impl read::Read {
    /// The end of a run, with the file where there is one.
    fn stopped(self, made: Option<(Vec<u8>, Ky, Ky)>) -> Rolled {
        let (bytes, ky) = match made {
            Some((bytes, from, to)) => (Some(bytes), Some((from, to))),
            None => (None, None),
        };
        Rolled { bytes, ky, report: Vec::new(), findings: self.findings, sources: self.sources }
    }

    /// Whether a finding leaves nothing to go on with: a fault, or a recurrence that is not understood.
    fn is_broken(&self) -> bool {
        let stops = |found: &Diagnostic| {
            let rule = found.rule;
            rule.severity == Severity::Fault
                || [rules::LAP_LAI_SAI.id, rules::NEU_NGHI_SAI.id].contains(&rule.id)
        };
        self.findings.iter().any(stops)
    }
}

/// Where the next plan stands: beside the old one, with the new period in place of the old in its name.
pub fn beside(plan: &Path, from: Ky, to: Ky) -> PathBuf {
    let stem = plan.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let (from, to) = (from.to_string(), to.to_string());
    let name = if stem.contains(&from) { stem.replace(&from, &to) } else { format!("{stem}-{to}") };
    plan.with_file_name(format!("{name}.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_follows_the_period() {
        let (from, to) = (Ky::parse("2024-05").expect("a month"), Ky::parse("2024-06").expect("a month"));
        for (plan, next) in [
            ("a/2024-05.toml", "a/2024-06.toml"),
            ("a/ctr-2024-05.toml", "a/ctr-2024-06.toml"),
            ("a/chuong-trinh.toml", "a/chuong-trinh-2024-06.toml"),
        ] {
            assert_eq!(beside(Path::new(plan), from, to), Path::new(next));
        }
        assert_eq!(steps(from, to), Some(1));
        assert_eq!(steps(to, from), None);
        assert_eq!(Ky::parse("2024-Q3").and_then(|to| steps(from, to)), None);
    }
}
