//! Quotas of the service, and bounds of the interpreter.

use serde_json::Value;

/// Bytes of a state's input or output.
pub const PAYLOAD_BYTES: usize = 262_144;
/// Arrays and objects within each other: what a JSON reader of the service accepts.
pub const PAYLOAD_DEPTH: usize = 1_000;
/// Events of an execution's history.
pub const HISTORY_EVENTS: u64 = 25_000;
/// Seconds that a Standard workflow runs at most: a year.
pub const STANDARD_SECONDS: u64 = 31_536_000;
/// Seconds that an Express workflow runs at most.
pub const EXPRESS_SECONDS: u64 = 300;
/// Bytes of all variables.
pub const VARIABLE_BYTES: usize = 10 * 1024 * 1024;
/// Bytes of a state's output where the service's quotas do not hold: data that doubles at each turn must end somewhere.
pub const LARGEST_PAYLOAD_BYTES: usize = 64 * 1024 * 1024;
/// Events that a run keeps where the service's quota does not hold.
pub const KEPT_EVENTS: usize = 1_000_000;
/// Transitions of a run, if not set otherwise.
pub const TRANSITIONS: u64 = 10_000_000;

/// Size of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// Bytes of its compact text.
    pub bytes: usize,
    /// Levels of arrays and objects.
    pub depth: usize,
}

/// Measures a value without recursion, so that no nesting is too deep for it.
#[must_use]
pub fn measure(value: &Value) -> Size {
    let mut size = Size::default();
    let mut stack = vec![(value, 1)];
    while let Some((value, depth)) = stack.pop() {
        match value {
            Value::Null => size.bytes += 4,
            Value::Bool(value) => size.bytes += if *value { 4 } else { 5 },
            Value::Number(number) => size.bytes += digits(number),
            Value::String(text) => size.bytes += quoted(text),
            Value::Array(items) => {
                size.depth = size.depth.max(depth);
                size.bytes += 2 + items.len().saturating_sub(1);
                stack.extend(items.iter().map(|item| (item, depth + 1)));
            }
            Value::Object(map) => {
                size.depth = size.depth.max(depth);
                size.bytes += 2 + map.len().saturating_sub(1);
                for (key, item) in map {
                    size.bytes += quoted(key) + 1;
                    stack.push((item, depth + 1));
                }
            }
        }
    }
    size
}

fn digits(number: &serde_json::Number) -> usize {
    match number.as_u64() {
        Some(0) => 1,
        Some(integer) => integer.ilog10() as usize + 1,
        None => number.to_string().len(),
    }
}

/// Bytes of a text with its quotes; escapes count as written.
fn quoted(text: &str) -> usize {
    let escapes: usize = text
        .bytes()
        .map(|byte| {
            usize::from(matches!(byte, b'"' | b'\\' | b'\n' | b'\r' | b'\t'))
                + if byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t') { 5 } else { 0 }
        })
        .sum();
    text.len() + 2 + escapes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_those_of_the_compact_text() {
        for text in
            [r#"{"a":[1,-2.5,"x\ny",true,false,null],"b":{}}"#, "[]", r#""\u0001""#, "1234567890"]
        {
            let value: Value = serde_json::from_str(text).unwrap();
            assert_eq!(measure(&value).bytes, dryrun_json::print::compact(&value).len(), "{text}");
        }
    }
}
