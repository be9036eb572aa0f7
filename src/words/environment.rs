//! The two minijinja environments: holes in a plan's strings, and words templates.

use super::{filters, job::format};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, syntax::SyntaxConfig, tests};
use std::sync::LazyLock;

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

/// For an author's outline with lines `{% if … %}`: these lines leave nothing behind, `{#` prints as typed.
pub fn block_environment() -> Environment<'static> {
    let mut env = base();
    let syntax = SyntaxConfig::builder()
        .comment_delimiters("\u{FFFFE}", "\u{FFFFF}")
        .keep_trailing_newline(true)
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build();
    if let Ok(syntax) = syntax {
        env.set_syntax(syntax);
    }
    env
}

/// What words templates are rendered with.
pub static KHUON: LazyLock<Environment<'static>> = LazyLock::new(khuon_environment);

/// For words templates: blocks stand on lines of their own and leave none behind.
fn khuon_environment() -> Environment<'static> {
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
    filters::add(&mut env);
    env.add_test("defined", tests::is_defined);
    env.add_test("none", tests::is_none);
    env.add_test("co_ngay", |text: String| super::ngay::day(&text).is_ok());
    env
}
