//! Huffman codes: fixed, made to measure, or none, whichever is shortest.

use super::bits::Bits;
use super::matches::Token;

const END_OF_BLOCK: usize = 256;
const LENGTH_BASES: [usize; 29] = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
];
const LENGTH_EXTRA: [u32; 29] =
    [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASES: [usize; 30] = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537,
    2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
];
/// In which order the lengths of the codes for lengths are written.
const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

fn distance_extra(code: usize) -> u32 {
    u32::try_from(code / 2).unwrap_or(0).saturating_sub(1)
}

/// The last base not above a value.
fn code_of(bases: &[usize], value: usize) -> usize {
    bases.partition_point(|base| *base <= value).saturating_sub(1)
}

/// A code for each symbol: its bits, least significant first, and how many.
struct Codes(Vec<(u32, u32)>);

impl Codes {
    fn from_lengths(lengths: &[u32]) -> Self {
        let mut codes = vec![(0, 0); lengths.len()];
        let mut next: u32 = 0;
        for length in 1..=15 {
            next <<= 1;
            for (code, _) in codes.iter_mut().zip(lengths).filter(|(_, own)| **own == length) {
                *code = (next.reverse_bits() >> (32 - length), length);
                next += 1;
            }
        }
        Self(codes)
    }

    /// The shortest codes for symbols that occur so often, none longer than the limit.
    fn generate(counts: &[u32], limit: usize) -> Self {
        Self::from_lengths(&shortest(counts, limit))
    }

    fn fixed_literals() -> Self {
        let length = |symbol| match symbol {
            144..=255 => 9,
            256..=279 => 7,
            _ => 8,
        };
        Self::from_lengths(&(0..288).map(length).collect::<Vec<u32>>())
    }

    fn fixed_distances() -> Self {
        Self::from_lengths(&[5; 30])
    }

    fn length(&self, symbol: usize) -> u32 {
        self.0.get(symbol).map_or(0, |(_, length)| *length)
    }

    fn size(&self, counts: &[u32]) -> u32 {
        counts.iter().zip(&self.0).map(|(count, (_, length))| count * length).sum()
    }

    fn write(&self, out: &mut Bits, symbol: usize) {
        let (bits, length) = self.0.get(symbol).copied().unwrap_or_default();
        out.push(bits, length);
    }
}

/// Lengths by merging packages: packages come before single symbols of the same weight.
fn shortest(counts: &[u32], limit: usize) -> Vec<u32> {
    let mut symbols: Vec<(u32, usize)> = counts
        .iter()
        .enumerate()
        .filter(|(_, count)| **count > 0)
        .map(|(symbol, count)| (*count, symbol))
        .collect();
    symbols.sort_unstable();
    let mut lengths = vec![0; counts.len()];
    if symbols.len() <= 2 {
        for (_, symbol) in symbols {
            lengths.iter_mut().skip(symbol).take(1).for_each(|length| *length = 1);
        }
        return lengths;
    }
    let used = leaves_used(&symbols, limit.min(symbols.len() - 1));
    // The rarest symbols take part in the most levels.
    for level in used {
        for (_, symbol) in symbols.iter().take(level) {
            lengths.iter_mut().skip(*symbol).take(1).for_each(|length| *length += 1);
        }
    }
    lengths
}

/// How many of the rarest symbols are used at each level.
fn leaves_used(symbols: &[(u32, usize)], levels: usize) -> Vec<usize> {
    // Each level: weights in order, and whether each is a single symbol.
    let mut rows: Vec<Vec<(u64, bool)>> = Vec::with_capacity(levels);
    for _ in 0..levels {
        let packages: Vec<u64> = rows.last().map_or_else(Vec::new, |below: &Vec<(u64, bool)>| {
            below.chunks_exact(2).map(|pair| pair.iter().map(|(weight, _)| weight).sum()).collect()
        });
        let mut row: Vec<(u64, bool)> =
            symbols.iter().map(|(count, _)| (u64::from(*count), true)).collect();
        row.extend(packages.into_iter().map(|weight| (weight, false)));
        row.sort_by_key(|(weight, is_symbol)| (*weight, *is_symbol));
        rows.push(row);
    }
    let mut wanted = 2 * symbols.len() - 2;
    let mut used = Vec::with_capacity(levels);
    for row in rows.iter().rev() {
        let leaves = row.iter().take(wanted).filter(|(_, is_symbol)| *is_symbol).count();
        used.push(leaves);
        wanted = 2 * (wanted.min(row.len()) - leaves);
    }
    used
}

