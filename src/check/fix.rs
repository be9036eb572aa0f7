//! Mends what is safe to mend, in the files that the author wrote; all else stays byte for byte.
//!
//! A finding that has one answer carries it as its `fix`. Letters taken apart, odd spaces and characters
//! without width have theirs here, string by string; so have strings in an old encoding, on request.

use crate::{
    build::{Inputs, read_and_compose},
    catalogue::CATALOGUE,
    diagnostic::Findings,
    edit::Edits,
    encoding::{changes, decode, legacy},
    rules,
    source::{FileId, Sources, Span},
    toml_tree::{self, Table, Value},
};
use std::collections::BTreeMap;

/// What a mend may do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Put text in TCVN3, VNI and Windows-1258 into Unicode.
    pub convert: bool,
}

/// A file that a mend changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// Its name.
    pub name: String,
    /// Its text before; where its bytes were no text, what they say as Windows-1252.
    pub before: String,
    /// Its text after.
    pub after: String,
    /// Its bytes after, in the encoding that it had.
    pub bytes: Vec<u8>,
    /// How many changes were made.
    pub count: usize,
}

/// One mend may make room for another: spaces before a mark go, then the mark is doubled.
const MOST_ROUNDS: usize = 12;

/// Mends the plan and the office file of a document; files without a change are left out.
pub fn mend(inputs: &Inputs, options: Options) -> Vec<Mended> {
    let mut now = inputs.clone();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    if options.convert {
        for (name, bytes) in files_mut(&mut now) {
            if let (Err(_), Some((text, _))) = (decode(bytes.clone()), legacy::decode_bytes(bytes)) {
                *bytes = text.into_bytes();
                *counts.entry(name.clone()).or_default() += 1;
            }
        }
    }
    for _ in 0..MOST_ROUNDS {
        let edits = round(&now, options);
        if edits.is_empty() {
            break;
        }
        for (name, bytes) in files_mut(&mut now) {
            let Some((count, edits)) = edits.get(name) else { continue };
            if let Some(mended) = edits.apply_to_file(bytes) {
                *bytes = mended;
                *counts.entry(name.clone()).or_default() += count;
            }
        }
    }
    let pairs = files(inputs).zip(files(&now)).filter(|(before, after)| before.1 != after.1);
    pairs
        .map(|((name, before), (_, after))| Mended {
            name: name.clone(),
            before: shown(before),
            after: shown(after),
            bytes: after.clone(),
            count: counts.get(name).copied().unwrap_or_default(),
        })
        .collect()
}

fn files(inputs: &Inputs) -> impl Iterator<Item = &(String, Vec<u8>)> {
    std::iter::once(&inputs.plan).chain(&inputs.office)
}

fn files_mut(inputs: &mut Inputs) -> impl Iterator<Item = (&String, &mut Vec<u8>)> {
    std::iter::once(&mut inputs.plan).chain(&mut inputs.office).map(|(name, bytes)| (&*name, bytes))
}

/// The text of a file, as a person would see it.
fn shown(bytes: &[u8]) -> String {
    let plain = || encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned();
    decode(bytes.to_vec()).map_or_else(|_| plain(), |(text, _)| text)
}

/// The changes of one round, by file, each with how many there are.
fn round(inputs: &Inputs, options: Options) -> BTreeMap<String, (usize, Edits)> {
    let composed = read_and_compose(inputs.clone());
    let sources = &composed.sources;
    let mut edits: BTreeMap<String, (usize, Edits)> = BTreeMap::new();
    let own: Vec<String> = files(inputs).map(|(name, _)| name.clone()).collect();
    let mut add = |span: Span, text: &str| {
        let name = &sources.get(span.file).name;
        if !CATALOGUE.is_shipped(span) && own.contains(name) {
            let (count, edits) = edits.entry(name.clone()).or_default();
            *count += usize::from(edits.push(span.range(), text));
        }
    };
    let normalised = composed.findings.iter().filter(|found| found.rule.id == rules::KY_TU_LA.id);
    for file in normalised.filter_map(|found| found.span).map(|span| span.file) {
        strings(file, sources).into_iter().for_each(|span| {
            let raw = sources.text(span);
            // TCVN3's ư is a soft hyphen, which is not to be lost.
            let old = legacy::detect(raw).is_some();
            for (range, new) in changes(raw).into_iter().filter(|_| !old) {
                let start = span.range().start;
                add(Span::new(file, start + range.start..start + range.end), &new);
            }
        });
    }
    for found in composed.findings.iter() {
        match (&found.fix, found.span) {
            (Some(fix), _) => add(fix.span, &fix.text),
            (None, Some(span)) if options.convert && found.rule.id == rules::MA_CU.id => {
                let raw = sources.text(span);
                if let Some(old) = legacy::detect(raw) {
                    add(span, &legacy::convert(raw, old));
                }
            }
            _ => {}
        }
    }
    edits.retain(|_, (count, _)| *count > 0);
    edits
}

/// The strings of a TOML file.
fn strings(file: FileId, sources: &Sources) -> Vec<Span> {
    let (table, _) = toml_tree::parse(file, &sources.get(file).text, &mut Findings::default());
    let mut found = Vec::new();
    in_table(&table, &mut found);
    found
}

fn in_table(table: &Table, found: &mut Vec<Span>) {
    table.entries.iter().for_each(|entry| in_node(&entry.node, found));
}

fn in_node(node: &toml_tree::Node, found: &mut Vec<Span>) {
    match &node.value {
        Value::Text(_) => found.push(node.span),
        Value::List(items) => items.iter().for_each(|item| in_node(item, found)),
        Value::Table(table) => in_table(table, found),
        _ => {}
    }
}
