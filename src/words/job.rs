//! The texts of one document, and the atoms that a render prints in their place.

use super::head::{NOTES, PICTURES, TABLES};
use crate::{
    calendar::{Moment, in_full_words},
    source::{FileId, Span},
    text::{Atom, Field, Text, Woven, atom_char},
};
use minijinja::{
    Error, ErrorKind, Output, State,
    value::{Object, Value},
};
use std::{
    collections::HashMap,
    fmt::Write,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// The name under which a render finds its [`Job`].
pub(super) const JOB: &str = "__job";

/// What is being rendered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The holes of one string of a plan: everything that prints is a value.
    Hole,
    /// The words of a khuon: its own numbers (`loop.index`) may be structure.
    Words,
}

/// A string whose holes are not filled yet.
#[derive(Debug)]
pub struct Pending;
impl Object for Pending {}

/// What a hole puts into the text by calling it: `{{ bang("id") }}`, `{{ sang_trang() }}`.
pub const PLACED: [(&str, Field); 4] = [
    (TABLES, Field::Table),
    (PICTURES, Field::Picture),
    (NOTES, Field::Note),
    ("sang_trang", Field::PageBreak),
];

/// The function that a hole calls for one of [`PLACED`].
pub fn place(field: Field) -> Value {
    Value::from_function(move |state: &State, id: Option<String>| {
        // Its place is that of the expression: see `weave`.
        let text = Text::new(id.unwrap_or_else(|| " ".to_owned()), Span::new(FileId(0), 0..0));
        job_of(state, |job| Ok(job.register(Arc::new(Woven::plain(text)), field)))
    })
}

/// Knows a text by the address of its `Arc<str>`, which lives as long as the job.
#[derive(Debug, Default)]
pub struct Job(Mutex<Inner>);
impl Object for Job {}

#[derive(Debug, Default)]
struct Inner {
    texts: Vec<Known>,
    by_address: HashMap<usize, usize>,
    atoms: Vec<Printed>,
    in_hole: bool,
    met_pending: bool,
}

#[derive(Debug, Clone)]
struct Known {
    string: Arc<str>,
    field: Field,
    content: Arc<Woven>,
    moments: Vec<Moment>,
}

/// What one atom of the running render stands for.
#[derive(Debug)]
pub enum Printed {
    /// A text of the job, which knows its origin.
    Known(Atom),
    /// A string that a filter or an operator made: the expression is its origin.
    Computed(String),
}

impl Job {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a text known; the value prints it.
    pub fn register(&self, content: Arc<Woven>, field: Field) -> Value {
        self.register_moments(content, field, Vec::new())
    }

    /// Makes a text known that names these moments.
    pub fn register_moments(&self, content: Arc<Woven>, field: Field, moments: Vec<Moment>) -> Value {
        let string: Arc<str> = content.printed().into();
        let mut inner = self.inner();
        let index = inner.texts.len();
        inner.by_address.insert(string.as_ptr() as usize, index);
        inner.texts.push(Known { string: string.clone(), field, content, moments });
        Value::from(string)
    }

    /// The text that a string value is, if it is one of ours.
    pub fn known(&self, string: &str) -> Option<Atom> {
        self.find(string, |known| Atom { field: known.field, content: known.content.clone() })
    }

    fn find<T>(&self, string: &str, what: impl FnOnce(&Known) -> T) -> Option<T> {
        let inner = self.inner();
        let known = &inner.texts[*inner.by_address.get(&(string.as_ptr() as usize))?];
        (*known.string == *string).then(|| what(known))
    }

    /// A time that is a date written in full; words stay as they are.
    pub fn in_full(&self, value: &Value) -> Result<Value, Error> {
        let string = plain_str(value)?;
        let known = self.find(string, |known| known.moments.clone()).filter(|moments| !moments.is_empty());
        let Some(moments) = known.or_else(|| Some(vec![Moment::parse(string).ok()?])) else {
            return Ok(value.clone());
        };
        self.derive(value, |text| text.replaced(&in_full_words(&moments)))
    }

    /// A value that changes a known text but keeps its origin (the wrapped filters).
    pub fn derive(&self, value: &Value, change: impl Fn(&Text) -> Text) -> Result<Value, Error> {
        let string = plain_str(value)?;
        let text = match self.known(string) {
            Some(atom) => change(&atom.content.flat()),
            None => return Ok(Value::from(change_plain(string, change))),
        };
        Ok(self.register(Arc::new(Woven::plain(text)), Field::Line))
    }

