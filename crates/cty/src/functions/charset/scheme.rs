//! How the bytes of a set are read and written: the decoders and encoders of the Encoding Standard
//! (<https://encoding.spec.whatwg.org/>), where a wrong byte or a missing character is an error.

use super::iso2022;
use super::sets::{Index, Sets};

/// How the bytes of a set are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::functions) enum Scheme {
    /// One byte for a character; which of those sets.
    Single(usize),
    /// Big5 with Hong Kong's characters.
    Big5,
    /// JIS X 0208 and 0212.
    EucJp,
    /// KS X 1001 in Microsoft's extension.
    EucKr,
    /// All of Unicode, up to four bytes.
    Gb18030,
    /// The same, of which only two bytes are written.
    Gbk,
    /// JIS X 0208 between escape sequences.
    Iso2022Jp,
    /// JIS X 0208, shifted.
    ShiftJis,
}

impl Scheme {
    /// The text of bytes.
    pub(super) fn decode(self, bytes: &[u8]) -> Option<String> {
        let sets = Sets::open()?;
        if self == Self::Iso2022Jp {
            return iso2022::decode(sets, bytes);
        }
        let mut out = String::with_capacity(bytes.len());
        let mut rest = bytes;
        while let Some(&first) = rest.first() {
            let length = if first.is_ascii() {
                out.push(char::from(first));
                1
            } else {
                self.read(sets, rest, &mut out)?
            };
            rest = rest.get(length..)?;
        }
        Some(out)
    }

    /// Reads a character that does not begin with an ASCII byte; how many bytes it took.
    fn read(self, sets: &Sets, bytes: &[u8], out: &mut String) -> Option<usize> {
        let (character, length) = match self {
            Self::Single(set) => single(sets.singles.get(set)?, bytes)?,
            Self::Big5 => return big5(sets, bytes, out),
            Self::EucJp => euc_jp(sets, bytes)?,
            Self::EucKr => euc_kr(sets, bytes)?,
            Self::Gb18030 | Self::Gbk => gb18030(sets, bytes)?,
            Self::ShiftJis => shift_jis(sets, bytes)?,
            Self::Iso2022Jp => return None,
        };
        out.push(character);
        Some(length)
    }

    /// The bytes of a text.
    pub(super) fn encode(self, text: &str) -> Option<Vec<u8>> {
        let sets = Sets::open()?;
        if self == Self::Iso2022Jp {
            return iso2022::encode(sets, text);
        }
        let mut out = Vec::with_capacity(text.len());
        for character in text.chars() {
            match u8::try_from(character) {
                Ok(byte) if byte.is_ascii() => out.push(byte),
                _ => self.write(sets, character, &mut out)?,
            }
        }
        Some(out)
    }

    /// Writes a character that is no ASCII.
    fn write(self, sets: &Sets, character: char, out: &mut Vec<u8>) -> Option<()> {
        match self {
            Self::Single(set) => {
                let number = sets.singles.get(set)?.number(character)?;
                out.push(u8::try_from(number + 0x80).ok()?);
            }
            Self::Big5 => out.extend(to_big5(sets, character)?),
            Self::EucJp => {
                out.extend(to_euc_jp(sets, character)?.iter().filter(|byte| **byte != 0));
            }
            Self::EucKr => out.extend(split(sets.korean.number(character)?, 190, 0x81, |_| 0x41)?),
            Self::Gb18030 => return to_gb18030(sets, character, out),
            Self::Gbk if character == '€' => out.push(0x80),
            Self::Gbk => out.extend(to_gbk(sets, character)?),
            Self::ShiftJis => {
                out.extend(to_shift_jis(sets, character)?.iter().filter(|byte| **byte != 0));
            }
            Self::Iso2022Jp => return None,
        }
        Some(())
    }
}

type Read = Option<(char, usize)>;

/// The number of a place in a grid of rows.
fn joined(lead: u8, first_lead: u8, width: usize, trail: u8, first_trail: u8) -> Option<usize> {
    let row = usize::from(lead.checked_sub(first_lead)?);
    Some(row * width + usize::from(trail.checked_sub(first_trail)?))
}

