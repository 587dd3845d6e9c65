//! Finding repetitions: Go's search at its default level.

/// A byte, or a repetition of what was before.
#[derive(Debug, Clone, Copy)]
pub(super) enum Token {
    Literal(u8),
    Match { length: usize, distance: usize },
}

const LEAST: usize = 4;
const MOST: usize = 258;
const WINDOW: usize = 1 << 15;
const BLOCK_TOKENS: usize = 1 << 14;
const LAZY: usize = 16;
const NICE: usize = 128;
const CHAIN: usize = 128;
const HASH_BITS: u32 = 17;

/// Where each four bytes were seen last, and where before.
struct Chains<'a> {
    bytes: &'a [u8],
    heads: Vec<Option<usize>>,
    previous: Vec<Option<usize>>,
}

impl Chains<'_> {
    /// Notes a place; gives the one before with the same hash.
    fn insert(&mut self, at: usize) -> Option<usize> {
        let four =
            self.bytes.get(at..at + LEAST).and_then(|four| <[u8; LEAST]>::try_from(four).ok())?;
        let hash = u32::from_be_bytes(four).wrapping_mul(0x1e35_a7bd) >> (32 - HASH_BITS);
        let head = self.heads.get_mut(usize::try_from(hash).ok()?)?;
        let before = head.replace(at);
        if let Some(previous) = self.previous.get_mut(at) {
            *previous = before;
        }
        before
    }

    /// The longest repetition of what is at a place: length and distance.
    fn longest(&self, at: usize, first: usize) -> Option<(usize, usize)> {
        let here = self.bytes.get(at..)?;
        let limit = here.len().min(MOST);
        let nice = limit.min(NICE);
        let mut best: Option<(usize, usize)> = None;
        let mut candidate = first;
        for _ in 0..CHAIN {
            let longest = best.map_or(LEAST - 1, |(length, _)| length);
            let there = self.bytes.get(candidate..)?;
            let length = here
                .iter()
                .zip(there)
                .take(limit)
                .take_while(|(here, there)| here == there)
                .count();
            if length > longest && (length > LEAST || at - candidate <= 4096) {
                best = Some((length, at - candidate));
                if length >= nice {
                    break;
                }
            }
            match self.previous.get(candidate).copied().flatten() {
                Some(before) if before + WINDOW >= at && candidate + WINDOW != at => {
                    candidate = before;
                }
                Some(_) | None => break,
            }
        }
        best
    }
}

/// The tokens of each block with the bytes they stand for.
pub(super) fn blocks(bytes: &[u8]) -> Vec<(Vec<Token>, &[u8])> {
    let mut chains =
        Chains { bytes, heads: vec![None; 1 << HASH_BITS], previous: vec![None; bytes.len()] };
    let mut blocks = Vec::new();
    let mut tokens = Vec::new();
    let (mut start, mut at) = (0, 0);
    let (mut length, mut distance) = (LEAST - 1, 0);
    let mut head = None;
    let mut pending = false;
    while at < bytes.len() {
        if at + LEAST <= bytes.len() {
            head = chains.insert(at);
        }
        let (before, before_distance) = (length, distance);
        (length, distance) = (LEAST - 1, 0);
        let worth_it = bytes.len() - at > before && before < LAZY;
        if let Some(first) = head.filter(|first| worth_it && first + WINDOW >= at && *first < at)
            && let Some(found) = chains.longest(at, first)
        {
            (length, distance) = found;
        }
        if before >= LEAST && length <= before {
            tokens.push(Token::Match { length: before, distance: before_distance });
            let end = at + before - 1;
            for inside in at + 1..end {
                chains.insert(inside);
            }
            at = end;
            pending = false;
            length = LEAST - 1;
            if tokens.len() == BLOCK_TOKENS {
                blocks
                    .push((std::mem::take(&mut tokens), bytes.get(start..at).unwrap_or_default()));
                start = at;
            }
        } else {
            if pending {
                tokens.extend(bytes.get(at - 1).copied().map(Token::Literal));
                if tokens.len() == BLOCK_TOKENS {
                    blocks.push((
                        std::mem::take(&mut tokens),
                        bytes.get(start..at).unwrap_or_default(),
                    ));
                    start = at;
                }
            }
            at += 1;
            pending = true;
        }
    }
    if pending {
        tokens.extend(bytes.last().copied().map(Token::Literal));
    }
    if !tokens.is_empty() {
        blocks.push((tokens, bytes.get(start..).unwrap_or_default()));
    }
    blocks
}
