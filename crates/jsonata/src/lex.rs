//! Text to tokens. The parser asks for one token at a time, since `/` is a division or a regular expression by context.

use serde_json::Value as Json;

use crate::error::{Fault, Outcome, Spot};

/// Operators of two characters; tried before those of one.
const DOUBLE: [&str; 7] = ["..", ":=", "!=", ">=", "<=", "**", "~>"];

/// Operators of one character. `!` and `~` are none, but end a name.
const SINGLE: &str = ".[]{}(),@#;:?+-*/%|=<>^&!~";

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token {
    /// Punctuation, an operator, or one of the words `and`, `or`, `in`.
    Operator(&'static str),
    Name(String),
    /// A variable's name without the `$`.
    Variable(String),
    /// A string, number, `true`, `false` or `null`.
    Literal(Json),
    Regex {
        pattern: String,
        flags: String,
    },
    End,
}

impl Token {
    /// The value that error messages show.
    pub(crate) fn value(&self) -> Json {
        match self {
            Self::Operator(text) => Json::from(*text),
            Self::Name(name) | Self::Variable(name) => Json::from(name.as_str()),
            Self::Literal(json) => json.clone(),
            Self::Regex { .. } => Json::Object(serde_json::Map::new()),
            Self::End => Json::from("(end)"),
        }
    }
}

/// Where in an expression a token stands, which decides what `/` means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A value may begin here: `/` opens a regular expression.
    Prefix,
    /// A value has just ended: `/` divides.
    Infix,
}

/// The tokenizer with its position.
#[derive(Debug)]
pub(crate) struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or_default()
    }

    fn fault(&self, code: &'static str, start: usize, end: usize) -> Fault {
        Fault::new(code).at(Spot::new(start, end))
    }

    /// The next token; [`Token::End`] for ever after the last.
    pub(crate) fn next(&mut self, place: Place) -> Outcome<(Token, Spot)> {
        self.skip_blanks()?;
        let start = self.at;
        let token = self.token(place)?;
        Ok((token, Spot::new(start, self.at)))
    }

    fn skip_blanks(&mut self) -> Outcome<()> {
        loop {
            while self.byte(self.at).is_some_and(is_blank) {
                self.at += 1;
            }
            if !self.rest().starts_with("/*") {
                return Ok(());
            }
            let start = self.at;
            let Some(length) = self.slice(start + 2, self.text.len()).find("*/") else {
                return Err(self.fault("S0106", start, start));
            };
            self.at = start + 2 + length + 2;
        }
    }

    fn token(&mut self, place: Place) -> Outcome<Token> {
        let Some(first) = self.byte(self.at) else { return Ok(Token::End) };
        if first == b'/' && place == Place::Prefix {
            self.at += 1;
            return self.regex();
        }
        if let Some(operator) = self.operator() {
            self.at += operator.len();
            return Ok(Token::Operator(operator));
        }
        match first {
            b'"' | b'\'' => self.string(first),
            b'0'..=b'9' => self.number(),
            b'`' => self.quoted_name(),
            _ => Ok(self.name()),
        }
    }

    fn operator(&self) -> Option<&'static str> {
        let rest = self.rest();
        if let Some(double) = DOUBLE.iter().find(|double| rest.starts_with(**double)) {
            return Some(double);
        }
        let first = rest.chars().next()?;
        let at = SINGLE.find(first)?;
        SINGLE.get(at..at + 1)
    }

    fn regex(&mut self) -> Outcome<Token> {
        let start = self.at;
        let mut depth = 0i32;
        loop {
            let Some(byte) = self.byte(self.at) else {
                return Err(self.fault("S0302", start - 1, self.at));
            };
            let escaped = self.backslashes(start) % 2 == 1;
            if byte == b'/' && depth == 0 && !escaped {
                break;
            }
            // The reference looks at one backslash only where it counts brackets.
            let follows_backslash = self.at > 0 && self.byte(self.at - 1) == Some(b'\\');
            match byte {
                b'(' | b'[' | b'{' if !follows_backslash => depth += 1,
                b')' | b']' | b'}' if !follows_backslash => depth -= 1,
                _ => {}
            }
            self.at += 1;
        }
        let pattern = self.slice(start, self.at).to_owned();
        if pattern.is_empty() {
            return Err(self.fault("S0301", start - 1, self.at));
        }
        self.at += 1;
        let flags = self.at;
        while matches!(self.byte(self.at), Some(b'i' | b'm')) {
            self.at += 1;
        }
        Ok(Token::Regex { pattern, flags: self.slice(flags, self.at).to_owned() })
    }

    /// Number of backslashes just before the position.
    fn backslashes(&self, from: usize) -> usize {
        self.slice(from, self.at).bytes().rev().take_while(|byte| *byte == b'\\').count()
    }

    fn string(&mut self, quote: u8) -> Outcome<Token> {
        let start = self.at;
        self.at += 1;
        let mut units = Units::default();
        while let Some(next) = self.rest().chars().next() {
            if next == '\\' {
                self.at += 1;
                self.escape(&mut units)?;
                continue;
            }
            self.at += next.len_utf8();
            if next == char::from(quote) {
                let text = units.finish().ok_or_else(|| self.fault("S0104", start, self.at))?;
                return Ok(Token::Literal(Json::String(text)));
            }
            units.push(next);
        }
        Err(self.fault("S0101", start, self.at))
    }

    /// Reads what follows a backslash.
    fn escape(&mut self, units: &mut Units) -> Outcome<()> {
        let Some(escaped) = self.rest().chars().next() else {
            return Err(self.fault("S0103", self.at, self.at).token(""));
        };
        let plain = match escaped {
            '"' | '\\' | '/' => escaped,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.unicode_escape(units),
            other => return Err(self.fault("S0103", self.at, self.at).token(other.to_string())),
        };
        self.at += escaped.len_utf8();
        units.push(plain);
        Ok(())
    }

    fn unicode_escape(&mut self, units: &mut Units) -> Outcome<()> {
        let digits = self.slice(self.at + 1, (self.at + 5).min(self.text.len()));
        if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return Err(self.fault("S0104", self.at, self.at));
        }
        units.push_unit(u16::from_str_radix(digits, 16).unwrap_or_default());
        self.at += 1 + digits.len();
        Ok(())
    }

    fn number(&mut self) -> Outcome<Token> {
        let length = number_length(self.rest().as_bytes());
        let text = self.slice(self.at, self.at + length);
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => {
                self.at += length;
                Ok(Token::Literal(crate::value::json_number(number)))
            }
            _ => Err(self.fault("S0102", self.at, self.at).token(text)),
        }
    }

    fn quoted_name(&mut self) -> Outcome<Token> {
        let start = self.at + 1;
        let Some(length) = self.slice(start, self.text.len()).find('`') else {
            return Err(self.fault("S0105", self.at, self.text.len()));
        };
        self.at = start + length + 1;
        Ok(Token::Name(self.slice(start, start + length).to_owned()))
    }

    fn name(&mut self) -> Token {
        let start = self.at;
        while self
            .byte(self.at)
            .is_some_and(|byte| !is_blank(byte) && !SINGLE.as_bytes().contains(&byte))
        {
            self.at += 1;
        }
        let name = self.slice(start, self.at);
        if let Some(variable) = name.strip_prefix('$') {
            return Token::Variable(variable.to_owned());
        }
        match name {
            "and" => Token::Operator("and"),
            "or" => Token::Operator("or"),
            "in" => Token::Operator("in"),
            "true" => Token::Literal(Json::Bool(true)),
            "false" => Token::Literal(Json::Bool(false)),
            "null" => Token::Literal(Json::Null),
            _ => Token::Name(name.to_owned()),
        }
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 11)
}

