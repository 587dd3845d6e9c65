//! Writes what normalisation form C needs to know: `cargo run -p dryrun-cty --example normal`.
//!
//! The layout is that of `src/normal.rs`.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a program of ours, run by hand")]

use std::collections::BTreeMap;
use std::io::Write as _;

use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical};

fn main() {
    let mut whole: BTreeMap<char, Vec<char>> = BTreeMap::new();
    let mut classes: Vec<(u32, u32, u32)> = Vec::new();
    for character in '\0'..=char::MAX {
        let mut parts = Vec::new();
        decompose_canonical(character, |part| parts.push(part));
        if parts != [character] && !('\u{ac00}'..='\u{d7a3}').contains(&character) {
            whole.insert(character, parts);
        }
        let class = u32::from(canonical_combining_class(character));
        if class == 0 {
            continue;
        }
        let code = u32::from(character);
        match classes.last_mut() {
            Some((start, length, known)) if *known == class && *start + *length == code => {
                *length += 1;
            }
            _ => classes.push((code, 1, class)),
        }
    }
    let by_parts: BTreeMap<&[char], char> =
        whole.iter().rev().map(|(character, parts)| (&**parts, *character)).collect();
    let pairs: Vec<[u32; 4]> = whole
        .iter()
        .map(|(character, parts)| {
            let (last, before) = parts.split_last().unwrap();
            let (first, second) = match before {
                [] => (*last, '\0'),
                [one] => (*one, *last),
                // Of several that fall into the same parts the one that is made of them.
                more => (
                    more.iter()
                        .copied()
                        .reduce(|a, b| compose(a, b).unwrap_or('\0'))
                        .filter(|one| *one != '\0')
                        .unwrap_or_else(|| by_parts[more]),
                    *last,
                ),
            };
            let is_made = second != '\0' && compose(first, second) == Some(*character);
            [u32::from(*character), u32::from(first), u32::from(second), u32::from(is_made)]
        })
        .collect();
    let mut planes = Vec::new();
    let count = |length: usize| u16::try_from(length).unwrap().to_le_bytes();
    planes.extend(count(pairs.len()));
    planes.extend(count(classes.len()));
    let mut previous = 0;
    push(
        &mut planes,
        3,
        pairs.iter().map(|[code, ..]| code - std::mem::replace(&mut previous, *code)),
    );
    push(&mut planes, 3, pairs.iter().map(|[_, first, ..]| *first));
    push(&mut planes, 3, pairs.iter().map(|[_, _, second, _]| *second));
    push(&mut planes, 1, pairs.iter().map(|[.., is_made]| *is_made));
    previous = 0;
    push(
        &mut planes,
        3,
        classes.iter().map(|(start, ..)| start - std::mem::replace(&mut previous, *start)),
    );
    push(&mut planes, 1, classes.iter().map(|(_, length, _)| *length));
    push(&mut planes, 1, classes.iter().map(|(.., class)| *class));
    let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&planes).unwrap();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/normal.bin");
    std::fs::write(path, packed.finish().unwrap()).unwrap();
}

/// Numbers by their lowest bytes, then by the next ones.
fn push(out: &mut Vec<u8>, planes: u32, codes: impl Iterator<Item = u32>) {
    let codes: Vec<u32> = codes.collect();
    for plane in 0..planes {
        out.extend(codes.iter().map(|code| u8::try_from(code >> (8 * plane) & 0xff).unwrap()));
    }
}
