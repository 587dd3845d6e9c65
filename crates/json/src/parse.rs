//! One pass over a JSON text: the value and the places of its parts.

use dryrun_diag::{FileId, Span};
use serde_json::{Map, Number, Value};

use crate::doc::{Children, Doc, Duplicate, Member, Node};
use crate::error::{Container, Expected, NumberFault, Problem, SyntaxError, Unfinished};
use crate::strings;

/// How many arrays and objects may lie within each other, so that no text exhausts the stack of whoever walks the value.
pub const DEPTH_LIMIT: usize = 200;

/// Stands in a value for a `...` of a recorded text. A noncharacter starts it, which no real text holds.
pub(crate) const ELLIPSIS: &str = "\u{FDD0}...";

/// Whether `...` may stand for members and items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ellipses {
    Refused,
    Allowed,
}

/// Reads a JSON text; spans are of `file`. A byte order mark at the start is skipped.
///
/// # Errors
/// When the text is not JSON, nests deeper than [`DEPTH_LIMIT`], or holds half a surrogate pair.
pub fn parse(file: FileId, text: &str) -> Result<Doc, SyntaxError> {
    parse_with(file, text, Ellipses::Refused)
}

pub(crate) fn parse_with(file: FileId, text: &str, ellipses: Ellipses) -> Result<Doc, SyntaxError> {
    let mut parser = Parser { file, text, at: 0, depth: 0, ellipses, duplicates: Vec::new() };
    if text.starts_with('\u{feff}') {
        parser.at = '\u{feff}'.len_utf8();
    }
    parser.skip_space();
    if parser.at == text.len() {
        return Err(parser.ended(Unfinished::Empty));
    }
    let (value, node) = parser.value()?;
    parser.skip_space();
    match parser.peek() {
        None => Ok(Doc { value, node, duplicates: parser.duplicates }),
        Some(b']' | b'}') => Err(parser.unopened()),
        Some(_) => Err(parser.unexpected(Expected::End)),
    }
}

struct Parser<'a> {
    file: FileId,
    text: &'a str,
    at: usize,
    depth: usize,
    ellipses: Ellipses,
    duplicates: Vec<Duplicate>,
}

