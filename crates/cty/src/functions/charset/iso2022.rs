//! ISO-2022-JP, where escape sequences say which set the bytes behind them are of.

use super::scheme::NARROW;
use super::sets::Sets;

/// The set that bytes are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shift {
    Ascii,
    Roman,
    Katakana,
    Kanji,
}

impl Shift {
    fn of(escape: &[u8]) -> Option<Self> {
        match escape {
            b"(B" => Some(Self::Ascii),
            b"(J" => Some(Self::Roman),
            b"(I" => Some(Self::Katakana),
            b"$@" | b"$B" => Some(Self::Kanji),
            _ => None,
        }
    }
}

const ESCAPE: u8 = 0x1b;

/// The text of bytes.
pub(super) fn decode(sets: &Sets, bytes: &[u8]) -> Option<String> {
    let mut out = String::new();
    let mut shift = Shift::Ascii;
    // A sequence right behind another is refused: it could hide what it seems to end.
    let mut is_fresh = false;
    let mut rest = bytes;
    while let Some((&byte, behind)) = rest.split_first() {
        rest = behind;
        if byte == ESCAPE {
            shift = Shift::of(rest.get(..2)?)?;
            rest = rest.get(2..)?;
            if std::mem::replace(&mut is_fresh, true) {
                return None;
            }
            continue;
        }
        is_fresh = false;
        out.push(match (shift, byte) {
            (Shift::Ascii | Shift::Roman, 0x0e | 0x0f | 0x80..) => return None,
            (Shift::Roman, b'\\') => '¥',
            (Shift::Roman, b'~') => '‾',
            (Shift::Ascii | Shift::Roman, _) => char::from(byte),
            (Shift::Katakana, 0x21..=0x5f) => char::from_u32(0xff61 - 0x21 + u32::from(byte))?,
            (Shift::Kanji, 0x21..=0x7e) => {
                let (&trail, behind) = rest.split_first()?;
                rest = behind;
                let place = usize::from(trail.checked_sub(0x21).filter(|place| *place < 94)?);
                sets.jis0208.character(usize::from(byte - 0x21) * 94 + place)?
            }
            (Shift::Katakana | Shift::Kanji, _) => return None,
        });
    }
    Some(out)
}

/// The bytes of a text.
pub(super) fn encode(sets: &Sets, text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut shift = Shift::Ascii;
    for character in text.chars() {
        let ascii = u8::try_from(character).ok().filter(u8::is_ascii);
        match (ascii, character) {
            // These would end what they stand in.
            (Some(0x0e | 0x0f | ESCAPE), _) => return None,
            (Some(byte), _) => {
                let differs = matches!(byte, b'\\' | b'~');
                if shift == Shift::Kanji || shift == Shift::Roman && differs {
                    shift_to(Shift::Ascii, &mut shift, &mut out);
                }
                out.push(byte);
            }
            (None, '¥' | '‾') => {
                shift_to(Shift::Roman, &mut shift, &mut out);
                out.push(if character == '¥' { b'\\' } else { b'~' });
            }
            (None, _) => {
                let number = sets.jis0208.number(wide(sets, character))?;
                shift_to(Shift::Kanji, &mut shift, &mut out);
                out.push(u8::try_from(number / 94 + 0x21).ok()?);
                out.push(u8::try_from(number % 94 + 0x21).ok()?);
            }
        }
    }
    shift_to(Shift::Ascii, &mut shift, &mut out);
    Some(out)
}

fn shift_to(wanted: Shift, shift: &mut Shift, out: &mut Vec<u8>) {
    if *shift == wanted {
        return;
    }
    *shift = wanted;
    out.push(ESCAPE);
    out.extend(match wanted {
        Shift::Ascii => b"(B",
        Shift::Roman => b"(J",
        Shift::Katakana => b"(I",
        Shift::Kanji => b"$B",
    });
}

/// What is written for a character: wide katakana for narrow ones.
fn wide(sets: &Sets, character: char) -> char {
    if character == '−' {
        return '－';
    }
    if !NARROW.contains(&character) {
        return character;
    }
    let place = usize::try_from(u32::from(character) - 0xff61).unwrap_or_default();
    sets.katakana.character(place).unwrap_or(character)
}
