//! Quoted strings without templates: the labels of blocks.

use std::borrow::Cow;
use std::sync::Arc;

use dryrun_diag::Span;

use super::{Parser, between};
use crate::lex::TokenKind;

impl Parser<'_> {
    /// A quoted label; the next token is known to be its opening quote.
    pub(super) fn quoted_label(&mut self) -> (Arc<str>, Span) {
        let open = self.read();
        let open = self.span(open);
        let mut text = Cow::Borrowed("");
        loop {
            let token = self.read();
            let at = self.span(token);
            let context = Some(between(open, at));
            match token.kind {
                TokenKind::CloseQuote => return (self.names.shared(&text), between(open, at)),
                TokenKind::QuotedText if text.is_empty() => text = self.unescape(token),
                TokenKind::QuotedText => text.to_mut().push_str(&self.unescape(token)),
                TokenKind::Interpolation | TokenKind::Directive => {
                    let which = if token.kind == TokenKind::Interpolation { '$' } else { '%' };
                    let detail = format!(
                        "Template sequences are not allowed in this string. To include a literal \"{which}\", double it (as \"{which}{which}\") to escape it."
                    );
                    self.error("Invalid string literal", detail, at, context);
                    text.to_mut().push(which);
                    text.to_mut().push_str("{ ... }");
                    self.recover(TokenKind::SequenceEnd);
                }
                TokenKind::EndOfFile => {
                    let detail =
                        "Unable to find the closing quote mark before the end of the file.";
                    self.error("Unterminated string literal", detail, at, context);
                    return (self.names.shared(&text), between(open, at));
                }
                _ => {
                    self.error(
                        "Invalid string literal",
                        "This item is not valid in a string literal.",
                        at,
                        context,
                    );
                    self.recover(TokenKind::CloseQuote);
                    return (self.names.shared(&text), between(open, at));
                }
            }
        }
    }
}
