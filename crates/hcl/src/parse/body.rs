//! Bodies, attributes and blocks.

use std::collections::HashMap;

use dryrun_diag::Span;

use super::{Parser, between, point_at_start};
use crate::ast::{Attribute, Block, Body};
use crate::lex::{Token, TokenKind};

const ITEM: &str = "Argument or block definition required";
const ITEM_DETAIL: &str = "An argument or block definition is required here.";
const ITEM_EQUALS_DETAIL: &str = "An argument or block definition is required here. To set an argument, use the equals sign \"=\" to introduce the argument value.";
const UNCLOSED_DETAIL: &str = "There is no closing brace for this block before the end of the file. This may be caused by incorrect brace nesting elsewhere in this file.";
const ONE_ARGUMENT: &str = "Invalid single-argument block definition";

enum Item {
    Attribute(Attribute),
    Block(Block),
}

/// Names of a body's attributes beyond the first ones. Most bodies have few: only many are worth a hash.
#[derive(Default)]
struct Names<'a>(HashMap<&'a str, Span>);

impl<'a> Names<'a> {
    const FEW: usize = 16;

    /// Adds the name of an attribute that follows others; where it was before, if it was.
    fn add(&mut self, name: &'a str, span: Span, before: &[Attribute]) -> Option<Span> {
        let mut few = before.iter().take(Self::FEW);
        let first = few.find(|known| *known.name == *name).map(|known| known.name_span);
        let first = first.or_else(|| self.0.get(name).copied());
        if first.is_none() && before.len() >= Self::FEW {
            self.0.insert(name, span);
        }
        first
    }
}

impl<'a> Parser<'a> {
    /// Items up to and with the token `end`.
    pub(super) fn body(&mut self, end: TokenKind) -> Body {
        let start = self.previous_span();
        let mut body = Body::default();
        let mut names = Names::default();
        let close = loop {
            let next = self.peek();
            if next.kind == end {
                self.read();
                break self.span(next);
            }
            match next.kind {
                TokenKind::Newline => {
                    self.read();
                }
                TokenKind::Identifier => match self.item() {
                    Some(Item::Attribute(attribute)) => {
                        self.add_attribute(&mut body, &mut names, next, attribute);
                    }
                    Some(Item::Block(block)) => body.blocks.push(block),
                    None => {}
                },
                _ => break self.misplaced(end, start),
            }
        };
        body.span = between(start, close);
        body.missing_item = point_at_start(body.span);
        body
    }

    fn add_attribute(
        &mut self,
        body: &mut Body,
        names: &mut Names<'a>,
        name: Token,
        attribute: Attribute,
    ) {
        let Some(first) = names.add(self.text(name), attribute.name_span, &body.attributes) else {
            body.attributes.push(attribute);
            return;
        };
        let detail = format!(
            "The argument \"{}\" was already set at {}. Each argument may be set only once.",
            attribute.name,
            self.describe(first)
        );
        self.error("Attribute redefined", detail, attribute.name_span, None);
    }

    /// Says what is wrong with a token that cannot start an item, and skips the rest of the body.
    fn misplaced(&mut self, end: TokenKind, start: Span) -> Span {
        let bad = self.read();
        let at = self.span(bad);
        match bad.kind {
            TokenKind::OpenQuote => {
                self.error_unless_recovering(
                    "Invalid argument name",
                    "Argument names must not be quoted.",
                    at,
                    None,
                );
            }
            TokenKind::EndOfFile => {
                self.error_unless_recovering(
                    "Unclosed configuration block",
                    UNCLOSED_DETAIL,
                    start,
                    None,
                );
            }
            _ => self.error_unless_recovering(ITEM, ITEM_DETAIL, at, None),
        }
        self.recover(end);
        at
    }

    /// An attribute or a block; the next token is known to be its name.
    fn item(&mut self) -> Option<Item> {
        let name = self.read();
        match self.peek_kind() {
            TokenKind::Equal => Some(Item::Attribute(self.attribute(name, false))),
            TokenKind::OpenQuote | TokenKind::OpenBrace | TokenKind::Identifier => {
                self.block(name).map(Item::Block)
            }
            _ => {
                self.recover_after_item();
                self.error(ITEM, ITEM_EQUALS_DETAIL, self.span(name), None);
                None
            }
        }
    }

    /// `= expression`, and the newline unless the block is on a single line.
    fn attribute(&mut self, name: Token, single_line: bool) -> Attribute {
        let name_span = self.span(name);
        let equals = self.read();
        let equals_span = self.span(equals);
        let mark = self.diagnostics.len();
        let expression = self.expression();
        let end = self.previous_span();
        if self.lost_since(mark) {
            self.recover_after_item();
        } else if !single_line {
            self.end_of_attribute(name_span);
        }
        Attribute {
            name: self.shared_name(name),
            name_span,
            equals_span,
            expression,
            span: between(name_span, end),
        }
    }

    fn end_of_attribute(&mut self, name: Span) {
        let end = self.peek();
        if matches!(end.kind, TokenKind::Newline | TokenKind::EndOfFile) {
            self.read();
            return;
        }
        let at = self.span(end);
        let (summary, detail) = if end.kind == TokenKind::Comma {
            (
                "Unexpected comma after argument",
                "Argument definitions must be separated by newlines, not commas. An argument definition must end with a newline.",
            )
        } else {
            ("Missing newline after argument", "An argument definition must end with a newline.")
        };
        self.error_unless_recovering(summary, detail, at, Some(between(name, at)));
        self.recover_after_item();
    }

