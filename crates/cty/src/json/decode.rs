//! JSON text to values of the type the text implies, with the errors of Go's decoder.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::{Number, Type, Value, convert};

/// How deep arrays and objects may nest.
const DEPTH_LIMIT: usize = 256;

/// Reads JSON as `jsondecode` does: arrays become tuples, objects objects, the last of equal names counts.
///
/// # Errors
///
/// The words of the real program's decoder.
pub fn decode(text: &str) -> Result<Value, String> {
    let mut decoder = Decoder { rest: text };
    let value = decoder.value(Expecting::Value, 0)?;
    decoder.skip_blanks();
    match decoder.rest.chars().next() {
        None | Some(']' | '}') => Ok(value),
        Some(_) => Err("extraneous data after JSON object".to_owned()),
    }
}

/// What may come next; decides the words about what came instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expecting {
    Value,
    ArrayComma,
    FirstKey,
    Key,
    Colon,
    ObjectComma,
}

impl Expecting {
    fn context(self) -> &'static str {
        match self {
            Self::Value => " looking for beginning of value",
            Self::ArrayComma => " after array element",
            Self::FirstKey => "",
            Self::Key => " looking for beginning of object key string",
            Self::Colon => " after object key",
            Self::ObjectComma => " after object key:value pair",
        }
    }
}

struct Decoder<'a> {
    rest: &'a str,
}

/// A character as Go quotes it: of one beyond ASCII its reader has seen the first byte only.
fn quote_char(character: char) -> String {
    let first = character.encode_utf8(&mut [0; 4]).bytes().next().map_or(character, char::from);
    match first {
        '\'' => "'\\''".to_owned(),
        '"' => "'\"'".to_owned(),
        other => {
            let quoted = crate::text::quoted(other.encode_utf8(&mut [0; 4]));
            format!("'{}'", quoted.trim_matches('"'))
        }
    }
}

