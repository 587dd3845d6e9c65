//! Changes to text: lines with brackets between the lines that are there.

use super::state::Change;

/// How inserted lines are indented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Blanks {
    Spaces,
    /// Tabs, each that many columns.
    Tabs(i32),
}

/// The blanks that most lines begin with.
pub(crate) fn blanks(text: &str, tab: i32) -> Blanks {
    let tabs = text.lines().filter(|line| line.starts_with('\t')).count();
    let spaces = text.lines().filter(|line| line.starts_with(' ')).count();
    if tabs > spaces { Blanks::Tabs(tab.max(1)) } else { Blanks::Spaces }
}

fn pad(columns: i32, blanks: Blanks) -> String {
    let columns = usize::try_from(columns).unwrap_or(0);
    match blanks {
        Blanks::Spaces => " ".repeat(columns),
        Blanks::Tabs(width) => "\t".repeat(columns / usize::try_from(width).unwrap_or(1).max(1)),
    }
}

/// The text with the changes made, and the line that each of its lines comes from.
pub(crate) fn write(text: &str, changes: &[Change], blanks: Blanks) -> (String, Vec<usize>) {
    let lines: Vec<&str> = text.lines().collect();
    let mut before: Vec<Vec<String>> = vec![Vec::new(); lines.len() + 1];
    let mut after = before.clone();
    let mut commas = vec![None; lines.len()];
    let mut latest = None;
    for change in changes {
        match change {
            Change::Close { after: line, kind, indent } => {
                latest = Some(*line);
                let closing = pad(*indent, blanks) + kind.closing();
                after.get_mut(*line).into_iter().for_each(|list| list.push(closing.clone()));
            }
            Change::CommaAfterClose => {
                let last = latest.and_then(|line| after.get_mut(line)).and_then(|l| l.last_mut());
                last.into_iter().for_each(|bracket| bracket.push(','));
            }
            Change::Open { before: line, kind, indent } => {
                let opening = pad(*indent, blanks) + kind.opening();
                before.get_mut(*line).into_iter().for_each(|list| list.push(opening.clone()));
            }
            Change::Comma { line } => {
                commas.get_mut(*line).into_iter().for_each(|comma| *comma = Some(true));
            }
            Change::NoComma { line } => {
                commas.get_mut(*line).into_iter().for_each(|comma| *comma = Some(false));
            }
        }
    }
    let mut out = String::with_capacity(text.len() * 2);
    let mut origin = Vec::new();
    let mut push = |at: usize, line: &str| {
        out.push_str(line);
        out.push('\n');
        origin.push(at);
    };
    for (at, line) in lines.iter().enumerate() {
        before.get(at).into_iter().flatten().for_each(|line| push(at, line));
        match commas.get(at).copied().flatten() {
            None => push(at, line),
            Some(true) => push(at, &with_comma(line)),
            Some(false) => push(at, line.trim_end().trim_end_matches(',')),
        }
        after.get(at).into_iter().flatten().for_each(|line| push(at, line));
    }
    (out, origin)
}

/// A comma at the end of a line, before a comment.
fn with_comma(line: &str) -> String {
    let code = line.trim_end();
    let comment = comment_at(code).unwrap_or(code.len());
    let (code, comment) = code.split_at(comment);
    let kept = code.trim_end();
    let blanks = code.get(kept.len()..).unwrap_or_default();
    format!("{kept},{blanks}{comment}")
}

/// Where a comment starts that is not within a string.
fn comment_at(line: &str) -> Option<usize> {
    let mut quoted = false;
    let mut escaped = false;
    for (at, c) in line.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '#' if !quoted => return Some(at),
            '/' if !quoted && line.get(at..at + 2) == Some("//") => return Some(at),
            _ => {}
        }
    }
    None
}
