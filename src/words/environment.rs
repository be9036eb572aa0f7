//! The minijinja environments: holes in a plan's strings, outlines with blocks, and words templates.

use super::{filters, job::format};
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, syntax::SyntaxConfig, tests};
use std::sync::{Arc, LazyLock};

/// Ample for any document, and an end to loops without one.
const FUEL: u64 = 2_000_000;

/// The name of any template: nobody sees it.
const NAME: &str = "khuon";

/// Which signs mean something in a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Syntax {
    /// In the strings of a plan only `{{ … }}`; `{%` and `{#` print as typed.
    Hole,
    /// In an author's outline also lines `{% if … %}`, which leave nothing behind; `{#` prints as typed.
    Blocks,
    /// In words templates all: blocks stand on lines of their own and leave none behind.
    Khuon,
}

impl Syntax {
    /// The environment of such templates.
    pub fn environment(self) -> &'static Environment<'static> {
        static HOLE: LazyLock<Environment<'static>> = LazyLock::new(|| Syntax::Hole.made());
        static BLOCKS: LazyLock<Environment<'static>> = LazyLock::new(|| Syntax::Blocks.made());
        static KHUON: LazyLock<Environment<'static>> = LazyLock::new(|| Syntax::Khuon.made());
        match self {
            Self::Hole => &HOLE,
            Self::Blocks => &BLOCKS,
            Self::Khuon => &KHUON,
        }
    }

    fn made(self) -> Environment<'static> {
        let mut env = base();
        let mut syntax = SyntaxConfig::builder();
        match self {
            Self::Hole => syntax
                .block_delimiters("\u{10FFFE}", "\u{10FFFF}")
                .comment_delimiters("\u{FFFFE}", "\u{FFFFF}")
                .keep_trailing_newline(true),
            Self::Blocks => syntax
                .comment_delimiters("\u{FFFFE}", "\u{FFFFF}")
                .keep_trailing_newline(true)
                .trim_blocks(true)
                .lstrip_blocks(true),
            Self::Khuon => syntax.trim_blocks(true).lstrip_blocks(true),
        };
        if let Ok(syntax) = syntax.build() {
            env.set_syntax(syntax);
        }
        env
    }

    /// A template, ready to render.
    ///
    /// # Errors
    /// Where it is written wrongly.
    pub fn compiled(self, source: &str) -> Result<Compiled, Arc<Error>> {
        compiled(self, source)
    }
}

/// A template, alone in its environment: any number of rows render it.
#[derive(Debug, Clone)]
pub struct Compiled(Arc<Environment<'static>>);

impl Compiled {
    /// The template.
    ///
    /// # Errors
    /// None in fact: it is there.
    pub fn template(&self) -> Result<minijinja::Template<'_, '_>, Error> {
        self.0.get_template(NAME)
    }
}

#[comemo::memoize]
fn compiled(syntax: Syntax, source: &str) -> Result<Compiled, Arc<Error>> {
    let mut env = syntax.environment().clone();
    env.add_template_owned(NAME, source.to_owned()).map_err(Arc::new)?;
    Ok(Compiled(Arc::new(env)))
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
