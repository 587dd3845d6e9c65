//! Edits: byte ranges of files and what to put there.

use std::collections::BTreeMap;

use dryrun_diag::{FileId, Span};

/// Replaces a span by a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// The new text.
    pub text: String,
}

/// Applies the edits of one file; everything outside their spans stays byte for byte.
///
/// Edits that overlap an earlier one are left out: they cannot both be meant.
#[must_use]
pub fn apply(text: &str, edits: &[&Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.to_vec();
    sorted.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for edit in sorted {
        let range = edit.span.range();
        if range.start < from {
            continue;
        }
        out.push_str(text.get(from..range.start).unwrap_or_default());
        out.push_str(&edit.text);
        from = range.end;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// Edits by file.
#[must_use]
pub fn by_file(edits: &[Edit]) -> BTreeMap<FileId, Vec<&Edit>> {
    let mut files: BTreeMap<FileId, Vec<&Edit>> = BTreeMap::new();
    for edit in edits {
        files.entry(edit.span.file).or_default().push(edit);
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_spans_change() {
        let edit = |start, end, text: &str| Edit {
            span: Span::new(FileId(0), start, end),
            text: text.to_owned(),
        };
        let (a, b, overlapping) = (edit(7, 8, "three"), edit(4, 5, "two"), edit(4, 6, "x"));
        assert_eq!(apply("one b; c.", &[&a, &b, &overlapping]), "one two; three.");
    }
}