/// The two bytes of a number: what its row and its place in there begin with.
fn split(number: usize, width: usize, lead: u8, trail: fn(u8) -> u8) -> Option<[u8; 2]> {
    let row = u8::try_from(number / width).ok()?;
    let place = u8::try_from(number % width).ok()?;
    Some([row.checked_add(lead)?, place.checked_add(trail(place))?])
}

fn single(index: &Index, bytes: &[u8]) -> Read {
    Some((index.character(usize::from(bytes.first()?.checked_sub(0x80)?))?, 1))
}

fn big5(sets: &Sets, bytes: &[u8], out: &mut String) -> Option<usize> {
    match bytes {
        [0x88, trail @ (0x62 | 0x64 | 0xa3 | 0xa5), ..] => {
            out.push(if *trail < 0x80 { 'Ê' } else { 'ê' });
            out.push(if matches!(trail, 0x62 | 0xa3) { '\u{304}' } else { '\u{30c}' });
        }
        [lead @ 0x81..=0xfe, trail @ (0x40..=0x7e | 0xa1..=0xfe), ..] => {
            let first = if *trail < 0x7f { 0x40 } else { 0x62 };
            out.push(sets.big5.character(joined(*lead, 0x81, 157, *trail, first)?)?);
        }
        _ => return None,
    }
    Some(2)
}

fn to_big5(sets: &Sets, character: char) -> Option<[u8; 2]> {
    // Hong Kong's additions, which come first, are read only.
    let mut numbers = sets.big5.numbers(character).filter(|number| *number >= 32 * 157);
    let number = match character {
        '═' | '╞' | '╡' | '╪' | '十' | '卅' => numbers.next_back(),
        _ => numbers.next(),
    };
    split(number?, 157, 0x81, |place| if place < 0x3f { 0x40 } else { 0x62 })
}

/// Narrow katakana.
pub(super) const NARROW: std::ops::RangeInclusive<char> = '\u{ff61}'..='\u{ff9f}';

fn narrow(byte: u8) -> Option<char> {
    char::from_u32(0xff61 + u32::from(byte.checked_sub(0xa1)?))
}

fn to_narrow(character: char) -> Option<u8> {
    let place = u32::from(character).checked_sub(0xff61)?;
    NARROW.contains(&character).then(|| u8::try_from(place + 0xa1).ok())?
}

fn euc_jp(sets: &Sets, bytes: &[u8]) -> Read {
    match bytes {
        [0x8e, trail @ 0xa1..=0xdf, ..] => Some((narrow(*trail)?, 2)),
        [0x8f, lead @ 0xa1..=0xfe, trail @ 0xa1..=0xfe, ..] => {
            Some((sets.jis0212.character(joined(*lead, 0xa1, 94, *trail, 0xa1)?)?, 3))
        }
        [lead @ 0xa1..=0xfe, trail @ 0xa1..=0xfe, ..] => {
            Some((sets.jis0208.character(joined(*lead, 0xa1, 94, *trail, 0xa1)?)?, 2))
        }
        _ => None,
    }
}

/// What Japanese sets write for some characters: a byte and nothing, or the number of another one.
fn to_euc_jp(sets: &Sets, character: char) -> Option<[u8; 2]> {
    match character {
        '¥' => Some([0x5c, 0]),
        '‾' => Some([0x7e, 0]),
        '−' => split(sets.jis0208.number('－')?, 94, 0xa1, |_| 0xa1),
        _ => match to_narrow(character) {
            Some(byte) => Some([0x8e, byte]),
            None => split(sets.jis0208.number(character)?, 94, 0xa1, |_| 0xa1),
        },
    }
}

fn shift_jis(sets: &Sets, bytes: &[u8]) -> Read {
    match bytes {
        [0x80, ..] => Some(('\u{80}', 1)),
        [byte @ 0xa1..=0xdf, ..] => Some((narrow(*byte)?, 1)),
        [lead @ (0x81..=0x9f | 0xe0..=0xfc), trail @ (0x40..=0x7e | 0x80..=0xfc), ..] => {
            let first_lead = if *lead < 0xa0 { 0x81 } else { 0xc1 };
            let first = if *trail < 0x7f { 0x40 } else { 0x41 };
            let number = joined(*lead, first_lead, 188, *trail, first)?;
            let character = match number {
                // Private characters.
                8836..=10_715 => char::from_u32(0xe000 + u32::try_from(number - 8836).ok()?),
                _ => sets.jis0208.character(number),
            };
            Some((character?, 2))
        }
        _ => None,
    }
}

