//! Numbers as text: the fewest decimal digits that still tell the number from its neighbours.

use std::fmt;

use num_bigint::{BigInt, BigUint};

use super::{DOUBLE_PRECISION, Number, Repr};

/// Decimal digits, most significant first and without trailing zeros, with a point before digit number `point`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decimal {
    pub(crate) negative: bool,
    pub(crate) digits: Vec<u8>,
    pub(crate) point: i64,
}

impl Decimal {
    fn from_binary(mantissa: &BigUint, exponent: i64) -> Self {
        let shift = exponent.unsigned_abs();
        let (whole, shifted) = if exponent >= 0 {
            (mantissa << shift, 0)
        } else {
            let power = BigUint::from(5_u32).pow(u32::try_from(shift).unwrap_or(u32::MAX));
            (mantissa * power, shift)
        };
        let mut digits = whole.to_string().into_bytes();
        let point =
            i64::try_from(digits.len()).unwrap_or(i64::MAX).saturating_sub_unsigned(shifted);
        trim(&mut digits);
        Self { negative: false, digits, point }
    }

    fn at(&self, index: usize) -> u8 {
        self.digits.get(index).copied().unwrap_or(b'0')
    }

    /// Keeps `count` digits, rounding to nearest, ties to even.
    pub(crate) fn round(&mut self, count: usize) {
        let Some(next) = self.digits.get(count).copied() else { return };
        let exactly_half = next == b'5' && self.digits.len() == count + 1;
        let up = if exactly_half { count > 0 && self.at(count - 1) % 2 == 1 } else { next >= b'5' };
        if up { self.round_up(count) } else { self.round_down(count) }
    }

    fn round_down(&mut self, count: usize) {
        self.digits.truncate(count);
        trim(&mut self.digits);
        if self.digits.is_empty() {
            self.point = 0;
        }
    }

    fn round_up(&mut self, count: usize) {
        self.digits.truncate(count);
        while self.digits.last() == Some(&b'9') {
            self.digits.pop();
        }
        if let Some(last) = self.digits.last_mut() {
            *last += 1;
        } else {
            self.digits.push(b'1');
            self.point += 1;
        }
    }

    /// Plain notation, with `fraction` digits after the point, or as many as there are.
    pub(crate) fn plain(&self, fraction: Option<usize>) -> String {
        let mut text = String::with_capacity(self.digits.len() + 2);
        if self.negative {
            text.push('-');
        }
        if self.point <= 0 {
            text.push('0');
        }
        for index in 0..self.point {
            text.push(char::from(self.at(usize::try_from(index).unwrap_or(usize::MAX))));
        }
        let length = i64::try_from(self.digits.len()).unwrap_or(i64::MAX);
        let after =
            fraction.map_or(length - self.point, |count| i64::try_from(count).unwrap_or(i64::MAX));
        if after > 0 {
            text.push('.');
            for index in self.point..self.point.saturating_add(after) {
                text.push(usize::try_from(index).map_or('0', |index| char::from(self.at(index))));
            }
        }
        text
    }

    /// Scientific notation with `fraction` digits after the point, or as many as there are.
    pub(crate) fn scientific(&self, fraction: Option<usize>, letter: char) -> String {
        let mut text = String::new();
        if self.negative {
            text.push('-');
        }
        text.push(char::from(self.at(0)));
        let after = fraction.unwrap_or_else(|| self.digits.len().saturating_sub(1));
        if after > 0 {
            text.push('.');
            text.extend((1..=after).map(|index| char::from(self.at(index))));
        }
        let exponent = if self.digits.is_empty() { 0 } else { self.point - 1 };
        let sign = if exponent < 0 { '-' } else { '+' };
        text.push_str(&format!("{letter}{sign}{:02}", exponent.unsigned_abs()));
        text
    }
}

fn trim(digits: &mut Vec<u8>) {
    while digits.last() == Some(&b'0') {
        digits.pop();
    }
}

impl Number {
    /// The exact decimal digits of a finite number.
    pub(crate) fn exact_decimal(&self) -> Decimal {
        let (mantissa, exponent) = self.parts().unwrap_or_default();
        let mut decimal = Decimal::from_binary(mantissa.magnitude(), exponent);
        decimal.negative = self.is_negative() || matches!(self.repr, Repr::NegativeZero);
        decimal
    }

    pub(super) fn to_exact_decimal(&self) -> String {
        self.exact_decimal().plain(None)
    }

    /// The fewest digits that round back to the number at its precision.
    pub(crate) fn shortest_decimal(&self) -> Decimal {
        let mut decimal = self.exact_decimal();
        let Some((mantissa, exponent)) = self.parts() else { return decimal };
        if decimal.digits.is_empty() {
            return decimal;
        }
        let (scaled, exponent) = half_units(&mantissa, exponent, self.precision);
        let lower = Decimal::from_binary(&(&scaled - 1_u32), exponent);
        let upper = Decimal::from_binary(&(&scaled + 1_u32), exponent);
        // The bounds themselves round to the number only when its last bit is even.
        let inclusive = !scaled.bit(1);
        shorten(&mut decimal, &lower, &upper, inclusive);
        decimal
    }
}

