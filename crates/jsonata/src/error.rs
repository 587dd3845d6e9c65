//! Errors: the reference implementation's codes, wording, positions and tokens.

use std::fmt;
use std::ops::Range;

use serde_json::Value as Json;

use crate::messages;

/// What went wrong, with the code and the wording of the reference implementation.
///
/// Codes beginning with `S` are syntax errors, `T` type errors, `D` errors of evaluation, `U` exceeded limits.
#[derive(Debug, Clone, PartialEq)]
pub struct Error {
    /// The code, such as `T2001`.
    pub code: &'static str,
    /// The message, as the reference words it.
    pub message: String,
    /// Where, as the reference counts: the number of UTF-16 units before the end of the token that is to blame.
    pub position: Option<usize>,
    /// The token that is to blame: an operator, the name of a function, or the literal that was not expected.
    pub token: Option<Box<Json>>,
    /// Bytes of the expression that hold the token that is to blame.
    pub span: Option<Range<usize>>,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for Error {}

impl Error {
    /// The error as a diagnostic of a text in which the expression starts at byte `offset`.
    #[must_use]
    pub fn diagnostic(&self, file: dryrun_diag::FileId, offset: usize) -> dryrun_diag::Diagnostic {
        let found = dryrun_diag::Diagnostic::error(self.message.clone(), "").code(self.code);
        match &self.span {
            Some(span) => {
                found.at(dryrun_diag::Span::new(file, offset + span.start, offset + span.end))
            }
            None => found,
        }
    }
}

/// The bytes of a token: the reference reports where it ends, an editor wants where it begins as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Spot {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Spot {
    pub(crate) fn new(start: usize, end: usize) -> Self {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { start: narrow(start), end: narrow(end) }
    }
}

/// An error under way: parameters of the message apart, since callers further out may still name token and place.
#[derive(Debug, Clone)]
pub(crate) struct Fault(Box<Parts>);

#[derive(Debug, Clone, Default)]
struct Parts {
    code: &'static str,
    spot: Option<Spot>,
    token: Option<Json>,
    /// Parameters of the message as JSON text.
    params: Vec<(&'static str, String)>,
    /// Text that is the message itself (`$error`, `$assert`, limits).
    message: Option<String>,
}

impl Fault {
    pub(crate) fn new(code: &'static str) -> Self {
        Self(Box::new(Parts { code, ..Parts::default() }))
    }

    /// An error whose message is given, not looked up.
    pub(crate) fn saying(code: &'static str, message: impl Into<String>) -> Self {
        let mut fault = Self::new(code);
        fault.0.message = Some(message.into());
        fault
    }

    pub(crate) fn at(mut self, spot: Spot) -> Self {
        self.0.spot = Some(spot);
        self
    }

    pub(crate) fn token(mut self, token: impl Into<Json>) -> Self {
        self.0.token = Some(token.into());
        self
    }

    /// A parameter of the message, as JSON text.
    pub(crate) fn with(mut self, name: &'static str, json: impl Into<String>) -> Self {
        self.0.params.push((name, json.into()));
        self
    }

    /// The parameter `value`, as JSON text.
    pub(crate) fn value(self, json: impl Into<String>) -> Self {
        self.with("value", json)
    }

    pub(crate) fn code(&self) -> &'static str {
        self.0.code
    }

    pub(crate) fn has_spot(&self) -> bool {
        self.0.spot.is_some_and(|spot| spot.end > 0)
    }

    pub(crate) fn has_token(&self) -> bool {
        self.0.token.is_some()
    }

    pub(crate) fn move_to(&mut self, spot: Spot) {
        self.0.spot = Some(spot);
    }

    pub(crate) fn rename(&mut self, token: &str) {
        self.0.token = Some(Json::from(token));
    }

    pub(crate) fn message(&self) -> String {
        if let Some(message) = &self.0.message {
            return message.clone();
        }
        let token = self.0.token.as_ref();
        messages::render(self.0.code, |name| match name {
            "token" => token.map(json_text),
            _ => {
                self.0.params.iter().find(|(known, _)| *known == name).map(|(_, json)| json.clone())
            }
        })
    }

    /// The finished error, with positions counted in `source`.
    pub(crate) fn finish(self, source: &str) -> Error {
        let message = self.message();
        let spot = self.0.spot.map(|spot| {
            let end = floor_boundary(source, spot.end as usize);
            floor_boundary(source, spot.start as usize).min(end)..end
        });
        let position =
            spot.as_ref().map(|range| utf16_len(source.get(..range.end).unwrap_or_default()));
        Error {
            code: self.0.code,
            message,
            position,
            token: self.0.token.map(Box::new),
            span: spot,
        }
    }
}

/// JSON text with numbers as JavaScript prints them.
fn json_text(json: &Json) -> String {
    match json {
        Json::Number(number) => crate::value::number::print(number.as_f64().unwrap_or(f64::NAN)),
        other => other.to_string(),
    }
}

fn floor_boundary(source: &str, at: usize) -> usize {
    let mut at = at.min(source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}

pub(crate) fn utf16_len(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().map(char::len_utf16).sum() }
}

/// Outcome of anything that may fail inside an expression.
pub(crate) type Outcome<T> = Result<T, Fault>;
