//! Tokens to a tree. Never fails: what cannot be parsed is told, skipped, and stands as [`ExpressionKind::Invalid`].
//!
//! Recovery follows HCL's own: once something was skipped, complaints that would probably only repeat the first one are
//! kept back. So the list of diagnostics is Terraform's.

mod body;
mod call;
mod collection;
mod escapes;
mod expression;
mod for_expression;
mod label;
mod names;
mod peek;
mod postfix;
mod template;
mod template_parts;
mod template_tree;
mod traversal;

use std::cell::OnceCell;
use std::sync::Arc;

use dryrun_diag::{Diagnostic, FileId, LineIndex, Span};

use crate::ast::{Body, Expression, ExpressionKind, TemplatePart, Traversal};
use crate::lex::{Mode, Token, TokenKind, check_tokens, tokenize};

/// Deepest nesting of brackets, blocks, templates and conditionals.
pub const MAX_DEPTH: usize = 200;

/// Greatest height of an expression's tree; a chain of operators grows one with each.
pub const MAX_HEIGHT: usize = 1000;

/// A text with the name that diagnostics quote it by.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The id that spans carry.
    pub file: FileId,
    /// File name, as it appears inside of messages (`main.tf:3,3-8`).
    pub name: &'a str,
    /// The text. What was no UTF-8 should stand as U+FFFD (as `String::from_utf8_lossy` does); it is told.
    pub text: &'a str,
}

/// Parses a file in native syntax.
#[must_use]
pub fn parse(input: Input<'_>) -> (Body, Vec<Diagnostic>) {
    let mut parser = Parser::new(input, 0, Mode::Code);
    let body = parser.body(TokenKind::EndOfFile);
    (body, parser.diagnostics)
}

/// Parses a text that is one expression, such as a line of the console or the value of `-var`.
#[must_use]
pub fn parse_expression(input: Input<'_>) -> (Expression, Vec<Diagnostic>) {
    parse_expression_at(input, 0)
}

/// Parses what follows byte `from` of a text as one expression.
#[must_use]
pub fn parse_expression_at(input: Input<'_>, from: usize) -> (Expression, Vec<Diagnostic>) {
    let mut parser = Parser::new(input, from, Mode::Code);
    // As if in parentheses: newlines mean nothing.
    parser.newlines.push(false);
    let expression = parser.expression();
    let next = parser.peek();
    if next.kind != TokenKind::EndOfFile && !parser.recovery {
        let detail =
            "An expression was successfully parsed, but extra characters were found after it.";
        parser.error("Extra characters after expression", detail, parser.span(next), None);
    }
    (expression, parser.diagnostics)
}

/// Parses a template without quotes: a template file, or a string in JSON syntax.
#[must_use]
pub fn parse_template(input: Input<'_>) -> (Expression, Vec<Diagnostic>) {
    let mut parser = Parser::new(input, 0, Mode::Template);
    let expression = parser.bare_template();
    (expression, parser.diagnostics)
}

/// Parses a text that is one absolute traversal, such as a reference in quotes.
#[must_use]
pub fn parse_traversal(input: Input<'_>) -> (Option<Traversal>, Vec<Diagnostic>) {
    let mut parser = Parser::new(input, 0, Mode::Code);
    parser.newlines.push(false);
    let traversal = parser.traversal();
    (traversal, parser.diagnostics)
}

/// Parses a JSON string as a template. Its text stands at byte `base` of the file; escapes that the text has no more make
/// the places a little wrong, as they do in HCL.
pub(crate) fn json_template(
    input: Input<'_>,
    text: &str,
    base: usize,
) -> (Expression, Vec<Diagnostic>) {
    let whole = Span::new(input.file, base, base + text.len());
    if !text.contains("${") && !text.contains("%{") {
        let parts = vec![TemplatePart::Text(text.into(), whole)];
        return (node(ExpressionKind::Template { parts, heredoc: false }, whole), Vec::new());
    }
    let mut parser = Parser::new(Input { text, ..input }, 0, Mode::Template);
    let base = u32::try_from(base).unwrap_or(u32::MAX);
    for token in &mut parser.tokens {
        token.start = token.start.saturating_add(base);
        token.end = token.end.saturating_add(base);
    }
    for span in parser.diagnostics.iter_mut().filter_map(|diagnostic| diagnostic.span.as_mut()) {
        (span.start, span.end) = (span.start.saturating_add(base), span.end.saturating_add(base));
    }
    parser.base = base;
    parser.whole = input.text;
    let expression = parser.bare_template();
    (expression, parser.diagnostics)
}

/// A JSON string read as a reference. HCL counts its places from the quote on.
pub(crate) fn json_traversal(text: &str, string: Span) -> Option<Traversal> {
    let mut parser = Parser::within(text, string);
    let traversal = parser.traversal();
    traversal.filter(|_| parser.diagnostics.is_empty())
}