/// Lengths of codes, repetitions abbreviated: symbol, extra value, extra bits.
fn abbreviated(lengths: &[u32]) -> Vec<(usize, u32, u32)> {
    let mut out = Vec::new();
    for run in lengths.chunk_by(|left, right| left == right) {
        let length = run.first().copied().unwrap_or(0);
        let symbol = usize::try_from(length).unwrap_or(0);
        let mut count = u32::try_from(run.len()).unwrap_or(0);
        if length == 0 {
            while count >= 11 {
                let taken = count.min(138);
                out.push((18, taken - 11, 7));
                count -= taken;
            }
            if count >= 3 {
                out.push((17, count - 3, 3));
                count = 0;
            }
        } else {
            out.push((symbol, 0, 0));
            count -= 1;
            while count >= 3 {
                let taken = count.min(6);
                out.push((16, taken - 3, 2));
                count -= taken;
            }
        }
        out.extend(std::iter::repeat_n((symbol, 0, 0), usize::try_from(count).unwrap_or(0)));
    }
    out
}

fn count(counts: &mut [u32], symbol: usize) {
    if let Some(count) = counts.get_mut(symbol) {
        *count += 1;
    }
}

fn used(counts: &[u32]) -> usize {
    counts.iter().rposition(|count| *count > 0).map_or(0, |last| last + 1)
}

/// Writes a block that is not the last.
pub(super) fn write_block(out: &mut Bits, tokens: &[Token], content: &[u8]) {
    let (mut literals, mut distances) = (vec![0; 286], vec![0; 30]);
    let mut extra = 0;
    for token in tokens {
        match token {
            Token::Literal(byte) => count(&mut literals, usize::from(*byte)),
            Token::Match { length, distance } => {
                let (length, distance) =
                    (code_of(&LENGTH_BASES, *length), code_of(&DISTANCE_BASES, *distance));
                count(&mut literals, END_OF_BLOCK + 1 + length);
                count(&mut distances, distance);
                extra += LENGTH_EXTRA.get(length).copied().unwrap_or(0) + distance_extra(distance);
            }
        }
    }
    count(&mut literals, END_OF_BLOCK);
    if used(&distances) == 0 {
        count(&mut distances, 0);
    }
    let (literal_count, distance_count) = (used(&literals), used(&distances));
    let measured = (Codes::generate(&literals, 15), Codes::generate(&distances, 15));
    let lengths: Vec<u32> = (0..literal_count)
        .map(|symbol| measured.0.length(symbol))
        .chain((0..distance_count).map(|symbol| measured.1.length(symbol)))
        .collect();
    let header = abbreviated(&lengths);
    let mut header_counts = vec![0; 19];
    header.iter().for_each(|(symbol, _, _)| count(&mut header_counts, *symbol));
    let header_codes = Codes::generate(&header_counts, 7);
    let is_used = |symbol: &usize| header_counts.get(*symbol).is_some_and(|count| *count > 0);
    let order_count = ORDER.iter().rposition(is_used).map_or(4, |last| last + 1).max(4);

    let fixed = (Codes::fixed_literals(), Codes::fixed_distances());
    let fixed_size = 3 + fixed.0.size(&literals) + fixed.1.size(&distances) + extra;
    let extra_header: u32 = header.iter().map(|(_, _, bits)| bits).sum();
    let order_bits = 3 * u32::try_from(order_count).unwrap_or(0);
    let measured_size = 17
        + order_bits
        + header_codes.size(&header_counts)
        + extra_header
        + measured.0.size(&literals)
        + measured.1.size(&distances)
        + extra;
    let stored = u16::try_from(content.len())
        .ok()
        .filter(|length| (u32::from(*length) + 5) * 8 < fixed_size.min(measured_size));
    if let Some(length) = stored {
        out.stored_header(length, false);
        return out.extend(content);
    }
    if measured_size < fixed_size {
        out.push(4, 3);
        let small = |number: usize| u32::try_from(number).unwrap_or(0);
        out.push(small(literal_count - 257), 5);
        out.push(small(distance_count - 1), 5);
        out.push(small(order_count - 4), 4);
        for symbol in ORDER.iter().take(order_count) {
            out.push(header_codes.length(*symbol), 3);
        }
        for (symbol, value, bits) in header {
            header_codes.write(out, symbol);
            out.push(value, bits);
        }
        write_tokens(out, tokens, &measured);
    } else {
        out.push(2, 3);
        write_tokens(out, tokens, &fixed);
    }
}

fn write_tokens(out: &mut Bits, tokens: &[Token], (literals, distances): &(Codes, Codes)) {
    for token in tokens {
        match token {
            Token::Literal(byte) => literals.write(out, usize::from(*byte)),
            Token::Match { length, distance } => {
                let code = code_of(&LENGTH_BASES, *length);
                literals.write(out, END_OF_BLOCK + 1 + code);
                push_rest(
                    out,
                    *length,
                    LENGTH_BASES.get(code),
                    LENGTH_EXTRA.get(code).copied().unwrap_or(0),
                );
                let code = code_of(&DISTANCE_BASES, *distance);
                distances.write(out, code);
                push_rest(out, *distance, DISTANCE_BASES.get(code), distance_extra(code));
            }
        }
    }
    literals.write(out, END_OF_BLOCK);
}

fn push_rest(out: &mut Bits, value: usize, base: Option<&usize>, bits: u32) {
    out.push(u32::try_from(value - base.copied().unwrap_or(value)).unwrap_or(0), bits);
}