fn to_shift_jis(sets: &Sets, character: char) -> Option<[u8; 2]> {
    if let Some(byte) = to_narrow(character) {
        return Some([byte, 0]);
    }
    let character = match character {
        '\u{80}' => return Some([0x80, 0]),
        '¥' => return Some([0x5c, 0]),
        '‾' => return Some([0x7e, 0]),
        '−' => '－',
        other => other,
    };
    // Of what stands twice, the rows that IBM chose.
    let number = sets.jis0208.numbers(character).find(|number| !(8272..=8835).contains(number))?;
    let lead = if number / 188 < 0x1f { 0x81 } else { 0xc1 };
    split(number, 188, lead, |place| if place < 0x3f { 0x40 } else { 0x41 })
}

fn euc_kr(sets: &Sets, bytes: &[u8]) -> Read {
    let [lead @ 0x81..=0xfe, trail @ 0x41..=0xfe, ..] = bytes else { return None };
    Some((sets.korean.character(joined(*lead, 0x81, 190, *trail, 0x41)?)?, 2))
}

fn gb18030(sets: &Sets, bytes: &[u8]) -> Read {
    match bytes {
        [0x80, ..] => Some(('€', 1)),
        [
            first @ 0x81..=0xfe,
            second @ 0x30..=0x39,
            third @ 0x81..=0xfe,
            fourth @ 0x30..=0x39,
            ..,
        ] => {
            let high = joined(*first, 0x81, 10, *second, 0x30)?;
            let low = joined(*third, 0x81, 10, *fourth, 0x30)?;
            Some((sets.far(high * 1260 + low)?, 4))
        }
        [lead @ 0x81..=0xfe, trail @ (0x40..=0x7e | 0x80..=0xfe), ..] => {
            let first = if *trail < 0x7f { 0x40 } else { 0x41 };
            Some((sets.chinese.character(joined(*lead, 0x81, 190, *trail, first)?)?, 2))
        }
        _ => None,
    }
}

/// Private characters that stood for real ones before 2022: they are written as those are, and read as real ones.
fn formerly_private(character: char) -> Option<u16> {
    Some(match character {
        '\u{e78d}'..='\u{e793}' => 0xa6d9 + u16::try_from(u32::from(character) - 0xe78d).ok()?,
        '\u{e794}' => 0xa6ec,
        '\u{e795}' => 0xa6ed,
        '\u{e796}' => 0xa6f3,
        '\u{e81e}' => 0xfe59,
        '\u{e826}' => 0xfe61,
        '\u{e82b}' => 0xfe66,
        '\u{e82c}' => 0xfe67,
        '\u{e832}' => 0xfe6d,
        '\u{e843}' => 0xfe7e,
        '\u{e854}' => 0xfe90,
        '\u{e864}' => 0xfea0,
        _ => return None,
    })
}

fn to_gbk(sets: &Sets, character: char) -> Option<[u8; 2]> {
    if let Some(code) = formerly_private(character) {
        return Some(code.to_be_bytes());
    }
    let number = sets.chinese.number(character)?;
    split(number, 190, 0x81, |place| if place < 0x3f { 0x40 } else { 0x41 })
}

fn to_gb18030(sets: &Sets, character: char, out: &mut Vec<u8>) -> Option<()> {
    // The one private character that shares its code with another.
    if character == '\u{e5e5}' {
        return None;
    }
    if let Some(pair) = to_gbk(sets, character) {
        out.extend(pair);
    } else {
        let number = sets.far_number(character)?;
        out.extend(split(number / 1260, 10, 0x81, |_| 0x30)?);
        out.extend(split(number % 1260, 10, 0x81, |_| 0x30)?);
    }
    Some(())
}
