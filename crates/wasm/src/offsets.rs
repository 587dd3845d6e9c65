//! Bytes to UTF-16 units and back: editors in a browser count the latter.

/// UTF-16 units before a byte of `text`; a byte within a character counts as its start.
pub(crate) fn utf16(text: &str, byte: usize) -> usize {
    let mut end = byte.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(..end).unwrap_or_default();
    if before.is_ascii() { before.len() } else { before.chars().map(char::len_utf16).sum() }
}

/// The byte at which the UTF-16 unit `utf16` of `text` starts; the end of the text beyond it.
pub(crate) fn byte(text: &str, utf16: usize) -> usize {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        if units >= utf16 {
            return at;
        }
        units += c.len_utf16();
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        let text = "aé😀b";
        for (bytes, units) in [(0, 0), (1, 1), (3, 2), (7, 4), (8, 5)] {
            assert_eq!((utf16(text, bytes), byte(text, units)), (units, bytes));
        }
        assert_eq!((utf16(text, 5), byte(text, 3), byte(text, 99)), (2, 7, 8));
    }
}
