//! Blanks between the tokens of a line.

use super::Piece;
use super::layout::Line;
use crate::lex::TokenKind as Kind;

/// Sets the blanks within each cell.
pub(super) fn space(lines: &mut [Line<'_>]) {
    for line in lines {
        space_cell(&mut line.lead);
        if let Some(equals) = line.assign.first_mut() {
            equals.spaces = 1;
        }
        space_cell(&mut line.assign);
    }
}

fn space_cell(cell: &mut [Piece<'_>]) {
    let mut before: Option<Kind> = None;
    for at in 1..cell.len() {
        let Some([subject, after]) = cell.get_mut(at - 1..=at) else { return };
        after.spaces = usize::from(has_space(before, subject, after));
        before = Some(subject.kind);
    }
}

fn is_text(kind: Kind) -> bool {
    matches!(kind, Kind::QuotedText | Kind::PlainText)
}

/// Whether a blank stands between `subject` and `after`, where `before` is what precedes the subject in its cell.
fn has_space(before: Option<Kind>, subject: &Piece<'_>, after: &Piece<'_>) -> bool {
    let is_keyword_in = subject.kind == Kind::Identifier
        && subject.text == "in"
        && before == Some(Kind::Identifier);
    match (subject.kind, after.kind) {
        (_, Kind::Newline)
        | (Kind::Identifier, Kind::OpenParenthesis | Kind::DoubleColon)
        | (Kind::DoubleColon, Kind::Identifier)
        | (Kind::Dot, _)
        | (_, Kind::Dot | Kind::Comma | Kind::Ellipsis) => false,
        (Kind::Comma, _) => true,
        // Templates keep what stands in them.
        (Kind::OpenQuote | Kind::OpenHeredoc, _) | (_, Kind::CloseQuote | Kind::CloseHeredoc) => {
            false
        }
        (subject, after) if is_text(subject) || is_text(after) => false,
        // `for x in [1]` is no index.
        _ if is_keyword_in => true,
        (Kind::Identifier | Kind::Number, Kind::OpenBracket) => false,
        (_, Kind::OpenBracket) if subject.bracket_change() < 0 => false,
        (Kind::Bang, _) => false,
        (Kind::Minus, _) => is_subtraction(before),
        (Kind::OpenBrace, Kind::CloseBrace) => false,
        (Kind::OpenBrace, _) | (_, Kind::CloseBrace) => true,
        (Kind::Interpolation | Kind::Directive, Kind::OpenBrace)
        | (Kind::CloseBrace, Kind::SequenceEnd) => true,
        (Kind::SequenceEnd, Kind::Interpolation | Kind::Directive) => false,
        _ => subject.bracket_change() <= 0 && after.bracket_change() >= 0,
    }
}

/// Whether a minus after `before` has a left operand.
fn is_subtraction(before: Option<Kind>) -> bool {
    !matches!(
        before,
        None | Some(
            Kind::OpenParenthesis
                | Kind::OpenBrace
                | Kind::OpenBracket
                | Kind::Equal
                | Kind::Colon
                | Kind::Comma
                | Kind::Question
                | Kind::Plus
                | Kind::Star
                | Kind::Slash
                | Kind::Percent
                | Kind::Minus
                | Kind::EqualEqual
                | Kind::NotEqual
                | Kind::Greater
                | Kind::GreaterOrEqual
                | Kind::Less
                | Kind::LessOrEqual
                | Kind::And
                | Kind::Or
                | Kind::Bang
        )
    )
}
