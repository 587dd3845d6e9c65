//! Places in details: `main.tf:2,3-8`.

use dryrun_diag::{Sources, Span};

/// File, line and columns, as HCL prints a range.
pub(crate) fn text(sources: &Sources, span: Span) -> String {
    let Some((name, start, end)) = sources.locate(span) else { return String::new() };
    if start.line == end.line {
        format!("{name}:{},{}-{}", start.line, start.column, end.column)
    } else {
        format!("{name}:{},{}-{},{}", start.line, start.column, end.line, end.column)
    }
}

/// File, line and column of a range's start.
pub(crate) fn start(sources: &Sources, span: Span) -> String {
    let Some((name, start, _)) = sources.locate(span) else { return String::new() };
    format!("{name}:{},{}", start.line, start.column)
}
