//! The text of a JSON string.

/// The text, or the offset (in bytes of the token) behind the place that is wrong, as Go's JSON library counts it.
pub(super) fn unquote(token: &str) -> Result<String, Option<usize>> {
    let inner = token.strip_prefix('"').ok_or(None)?;
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    loop {
        let stop = rest.find(['"', '\\']).ok_or(Some(token.len()))?;
        let (plain, tail) = rest.split_at(stop);
        text.push_str(plain);
        let Some(escape) = tail.strip_prefix('\\') else {
            return if tail.len() == 1 { Ok(text) } else { Err(None) };
        };
        let behind = |used: usize| Some(token.len() - escape.len() + used);
        let selector = escape.chars().next().ok_or(Some(token.len()))?;
        rest = escape.get(selector.len_utf8()..).unwrap_or_default();
        match selector {
            '"' | '\\' | '/' => text.push(selector),
            'b' => text.push('\u{8}'),
            'f' => text.push('\u{c}'),
            'n' => text.push('\n'),
            'r' => text.push('\r'),
            't' => text.push('\t'),
            'u' => rest = code_unit(rest, &mut text).map_err(|good| behind(2 + good))?,
            _ => return Err(behind(1)),
        }
    }
}

/// Reads `XXXX`, and the second half of a surrogate pair; a lone half becomes U+FFFD. Gives what follows, or how many
/// digits were good.
fn code_unit<'a>(digits: &'a str, text: &mut String) -> Result<&'a str, usize> {
    let first = hex(digits)?;
    let mut rest = digits.get(4..).unwrap_or_default();
    let mut character = char::from_u32(first);
    if (0xd800..0xdc00).contains(&first)
        && let Some(Ok(second)) = rest.strip_prefix("\\u").map(hex)
        && (0xdc00..0xe000).contains(&second)
    {
        character = char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
        rest = rest.get(6..).unwrap_or_default();
    }
    text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    Ok(rest)
}

fn hex(digits: &str) -> Result<u32, usize> {
    let good = digits.bytes().take(4).take_while(u8::is_ascii_hexdigit).count();
    let number =
        digits.get(..4).filter(|_| good == 4).and_then(|four| u32::from_str_radix(four, 16).ok());
    number.ok_or(good)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes() {
        assert_eq!(unquote(r#""a\n\u00e9\ud83d\ude00\/""#), Ok("a\né😀/".to_owned()));
        assert_eq!(unquote(r#""\ud83d!""#), Ok("\u{fffd}!".to_owned()));
        assert_eq!(unquote(r#""a\x""#), Err(Some(4)));
        assert_eq!(unquote("\"abc"), Err(Some(4)));
    }
}
