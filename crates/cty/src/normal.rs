//! Normalisation form C (Unicode Standard Annex 15): equal characters are equal bytes.
//!
//! `data/normal.bin` holds what it needs, deflated: how many pairs and runs there are (two bytes each); of all characters
//! that fall into two others (or one) themselves as differences, the first part, the second or 0, and 1 where they are made
//! of them again; of all runs of marks the beginning as differences, the length and the combining class. Of each first the
//! lowest bytes, then the next ones. `examples/normal.rs` writes it. An outside table would be five times as large, and is
//! what a page loads.

use std::io::Read as _;
use std::sync::OnceLock;

static PACKED: &[u8] = include_bytes!("../data/normal.bin");

/// What a character falls into.
#[derive(Debug)]
struct Parts {
    first: u32,
    /// 0 where there is one alone.
    second: u32,
    /// Whether the parts become the character again.
    is_made: bool,
}

#[derive(Debug, Default)]
struct Forms {
    /// In the order of their characters.
    parts: Vec<(u32, Parts)>,
    /// Both parts, and what they make; in order.
    made: Vec<(u32, u32, u32)>,
    /// Marks and their combining classes, in order.
    classes: Vec<(u32, u8)>,
    /// Characters that may be otherwise in the normal form, or move; in order.
    unsteady: Vec<u32>,
}

/// Below it nothing changes.
const FIRST_MARK: u32 = 0x300;

impl Forms {
    fn known() -> &'static Self {
        static FORMS: OnceLock<Forms> = OnceLock::new();
        FORMS.get_or_init(|| {
            let mut planes = Vec::new();
            // The file is whole; a test says so.
            let _ = flate2::read::DeflateDecoder::new(PACKED).read_to_end(&mut planes);
            Self::read(&planes)
        })
    }

    fn read(planes: &[u8]) -> Self {
        let mut rest = planes;
        let mut take = |length: usize| {
            let (taken, left) = rest.split_at_checked(length).unwrap_or_default();
            rest = left;
            taken
        };
        let mut count = || take(2).iter().rev().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
        let (pairs, runs) = (count(), count());
        let mut column = |length: usize, planes: usize| {
            let mut numbers = vec![0_u32; length];
            for plane in take(length * planes).chunks_exact(length.max(1)).rev() {
                for (number, byte) in numbers.iter_mut().zip(plane) {
                    *number = *number << 8 | u32::from(*byte);
                }
            }
            numbers
        };
        let codes = summed(column(pairs, 3));
        let (firsts, seconds, made) = (column(pairs, 3), column(pairs, 3), column(pairs, 1));
        let starts = summed(column(runs, 3));
        let (lengths, classes) = (column(runs, 1), column(runs, 1));
        let parts = firsts.into_iter().zip(seconds).zip(made);
        let parts =
            parts.map(|((first, second), made)| Parts { first, second, is_made: made == 1 });
        let runs = starts.into_iter().zip(lengths).zip(classes);
        let classes = runs.flat_map(|((start, length), class)| {
            let class = u8::try_from(class).unwrap_or_default();
            (start..start + length).map(move |code| (code, class))
        });
        Self::new(codes.into_iter().zip(parts).collect(), classes.collect())
    }

    fn new(parts: Vec<(u32, Parts)>, classes: Vec<(u32, u8)>) -> Self {
        let made = parts.iter().filter(|(_, parts)| parts.is_made);
        let mut made: Vec<(u32, u32, u32)> =
            made.map(|(code, parts)| (parts.first, parts.second, *code)).collect();
        made.sort_unstable();
        let lost = parts.iter().filter(|(_, parts)| !parts.is_made).map(|(code, _)| *code);
        let seconds = made.iter().map(|(_, second, _)| *second);
        let mut unsteady: Vec<u32> =
            lost.chain(seconds).chain(classes.iter().map(|(code, _)| *code)).collect();
        unsteady.sort_unstable();
        unsteady.dedup();
        Self { parts, made, classes, unsteady }
    }

    fn class(&self, code: u32) -> u8 {
        match self.classes.binary_search_by_key(&code, |(other, _)| *other) {
            Ok(at) => self.classes.get(at).map_or(0, |(_, class)| *class),
            Err(_) => 0,
        }
    }

    /// Adds what a character falls into in the end.
    fn decompose(&self, code: u32, out: &mut Vec<(u8, u32)>) {
        if let Some(syllable) = code.checked_sub(hangul::SYLLABLES).filter(|at| *at < hangul::COUNT)
        {
            out.extend(hangul::parts(syllable).map(|part| (0, part)));
            return;
        }
        match self.parts.binary_search_by_key(&code, |(other, _)| *other) {
            Ok(at) => {
                let Some((_, parts)) = self.parts.get(at) else { return };
                self.decompose(parts.first, out);
                if parts.second != 0 {
                    self.decompose(parts.second, out);
                }
            }
            Err(_) => out.push((self.class(code), code)),
        }
    }

    fn compose(&self, first: u32, second: u32) -> Option<u32> {
        hangul::compose(first, second).or_else(|| {
            let pair = (first, second);
            let at = self.made.binary_search_by_key(&pair, |(a, b, _)| (*a, *b)).ok()?;
            self.made.get(at).map(|(_, _, code)| *code)
        })
    }
}

