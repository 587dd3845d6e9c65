//! Gzip as Go's library writes it: data, a flush, and an empty last block.

use flate2::{Compress, Compression, FlushCompress};

/// Compresses bytes.
///
/// Go and we may choose other matches in texts of more than a few repetitions; what comes out unpacks the same.
pub(super) fn compress(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
    if bytes.is_empty() {
        out.extend([0, 0, 0, 0xff, 0xff]);
    } else {
        deflate(bytes, &mut out);
    }
    out.extend([1, 0, 0, 0xff, 0xff]);
    out.extend(checksum(bytes).to_le_bytes());
    out.extend(u32::try_from(bytes.len() & 0xffff_ffff).unwrap_or(0).to_le_bytes());
    out
}

fn deflate(bytes: &[u8], out: &mut Vec<u8>) {
    let mut compress = Compress::new(Compression::new(6), false);
    let mut packed = Vec::with_capacity(bytes.len() + 1024);
    loop {
        let consumed = usize::try_from(compress.total_in()).unwrap_or(usize::MAX);
        let rest = bytes.get(consumed..).unwrap_or_default();
        let before = packed.len();
        if compress.compress_vec(rest, &mut packed, FlushCompress::Sync).is_err() {
            break;
        }
        if packed.len() < packed.capacity() || packed.len() == before {
            break;
        }
        packed.reserve(packed.len().max(1024));
    }
    out.extend(packed);
}

fn checksum(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}
