//! Where in a JSON file a place is, as Terraform names it: `check.c.assert[0]`.

use serde_json::Value as Json;

/// An object or array that is open at a place.
struct Open {
    /// How its parent names it.
    step: String,
    is_array: bool,
    /// The key or the index of the member that is being read.
    key: String,
    index: usize,
}

impl Open {
    fn new(step: String, is_array: bool) -> Self {
        Self { step, is_array, key: String::new(), index: 0 }
    }

    fn step_of_member(&self) -> String {
        if self.is_array { format!("[{}]", self.index) } else { format!(".{}", self.key) }
    }
}

/// The objects and arrays around byte `at` of a JSON text; nothing at its top, or in what is no JSON.
pub(crate) fn path_at(text: &str, at: usize) -> Option<String> {
    serde_json::from_str::<Json>(text).ok()?;
    let before = text.get(..at)?;
    let mut open: Vec<Open> = Vec::new();
    let mut rest = before;
    while let Some(next) = rest.find(['"', '{', '[', '}', ']', ',']) {
        let (sign, behind) = (rest.as_bytes().get(next).copied()?, rest.get(next + 1..)?);
        rest = behind;
        match sign {
            b'"' => {
                let length = string_length(behind);
                let string = behind.get(..length)?;
                rest = behind.get(length + 1..).unwrap_or_default();
                if let Some(top) = open.last_mut().filter(|_| rest.trim_start().starts_with(':')) {
                    string.clone_into(&mut top.key);
                }
            }
            b'{' | b'[' => {
                let step = open.last().map(Open::step_of_member).unwrap_or_default();
                open.push(Open::new(step, sign == b'['));
            }
            b',' => {
                if let Some(top) = open.last_mut() {
                    top.index += 1;
                }
            }
            _ => {
                open.pop();
            }
        }
    }
    let path: String = open.into_iter().map(|open| open.step).collect();
    let path = path.strip_prefix('.').unwrap_or(&path);
    (!path.is_empty()).then(|| path.to_owned())
}

/// Bytes of a string up to its closing quote, or to the end.
fn string_length(text: &str) -> usize {
    let mut escaped = false;
    let ends = |byte: &u8| {
        let ends = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        ends
    };
    text.as_bytes().iter().position(ends).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_name_what_is_around() {
        let text = r#"{"check": {"c": {"assert": [{"x": "a,{\""}, {"y": 1}]}}, "l": 1}"#;
        let at = |what: &str| path_at(text, text.find(what).unwrap());
        assert_eq!(at("\"a,{"), Some("check.c.assert[0]".to_owned()));
        assert_eq!(at("1}]"), Some("check.c.assert[1]".to_owned()));
        assert_eq!(at("{\"c\""), None);
        assert_eq!(at("1}"), Some("check.c.assert[1]".to_owned()));
        assert_eq!(path_at(text, text.len() - 2), None);
        assert_eq!(path_at("{\"a\": {", 7), None);
    }
}
