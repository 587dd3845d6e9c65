//! Byte offsets to lines and columns.

use unicode_segmentation::UnicodeSegmentation;

/// A place in a text, as people and Terraform count: line and column from 1, the byte offset from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in grapheme clusters, from 1 (as HCL counts them).
    pub column: u32,
    /// Byte offset into the text, from 0.
    pub byte: u32,
}

/// The starts of a text's lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Reads the line starts of `text`; a line ends with `\n` (a `\r` before it belongs to the line).
    #[must_use]
    pub fn new(text: &str) -> Self {
        let after_newline = |(at, byte): (usize, u8)| {
            (byte == b'\n').then(|| u32::try_from(at + 1).unwrap_or(u32::MAX))
        };
        let starts =
            std::iter::once(0).chain(text.bytes().enumerate().filter_map(after_newline)).collect();
        Self { starts }
    }

    /// Number of lines; an empty text has one.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.starts.len()
    }

    /// The line (from 1) that holds `byte`.
    #[must_use]
    pub fn line(&self, byte: u32) -> u32 {
        u32::try_from(self.starts.partition_point(|&start| start <= byte)).unwrap_or(u32::MAX)
    }

    /// Byte offset at which `line` (from 1) starts; the last line's start for lines beyond the text.
    #[must_use]
    pub fn start(&self, line: u32) -> u32 {
        let at = (line.max(1) as usize - 1).min(self.starts.len() - 1);
        self.starts.get(at).copied().unwrap_or_default()
    }

    /// Line, column and byte of an offset of `text`, the text this index was made from.
    #[must_use]
    pub fn position(&self, text: &str, byte: u32) -> Position {
        let line = self.line(byte);
        let start = self.start(line) as usize;
        let mut end = (byte as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        // A byte order mark is no column: no editor shows it, and HCL does not count it.
        let before = text.get(start..end).unwrap_or_default().trim_start_matches('\u{feff}');
        let columns = if before.is_ascii() { before.len() } else { before.graphemes(true).count() };
        Position { line, column: u32::try_from(columns + 1).unwrap_or(u32::MAX), byte }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_graphemes() {
        let text = "a\ne\u{301}x = 1\r\n";
        let index = LineIndex::new(text);
        assert_eq!(index.lines(), 3);
        let at = u32::try_from(text.find('x').unwrap()).unwrap();
        assert_eq!(index.position(text, at), Position { line: 2, column: 2, byte: at });
        assert_eq!(index.position(text, 99).line, 3);
        let marked = "\u{feff}x";
        assert_eq!(
            LineIndex::new(marked).position(marked, 3),
            Position { line: 1, column: 1, byte: 3 }
        );
    }
}
