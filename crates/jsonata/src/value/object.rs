//! Objects of the input, and objects made during the evaluation. Keys keep JavaScript's order: integers first.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use serde_json::{Map, Value as Json};

use super::{QuickHash, Text, Value};

/// From this many fields on, a table finds them.
const INDEXED: usize = 12;

/// Fields in the order of insertion.
#[derive(Default, Clone)]
pub(crate) struct Fields<'a> {
    entries: Vec<(Text<'a>, Value<'a>)>,
    places: HashMap<Text<'a>, usize, QuickHash>,
    has_integers: bool,
}

impl<'a> Fields<'a> {
    pub(crate) fn with_capacity(count: usize) -> Self {
        Self { entries: Vec::with_capacity(count), ..Self::default() }
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Adds a field whose key is known to be new.
    pub(crate) fn push(&mut self, key: Text<'a>, value: Value<'a>) {
        self.has_integers |= integer_key(&key).is_some();
        self.entries.push((key, value));
        self.index();
    }

    fn place(&self, key: &str) -> Option<usize> {
        if self.entries.len() < INDEXED {
            return self.entries.iter().position(|(known, _)| **known == *key);
        }
        self.places.get(key).copied()
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Value<'a>> {
        self.place(key).and_then(|at| self.entries.get(at)).map(|(_, value)| value)
    }

    pub(crate) fn get_mut(&mut self, key: &str) -> Option<&mut Value<'a>> {
        self.place(key).and_then(|at| self.entries.get_mut(at)).map(|(_, value)| value)
    }

    /// Sets a field; a new one goes to the end.
    pub(crate) fn insert(&mut self, key: Text<'a>, value: Value<'a>) {
        if let Some(known) = self.get_mut(&key) {
            *known = value;
            return;
        }
        self.push(key, value);
    }

    /// Brings the table of places up to date.
    fn index(&mut self) {
        if self.entries.len() < INDEXED {
            return;
        }
        let from = self.places.len();
        let fresh =
            self.entries.iter().enumerate().skip(from).map(|(at, (key, _))| (key.clone(), at));
        self.places.extend(fresh);
    }

    fn remove(&mut self, key: &str) {
        if let Some(at) = self.place(key) {
            self.entries.remove(at);
            self.places.clear();
            self.index();
        }
    }

    /// The fields in JavaScript's order.
    pub(crate) fn ordered(&self) -> Vec<(Text<'a>, Value<'a>)> {
        let mut entries = self.entries.clone();
        if self.has_integers {
            entries.sort_by_key(|(key, _)| integer_key(key).unwrap_or(u32::MAX));
        }
        entries
    }
}

/// The number that `key` is an array index for: JavaScript lists those first.
fn integer_key(key: &str) -> Option<u32> {
    let first = *key.as_bytes().first()?;
    if !first.is_ascii_digit() || key.len() > 10 || (first == b'0' && key.len() > 1) {
        return None;
    }
    if !key.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    key.parse().ok().filter(|&number| number < u32::MAX)
}

/// An object that the evaluation made; a transform changes its fields in place.
pub(crate) struct Record<'a> {
    fields: RefCell<Fields<'a>>,
    depth: Cell<u32>,
}

impl<'a> Record<'a> {
    pub(crate) fn new(fields: Fields<'a>) -> Self {
        let depth =
            fields.entries.iter().map(|(_, value)| value.depth()).max().unwrap_or_default() + 1;
        Self { fields: RefCell::new(fields), depth: Cell::new(depth) }
    }
}

/// An object.
#[derive(Clone)]
pub(crate) enum Object<'a> {
    Input(&'a Map<String, Json>),
    Owned(Rc<Record<'a>>),
}

impl<'a> Object<'a> {
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Input(map) => map.len(),
            Self::Owned(record) => record.fields.borrow().len(),
        }
    }

    pub(crate) fn get(&self, key: &str) -> Option<Value<'a>> {
        match self {
            // Comparing a few keys takes less time than hashing one.
            Self::Input(map) if map.len() <= 8 => {
                map.iter().find(|(known, _)| *known == key).map(|(_, value)| Value::from(value))
            }
            Self::Input(map) => map.get(key).map(Value::from),
            Self::Owned(record) => record.fields.borrow().get(key).cloned(),
        }
    }

    /// Keys and values in JavaScript's order.
    pub(crate) fn entries(&self) -> Vec<(Text<'a>, Value<'a>)> {
        match self {
            Self::Input(map) => {
                let mut entries: Vec<_> = map
                    .iter()
                    .map(|(key, value)| (Text::Borrowed(key.as_str()), Value::from(value)))
                    .collect();
                if map.keys().any(|key| integer_key(key).is_some()) {
                    entries.sort_by_key(|(key, _)| integer_key(key).unwrap_or(u32::MAX));
                }
                entries
            }
            Self::Owned(record) => record.fields.borrow().ordered(),
        }
    }

    /// Sets a field of an object that the evaluation made.
    pub(crate) fn set(&self, key: Text<'a>, value: Value<'a>) {
        if let Self::Owned(record) = self {
            record.depth.set(record.depth.get().max(value.depth() + 1));
            record.fields.borrow_mut().insert(key, value);
        }
    }

    /// Removes a field of an object that the evaluation made.
    pub(crate) fn delete(&self, key: &str) {
        if let Self::Owned(record) = self {
            record.fields.borrow_mut().remove(key);
        }
    }

    pub(crate) fn depth(&self) -> u32 {
        match self {
            Self::Input(_) => 0,
            Self::Owned(record) => record.depth.get(),
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
