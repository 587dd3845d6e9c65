//! Adding, multiplying, dividing and rounding.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};
use num_traits::{One, Zero};

use super::{LITERAL_PRECISION, Number, Repr, repr_of};

/// What was cut off below the last digit kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// Nothing: the digits are exact.
    Nothing,
    /// Something above zero, less than one unit of the last digit.
    Something,
}

/// Rounds to the precision: to nearest, ties to even.
pub(super) fn round(mantissa: BigInt, exponent: i64, rest: Rest, precision: u32) -> Number {
    let excess = mantissa.bits().saturating_sub(u64::from(precision));
    if excess == 0 {
        return Number { repr: repr_of(mantissa, exponent), precision };
    }
    let sign = mantissa.sign();
    let magnitude = mantissa.magnitude();
    let mut kept = magnitude >> excess;
    let half = magnitude.bit(excess - 1);
    let beyond_half = rest == Rest::Something
        || magnitude.trailing_zeros().is_some_and(|zeros| zeros < excess - 1);
    if half && (beyond_half || kept.bit(0)) {
        kept += 1_u32;
    }
    let repr = repr_of(BigInt::from_biguint(sign, kept), exponent.saturating_add_unsigned(excess));
    Number { repr, precision }
}

/// Compares two finite numbers of the same sign.
pub(super) fn compare(left: (BigInt, i64), right: (BigInt, i64)) -> Ordering {
    let top =
        |(mantissa, exponent): &(BigInt, i64)| exponent.saturating_add_unsigned(mantissa.bits());
    let by_size = top(&left).cmp(&top(&right));
    if by_size.is_ne() {
        return if left.0.sign() == Sign::Minus { by_size.reverse() } else { by_size };
    }
    let (left, right, _) = aligned(left, right);
    left.cmp(&right)
}

/// Both mantissas for one common exponent.
fn aligned(left: (BigInt, i64), right: (BigInt, i64)) -> (BigInt, BigInt, i64) {
    let exponent = left.1.min(right.1);
    let shift =
        |(mantissa, own): (BigInt, i64)| mantissa << own.saturating_sub(exponent).unsigned_abs();
    (shift(left), shift(right), exponent)
}

impl Number {
    /// The sum; `None` for infinities of opposite sign.
    #[must_use]
    pub fn add(&self, other: &Self) -> Option<Self> {
        let precision = self.precision.max(other.precision);
        if let (Repr::Small(left), Repr::Small(right)) = (&self.repr, &other.repr)
            && let Some(sum) = left.checked_add(*right)
            && precision >= 64
        {
            return Some(Self { repr: Repr::Small(sum), precision });
        }
        match (self.parts(), other.parts()) {
            (Some(_), Some(_)) if self.is_negative_zero() && other.is_negative_zero() => {
                Some(self.clone())
            }
            (Some(left), Some(right)) => {
                let (left, right, exponent) = aligned(left, right);
                Some(Self::rounded(left + right, exponent, precision))
            }
            (None, None) if self != other => None,
            (None, _) => Some(self.clone()),
            (Some(_), None) => Some(other.clone()),
        }
    }

    /// The difference; `None` for infinities of the same sign.
    #[must_use]
    pub fn subtract(&self, other: &Self) -> Option<Self> {
        self.add(&other.negate())
    }

    /// The number with its sign turned; zero becomes `-0`.
    #[must_use]
    pub fn negate(&self) -> Self {
        let repr = match &self.repr {
            Repr::Small(0) => Repr::NegativeZero,
            Repr::NegativeZero => Repr::Small(0),
            Repr::Small(value) => {
                value.checked_neg().map_or_else(|| repr_of(-BigInt::from(*value), 0), Repr::Small)
            }
            Repr::Wide { mantissa, exponent } => repr_of(-mantissa, *exponent),
            Repr::Infinity => Repr::NegativeInfinity,
            Repr::NegativeInfinity => Repr::Infinity,
        };
        Self { repr, precision: self.precision }
    }

    /// The number without its sign.
    #[must_use]
    pub fn absolute(&self) -> Self {
        if self.is_negative() || self.is_negative_zero() { self.negate() } else { self.clone() }
    }

