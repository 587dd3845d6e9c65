//! What the Encoding Standard calls indexes: which character a number means in a set, and back.
//!
//! `data/charsets.bin` holds them, deflated, one after the other: 26 sets of one byte, JIS X 0208 and 0212, Big5, KS X
//! 1001, GB 18030, wide katakana for narrow ones, and where in GB 18030's codes of four bytes a run of characters begins
//! and with which one. Of each first the lowest bytes of all numbers, then the next ones; 0 is no character.
//! `examples/charsets.rs` writes it.

use std::io::Read as _;
use std::sync::OnceLock;

use dryrun_beside::Table;

/// Character sets other than Unicode's own: on a page beside the engine, since hardly an example names one.
#[cfg(not(target_arch = "wasm32"))]
pub static CHARSETS: Table =
    Table::held("charsets.bin", include_bytes!("../../../data/charsets.bin"));
/// Character sets other than Unicode's own, which a page has beside the engine.
#[cfg(target_arch = "wasm32")]
pub static CHARSETS: Table = Table::apart("charsets.bin");

/// Characters by a number.
#[derive(Debug, Default)]
pub(super) struct Index {
    codes: Vec<u32>,
    /// Characters with their numbers, in order.
    numbers: OnceLock<Vec<(u32, usize)>>,
}

impl Index {
    /// The character of a number.
    pub(super) fn character(&self, number: usize) -> Option<char> {
        self.codes.get(number).copied().filter(|code| *code != 0).and_then(char::from_u32)
    }

    /// All numbers of a character, in order.
    pub(super) fn numbers(&self, character: char) -> impl DoubleEndedIterator<Item = usize> {
        let all = self.numbers.get_or_init(|| {
            let mut all: Vec<(u32, usize)> = self.codes.iter().copied().zip(0..).collect();
            all.retain(|(code, _)| *code != 0);
            all.sort_unstable();
            all
        });
        let code = u32::from(character);
        let (start, end) = (
            all.partition_point(|(other, _)| *other < code),
            all.partition_point(|(other, _)| *other <= code),
        );
        all.get(start..end).unwrap_or_default().iter().map(|(_, number)| *number)
    }

    /// The first number of a character.
    pub(super) fn number(&self, character: char) -> Option<usize> {
        self.numbers(character).next()
    }
}

/// All sets.
#[derive(Debug, Default)]
pub(super) struct Sets {
    pub(super) singles: Vec<Index>,
    pub(super) jis0208: Index,
    pub(super) jis0212: Index,
    pub(super) big5: Index,
    pub(super) korean: Index,
    pub(super) chinese: Index,
    pub(super) katakana: Index,
    starts: Index,
    firsts: Index,
}

impl Sets {
    /// The sets of the table; none where it is still to come.
    pub(super) fn open() -> Option<&'static Self> {
        static SETS: OnceLock<Sets> = OnceLock::new();
        let packed = CHARSETS.bytes()?;
        Some(SETS.get_or_init(|| Self::read(packed)))
    }

    fn read(packed: &[u8]) -> Self {
        let mut planes = Vec::new();
        // What is cut short lacks characters.
        let _ = flate2::read::DeflateDecoder::new(packed).read_to_end(&mut planes);
        let mut rest = planes.as_slice();
        let mut next = |length: usize, planes: usize| {
            let (taken, left) = rest.split_at_checked(length * planes).unwrap_or_default();
            rest = left;
            let mut codes = vec![0_u32; length];
            for plane in taken.chunks_exact(length).rev() {
                for (code, byte) in codes.iter_mut().zip(plane) {
                    *code = *code << 8 | u32::from(*byte);
                }
            }
            Index { codes, numbers: OnceLock::new() }
        };
        Self {
            singles: (0..26).map(|_| next(0x80, 2)).collect(),
            jis0208: next(11_104, 2),
            jis0212: next(94 * 94, 2),
            big5: next(126 * 157, 3),
            korean: next(126 * 190, 2),
            chinese: next(126 * 190, 2),
            katakana: next(63, 2),
            starts: next(RANGES, 2),
            firsts: next(RANGES, 2),
        }
    }

    /// Runs of characters in GB 18030's codes of four bytes: first number, the number behind, first character.
    fn runs(&self) -> impl Iterator<Item = (usize, usize, u32)> {
        let starts = || self.starts.codes.iter().map(|start| *start as usize);
        let runs = starts().zip(starts().skip(1)).zip(&self.firsts.codes);
        runs.map(|((start, end), first)| (start, end, *first)).filter(|(_, _, first)| *first != 0)
    }

    /// The character of a number that four bytes make.
    pub(super) fn far(&self, number: usize) -> Option<char> {
        let code = match number {
            ..39_420 => {
                let (start, _, first) =
                    self.runs().find(|(start, end, _)| (*start..*end).contains(&number))?;
                first + u32::try_from(number - start).ok()?
            }
            _ => u32::try_from(number.checked_sub(189_000)?).ok()? + 0x1_0000,
        };
        char::from_u32(code)
    }

    /// The number for four bytes of a character that has no shorter code.
    pub(super) fn far_number(&self, character: char) -> Option<usize> {
        let code = u32::from(character);
        if let Some(beyond) = code.checked_sub(0x1_0000) {
            return Some(beyond as usize + 189_000);
        }
        self.runs().find_map(|(start, end, first)| {
            let number = code.checked_sub(first)? as usize + start;
            (number < end).then_some(number)
        })
    }
}

/// How many runs of characters there are, with the end of the last.
const RANGES: usize = 209;
