//! JSON values as expressions.

use std::sync::Arc;

use dryrun_cty::{Number, Type, Value};
use dryrun_diag::{Diagnostic, Span, did_you_mean};

use super::scan::{Kind, Token, scan};
use super::start_of;
use super::string::unquote;
use crate::ast::{Expression, ExpressionKind, JsonString, ObjectItem};
use crate::parse::{Input, MAX_DEPTH, json_template};

/// Parses a text that is one value.
pub(super) fn parse(input: Input<'_>) -> (Expression, Vec<Diagnostic>) {
    let mut parser =
        Parser { input, tokens: scan(input.text), next: 0, depth: 0, diagnostics: Vec::new() };
    let value = parser.value();
    // Where the reading ended for its depth, all that seems to be missing is not.
    if let Some(deep) = parser.diagnostics.iter().find(|found| found.summary == TOO_DEEP) {
        return (node(ExpressionKind::Object(Vec::new()), value.span), vec![deep.clone()]);
    }
    if parser.diagnostics.is_empty() && parser.peek().kind != Kind::EndOfFile {
        let at = parser.span(parser.peek());
        parser.error(
            "Extraneous data after value",
            "Extra characters appear after the JSON value.",
            at,
        );
    }
    (value, parser.diagnostics)
}

const TOO_DEEP: &str = "Nesting too deep";

/// Something is wrong, and told: the value cannot be used.
struct Broken;

const START: &str =
    "A JSON value must start with a brace, a bracket, a number, a string, or a keyword.";

struct Parser<'a> {
    input: Input<'a>,
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
    diagnostics: Vec<Diagnostic>,
}

