//! What stands before the cursor on its line: the words of a fence or comment, the path of a value, or something else.

/// What an author is writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing<'t> {
    /// The info string of a fence, up to the cursor.
    Fence(&'t str),
    /// The words of a comment after `dryrun:`.
    Comment(&'t str),
    /// The path of a value in prose after `=`.
    Value(&'t str),
    /// Anything else.
    Other,
}

/// Reads the line up to the cursor.
pub(crate) fn writing(before: &str) -> Writing<'_> {
    if let Some(info) = fence(before) {
        return Writing::Fence(info);
    }
    let Some(inner) = before.rfind("<!--").and_then(|at| before.get(at + 4..)) else {
        return Writing::Other;
    };
    if inner.contains("-->") {
        return Writing::Other;
    }
    let inner = inner.trim_start();
    match (inner.strip_prefix("dryrun:"), inner.strip_prefix('=')) {
        (Some(words), _) => Writing::Comment(words),
        (None, Some(path)) => Writing::Value(path),
        (None, None) => Writing::Other,
    }
}

/// What follows the marks of a fence that opens on this line, in any container.
fn fence(before: &str) -> Option<&str> {
    let is_container =
        |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\t' | '>' | '-' | '*' | '+' | '.' | ')');
    let rest = before.trim_start_matches(is_container);
    let mark = rest.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let info = rest.trim_start_matches(mark);
    (rest.len() - info.len() >= 3).then_some(info)
}

/// The word that is being written: what follows the last blank or comma outside of quotes.
pub(crate) fn last_word(words: &str) -> &str {
    let mut quoted = false;
    let mut start = 0;
    for (at, c) in words.char_indices() {
        quoted ^= c == '"';
        if !quoted && (c.is_whitespace() || c == ',') {
            start = at + c.len_utf8();
        }
    }
    words.get(start..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_what_is_being_written() {
        for (before, want) in [
            ("```json as", Writing::Fence("json as")),
            ("> - ~~~~ hcl", Writing::Fence(" hcl")),
            ("10. ```", Writing::Fence("")),
            ("text ``", Writing::Other),
            ("<!-- dryrun: inp", Writing::Comment(" inp")),
            ("took **3 s**<!-- =loop.de", Writing::Value("loop.de")),
            ("<!-- =a.b --> and", Writing::Other),
            ("<!-- note", Writing::Other),
        ] {
            assert_eq!(writing(before), want, "{before}");
        }
        assert_eq!(last_word("json asl title=\"a b"), "title=\"a b");
        assert_eq!(last_word("json,asl,"), "");
    }
}
