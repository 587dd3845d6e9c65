//! Strings and names as they are printed in a plan.

use std::borrow::Cow;
use std::fmt::Write as _;

/// A string in quotes, with the escapes Go prints: HCL's interpolation marks are not escaped.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{b}' => out.push_str("\\v"),
            ' '..='~' => out.push(c),
            c if u32::from(c) < 0x80 => drop(write!(out, "\\x{:02x}", u32::from(c))),
            c if is_printable(c) => out.push(c),
            c if u32::from(c) < 0x1_0000 => drop(write!(out, "\\u{:04x}", u32::from(c))),
            c => drop(write!(out, "\\U{:08x}", u32::from(c))),
        }
    }
    out.push('"');
    out
}

/// Whether a character beyond ASCII is printed as it is: Rust's debug format knows, once combining marks follow a letter.
fn is_printable(c: char) -> bool {
    let mut shown = String::from("a");
    shown.push(c);
    !shown.escape_debug().any(|shown| shown == '\\')
}

/// The name of an attribute, quoted when it is not an identifier.
pub(super) fn name(name: &str) -> Cow<'_, str> {
    if is_identifier(name) { Cow::Borrowed(name) } else { Cow::Owned(quoted(name)) }
}

fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    let start = |c| c == '_' || unicode_ident::is_xid_start(c);
    chars.next().is_some_and(start) && chars.all(|c| c == '-' || unicode_ident::is_xid_continue(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoting_is_that_of_go() {
        assert_eq!(
            quoted("a\"\\\n\t\u{1}é\u{301}😀${x}\u{a0}\u{200b}\u{e0001}\u{7f}"),
            r#""a\"\\\n\t\x01é́😀${x}\u00a0\u200b\U000e0001\x7f""#
        );
    }

    #[test]
    fn names_are_bare_when_they_can() {
        for (given, printed) in [
            ("a-b", "a-b"),
            ("é", "é"),
            ("a.b", "\"a.b\""),
            ("1x", "\"1x\""),
            ("", "\"\""),
            ("_x", "_x"),
        ] {
            assert_eq!(name(given), printed);
        }
    }
}
