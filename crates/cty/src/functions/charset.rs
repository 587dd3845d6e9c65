//! Character sets by their IANA names.

use encoding_rs::Encoding;

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
    Other(&'static Encoding, &'static str),
}

/// Names and aliases, in small letters, of the sets that are not our own.
const OTHERS: &[(&str, &[&str])] = &[
    ("Big5", &["big5", "csbig5"]),
    ("EUC-JP", &["euc-jp", "extended_unix_code_packed_format_for_japanese", "cseucpkdfmtjapanese"]),
    ("EUC-KR", &["euc-kr", "cseuckr"]),
    ("GB18030", &["gb18030", "csgb18030"]),
    ("GBK", &["gbk", "cp936", "ms936", "windows-936", "csgbk"]),
    ("IBM866", &["ibm866", "cp866", "866", "csibm866"]),
    ("ISO-2022-JP", &["iso-2022-jp", "csiso2022jp"]),
    (
        "ISO_8859-2:1987",
        &["iso_8859-2:1987", "iso-ir-101", "iso_8859-2", "iso-8859-2", "latin2", "l2"],
    ),
    ("ISO_8859-3:1988", &["iso_8859-3:1988", "iso_8859-3", "iso-8859-3", "latin3", "l3"]),
    ("ISO_8859-4:1988", &["iso_8859-4:1988", "iso_8859-4", "iso-8859-4", "latin4", "l4"]),
    ("ISO_8859-5:1988", &["iso_8859-5:1988", "iso_8859-5", "iso-8859-5", "cyrillic"]),
    ("ISO_8859-6:1987", &["iso_8859-6:1987", "iso_8859-6", "iso-8859-6", "arabic"]),
    ("ISO_8859-7:1987", &["iso_8859-7:1987", "iso_8859-7", "iso-8859-7", "greek", "greek8"]),
    ("ISO_8859-8:1988", &["iso_8859-8:1988", "iso_8859-8", "iso-8859-8", "hebrew"]),
    ("ISO-8859-10", &["iso-8859-10", "latin6", "l6"]),
    ("ISO-8859-13", &["iso-8859-13"]),
    ("ISO-8859-14", &["iso-8859-14", "iso_8859-14", "latin8", "l8"]),
    ("ISO-8859-15", &["iso-8859-15", "iso_8859-15", "latin-9"]),
    ("ISO-8859-16", &["iso-8859-16", "iso_8859-16", "latin10", "l10"]),
    ("KOI8-R", &["koi8-r", "cskoi8r"]),
    ("KOI8-U", &["koi8-u"]),
    ("macintosh", &["macintosh", "mac", "csmacintosh"]),
    ("Shift_JIS", &["shift_jis", "ms_kanji", "csshiftjis"]),
    ("windows-1250", &["windows-1250"]),
    ("windows-1251", &["windows-1251"]),
    ("windows-1252", &["windows-1252"]),
    ("windows-1253", &["windows-1253"]),
    ("windows-1254", &["windows-1254"]),
    ("windows-1255", &["windows-1255"]),
    ("windows-1256", &["windows-1256"]),
    ("windows-1257", &["windows-1257"]),
    ("windows-1258", &["windows-1258"]),
    ("windows-874", &["windows-874"]),
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
                let (iana, aliases) =
                    OTHERS.iter().find(|(_, aliases)| aliases.contains(&other))?;
                let label =
                    aliases.iter().find_map(|alias| Encoding::for_label(alias.as_bytes()))?;
                Some(Self::Other(label, iana))
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
            Self::Other(encoding, _) => {
                let (bytes, _, lossy) = encoding.encode(text);
                (!lossy).then(|| bytes.into_owned())
            }
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
            Self::Other(encoding, _) => {
                // Unlike browsers, IANA's windows sets leave some codes undefined.
                let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
                let is_control = |character: char| ('\u{80}'..'\u{a0}').contains(&character);
                (!text.contains(is_control)).then(|| text.into_owned())
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
