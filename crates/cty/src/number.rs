//! Numbers as Terraform computes them: binary floating point with 512 bits of mantissa, integers exact.

use num_bigint::BigInt;

/// A number: `mantissa × 2^exponent`, normalised (odd mantissa, or zero), or an infinity.
///
/// Terraform uses Go's `big.Float` with 512 bits of precision, rounding to nearest, ties to even.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Number {
    /// A finite number.
    Finite {
        /// Odd, or zero.
        mantissa: BigInt,
        /// Power of two.
        exponent: i64,
        /// A zero below zero (`-0`).
        negative_zero: bool,
    },
    /// `+Inf`.
    Infinity,
    /// `-Inf`.
    NegativeInfinity,
}