fn summed(mut differences: Vec<u32>) -> Vec<u32> {
    let mut sum = 0;
    for difference in &mut differences {
        sum += *difference;
        *difference = sum;
    }
    differences
}

/// Korean syllables are computed.
mod hangul {
    pub(super) const SYLLABLES: u32 = 0xac00;
    pub(super) const COUNT: u32 = 19 * 21 * 28;
    const LEADS: u32 = 0x1100;
    const VOWELS: u32 = 0x1161;
    /// One before the first trailing consonant: none is a choice too.
    const TRAILS: u32 = 0x11a7;

    pub(super) fn parts(syllable: u32) -> impl Iterator<Item = u32> {
        let trail = Some(TRAILS + syllable % 28).filter(|trail| *trail != TRAILS);
        [LEADS + syllable / (21 * 28), VOWELS + syllable / 28 % 21].into_iter().chain(trail)
    }

    pub(super) fn compose(first: u32, second: u32) -> Option<u32> {
        let place = |code: u32, start: u32, count: u32| {
            code.checked_sub(start).filter(|place| *place < count)
        };
        if let Some(lead) = place(first, LEADS, 19) {
            return Some(SYLLABLES + (lead * 21 + place(second, VOWELS, 21)?) * 28);
        }
        let syllable = place(first, SYLLABLES, COUNT).filter(|syllable| syllable % 28 == 0)?;
        let trail = place(second, TRAILS, 28).filter(|trail| *trail != 0)?;
        Some(SYLLABLES + syllable + trail)
    }

    pub(super) fn is_second(code: u32) -> bool {
        place_is(code, VOWELS, 21) || place_is(code, TRAILS + 1, 27)
    }

    fn place_is(code: u32, start: u32, count: u32) -> bool {
        (start..start + count).contains(&code)
    }
}

/// Whether a text is surely in the form already.
pub(crate) fn is_steady(text: &str) -> bool {
    text.chars().map(u32::from).filter(|code| *code >= FIRST_MARK).all(|code| {
        !hangul::is_second(code) && Forms::known().unsteady.binary_search(&code).is_err()
    })
}

/// The text in normalisation form C.
pub(crate) fn composed(text: &str) -> String {
    let forms = Forms::known();
    let mut parts = Vec::with_capacity(text.len());
    for character in text.chars() {
        forms.decompose(u32::from(character), &mut parts);
    }
    for marks in parts.split_mut(|(class, _)| *class == 0) {
        marks.sort_by_key(|(class, _)| *class);
    }
    let mut out: Vec<u32> = Vec::with_capacity(parts.len());
    // Where the character stands that marks join, and the class of the last mark behind it that did not.
    let (mut base, mut last): (Option<usize>, u8) = (None, 0);
    for (class, code) in parts {
        let joined = base.filter(|_| last == 0 || last < class).and_then(|at| out.get_mut(at));
        if let Some(slot) = joined
            && let Some(whole) = forms.compose(*slot, code)
        {
            *slot = whole;
            continue;
        }
        if class == 0 {
            base = Some(out.len());
        }
        last = class;
        out.push(code);
    }
    out.into_iter().filter_map(char::from_u32).collect()
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    #[track_caller]
    fn same(text: &str) {
        let want: String = text.nfc().collect();
        assert_eq!(composed(text), want, "{text:?}");
        assert!(!is_steady(text) || want == text, "{text:?}");
    }

    #[test]
    fn every_character_alone_and_with_marks() {
        let marks =
            ["", "\u{301}", "\u{323}\u{302}", "\u{302}\u{323}", "\u{93c}", "\u{11a8}", "a\u{30a}"];
        for character in '\0'..='\u{2ffff}' {
            for mark in marks {
                same(&format!("{character}{mark}"));
            }
            same(&format!("e\u{327}{character}\u{301}"));
        }
    }

    #[test]
    fn mixtures() {
        let parts = [
            "a",
            "e",
            "\u{300}",
            "\u{301}",
            "\u{323}",
            "\u{327}",
            "\u{345}",
            "ẹ",
            "ệ",
            "각",
            "가",
            "\u{11a8}",
            "\u{1100}",
            "\u{1161}",
            "Å",
            "\u{1d15f}",
            "\u{9c7}",
            "\u{9be}",
            "丽",
            "\u{f73}",
        ];
        let count = parts.len();
        for number in 0..count.pow(4) {
            let text: String = (0..4).map(|at| parts[number / count.pow(at) % count]).collect();
            same(&text);
        }
    }

    #[test]
    fn a_steady_text_costs_nothing() {
        assert!(is_steady("Grüße, 漢字, Ελλάδα, 각"));
        assert!(!is_steady("e\u{301}"));
    }
}