/// A JSON string read as an expression.
pub(crate) fn json_inner_expression(text: &str, string: Span) -> Option<Expression> {
    let mut parser = Parser::within(text, string);
    let expression = parser.expression();
    (parser.diagnostics.is_empty() && parser.peek_kind() == TokenKind::EndOfFile)
        .then_some(expression)
}

struct Parser<'a> {
    input: Input<'a>,
    /// What the tokens' offsets count from, within `whole`.
    base: u32,
    /// The text of the file.
    whole: &'a str,
    tokens: Vec<Token>,
    /// Index of the token to read next.
    next: usize,
    /// Whether newlines mean something, a level for each bracket.
    newlines: Vec<bool>,
    /// Something was skipped: the place may be wrong, so complaints about it are kept back.
    recovery: bool,
    depth: usize,
    /// Height of the expression parsed last.
    height: usize,
    diagnostics: Vec<Diagnostic>,
    lines: OnceCell<LineIndex>,
    names: names::Names,
}

impl<'a> Parser<'a> {
    fn new(input: Input<'a>, from: usize, mode: Mode) -> Self {
        let tokens = tokenize(input.text, from, mode);
        let diagnostics = check_tokens(&tokens, input.file);
        Self {
            input,
            base: 0,
            whole: input.text,
            tokens,
            next: 0,
            newlines: vec![true],
            recovery: false,
            depth: 0,
            height: 0,
            diagnostics,
            lines: OnceCell::new(),
            names: names::Names::default(),
        }
    }

    /// A parser of a text that stands inside of a string.
    fn within(text: &'a str, string: Span) -> Self {
        let mut parser = Self::new(Input { file: string.file, name: "", text }, 0, Mode::Code);
        for token in &mut parser.tokens {
            token.start = token.start.saturating_add(string.start);
            token.end = token.end.saturating_add(string.start);
        }
        parser.base = string.start;
        parser.newlines.push(false);
        parser
    }

    fn span(&self, token: Token) -> Span {
        token.span(self.input.file)
    }

    fn text(&self, token: Token) -> &'a str {
        let at = |byte: u32| byte.saturating_sub(self.base) as usize;
        self.input.text.get(at(token.start)..at(token.end)).unwrap_or_default()
    }

    /// The text of a token as a name.
    fn shared_name(&mut self, token: Token) -> Arc<str> {
        let text = self.text(token);
        self.names.shared(text)
    }

    fn error(
        &mut self,
        summary: &'static str,
        detail: impl Into<String>,
        at: Span,
        within: Option<Span>,
    ) {
        let mut diagnostic = Diagnostic::error(summary, detail).at(at);
        diagnostic.context = within;
        self.diagnostics.push(diagnostic);
    }

    /// As [`Self::error`], unless an earlier error may be the cause.
    fn error_unless_recovering(
        &mut self,
        summary: &'static str,
        detail: &str,
        at: Span,
        within: Option<Span>,
    ) {
        if !self.recovery {
            self.error(summary, detail, at, within);
        }
    }

    /// Whether an error was told since `mark` (a length of `diagnostics`) and something was skipped.
    fn lost_since(&self, mark: usize) -> bool {
        self.recovery && self.failed_since(mark)
    }

    fn failed_since(&self, mark: usize) -> bool {
        self.diagnostics.len() > mark
    }

    /// The way HCL writes a range inside of a message: `main.tf:3,3-8`.
    fn describe(&self, span: Span) -> String {
        let lines = self.lines.get_or_init(|| LineIndex::new(self.whole));
        describe_range(Input { text: self.whole, ..self.input }, lines, span)
    }

    /// Says that the nesting is too deep for us. The real parser has no limit but its memory.
    fn too_deep(&mut self) -> Expression {
        let at = self.span(self.peek());
        let detail =
            format!("Expressions and blocks may be nested at most {MAX_DEPTH} levels deep.");
        if !self.recovery {
            self.error("Nesting too deep", detail, at, None);
        }
        self.recovery = true;
        invalid(at)
    }
}

/// A range inside of a message: `main.tf:3,3-8` or `main.tf:3,3-5,2`.
pub(crate) fn describe_range(input: Input<'_>, lines: &LineIndex, span: Span) -> String {
    let (start, end) =
        (lines.position(input.text, span.start), lines.position(input.text, span.end));
    let name = input.name;
    if start.line == end.line {
        format!("{name}:{},{}-{}", start.line, start.column, end.column)
    } else {
        format!("{name}:{},{}-{},{}", start.line, start.column, end.line, end.column)
    }
}

/// From the start of one to the end of the other.
fn between(from: Span, to: Span) -> Span {
    Span { file: from.file, start: from.start, end: to.end.max(from.start) }
}

fn point_at_start(span: Span) -> Span {
    Span { end: span.start, ..span }
}

fn point_at_end(span: Span) -> Span {
    Span { start: span.end, ..span }
}

fn node(kind: ExpressionKind, span: Span) -> Expression {
    Expression { kind: Arc::new(kind), span }
}

fn invalid(span: Span) -> Expression {
    node(ExpressionKind::Invalid, span)
}
