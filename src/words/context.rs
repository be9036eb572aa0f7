//! The names that a template may use: one map, which the renders of a document share.

use super::job::{JOB, Job};
use minijinja::value::{Object, Value};
use std::{collections::BTreeMap, ops::Deref, sync::Arc};

/// The names that a template may use. Cloning shares them.
#[derive(Debug, Clone, Default)]
pub struct Context(Arc<BTreeMap<String, Value>>);

impl Context {
    /// No names.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a name, or gives it another value.
    pub fn insert(&mut self, name: String, value: Value) {
        Arc::make_mut(&mut self.0).insert(name, value);
    }

    /// Adds all names of another; where both have one, the other's holds.
    pub fn merge(&mut self, other: Self) {
        if self.0.is_empty() {
            *self = other;
            return;
        }
        Arc::make_mut(&mut self.0).extend(other.0.iter().map(|(name, value)| (name.clone(), value.clone())));
    }
}

impl Deref for Context {
    type Target = BTreeMap<String, Value>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl From<BTreeMap<String, Value>> for Context {
    fn from(names: BTreeMap<String, Value>) -> Self {
        Self(Arc::new(names))
    }
}

impl Extend<(String, Value)> for Context {
    fn extend<I: IntoIterator<Item = (String, Value)>>(&mut self, names: I) {
        Arc::make_mut(&mut self.0).extend(names);
    }
}

impl FromIterator<(String, Value)> for Context {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(names: I) -> Self {
        Self::from(names.into_iter().collect::<BTreeMap<_, _>>())
    }
}

impl<const N: usize> From<[(String, Value); N]> for Context {
    fn from(names: [(String, Value); N]) -> Self {
        Self::from(BTreeMap::from(names))
    }
}

impl From<Context> for Value {
    fn from(names: Context) -> Self {
        Self::from_dyn_object(names.0)
    }
}

/// What one render looks names up in: those of its context, and the job.
#[derive(Debug)]
pub(super) struct Scope {
    names: Context,
    job: Arc<Job>,
}

impl Scope {
    /// As minijinja takes it; nothing is copied.
    pub(super) fn value(names: &Context, job: &Arc<Job>) -> Value {
        Value::from_object(Self { names: names.clone(), job: job.clone() })
    }
}

impl Object for Scope {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, name: &str) -> Option<Value> {
        match name {
            JOB => Some(Value::from_dyn_object(self.job.clone())),
            name => self.names.get(name).cloned(),
        }
    }
}
