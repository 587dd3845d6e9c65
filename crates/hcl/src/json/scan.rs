//! JSON tokens, lax: what is wrong inside of them is for the parser to tell.

/// A piece of the text with its kind.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One of `{}[],:=`.
    Symbol(u8),
    Keyword,
    String,
    Number,
    EndOfFile,
    Invalid,
}

/// All tokens; the last is the end. Nothing is read after a character that cannot start a token.
pub(super) fn scan(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::with_capacity(text.len() / 6 + 1);
    let mut at = 0;
    loop {
        at += bytes
            .iter()
            .skip(at)
            .take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'))
            .count();
        let Some(&first) = bytes.get(at) else { break };
        let rest = bytes.get(at..).unwrap_or_default();
        let (kind, length) = match first {
            b'{' | b'}' | b'[' | b']' | b',' | b':' | b'=' => (Kind::Symbol(first), 1),
            b'"' => (Kind::String, string_length(rest)),
            b'-' | b'+' | b'.' | b'0'..=b'9' => (Kind::Number, count(rest, is_number_byte)),
            b'a'..=b'z' | b'A'..=b'Z' => {
                (Kind::Keyword, count(rest, |byte| byte.is_ascii_alphabetic() || byte == b'_'))
            }
            _ => {
                let length =
                    text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
                tokens.push(Token { kind: Kind::Invalid, start: at, end: at + length });
                at += length;
                break;
            }
        };
        tokens.push(Token { kind, start: at, end: at + length });
        at += length;
    }
    tokens.push(Token { kind: Kind::EndOfFile, start: at, end: at });
    tokens
}

fn is_number_byte(byte: u8) -> bool {
    matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')
}

fn count(bytes: &[u8], belongs: impl Fn(u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| belongs(**byte)).count()
}

/// Bytes of a string with its quotes; it ends early at a control character.
fn string_length(bytes: &[u8]) -> usize {
    let mut escaping = false;
    for (at, &byte) in bytes.iter().enumerate().skip(1) {
        match byte {
            b'\\' => escaping = !escaping,
            b'"' if !escaping => return at + 1,
            0..32 => return at,
            _ => escaping = false,
        }
    }
    bytes.len()
}
