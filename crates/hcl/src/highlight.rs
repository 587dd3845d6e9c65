//! What the words of a text are, for colours. Works on tokens, so that half a file is coloured as well.

use std::ops::Range;

use crate::lex::{Mode, Token, TokenKind, tokenize};

/// What a piece of HCL is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece {
    /// A comment.
    Comment,
    /// `for`, `in`, `if` of an expression, and the words of template directives.
    Keyword,
    /// The type of a block.
    BlockType,
    /// The name of an argument, or the key of an object.
    Argument,
    /// The name of a function.
    Function,
    /// Text in quotes with its quotes and labels, or a heredoc.
    Text,
    /// A number.
    Number,
    /// `true`, `false`, `null`.
    Literal,
}

/// The pieces that have a colour, in order. Neighbours of one kind are one piece.
#[must_use]
pub fn highlight(text: &str) -> Vec<(Range<usize>, Piece)> {
    let tokens = tokenize(text, 0, Mode::Code);
    let mut pieces: Vec<(Range<usize>, Piece)> = Vec::new();
    for at in 0..tokens.len() {
        let Some((token, piece)) = tokens.get(at).zip(piece(text, &tokens, at)) else { continue };
        let range = token.start as usize..token.end as usize;
        match pieces.last_mut() {
            Some((last, same)) if *same == piece && last.end == range.start => last.end = range.end,
            _ => pieces.push((range, piece)),
        }
    }
    pieces
}

fn piece(text: &str, tokens: &[Token], at: usize) -> Option<Piece> {
    use TokenKind as K;
    match tokens.get(at)?.kind {
        K::Comment => Some(Piece::Comment),
        K::OpenQuote
        | K::CloseQuote
        | K::QuotedText
        | K::OpenHeredoc
        | K::CloseHeredoc
        | K::PlainText => Some(Piece::Text),
        K::Number => Some(Piece::Number),
        K::Identifier => word(text, tokens, at),
        _ => None,
    }
}

fn word(text: &str, tokens: &[Token], at: usize) -> Option<Piece> {
    use TokenKind as K;
    let token = tokens.get(at)?;
    let kind = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map(|token| token.kind);
    let (before, after) = (kind(at.checked_sub(1)), kind(Some(at + 1)));
    let starts_line = matches!(before, None | Some(K::Newline | K::Comment | K::OpenBrace));
    match text.get(token.start as usize..token.end as usize)? {
        _ if before == Some(K::Dot) => None,
        _ if after == Some(K::OpenParenthesis) => Some(Piece::Function),
        _ if after == Some(K::Equal) => Some(Piece::Argument),
        "true" | "false" | "null" => Some(Piece::Literal),
        "for" | "if" | "else" | "endif" | "endfor" if before == Some(K::Directive) => {
            Some(Piece::Keyword)
        }
        "for" if matches!(before, Some(K::OpenBracket | K::OpenBrace | K::Newline)) => {
            Some(Piece::Keyword)
        }
        "in" | "if" if !starts_line && !ends_value(after) => Some(Piece::Keyword),
        _ if starts_line && matches!(after, Some(K::Identifier | K::OpenQuote | K::OpenBrace)) => {
            Some(Piece::BlockType)
        }
        _ => None,
    }
}

/// Whether nothing follows that a keyword could stand before.
fn ends_value(after: Option<TokenKind>) -> bool {
    use TokenKind as K;
    matches!(
        after,
        None | Some(
            K::Newline
                | K::EndOfFile
                | K::Comma
                | K::CloseBracket
                | K::CloseBrace
                | K::CloseParenthesis
                | K::Dot
        )
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(&str, Piece)> {
        highlight(text).into_iter().map(|(range, piece)| (&text[range], piece)).collect()
    }

    #[test]
    fn words_are_told_apart() {
        use Piece::{Argument, BlockType, Comment, Function, Keyword, Literal, Number, Text};
        assert_eq!(
            told(
                "# why\nresource \"a\" \"b\" {\n  n = [for x in y : upper(x) if true]\n  t { k = 1 }\n}\n"
            ),
            [
                ("# why\n", Comment),
                ("resource", BlockType),
                ("\"a\"", Text),
                ("\"b\"", Text),
                ("n", Argument),
                ("for", Keyword),
                ("in", Keyword),
                ("upper", Function),
                ("if", Keyword),
                ("true", Literal),
                ("t", BlockType),
                ("k", Argument),
                ("1", Number),
            ]
        );
    }

    #[test]
    fn templates_keep_their_expressions() {
        use Piece::{Argument, Keyword, Text};
        assert_eq!(
            told("a = \"x${b.if}%{ if c }y%{ endif }\""),
            [
                ("a", Argument),
                ("\"x", Text),
                ("if", Keyword),
                ("y", Text),
                ("endif", Keyword),
                ("\"", Text),
            ]
        );
    }

    #[test]
    fn half_a_text_is_coloured() {
        assert_eq!(told("a = \"b"), [("a", Piece::Argument), ("\"b", Piece::Text)]);
    }
}