/// The mantissa in units of half the last bit of the precision.
fn half_units(mantissa: &BigInt, exponent: i64, precision: u32) -> (BigUint, i64) {
    let magnitude = mantissa.magnitude();
    let wanted = u64::from(precision) + 1;
    let bits = magnitude.bits();
    if bits <= wanted {
        (magnitude << (wanted - bits), exponent.saturating_sub_unsigned(wanted - bits))
    } else {
        (magnitude >> (bits - wanted), exponent.saturating_add_unsigned(bits - wanted))
    }
}

fn shorten(decimal: &mut Decimal, lower: &Decimal, upper: &Decimal, inclusive: bool) {
    for index in 0..decimal.digits.len() {
        let (digit, low, high) = (decimal.at(index), lower.at(index), upper.at(index));
        let down = low != digit || inclusive && index + 1 == lower.digits.len();
        let up = digit != high && (inclusive || digit + 1 < high || index + 1 < upper.digits.len());
        match (down, up) {
            (true, true) => return decimal.round(index + 1),
            (true, false) => return decimal.round_down(index + 1),
            (false, true) => return decimal.round_up(index + 1),
            (false, false) => {}
        }
    }
}

impl fmt::Display for Number {
    /// Plain decimal notation, as everywhere in Terraform.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.repr {
            Repr::Small(value)
                if self.precision > DOUBLE_PRECISION || value.unsigned_abs() < 1 << 53 =>
            {
                write!(f, "{value}")
            }
            Repr::Small(_) | Repr::Wide { .. } => f.write_str(&self.shortest_decimal().plain(None)),
            Repr::NegativeZero => f.write_str("-0"),
            Repr::Infinity => f.write_str("+Inf"),
            Repr::NegativeInfinity => f.write_str("-Inf"),
        }
    }
}

impl Number {
    /// `%g` with a number of significant digits: scientific notation for very large and very small exponents.
    pub(crate) fn general(&self, significant: usize) -> String {
        self.general_by(Some(significant), 'e')
    }

    /// `%g` with as many digits as needed.
    pub(crate) fn shortest_general(&self) -> String {
        self.general_by(None, 'e')
    }

    /// `%g` or `%G`.
    pub(crate) fn general_by(&self, significant: Option<usize>, letter: char) -> String {
        if self.is_infinite() {
            return self.to_string();
        }
        let mut decimal =
            if significant.is_some() { self.exact_decimal() } else { self.shortest_decimal() };
        if let Some(count) = significant {
            decimal.round(count.max(1));
        }
        let wide = i64::try_from(decimal.digits.len()).unwrap_or(i64::MAX);
        let limit = match significant.map(|count| i64::try_from(count.max(1)).unwrap_or(i64::MAX)) {
            // Go decides as if there were six digits when it may choose how many.
            None => 6,
            Some(wanted) if wanted > wide && wide >= decimal.point => wide,
            Some(wanted) => wanted,
        };
        let exponent = decimal.point - 1;
        if !decimal.digits.is_empty() && (exponent < -4 || exponent >= limit) {
            decimal.scientific(None, letter)
        } else {
            decimal.plain(None)
        }
    }

    /// `%f`.
    pub(crate) fn fixed(&self, fraction: usize) -> String {
        let mut decimal = self.exact_decimal();
        if let Ok(kept) = usize::try_from(decimal.point.saturating_add_unsigned(fraction as u64)) {
            decimal.round(kept);
        } else {
            decimal.digits.clear();
        }
        decimal.plain(Some(fraction))
    }

    /// `%e`.
    pub(crate) fn scientific(&self, fraction: usize, letter: char) -> String {
        let mut decimal = self.exact_decimal();
        decimal.round(fraction.saturating_add(1));
        decimal.scientific(Some(fraction), letter)
    }
}

impl Number {
    /// At most `digits` significant digits, in scientific notation where the exponent asks for it (Go's `%.10g`).
    #[must_use]
    pub fn to_general(&self, digits: usize) -> String {
        if self.is_infinite() {
            return if self.is_negative() { "-Inf" } else { "+Inf" }.to_owned();
        }
        let mut decimal = self.exact_decimal();
        decimal.round(digits);
        let length = decimal.digits.len();
        let place = usize::try_from(decimal.point).unwrap_or_default();
        let precision = if digits > length && length >= place { length.max(1) } else { digits };
        let precision = i64::try_from(precision).unwrap_or(i64::MAX);
        let exponent = if decimal.digits.is_empty() { 0 } else { decimal.point - 1 };
        let scientific = exponent < -4 || exponent >= precision;
        if scientific { decimal.scientific(None, 'e') } else { decimal.plain(None) }
    }
}
