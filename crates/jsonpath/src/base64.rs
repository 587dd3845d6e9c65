//! Base64 with padding (RFC 4648), as `States.Base64Encode` and `States.Base64Decode` use it.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Encodes bytes.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or_default());
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            if at > chunk.len() {
                out.push('=');
            } else {
                let index = (group >> (18 - 6 * at)) & 0x3F;
                out.push(char::from(ALPHABET.get(index as usize).copied().unwrap_or_default()));
            }
        }
    }
    out
}

/// Decodes a text; `None` where it is not Base64.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let body = text.trim_end_matches('=');
    if text.len() - body.len() > 2 || body.len() % 4 == 1 {
        return None;
    }
    let mut out = Vec::with_capacity(body.len() * 3 / 4);
    let (mut group, mut bits) = (0_u32, 0_u32);
    for byte in body.bytes() {
        let value = ALPHABET.iter().position(|known| *known == byte)?;
        group = group << 6 | u32::try_from(value).ok()?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(group >> bits & 0xFF).ok()?);
        }
    }
    Some(out)
}
