//! Reproducible randomness.

/// A generator (SplitMix64): the same seed, the same numbers, on every platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Random(u64);

impl Random {
    /// A generator that starts from a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number in `[0, 1)`.
    pub fn unit(&mut self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "53 bits fit a double")]
        let top = (self.bits() >> 11) as f64;
        top / 9_007_199_254_740_992.0
    }

    /// An integer in `[from, to)`; `from` where that is empty.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        let width = i128::from(to) - i128::from(from);
        if width <= 0 {
            return from;
        }
        let offset = i128::from(self.bits()) % width;
        i64::try_from(i128::from(from) + offset).unwrap_or(from)
    }

    /// A version 4 UUID.
    pub fn uuid(&mut self) -> String {
        let high = self.bits() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000;
        let low = self.bits() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000;
        format!(
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xFFFF,
            high & 0xFFFF,
            low >> 48,
            low & 0xFFFF_FFFF_FFFF
        )
    }
}