    /// Labels and content of a block. None where the nesting is too deep.
    fn block(&mut self, name: Token) -> Option<Block> {
        let kind_span = self.span(name);
        let mut block = Block {
            kind: self.shared_name(name),
            kind_span,
            labels: Vec::new(),
            body: Body {
                span: kind_span,
                missing_item: point_at_start(kind_span),
                ..Body::default()
            },
            open_span: kind_span,
            close_span: kind_span,
            definition: None,
        };
        if !self.block_header(&mut block) {
            block.close_span = block.labels.last().map_or(kind_span, |(_, span)| *span);
            return Some(block);
        }
        if self.depth >= super::MAX_DEPTH {
            self.too_deep();
            self.recover(TokenKind::CloseBrace);
            return None;
        }
        self.depth += 1;
        let content = match self.peek_kind() {
            TokenKind::Newline | TokenKind::EndOfFile | TokenKind::CloseBrace => {
                Some(self.body(TokenKind::CloseBrace))
            }
            _ => self.single_line_content(&block),
        };
        self.depth -= 1;
        block.close_span = self.previous_span();
        self.end_of_block(kind_span);
        block.body = content.unwrap_or_else(|| Body {
            span: between(block.open_span, block.close_span),
            missing_item: point_at_start(block.open_span),
            ..Body::default()
        });
        Some(block)
    }

    /// Reads labels and the opening brace; false where the brace is missing.
    fn block_header(&mut self, block: &mut Block) -> bool {
        loop {
            let token = self.peek();
            match token.kind {
                TokenKind::OpenBrace => {
                    self.read();
                    block.open_span = self.span(token);
                    return true;
                }
                TokenKind::OpenQuote => block.labels.push(self.quoted_label()),
                TokenKind::Identifier => {
                    self.read();
                    block.labels.push((self.shared_name(token), self.span(token)));
                }
                _ => {
                    self.bad_header(block.kind_span, token);
                    return false;
                }
            }
        }
    }

    fn bad_header(&mut self, kind: Span, token: Token) {
        let at = self.span(token);
        let context = Some(between(kind, at));
        let summary = "Invalid block definition";
        match token.kind {
            TokenKind::Equal => {
                let detail = "The equals sign \"=\" indicates an argument definition, and must not be used when defining a block.";
                self.error(summary, detail, at, context);
            }
            TokenKind::Newline => {
                let detail = "A block definition must have block content delimited by \"{\" and \"}\", starting on the same line as the block header.";
                self.error(summary, detail, at, context);
            }
            _ => {
                let detail = "Either a quoted string block label or an opening brace (\"{\") is expected here.";
                self.error_unless_recovering(summary, detail, at, context);
            }
        }
        self.recover_after_item();
    }

    /// `{ name = expression }` on one line.
    fn single_line_content(&mut self, block: &Block) -> Option<Body> {
        let content = self.single_attribute();
        let next = self.peek();
        let at = self.span(next);
        match next.kind {
            TokenKind::CloseBrace => {
                self.read();
                return content;
            }
            TokenKind::Comma => {
                let detail = "Single-line block syntax can include only one argument definition. To define multiple arguments, use the multi-line block syntax with one argument definition per line.";
                self.error(ONE_ARGUMENT, detail, at, None);
            }
            TokenKind::Newline => {
                let detail = "An argument definition on the same line as its containing block creates a single-line block definition, which must also be closed on the same line. Place the block's closing brace immediately after the argument definition.";
                self.error(ONE_ARGUMENT, detail, at, None);
            }
            TokenKind::EndOfFile => {
                let context = Some(between(block.kind_span, block.open_span));
                self.error_unless_recovering(
                    "Unclosed configuration block",
                    UNCLOSED_DETAIL,
                    block.open_span,
                    context,
                );
            }
            _ => {
                let detail = "A single-line block definition must end with a closing brace immediately after its single argument definition.";
                self.error_unless_recovering(ONE_ARGUMENT, detail, at, None);
            }
        }
        self.recover(TokenKind::CloseBrace);
        content
    }

    fn single_attribute(&mut self) -> Option<Body> {
        let name = self.read();
        let at = self.span(name);
        if name.kind != TokenKind::Identifier {
            self.recover_after_item();
            self.error(ITEM, ITEM_DETAIL, at, None);
            return None;
        }
        let next = self.peek();
        match next.kind {
            TokenKind::Equal => {
                let attribute = self.attribute(name, true);
                let span = attribute.span;
                Some(Body {
                    missing_item: point_at_start(span),
                    span,
                    attributes: vec![attribute],
                    ..Body::default()
                })
            }
            TokenKind::OpenQuote | TokenKind::OpenBrace | TokenKind::Identifier => {
                self.recover_after_item();
                let detail = format!(
                    "A single-line block definition can contain only a single argument. If you meant to define argument \"{}\", use an equals sign to assign it a value. To define a nested block, place it on a line of its own within its parent block.",
                    self.text(name)
                );
                self.error(
                    "Argument definition required",
                    detail,
                    between(at, self.span(next)),
                    None,
                );
                None
            }
            _ => {
                self.recover_after_item();
                self.error(ITEM, ITEM_EQUALS_DETAIL, at, None);
                None
            }
        }
    }

    fn end_of_block(&mut self, kind: Span) {
        let end = self.peek();
        if matches!(end.kind, TokenKind::Newline | TokenKind::EndOfFile) {
            self.read();
            return;
        }
        let at = self.span(end);
        let detail = "A block definition must end with a newline.";
        self.error_unless_recovering(
            "Missing newline after block definition",
            detail,
            at,
            Some(between(kind, at)),
        );
        self.recover_after_item();
    }
}