/// Length of the number that `bytes` begin with.
fn number_length(bytes: &[u8]) -> usize {
    let digits =
        |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let mut length = if bytes.first() == Some(&b'0') { 1 } else { digits(0) };
    if bytes.get(length) == Some(&b'.') && digits(length + 1) > 0 {
        length += 1 + digits(length + 1);
    }
    if matches!(bytes.get(length), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(bytes.get(length + 1), Some(b'+' | b'-')));
        let exponent = digits(length + 1 + sign);
        if exponent > 0 {
            length += 1 + sign + exponent;
        }
    }
    length
}

/// Text of a string literal under way: `\u` escapes give UTF-16 units, of which two may make one character.
#[derive(Default)]
struct Units {
    text: String,
    high: Option<u16>,
    broken: bool,
}

impl Units {
    fn push(&mut self, next: char) {
        self.broken |= self.high.take().is_some();
        self.text.push(next);
    }

    fn push_unit(&mut self, unit: u16) {
        if let Some(high) = self.high.take() {
            match char::decode_utf16([high, unit]).next() {
                Some(Ok(pair)) => {
                    self.text.push(pair);
                    return;
                }
                _ => self.broken = true,
            }
        }
        match char::from_u32(u32::from(unit)) {
            Some(plain) => self.text.push(plain),
            None if unit < 0xDC00 => self.high = Some(unit),
            None => self.broken = true,
        }
    }

    /// The text, unless it holds half a surrogate pair, which no Rust string can.
    fn finish(self) -> Option<String> {
        (!self.broken && self.high.is_none()).then_some(self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token> {
        let mut lexer = Lexer::new(text);
        let mut found = Vec::new();
        loop {
            match lexer.next(Place::Infix).unwrap().0 {
                Token::End => return found,
                token => found.push(token),
            }
        }
    }

    #[test]
    fn operators_and_names() {
        let operator = Token::Operator;
        assert_eq!(
            tokens("a.b"),
            [Token::Name("a".into()), operator("."), Token::Name("b".into())]
        );
        assert_eq!(
            tokens("1..2"),
            [Token::Literal(Json::from(1)), operator(".."), Token::Literal(Json::from(2))]
        );
        assert_eq!(
            tokens("$x := /* c */ `q r`"),
            [Token::Variable("x".into()), operator(":="), Token::Name("q r".into())]
        );
        assert_eq!(
            tokens("01e5x"),
            [
                Token::Literal(Json::from(0)),
                Token::Literal(Json::from(100_000)),
                Token::Name("x".into())
            ]
        );
    }

    #[test]
    fn surrogate_pairs_join() {
        assert_eq!(tokens(r#""\uD83D\uDE00""#), [Token::Literal(Json::from("\u{1F600}"))]);
        assert!(Lexer::new(r#""\uD83D""#).next(Place::Infix).is_err());
    }
}
