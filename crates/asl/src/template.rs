//! Payload templates: JSON with places to be filled in.

use dryrun_jsonpath::{Intrinsic, Path};
use serde_json::{Map, Value};

use crate::machine::{Data, Language};
use crate::parse::Flaw;
use crate::query::Expression;

/// A parsed template.
#[derive(Debug)]
pub enum Template {
    /// Nothing to fill in.
    Literal(Data),
    /// An object with something to fill in.
    Object(Vec<(String, Template)>),
    /// An array with something to fill in.
    Array(Vec<Template>),
    /// `"field.$": "$.path"`; the field is kept for messages.
    Path(String, Path),
    /// `"field.$": "States.Format(…)"`
    Intrinsic(Intrinsic),
    /// `"{% … %}"`
    Expression(Expression),
}

impl Template {
    /// Parses the value of a field that takes a template; what is wrong is added to `flaws`.
    pub(crate) fn parse(
        value: &Value,
        language: Language,
        pointer: &str,
        flaws: &mut Vec<Flaw>,
    ) -> Self {
        match language {
            Language::JsonPath => with_paths(value, pointer, flaws),
            Language::Jsonata => with_expressions(value, pointer, flaws),
        }
    }
}

fn with_expressions(value: &Value, pointer: &str, flaws: &mut Vec<Flaw>) -> Template {
    match value {
        Value::String(text) => match Expression::inside(text) {
            Some(inside) => match Expression::parse(inside) {
                Ok(expression) => Template::Expression(expression),
                Err(error) => flawed(flaws, pointer, error.to_string()),
            },
            None => literal(value),
        },
        Value::Array(items) => {
            array(items, pointer, |item, pointer| with_expressions(item, pointer, flaws))
        }
        Value::Object(map) => {
            let parts = map.iter().map(|(key, item)| {
                (
                    key.clone(),
                    with_expressions(item, &dryrun_json::pointer::join(pointer, key), flaws),
                )
            });
            object(parts.collect(), map)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => literal(value),
    }
}

fn with_paths(value: &Value, pointer: &str, flaws: &mut Vec<Flaw>) -> Template {
    match value {
        Value::Array(items) => {
            array(items, pointer, |item, pointer| with_paths(item, pointer, flaws))
        }
        Value::Object(map) => {
            let parts = map.iter().map(|(key, item)| {
                let pointer = dryrun_json::pointer::join(pointer, key);
                match key.strip_suffix(".$") {
                    Some(name) => (name.to_owned(), filled(key, item, &pointer, flaws)),
                    None => (key.clone(), with_paths(item, &pointer, flaws)),
                }
            });
            object(parts.collect(), map)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => literal(value),
    }
}

/// The value of a field whose name ends in `.$`.
fn filled(key: &str, value: &Value, pointer: &str, flaws: &mut Vec<Flaw>) -> Template {
    let Some(text) = value.as_str() else {
        return flawed(flaws, pointer, format!("The value of '{key}' must be a string"));
    };
    if Intrinsic::is_call(text) {
        return match Intrinsic::parse(text) {
            Ok(call) => Template::Intrinsic(call),
            Err(error) => flawed(flaws, pointer, error.to_string()),
        };
    }
    match Path::parse(text) {
        Ok(path) => Template::Path(key.to_owned(), path),
        Err(error) => flawed(flaws, pointer, error.to_string()),
    }
}

fn flawed(flaws: &mut Vec<Flaw>, pointer: &str, message: String) -> Template {
    flaws.push(Flaw { pointer: pointer.to_owned(), message });
    literal(&Value::Null)
}

fn literal(value: &Value) -> Template {
    Template::Literal(Data::new(value.clone()))
}

fn array(
    items: &[Value],
    pointer: &str,
    mut parse: impl FnMut(&Value, &str) -> Template,
) -> Template {
    let parts: Vec<Template> = items
        .iter()
        .enumerate()
        .map(|(index, item)| parse(item, &format!("{pointer}/{index}")))
        .collect();
    if parts.iter().all(|part| matches!(part, Template::Literal(_))) {
        return Template::Literal(Data::new(Value::Array(items.to_vec())));
    }
    Template::Array(parts)
}

fn object(parts: Vec<(String, Template)>, map: &Map<String, Value>) -> Template {
    if parts.iter().all(|(_, part)| matches!(part, Template::Literal(_))) {
        return Template::Literal(Data::new(Value::Object(map.clone())));
    }
    Template::Object(parts)
}
