//! Character sets by their IANA names.

mod iso2022;
mod scheme;
mod sets;

use scheme::Scheme;

pub use sets::CHARSETS;

/// A character set.
#[derive(Debug, Clone, Copy)]
pub(super) enum Charset {
    /// UTF-8.
    Utf8,
    /// UTF-16 with a byte order mark, big-endian.
    Utf16,
    /// UTF-16, big-endian.
    Utf16Be,
    /// UTF-16, little-endian.
    Utf16Le,
    /// ASCII alone.
    Ascii,
    /// ISO 8859-1, whose codes are the first of Unicode.
    Latin1,
    /// Any other, with its IANA name.
    Other(Scheme, &'static str),
}

/// Names and aliases, in small letters, of the sets that need a table, and how their bytes are read.
const OTHERS: &[(&str, Scheme, &[&str])] = &[
    ("Big5", Scheme::Big5, &["big5", "csbig5"]),
    (
        "EUC-JP",
        Scheme::EucJp,
        &["euc-jp", "extended_unix_code_packed_format_for_japanese", "cseucpkdfmtjapanese"],
    ),
    ("EUC-KR", Scheme::EucKr, &["euc-kr", "cseuckr"]),
    ("GB18030", Scheme::Gb18030, &["gb18030", "csgb18030"]),
    ("GBK", Scheme::Gbk, &["gbk", "cp936", "ms936", "windows-936", "csgbk"]),
    ("IBM866", Scheme::Single(0), &["ibm866", "cp866", "866", "csibm866"]),
    ("ISO-2022-JP", Scheme::Iso2022Jp, &["iso-2022-jp", "csiso2022jp"]),
    (
        "ISO_8859-2:1987",
        Scheme::Single(1),
        &["iso_8859-2:1987", "iso-ir-101", "iso_8859-2", "iso-8859-2", "latin2", "l2"],
    ),
    (
        "ISO_8859-3:1988",
        Scheme::Single(2),
        &["iso_8859-3:1988", "iso_8859-3", "iso-8859-3", "latin3", "l3"],
    ),
    (
        "ISO_8859-4:1988",
        Scheme::Single(3),
        &["iso_8859-4:1988", "iso_8859-4", "iso-8859-4", "latin4", "l4"],
    ),
    (
        "ISO_8859-5:1988",
        Scheme::Single(4),
        &["iso_8859-5:1988", "iso_8859-5", "iso-8859-5", "cyrillic"],
    ),
    (
        "ISO_8859-6:1987",
        Scheme::Single(5),
        &["iso_8859-6:1987", "iso_8859-6", "iso-8859-6", "arabic"],
    ),
    (
        "ISO_8859-7:1987",
        Scheme::Single(6),
        &["iso_8859-7:1987", "iso_8859-7", "iso-8859-7", "greek", "greek8"],
    ),
    (
        "ISO_8859-8:1988",
        Scheme::Single(7),
        &["iso_8859-8:1988", "iso_8859-8", "iso-8859-8", "hebrew"],
    ),
    ("ISO-8859-10", Scheme::Single(8), &["iso-8859-10", "latin6", "l6"]),
    ("ISO-8859-13", Scheme::Single(9), &["iso-8859-13"]),
    ("ISO-8859-14", Scheme::Single(10), &["iso-8859-14", "iso_8859-14", "latin8", "l8"]),
    ("ISO-8859-15", Scheme::Single(11), &["iso-8859-15", "iso_8859-15", "latin-9"]),
    ("ISO-8859-16", Scheme::Single(12), &["iso-8859-16", "iso_8859-16", "latin10", "l10"]),
    ("KOI8-R", Scheme::Single(13), &["koi8-r", "cskoi8r"]),
    ("KOI8-U", Scheme::Single(14), &["koi8-u"]),
    ("macintosh", Scheme::Single(15), &["macintosh", "mac", "csmacintosh"]),
    ("Shift_JIS", Scheme::ShiftJis, &["shift_jis", "ms_kanji", "csshiftjis"]),
    ("windows-1250", Scheme::Single(16), &["windows-1250"]),
    ("windows-1251", Scheme::Single(17), &["windows-1251"]),
    ("windows-1252", Scheme::Single(18), &["windows-1252"]),
    ("windows-1253", Scheme::Single(19), &["windows-1253"]),
    ("windows-1254", Scheme::Single(20), &["windows-1254"]),
    ("windows-1255", Scheme::Single(21), &["windows-1255"]),
    ("windows-1256", Scheme::Single(22), &["windows-1256"]),
    ("windows-1257", Scheme::Single(23), &["windows-1257"]),
    ("windows-1258", Scheme::Single(24), &["windows-1258"]),
    ("windows-874", Scheme::Single(25), &["windows-874"]),
];

impl Charset {
    /// The character set of a name, which may be in any case.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        match &*name {
            "utf-8" | "utf8" | "csutf8" => Some(Self::Utf8),
            "utf-16" | "csutf16" => Some(Self::Utf16),
            "utf-16be" | "csutf16be" => Some(Self::Utf16Be),
            "utf-16le" | "csutf16le" => Some(Self::Utf16Le),
            "us-ascii" | "iso-ir-6" | "ansi_x3.4-1968" | "ansi_x3.4-1986" | "iso_646.irv:1991"
            | "iso646-us" | "us" | "ibm367" | "cp367" | "csascii" => Some(Self::Ascii),
            "iso_8859-1:1987" | "iso-ir-100" | "iso_8859-1" | "iso-8859-1" | "latin1" | "l1"
            | "ibm819" | "cp819" | "csisolatin1" => Some(Self::Latin1),
            other => {
                let (iana, scheme, _) =
                    OTHERS.iter().find(|(_, _, aliases)| aliases.contains(&other))?;
                Some(Self::Other(*scheme, iana))
            }
        }
    }

    /// The name for messages.
    pub(super) fn iana_name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Utf16Be => "UTF-16BE",
            Self::Utf16Le => "UTF-16LE",
            Self::Ascii => "US-ASCII",
            Self::Latin1 => "ISO_8859-1:1987",
            Self::Other(_, name) => name,
        }
    }

    /// The bytes of a text; `None` when a character is missing from the set.
    pub(super) fn encode(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Utf8 => Some(text.as_bytes().to_vec()),
            Self::Utf16 => Some(
                [0xFE, 0xFF]
                    .into_iter()
                    .chain(text.encode_utf16().flat_map(u16::to_be_bytes))
                    .collect(),
            ),
            Self::Utf16Be => Some(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Self::Utf16Le => Some(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Ascii => text.is_ascii().then(|| text.as_bytes().to_vec()),
            Self::Latin1 => {
                text.chars().map(|character| u8::try_from(u32::from(character)).ok()).collect()
            }
            Self::Other(scheme, _) => scheme.encode(text),
        }
    }

    /// The text of bytes; `None` when they mean nothing in the set.
    pub(super) fn decode(self, bytes: &[u8]) -> Option<String> {
        match self {
            Self::Utf8 => String::from_utf8(bytes.to_vec()).ok(),
            Self::Utf16 => match bytes {
                [0xFE, 0xFF, rest @ ..] => decode_utf16(rest, u16::from_be_bytes),
                [0xFF, 0xFE, rest @ ..] => decode_utf16(rest, u16::from_le_bytes),
                _ => None,
            },
            Self::Utf16Be => decode_utf16(bytes, u16::from_be_bytes),
            Self::Utf16Le => decode_utf16(bytes, u16::from_le_bytes),
            Self::Ascii => {
                bytes.is_ascii().then(|| bytes.iter().copied().map(char::from).collect())
            }
            Self::Latin1 => Some(bytes.iter().copied().map(char::from).collect()),
            Self::Other(scheme, _) => {
                // Unlike browsers, IANA's windows sets leave some codes undefined.
                let is_control = |character: char| ('\u{80}'..'\u{a0}').contains(&character);
                scheme.decode(bytes).filter(|text| !text.contains(is_control))
            }
        }
    }
}

fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let units: Vec<u16> =
        bytes.chunks_exact(2).filter_map(|pair| <[u8; 2]>::try_from(pair).ok()).map(unit).collect();
    String::from_utf16(&units).ok()
}

#[cfg(test)]
mod tests {
    use encoding_rs::Encoding;

    use super::*;

    /// Every set with the same set of another program.
    fn pairs() -> impl Iterator<Item = (Scheme, &'static Encoding)> {
        OTHERS.iter().map(|(_, scheme, aliases)| {
            let encoding = aliases.iter().find_map(|alias| Encoding::for_label(alias.as_bytes()));
            (*scheme, encoding.unwrap())
        })
    }

    #[track_caller]
    fn same_text(scheme: Scheme, encoding: &'static Encoding, bytes: &[u8]) {
        let want = encoding.decode_without_bom_handling_and_without_replacement(bytes);
        assert_eq!(scheme.decode(bytes).as_deref(), want.as_deref(), "{scheme:?} {bytes:x?}");
    }

    #[track_caller]
    fn same_bytes(scheme: Scheme, encoding: &'static Encoding, text: &str) {
        let (bytes, _, is_lossy) = encoding.encode(text);
        let want = (!is_lossy).then_some(&*bytes);
        assert_eq!(scheme.encode(text).as_deref(), want, "{scheme:?} {text:?}");
    }

