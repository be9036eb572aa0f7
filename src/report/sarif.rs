//! Findings as a log of SARIF 2.1.0, which editors and build servers read.

use crate::{
    diagnostic::{Diagnostic, Findings, Fix, Severity},
    rules::{RULES, Rule},
    source::{Sources, Span},
    standard::STANDARD,
};
use serde_json::{Value, json};

/// The version of the format, and its schema.
const VERSION: &str = "2.1.0";
const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Results of several documents for one log.
#[derive(Debug, Default)]
pub struct Log(Vec<Value>);

impl Log {
    /// Adds the findings of a document, those that were declined as suppressed.
    pub fn add(&mut self, findings: &Findings, sources: &Sources) {
        let found = findings.clone().sorted();
        self.0.extend(found.iter().map(|finding| result(finding, sources)));
        for (finding, silence) in findings.silenced() {
            let mut result = result(finding, sources);
            result["suppressions"] = json!([{"kind": "inSource", "justification": silence.reason}]);
            self.0.push(result);
        }
    }
}

/// The whole log.
pub fn sarif(log: &Log) -> Value {
    let rules: Vec<Value> = RULES.iter().map(|rule| descriptor(rule)).collect();
    json!({
        "$schema": SCHEMA,
        "version": VERSION,
        "runs": [{
            "tool": {"driver": {
                "name": "vanban",
                "version": env!("CARGO_PKG_VERSION"),
                "shortDescription": {"text": format!("Thể thức văn bản theo {}", STANDARD.van_ban)},
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": log.0,
        }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error | Severity::Fault => "error",
    }
}

fn descriptor(rule: &Rule) -> Value {
    let mut value = json!({
        "id": rule.id,
        "shortDescription": {"text": rule.says},
        "defaultConfiguration": {"level": level(rule.severity)},
    });
    if !rule.clause.is_empty() {
        value["help"] = json!({"text": rule.authority()});
    }
    value
}

fn result(finding: &Diagnostic, sources: &Sources) -> Value {
    let texts = [finding.message.as_str(), finding.label.as_str()];
    let words: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    let mut value = json!({
        "ruleId": finding.rule.id,
        "ruleIndex": RULES.iter().position(|rule| rule.id == finding.rule.id),
        "level": level(finding.rule.severity),
        "message": {"text": words.join(": ")},
        "locations": finding.span.iter().map(|span| location(*span, sources)).collect::<Vec<_>>(),
    });
    if !finding.also.is_empty() {
        let related = finding.also.iter().enumerate().map(|(i, (span, word))| {
            let mut place = location(*span, sources);
            place["id"] = json!(i + 1);
            place["message"] = json!({"text": word});
            place
        });
        value["relatedLocations"] = Value::Array(related.collect());
    }
    if let Some(page) = finding.page {
        value["properties"] = json!({"trang": page});
    }
    if let Some(fix) = &finding.fix {
        value["fixes"] = json!([mend(fix, &finding.label, sources)]);
    }
    value
}

fn mend(fix: &Fix, label: &str, sources: &Sources) -> Value {
    json!({
        "description": {"text": label},
        "artifactChanges": [{
            "artifactLocation": artifact(fix.span, sources),
            "replacements": [{"deletedRegion": region(fix.span, sources), "insertedContent": {"text": fix.text}}],
        }],
    })
}

fn location(span: Span, sources: &Sources) -> Value {
    json!({"physicalLocation": {"artifactLocation": artifact(span, sources), "region": region(span, sources)}})
}

fn artifact(span: Span, sources: &Sources) -> Value {
    json!({"uri": uri(&sources.get(span.file).name)})
}

/// Lines and columns from 1; the end is the column after the last character.
fn region(span: Span, sources: &Sources) -> Value {
    let source = sources.get(span.file);
    let (start, end) = (source.place(span.range().start), source.place(span.range().end));
    json!({"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column})
}

/// A path as a URI reference: what RFC 3986 reserves or does not know is percent-encoded.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let part = |byte: u8| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.bytes().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uris() {
        assert_eq!(uri("an-binh/2026-03.toml"), "an-binh/2026-03.toml");
        assert_eq!(uri("kế hoạch.toml"), "k%E1%BA%BF%20ho%E1%BA%A1ch.toml");
    }
}
