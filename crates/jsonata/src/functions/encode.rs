//! Base64 and percent encoding, as JavaScript's functions do them.

use super::Args;
use crate::error::{Fault, Outcome};
use crate::value::Value;

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Base64 of the low bytes of the UTF-16 units, as Node's `binary` encoding gives them.
pub(super) fn base64_encode(text: &str) -> String {
    let bytes: Vec<u8> = text.encode_utf16().map(|unit| unit.to_le_bytes()[0]).collect();
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte))
            << (8 * (3 - group.len()));
        for place in 0..4 {
            let sextet = (bits >> (18 - 6 * place)) & 63;
            let symbol = ALPHABET
                .get(sextet as usize)
                .filter(|_| place <= group.len())
                .map_or('=', |byte| char::from(*byte));
            out.push(symbol);
        }
    }
    out
}

/// Decodes base64 leniently: other characters are skipped, `=` ends it; each byte becomes one character.
pub(super) fn base64_decode(text: &str) -> String {
    let mut bits = 0u32;
    let mut count = 0;
    let mut out = String::new();
    for byte in text.bytes().take_while(|byte| *byte != b'=') {
        let byte = match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => other,
        };
        let Some(sextet) = ALPHABET.iter().position(|symbol| *symbol == byte) else { continue };
        bits = (bits << 6 | sextet as u32) & 0xFFFF;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push(char::from((bits >> count & 0xFF) as u8));
        }
    }
    out
}

/// Which characters of a URL keep their meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Url {
    /// A whole URL: its punctuation stays.
    Whole,
    /// A part of a URL.
    Component,
}

impl Url {
    fn reserves(self, byte: u8) -> bool {
        self == Self::Whole && b";/?:@&=+$,#".contains(&byte)
    }
}

pub(super) fn encode_url(text: &str, url: Url) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) || url.reserves(byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

pub(super) fn decode_url<'a>(args: &Args<'a>, url: Url) -> Outcome<Value<'a>> {
    let Some(text) = args.text(0) else { return Ok(Value::Undefined) };
    let name = if url == Url::Whole { "decodeUrl" } else { "decodeUrlComponent" };
    match decode(&text, url) {
        Some(decoded) => Ok(Value::text(decoded)),
        None => Err(Fault::new("D3140")
            .value(args.get(0).to_json_text())
            .with("functionName", format!("\"{name}\""))),
    }
}

/// None where an escape is not two hexadecimal digits, or the bytes are no UTF-8.
fn decode(text: &str, url: Url) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('%') {
        out.extend_from_slice(before.as_bytes());
        let digits = after
            .get(..2)
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
        let byte = u8::from_str_radix(digits, 16).ok()?;
        if url.reserves(byte) {
            out.push(b'%');
            out.extend_from_slice(digits.as_bytes());
        } else {
            out.push(byte);
        }
        rest = after.get(2..)?;
    }
    out.extend_from_slice(rest.as_bytes());
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64() {
        for (plain, encoded) in [
            ("", ""),
            ("a", "YQ=="),
            ("ab", "YWI="),
            ("abc", "YWJj"),
            ("hello:world", "aGVsbG86d29ybGQ="),
        ] {
            assert_eq!(base64_encode(plain), encoded);
            assert_eq!(base64_decode(encoded), plain);
        }
        assert_eq!(base64_decode("YW Jj!"), "abc");
    }

    #[test]
    fn urls() {
        assert_eq!(encode_url("a b&\u{e9}", Url::Component), "a%20b%26%C3%A9");
        assert_eq!(encode_url("http://x/?a=b c", Url::Whole), "http://x/?a=b%20c");
        assert_eq!(decode("a%20b%26", Url::Component).as_deref(), Some("a b&"));
        assert_eq!(decode("a%20b%26", Url::Whole).as_deref(), Some("a b%26"));
        assert_eq!(decode("%E0%A4%A", Url::Whole), None);
        assert_eq!(decode("%ff", Url::Whole), None);
    }
}
