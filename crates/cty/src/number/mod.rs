//! Numbers as Terraform computes them: binary floating point with up to 512 bits of mantissa, integers exact.
//!
//! Terraform uses Go's `big.Float`: every number has a precision, operations round to the greater of their operands'
//! precisions (to nearest, ties to even). Literals and parsed text have 512 bits, counts and other machine integers 64,
//! the results of logarithms and powers 53; the precision shows when a fraction is printed.

mod arithmetic;
mod parse;
mod text;

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use num_bigint::{BigInt, Sign};
use num_traits::{ToPrimitive, Zero};

/// Precision of literals and parsed numbers.
pub(crate) const LITERAL_PRECISION: u32 = 512;
/// Precision of machine integers.
pub(crate) const INTEGER_PRECISION: u32 = 64;
/// Precision of machine floating point.
pub(crate) const DOUBLE_PRECISION: u32 = 53;
/// Powers of two beyond this count as infinite or zero: a limit of ours, the real program's lies at 2³¹.
const MAX_EXPONENT: i64 = 1 << 19;

/// A number, finite or an infinity, with the precision that operations on it round to.
#[derive(Debug, Clone)]
pub struct Number {
    repr: Repr,
    precision: u32,
}

/// The value of a number; whole numbers within 64 bits are always [`Repr::Small`].
#[derive(Debug, Clone)]
enum Repr {
    Small(i64),
    /// `-0`: equal to zero, printed with its sign.
    NegativeZero,
    /// `mantissa × 2^exponent` with an odd mantissa.
    Wide {
        mantissa: BigInt,
        exponent: i64,
    },
    Infinity,
    NegativeInfinity,
}

impl Number {
    /// Zero.
    #[must_use]
    pub fn zero() -> Self {
        Self::from(0_i64)
    }

    /// A machine float; `None` when it is not a number.
    #[must_use]
    pub fn from_f64(value: f64) -> Option<Self> {
        if value.is_nan() {
            return None;
        }
        if value.is_infinite() {
            return Some(Self::infinite(value > 0.0, DOUBLE_PRECISION));
        }
        if value == 0.0 && value.is_sign_negative() {
            return Some(Self { repr: Repr::NegativeZero, precision: DOUBLE_PRECISION });
        }
        let bits = value.to_bits();
        let fraction = bits & ((1 << 52) - 1);
        let biased = i64::try_from((bits >> 52) & 0x7ff).unwrap_or(0);
        let (mantissa, exponent) =
            if biased == 0 { (fraction, -1074) } else { (fraction | (1 << 52), biased - 1075) };
        let mantissa = if value < 0.0 { -BigInt::from(mantissa) } else { BigInt::from(mantissa) };
        Some(Self::rounded(mantissa, exponent, DOUBLE_PRECISION))
    }

    /// A whole number of any size, exactly.
    #[must_use]
    pub fn from_big(value: BigInt) -> Self {
        let precision = u32::try_from(value.bits()).unwrap_or(u32::MAX).max(INTEGER_PRECISION);
        Self::rounded(value, 0, precision)
    }

    /// `mantissa × 2^exponent`, rounded to the precision.
    fn rounded(mantissa: BigInt, exponent: i64, precision: u32) -> Self {
        arithmetic::round(mantissa, exponent, arithmetic::Rest::Nothing, precision)
    }

    fn infinite(positive: bool, precision: u32) -> Self {
        Self { repr: if positive { Repr::Infinity } else { Repr::NegativeInfinity }, precision }
    }

