//! Strings of a JSON text: escapes, surrogate pairs, control characters.

use std::borrow::Cow;

use crate::error::{Expected, Problem, SyntaxError, Unfinished};

/// Reads the string whose opening quote is at `open`; returns its value and the byte after the closing quote.
///
/// `what` is [`Expected::Name`] for a member's name, which only changes the words of errors.
pub(crate) fn read(
    text: &str,
    open: usize,
    what: Expected,
) -> Result<(Cow<'_, str>, usize), SyntaxError> {
    let mut at = open + 1;
    let mut value = Cow::Borrowed("");
    loop {
        let stop = plain_end(text, at);
        append(&mut value, text.get(at..stop).unwrap_or_default());
        at = match text.as_bytes().get(stop) {
            Some(b'"') => return Ok((value, stop + 1)),
            Some(b'\\') => {
                let (found, next) = escape(text, stop)?;
                value.to_mut().push(found);
                next
            }
            Some(&byte) => {
                return Err(SyntaxError::new(
                    stop,
                    stop + 1,
                    Problem::Control(char::from(byte), what),
                ));
            }
            None => {
                let unfinished =
                    if what == Expected::Name { Unfinished::Name } else { Unfinished::Text };
                return Err(SyntaxError::new(text.len(), text.len(), Problem::End(unfinished)));
            }
        };
    }
}

/// The first byte from `at` on that is a quote, a backslash or a control character.
fn plain_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let special = |&byte: &u8| byte == b'"' || byte == b'\\' || byte < 0x20;
    at + rest.iter().position(special).unwrap_or(rest.len())
}

/// Most strings have no escape and stay borrowed.
fn append<'a>(value: &mut Cow<'a, str>, part: &'a str) {
    if value.is_empty() {
        *value = Cow::Borrowed(part);
    } else if !part.is_empty() {
        value.to_mut().push_str(part);
    }
}

/// The character of the escape sequence whose backslash is at `at`, and the byte after it.
fn escape(text: &str, at: usize) -> Result<(char, usize), SyntaxError> {
    let Some(letter) = text.get(at + 1..).and_then(|rest| rest.chars().next()) else {
        return Err(SyntaxError::new(text.len(), text.len(), Problem::End(Unfinished::Escape)));
    };
    let found = match letter {
        '"' | '\\' | '/' => letter,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return unicode(text, at),
        _ => return Err(SyntaxError::new(at, at + 1 + letter.len_utf8(), Problem::Escape(letter))),
    };
    Ok((found, at + 2))
}

/// `\uXXXX`, or two of them that form a surrogate pair.
fn unicode(text: &str, at: usize) -> Result<(char, usize), SyntaxError> {
    let unit = hex(text, at)?;
    let lone = SyntaxError::new(at, at + 6, Problem::Surrogate(unit));
    if !(0xD800..0xE000).contains(&unit) {
        return char::from_u32(u32::from(unit)).map(|found| (found, at + 6)).ok_or(lone);
    }
    if text.get(at + 6..at + 8) != Some("\\u") {
        return Err(lone);
    }
    let second = hex(text, at + 6)?;
    let pair = char::decode_utf16([unit, second]).next().and_then(Result::ok);
    pair.map(|found| (found, at + 12)).ok_or(lone)
}

/// The four digits of the `\u` at `at`.
fn hex(text: &str, at: usize) -> Result<u16, SyntaxError> {
    let mut unit = 0;
    for place in at + 2..at + 6 {
        let Some(found) = text.get(place..).and_then(|rest| rest.chars().next()) else {
            return Err(SyntaxError::new(text.len(), text.len(), Problem::End(Unfinished::Escape)));
        };
        let digit = found.to_digit(16).and_then(|digit| u16::try_from(digit).ok());
        let error = || SyntaxError::new(place, place + found.len_utf8(), Problem::Hex(found));
        unit = unit * 16 + digit.ok_or_else(error)?;
    }
    Ok(unit)
}
