//! Mistakes of a template that show without rendering it, each with its place.

use super::{
    complaint::{Complaint, complaint, unknown_filter, unknown_name},
    context::Context,
    environment::Syntax,
    filters::FILTERS,
    weave::WeaveError,
};
use std::ops::Range;

/// A mistake and its bytes of the template.
pub(super) type Mistake = (Complaint, Range<usize>);

/// Broken syntax, or filters that there are none of.
pub(super) fn mistakes(source: &str) -> Vec<Mistake> {
    if let Err(error) = Syntax::Khuon.compiled(source) {
        let error = WeaveError::new(&error, source);
        return vec![(complaint(&error, source, []), error.range)];
    }
    let filters = words(source).into_iter().filter(|word| word.before == Some('|'));
    let name = |word: &Word| source[word.range.clone()].to_owned();
    let unknown = filters.filter(|word| FILTERS.iter().all(|filter| filter.ten != name(word)));
    unknown.map(|word| (unknown_filter(&name(&word)), word.range)).collect()
}

/// Names that neither the template nor `names` declares. The period is one that a plan may have.
pub(super) fn unknown_names(source: &str, names: &Context) -> Vec<Mistake> {
    let Ok(compiled) = Syntax::Khuon.compiled(source) else { return Vec::new() };
    let Ok(template) = compiled.template() else { return Vec::new() };
    let mut unknown: Vec<String> = template.undeclared_variables(false).into_iter().collect();
    unknown.retain(|name| name != "ky" && !names.contains_key(name));
    let words = words(source);
    let place = |name: &str| {
        let found = words.iter().find(|word| word.before != Some('.') && source[word.range.clone()] == *name);
        found.map(|word| word.range.clone())
    };
    let known = || names.keys().map(String::as_str);
    unknown.iter().filter_map(|name| Some((unknown_name(name, known()), place(name)?))).collect()
}

/// A word of a template's expressions.
struct Word {
    range: Range<usize>,
    /// What stands before it, spaces left out.
    before: Option<char>,
}

/// The words between `{{ }}` and `{% %}`, strings and comments left out.
fn words(source: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = source[at..].find('{').map(|i| at + i) {
        at = match source.as_bytes().get(start + 1) {
            Some(b'{') => expression(source, start + 2, "}}", &mut found),
            Some(b'%') => expression(source, start + 2, "%}", &mut found),
            Some(b'#') => source[start..].find("#}").map_or(source.len(), |i| start + i + 2),
            _ => start + 1,
        };
    }
    found
}

/// The words up to `end`; gives where to go on.
fn expression(source: &str, start: usize, end: &str, found: &mut Vec<Word>) -> usize {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let (mut at, mut before) = (start, None);
    while let Some(c) = source[at..].chars().next() {
        if source[at..].starts_with(end) {
            return at + end.len();
        }
        let len = match c {
            '"' | '\'' => string_len(&source[at..], c),
            c if is_word(c) => source[at..].find(|c| !is_word(c)).unwrap_or(source.len() - at),
            c => c.len_utf8(),
        };
        if is_word(c) {
            found.push(Word { range: at..at + len, before });
        }
        before = if c.is_whitespace() { before } else { Some(c) };
        at += len;
    }
    source.len()
}

/// The bytes of a quoted string, quotes included.
fn string_len(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (i, c) in text.char_indices().skip(1) {
        match c {
            '\\' if !escaped => escaped = true,
            c if c == quote && !escaped => return i + 1,
            _ => escaped = false,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use minijinja::Value;

    fn places(source: &str, mistakes: &[Mistake]) -> Vec<String> {
        mistakes.iter().map(|(_, range)| source[range.clone()].to_owned()).collect()
    }

    #[test]
    fn every_unknown_filter_is_found_in_branches_too() {
        let source =
            "{# {{ a | x }} #}{% if a %}{{ a | tienn }}{% endif %}{{ \"| khac\" | upper | la }} | tron";
        assert_eq!(places(source, &mistakes(source)), ["tienn", "la"]);
        assert_eq!(mistakes(source)[0].0.label, "có phải `tien`?");
    }

    #[test]
    fn broken_syntax_has_a_place() {
        let source = "Một\n{% for a in b %}\n{{ a }";
        assert_eq!(mistakes(source).len(), 1);
        assert_eq!(places("{% nếu a %}", &mistakes("{% nếu a %}")).len(), 1);
    }

    #[test]
    fn every_unknown_name_is_found() {
        let names = Context::from([("viec".to_owned(), Value::from(()))]);
        let source = "{% for v in viec %}{{ v.ten }}{{ loop.index }}{% endfor %}{{ ky.thang }}{{ x.viecc }}{{ viecc }}";
        let mut found = places(source, &unknown_names(source, &names));
        found.sort();
        assert_eq!(found, ["viecc", "x"]);
    }
}
