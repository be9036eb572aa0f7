//! The two minijinja environments: holes in a plan's strings, and words templates.

use super::job::{format, job_of};
use crate::text::Text;
use minijinja::{
    AutoEscape, Environment, Error, State, UndefinedBehavior, filters, syntax::SyntaxConfig, tests,
    value::Value,
};

/// Ample for any document, and an end to loops without one.
const FUEL: u64 = 2_000_000;

/// For the strings of a plan: only `{{ … }}` means anything, `{%` and `{#` print as typed.
pub fn hole_environment() -> Environment<'static> {
    let mut env = base();
    let syntax = SyntaxConfig::builder()
        .block_delimiters("\u{10FFFE}", "\u{10FFFF}")
        .comment_delimiters("\u{FFFFE}", "\u{FFFFF}")
        .keep_trailing_newline(true)
        .build();
    if let Ok(syntax) = syntax {
        env.set_syntax(syntax);
    }
    env
}

/// For words templates: blocks stand on lines of their own and leave none behind.
pub fn khuon_environment() -> Environment<'static> {
    let mut env = base();
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        env.set_syntax(syntax);
    }
    env
}

/// Strict, without files, with a white list of filters: each keeps or honestly loses origins.
fn base() -> Environment<'static> {
    let mut env = Environment::empty();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_debug(true);
    env.set_fuel(Some(FUEL));
    env.set_formatter(format);
    env.set_auto_escape_callback(|_| AutoEscape::Custom("words".into()));
    env.add_filter("upper", |state: &State, value: Value| derive(state, &value, upper));
    env.add_filter("lower", |state: &State, value: Value| derive(state, &value, lower));
    env.add_filter("trim", |state: &State, value: Value| cut(state, &value, Text::trim));
    env.add_filter("bo_dau", |state: &State, value: Value| cut(state, &value, bare_item));
    env.add_filter("dau_ket", end_mark);
    env.add_filter("default", filters::default);
    env.add_filter("first", filters::first);
    env.add_filter("last", filters::last);
    env.add_filter("length", filters::length);
    env.add_filter("join", join);
    env.add_test("defined", tests::is_defined);
    env.add_test("none", tests::is_none);
    env
}

fn derive(state: &State, value: &Value, change: impl Fn(&Text) -> Text) -> Result<Value, Error> {
    job_of(state, |job| job.derive(value, change))
}

/// A filter that only cuts at the ends: the rest keeps its emphasis and its lines.
fn cut(state: &State, value: &Value, cut: impl Fn(&Text) -> Text) -> Result<Value, Error> {
    job_of(state, |job| job.cut(value, cut))
}

/// The full stop that a sentence still needs, if any.
fn end_mark(value: String) -> &'static str {
    let ended = without_end_mark(&value).ends_with(['.', '!', '?', ':', '…']);
    if ended { "" } else { "." }
}

/// Upper case, letter by letter.
pub fn upper(text: &Text) -> Text {
    text.map_chars(|c| c.to_uppercase().collect())
}

fn lower(text: &Text) -> Text {
    text.map_chars(|c| c.to_lowercase().collect())
}

/// A list item as typed bare: without the dash before it and the mark after it, which the form
/// prescribes and the program writes (Phụ lục I, Phần I, Mục II, khoản 9.d).
pub fn bare_item(text: &Text) -> Text {
    let text = text.trim();
    let string = text.as_str();
    let start = if string.starts_with("- ") { 2 } else { 0 };
    text.slice(start..without_end_mark(string).len().max(start)).trim()
}

/// Without one final `;` `,` `.` or `./.`; an ellipsis stays.
pub fn without_end_mark(text: &str) -> &str {
    let text = text.trim_end();
    if let Some(rest) = text.strip_suffix("./.") {
        return rest.trim_end();
    }
    if text.ends_with("...") {
        return text;
    }
    text.strip_suffix([';', ',', '.']).unwrap_or(text).trim_end()
}

/// Joins a list; the items keep their origins.
fn join(state: &mut State, list: Value, separator: Option<String>) -> Result<Value, Error> {
    let separator = separator.unwrap_or_default();
    let mut joined = String::new();
    for (i, item) in list.try_iter()?.enumerate() {
        if i > 0 {
            joined += &separator;
        }
        joined += &state.format(item)?;
    }
    Ok(Value::from_safe_string(joined))
}