impl Decoder<'_> {
    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
    }

    /// The next character that is not blank.
    fn peek(&mut self) -> Result<char, String> {
        self.skip_blanks();
        self.rest.chars().next().ok_or_else(|| "EOF".to_owned())
    }

    fn advance(&mut self, character: char) {
        self.rest = self.rest.get(character.len_utf8()..).unwrap_or_default();
    }

    fn unexpected<T>(character: char, expecting: Expecting) -> Result<T, String> {
        Err(format!("invalid character {}{}", quote_char(character), expecting.context()))
    }

    fn expect(&mut self, wanted: char, expecting: Expecting) -> Result<(), String> {
        let character = self.peek()?;
        if character != wanted {
            return Self::unexpected(character, expecting);
        }
        self.advance(character);
        Ok(())
    }

    fn value(&mut self, expecting: Expecting, depth: usize) -> Result<Value, String> {
        if depth > DEPTH_LIMIT {
            return Err(format!("exceeded max depth of {DEPTH_LIMIT}"));
        }
        let character = self.peek()?;
        match character {
            '{' => self.object(depth),
            '[' => self.array(depth),
            '"' => Ok(Value::string(self.string()?)),
            't' => self.literal("true").map(|()| Value::bool(true)),
            'f' => self.literal("false").map(|()| Value::bool(false)),
            'n' => self.literal("null").map(|()| Value::null(Type::Dynamic)),
            '-' | '0'..='9' => self.number(),
            other => Self::unexpected(other, expecting),
        }
    }

    fn array(&mut self, depth: usize) -> Result<Value, String> {
        self.advance('[');
        let mut elements = Vec::new();
        if self.peek()? == ']' {
            self.advance(']');
            return Ok(Value::tuple(elements));
        }
        loop {
            elements.push(self.value(Expecting::Value, depth + 1)?);
            if self.peek()? == ']' {
                self.advance(']');
                return Ok(Value::tuple(elements));
            }
            self.expect(',', Expecting::ArrayComma)?;
        }
    }

    fn object(&mut self, depth: usize) -> Result<Value, String> {
        self.advance('{');
        let mut entries: BTreeMap<Arc<str>, Value> = BTreeMap::new();
        if self.peek()? == '}' {
            self.advance('}');
            return Ok(Value::object(entries));
        }
        let mut expecting = Expecting::FirstKey;
        let mut replaced: Vec<(Arc<str>, Value)> = Vec::new();
        loop {
            let character = self.peek()?;
            if character != '"' {
                return Self::unexpected(character, expecting);
            }
            let key = self.string()?;
            self.expect(':', Expecting::Colon)?;
            let key = crate::text::normalised(Arc::from(key));
            let value = self.value(Expecting::Value, depth + 1)?;
            if let Some(earlier) = entries.insert(key.clone(), value) {
                replaced.push((key, earlier));
            }
            if self.peek()? == '}' {
                self.advance('}');
                check_replaced(&replaced, &entries)?;
                return Ok(Value::object(entries));
            }
            self.expect(',', Expecting::ObjectComma)?;
            expecting = Expecting::Key;
        }
    }

    fn literal(&mut self, word: &str) -> Result<(), String> {
        for (index, wanted) in word.chars().enumerate() {
            let Some(character) = self.rest.chars().next() else {
                return Err("unexpected EOF".to_owned());
            };
            if character != wanted {
                let expecting = format!("in literal {word} (expecting {})", quote_char(wanted));
                debug_assert!(index > 0, "the first letter chose the word");
                return Err(format!("invalid character {} {expecting}", quote_char(character)));
            }
            self.advance(character);
        }
        Ok(())
    }

    fn digits(&mut self, after: &str) -> Result<(), String> {
        match self.rest.chars().next() {
            Some('0'..='9') => {
                self.rest =
                    self.rest.trim_start_matches(|character: char| character.is_ascii_digit());
                Ok(())
            }
            Some(other) => Err(format!("invalid character {} {after}", quote_char(other))),
            None => Err("unexpected EOF".to_owned()),
        }
    }

    fn number(&mut self) -> Result<Value, String> {
        let start = self.rest;
        if self.rest.starts_with('-') {
            self.advance('-');
        }
        if self.rest.starts_with('0') {
            self.advance('0');
        } else {
            self.digits("in numeric literal")?;
        }
        if self.rest.starts_with('.') {
            self.advance('.');
            self.digits("after decimal point in numeric literal")?;
        }
        if let Some(letter @ ('e' | 'E')) = self.rest.chars().next() {
            self.advance(letter);
            if let Some(sign @ ('+' | '-')) = self.rest.chars().next() {
                self.advance(sign);
            }
            self.digits("in exponent of numeric literal")?;
        }
        let text = start.get(..start.len() - self.rest.len()).unwrap_or_default();
        Number::parse(text).map(Value::number).ok_or_else(|| "a number is required".to_owned())
    }

    fn string(&mut self) -> Result<String, String> {
        self.advance('"');
        let mut text = String::new();
        loop {
            let plain = self
                .rest
                .find(|character: char| character == '"' || character == '\\' || character < ' ');
            let Some(plain) = plain else { return Err("unexpected EOF".to_owned()) };
            let (before, rest) = self.rest.split_at(plain);
            text.push_str(before);
            self.rest = rest;
            match self.rest.chars().next() {
                Some('"') => {
                    self.advance('"');
                    return Ok(text);
                }
                Some('\\') => {
                    self.advance('\\');
                    text.push(self.escape()?);
                }
                Some(other) => {
                    return Err(format!(
                        "invalid character {} in string literal",
                        quote_char(other)
                    ));
                }
                None => return Err("unexpected EOF".to_owned()),
            }
        }
    }

    fn escape(&mut self) -> Result<char, String> {
        let Some(letter) = self.rest.chars().next() else {
            return Err("unexpected EOF".to_owned());
        };
        self.advance(letter);
        Ok(match letter {
            '"' | '\\' | '/' => letter,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => self.unicode_escape()?,
            other => {
                return Err(format!(
                    "invalid character {} in string escape code",
                    quote_char(other)
                ));
            }
        })
    }

    /// Surrogates that have no partner become replacement characters.
    fn unicode_escape(&mut self) -> Result<char, String> {
        let first = self.hexadecimal()?;
        if let Some(character) = char::from_u32(first) {
            return Ok(character);
        }
        let saved = self.rest;
        if first < 0xDC00 && self.rest.starts_with("\\u") {
            self.advance('\\');
            self.advance('u');
            let second = self.hexadecimal()?;
            if (0xDC00..0xE000).contains(&second) {
                let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        }
        self.rest = saved;
        Ok(char::REPLACEMENT_CHARACTER)
    }

    fn hexadecimal(&mut self) -> Result<u32, String> {
        let mut code = 0;
        for _ in 0..4 {
            let Some(character) = self.rest.chars().next() else {
                return Err("unexpected EOF".to_owned());
            };
            let Some(digit) = character.to_digit(16) else {
                let shown = quote_char(character);
                return Err(format!(
                    "invalid character {shown} in \\u hexadecimal character escape"
                ));
            };
            self.advance(character);
            code = code * 16 + digit;
        }
        Ok(code)
    }
}

/// The last of equal names decides the type, to which the others must convert though they are dropped.
fn check_replaced(
    replaced: &[(Arc<str>, Value)],
    entries: &BTreeMap<Arc<str>, Value>,
) -> Result<(), String> {
    for (key, earlier) in replaced {
        let Some(last) = entries.get(key) else { continue };
        if last.ty().is_primitive() && (earlier.elements().is_some() || earlier.entries().is_some())
        {
            return Err(format!("{} is required", last.ty().friendly_name()));
        }
        convert(earlier, last.ty()).map_err(|error| error.message)?;
    }
    Ok(())
}
