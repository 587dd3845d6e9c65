//! Templates as a whole: quoted, heredoc and bare.

use std::sync::Arc;

use dryrun_diag::Span;
use unicode_segmentation::UnicodeSegmentation;

use super::template_parts::Raw;
use super::{Parser, between, node, point_at_end};
use crate::ast::{Expression, ExpressionKind, TemplatePart};
use crate::lex::TokenKind;

impl Parser<'_> {
    /// A string or heredoc.
    pub(super) fn quoted_template(&mut self) -> Expression {
        let open = self.read();
        let heredoc = open.kind == TokenKind::OpenHeredoc;
        let flush = heredoc && self.text(open).starts_with("<<-");
        if let Some(text) = self.plain_text(heredoc) {
            let span = between(self.span(open), self.previous_span());
            return template(Content::Parts(vec![text]), span, false);
        }
        let closing = if heredoc { TokenKind::CloseHeredoc } else { TokenKind::CloseQuote };
        let (content, _) = self.template_content(closing, flush);
        let span = between(self.span(open), self.previous_span());
        template(content, span, heredoc)
    }

    /// All of a quoted string in which nothing is to be resolved, as most are.
    fn plain_text(&mut self, heredoc: bool) -> Option<TemplatePart> {
        let [text, close, ..] = self.tokens.get(self.next..)? else { return None };
        let plain = !heredoc
            && text.kind == TokenKind::QuotedText
            && close.kind == TokenKind::CloseQuote
            && !self.text(*text).contains(['\\', '{']);
        if !plain {
            return None;
        }
        let text = *text;
        self.next += 2;
        self.height = 1;
        Some(TemplatePart::Text(self.text(text).into(), self.span(text)))
    }

    /// A whole text as a template.
    pub(super) fn bare_template(&mut self) -> Expression {
        let (content, span) = self.template_content(TokenKind::EndOfFile, false);
        template(content, span, false)
    }

    /// The parts up to and with the token `end`, and where they are.
    fn template_content(&mut self, end: TokenKind, flush: bool) -> (Content, Span) {
        let start = self.next_span();
        let mut tallest = 0;
        let (mut raw, end) = self.raw_parts(end, start, &mut tallest);
        if flush {
            unindent(&mut raw);
        }
        meld(&mut raw);
        self.height = tallest + 1;
        let span = between(start, end);
        if let [Raw::Interpolation(..)] = raw.as_slice()
            && let Some(Raw::Interpolation(expression, _)) = raw.pop()
        {
            return (Content::Wrap(expression), span);
        }
        if raw.is_empty() {
            return (
                Content::Parts(vec![TemplatePart::Text(Arc::from(""), point_at_end(start))]),
                span,
            );
        }
        (Content::Parts(self.template_tree(raw, end)), span)
    }
}

enum Content {
    /// A single interpolation: the value keeps its type.
    Wrap(Expression),
    Parts(Vec<TemplatePart>),
}

fn template(content: Content, span: Span, heredoc: bool) -> Expression {
    let kind = match content {
        Content::Wrap(expression) => ExpressionKind::TemplateWrap(expression),
        Content::Parts(parts) => ExpressionKind::Template { parts, heredoc },
    };
    node(kind, span)
}

/// Takes the indentation that all lines share off, as `<<-` asks for. Blank lines do not count; a line that starts with
/// a sequence has none.
fn unindent(parts: &mut [Raw]) {
    let mut least = usize::MAX;
    let mut adjust = Vec::new();
    let mut line_start = true;
    for (at, part) in parts.iter().enumerate() {
        if line_start {
            line_start = false;
            let indentation = match part {
                Raw::Text(text, _) => {
                    let trimmed = text.trim_start();
                    if trimmed.is_empty() && text.ends_with('\n') {
                        usize::MAX
                    } else {
                        adjust.push(at);
                        graphemes(text.get(..text.len() - trimmed.len()).unwrap_or_default())
                    }
                }
                Raw::Interpolation(..) | Raw::If(..) | Raw::For { .. } | Raw::End(..) => 0,
            };
            least = least.min(indentation);
        }
        if let Raw::Text(text, _) = part
            && text.ends_with('\n')
        {
            line_start = true;
        }
    }
    for at in adjust {
        if let Some(Raw::Text(text, span)) = parts.get_mut(at) {
            let bytes: usize = text.graphemes(true).take(least).map(str::len).sum();
            text.drain(..bytes);
            span.start += u32::try_from(bytes).unwrap_or_default();
        }
    }
}

fn graphemes(blanks: &str) -> usize {
    if blanks.is_ascii() { blanks.len() } else { blanks.graphemes(true).count() }
}

/// Joins texts that stand next to each other.
fn meld(parts: &mut Vec<Raw>) {
    if parts.len() < 2 {
        return;
    }
    let mut melded: Vec<Raw> = Vec::with_capacity(parts.len());
    for part in parts.drain(..) {
        match (melded.last_mut(), part) {
            (Some(Raw::Text(before, before_span)), Raw::Text(text, span)) => {
                before.push_str(&text);
                before_span.end = span.end;
            }
            (_, part) => melded.push(part),
        }
    }
    *parts = melded;
}
