//! Numbers from text.

use num_bigint::BigInt;
use num_traits::Zero;

use super::arithmetic::quotient;
use super::{LITERAL_PRECISION, Number, Repr};

/// Decimal exponents beyond this are refused: a limit of ours, for their digits alone would fill the memory.
const MAX_DECIMAL_EXPONENT: i64 = 100_000;

/// Longer texts are refused: a limit of ours, for reading digits takes quadratic time.
const MAX_DIGITS: usize = 100_000;

impl Number {
    /// Reads a decimal number, with fraction and exponent, rounding to 512 bits.
    ///
    /// `None` when the text is not a number.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() < 19
            && let Ok(small) = text.parse::<i64>()
            && text != "-0"
        {
            return Some(Self { repr: Repr::Small(small), precision: LITERAL_PRECISION });
        }
        let (negative, unsigned) = match text.as_bytes().first()? {
            b'-' => (true, text.get(1..)?),
            b'+' => (false, text.get(1..)?),
            _ => (false, text),
        };
        if unsigned == "Inf" || unsigned == "inf" {
            return Some(Self::infinite(!negative, LITERAL_PRECISION));
        }
        let (digits, exponent) = match unsigned.split_once(['e', 'E', 'p']) {
            Some((digits, exponent)) => (digits, parse_exponent(exponent)?),
            None => (unsigned, 0),
        };
        let binary = unsigned.contains('p');
        let (mantissa, fraction) = parse_digits(digits)?;
        if mantissa.is_zero() {
            let repr = if negative { Repr::NegativeZero } else { Repr::Small(0) };
            return Some(Self { repr, precision: LITERAL_PRECISION });
        }
        let mantissa = if negative { -mantissa } else { mantissa };
        let fraction = i64::try_from(fraction).ok()?;
        if binary {
            // Go also reads powers of two, whether meant to or not: `1p3` is 8.
            return scaled(mantissa, -fraction, exponent);
        }
        scaled(mantissa, exponent.checked_sub(fraction)?, 0)
    }
}

/// The digits as a whole number, and how many of them stand after the point.
fn parse_digits(text: &str) -> Option<(BigInt, usize)> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let length = whole.len() + fraction.len();
    if length == 0 || length > MAX_DIGITS || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    let mantissa = format!("{whole}{fraction}").parse().ok()?;
    Some((mantissa, fraction.len()))
}

fn parse_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// `mantissa × 10^exponent × 2^twos`.
fn scaled(mantissa: BigInt, exponent: i64, twos: i64) -> Option<Number> {
    if exponent.abs() > MAX_DECIMAL_EXPONENT || twos.abs() > MAX_DECIMAL_EXPONENT {
        return None;
    }
    let fives = BigInt::from(5_u32).pow(u32::try_from(exponent.unsigned_abs()).ok()?);
    Some(if exponent >= 0 {
        Number::rounded(mantissa * fives, exponent + twos, LITERAL_PRECISION)
    } else {
        quotient((mantissa, exponent + twos), (fives, 0), LITERAL_PRECISION)
    })
}