impl Parser<'_> {
    /// The value that starts here (not white space).
    fn value(&mut self) -> Result<(Value, Node), SyntaxError> {
        let start = self.at;
        let (value, children) = match self.peek() {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => {
                let (text, end) = strings::read(self.text, self.at, Expected::Value)?;
                self.at = end;
                (Value::String(text.into_owned()), Children::None)
            }
            Some(b'-' | b'0'..=b'9') => (Value::Number(self.number()?), Children::None),
            Some(_) => (self.word()?, Children::None),
            None => return Err(self.ended(Unfinished::Empty)),
        };
        Ok((value, Node { span: self.span(start), children }))
    }

    fn nested(
        &mut self,
        read: fn(&mut Self) -> Result<(Value, Children), SyntaxError>,
    ) -> Result<(Value, Children), SyntaxError> {
        if self.depth == DEPTH_LIMIT {
            return Err(SyntaxError::new(self.at, self.at + 1, Problem::Depth));
        }
        self.depth += 1;
        let read = read(self);
        self.depth -= 1;
        read
    }

    fn array(&mut self) -> Result<(Value, Children), SyntaxError> {
        let (mut items, mut nodes) = (Vec::new(), Vec::new());
        let mut place = self.opened(Container::Array);
        while !self.closed(&mut place)? {
            let (value, node) = if self.ellipsis(&mut place) {
                (
                    Value::String(ELLIPSIS.to_owned()),
                    Node { span: self.span(self.at - 3), children: Children::None },
                )
            } else {
                self.value()?
            };
            items.push(value);
            nodes.push(node);
        }
        Ok((Value::Array(items), Children::Items(nodes)))
    }

    fn object(&mut self) -> Result<(Value, Children), SyntaxError> {
        let (mut map, mut members) = (Map::new(), Vec::new());
        let mut place = self.opened(Container::Object);
        while !self.closed(&mut place)? {
            if self.ellipsis(&mut place) {
                let span = self.span(self.at - 3);
                if map.insert(ELLIPSIS.to_owned(), Value::Null).is_none() {
                    members
                        .push(Member { key: span, value: Node { span, children: Children::None } });
                }
                continue;
            }
            let (name, key) = self.name()?;
            let (value, node) = self.value()?;
            self.insert(&mut map, &mut members, (name, key), (value, node));
        }
        Ok((Value::Object(map), Children::Members(members)))
    }

    /// Adds a member; a repeated name replaces the earlier value in its place, as the map does.
    fn insert(
        &mut self,
        map: &mut Map<String, Value>,
        members: &mut Vec<Member>,
        key: (String, Span),
        value: (Value, Node),
    ) {
        let (name, key) = key;
        let (value, node) = value;
        let member = Member { key, value: node };
        let length = map.len();
        map.insert(name, value);
        if map.len() > length {
            members.push(member);
        } else {
            self.replace(map, members, member);
        }
    }

    /// The name is in the map already: the rare case, so it is read once more instead of kept for all.
    fn replace(&mut self, map: &Map<String, Value>, members: &mut [Member], member: Member) {
        let Ok((name, _)) = strings::read(self.text, member.key.start as usize, Expected::Name)
        else {
            return;
        };
        let position = map.keys().position(|known| *known == name);
        if let Some(earlier) = position.and_then(|at| members.get_mut(at)) {
            self.duplicates.push(Duplicate {
                key: name.into_owned(),
                first: earlier.key,
                second: member.key,
            });
            *earlier = member;
        }
    }

    /// A member's name and the colon; stops at the value.
    fn name(&mut self) -> Result<(String, Span), SyntaxError> {
        let start = self.at;
        if self.peek() != Some(b'"') {
            return Err(self.unexpected(Expected::Name));
        }
        let (name, end) = strings::read(self.text, start, Expected::Name)?;
        let name = name.into_owned();
        self.at = end;
        let key = self.span(start);
        self.skip_space();
        match self.peek() {
            Some(b':') => self.at += 1,
            Some(_) => return Err(self.unexpected(Expected::Colon)),
            None => return Err(self.ended(Unfinished::Between(Container::Object))),
        }
        self.skip_space();
        if self.peek().is_none() {
            return Err(self.ended(Unfinished::Between(Container::Object)));
        }
        Ok((name, key))
    }

    /// Steps over the opening bracket.
    fn opened(&mut self, container: Container) -> Place {
        let opened = self.at;
        self.at += 1;
        Place { container, opened, after: After::Bracket }
    }

    /// Steps over the closing bracket, or over the comma to the next part.
    fn closed(&mut self, place: &mut Place) -> Result<bool, SyntaxError> {
        let container = place.container;
        self.skip_space();
        match self.peek() {
            Some(close @ (b']' | b'}')) => return self.close(char::from(close), place),
            Some(b',') if place.after != After::Bracket => self.at += 1,
            Some(_) if place.after == After::Bracket => {
                place.after = After::Part;
                return Ok(false);
            }
            Some(_) if place.after == After::Ellipsis || self.at_ellipsis() => {
                place.after = After::Part;
                return Ok(false);
            }
            Some(_) => return Err(self.unexpected(Expected::Comma(container))),
            None => return Err(self.ended(Unfinished::Open(container, place.opened))),
        }
        self.skip_space();
        match self.peek() {
            None => Err(self.ended(Unfinished::Between(container))),
            Some(close @ (b']' | b'}')) if place.after == After::Ellipsis => {
                self.close(char::from(close), place)
            }
            Some(b']' | b'}') if container == Container::Array => {
                Err(self.unexpected(Expected::Value))
            }
            Some(_) => {
                place.after = After::Part;
                Ok(false)
            }
        }
    }

    fn close(&mut self, found: char, place: &Place) -> Result<bool, SyntaxError> {
        if found != place.container.close() {
            let problem = Problem::Mismatch(found, place.container, place.opened);
            return Err(SyntaxError::new(self.at, self.at + 1, problem));
        }
        self.at += 1;
        Ok(true)
    }

    /// Steps over a `...`, where such may stand.
    fn ellipsis(&mut self, place: &mut Place) -> bool {
        let found = self.at_ellipsis();
        if found {
            self.at += 3;
            place.after = After::Ellipsis;
        }
        found
    }

    fn at_ellipsis(&self) -> bool {
        self.ellipses == Ellipses::Allowed && self.rest().starts_with("...")
    }

    fn number(&mut self) -> Result<Number, SyntaxError> {
        let start = self.at;
        let mut whole = true;
        self.skip(b"-");
        match self.digits(NumberFault::Minus)? {
            (b'0', length) if length > 1 => {
                return Err(SyntaxError::new(
                    start,
                    self.at,
                    Problem::Number(NumberFault::LeadingZero, '0'),
                ));
            }
            _ => {}
        }
        if self.skip(b".") {
            whole = false;
            self.digits(NumberFault::Fraction)?;
        }
        if self.skip(b"eE") {
            whole = false;
            self.skip(b"+-");
            self.digits(NumberFault::Exponent)?;
        }
        let text = self.text.get(start..self.at).unwrap_or_default();
        let range = || SyntaxError::new(start, self.at, Problem::Number(NumberFault::Range, '0'));
        number_of(text, whole).ok_or_else(range)
    }

    /// Steps over at least one digit; returns the first and their count.
    fn digits(&mut self, fault: NumberFault) -> Result<(u8, usize), SyntaxError> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        match rest.first() {
            Some(&first) if length > 0 => {
                self.at += length;
                Ok((first, length))
            }
            _ => {
                let found = self.rest().chars().next();
                let end = self.at + found.map_or(0, char::len_utf8);
                Err(SyntaxError::new(self.at, end, Problem::Number(fault, found.unwrap_or('\0'))))
            }
        }
    }

    /// `true`, `false`, `null`, or an error that shows the whole word.
    fn word(&mut self) -> Result<Value, SyntaxError> {
        let rest = self.rest();
        let part = |found: char| found.is_alphanumeric() || found == '_' || found == '$';
        let length = rest.find(|found| !part(found)).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        let value = match word {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "null" => Value::Null,
            "" => return Err(self.unexpected(Expected::Value)),
            _ => {
                return Err(SyntaxError::new(
                    self.at,
                    self.at + length,
                    Problem::Token(word.to_owned()),
                ));
            }
        };
        self.at += length;
        Ok(value)
    }

    fn skip(&mut self, any: &[u8]) -> bool {
        let found = self.peek().is_some_and(|byte| any.contains(&byte));
        self.at += usize::from(found);
        found
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn span(&self, start: usize) -> Span {
        Span::new(self.file, start, self.at)
    }

    fn ended(&self, unfinished: Unfinished) -> SyntaxError {
        SyntaxError::new(self.text.len(), self.text.len(), Problem::End(unfinished))
    }

    fn unopened(&self) -> SyntaxError {
        let found = if self.peek() == Some(b']') { ']' } else { '}' };
        SyntaxError::new(self.at, self.at + 1, Problem::Unopened(found))
    }

    fn unexpected(&self, expected: Expected) -> SyntaxError {
        let found = self.rest().chars().next().unwrap_or('\0');
        SyntaxError::new(self.at, self.at + found.len_utf8(), Problem::Char(found, expected))
    }
}