    #[test]
    fn bytes_mean_what_browsers_say() {
        for (scheme, encoding) in pairs() {
            for first in 0..=255_u8 {
                same_text(scheme, encoding, &[first]);
                for second in 0..=255_u8 {
                    same_text(scheme, encoding, &[first, second]);
                    same_text(scheme, encoding, &[0x8f, first, second]);
                }
            }
        }
    }

    #[test]
    fn four_bytes() {
        for first in [0x81, 0x82, 0x83, 0x84, 0x8f, 0x90, 0xe3, 0xe4, 0xfe] {
            for second in b'0'..=b'9' {
                for third in 0x80..=0xff {
                    for fourth in b'/'..=b':' {
                        let bytes = [first, second, third, fourth];
                        same_text(Scheme::Gb18030, encoding_rs::GB18030, &bytes);
                    }
                }
            }
        }
    }

    #[test]
    fn characters_become_what_browsers_say() {
        let mut buffer = [0; 4];
        for (scheme, encoding) in pairs() {
            for character in
                ('\0'..='\u{ffff}').chain('\u{1f600}'..'\u{1f610}').chain('\u{20000}'..'\u{20100}')
            {
                same_bytes(scheme, encoding, character.encode_utf8(&mut buffer));
            }
        }
        for character in '\u{10000}'..=char::MAX {
            same_bytes(Scheme::Gb18030, encoding_rs::GB18030, character.encode_utf8(&mut buffer));
        }
    }

    #[test]
    fn shifts() {
        let parts: [&[u8]; 12] = [
            b"\x1b(B", b"\x1b(J", b"\x1b(I", b"\x1b$@", b"\x1b$B", b"\x1b", b"!", b"0!", b"\\~",
            b"A", b"\x0e", b"\xa1",
        ];
        let texts = ["A", "\\", "~", "¥", "‾", "−", "ｱ", "漢", "\x0e", "é", "\n"];
        for number in 0..12_usize.pow(5) {
            let chosen = |of: usize, at: u32| number / of.pow(at) % of;
            let bytes: Vec<u8> = (0..5).flat_map(|at| parts[chosen(12, at)]).copied().collect();
            same_text(Scheme::Iso2022Jp, encoding_rs::ISO_2022_JP, &bytes);
            let text: String = (0..5).map(|at| texts[chosen(11, at)]).collect();
            same_bytes(Scheme::Iso2022Jp, encoding_rs::ISO_2022_JP, &text);
        }
    }
}