    /// The product; `None` for zero times infinity.
    ///
    /// Products keep all their digits up to 512, whatever the operands' precision.
    #[must_use]
    pub fn multiply(&self, other: &Self) -> Option<Self> {
        let precision = self.precision.max(other.precision);
        if let (Repr::Small(left), Repr::Small(right)) = (&self.repr, &other.repr)
            && let Some(product) = left.checked_mul(*right)
            && precision >= 64
            && (product != 0 || (*left >= 0 && *right >= 0))
        {
            return Some(Self { repr: Repr::Small(product), precision });
        }
        let negative = self.has_minus_sign() != other.has_minus_sign();
        let (Some((left, left_exponent)), Some((right, right_exponent))) =
            (self.parts(), other.parts())
        else {
            let undefined = self.is_zero() || other.is_zero();
            return (!undefined).then(|| Self::infinite(!negative, precision));
        };
        if left.is_zero() || right.is_zero() {
            let repr = if negative { Repr::NegativeZero } else { Repr::Small(0) };
            return Some(Self { repr, precision });
        }
        let exponent = left_exponent.saturating_add(right_exponent);
        let mut product = Self::rounded(left * right, exponent, LITERAL_PRECISION);
        product.precision = precision.max(product.least_precision());
        Some(product)
    }

    /// The quotient, `±Inf` for a division by zero; `None` for 0 ÷ 0 and ∞ ÷ ∞.
    #[must_use]
    pub fn divide(&self, other: &Self) -> Option<Self> {
        let precision = self.precision.max(other.precision);
        if let (Repr::Small(left), Repr::Small(right)) = (&self.repr, &other.repr)
            && *left != 0
            && left.checked_rem(*right) == Some(0)
            && let Some(quotient) = left.checked_div(*right)
        {
            return Some(Self { repr: Repr::Small(quotient), precision });
        }
        let negative = self.has_minus_sign() != other.has_minus_sign();
        let zero =
            || Self { repr: if negative { Repr::NegativeZero } else { Repr::Small(0) }, precision };
        match (self.parts(), other.parts()) {
            (None, None) => None,
            (None, Some(_)) => Some(Self::infinite(!negative, precision)),
            (Some(_), None) => Some(zero()),
            (Some((dividend, _)), Some((divisor, _))) if divisor.is_zero() => {
                (!dividend.is_zero()).then(|| Self::infinite(!negative, precision))
            }
            (Some((dividend, _)), Some(_)) if dividend.is_zero() => Some(zero()),
            (Some(dividend), Some(divisor)) => Some(quotient(dividend, divisor, precision)),
        }
    }

    /// What remains of a division that rounds the quotient towards zero; a division by zero leaves the dividend.
    ///
    /// `None` where the quotient is undefined.
    #[must_use]
    pub fn modulo(&self, other: &Self) -> Option<Self> {
        if self.is_infinite() || other.is_infinite() {
            return self.multiply(other);
        }
        if other.is_zero() {
            return Some(self.clone());
        }
        if let (Repr::Small(left), Repr::Small(right)) = (&self.repr, &other.repr)
            && let Some(rest) = left.checked_rem(*right)
        {
            return Some(Self {
                repr: Repr::Small(rest),
                precision: self.precision.max(other.precision),
            });
        }
        let whole = self.divide(other)?.truncate()?;
        let whole = Self::rounded(whole, 0, self.precision);
        let product = whole.multiply(other)?;
        self.subtract(&product)
    }

    fn is_negative_zero(&self) -> bool {
        matches!(self.repr, Repr::NegativeZero)
    }

    fn has_minus_sign(&self) -> bool {
        self.is_negative() || self.is_negative_zero()
    }

    /// How many bits the value itself needs.
    fn least_precision(&self) -> u32 {
        let bits = match &self.repr {
            Repr::Small(value) => {
                let magnitude = value.unsigned_abs();
                u64::from(u64::BITS - magnitude.leading_zeros())
                    .saturating_sub(u64::from(magnitude.trailing_zeros()))
            }
            Repr::Wide { mantissa, .. } => mantissa.bits(),
            Repr::NegativeZero | Repr::Infinity | Repr::NegativeInfinity => 0,
        };
        u32::try_from(bits).unwrap_or(u32::MAX)
    }
}

/// Divides two finite numbers other than zero.
pub(super) fn quotient(dividend: (BigInt, i64), divisor: (BigInt, i64), precision: u32) -> Number {
    let wanted = u64::from(precision) + 2 + divisor.0.bits();
    let shift = wanted.saturating_sub(dividend.0.bits());
    let scaled: BigInt = dividend.0 << shift;
    let mut digits: BigInt = &scaled / &divisor.0;
    let remains = !(scaled % divisor.0).is_zero();
    let mut exponent = dividend.1.saturating_sub(divisor.1).saturating_sub_unsigned(shift);
    if remains {
        // One more bit that stands for everything cut off.
        let sticky = if digits.sign() == Sign::Minus { -BigInt::one() } else { BigInt::one() };
        digits = (digits << 1_u32) + sticky;
        exponent = exponent.saturating_sub(1);
    }
    round(digits, exponent, Rest::Nothing, precision)
}