    /// A value whose letters change one by one; a paragraph stays one, with its emphasis and its lines.
    pub fn letters(&self, value: &Value, change: impl Fn(&Text) -> Text) -> Result<Value, Error> {
        match self.known(plain_str(value)?) {
            Some(atom) if atom.field == Field::Paragraph => {
                Ok(self.register(Arc::new(atom.content.map(&change)), Field::Paragraph))
            }
            _ => self.derive(value, change),
        }
    }

    /// A value cut at its ends; a paragraph stays one, with its emphasis and its lines.
    pub fn cut(&self, value: &Value, cut: impl Fn(&Text) -> Text) -> Result<Value, Error> {
        match self.known(plain_str(value)?) {
            Some(atom) if atom.field == Field::Paragraph => {
                let woven = atom.content.with_text(cut(atom.content.text()));
                Ok(self.register(Arc::new(woven), Field::Paragraph))
            }
            _ => self.derive(value, cut),
        }
    }

    /// A value changed at its start, be that within the value of a hole.
    pub fn start(&self, value: &Value, change: impl Fn(&Text) -> Text) -> Result<Value, Error> {
        match self.known(plain_str(value)?) {
            Some(atom) if atom.field == Field::Paragraph => {
                Ok(self.register(Arc::new(atom.content.with_start(&change)), Field::Paragraph))
            }
            _ => self.derive(value, change),
        }
    }

    /// Whether the running render fills a hole of a plan.
    pub fn in_hole(&self) -> bool {
        self.inner().in_hole
    }

    /// Forgets the atoms of the last render.
    pub fn begin(&self, mode: Mode) {
        let mut inner = self.inner();
        inner.atoms.clear();
        inner.in_hole = mode == Mode::Hole;
        inner.met_pending = false;
    }

    /// The atoms of the render that just ended.
    pub fn take_atoms(&self) -> Vec<Printed> {
        std::mem::take(&mut self.inner().atoms)
    }

    /// Whether the last render wanted a text that is not filled yet.
    pub fn met_pending(&self) -> bool {
        self.inner().met_pending
    }

    fn print(&self, printed: Printed) -> Result<char, Error> {
        let mut inner = self.inner();
        inner.atoms.push(printed);
        atom_char(inner.atoms.len() - 1)
            .ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "quá nhiều giá trị trong một văn bản"))
    }
}

/// A string that no origin is known of, changed as a text would be.
fn change_plain(string: &str, change: impl Fn(&Text) -> Text) -> String {
    let nowhere = crate::source::Span::new(crate::source::FileId(0), 0..string.len());
    change(&Text::new(string, nowhere)).as_str().to_owned()
}

/// The string of a value; captured blocks, which hold atoms, are no strings to a filter.
pub(super) fn plain_str(value: &Value) -> Result<&str, Error> {
    let string = value.as_str().filter(|_| !value.is_safe());
    string.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "bộ lọc này chỉ nhận một chuỗi chữ"))
}

/// The job of a render.
pub(super) fn job_of<T>(state: &State, f: impl FnOnce(&Job) -> Result<T, Error>) -> Result<T, Error> {
    let missing = || Error::new(ErrorKind::InvalidOperation, "không có văn bản đang dựng");
    let value = state.lookup(JOB).ok_or_else(missing)?;
    f(value.downcast_object_ref::<Job>().ok_or_else(missing)?)
}

/// Prints an atom in place of each value.
pub(super) fn format(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_safe() {
        return Ok(out.write_str(value.as_str().unwrap_or_default())?);
    }
    let atom = job_of(state, |job| {
        if value.downcast_object_ref::<Pending>().is_some() {
            job.inner().met_pending = true;
            return Err(Error::new(ErrorKind::BadSerialization, "chưa điền"));
        }
        if value.is_number() {
            let in_hole = job.inner().in_hole;
            return in_hole.then(|| job.print(Printed::Computed(value.to_string()))).transpose();
        }
        if let Ok(flag) = bool::try_from(value.clone()) {
            let word = if flag { "có" } else { "không" };
            return job.print(Printed::Computed(word.to_owned())).map(Some);
        }
        let Some(string) = value.as_str() else {
            return Err(Error::new(ErrorKind::BadSerialization, "chỉ in được chữ và số"));
        };
        let computed = || Printed::Computed(string.to_owned());
        job.print(job.known(string).map_or_else(computed, Printed::Known)).map(Some)
    })?;
    match atom {
        Some(atom) => Ok(out.write_char(atom)?),
        None => Ok(out.write_str(&value.to_string())?),
    }
}
