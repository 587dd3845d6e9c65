//! The shapes of service responses, for mocks that claim to be one.
//!
//! `shapes.txt` is taken from the public models of the AWS SDKs (botocore 1.44, Apache-2.0) for the operations that state
//! machines call most. A line `> operation Shape` names an operation's response, a line `Shape {…}` the fields of a structure;
//! `!` marks required ones. Types: `s` string, `t` timestamp, `x` blob, `n` number, `b` boolean, `e(…)` one of these strings,
//! `[…]` list, `<…>` map of values, `*` anything; `(min..max)` bounds the length of strings and blobs and the value of numbers.

use serde_json::Value;

const TABLE: &str = include_str!("shapes.txt");

/// How much of a mocked result is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FieldValidation {
    /// Required fields must be there, and all fields must fit.
    #[default]
    Strict,
    /// Fields that are there must fit.
    Present,
    /// Nothing.
    None,
}

/// What is wrong with a mocked result, in the service's words; `None` when it fits, or when the operation is not in the table.
pub(super) fn mismatch(
    service: &str,
    action: &str,
    result: &Value,
    mode: FieldValidation,
) -> Option<String> {
    if mode == FieldValidation::None {
        return None;
    }
    let section = section(service)?;
    let shape = response(section, action)?;
    let check = Check { section, mode };
    check.value("", result, shape, 0).err()
}

/// The part of the table for a service, by the name that resources use.
fn section(service: &str) -> Option<&'static str> {
    let name = match service.strip_prefix("aws-sdk:").unwrap_or(service) {
        "states" | "sfn" => "stepfunctions",
        "eventbridge" => "events",
        "cloudwatchlogs" => "logs",
        "rdsdata" => "rds-data",
        "bedrock" | "bedrockruntime" => "bedrock-runtime",
        "emrserverless" => "emr-serverless",
        other => other,
    };
    let rest = TABLE.split("# ").find_map(|part| part.strip_prefix(name)?.strip_prefix('\n'))?;
    Some(rest)
}

/// The shape of an operation's response.
fn response(section: &'static str, action: &str) -> Option<&'static str> {
    section
        .lines()
        .find_map(|line| line.strip_prefix("> ")?.strip_prefix(action)?.strip_prefix(' '))
}

/// The fields of a structure with their shapes; `!` before the name of a required one.
fn fields(
    section: &'static str,
    name: &str,
) -> impl Iterator<Item = (&'static str, &'static str)> + Clone {
    let line = section
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(" {")?.strip_suffix('}'));
    line.unwrap_or_default().split(' ').filter_map(|field| field.split_once('='))
}

/// Fields that a made-up response has at most, where none is required.
const SOME: usize = 4;

/// A response that fits, to start a mock from: required fields, or else the first few; `None` for unknown operations.
pub(crate) fn sample(service: &str, action: &str) -> Option<Value> {
    let section = section(service)?;
    let operation = match action.split_once('.') {
        Some(("startExecution", _)) => "describeExecution",
        Some((operation, _)) => operation,
        None => action,
    };
    Some(structure(section, response(section, operation)?, 0))
}

fn structure(section: &'static str, name: &str, depth: usize) -> Value {
    let all = fields(section, name);
    let required = all.clone().filter(|(name, _)| name.starts_with('!'));
    let few = if required.clone().next().is_some() || depth > 0 { 0 } else { SOME };
    let optional = all.filter(|(name, _)| !name.starts_with('!')).take(few);
    let field = |(name, shape): (&str, &'static str)| {
        (name.trim_start_matches('!').to_owned(), example(section, shape, depth))
    };
    Value::Object(required.chain(optional).map(field).collect())
}

/// A value of a shape.
fn example(section: &'static str, shape: &'static str, depth: usize) -> Value {
    let (kind, (least, _)) = bounds(shape);
    match kind.chars().next() {
        Some('[') => Value::Array(Vec::new()),
        Some('<' | '*' | '-') | None => Value::Object(serde_json::Map::new()),
        _ if kind == "s" || kind == "x" => Value::from("…"),
        _ if kind == "t" => Value::from("2026-01-01T00:00:00Z"),
        _ if kind == "n" => {
            serde_json::from_str(&least.unwrap_or_default().to_string()).unwrap_or_default()
        }
        _ if kind == "b" => Value::from(false),
        Some('e') if kind.starts_with("e(") => {
            let names = kind.strip_prefix("e(").unwrap_or_default().trim_end_matches(')');
            let well = names.split('|').find(|name| *name == "SUCCEEDED");
            Value::from(well.or_else(|| names.split('|').next()).unwrap_or_default())
        }
        _ if depth > 2 => Value::Object(serde_json::Map::new()),
        _ => structure(section, kind, depth + 1),
    }
}

struct Check {
    section: &'static str,
    mode: FieldValidation,
}

/// Structures within structures; the recursive ones among them end here.
const DEPTH: usize = 32;

