//! Reading at a path.

use std::fmt;

use serde_json::{Map, Value};

use crate::filter;
use crate::functions;
use crate::syntax::{Path, Root, Step};

/// Nested arrays and objects that `..` enters; JSON texts are not read deeper.
const DEPTH_LIMIT: usize = 1_000;

/// Where paths start.
pub trait Roots {
    /// The value of a root; `None`: a variable that was never assigned.
    fn root(&self, root: &Root) -> Option<&Value>;
}

/// What a path selected.
#[derive(Debug, Clone, PartialEq)]
pub enum Selection<'a> {
    /// The one value of a definite path.
    One(&'a Value),
    /// The values of an indefinite path.
    Many(Vec<&'a Value>),
    /// A value that a function or a list of names made.
    Made(Value),
}

impl<'a> Selection<'a> {
    /// The selection as one value: a list where the path is indefinite.
    #[must_use]
    pub fn into_value(self) -> Value {
        match self {
            Self::One(value) => value.clone(),
            Self::Many(values) => Value::Array(values.into_iter().cloned().collect()),
            Self::Made(value) => value,
        }
    }

    /// The selection as one value, borrowed where it need not be made.
    #[must_use]
    pub fn into_cow(self) -> std::borrow::Cow<'a, Value> {
        match self {
            Self::One(value) => std::borrow::Cow::Borrowed(value),
            Self::Many(_) | Self::Made(_) => std::borrow::Cow::Owned(self.into_value()),
        }
    }
}

/// Why a definite path selects nothing; says so in Jayway's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// The last step finds nothing.
    Leaf(String),
    /// A step on the way finds nothing.
    Parent(String),
    /// A name is looked up in something that is no object.
    NoObject {
        /// The name in brackets.
        property: String,
        /// The path up to there.
        path: String,
        /// Java's name of what is there instead.
        found: &'static str,
    },
    /// An index is looked up in something that is no array.
    NoArray(String),
    /// A function is applied to what it cannot work on.
    Function(&'static str),
    /// A variable that was never assigned.
    Variable(String),
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Leaf(path) => write!(f, "No results for path: {path}"),
            Self::Parent(path) => write!(f, "Missing property in path {path}"),
            Self::NoObject { property, path, found } => write!(
                f,
                "Expected to find an object with property {property} in path {path} but found '{found}'. This is not a json \
                 object according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonNodeJsonProvider'."
            ),
            Self::NoArray(fragment) => {
                write!(f, "Filter: {fragment} can only be applied to arrays.")
            }
            Self::Function(message) => f.write_str(message),
            Self::Variable(name) => write!(f, "The variable '{name}' is undefined"),
        }
    }
}

impl std::error::Error for Missing {}

impl Path {
    /// Looks the root up and reads the path from there.
    ///
    /// # Errors
    /// When a definite path leads nowhere, or its variable was never assigned.
    pub fn read<'a>(&self, roots: &'a dyn Roots) -> Result<Selection<'a>, Missing> {
        let root = roots.root(&self.root).ok_or_else(|| match &self.root {
            Root::Variable(name) => Missing::Variable(name.clone()),
            Root::Input | Root::Context => Missing::Leaf(self.text.clone()),
        })?;
        self.select(root)
    }

    /// Reads the path from a given root.
    ///
    /// # Errors
    /// When a definite path leads nowhere.
    pub fn select<'a>(&self, root: &'a Value) -> Result<Selection<'a>, Missing> {
        self.select_after(0, root)
    }

    /// The first member that the path enters, if it begins with a name: `Map` in `$$.Map.Item.Value`.
    #[must_use]
    pub fn first_member(&self) -> Option<&str> {
        match self.steps.first() {
            Some(Step::Name(name)) => Some(name),
            _ => None,
        }
    }

    /// Reads the path from the value of its [first member](Self::first_member), so that the whole need not be made.
    ///
    /// # Errors
    /// When a definite path leads nowhere.
    pub fn select_in_member<'a>(&self, member: &'a Value) -> Result<Selection<'a>, Missing> {
        self.select_after(1, member)
    }

    fn select_after<'a>(&self, done: usize, from: &'a Value) -> Result<Selection<'a>, Missing> {
        let left = self.steps.get(done..).unwrap_or_default();
        if let Some((Step::Call(function), before)) = left.split_last() {
            return functions::apply(*function, before, from).map(Selection::Made);
        }
        if self.definite {
            return definite(&self.steps, done, from);
        }
        Ok(Selection::Many(many(left, from, from)))
    }
}

/// Reads a definite path. The common case, a chain of names, allocates nothing.
fn definite<'a>(steps: &[Step], already: usize, from: &'a Value) -> Result<Selection<'a>, Missing> {
    let mut at = from;
    for (done, step) in steps.iter().enumerate().skip(already) {
        let found = match step {
            Step::Name(name) => match at {
                Value::Object(map) => map.get(name),
                other => return Err(no_object(steps, done, other)),
            },
            Step::Index(index) => match at {
                Value::Array(items) => item(items, *index),
                Value::Null
                | Value::Bool(_)
                | Value::Number(_)
                | Value::String(_)
                | Value::Object(_) => {
                    return Err(Missing::NoArray(fragment(step)));
                }
            },
            Step::Names(names) => return named(names, steps, done, at).map(Selection::Made),
            Step::Indices(_)
            | Step::Slice(..)
            | Step::Wildcard
            | Step::Descend
            | Step::Filter(_)
            | Step::Call(_) => None,
        };
        at = found.ok_or_else(|| nothing(steps, done))?;
    }
    Ok(Selection::One(at))
}

