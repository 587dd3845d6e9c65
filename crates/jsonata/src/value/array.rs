//! Arrays of the input, and arrays made during the evaluation with their marks.

use std::cell::Cell;
use std::rc::Rc;

use serde_json::Value as Json;

use super::Value;

/// Marks of an array that decide how results are flattened and unwrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Form {
    /// A result sequence: unwrapped where it holds one item.
    pub(crate) sequence: bool,
    /// A sequence that stays an array even with one item.
    pub(crate) keep: bool,
    /// Made by an array constructor at an end of a path: not flattened.
    pub(crate) constructed: bool,
    /// Holds the input array as its only item.
    pub(crate) wrapper: bool,
}

/// The items of an array that the evaluation made.
pub(crate) struct Items<'a> {
    values: Vec<Value<'a>>,
    form: Cell<Form>,
    depth: u32,
}

impl<'a> Items<'a> {
    pub(crate) fn new(values: Vec<Value<'a>>, form: Form) -> Self {
        let depth = values.iter().map(Value::depth).max().unwrap_or_default() + 1;
        Self { values, form: Cell::new(form), depth }
    }
}

/// An array.
#[derive(Clone)]
pub(crate) enum Array<'a> {
    Input(&'a [Json]),
    Owned(Rc<Items<'a>>),
}

impl<'a> From<Vec<Value<'a>>> for Array<'a> {
    fn from(values: Vec<Value<'a>>) -> Self {
        Self::Owned(Rc::new(Items::new(values, Form::default())))
    }
}

impl<'a> Array<'a> {
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Input(values) => values.len(),
            Self::Owned(items) => items.values.len(),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) fn get(&self, at: usize) -> Option<Value<'a>> {
        match self {
            Self::Input(values) => values.get(at).map(Value::from),
            Self::Owned(items) => items.values.get(at).cloned(),
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Value<'a>> + '_ {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// The item at `at`, the items counted from the end where it is negative.
    pub(crate) fn at_index(&self, at: f64) -> Option<Value<'a>> {
        let at = if at < 0.0 { self.len() as f64 + at } else { at };
        (at >= 0.0 && at < self.len() as f64).then(|| self.get(at as usize)).flatten()
    }

    pub(crate) fn form(&self) -> Form {
        match self {
            Self::Input(_) => Form::default(),
            Self::Owned(items) => items.form.get(),
        }
    }

    /// Changes the marks of an array that the evaluation made, for everybody who shares it.
    pub(crate) fn mark(&self, change: impl FnOnce(&mut Form)) {
        if let Self::Owned(items) = self {
            let mut form = items.form.get();
            change(&mut form);
            items.form.set(form);
        }
    }

    pub(crate) fn depth(&self) -> u32 {
        match self {
            Self::Input(_) => 0,
            Self::Owned(items) => items.depth,
        }
    }

    /// All items as a vector, without a copy where nobody else holds them.
    pub(crate) fn into_vec(self) -> Vec<Value<'a>> {
        match self {
            Self::Input(values) => values.iter().map(Value::from).collect(),
            Self::Owned(items) => match Rc::try_unwrap(items) {
                Ok(items) => items.values,
                Err(shared) => shared.values.clone(),
            },
        }
    }

    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Input(a), Self::Input(b)) => std::ptr::eq(*a, *b),
            (Self::Owned(a), Self::Owned(b)) => Rc::ptr_eq(a, b),
            (Self::Input(_), Self::Owned(_)) | (Self::Owned(_), Self::Input(_)) => false,
        }
    }
}
