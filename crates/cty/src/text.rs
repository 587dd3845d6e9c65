//! Text from outside.

use std::sync::Arc;

use crate::normal;

/// Brings text to normalisation form C, so that equal characters are equal bytes.
pub(crate) fn normalised(text: Arc<str>) -> Arc<str> {
    if text.is_ascii() || normal::is_steady(&text) { text } else { normal::composed(&text).into() }
}

/// Writes text in quotes, as Go's `%q` does: control and unprintable characters escaped, others as they are.
pub(crate) fn write_quoted(out: &mut String, text: &str) {
    use std::fmt::Write as _;
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{b}' => out.push_str("\\v"),
            ' '..='~' => out.push(character),
            _ if is_printable(character) => out.push(character),
            _ => {
                let code = u32::from(character);
                let _ = match code {
                    0..0x80 => write!(out, "\\x{code:02x}"),
                    0x80..0x1_0000 => write!(out, "\\u{code:04x}"),
                    _ => write!(out, "\\U{code:08x}"),
                };
            }
        }
    }
    out.push('"');
}

/// Text in quotes, as Go's `%q` does.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    write_quoted(&mut out, text);
    out
}

/// Whether Go calls a character printable: everything but controls, blanks other than the space, and unassigned or
/// private code points.
fn is_printable(character: char) -> bool {
    let blank_or_format = matches!(character,
        '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
        | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}' | '\u{fffe}' | '\u{ffff}');
    !character.is_control() && !character.is_whitespace() && !blank_or_format
}

/// Whether a character appears as it is in quoted text.
pub(crate) fn is_shown(character: char) -> bool {
    matches!(character, ' '..='~') || is_printable(character)
}