/// What stands before the next part of a container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    Bracket,
    Part,
    Ellipsis,
}

/// The container that is being read.
struct Place {
    container: Container,
    opened: usize,
    after: After,
}

/// As `serde_json` reads numbers: integers of 64 bits stay integers, all others are doubles.
fn number_of(text: &str, whole: bool) -> Option<Number> {
    if whole && text != "-0" {
        if let Ok(small) = text.parse::<i64>() {
            return Some(small.into());
        }
        if let Ok(large) = text.parse::<u64>() {
            return Some(large.into());
        }
    }
    text.parse::<f64>().ok().and_then(Number::from_f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> SyntaxError {
        parse(FileId(0), text).unwrap_err()
    }

    #[test]
    fn numbers_are_as_serde_reads_them() {
        for text in [
            "0",
            "-0",
            "12",
            "-7",
            "1.50",
            "1e3",
            "1E-2",
            "18446744073709551615",
            "18446744073709551616",
            "0.1",
        ] {
            let want: Value = serde_json::from_str(text).unwrap();
            assert_eq!(parse(FileId(0), text).unwrap().value, want, "{text}");
        }
    }

    #[test]
    fn errors_say_what_and_where() {
        for (text, at, want) in [
            ("", 0..0, "the text is empty"),
            (" nul ", 1..4, "`nul` is not a JSON value"),
            ("{\"a\":1,}", 7..8, "expected a name in double quotes, found `}`"),
            ("[1,]", 3..4, "expected a value, found `]`"),
            ("[1 2]", 3..4, "expected `,` between items or `]`, found `2`"),
            ("{\"a\" 1}", 5..6, "expected `:` after the name, found `1`"),
            ("{\"a\":1]", 6..7, "expected `}`, found `]`"),
            ("{\"a\":[1", 7..7, "the text ends without the closing `]`"),
            ("\"a\nb\"", 2..3, "the end of the line must be escaped in a string"),
            ("\"\\x\"", 1..3, "JSON has no escape sequence `\\x`"),
            ("\"\\u12g4\"", 5..6, "expected four hexadecimal digits after `\\u`, found `g`"),
            (
                "\"\\ud83d!\"",
                1..7,
                "`\\ud83d` is half of a surrogate pair, the other half is missing",
            ),
            ("01", 0..2, "a number cannot start with a needless 0"),
            ("1e999", 0..5, "the number is too large"),
            ("-", 1..1, "expected a digit after `-`"),
            ("{} x", 3..4, "expected nothing after the value, found `x`"),
            ("}", 0..1, "expected a value, found `}`"),
            ("[]]", 2..3, "`]` closes nothing"),
        ] {
            let found = error(text);
            assert_eq!(
                (found.start..found.end, found.to_string()),
                (at, want.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn jackson_says_it_its_own_way() {
        for (text, want) in [
            (
                "not a definition",
                "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at [Source: (String)\"not a definition\"; line: 1, column: 4]",
            ),
            (
                "{\"a\":1,}",
                "Unexpected character ('}' (code 125)): was expecting double-quote to start field name\n at [Source: (String)\"{\"a\":1,}\"; line: 1, column: 9]",
            ),
            (
                "{\n\"a\" 1}",
                "Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value\n at [Source: (String)\"{\n\"a\" 1}\"; line: 2, column: 6]",
            ),
            (
                "{\"a\":1",
                "Unexpected end-of-input: expected close marker for Object (start marker at [Source: (String)\"{\"a\":1\"; line: 1, column: 1])\n at [Source: (String)\"{\"a\":1\"; line: 1, column: 7]",
            ),
        ] {
            assert_eq!(error(text).jackson(text).message(), want);
        }
    }

    #[test]
    fn depth_is_bounded() {
        let deep = "[".repeat(DEPTH_LIMIT) + &"]".repeat(DEPTH_LIMIT);
        assert!(parse(FileId(0), &deep).is_ok());
        assert_eq!(error(&"[".repeat(100_000)).problem, Problem::Depth);
    }

    #[test]
    fn byte_order_mark_and_surrogate_pairs() {
        let doc = parse(FileId(0), "\u{feff}\"\\ud83d\\ude00\\u00e9\"").unwrap();
        assert_eq!(doc.value, "😀é");
        assert_eq!(doc.node.span.start, 3);
    }

    #[test]
    fn no_prefix_of_a_text_panics() {
        let text = r#"{"a\u00e9\ud83d\ude00": [1, -2.5e+3, true, null, "x\n"], "b": {}, "é": 0}"#;
        for cut in (0..text.len()).filter(|&cut| text.is_char_boundary(cut)) {
            let found = error(&text[..cut]);
            assert!(found.start <= found.end && found.end <= cut, "{cut}: {found:?}");
        }
    }
}
