//! Values of the language: JSON, undefined, functions, and the arrays' marks that the singleton rules need.
//!
//! A value borrows from the input and from the expression where it can; what it owns is shared, so a clone is cheap.

mod array;
mod compare;
mod convert;
mod hash;
pub(crate) mod number;
mod object;
mod print;
mod text;

use std::rc::Rc;

pub(crate) use array::{Array, Form, Items};
pub(crate) use compare::{deep_equal, identical, order_of_texts};
pub(crate) use convert::{Exporter, json_number};
pub(crate) use hash::QuickHash;
pub(crate) use object::{Fields, Object, Record};
pub(crate) use print::{Printer, quote_into};
pub(crate) use text::Text;

use crate::eval::tuple::TupleStream;
use crate::function::Callable;

/// A value while an expression is evaluated.
#[derive(Clone, Default)]
pub(crate) enum Value<'a> {
    #[default]
    Undefined,
    Null,
    Bool(bool),
    Number(f64),
    Text(Text<'a>),
    Array(Array<'a>),
    Object(Object<'a>),
    Function(Callable<'a>),
    /// Items of a path with the variables bound on the way: exists only between the steps of a path.
    Tuples(Rc<TupleStream<'a>>),
}

impl<'a> Value<'a> {
    /// A plain array.
    pub(crate) fn list(items: Vec<Value<'a>>) -> Self {
        Self::Array(Array::Owned(Rc::new(Items::new(items, Form::default()))))
    }

    /// A result sequence: one item stands for itself when an evaluation returns it.
    pub(crate) fn sequence(items: Vec<Value<'a>>) -> Self {
        Self::Array(Array::Owned(Rc::new(Items::new(
            items,
            Form { sequence: true, ..Form::default() },
        ))))
    }

    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(Text::from(text.into()))
    }

    pub(crate) fn record(fields: Fields<'a>) -> Self {
        Self::Object(Object::Owned(Rc::new(Record::new(fields))))
    }

    pub(crate) fn is_undefined(&self) -> bool {
        matches!(self, Self::Undefined)
    }

    /// The symbol of its type in a signature.
    pub(crate) fn symbol(&self) -> char {
        match self {
            Self::Undefined => 'm',
            Self::Null => 'l',
            Self::Bool(_) => 'b',
            Self::Number(_) => 'n',
            Self::Text(_) => 's',
            Self::Array(_) | Self::Tuples(_) => 'a',
            Self::Object(_) => 'o',
            Self::Function(_) => 'f',
        }
    }

    /// How many containers are nested in it; the input's own nesting does not count.
    pub(crate) fn depth(&self) -> u32 {
        match self {
            Self::Array(array) => array.depth(),
            Self::Object(object) => object.depth(),
            Self::Function(function) => function.depth(),
            Self::Tuples(tuples) => tuples.depth(),
            Self::Undefined | Self::Null | Self::Bool(_) | Self::Number(_) | Self::Text(_) => 0,
        }
    }

    /// The items of an array, or the value alone.
    pub(crate) fn into_items(self) -> Array<'a> {
        match self {
            Self::Array(array) => array,
            Self::Tuples(tuples) => Array::from(tuples.as_objects()),
            other => Array::from(vec![other]),
        }
    }

    /// Short JSON text for error messages: what `JSON.stringify` gives, cut where it is very long.
    pub(crate) fn to_json_text(&self) -> String {
        print::describe(self)
    }
}

/// Deepest nesting of constructed values: what prints, compares and drops them recurses that deep.
pub(crate) const MAX_NESTING: u32 = 500;
