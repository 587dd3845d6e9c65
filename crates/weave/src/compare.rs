//! Recorded text against what the engine says now, wildcards respected.

use std::ops::Range;

/// A line that stands for any lines.
const ANY_LINES: &str = "...";
/// Stands for anything within a line.
const ANYTHING: &str = "[..]";

/// How a recorded text differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The first recorded line that does not hold, from 0.
    pub line: usize,
    /// The text as it should be recorded: wildcards that still hold are kept.
    pub updated: String,
}

/// Compares recorded lines with actual ones; `None`: they agree.
///
/// Trailing blanks and the final newline do not count. `...` alone on a line matches any lines, `[..]` any text within one.
#[must_use]
pub fn compare_text(recorded: &str, actual: &str) -> Option<Difference> {
    let recorded: Vec<&str> = recorded.trim_end().lines().map(str::trim_end).collect();
    let actual: Vec<&str> = actual.trim_end().lines().map(str::trim_end).collect();
    let pieces = align(&recorded, &actual);
    let line = pieces.iter().find_map(|piece| match piece {
        Piece::Keep(_) | Piece::Any(_) => None,
        Piece::Insert { before, .. } => Some(*before),
        Piece::Drop(line) | Piece::Replace { line, .. } => Some(*line),
    })?;
    Some(Difference { line, updated: rewritten(&pieces, &recorded, &actual) })
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    /// The recorded line holds.
    Keep(usize),
    /// The recorded `...` covers some lines.
    Any(usize),
    /// The recorded line gives way to an actual one.
    Replace { line: usize, with: usize },
    /// The recorded line has no counterpart.
    Drop(usize),
    /// Actual lines that are not recorded, before a recorded line.
    Insert { before: usize, lines: Range<usize> },
}

fn rewritten(pieces: &[Piece], recorded: &[&str], actual: &[&str]) -> String {
    let mut out: Vec<&str> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Keep(line) | Piece::Any(line) => out.extend(recorded.get(*line)),
            Piece::Drop(_) => {}
            Piece::Replace { with, .. } => out.extend(actual.get(*with)),
            Piece::Insert { lines, .. } => {
                out.extend(actual.get(lines.clone()).unwrap_or_default());
            }
        }
    }
    out.join("\n")
}

fn is_any(line: &str) -> bool {
    line.trim() == ANY_LINES
}

/// Whether a recorded line holds for an actual one.
fn holds(recorded: &str, actual: &str) -> bool {
    let mut parts = recorded.split(ANYTHING);
    let Some(mut rest) = parts.next().and_then(|first| actual.strip_prefix(first)) else {
        return false;
    };
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    rest.is_empty()
}

/// Tables larger than this are not aligned: the whole text is replaced.
const CELLS: usize = 16_000_000;

/// The cheapest way from the recorded lines to the actual ones; dropping, inserting or replacing a line costs one.
fn align(recorded: &[&str], actual: &[&str]) -> Vec<Piece> {
    let head = recorded
        .iter()
        .zip(actual)
        .take_while(|(recorded, actual)| !is_any(recorded) && holds(recorded, actual))
        .count();
    let rest = (recorded.get(head..).unwrap_or_default(), actual.get(head..).unwrap_or_default());
    let mut pieces: Vec<Piece> = (0..head).map(Piece::Keep).collect();
    if (rest.0.len() + 1).saturating_mul(rest.1.len() + 1) > CELLS {
        pieces.extend((head..recorded.len()).map(Piece::Drop));
        pieces.push(Piece::Insert { before: head, lines: head..actual.len() });
        return pieces;
    }
    pieces.extend(align_rest(rest.0, rest.1).into_iter().map(|piece| shifted(piece, head)));
    pieces
}

fn shifted(piece: Piece, by: usize) -> Piece {
    match piece {
        Piece::Keep(line) => Piece::Keep(line + by),
        Piece::Any(line) => Piece::Any(line + by),
        Piece::Drop(line) => Piece::Drop(line + by),
        Piece::Replace { line, with } => Piece::Replace { line: line + by, with: with + by },
        Piece::Insert { before, lines } => {
            Piece::Insert { before: before + by, lines: lines.start + by..lines.end + by }
        }
    }
}

fn align_rest(recorded: &[&str], actual: &[&str]) -> Vec<Piece> {
    let width = actual.len() + 1;
    // cost[i * width + j]: from recorded line i and actual line j to the end.
    let mut cost = vec![0_u32; (recorded.len() + 1) * width];
    let at =
        |cost: &[u32], i: usize, j: usize| cost.get(i * width + j).copied().unwrap_or_default();
    for i in (0..=recorded.len()).rev() {
        for j in (0..=actual.len()).rev() {
            let best = match (recorded.get(i), actual.get(j)) {
                (None, None) => 0,
                (None, Some(_)) => at(&cost, i, j + 1) + 1,
                (Some(line), None) => at(&cost, i + 1, j) + u32::from(!is_any(line)),
                (Some(line), Some(_)) if is_any(line) => {
                    at(&cost, i + 1, j).min(at(&cost, i, j + 1))
                }
                (Some(line), Some(now)) => {
                    let change = 1 + at(&cost, i + 1, j).min(at(&cost, i, j + 1)).min(at(
                        &cost,
                        i + 1,
                        j + 1,
                    ));
                    if holds(line, now) { change.min(at(&cost, i + 1, j + 1)) } else { change }
                }
            };
            if let Some(cell) = cost.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j, mut pieces) = (0, 0, Vec::new());
    while i < recorded.len() || j < actual.len() {
        let here = at(&cost, i, j);
        match (recorded.get(i), actual.get(j)) {
            (Some(line), _) if is_any(line) => {
                while j < actual.len() && at(&cost, i + 1, j) != here {
                    j += 1;
                }
                pieces.push(Piece::Any(i));
                i += 1;
            }
            (Some(line), Some(now)) if holds(line, now) && at(&cost, i + 1, j + 1) == here => {
                pieces.push(Piece::Keep(i));
                (i, j) = (i + 1, j + 1);
            }
            (Some(_), Some(_)) if at(&cost, i + 1, j + 1) + 1 == here => {
                pieces.push(Piece::Replace { line: i, with: j });
                (i, j) = (i + 1, j + 1);
            }
            (Some(_), _) if at(&cost, i + 1, j) + 1 == here => {
                pieces.push(Piece::Drop(i));
                i += 1;
            }
            _ => {
                pieces.push(Piece::Insert { before: i, lines: j..j + 1 });
                j += 1;
            }
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_match_and_stay() {
        for (recorded, actual, want) in [
            ("a\nb", "a\nb\n", None),
            ("a\n...\nz", "a\nb\nc\nz", None),
            ("a\n...", "a", None),
            ("took [..] s", "took 12 s", None),
            ("id = [..] of [..]", "id = 7 of 9", None),
            ("a\n...\nz", "a\nb\ny", Some((2, "a\n...\ny"))),
            ("a\nb [..]\nc", "a\nb 1\nd", Some((2, "a\nb [..]\nd"))),
            ("", "a", Some((0, "a"))),
            ("a\nx\n...\nlast", "a\ny\nm\nlast", Some((1, "a\ny\n...\nlast"))),
        ] {
            let got = compare_text(recorded, actual);
            assert_eq!(
                got.map(|difference| (difference.line, difference.updated)),
                want.map(|(line, text)| (line, text.to_owned())),
                "{recorded:?}"
            );
        }
    }
}
