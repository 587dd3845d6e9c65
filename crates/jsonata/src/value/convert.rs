//! Between JSON and values.

use serde_json::{Map, Number, Value as Json};

use super::{Array, Fields, Object, Text, Value};
use crate::error::Outcome;
use crate::eval::{Run, limits};

impl<'a> From<&'a Json> for Value<'a> {
    fn from(json: &'a Json) -> Self {
        match json {
            Json::Null => Self::Null,
            Json::Bool(truth) => Self::Bool(*truth),
            Json::Number(number) => Self::Number(number.as_f64().unwrap_or(f64::NAN)),
            Json::String(text) => Self::Text(Text::Borrowed(text)),
            Json::Array(items) => Self::Array(Array::Input(items)),
            Json::Object(fields) => Self::Object(Object::Input(fields)),
        }
    }
}

impl<'a> Run<'a> {
    /// A copy of JSON that does not live as long as the evaluation.
    pub(crate) fn import(&mut self, json: &Json) -> Outcome<Value<'a>> {
        self.charge(1)?;
        Ok(match json {
            Json::Null => Value::Null,
            Json::Bool(truth) => Value::Bool(*truth),
            Json::Number(number) => Value::Number(number.as_f64().unwrap_or(f64::NAN)),
            Json::String(text) => Value::text(text.as_str()),
            Json::Array(items) => {
                Value::list(items.iter().map(|item| self.import(item)).collect::<Outcome<_>>()?)
            }
            Json::Object(map) => {
                let mut fields = Fields::default();
                for (key, value) in map {
                    let value = self.import(value)?;
                    fields.insert(Text::from(key.clone()), value);
                }
                Value::record(fields)
            }
        })
    }
}

/// Copies a value out as JSON, with a bound on how many values that may be.
pub(crate) struct Exporter {
    left: usize,
    /// Whether a function has been met, which JSON cannot hold.
    pub(crate) met_function: bool,
}

impl Exporter {
    pub(crate) fn new(limit: usize) -> Self {
        Self { left: limit, met_function: false }
    }

    /// The value as JSON; none for undefined. A function becomes an empty string, as in `$string`.
    pub(crate) fn export(&mut self, value: &Value<'_>) -> Outcome<Option<Json>> {
        self.left = self.left.checked_sub(1).ok_or_else(limits::too_large)?;
        Ok(Some(match value {
            Value::Undefined => return Ok(None),
            Value::Null => Json::Null,
            Value::Bool(truth) => Json::Bool(*truth),
            Value::Number(number) => json_number(*number),
            Value::Text(text) => Json::String((**text).to_owned()),
            Value::Array(Array::Input(items)) => {
                self.copy(items.len()).map(|()| Json::Array(items.to_vec()))?
            }
            Value::Array(array) => Json::Array(self.export_items(array.iter())?),
            Value::Tuples(tuples) => {
                Json::Array(self.export_items(tuples.as_objects().into_iter())?)
            }
            Value::Object(Object::Input(fields)) => {
                self.copy(fields.len()).map(|()| Json::Object((*fields).clone()))?
            }
            Value::Object(object) => {
                let entries = object.entries();
                let mut map = Map::with_capacity(entries.len());
                for (key, value) in entries {
                    if let Some(json) = self.export(&value)? {
                        map.insert((*key).to_owned(), json);
                    }
                }
                Json::Object(map)
            }
            Value::Function(_) => {
                self.met_function = true;
                Json::String(String::new())
            }
        }))
    }

    fn copy(&mut self, count: usize) -> Outcome<()> {
        self.left = self.left.checked_sub(count).ok_or_else(limits::too_large)?;
        Ok(())
    }

    fn export_items<'a>(&mut self, items: impl Iterator<Item = Value<'a>>) -> Outcome<Vec<Json>> {
        items.map(|item| Ok(self.export(&item)?.unwrap_or(Json::Null))).collect()
    }
}

/// A number as JSON: whole ones as integers with the digits that JavaScript prints; what JSON cannot hold is null.
pub(crate) fn json_number(number: f64) -> Json {
    if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
        return Json::from(number as i64);
    }
    if number.abs() < 1e19
        && let Ok(whole) = super::number::print(number).parse::<i64>()
    {
        return Json::from(whole);
    }
    Number::from_f64(number).map_or(Json::Null, Json::Number)
}