fn nothing(steps: &[Step], done: usize) -> Missing {
    let path = written(steps.get(..=done).unwrap_or(steps));
    let leaf = done + 1 == steps.len() || matches!(steps.get(done), Some(Step::Index(_)));
    if leaf { Missing::Leaf(written(steps)) } else { Missing::Parent(path) }
}

fn no_object(steps: &[Step], done: usize, found: &Value) -> Missing {
    Missing::NoObject {
        property: steps.get(done).map(fragment).unwrap_or_default(),
        path: written(steps.get(..done).unwrap_or_default()),
        found: java_class(found),
    }
}

fn java_class(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "com.fasterxml.jackson.databind.node.BooleanNode",
        Value::Number(number) if number.is_f64() => {
            "com.fasterxml.jackson.databind.node.DoubleNode"
        }
        Value::Number(_) => "com.fasterxml.jackson.databind.node.IntNode",
        Value::String(_) => "com.fasterxml.jackson.databind.node.TextNode",
        Value::Array(_) => "com.fasterxml.jackson.databind.node.ArrayNode",
        Value::Object(_) => "com.fasterxml.jackson.databind.node.ObjectNode",
    }
}

fn named(names: &[String], steps: &[Step], done: usize, at: &Value) -> Result<Value, Missing> {
    let Value::Object(map) = at else { return Err(no_object(steps, done, at)) };
    Ok(Value::Object(members(names, map)))
}

fn members(names: &[String], map: &Map<String, Value>) -> Map<String, Value> {
    names
        .iter()
        .filter_map(|name| map.get(name).map(|value| (name.clone(), value.clone())))
        .collect()
}

/// The item at an index; a negative one counts from the end.
pub(crate) fn item(items: &[Value], index: i64) -> Option<&Value> {
    match usize::try_from(index) {
        Ok(index) => items.get(index),
        Err(_) => usize::try_from(index.unsigned_abs())
            .ok()
            .and_then(|back| items.len().checked_sub(back))
            .and_then(|at| items.get(at)),
    }
}

/// The path so far, in Jayway's notation.
fn written(steps: &[Step]) -> String {
    let mut out = String::from("$");
    for step in steps {
        out.push_str(&fragment(step));
    }
    out
}

fn fragment(step: &Step) -> String {
    match step {
        Step::Name(name) => format!("['{name}']"),
        Step::Names(names) => format!("['{}']", names.join("','")),
        Step::Index(index) => format!("[{index}]"),
        Step::Indices(indices) => {
            format!("[{}]", indices.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
        }
        Step::Slice(from, to) => {
            let bound =
                |bound: &Option<i64>| bound.map(|bound| bound.to_string()).unwrap_or_default();
            format!("[{}:{}]", bound(from), bound(to))
        }
        Step::Wildcard => "[*]".to_owned(),
        Step::Descend => "..".to_owned(),
        Step::Filter(_) => "[?]".to_owned(),
        Step::Call(_) => "()".to_owned(),
    }
}

/// All values that steps select; what is not there is left out.
pub(crate) fn many<'a>(steps: &[Step], from: &'a Value, document: &'a Value) -> Vec<&'a Value> {
    let mut found = vec![from];
    let mut rest = steps;
    while let Some((step, after)) = rest.split_first() {
        rest = after;
        if *step == Step::Descend {
            found = found.into_iter().flat_map(everything).collect();
            continue;
        }
        let mut next = Vec::new();
        for value in found {
            apply(step, value, document, &mut next);
        }
        found = next;
    }
    found
}

fn apply<'a>(step: &Step, value: &'a Value, document: &'a Value, out: &mut Vec<&'a Value>) {
    match (step, value) {
        (Step::Name(name), Value::Object(map)) => out.extend(map.get(name)),
        (Step::Names(names), Value::Object(map)) => {
            out.extend(names.iter().filter_map(|name| map.get(name)));
        }
        (Step::Index(index), Value::Array(items)) => out.extend(item(items, *index)),
        (Step::Indices(indices), Value::Array(items)) => {
            out.extend(indices.iter().filter_map(|index| item(items, *index)));
        }
        (Step::Slice(from, to), Value::Array(items)) => out.extend(slice(items, *from, *to)),
        (Step::Wildcard, Value::Array(items)) => out.extend(items),
        (Step::Wildcard, Value::Object(map)) => out.extend(map.values()),
        (Step::Filter(test), Value::Array(items)) => {
            out.extend(items.iter().filter(|item| filter::holds(test, item, document)));
        }
        (Step::Filter(test), Value::Object(_)) if filter::holds(test, value, document) => {
            out.push(value);
        }
        _ => {}
    }
}

fn slice(items: &[Value], from: Option<i64>, to: Option<i64>) -> &[Value] {
    let len = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let place = |bound: i64| {
        let bound = if bound < 0 { bound.saturating_add(len) } else { bound };
        usize::try_from(bound.clamp(0, len)).unwrap_or_default()
    };
    items.get(place(from.unwrap_or(0))..place(to.unwrap_or(len))).unwrap_or_default()
}

/// A value and all values in it, parents first.
fn everything(value: &Value) -> Vec<&Value> {
    let mut out = Vec::new();
    let mut stack = vec![(value, 0)];
    while let Some((value, depth)) = stack.pop() {
        out.push(value);
        if depth < DEPTH_LIMIT {
            match value {
                Value::Array(items) => {
                    stack.extend(items.iter().rev().map(|item| (item, depth + 1)));
                }
                Value::Object(map) => {
                    stack.extend(map.values().rev().map(|item| (item, depth + 1)));
                }
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
        }
    }
    out
}