impl Check {
    fn value(&self, field: &str, value: &Value, shape: &str, depth: usize) -> Result<(), String> {
        let must = |what: &str| Err(format!("Field '{field}' must be {what}"));
        if depth > DEPTH {
            return Ok(());
        }
        let (kind, bounds) = bounds(shape);
        match (kind.chars().next(), value) {
            (Some('*' | '-') | None, _) => Ok(()),
            (Some('['), Value::Array(items)) => {
                items.iter().try_for_each(|item| self.value(field, item, inner(shape), depth + 1))
            }
            (Some('['), _) => must("an array"),
            (Some('<'), Value::Object(map)) => {
                map.values().try_for_each(|item| self.value(field, item, inner(shape), depth + 1))
            }
            (Some('<'), _) => must("an object"),
            (Some('e'), Value::String(text)) => {
                let known = shape
                    .strip_prefix("e(")
                    .and_then(|rest| rest.strip_suffix(')'))
                    .unwrap_or_default();
                if known.split('|').any(|name| name == text) {
                    Ok(())
                } else {
                    Err(format!("Field '{field}' is not an expected value"))
                }
            }
            _ if kind == "s" || kind == "x" => match value {
                Value::String(text) => length(field, text, bounds),
                _ => must("a string"),
            },
            _ if kind == "t" || kind.starts_with("e(") => {
                if value.is_string() {
                    Ok(())
                } else {
                    must("a string")
                }
            }
            _ if kind == "n" => match value.as_f64() {
                Some(number) => range(field, number, bounds),
                None => must("a number"),
            },
            _ if kind == "b" => {
                if value.is_boolean() {
                    Ok(())
                } else {
                    must("a boolean")
                }
            }
            (_, Value::Object(map)) => self.structure(map, shape, depth),
            _ => must("an object"),
        }
    }

    fn structure(
        &self,
        map: &serde_json::Map<String, Value>,
        name: &str,
        depth: usize,
    ) -> Result<(), String> {
        let fields = || fields(self.section, name);
        if self.mode == FieldValidation::Strict {
            let missing = fields()
                .filter_map(|(name, _)| name.strip_prefix('!'))
                .find(|name| !map.contains_key(*name));
            if let Some(name) = missing {
                return Err(format!("Required field '{name}' is missing"));
            }
        }
        for (field, value) in map {
            let shape = fields().find(|(name, _)| name.trim_start_matches('!') == field);
            if let Some((_, shape)) = shape {
                self.value(field, value, shape, depth + 1)?;
            }
        }
        Ok(())
    }
}

/// The shape within the brackets of a list or map.
fn inner(shape: &str) -> &str {
    shape.get(1..shape.len().saturating_sub(1)).unwrap_or_default()
}

type Bounds = (Option<f64>, Option<f64>);

/// A scalar's kind and its bounds.
fn bounds(shape: &str) -> (&str, Bounds) {
    let parsed = shape.split_once('(').filter(|(kind, _)| kind.len() == 1 && *kind != "e");
    let Some((kind, rest)) = parsed else { return (shape, (None, None)) };
    let (least, most) = rest.trim_end_matches(')').split_once("..").unwrap_or_default();
    (kind, (least.parse().ok(), most.parse().ok()))
}

fn length(field: &str, text: &str, (least, most): Bounds) -> Result<(), String> {
    #[expect(clippy::cast_precision_loss, reason = "no text has 2^53 characters")]
    let length = text.chars().count() as f64;
    if least.is_some_and(|least| length < least) {
        Err(format!("Field '{field}' is smaller than the minimum length"))
    } else if most.is_some_and(|most| length > most) {
        Err(format!("Field '{field}' exceeds the maximum length"))
    } else {
        Ok(())
    }
}

fn range(field: &str, number: f64, (least, most): Bounds) -> Result<(), String> {
    if least.is_some_and(|least| number < least) {
        Err(format!("Field '{field}' is smaller than the minimum value"))
    } else if most.is_some_and(|most| number > most) {
        Err(format!("Field '{field}' exceeds the maximum value"))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_made_up_response_fits() {
        let started = json!({"ExecutionArn": "…", "StartDate": "2026-01-01T00:00:00Z"});
        assert_eq!(sample("states", "startExecution"), Some(started));
        for (service, action) in
            [("dynamodb", "getItem"), ("sqs", "sendMessage"), ("aws-sdk:s3", "getObject")]
        {
            let made = sample(service, action).unwrap();
            assert_eq!(mismatch(service, action, &made, FieldValidation::Strict), None, "{made}");
            assert_ne!(made, json!({}));
        }
        assert_eq!(sample("nobody", "knows"), None);
    }

    #[test]
    fn results_are_held_against_the_shapes() {
        let says = |service: &str, action: &str, result: Value, mode| {
            mismatch(service, action, &result, mode)
        };
        use FieldValidation::{None, Present, Strict};
        let missing = Some("Required field 'ExecutionArn' is missing".to_owned());
        assert_eq!(says("states", "startExecution", json!({}), Strict), missing);
        assert_eq!(says("states", "startExecution", json!({}), Present), Option::None);
        assert_eq!(
            says("states", "startExecution", json!({"StartDate": true}), None),
            Option::None
        );
        assert_eq!(
            says("aws-sdk:kms", "encrypt", json!({"CiphertextBlob": ""}), Strict),
            Some("Field 'CiphertextBlob' is smaller than the minimum length".to_owned())
        );
        assert_eq!(
            says("aws-sdk:s3", "getObject", json!({"StorageClass": "Papyrus"}), Strict),
            Some("Field 'StorageClass' is not an expected value".to_owned())
        );
        assert_eq!(
            says("dynamodb", "getItem", json!({"Item": {"a": {"M": {"b": {"S": 1}}}}}), Strict),
            Some("Field 'S' must be a string".to_owned())
        );
        assert_eq!(
            says("lambda", "invoke", json!({"Payload": {"any": 1}, "Unknown": 1}), Strict),
            Option::None
        );
        assert_eq!(says("nobody", "knows", json!({"x": 1}), Strict), Option::None);
    }
}
