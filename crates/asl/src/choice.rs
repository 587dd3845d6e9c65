//! The conditions of Choice states.
//!
//! A comparison of values of different types is false, never an error: `NumericEquals` of a text is false.

use std::cmp::Ordering;

use dryrun_jsonpath::Path;
use serde_json::{Number, Value};

use crate::failure::Fault;
use crate::machine::Test;
use crate::time;

/// What a `Variable` is compared with, and how.
#[derive(Debug)]
pub enum Operator {
    /// Those with a second operand.
    Compare(Comparison, Operand),
    /// Those that ask about the type, and what the answer has to be.
    Is(Property, bool),
    /// `StringMatches`, with the pattern.
    Matches(String),
}

/// The second operand.
#[derive(Debug)]
pub enum Operand {
    /// Written in the definition.
    Literal(Value),
    /// From a path (`…Path`).
    Path(Path),
}

/// A comparison of two values of one type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comparison {
    /// The type that both operands must have.
    pub of: Operands,
    /// How they must stand to each other.
    pub relation: Relation,
}

/// Types that can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operands {
    /// `Boolean…`
    Boolean,
    /// `Numeric…`
    Numeric,
    /// `String…`
    String,
    /// `Timestamp…`
    Timestamp,
}

/// Relations of two values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// `…Equals`
    Equals,
    /// `…LessThan`
    LessThan,
    /// `…LessThanEquals`
    LessThanEquals,
    /// `…GreaterThan`
    GreaterThan,
    /// `…GreaterThanEquals`
    GreaterThanEquals,
}

impl Relation {
    fn allows(self, ordering: Ordering) -> bool {
        match self {
            Self::Equals => ordering == Ordering::Equal,
            Self::LessThan => ordering == Ordering::Less,
            Self::LessThanEquals => ordering != Ordering::Greater,
            Self::GreaterThan => ordering == Ordering::Greater,
            Self::GreaterThanEquals => ordering != Ordering::Less,
        }
    }
}

/// What `Is…` operators ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Property {
    /// `IsPresent`
    Present,
    /// `IsNull`
    Null,
    /// `IsString`
    String,
    /// `IsNumeric`
    Numeric,
    /// `IsBoolean`
    Boolean,
    /// `IsTimestamp`
    Timestamp,
}

impl Operator {
    /// The operator of a field's name and value, such as `NumericLessThanPath`; `None`: no operator has that name.
    #[must_use]
    pub fn parse(field: &str, value: &Value) -> Option<Result<Self, String>> {
        if let Some(property) = property(field) {
            return Some(match value.as_bool() {
                Some(wanted) => Ok(Self::Is(property, wanted)),
                None => Err(format!("'{field}' must be a boolean")),
            });
        }
        if field == "StringMatches" {
            return Some(match value.as_str() {
                Some(pattern) => Ok(Self::Matches(pattern.to_owned())),
                None => Err(format!("'{field}' must be a string")),
            });
        }
        let (name, from_path) =
            field.strip_suffix("Path").map_or((field, false), |name| (name, true));
        let comparison = comparison(name)?;
        if !from_path {
            return Some(Ok(Self::Compare(comparison, Operand::Literal(value.clone()))));
        }
        let path = value.as_str().ok_or_else(|| format!("'{field}' must be a path"));
        Some(
            path.and_then(|text| Path::parse(text).map_err(|error| error.to_string()))
                .map(|path| Self::Compare(comparison, Operand::Path(path))),
        )
    }
}

fn property(field: &str) -> Option<Property> {
    Some(match field {
        "IsPresent" => Property::Present,
        "IsNull" => Property::Null,
        "IsString" => Property::String,
        "IsNumeric" => Property::Numeric,
        "IsBoolean" => Property::Boolean,
        "IsTimestamp" => Property::Timestamp,
        _ => return None,
    })
}

fn comparison(name: &str) -> Option<Comparison> {
    const TYPES: [(&str, Operands); 4] = [
        ("Boolean", Operands::Boolean),
        ("Numeric", Operands::Numeric),
        ("String", Operands::String),
        ("Timestamp", Operands::Timestamp),
    ];
    let (rest, of) =
        TYPES.iter().find_map(|(prefix, of)| Some((name.strip_prefix(prefix)?, *of)))?;
    let relation = match rest {
        "Equals" => Relation::Equals,
        "LessThan" => Relation::LessThan,
        "LessThanEquals" => Relation::LessThanEquals,
        "GreaterThan" => Relation::GreaterThan,
        "GreaterThanEquals" => Relation::GreaterThanEquals,
        _ => return None,
    };
    (of != Operands::Boolean || relation == Relation::Equals).then_some(Comparison { of, relation })
}

/// Reads what conditions ask for.
pub(crate) trait Reader {
    /// The value at a path; `None` where it leads nowhere.
    fn value(&self, path: &Path) -> Option<Value>;

    /// The value of a `Condition`.
    fn condition(&self, expression: &crate::query::Expression) -> Result<bool, Fault>;

    /// Looks at the value at a path without making a copy of it.
    fn inspect(&self, path: &Path, look: &mut dyn FnMut(&Value)) -> bool;
}

