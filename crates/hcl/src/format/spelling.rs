//! Old spellings that are brought up to date: single interpolations, types, labels.

use std::sync::Arc;

use dryrun_diag::Span;

use super::Piece;
use crate::ast::{Block, Body};
use crate::lex::{Token, TokenKind as Kind};

/// What is to be respelled: ranges of pieces, in source order.
pub(super) struct Spelling {
    changes: Vec<(std::ops::Range<usize>, Change)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Change {
    /// The value of an argument.
    Value,
    /// The type of a variable.
    Type,
    /// The labels of a block, from the first to the last.
    Labels(Vec<Arc<str>>),
}

impl Spelling {
    /// Finds the places in a body.
    pub(super) fn of(body: &Body, tokens: &[Token]) -> Self {
        let mut search = Search { tokens, changes: Vec::new() };
        search.body(body, None);
        let mut changes = search.changes;
        changes.sort_by_key(|(range, _)| range.start);
        Self { changes }
    }

    /// Respells the pieces, which are as many as the tokens.
    pub(super) fn apply(self, pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
        let mut result = Vec::with_capacity(pieces.len());
        let mut changes = self.changes.into_iter().peekable();
        let mut pieces = pieces.into_iter().enumerate().peekable();
        while let Some((at, piece)) = pieces.next() {
            match changes.peek() {
                Some((range, _)) if range.start == at => {}
                _ => {
                    result.push(piece);
                    continue;
                }
            }
            let Some((range, change)) = changes.next() else { break };
            let mut inner = vec![piece];
            while pieces.peek().is_some_and(|(next, _)| *next < range.end) {
                inner.extend(pieces.next().map(|(_, piece)| piece));
            }
            result.extend(match change {
                Change::Value => value(inner),
                Change::Type => type_keyword(inner),
                Change::Labels(names) => labels(&names),
            });
        }
        result
    }
}

struct Search<'a> {
    tokens: &'a [Token],
    changes: Vec<(std::ops::Range<usize>, Change)>,
}

impl Search<'_> {
    fn body(&mut self, body: &Body, outer: Option<&str>) {
        for attribute in &body.attributes {
            let is_type = outer == Some("variable") && &*attribute.name == "type";
            self.add(attribute.expression.span, if is_type { Change::Type } else { Change::Value });
        }
        for block in &body.blocks {
            self.labels(block);
            // Only the outermost block of a kind is a variable.
            self.body(&block.body, if outer.is_none() { Some(&block.kind) } else { Some("") });
        }
    }

    fn labels(&mut self, block: &Block) {
        let Some((_, last)) = block.labels.last() else { return };
        let header = Span { start: block.kind_span.end, end: last.end, ..block.kind_span };
        self.add(
            header,
            Change::Labels(block.labels.iter().map(|(label, _)| label.clone()).collect()),
        );
    }

    fn add(&mut self, span: Span, change: Change) {
        let first = self.tokens.partition_point(|token| token.start < span.start);
        let end = self
            .tokens
            .partition_point(|token| token.end <= span.end && token.kind != Kind::EndOfFile);
        if first < end {
            self.changes.push((first..end, change));
        }
    }
}

/// `"${x}"` becomes `x`, in parentheses if it takes several lines.
fn value(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let inner = match pieces.as_slice() {
        [open, sequence, inner @ .., end, close]
            if open.kind == Kind::OpenQuote
                && sequence.kind == Kind::Interpolation
                && end.kind == Kind::SequenceEnd
                && close.kind == Kind::CloseQuote
                && !inner.is_empty()
                && is_single(inner) =>
        {
            inner
        }
        _ => return pieces,
    };
    let is_newline = |piece: &&Piece<'_>| piece.kind == Kind::Newline;
    let leading = inner.iter().take_while(is_newline).count();
    let trailing = inner.iter().rev().take_while(is_newline).count();
    let trimmed = inner.get(leading..inner.len().saturating_sub(trailing)).unwrap_or_default();
    let wrapped = trimmed.first().is_some_and(|first| first.kind == Kind::OpenParenthesis)
        && trimmed.last().is_some_and(|last| last.kind == Kind::CloseParenthesis);
    let mut result = Vec::with_capacity(trimmed.len() + 2);
    let multiline = trimmed.iter().any(|piece| piece.kind == Kind::Newline);
    if multiline && !wrapped {
        result.push(Piece::new(Kind::OpenParenthesis, "("));
        result.extend(trimmed.iter().cloned());
        result.push(Piece::new(Kind::CloseParenthesis, ")"));
    } else {
        result.extend(trimmed.iter().cloned());
    }
    result
}

/// Whether the pieces within `"${` and `}"` are one interpolation rather than the end of one and the start of another.
fn is_single(inner: &[Piece<'_>]) -> bool {
    let mut quotes = 0_usize;
    for piece in inner {
        match piece.kind {
            Kind::OpenQuote => quotes += 1,
            Kind::CloseQuote => quotes = quotes.saturating_sub(1),
            Kind::Interpolation | Kind::SequenceEnd | Kind::QuotedText if quotes == 0 => {
                return false;
            }
            _ => {}
        }
    }
    true
}

/// `list` becomes `list(any)`, `"list"` becomes `list(string)`, `"string"` becomes `string`.
fn type_keyword(pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let (keyword, element) = match pieces.as_slice() {
        [keyword]
            if keyword.kind == Kind::Identifier
                && matches!(&*keyword.text, "list" | "map" | "set") =>
        {
            (keyword.text.clone(), Some("any"))
        }
        [open, text, close]
            if open.kind == Kind::OpenQuote
                && text.kind == Kind::QuotedText
                && close.kind == Kind::CloseQuote =>
        {
            match &*text.text {
                "string" => ("string".into(), None),
                "list" => ("list".into(), Some("string")),
                "map" => ("map".into(), Some("string")),
                _ => return pieces,
            }
        }
        _ => return pieces,
    };
    let mut result = vec![Piece::new(Kind::Identifier, keyword)];
    if let Some(element) = element {
        result.push(Piece::new(Kind::OpenParenthesis, "("));
        result.push(Piece::new(Kind::Identifier, element));
        result.push(Piece::new(Kind::CloseParenthesis, ")"));
    }
    result
}

/// Labels in quotes; comments between them go.
fn labels<'a>(names: &[Arc<str>]) -> Vec<Piece<'a>> {
    let quoted = |name: &Arc<str>| {
        [
            Piece::new(Kind::OpenQuote, "\""),
            Piece::new(Kind::QuotedText, escaped(name)),
            Piece::new(Kind::CloseQuote, "\""),
        ]
    };
    names.iter().flat_map(quoted).collect()
}

/// Text as it stands within quotes.
fn escaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\n' => result.push_str("\\n"),
            '\r' => result.push_str("\\r"),
            '\t' => result.push_str("\\t"),
            '"' => result.push_str("\\\""),
            '\\' => result.push_str("\\\\"),
            '$' | '%' if characters.peek() == Some(&'{') => result.extend([character, character]),
            _ if character.is_control() => {
                result.push_str(&format!("\\u{:04x}", u32::from(character)));
            }
            _ => result.push(character),
        }
    }
    result
}
