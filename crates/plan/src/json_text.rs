//! JSON inside strings, read as Terraform reads it: numbers stay as written.

use std::iter::Peekable;
use std::str::CharIndices;

use dryrun_cty::Entries;

use crate::tree::{Digits, Tree, View};

/// Deeper text is not taken for JSON.
const MAX_DEPTH: usize = 200;

/// A parsed JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    /// As written.
    Number(String),
    Text(String),
    Array(Vec<Json>),
    Object(Entries<Json>),
}

impl Tree for Json {
    fn view(&self) -> View<'_, Self> {
        match self {
            Self::Null => View::Null,
            Self::Bool(value) => View::Bool(*value),
            Self::Number(text) => View::Number(Digits::Literal(text)),
            Self::Text(text) => View::Text(text),
            Self::Array(elements) => View::Array(elements),
            Self::Object(entries) => View::Object(entries),
        }
    }

    fn is_sensitive(&self) -> bool {
        false
    }
}

/// The JSON object or array that a string is; nothing may stand before it.
pub(crate) fn parse(text: &str) -> Option<Json> {
    if !text.starts_with(['{', '[']) {
        return None;
    }
    let mut reader = Reader { text, rest: text.char_indices().peekable() };
    let value = reader.value(0)?;
    reader.space();
    reader.peek().is_none().then_some(value)
}

struct Reader<'a> {
    text: &'a str,
    rest: Peekable<CharIndices<'a>>,
}

impl Reader<'_> {
    fn peek(&mut self) -> Option<char> {
        self.rest.peek().map(|(_, c)| *c)
    }

    fn next(&mut self) -> Option<char> {
        self.rest.next().map(|(_, c)| c)
    }

    fn take(&mut self, wanted: char) -> Option<()> {
        self.rest.next_if(|(_, c)| *c == wanted).map(|_| ())
    }

    fn space(&mut self) {
        while self.rest.next_if(|(_, c)| matches!(c, ' ' | '\t' | '\r' | '\n')).is_some() {}
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > MAX_DEPTH {
            return None;
        }
        self.space();
        match self.peek()? {
            '{' => self.object(depth),
            '[' => self.array(depth),
            '"' => Some(Json::Text(self.string()?)),
            't' => self.word("true", Json::Bool(true)),
            'f' => self.word("false", Json::Bool(false)),
            'n' => self.word("null", Json::Null),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        word.chars().try_for_each(|c| self.take(c)).map(|()| value)
    }

    fn object(&mut self, depth: usize) -> Option<Json> {
        self.take('{')?;
        let mut entries = Vec::new();
        self.space();
        if self.take('}').is_some() {
            return Some(Json::Object(entries.into()));
        }
        loop {
            self.space();
            let key = self.string()?;
            self.space();
            self.take(':')?;
            entries.push((key.into(), self.value(depth + 1)?));
            self.space();
            match self.next()? {
                ',' => {}
                '}' => return Some(Json::Object(entries.into())),
                _ => return None,
            }
        }
    }

    fn array(&mut self, depth: usize) -> Option<Json> {
        self.take('[')?;
        let mut elements = Vec::new();
        self.space();
        if self.take(']').is_some() {
            return Some(Json::Array(elements));
        }
        loop {
            elements.push(self.value(depth + 1)?);
            self.space();
            match self.next()? {
                ',' => {}
                ']' => return Some(Json::Array(elements)),
                _ => return None,
            }
        }
    }

    fn digits(&mut self) -> Option<()> {
        self.rest.next_if(|(_, c)| c.is_ascii_digit())?;
        while self.rest.next_if(|(_, c)| c.is_ascii_digit()).is_some() {}
        Some(())
    }

    fn number(&mut self) -> Option<Json> {
        let start = self.rest.peek()?.0;
        let _ = self.take('-');
        if self.take('0').is_none() {
            self.digits()?;
        }
        if self.take('.').is_some() {
            self.digits()?;
        }
        if self.rest.next_if(|(_, c)| matches!(c, 'e' | 'E')).is_some() {
            let _ = self.rest.next_if(|(_, c)| matches!(c, '+' | '-'));
            self.digits()?;
        }
        let end = self.rest.peek().map_or(self.text.len(), |(at, _)| *at);
        Some(Json::Number(self.text.get(start..end)?.to_owned()))
    }

    fn string(&mut self) -> Option<String> {
        self.take('"')?;
        let mut out = String::new();
        loop {
            match self.next()? {
                '"' => return Some(out),
                '\\' => out.push(self.escape()?),
                c if u32::from(c) < 0x20 => return None,
                c => out.push(c),
            }
        }
    }

    fn escape(&mut self) -> Option<char> {
        Some(match self.next()? {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => self.unicode()?,
            c @ ('"' | '\\' | '/') => c,
            _ => return None,
        })
    }

    /// After `\u`: one unit, or a surrogate pair; half a pair becomes the replacement character, as in Go.
    fn unicode(&mut self) -> Option<char> {
        let first = self.unit()?;
        if !(0xD800..0xDC00).contains(&first) {
            return Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let before = self.rest.clone();
        if self.take('\\').and_then(|()| self.take('u')).is_some()
            && let second @ 0xDC00..0xE000 = self.unit()?
        {
            return char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
        }
        self.rest = before;
        Some(char::REPLACEMENT_CHARACTER)
    }

    fn unit(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |unit, _| Some(unit * 16 + self.next()?.to_digit(16)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_as_written() {
        assert_eq!(
            parse("[1.0, -2e+3]\n"),
            Some(Json::Array(vec![Json::Number("1.0".into()), Json::Number("-2e+3".into())]))
        );
    }

    #[test]
    fn what_is_not_json_is_none() {
        for text in ["", "1", "{a}", "[01]", "[1,]", "{\"a\":1,}", "[\"\n\"]", "[nul]", "[1] tail"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
        assert_eq!(parse(&"[".repeat(100_000)), None);
    }

    #[test]
    fn escapes_are_read() {
        assert_eq!(
            parse(r#"["\u00e9\ud83d\ude00\ud83dx\/"]"#),
            Some(Json::Array(vec![Json::Text("é😀\u{fffd}x/".into())]))
        );
    }
}