/// Whether a condition holds.
pub(crate) fn holds(test: &Test, reader: &dyn Reader) -> Result<bool, Fault> {
    match test {
        Test::And(tests) => {
            for test in tests {
                if !holds(test, reader)? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Test::Or(tests) => {
            for test in tests {
                if holds(test, reader)? {
                    return Ok(true);
                }
            }
            Ok(false)
        }
        Test::Not(test) => Ok(!holds(test, reader)?),
        Test::Compare(variable, operator) => compare(variable, operator, reader),
        Test::Condition(expression) => reader.condition(expression),
        Test::Fixed(value) => Ok(*value),
    }
}

fn compare(variable: &Path, operator: &Operator, reader: &dyn Reader) -> Result<bool, Fault> {
    let other = match operator {
        Operator::Compare(_, Operand::Path(path)) => {
            Some(reader.value(path).ok_or_else(|| invalid(path))?)
        }
        Operator::Compare(_, Operand::Literal(_)) | Operator::Is(..) | Operator::Matches(_) => None,
    };
    let mut found = false;
    let present = reader.inspect(variable, &mut |value| {
        found = match operator {
            Operator::Compare(comparison, Operand::Literal(literal)) => {
                related(*comparison, value, literal)
            }
            Operator::Compare(comparison, Operand::Path(_)) => {
                other.as_ref().is_some_and(|other| related(*comparison, value, other))
            }
            Operator::Is(property, wanted) => has(*property, value) == *wanted,
            Operator::Matches(pattern) => value.as_str().is_some_and(|text| matches(pattern, text)),
        };
    });
    match operator {
        Operator::Is(Property::Present, wanted) => Ok(present == *wanted),
        Operator::Compare(..) | Operator::Is(..) | Operator::Matches(_) if present => Ok(found),
        Operator::Compare(..) | Operator::Is(..) | Operator::Matches(_) => Err(invalid(variable)),
    }
}

fn invalid(path: &Path) -> Fault {
    let path = path.text();
    Fault::runtime(format!(
        "Invalid path '{path}': The choice state's condition path references an invalid value."
    ))
}

fn related(comparison: Comparison, left: &Value, right: &Value) -> bool {
    let ordering = match comparison.of {
        Operands::Boolean => {
            left.as_bool().zip(right.as_bool()).map(|(left, right)| left.cmp(&right))
        }
        Operands::Numeric => {
            left.as_number().zip(right.as_number()).and_then(|(left, right)| order(left, right))
        }
        Operands::String => {
            left.as_str().zip(right.as_str()).map(|(left, right)| java_order(left, right))
        }
        Operands::Timestamp => {
            instant(left).zip(instant(right)).map(|(left, right)| left.cmp(&right))
        }
    };
    ordering.is_some_and(|ordering| comparison.relation.allows(ordering))
}

/// The order of two texts as Java has it: by UTF-16 units.
fn java_order(left: &str, right: &str) -> Ordering {
    if left.is_ascii() && right.is_ascii() {
        return left.cmp(right);
    }
    left.encode_utf16().cmp(right.encode_utf16())
}

/// The order of two numbers, exact for integers that a double cannot hold.
fn order(left: &Number, right: &Number) -> Option<Ordering> {
    if let (Some(left), Some(right)) = (left.as_i64(), right.as_i64()) {
        return Some(left.cmp(&right));
    }
    left.as_f64()?.partial_cmp(&right.as_f64()?)
}

fn instant(value: &Value) -> Option<time::Instant> {
    value.as_str().and_then(time::parse)
}

fn has(property: Property, value: &Value) -> bool {
    match property {
        Property::Present => true,
        Property::Null => value.is_null(),
        Property::String => value.is_string(),
        Property::Numeric => value.is_number(),
        Property::Boolean => value.is_boolean(),
        Property::Timestamp => instant(value).is_some(),
    }
}

/// `StringMatches`: `*` stands for any text, `\*` and `\\` for themselves.
fn matches(pattern: &str, text: &str) -> bool {
    let parts = pattern_parts(pattern);
    let Some((first, rest)) = parts.split_first() else { return text.is_empty() };
    let Some(mut left) = text.strip_prefix(first.as_str()) else { return false };
    let Some((last, middle)) = rest.split_last() else { return left.is_empty() };
    for part in middle {
        match left.find(part.as_str()) {
            Some(at) => left = left.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    left.ends_with(last.as_str())
}

/// The literal texts between the asterisks.
fn pattern_parts(pattern: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        let literal = match c {
            '*' => {
                parts.push(String::new());
                continue;
            }
            '\\' => chars.next().unwrap_or('\\'),
            other => other,
        };
        if let Some(last) = parts.last_mut() {
            last.push(literal);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asterisks_stand_for_anything() {
        for (pattern, text, expected) in [
            ("foo*.log", "foo-1.log", true),
            ("foo*.log", "foo.txt", false),
            ("*", "", true),
            ("a*b*c", "abbc", true),
            ("a*b*c", "ac", false),
            ("a\\*c", "a*c", true),
            ("a\\*c", "abc", false),
            ("ab", "abc", false),
        ] {
            assert_eq!(matches(pattern, text), expected, "{pattern} {text}");
        }
    }
}
