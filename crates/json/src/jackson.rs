//! How AWS words a syntax error: its services read JSON with the Java library Jackson and show that library's messages.
//!
//! Recorded from AWS is the case of a bare word; the other messages follow Jackson 2.10 to 2.12, whose
//! `[Source: (String)"…"; line: L, column: C]` the recording shows. Columns count UTF-16 units and stand behind the
//! character at fault, since they tell how far the parser had read.

use std::fmt::Write as _;

use crate::error::{Container, Expected, NumberFault, Problem, SyntaxError, Unfinished};

/// A syntax error in Jackson's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jackson {
    /// The message without its place.
    pub reason: String,
    /// The place: `[Source: (String)"…"; line: 1, column: 4]`.
    pub location: String,
}

/// Jackson cuts the source it shows after so many characters.
const SNIPPET: usize = 500;

const A_VALUE: &str = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

impl Jackson {
    pub(crate) fn of(error: &SyntaxError, text: &str) -> Self {
        let location = match error.problem {
            Problem::End(Unfinished::Empty) => place(text, 0, 0),
            _ => location(text, error.start, error.end),
        };
        Self { reason: reason(error, text), location }
    }

    /// The message as an exception prints it: reason, a line break, place.
    #[must_use]
    pub fn message(&self) -> String {
        format!("{}\n at {}", self.reason, self.location)
    }
}

fn reason(error: &SyntaxError, text: &str) -> String {
    match &error.problem {
        Problem::Token(word) if word == "NaN" || word == "Infinity" => {
            format!(
                "Non-standard token '{word}': enable JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS to allow"
            )
        }
        Problem::Token(word) => format!("Unrecognized token '{word}': was expecting {A_VALUE}"),
        Problem::Char(found, _) if *found < ' ' => {
            format!(
                "Illegal character ({}): only regular white space (\\r, \\n, \\t) is allowed between tokens",
                described(*found)
            )
        }
        Problem::Char(found, expected) => format!(
            "Unexpected character ({}): {}",
            described(*found),
            expectation(*expected, *found)
        ),
        Problem::End(unfinished) => end(*unfinished, text),
        Problem::Mismatch(found, container, opened) => {
            let close = container.close();
            let opened = location(text, *opened, *opened);
            format!(
                "Unexpected close marker '{found}': expected '{close}' (for {} starting at {opened})",
                name(*container)
            )
        }
        Problem::Unopened(found) => {
            let close = if *found == ']' { '}' } else { ']' };
            format!(
                "Unexpected close marker '{found}': expected '{close}' (for root starting at {})",
                place(text, 1, 0)
            )
        }
        Problem::Control(found, expected) => {
            let what = if *expected == Expected::Name { "name" } else { "string value" };
            let found = described(*found);
            format!(
                "Illegal unquoted character ({found}): has to be escaped using backslash to be included in {what}"
            )
        }
        Problem::Escape(found) => format!("Unrecognized character escape {}", described(*found)),
        Problem::Hex(found) => {
            format!(
                "Unexpected character ({}): expected a hex-digit for character escape sequence",
                described(*found)
            )
        }
        Problem::Number(fault, found) => number(*fault, *found),
        Problem::Depth => {
            format!("Document nesting depth exceeds the maximum allowed ({})", crate::DEPTH_LIMIT)
        }
        Problem::Surrogate(unit) => format!("Incomplete surrogate pair: first char 0x{unit:x}"),
    }
}

fn expectation(expected: Expected, found: char) -> String {
    match expected {
        Expected::Value if found == '}' => "expected a value".to_owned(),
        Expected::Value => format!("expected a valid value {A_VALUE}"),
        Expected::Name => "was expecting double-quote to start field name".to_owned(),
        Expected::Colon => "was expecting a colon to separate field name and value".to_owned(),
        Expected::Comma(container) => {
            format!("was expecting comma to separate {} entries", name(container))
        }
        Expected::End => format!("expected a valid value {A_VALUE}"),
    }
}

fn end(unfinished: Unfinished, text: &str) -> String {
    let rest = match unfinished {
        Unfinished::Empty => return "No content to map due to end-of-input".to_owned(),
        Unfinished::Between(container) => format!(" within/between {} entries", name(container)),
        Unfinished::Open(container, opened) => {
            format!(
                ": expected close marker for {} (start marker at {})",
                name(container),
                location(text, opened, opened)
            )
        }
        Unfinished::Text => ": was expecting closing quote for a string value".to_owned(),
        Unfinished::Name => " in field name".to_owned(),
        Unfinished::Escape => " in character escape sequence".to_owned(),
    };
    format!("Unexpected end-of-input{rest}")
}

fn number(fault: NumberFault, found: char) -> String {
    let missing = match fault {
        NumberFault::LeadingZero => {
            return "Invalid numeric value: Leading zeroes not allowed".to_owned();
        }
        NumberFault::Range => return "Invalid numeric value: out of range".to_owned(),
        NumberFault::Minus => "expected digit (0-9) to follow minus sign, for valid numeric value",
        NumberFault::Fraction => "Decimal point not followed by a digit",
        NumberFault::Exponent => "Exponent indicator not followed by a digit",
    };
    format!("Unexpected character ({}) in numeric value: {missing}", described(found))
}

fn name(container: Container) -> &'static str {
    match container {
        Container::Array => "Array",
        Container::Object => "Object",
    }
}

fn described(found: char) -> String {
    let code = u32::from(found);
    match code {
        0..32 => format!("(CTRL-CHAR, code {code})"),
        32..256 => format!("'{found}' (code {code})"),
        _ => format!("'{found}' (code {code} / 0x{code:x})"),
    }
}

/// The place of a parser that looked at `start` and has read up to `end`.
fn location(text: &str, start: usize, end: usize) -> String {
    let before = text.get(..start).unwrap_or(text);
    let row = 1 + before.bytes().filter(|&byte| byte == b'\n').count();
    let row_start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = 1 + text.get(row_start..end).map_or(0, |line| line.encode_utf16().count());
    place(text, row, column)
}

fn place(text: &str, row: usize, column: usize) -> String {
    let mut shown = String::from("[Source: (String)\"");
    let cut = text.char_indices().nth(SNIPPET).map_or(text.len(), |(at, _)| at);
    let (head, rest) = text.split_at(cut);
    shown.push_str(head);
    shown.push('"');
    if !rest.is_empty() {
        let _ = write!(shown, "[truncated {} chars]", rest.encode_utf16().count());
    }
    let _ = write!(shown, "; line: {row}, column: {column}]");
    shown
}
