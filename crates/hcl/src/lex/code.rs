//! Scanning of code: names, numbers, operators, comments.

use unicode_ident::{is_xid_continue, is_xid_start};

use super::TokenKind as Kind;
use super::scanner::{Frame, Heredoc, Scanner};

impl Scanner<'_> {
    /// Scans one token of code, or blanks.
    pub(super) fn scan_code(&mut self) {
        let Some(byte) = self.byte(0) else { return };
        match byte {
            b' ' | b'\t' => self.skip_blanks(),
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                self.emit(Kind::Identifier, identifier_length(self.rest()));
            }
            b'0'..=b'9' => self.emit(Kind::Number, number_length(self.rest().as_bytes())),
            b'#' => self.line_comment(),
            b'"' => {
                self.emit(Kind::OpenQuote, 1);
                self.frames.push(Frame::Quoted);
            }
            b'{' => {
                self.emit(Kind::OpenBrace, 1);
                self.braces += 1;
            }
            b'}' => self.close_brace(),
            b'~' if self.byte(1) == Some(b'}') => self.close_trimming(),
            b'<' if self.open_heredoc() => {}
            b'/' if self.byte(1) == Some(b'/') => self.line_comment(),
            b'/' if self.byte(1) == Some(b'*') => self.block_comment(),
            0..=0x7f => self.symbol(byte),
            0x80.. => self.other_character(),
        }
    }

    fn skip_blanks(&mut self) {
        let blank = |byte: &&u8| matches!(byte, b' ' | b'\t');
        self.at += self.rest().as_bytes().iter().take_while(blank).count();
    }

    /// Operators and punctuation.
    fn symbol(&mut self, byte: u8) {
        let (kind, length) = match (byte, self.byte(1)) {
            (b'\r', Some(b'\n')) => (Kind::Newline, 2),
            (b'=', Some(b'=')) => (Kind::EqualEqual, 2),
            (b'!', Some(b'=')) => (Kind::NotEqual, 2),
            (b'>', Some(b'=')) => (Kind::GreaterOrEqual, 2),
            (b'<', Some(b'=')) => (Kind::LessOrEqual, 2),
            (b'&', Some(b'&')) => (Kind::And, 2),
            (b'|', Some(b'|')) => (Kind::Or, 2),
            (b':', Some(b':')) => (Kind::DoubleColon, 2),
            (b'=', Some(b'>')) => (Kind::FatArrow, 2),
            (b'.', Some(b'.')) if self.byte(2) == Some(b'.') => (Kind::Ellipsis, 3),
            (b'\n', _) => (Kind::Newline, 1),
            (b'[', _) => (Kind::OpenBracket, 1),
            (b']', _) => (Kind::CloseBracket, 1),
            (b'(', _) => (Kind::OpenParenthesis, 1),
            (b')', _) => (Kind::CloseParenthesis, 1),
            (b'.', _) => (Kind::Dot, 1),
            (b',', _) => (Kind::Comma, 1),
            (b'*', _) => (Kind::Star, 1),
            (b'/', _) => (Kind::Slash, 1),
            (b'%', _) => (Kind::Percent, 1),
            (b'+', _) => (Kind::Plus, 1),
            (b'-', _) => (Kind::Minus, 1),
            (b'=', _) => (Kind::Equal, 1),
            (b'<', _) => (Kind::Less, 1),
            (b'>', _) => (Kind::Greater, 1),
            (b'!', _) => (Kind::Bang, 1),
            (b'?', _) => (Kind::Question, 1),
            (b':', _) => (Kind::Colon, 1),
            (b'&', _) => (Kind::BitAnd, 1),
            (b'|', _) => (Kind::BitOr, 1),
            (b'~', _) => (Kind::BitNot, 1),
            (b'^', _) => (Kind::BitXor, 1),
            (b';', _) => (Kind::Semicolon, 1),
            (b'`', _) => (Kind::Backtick, 1),
            (b'\'', _) => (Kind::Apostrophe, 1),
            _ => (Kind::Invalid, 1),
        };
        self.emit(kind, length);
    }

    fn other_character(&mut self) {
        match self.rest().chars().next() {
            Some(first) if is_xid_start(first) => {
                self.emit(Kind::Identifier, identifier_length(self.rest()));
            }
            _ => self.emit_invalid(),
        }
    }

    fn close_brace(&mut self) {
        if self.at_sequence_end() {
            self.emit(Kind::SequenceEnd, 1);
            self.close_sequence();
        } else {
            self.emit(Kind::CloseBrace, 1);
            self.braces = self.braces.saturating_sub(1);
        }
    }

    /// `~}` is an end of a sequence even where none is open: the parser will say so.
    fn close_trimming(&mut self) {
        let ends = self.at_sequence_end();
        self.emit(Kind::SequenceEnd, 2);
        if ends {
            self.close_sequence();
        } else {
            self.braces = self.braces.saturating_sub(1);
        }
    }

    /// The comment's line ending belongs to it.
    fn line_comment(&mut self) {
        let rest = self.rest();
        let length =
            memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |newline| newline + 1);
        self.emit(Kind::Comment, length);
    }

    /// A comment without an end is no comment: its opening is scanned as operators.
    fn block_comment(&mut self) {
        let end = if self.no_comment_end {
            None
        } else {
            self.rest().get(2..).and_then(|rest| rest.find("*/"))
        };
        match end {
            Some(length) => self.emit(Kind::Comment, length + 4),
            None => {
                self.no_comment_end = true;
                self.emit(Kind::Slash, 1);
            }
        }
    }

    /// `<<NAME` or `<<-NAME` with nothing behind it on the line.
    fn open_heredoc(&mut self) -> bool {
        let Some(after) = self.rest().strip_prefix("<<") else { return false };
        let name = after.strip_prefix('-').unwrap_or(after);
        let length = identifier_length(name);
        let (Some(marker), Some(behind)) = (name.get(..length), name.get(length..)) else {
            return false;
        };
        let newline = match behind.as_bytes() {
            [b'\n', ..] => 1,
            [b'\r', b'\n', ..] => 2,
            _ => return false,
        };
        if marker.is_empty() {
            return false;
        }
        let opening = self.rest().len() - behind.len() + newline;
        self.emit(Kind::OpenHeredoc, opening);
        self.heredocs.push(Heredoc { marker, at_line_start: true });
        self.frames.push(Frame::Heredoc);
        true
    }
}

