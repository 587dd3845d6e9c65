//! Functions at the end of a path: `$.items.length()`.

use serde_json::{Value, json};

use crate::numbers;
use crate::select::{Missing, item, many};
use crate::syntax::{Function, Step};

/// Applies a function to what the steps before it select.
pub(crate) fn apply(function: Function, steps: &[Step], root: &Value) -> Result<Value, Missing> {
    let found = many(steps, root, root);
    let subject = match found.as_slice() {
        [one] => *one,
        [] => {
            return Err(Missing::Function(
                "Aggregation function attempted to calculate value using empty array",
            ));
        }
        several => return of_list(function, several),
    };
    match (function, subject) {
        (Function::Length, Value::Array(items)) => Ok(json!(items.len())),
        (Function::Length, Value::Object(map)) => Ok(json!(map.len())),
        (Function::Length, Value::String(text)) => Ok(json!(text.chars().count())),
        (Function::Keys, Value::Object(map)) => {
            Ok(Value::from_iter(map.keys().map(String::as_str)))
        }
        (_, Value::Array(items)) => of_list(function, &items.iter().collect::<Vec<_>>()),
        _ => Err(Missing::Function("Arguments of the function are of the wrong type")),
    }
}

fn of_list(function: Function, items: &[&Value]) -> Result<Value, Missing> {
    match function {
        Function::Length => return Ok(json!(items.len())),
        Function::First => return items.first().map(|value| (*value).clone()).ok_or(EMPTY),
        Function::Last => return items.last().map(|value| (*value).clone()).ok_or(EMPTY),
        Function::Keys => {
            return Err(Missing::Function("Arguments of the function are of the wrong type"));
        }
        Function::Min | Function::Max | Function::Average | Function::Deviation | Function::Sum => {
        }
    }
    let values: Vec<f64> = items.iter().filter_map(|item| item.as_f64()).collect();
    let Some(first) = values.first() else { return Err(EMPTY) };
    #[expect(clippy::cast_precision_loss, reason = "no list has 2^53 items")]
    let count = values.len() as f64;
    let sum: f64 = values.iter().sum();
    Ok(numbers::from_double(match function {
        Function::Min => values.iter().copied().fold(*first, f64::min),
        Function::Max => values.iter().copied().fold(*first, f64::max),
        Function::Average => sum / count,
        Function::Sum => sum,
        Function::Deviation
        | Function::Length
        | Function::Keys
        | Function::First
        | Function::Last => {
            let squares: f64 = values.iter().map(|value| value * value).sum();
            (squares / count - (sum / count) * (sum / count)).max(0.0).sqrt()
        }
    }))
}

const EMPTY: Missing =
    Missing::Function("Aggregation function attempted to calculate value using empty array");

/// The item at an index, for the intrinsic function of that purpose.
pub(crate) fn at(items: &[Value], index: i64) -> Option<&Value> {
    if index < 0 { None } else { item(items, index) }
}
