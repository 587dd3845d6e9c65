//! Gzip with the very bytes that Go's library writes, as plans show them: data, a flush, and an empty last block.

mod bits;
mod codes;
mod matches;

use bits::Bits;

/// Compresses bytes.
pub(super) fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut out = Bits::new(vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
    for (tokens, content) in matches::blocks(bytes) {
        codes::write_block(&mut out, &tokens, content);
    }
    out.stored_header(0, false);
    out.stored_header(0, true);
    let mut out = out.finish();
    out.extend(checksum(bytes).to_le_bytes());
    out.extend(u32::try_from(bytes.len() & 0xffff_ffff).unwrap_or(0).to_le_bytes());
    out
}

/// The CRC-32 of bytes, half a byte at a time: fast enough for what a module compresses, and tables for more would be
/// 16 kB of what a page loads.
fn checksum(bytes: &[u8]) -> u32 {
    const STEPS: [u32; 16] = steps();
    let mut sum = !0_u32;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..2 {
            let step = STEPS.get((sum & 15) as usize).copied().unwrap_or_default();
            sum = sum >> 4 ^ step;
        }
    }
    !sum
}

#[expect(clippy::indexing_slicing, reason = "in a constant, where a wrong index does not compile")]
const fn steps() -> [u32; 16] {
    let mut steps = [0; 16];
    let mut half = 0;
    while half < 16 {
        let mut sum = half;
        let mut bit = 0;
        while bit < 4 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
            bit += 1;
        }
        steps[half as usize] = sum;
        half += 1;
    }
    steps
}