/// Bytes of the identifier that `text` starts with; 0 if it does not start with one.
pub(crate) fn identifier_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ascii = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    match bytes.first() {
        Some(first) if first.is_ascii_alphabetic() || *first == b'_' => {}
        Some(0x80..) if text.chars().next().is_some_and(is_xid_start) => {}
        Some(_) | None => return 0,
    }
    let plain = bytes.iter().take_while(|byte| ascii(byte)).count();
    if bytes.get(plain).is_none_or(u8::is_ascii) {
        return plain;
    }
    let further = |character: &(usize, char)| !(is_xid_continue(character.1) || character.1 == '-');
    text.char_indices().find(further).map_or(text.len(), |(end, _)| end)
}

/// Bytes of the number that `bytes` start with: digits, points and exponents as far as they do not end with a point.
fn number_length(bytes: &[u8]) -> usize {
    let (mut at, mut end) = (1, 1);
    loop {
        let step = match (bytes.get(at), bytes.get(at + 1), bytes.get(at + 2)) {
            (Some(b'0'..=b'9'), ..) => 1,
            (Some(b'.'), ..) => {
                at += 1;
                continue;
            }
            (Some(b'e' | b'E'), Some(b'0'..=b'9'), _) => 2,
            (Some(b'e' | b'E'), Some(b'+' | b'-'), Some(b'0'..=b'9')) => 3,
            _ => return end,
        };
        at += step;
        end = at;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_do_not_end_with_a_point() {
        for (text, want) in [
            ("1", 1),
            ("12.5", 4),
            ("1.", 1),
            ("1.foo", 1),
            ("1e5", 3),
            ("1e+5x", 4),
            ("1e", 1),
            ("1..2", 4),
            ("0.0.1", 5),
        ] {
            assert_eq!(number_length(text.as_bytes()), want, "{text}");
        }
    }

    #[test]
    fn identifiers() {
        for (text, want) in
            [("a-b.c", 3), ("_x9=", 3), ("9x", 0), ("é1 ", 3), ("aé-b", 5), ("", 0), ("-a", 0)]
        {
            assert_eq!(identifier_length(text), want, "{text}");
        }
    }
}
