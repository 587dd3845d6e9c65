//! Places as editors count them: lines from 0, columns in UTF-16 units; files as URIs.

use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use lsp_types::{Position, Range, Uri};

/// The position of a byte. A byte order mark does not count: editors take it away.
pub(crate) fn position(text: &str, byte: usize) -> Position {
    let text =
        text.strip_prefix('\u{feff}').map_or((text, 0), |rest| (rest, text.len() - rest.len()));
    let (text, byte) = (text.0, byte.saturating_sub(text.1));
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(..end).unwrap_or_default();
    let line_start = last_line(before);
    let units = before.get(line_start..).unwrap_or_default().encode_utf16().count();
    Position::new(number(breaks(before)), number(units))
}

/// The byte of a position; the end of its line, or of the text, for positions beyond.
pub(crate) fn byte(text: &str, position: Position) -> usize {
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut at = mark;
    for _ in 0..position.line {
        let rest = text.get(at..).unwrap_or_default();
        let Some(end) = rest.find(['\n', '\r']) else { return text.len() };
        let long = if rest.get(end..).is_some_and(|rest| rest.starts_with("\r\n")) { 2 } else { 1 };
        at += end + long;
    }
    let mut units = position.character as usize;
    for c in text.get(at..).unwrap_or_default().chars() {
        if units < c.len_utf16() || matches!(c, '\n' | '\r') {
            break;
        }
        units -= c.len_utf16();
        at += c.len_utf8();
    }
    at
}

/// The range of some bytes.
pub(crate) fn range(text: &str, bytes: std::ops::Range<usize>) -> Range {
    Range::new(position(text, bytes.start), position(text, bytes.end))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Line ends: `\n`, `\r\n` and a `\r` alone.
fn breaks(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = |(at, byte): (usize, &u8)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    };
    bytes.iter().enumerate().filter(|pair| ends(*pair)).count()
}

fn last_line(text: &str) -> usize {
    text.rfind(['\n', '\r']).map_or(0, |at| at + 1)
}

/// The file of a `file:` URI.
pub(crate) fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.as_str().strip_prefix("file://")?;
    let encoded = rest.strip_prefix("localhost").unwrap_or(rest);
    let decoded = crate::url::percent_decoded(encoded)?;
    // On Windows a path is `/c:/folder`.
    let drive = decoded.get(2..3) == Some(":") && cfg!(windows);
    Some(PathBuf::from(if drive { decoded.trim_start_matches('/') } else { decoded.as_str() }))
}

/// The URI of a file.
pub(crate) fn uri(path: &Path) -> Option<Uri> {
    let text = path.to_str()?.replace('\\', "/");
    let mut out = String::from(if text.starts_with('/') { "file://" } else { "file:///" });
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    Uri::from_str(&out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_and_bytes_are_inverse() {
        let text = "\u{feff}é👩x\r\nzwei\n\nlast";
        for (at, c) in text.char_indices().filter(|(_, c)| !matches!(c, '\n' | '\r' | '\u{feff}')) {
            assert_eq!(byte(text, position(text, at)), at, "{c}");
        }
        assert_eq!(position(text, text.find('x').unwrap()), Position::new(0, 3));
        assert_eq!(position(text, text.find("last").unwrap()), Position::new(3, 0));
        assert_eq!(byte(text, Position::new(0, 99)), text.find('\r').unwrap());
        assert_eq!(byte(text, Position::new(99, 0)), text.len());
    }

    #[test]
    fn uris_and_paths_are_inverse() {
        let file = Path::new("/a b/é#?.md");
        let uri = uri(file).unwrap();
        assert_eq!(uri.as_str(), "file:///a%20b/%C3%A9%23%3F.md");
        assert_eq!(path(&uri).as_deref(), Some(file));
    }
}