    /// The nearest machine float.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        match &self.repr {
            #[expect(
                clippy::cast_precision_loss,
                reason = "rounding to nearest is what is asked for"
            )]
            Repr::Small(value) => *value as f64,
            Repr::NegativeZero => -0.0,
            Repr::Infinity => f64::INFINITY,
            Repr::NegativeInfinity => f64::NEG_INFINITY,
            // The decimal text is exact, and parsing it rounds correctly, subnormals included.
            Repr::Wide { .. } => self.to_exact_decimal().parse().unwrap_or(f64::NAN),
        }
    }

    /// The whole number it is, if it is one within 64 bits.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        match self.repr {
            Repr::Small(value) => Some(value),
            Repr::NegativeZero => Some(0),
            Repr::Wide { .. } | Repr::Infinity | Repr::NegativeInfinity => None,
        }
    }

    /// The whole number from zero that it is, if it is one.
    #[must_use]
    pub fn to_usize(&self) -> Option<usize> {
        self.to_i64().and_then(|value| usize::try_from(value).ok())
    }

    /// Whether it has no fractional part (infinities have none, but are not whole).
    #[must_use]
    pub fn is_integer(&self) -> bool {
        match &self.repr {
            Repr::Small(_) | Repr::NegativeZero => true,
            Repr::Wide { exponent, .. } => *exponent >= 0,
            Repr::Infinity | Repr::NegativeInfinity => false,
        }
    }

    /// Whether it is `+Inf` or `-Inf`.
    #[must_use]
    pub fn is_infinite(&self) -> bool {
        matches!(self.repr, Repr::Infinity | Repr::NegativeInfinity)
    }

    /// Whether it is zero, of either sign.
    #[must_use]
    pub fn is_zero(&self) -> bool {
        matches!(self.repr, Repr::Small(0) | Repr::NegativeZero)
    }

    /// Whether it is below zero.
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.signum() < 0
    }

    /// −1, 0 or 1.
    #[must_use]
    pub fn signum(&self) -> i64 {
        match &self.repr {
            Repr::Small(value) => value.signum(),
            Repr::NegativeZero => 0,
            Repr::Wide { mantissa, .. } => {
                if mantissa.sign() == Sign::Minus {
                    -1
                } else {
                    1
                }
            }
            Repr::Infinity => 1,
            Repr::NegativeInfinity => -1,
        }
    }

    /// The part before the point, rounding towards zero; `None` for infinities.
    #[must_use]
    pub fn truncate(&self) -> Option<BigInt> {
        match &self.repr {
            Repr::Small(value) => Some(BigInt::from(*value)),
            Repr::NegativeZero => Some(BigInt::zero()),
            Repr::Wide { mantissa, exponent } => {
                let shift = exponent.unsigned_abs();
                if *exponent >= 0 {
                    Some(mantissa << shift)
                } else {
                    let magnitude = mantissa.magnitude() >> shift;
                    Some(BigInt::from_biguint(mantissa.sign(), magnitude))
                }
            }
            Repr::Infinity | Repr::NegativeInfinity => None,
        }
    }

    /// The greatest whole number not above it; infinities stay.
    #[must_use]
    pub fn floor(&self) -> Self {
        self.to_whole(|whole, number| if number.is_negative() { whole - 1 } else { whole })
    }

    /// The least whole number not below it; infinities stay.
    #[must_use]
    pub fn ceil(&self) -> Self {
        self.to_whole(|whole, number| if number.is_negative() { whole } else { whole + 1 })
    }

    fn to_whole(&self, adjust: impl Fn(BigInt, &Self) -> BigInt) -> Self {
        match self.truncate() {
            Some(whole) if !self.is_integer() => {
                Self::rounded(adjust(whole, self), 0, self.precision)
            }
            Some(_) | None => self.clone(),
        }
    }

    /// Mantissa and power of two of a finite number.
    fn parts(&self) -> Option<(BigInt, i64)> {
        match &self.repr {
            Repr::Small(value) => Some((BigInt::from(*value), 0)),
            Repr::NegativeZero => Some((BigInt::zero(), 0)),
            Repr::Wide { mantissa, exponent } => Some((mantissa.clone(), *exponent)),
            Repr::Infinity | Repr::NegativeInfinity => None,
        }
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self { repr: Repr::Small(value), precision: INTEGER_PRECISION }
    }
}

impl From<usize> for Number {
    fn from(value: usize) -> Self {
        match i64::try_from(value) {
            Ok(small) => Self::from(small),
            Err(_) => Self::from_big(BigInt::from(value)),
        }
    }
}

/// Brings a whole number into its one form.
fn repr_of(mantissa: BigInt, exponent: i64) -> Repr {
    if mantissa.is_zero() {
        return Repr::Small(0);
    }
    let trailing = mantissa.trailing_zeros().unwrap_or(0);
    let mantissa = mantissa >> trailing;
    let exponent = exponent.saturating_add_unsigned(trailing);
    if (0..=63).contains(&exponent)
        && let Some(small) = (&mantissa << exponent.unsigned_abs()).to_i64()
    {
        return Repr::Small(small);
    }
    if exponent.saturating_add_unsigned(mantissa.bits()) > MAX_EXPONENT {
        return if mantissa.sign() == Sign::Minus {
            Repr::NegativeInfinity
        } else {
            Repr::Infinity
        };
    }
    if exponent < -MAX_EXPONENT { Repr::Small(0) } else { Repr::Wide { mantissa, exponent } }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (&self.repr, &other.repr) {
            (
                Repr::Wide { mantissa, exponent },
                Repr::Wide { mantissa: mantissa2, exponent: exponent2 },
            ) => exponent == exponent2 && mantissa == mantissa2,
            (Repr::Infinity, Repr::Infinity) | (Repr::NegativeInfinity, Repr::NegativeInfinity) => {
                true
            }
            _ => self.to_i64().is_some() && self.to_i64() == other.to_i64(),
        }
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match &self.repr {
            Repr::Small(value) => value.hash(state),
            Repr::NegativeZero => 0_i64.hash(state),
            Repr::Wide { mantissa, exponent } => (mantissa, exponent).hash(state),
            Repr::Infinity => "+Inf".hash(state),
            Repr::NegativeInfinity => "-Inf".hash(state),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        if let (Some(left), Some(right)) = (self.to_i64(), other.to_i64()) {
            return left.cmp(&right);
        }
        let by_sign = self.signum().cmp(&other.signum());
        if by_sign.is_ne() {
            return by_sign;
        }
        match (self.parts(), other.parts()) {
            (Some(left), Some(right)) => arithmetic::compare(left, right),
            (None, None) => Ordering::Equal,
            (None, Some(_)) => self.signum().cmp(&0),
            (Some(_), None) => 0.cmp(&other.signum()),
        }
    }
}
