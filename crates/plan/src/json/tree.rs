//! JSON whose numbers keep all their digits and whose members keep their order.

use std::borrow::Cow;
use std::fmt::{self, Write as _};

/// A JSON value as Terraform writes it.
#[derive(Debug, Clone, PartialEq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as it is to be written.
    Number(String),
    /// A string.
    Text(String),
    /// An array.
    Array(Vec<Json>),
    /// An object with its members in order.
    Object(Vec<(Cow<'static, str>, Json)>),
}

impl Json {
    /// An object.
    pub(super) fn object<K: Into<Cow<'static, str>>>(
        members: impl IntoIterator<Item = (K, Self)>,
    ) -> Self {
        Self::Object(members.into_iter().map(|(key, value)| (key.into(), value)).collect())
    }

    /// An array of strings.
    pub(super) fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self::Array(texts.into_iter().map(Self::from).collect())
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<u64> for Json {
    fn from(value: u64) -> Self {
        Self::Number(value.to_string())
    }
}

impl From<&serde_json::Value> for Json {
    fn from(value: &serde_json::Value) -> Self {
        use serde_json::Value as V;
        match value {
            V::Null => Self::Null,
            V::Bool(value) => Self::Bool(*value),
            V::Number(number) => Self::Number(number.to_string()),
            V::String(text) => Self::Text(text.clone()),
            V::Array(elements) => Self::Array(elements.iter().map(Self::from).collect()),
            V::Object(members) => {
                Self::object(members.iter().map(|(key, value)| (key.clone(), Self::from(value))))
            }
        }
    }
}

impl From<Json> for serde_json::Value {
    /// Numbers become the nearest that `serde_json` can hold.
    fn from(json: Json) -> Self {
        match json {
            Json::Null => Self::Null,
            Json::Bool(value) => Self::Bool(value),
            Json::Number(text) => {
                serde_json::from_str(&text).unwrap_or_else(|_| Self::String(text))
            }
            Json::Text(text) => Self::String(text),
            Json::Array(elements) => elements.into_iter().map(Self::from).collect(),
            Json::Object(members) => members
                .into_iter()
                .map(|(key, value)| (key.into_owned(), Self::from(value)))
                .collect(),
        }
    }
}

impl fmt::Display for Json {
    /// Without white space, escaped as Go escapes: also `<`, `>` and `&`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Number(text) => f.write_str(text),
            Self::Text(text) => write_text(f, text),
            Self::Array(elements) => {
                write_all(f, ('[', ']'), elements, |f, element| write!(f, "{element}"))
            }
            Self::Object(members) => write_all(f, ('{', '}'), members, |f, (key, value)| {
                write_text(f, key)?;
                write!(f, ":{value}")
            }),
        }
    }
}

fn write_all<T>(
    f: &mut fmt::Formatter<'_>,
    (open, close): (char, char),
    parts: &[T],
    write: impl Fn(&mut fmt::Formatter<'_>, &T) -> fmt::Result,
) -> fmt::Result {
    f.write_char(open)?;
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            f.write_char(',')?;
        }
        write(f, part)?;
    }
    f.write_char(close)
}

fn write_text(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    let mut rest = text;
    while let Some(at) = rest.find(needs_escape) {
        let (plain, tail) = rest.split_at(at);
        f.write_str(plain)?;
        let mut chars = tail.chars();
        chars.next().map_or(Ok(()), |c| write_escape(f, c))?;
        rest = chars.as_str();
    }
    f.write_str(rest)?;
    f.write_char('"')
}

fn needs_escape(c: char) -> bool {
    matches!(c, '"' | '\\' | '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}')
}

fn write_escape(f: &mut fmt::Formatter<'_>, c: char) -> fmt::Result {
    match c {
        '"' => f.write_str("\\\""),
        '\\' => f.write_str("\\\\"),
        '\n' => f.write_str("\\n"),
        '\r' => f.write_str("\\r"),
        '\t' => f.write_str("\\t"),
        '\u{8}' => f.write_str("\\b"),
        '\u{c}' => f.write_str("\\f"),
        c => write!(f, "\\u{:04x}", u32::from(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_as_go_does() {
        assert_eq!(
            Json::from("a<b>&\"\\\n\u{1}é").to_string(),
            r#""a\u003cb\u003e\u0026\"\\\n\u0001é""#
        );
    }

    #[test]
    fn members_keep_their_order() {
        let json = Json::object([("b", Json::Null), ("a", Json::from(1))]);
        assert_eq!(json.to_string(), r#"{"b":null,"a":1}"#);
    }
}
