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
    let mut checksum = flate2::Crc::new();
    checksum.update(bytes);
    out.extend(checksum.sum().to_le_bytes());
    out.extend(u32::try_from(bytes.len() & 0xffff_ffff).unwrap_or(0).to_le_bytes());
    out
}
