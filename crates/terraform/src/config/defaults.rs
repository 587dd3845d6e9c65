//! Defaults of optional object attributes, applied before a value is converted to its constraint.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::{Entries, Kind, Type, Value};

/// The defaults that a type constraint carries.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Defaults {
    /// The type they belong to.
    pub(crate) ty: Type,
    /// Default of each optional attribute that has one.
    pub(crate) values: BTreeMap<Arc<str>, Value>,
    /// Defaults further in: by attribute name, tuple index, or the empty name for elements.
    pub(crate) children: BTreeMap<Arc<str>, Arc<Defaults>>,
}

impl Defaults {
    /// Defaults that apply to each element of a collection.
    pub(crate) fn of_elements(ty: Type, inner: Arc<Self>) -> Self {
        Self { ty, values: BTreeMap::new(), children: BTreeMap::from([("".into(), inner)]) }
    }

    /// A value with the defaults filled in.
    pub(crate) fn apply(&self, value: &Value) -> Value {
        let filled = match value.kind() {
            Kind::Elements(elements) => self.fill_elements(value, elements),
            Kind::Entries(entries) => self.fill_entries(entries),
            Kind::Null | Kind::Unknown(_) | Kind::Bool(_) | Kind::Number(_) | Kind::String(_) => {
                return value.clone();
            }
        };
        filled.mark(value.marks())
    }

    fn fill_elements(&self, value: &Value, elements: &[Value]) -> Value {
        let filled: Vec<Value> = match &self.ty {
            Type::Tuple(_) => elements
                .iter()
                .enumerate()
                .map(|(at, element)| self.child(&at.to_string(), element))
                .collect(),
            Type::List(_) | Type::Set(_) => {
                elements.iter().map(|element| self.child("", element)).collect()
            }
            Type::Dynamic
            | Type::Bool
            | Type::Number
            | Type::String
            | Type::Map(_)
            | Type::Object(_) => return value.clone(),
        };
        // Filled elements may differ in type; the conversion that follows makes them one again.
        match (value.ty(), filled.first()) {
            (_, None) => value.clone(),
            (Type::Set(_), Some(_)) | (Type::List(_) | Type::Tuple(_), _) => Value::tuple(filled),
            _ => value.clone(),
        }
    }

    fn fill_entries(&self, entries: &Entries<Value>) -> Value {
        match &self.ty {
            Type::Map(_) => Value::object(
                entries.iter().map(|(key, entry)| (key.clone(), self.child("", entry))),
            ),
            Type::Object(_) => {
                let mut filled = entries.clone();
                for (name, default) in &self.values {
                    if filled.get(name).is_none_or(Value::is_null) {
                        filled.insert(name.clone(), default.clone());
                    }
                }
                Value::object(filled.into_iter().map(|(key, entry)| {
                    let entry = self.child(&key, &entry);
                    (key, entry)
                }))
            }
            Type::Dynamic
            | Type::Bool
            | Type::Number
            | Type::String
            | Type::List(_)
            | Type::Set(_)
            | Type::Tuple(_) => Value::object(entries.clone()),
        }
    }

    fn child(&self, name: &str, value: &Value) -> Value {
        self.children.get(name).map_or_else(|| value.clone(), |inner| inner.apply(value))
    }
}
