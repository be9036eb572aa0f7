//! Typed values of a plan.

use crate::{
    calendar::{Moment, PartialDate},
    source::Span,
    text::{Field, Text, Woven},
};
use minijinja::Value;
use std::sync::Arc;

/// A string of a plan.
#[derive(Debug, Clone, Default)]
pub struct Leaf {
    /// Its key path, as `nhiem_vu[2].noi_dung`.
    pub path: String,
    /// How it is read.
    pub field: Field,
    /// Where it stands, quotes included.
    pub span: Span,
    /// As typed, normalised, holes not filled.
    pub template: Text,
    /// Holes filled.
    pub woven: Arc<Woven>,
    /// What minijinja prints; `None` until filled.
    pub value: Option<Value>,
    /// The texts that an item of a list became, until they stand in the list.
    pub spread: Option<Vec<Text>>,
    /// Whether the key must say something.
    pub needed: bool,
    /// Whether it stands in a table with a condition.
    pub guarded: bool,
}

/// A value; strings are numbers of [`Leaf`]s.
#[derive(Debug, Clone)]
pub enum Val {
    /// A string.
    Text(usize),
    /// A whole number.
    So(i64),
    /// Millimetres.
    Mm(f64),
    /// Yes or no.
    Co(bool),
    /// A date or a part of one.
    Ngay(PartialDate),
    /// As printed, and the moments where it names any.
    ThoiGian(usize, Vec<Moment>),
    /// A list.
    List(Vec<Item>),
    /// A table.
    Bang(Bang),
    /// A value whose type was wrong, and has been reported.
    Wrong,
}

/// An entry of a table, or an item of a list (then without a key).
#[derive(Debug, Clone)]
pub struct Item {
    /// The key.
    pub key: String,
    /// Where the value stands.
    pub span: Span,
    /// The value.
    pub val: Val,
}

/// A table.
#[derive(Debug, Clone, Default)]
pub struct Bang {
    /// Where it stands; `None` for one that no file has.
    pub span: Option<Span>,
    /// Its entries.
    pub items: Vec<Item>,
    /// The condition under which it is there.
    pub khi: Option<Text>,
}

impl Bang {
    /// The entry of a key.
    pub fn item(&self, key: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.key == key)
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Val> {
        self.item(key).map(|item| &item.val)
    }

    /// The table under a key; an empty one where there is none.
    pub fn table(&self, key: &str) -> &Bang {
        static EMPTY: Bang = Bang { span: None, items: Vec::new(), khi: None };
        match self.get(key) {
            Some(Val::Bang(bang)) => bang,
            _ => &EMPTY,
        }
    }

    /// The values of the list under a key.
    pub fn list(&self, key: &str) -> Vec<&Val> {
        match self.get(key) {
            Some(Val::List(items)) => items.iter().map(|item| &item.val).collect(),
            _ => Vec::new(),
        }
    }

    /// Where the value of a key stands, or else the table.
    pub fn span_of(&self, key: &str) -> Option<Span> {
        self.item(key).map(|item| item.span).or(self.span)
    }

    /// Takes the table under a key away.
    pub fn take(&mut self, key: &str) -> Option<Bang> {
        let at = self.items.iter().position(|item| item.key == key)?;
        match self.items.remove(at).val {
            Val::Bang(bang) => Some(bang),
            _ => None,
        }
    }

    /// Adds the entries of another table; its own win over those of the same key.
    pub fn merge(&mut self, other: Bang) {
        self.items.retain(|item| other.item(&item.key).is_none());
        self.items.extend(other.items);
    }

    /// Puts another table under this one: tables merge, for all else this one wins.
    pub fn merge_under(&mut self, other: Bang) {
        for item in other.items {
            match (self.items.iter_mut().find(|own| own.key == item.key), item.val) {
                (None, val) => self.items.push(Item { val, ..item }),
                (Some(Item { val: Val::Bang(own), .. }), Val::Bang(under)) => own.merge_under(under),
                (Some(_), _) => {}
            }
        }
    }
}
