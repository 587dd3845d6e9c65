//! Items of a path with the variables that were bound on the way (`@`, `#`, and inputs kept for `%`).

use crate::scope::Binding;
use crate::value::{Fields, Text, Value};

/// An item and its variables.
#[derive(Clone)]
pub(crate) struct Tuple<'a> {
    pub(crate) at: Value<'a>,
    pub(crate) variables: Vec<Binding<'a>>,
}

/// The tuples between two steps.
#[derive(Clone)]
pub(crate) struct TupleStream<'a> {
    pub(crate) tuples: Vec<Tuple<'a>>,
    /// Sorting loses the mark: what follows then sees the tuples as plain objects, as in the reference.
    pub(crate) marked: bool,
}

impl<'a> Tuple<'a> {
    pub(crate) fn of(at: Value<'a>) -> Self {
        Self { at, variables: Vec::new() }
    }

    pub(crate) fn set(&mut self, name: &'a str, value: Value<'a>) {
        match self.variables.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.variables.push((name, value)),
        }
    }

    /// Takes over item and variables of a tuple further in.
    pub(crate) fn merge(&mut self, inner: &Tuple<'a>) {
        self.at = inner.at.clone();
        for (name, value) in &inner.variables {
            self.set(name, value.clone());
        }
    }

    /// The tuple as the object that it is in the reference.
    pub(crate) fn as_object(&self) -> Value<'a> {
        let mut fields = Fields::default();
        fields.insert(Text::Borrowed("@"), self.at.clone());
        for (name, value) in &self.variables {
            fields.insert(Text::Borrowed(name), value.clone());
        }
        Value::record(fields)
    }
}

impl<'a> TupleStream<'a> {
    pub(crate) fn as_objects(&self) -> Vec<Value<'a>> {
        self.tuples.iter().map(Tuple::as_object).collect()
    }

    pub(crate) fn depth(&self) -> u32 {
        let deepest = |tuple: &Tuple<'a>| {
            tuple
                .variables
                .iter()
                .map(|(_, value)| value.depth())
                .max()
                .unwrap_or_default()
                .max(tuple.at.depth())
        };
        self.tuples.iter().map(deepest).max().unwrap_or_default() + 1
    }
}
