//! Equals signs and comments of neighbouring lines stand below each other.

use unicode_segmentation::UnicodeSegmentation;

use super::Piece;
use super::layout::Line;

/// Aligns both kinds; the former move the latter.
pub(super) fn align(lines: &mut [Line<'_>]) {
    for chain in lines.chunk_by_mut(|one, next| one.assign.is_empty() == next.assign.is_empty()) {
        let widest = chain.iter().map(|line| columns(&line.lead)).max().unwrap_or_default();
        for line in chain {
            let spaces = widest - columns(&line.lead) + 1;
            if let Some(equals) = line.assign.first_mut() {
                equals.spaces = spaces;
            }
        }
    }
    for chain in lines.chunk_by_mut(|one, next| one.comment.is_none() == next.comment.is_none()) {
        let width = |line: &Line<'_>| columns(&line.lead) + columns(&line.assign);
        let widest = chain.iter().map(width).max().unwrap_or_default();
        for line in chain {
            let spaces = widest - width(line) + 1;
            if let Some(comment) = &mut line.comment {
                comment.spaces = spaces;
            }
        }
    }
}

fn columns(pieces: &[Piece<'_>]) -> usize {
    let width = |text: &str| {
        if text.is_ascii() && !text.contains('\r') {
            text.len()
        } else {
            text.graphemes(true).count()
        }
    };
    pieces.iter().map(|piece| piece.spaces + width(&piece.text)).sum()
}
