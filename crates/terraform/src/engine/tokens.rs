//! Colours of configurations and plans.

use dryrun_engine::{Token, TokenKind};
use dryrun_hcl::{Piece, highlight};

/// The coloured pieces of a text.
pub(super) fn tokens(role: &str, language: &str, text: &str) -> Vec<Token> {
    match (role, language) {
        (_, "hcl" | "tf" | "terraform") => highlight(text).into_iter().map(configuration).collect(),
        ("plan", _) => plan(text),
        _ => Vec::new(),
    }
}

fn configuration((range, piece): (std::ops::Range<usize>, Piece)) -> Token {
    let kind = match piece {
        Piece::Comment => TokenKind::Comment,
        Piece::Keyword => TokenKind::Keyword,
        Piece::BlockType => TokenKind::Type,
        Piece::Argument => TokenKind::Property,
        Piece::Function => TokenKind::Function,
        Piece::Text => TokenKind::String,
        Piece::Number => TokenKind::Number,
        Piece::Literal => TokenKind::Literal,
    };
    Token { start: range.start, end: range.end, kind }
}

/// What Terraform prints in colour or bold: the signs, the lines that name a resource, what forces a replacement, the sum.
fn plan(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end();
        let start = at + words.len() - words.trim_start().len();
        let token = |start: usize, length: usize, kind| Token { start, end: start + length, kind };
        let bare = words.trim_start();
        if bare.starts_with("# ") || bare.starts_with("Plan: ") || bare.starts_with("No changes.") {
            tokens.push(token(start, bare.len(), TokenKind::Heading));
        } else if let Some((sign, kind)) = sign(bare) {
            tokens.push(token(start, sign.len(), kind));
        }
        if let Some(forced) = line.find(FORCES).filter(|_| !bare.starts_with("# ")) {
            tokens.push(token(at + forced, FORCES.len(), TokenKind::Removed));
        }
        at += line.len();
    }
    tokens
}

const FORCES: &str = "# forces replacement";

fn sign(line: &str) -> Option<(&'static str, TokenKind)> {
    const SIGNS: [(&str, TokenKind); 6] = [
        ("-/+ ", TokenKind::Removed),
        ("+/- ", TokenKind::Added),
        ("<= ", TokenKind::Keyword),
        ("+ ", TokenKind::Added),
        ("- ", TokenKind::Removed),
        ("~ ", TokenKind::Changed),
    ];
    SIGNS
        .into_iter()
        .find(|(sign, _)| line.starts_with(sign))
        .map(|(sign, kind)| (sign.trim_end(), kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_headings_of_a_plan() {
        let text = "  # a.b must be replaced\n-/+ resource \"a\" \"b\" {\n      ~ n = 1 -> 2 # forces replacement\n    }\n\nPlan: 1 to add";
        let told: Vec<_> = plan(text)
            .into_iter()
            .map(|token| (&text[token.start..token.end], token.kind))
            .collect();
        assert_eq!(
            told,
            [
                ("# a.b must be replaced", TokenKind::Heading),
                ("-/+", TokenKind::Removed),
                ("~", TokenKind::Changed),
                ("# forces replacement", TokenKind::Removed),
                ("Plan: 1 to add", TokenKind::Heading),
            ]
        );
    }
}
