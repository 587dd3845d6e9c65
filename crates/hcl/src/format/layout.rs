//! Lines and their indentation.

use super::Piece;
use crate::lex::TokenKind;

/// A line in up to three cells; the starts of the latter two are aligned with those of neighbouring lines.
#[derive(Debug, Default)]
pub(super) struct Line<'a> {
    /// Everything up to one of the others.
    pub(super) lead: Vec<Piece<'a>>,
    /// From the equals sign of an attribute on, if the line holds the whole of it.
    pub(super) assign: Vec<Piece<'a>>,
    /// A comment behind something else.
    pub(super) comment: Option<Piece<'a>>,
}

/// Breaks the pieces into lines and cells.
pub(super) fn lines(pieces: Vec<Piece<'_>>) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut line = Line::default();
    for piece in pieces {
        let last = piece.ends_line();
        line.lead.push(piece);
        if last {
            lines.push(cells(std::mem::take(&mut line)));
        }
    }
    lines.push(cells(line));
    lines
}

fn cells(mut line: Line<'_>) -> Line<'_> {
    if line.lead.len() > 1 && line.lead.last().is_some_and(|last| last.kind == TokenKind::Comment) {
        line.comment = line.lead.pop();
    }
    let equals =
        line.lead.iter().skip(1).position(|piece| piece.kind == TokenKind::Equal).map(|at| at + 1);
    if let Some(at) = equals
        && line.lead.iter().skip(at).map(Piece::bracket_change).sum::<isize>() == 0
    {
        line.assign = line.lead.split_off(at);
    }
    line
}

/// Indents each line by the brackets that are open before it; several opened in one line count as one.
pub(super) fn indent(lines: &mut [Line<'_>]) {
    let mut indents: Vec<isize> = Vec::new();
    for line in lines {
        let change = change(line);
        let Some(first) = line.lead.first_mut() else { continue };
        if first.kind == TokenKind::Newline {
            first.spaces = 0;
            continue;
        }
        if change < 0 {
            close(&mut indents, -change);
        }
        first.spaces = 2 * indents.len();
        if change > 0 {
            indents.push(change);
        }
    }
}

fn change(line: &Line<'_>) -> isize {
    let mut change = 0;
    for piece in &line.lead {
        change += piece.bracket_change();
        if piece.kind == TokenKind::OpenHeredoc {
            break;
        }
    }
    change + line.assign.iter().map(Piece::bracket_change).sum::<isize>()
}

fn close(indents: &mut Vec<isize>, mut closed: isize) {
    while closed > 0
        && let Some(innermost) = indents.last_mut()
    {
        if closed < *innermost {
            *innermost -= closed;
            return;
        }
        closed -= *innermost;
        indents.pop();
    }
}

/// The lines as text.
pub(super) fn write(lines: &[Line<'_>]) -> String {
    let mut text = String::new();
    for piece in
        lines.iter().flat_map(|line| line.lead.iter().chain(&line.assign).chain(&line.comment))
    {
        text.extend(std::iter::repeat_n(' ', piece.spaces));
        text.push_str(&piece.text);
    }
    text
}