impl Parser<'_> {
    fn peek(&self) -> Token {
        let last = || Token {
            kind: Kind::EndOfFile,
            start: self.input.text.len(),
            end: self.input.text.len(),
        };
        self.tokens.get(self.next).or(self.tokens.last()).copied().unwrap_or_else(last)
    }

    fn read(&mut self) -> Token {
        let token = self.peek();
        self.next = (self.next + 1).min(self.tokens.len());
        token
    }

    fn span(&self, token: Token) -> Span {
        Span::new(self.input.file, token.start, token.end)
    }

    fn text(&self, token: Token) -> &str {
        self.input.text.get(token.start..token.end).unwrap_or_default()
    }

    fn error(&mut self, summary: &'static str, detail: impl Into<String>, at: Span) {
        self.diagnostics.push(Diagnostic::error(summary, detail).at(at));
    }

    fn value(&mut self) -> Expression {
        let token = self.peek();
        let at = self.span(token);
        if self.depth >= MAX_DEPTH {
            self.error(
                TOO_DEEP,
                format!("Values may be nested at most {MAX_DEPTH} levels deep."),
                at,
            );
            self.next = self.tokens.len();
            return node(ExpressionKind::Invalid, at);
        }
        self.depth += 1;
        let value = match token.kind {
            Kind::Symbol(b'{') => self.object(),
            Kind::Symbol(b'[') => self.array(),
            Kind::Number => self.number(),
            Kind::String => self.string(),
            Kind::Keyword => self.keyword(),
            Kind::Symbol(_) | Kind::EndOfFile | Kind::Invalid => Err(self.no_value(token.kind, at)),
        };
        self.depth -= 1;
        value.unwrap_or_else(|Broken| node(ExpressionKind::Invalid, at))
    }

    fn no_value(&mut self, kind: Kind, at: Span) -> Broken {
        let (summary, detail) = match kind {
            Kind::Symbol(b'}') => ("Missing JSON value", START),
            Kind::Symbol(b']') => ("Missing array element value", START),
            Kind::EndOfFile => ("Missing value", "The JSON data ends prematurely."),
            _ => ("Invalid start of value", START),
        };
        self.error(summary, detail, at);
        Broken
    }

    /// Reads on to the end of the present object or array, after `token`.
    fn recover(&mut self, mut token: Token, open: u8, close: u8) {
        let mut nested = 1_usize;
        loop {
            match token.kind {
                Kind::Symbol(symbol) if symbol == open => nested += 1,
                Kind::Symbol(symbol) if symbol == close => {
                    nested -= 1;
                    if nested <= 1 {
                        return;
                    }
                }
                Kind::EndOfFile => return,
                _ => {}
            }
            token = self.read();
        }
    }

    fn object(&mut self) -> Result<Expression, Broken> {
        let open = self.read();
        let open = self.span(open);
        let mut items = Vec::new();
        while self.peek().kind != Kind::Symbol(b'}') {
            items.push(self.property()?);
            match self.peek().kind {
                Kind::Symbol(b',') => self.comma_in_object()?,
                Kind::Symbol(b'}') => break,
                Kind::EndOfFile => {
                    self.error(
                        "Unclosed object",
                        "No closing brace was found for this JSON object.",
                        open,
                    );
                    return Err(Broken);
                }
                Kind::Symbol(b']') => {
                    let bracket = self.read();
                    let at = self.span(bracket);
                    self.error(
                        "Mismatched braces",
                        "A JSON object must be closed with a brace, not a bracket.",
                        at,
                    );
                    return Err(Broken);
                }
                _ => {
                    let token = self.read();
                    self.recover(token, b'{', b'}');
                    let at = self.span(self.peek());
                    let detail =
                        "A comma must appear between each property definition in an object.";
                    self.error("Missing attribute seperator comma", detail, at);
                    return Err(Broken);
                }
            }
        }
        let close = self.read();
        Ok(node(ExpressionKind::Object(items), open.to(self.span(close))))
    }

    fn comma_in_object(&mut self) -> Result<(), Broken> {
        let comma = self.read();
        if self.peek().kind != Kind::Symbol(b'}') {
            return Ok(());
        }
        let detail = "JSON does not permit a trailing comma after the final property in an object.";
        self.error("Trailing comma in object", detail, self.span(comma));
        Err(Broken)
    }

    fn property(&mut self) -> Result<ObjectItem, Broken> {
        let key = self.value();
        if !matches!(&*key.kind, ExpressionKind::JsonString(_)) {
            let detail = "A JSON object property name must be a string";
            self.error("Invalid object property name", detail, start_of(&key));
            return Err(Broken);
        }
        let colon = self.read();
        if colon.kind != Kind::Symbol(b':') {
            self.recover(colon, b'{', b'}');
            let (summary, detail) = match colon.kind {
                Kind::Symbol(b'}' | b',') => (
                    "Missing object value",
                    "A JSON object attribute must have a value, introduced by a colon.",
                ),
                Kind::Symbol(b'=') => (
                    "Missing property value colon",
                    "JSON uses a colon as its name/value delimiter, not an equals sign.",
                ),
                _ => (
                    "Missing property value colon",
                    "A colon must appear between an object property's name and its value.",
                ),
            };
            self.error(summary, detail, self.span(colon));
            return Err(Broken);
        }
        let value = self.value();
        Ok(ObjectItem { key, bare_key: false, value })
    }

    fn array(&mut self) -> Result<Expression, Broken> {
        let open = self.read();
        let open = self.span(open);
        let mut values = Vec::new();
        while self.peek().kind != Kind::Symbol(b']') {
            values.push(self.value());
            match self.peek().kind {
                Kind::Symbol(b',') => self.comma_in_array()?,
                Kind::Symbol(b']') => break,
                other => return Err(self.bad_array(other, open)),
            }
        }
        let close = self.read();
        Ok(node(ExpressionKind::Tuple(values), open.to(self.span(close))))
    }

    fn comma_in_array(&mut self) -> Result<(), Broken> {
        let comma = self.read();
        if self.peek().kind != Kind::Symbol(b']') {
            return Ok(());
        }
        let detail = "JSON does not permit a trailing comma after the final value in an array.";
        self.error("Trailing comma in array", detail, self.span(comma));
        Err(Broken)
    }

    fn bad_array(&mut self, found: Kind, open: Span) -> Broken {
        let token = self.read();
        self.recover(token, b'[', b']');
        let behind = self.span(self.peek());
        let (summary, detail, at) = match found {
            Kind::Symbol(b':') => (
                "Invalid array value",
                "A colon is not used to introduce values in a JSON array.",
                behind,
            ),
            Kind::EndOfFile => {
                ("Unclosed object", "No closing bracket was found for this JSON array.", open)
            }
            Kind::Symbol(b'}') => (
                "Mismatched brackets",
                "A JSON array must be closed with a bracket, not a brace.",
                behind,
            ),
            _ => (
                "Missing attribute seperator comma",
                "A comma must appear between each value in an array.",
                behind,
            ),
        };
        self.error(summary, detail, at);
        Broken
    }

    fn number(&mut self) -> Result<Expression, Broken> {
        let token = self.read();
        let at = self.span(token);
        match Some(self.text(token)).filter(|text| is_number(text)).and_then(Number::parse) {
            Some(number) => Ok(node(ExpressionKind::Literal(Value::number(number)), at)),
            None => {
                self.error(
                    "Invalid JSON number",
                    "There is a syntax error in the given JSON number.",
                    at,
                );
                Err(Broken)
            }
        }
    }

    fn string(&mut self) -> Result<Expression, Broken> {
        let token = self.read();
        let at = self.span(token);
        match unquote(self.text(token)) {
            Ok(text) => {
                let (template, diagnostics) = json_template(self.input, &text, token.start + 1);
                let string = JsonString { text: text.into(), template, diagnostics };
                Ok(node(ExpressionKind::JsonString(Box::new(string)), at))
            }
            Err(wrong) => {
                let text = self.input.text;
                let place = wrong.map_or(at, |offset| {
                    let start = text.floor_char_boundary(token.start + offset);
                    Span::new(self.input.file, start, text.ceil_char_boundary(start + 1))
                });
                let detail = "There is a syntax error in the given JSON string.";
                let diagnostic = Diagnostic::error("Invalid JSON string", detail).at(place);
                self.diagnostics.push(if place == at { diagnostic } else { diagnostic.within(at) });
                Err(Broken)
            }
        }
    }

    fn keyword(&mut self) -> Result<Expression, Broken> {
        let token = self.read();
        let at = self.span(token);
        let text = self.text(token);
        let value = match text {
            "true" => Value::bool(true),
            "false" => Value::bool(false),
            "null" => Value::null(Type::Dynamic),
            _ => {
                let detail = bad_keyword(text);
                self.error("Invalid JSON keyword", detail, at);
                return Err(Broken);
            }
        };
        Ok(node(ExpressionKind::Literal(value), at))
    }
}

fn bad_keyword(text: &str) -> String {
    if matches!(text, "undefined" | "NaN" | "Infinity") {
        return format!("The JavaScript identifier \"{text}\" cannot be used in JSON.");
    }
    let hint = did_you_mean(text, ["true", "false", "null"])
        .map_or_else(String::new, |known| format!(" Did you mean \"{known}\"?"));
    format!("\"{text}\" is not a valid JSON keyword.{hint}")
}

/// Whether a text is a number by JSON's grammar, which is stricter than the language's.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (text, exponent) =
        text.split_once(['e', 'E']).map_or((text, None), |(text, exponent)| (text, Some(exponent)));
    let (whole, fraction) =
        text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let exponent = exponent.map(|exponent| exponent.strip_prefix(['+', '-']).unwrap_or(exponent));
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(digits)
}

fn node(kind: ExpressionKind, span: Span) -> Expression {
    Expression { kind: Arc::new(kind), span }
}
