//! Reference paths: the subset of paths that names one place, for writing (`ResultPath`).

use std::fmt;

use serde_json::{Map, Value};

use crate::parse::PathError;
use crate::syntax::{Path, Root, Step};

/// A path that names exactly one place in the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferencePath {
    text: String,
    steps: Vec<Place>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    Name(String),
    Index(usize),
}

/// Why a value cannot be put at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoPlace {
    /// The reference path as it was written.
    pub path: String,
}

impl fmt::Display for NoPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Unable to apply ReferencePath {}", self.path)
    }
}

impl std::error::Error for NoPlace {}

impl ReferencePath {
    /// Parses a reference path.
    ///
    /// # Errors
    /// When the text is no path, starts elsewhere than at `$`, or could name more than one place.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        let path = Path::parse(text)?;
        let refuse = |message: &str| PathError { message: message.to_owned(), at: 0 };
        if path.root != Root::Input {
            return Err(refuse("a reference path starts with '$'"));
        }
        let place = |step: &Step| match step {
            Step::Name(name) => Ok(Place::Name(name.clone())),
            Step::Index(index) => usize::try_from(*index)
                .map(Place::Index)
                .map_err(|_| refuse("an index is not negative")),
            Step::Names(_)
            | Step::Indices(_)
            | Step::Slice(..)
            | Step::Wildcard
            | Step::Descend
            | Step::Filter(_)
            | Step::Call(_) => Err(refuse("a reference path names a single place")),
        };
        Ok(Self {
            text: text.to_owned(),
            steps: path.steps.iter().map(place).collect::<Result<_, _>>()?,
        })
    }

    /// The path as it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is `$`: everything.
    #[must_use]
    pub fn is_root(&self) -> bool {
        self.steps.is_empty()
    }

    /// Puts `value` at the place in `data`; objects that are missing on the way are made.
    ///
    /// # Errors
    /// When something on the way is neither object nor array, or an index is past the end.
    pub fn put(&self, data: &mut Value, value: Value) -> Result<(), NoPlace> {
        let no_place = || NoPlace { path: self.text.clone() };
        let mut at = data;
        for step in &self.steps {
            at = match step {
                Place::Name(name) => match at {
                    Value::Object(map) => {
                        map.entry(name.as_str()).or_insert_with(|| Value::Object(Map::new()))
                    }
                    Value::Null
                    | Value::Bool(_)
                    | Value::Number(_)
                    | Value::String(_)
                    | Value::Array(_) => {
                        return Err(no_place());
                    }
                },
                Place::Index(index) => match at {
                    Value::Array(items) => items.get_mut(*index).ok_or_else(no_place)?,
                    Value::Null
                    | Value::Bool(_)
                    | Value::Number(_)
                    | Value::String(_)
                    | Value::Object(_) => {
                        return Err(no_place());
                    }
                },
            };
        }
        *at = value;
        Ok(())
    }
}
