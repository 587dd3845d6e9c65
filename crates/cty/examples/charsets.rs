//! Writes the character sets as the Encoding Standard has them: `cargo run -p dryrun-cty --example charsets`.
//!
//! The layout is that of `src/functions/charset/sets.rs`.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a program of ours, run by hand")]

use std::io::Write as _;

use encoding_rs::Encoding;

/// Sets of one byte, in the order of the names in `src/functions/charset/mod.rs`.
const SINGLES: [&str; 26] = [
    "ibm866",
    "iso-8859-2",
    "iso-8859-3",
    "iso-8859-4",
    "iso-8859-5",
    "iso-8859-6",
    "iso-8859-7",
    "iso-8859-8",
    "iso-8859-10",
    "iso-8859-13",
    "iso-8859-14",
    "iso-8859-15",
    "iso-8859-16",
    "koi8-r",
    "koi8-u",
    "macintosh",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "windows-874",
];

fn main() {
    let mut planes = Vec::new();
    for name in SINGLES {
        push(&mut planes, 2, (0x80..=0xff).map(|byte| code(name, &[byte])));
    }
    push(
        &mut planes,
        2,
        (0..11_104).map(|pointer| match pointer {
            // Private characters, which are computed.
            8836..=10715 => 0,
            _ => {
                let (lead, trail) = grid(pointer, 188);
                let lead = lead + if lead < 0x1f { 0x81 } else { 0xc1 };
                code("shift_jis", &[lead, trail + if trail < 0x3f { 0x40 } else { 0x41 }])
            }
        }),
    );
    push(
        &mut planes,
        2,
        (0..8836).map(|pointer| {
            let (lead, trail) = grid(pointer, 94);
            code("euc-jp", &[0x8f, lead + 0xa1, trail + 0xa1])
        }),
    );
    push(
        &mut planes,
        3,
        (0..19_782).map(|pointer| {
            let (lead, trail) = grid(pointer, 157);
            code("big5", &[lead + 0x81, trail + if trail < 0x3f { 0x40 } else { 0x62 }])
        }),
    );
    push(
        &mut planes,
        2,
        (0..23_940).map(|pointer| {
            let (lead, trail) = grid(pointer, 190);
            code("euc-kr", &[lead + 0x81, trail + 0x41])
        }),
    );
    push(
        &mut planes,
        2,
        (0..23_940).map(|pointer| {
            let (lead, trail) = grid(pointer, 190);
            code("gb18030", &[lead + 0x81, trail + if trail < 0x3f { 0x40 } else { 0x41 }])
        }),
    );
    push(
        &mut planes,
        2,
        (0xff61..0xffa0).map(|narrow| {
            let text = char::from_u32(narrow).unwrap().to_string();
            let (bytes, _, _) = encoding_rs::ISO_2022_JP.encode(&text);
            code("iso-2022-jp", &bytes)
        }),
    );
    let ranges = ranges();
    push(&mut planes, 2, ranges.iter().map(|(pointer, _)| *pointer));
    push(&mut planes, 2, ranges.iter().map(|(_, code)| *code));
    let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&planes).unwrap();
    let packed = packed.finish().unwrap();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/charsets.bin");
    std::fs::write(path, packed).unwrap();
}

/// Numbers by their lowest bytes, then by the next ones.
fn push(out: &mut Vec<u8>, planes: u32, codes: impl Iterator<Item = u32>) {
    let codes: Vec<u32> = codes.collect();
    for plane in 0..planes {
        out.extend(codes.iter().map(|code| u8::try_from(code >> (8 * plane) & 0xff).unwrap()));
    }
}

fn grid(pointer: u32, width: u32) -> (u8, u8) {
    (u8::try_from(pointer / width).unwrap(), u8::try_from(pointer % width).unwrap())
}

/// The one character that bytes mean, 0 where there is none.
fn code(name: &str, bytes: &[u8]) -> u32 {
    let encoding = Encoding::for_label(name.as_bytes()).unwrap();
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
    let mut characters = text.as_deref().unwrap_or_default().chars();
    match (characters.next(), characters.next()) {
        (Some(one), None) => u32::from(one),
        _ => 0,
    }
}

/// Where in the codes of four bytes a run of characters begins, and its first one.
fn ranges() -> Vec<(u32, u32)> {
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for pointer in 0..39_420_u32 {
        let (high, low) = (pointer / 1260, pointer % 1260);
        let (third, fourth) = (low / 10, low % 10);
        let part = |base: u32, offset: u32| u8::try_from(base + offset).unwrap();
        let bytes =
            [part(0x81, high / 10), part(0x30, high % 10), part(0x81, third), part(0x30, fourth)];
        let code = code("gb18030", &bytes);
        let goes_on = ranges.last().is_some_and(|(start, first)| match first {
            0 => code == 0,
            first => code == first + (pointer - start),
        });
        if !goes_on {
            ranges.push((pointer, code));
        }
    }
    ranges.push((39_420, 0));
    eprintln!("{} ranges", ranges.len());
    ranges
}
