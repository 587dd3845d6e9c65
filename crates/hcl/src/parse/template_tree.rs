//! Nesting the directives of a template.

use dryrun_diag::{Diagnostic, Span};

use super::template_parts::{End, Raw};
use super::{MAX_DEPTH, Parser, between, invalid};
use crate::ast::TemplatePart;

/// The flat parts that are still to be nested.
struct Remaining {
    parts: std::iter::Peekable<std::vec::IntoIter<Raw>>,
    /// Where the template ends.
    end: Span,
    /// The nesting was too deep: nothing more is told of the rest.
    lost: bool,
}

/// What closed a directive, or the place-holder for one that was not closed.
type Closed = Result<(End, Span), TemplatePart>;

const UNBALANCED: &str = "The control directives within this template are unbalanced.";

impl Parser<'_> {
    /// Nests the parts; what does not balance is told and skipped.
    pub(super) fn template_tree(&mut self, parts: Vec<Raw>, end: Span) -> Vec<TemplatePart> {
        let mut remaining = Remaining { parts: parts.into_iter().peekable(), end, lost: false };
        let mut result = Vec::with_capacity(remaining.parts.len());
        while let Some(part) = remaining.parts.next() {
            result.push(self.template_part(part, &mut remaining));
        }
        result
    }

    fn template_part(&mut self, part: Raw, remaining: &mut Remaining) -> TemplatePart {
        match part {
            Raw::Text(text, span) => TemplatePart::Text(text.into(), span),
            Raw::Interpolation(expression, span) => TemplatePart::Interpolation(expression, span),
            Raw::End(end, span) => {
                self.unexpected(end, UNBALANCED.to_owned(), span);
                place_holder(span)
            }
            Raw::If(..) | Raw::For { .. } if self.depth >= MAX_DEPTH => {
                remaining.parts = Vec::new().into_iter().peekable();
                remaining.lost = true;
                TemplatePart::Interpolation(self.too_deep(), remaining.end)
            }
            Raw::If(condition, span) => {
                self.depth += 1;
                let part = self.if_directive(condition, span, remaining);
                self.depth -= 1;
                part
            }
            Raw::For { key, value, collection, span } => {
                self.depth += 1;
                let (body, closed) = self.until_end(remaining, span, "for");
                self.depth -= 1;
                match self.expect_end_for(closed, span) {
                    Ok(end) => {
                        TemplatePart::For { key, value, collection, body, span: between(span, end) }
                    }
                    Err(place_holder) => place_holder,
                }
            }
        }
    }

    fn if_directive(
        &mut self,
        condition: crate::ast::Expression,
        open: Span,
        remaining: &mut Remaining,
    ) -> TemplatePart {
        let (yes, closed) = self.until_end(remaining, open, "if");
        let (no, closed) = match closed {
            Ok((End::Else, _)) => self.until_end(remaining, open, "if"),
            closed => (Vec::new(), closed),
        };
        let (end, at) = match closed {
            Ok(end) => end,
            Err(place_holder) => return place_holder,
        };
        match end {
            End::If => return TemplatePart::If { condition, yes, no, span: between(open, at) },
            End::Else => {
                let detail = format!(
                    "Already in the else clause for the if started at {}.",
                    self.describe(open)
                );
                self.unexpected(end, detail, at);
            }
            End::For => {
                let detail = format!(
                    "Expecting an endif directive for the if started at {}.",
                    self.describe(open)
                );
                self.unexpected(end, detail, at);
            }
        }
        place_holder(at)
    }

    fn expect_end_for(&mut self, closed: Closed, open: Span) -> Result<Span, TemplatePart> {
        let (end, at) = closed?;
        match end {
            End::For => return Ok(at),
            End::Else => self.unexpected(
                end,
                "An else clause is not expected for a for directive.".to_owned(),
                at,
            ),
            End::If => {
                let started = self.describe(open);
                let detail = format!(
                    "Expecting an endfor directive corresponding to the for directive at {started}."
                );
                self.unexpected(end, detail, at);
            }
        }
        Err(place_holder(at))
    }

    /// Parts up to the next directive that ends or divides, which is taken as well.
    fn until_end(
        &mut self,
        remaining: &mut Remaining,
        open: Span,
        name: &str,
    ) -> (Vec<TemplatePart>, Closed) {
        let mut parts = Vec::new();
        loop {
            match remaining.parts.next() {
                Some(Raw::End(end, span)) => return (parts, Ok((end, span))),
                Some(part) => parts.push(self.template_part(part, remaining)),
                None if remaining.lost => return (parts, Err(place_holder(remaining.end))),
                None => {
                    let started = self.describe(open);
                    let detail = format!(
                        "The {name} directive at {started} is missing its corresponding end{name} directive."
                    );
                    self.error("Unexpected end of template", detail, remaining.end, None);
                    return (parts, Err(place_holder(remaining.end)));
                }
            }
        }
    }

    fn unexpected(&mut self, end: End, detail: String, at: Span) {
        self.diagnostics
            .push(Diagnostic::error(format!("Unexpected {} directive", end.name()), detail).at(at));
    }
}

fn place_holder(at: Span) -> TemplatePart {
    TemplatePart::Interpolation(invalid(at), at)
}
