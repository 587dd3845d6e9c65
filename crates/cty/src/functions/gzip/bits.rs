//! Bits, least significant first.

/// Bytes being filled bit by bit.
#[derive(Debug)]
pub(super) struct Bits {
    bytes: Vec<u8>,
    pending: u64,
    count: u32,
}

impl Bits {
    /// Goes on behind the bytes.
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, pending: 0, count: 0 }
    }

    /// Adds some bits.
    pub(super) fn push(&mut self, value: u32, count: u32) {
        self.pending |= u64::from(value) << self.count;
        self.count += count;
        while self.count >= 8 {
            self.byte();
            self.count -= 8;
        }
    }

    fn byte(&mut self) {
        self.bytes.push(self.pending.to_le_bytes()[0]);
        self.pending >>= 8;
    }

    fn align(&mut self) {
        if self.count > 0 {
            self.byte();
            self.count = 0;
        }
    }

    /// The header of a block that is stored as it is.
    pub(super) fn stored_header(&mut self, length: u16, last: bool) {
        self.push(u32::from(last), 3);
        self.align();
        self.bytes.extend(length.to_le_bytes());
        self.bytes.extend((!length).to_le_bytes());
    }

    /// Whole bytes.
    pub(super) fn extend(&mut self, bytes: &[u8]) {
        self.bytes.extend(bytes);
    }

    /// All bytes.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.align();
        self.bytes
    }
}
