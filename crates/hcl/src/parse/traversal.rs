//! Traversals that stand alone, such as a reference given in quotes.

use dryrun_cty::Value;
use dryrun_diag::Span;

use super::{Parser, between};
use crate::ast::{Traversal, TraversalStep};
use crate::lex::{Token, TokenKind};

impl Parser<'_> {
    /// A root name and constant steps up to the end of the text. None if something is wrong.
    pub(super) fn traversal(&mut self) -> Option<Traversal> {
        let root = self.read();
        let root_span = self.span(root);
        if root.kind != TokenKind::Identifier {
            self.error(
                "Variable name required",
                "Must begin with a variable name.",
                root_span,
                None,
            );
            return None;
        }
        let mut traversal =
            Traversal { root: self.shared_name(root), root_span, steps: Vec::new() };
        loop {
            let next = self.read();
            let step = match next.kind {
                TokenKind::EndOfFile => return Some(traversal),
                TokenKind::Dot => self.attribute_step(next, root_span)?,
                TokenKind::OpenBracket => self.index_step(next, root_span)?,
                _ => {
                    let at = self.span(next);
                    let detail = "Expected an attribute access or an index operator.";
                    self.error("Invalid character", detail, at, Some(between(root_span, at)));
                    return None;
                }
            };
            traversal.steps.push(step);
        }
    }

    fn attribute_step(&mut self, dot: Token, root: Span) -> Option<TraversalStep> {
        let name = self.read();
        let at = self.span(name);
        let detail = match name.kind {
            TokenKind::Identifier => {
                return Some(TraversalStep::Attribute(
                    self.shared_name(name),
                    between(self.span(dot), at),
                ));
            }
            TokenKind::Star => "Splat expressions (.*) may not be used here.",
            _ => "Dot must be followed by attribute name.",
        };
        self.error("Attribute name required", detail, at, Some(between(root, at)));
        None
    }

    fn index_step(&mut self, open: Token, root: Span) -> Option<TraversalStep> {
        let next = self.peek();
        let at = self.span(next);
        let context = Some(between(root, at));
        let mark = self.diagnostics.len();
        let key = match next.kind {
            TokenKind::Number => {
                self.read();
                self.number_value(next)
            }
            TokenKind::OpenQuote => Value::string(self.quoted_label().0),
            TokenKind::Star => {
                let detail = "Splat expressions ([*]) may not be used here.";
                self.error("Attribute name required", detail, at, context);
                return None;
            }
            _ => {
                let detail =
                    "Index brackets must contain either a literal number or a literal string.";
                self.error("Index value required", detail, at, context);
                return None;
            }
        };
        let close = self.read();
        let brackets = between(self.span(open), self.span(close));
        if close.kind != TokenKind::CloseBracket {
            let detail = "Index key must be followed by a closing bracket.";
            self.error("Unclosed index brackets", detail, self.span(close), Some(brackets));
        }
        (!self.failed_since(mark)).then_some(TraversalStep::Index(key, brackets))
    }
}
