//! Numbers as the service computes with them.

use serde_json::{Number, Value};

/// A double as a JSON number; integral ones without a fraction.
#[must_use]
pub fn from_double(double: f64) -> Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if double.fract() == 0.0 && double.abs() <= EXACT {
        #[expect(clippy::cast_possible_truncation, reason = "integral and below 2^53")]
        return Value::from(double as i64);
    }
    Number::from_f64(double).map_or(Value::Null, Value::Number)
}

/// The number rounded to an integer, halves up, as Java's `Math.round`: 2.5 → 3, −1.5 → −1.
#[must_use]
pub fn rounded(number: &Number) -> Option<i64> {
    if let Some(integer) = number.as_i64() {
        return Some(integer);
    }
    let double = number.as_f64()?;
    let floor = (double + 0.5).floor();
    #[expect(clippy::cast_precision_loss, reason = "only the order of magnitude matters")]
    let fits = floor >= i64::MIN as f64 && floor < i64::MAX as f64;
    #[expect(clippy::cast_possible_truncation, reason = "in range and integral")]
    fits.then_some(floor as i64)
}

/// The number if it is an integer, also when written as `3.0`.
#[must_use]
pub fn integral(value: &Value) -> Option<i64> {
    let number = value.as_number()?;
    if let Some(integer) = number.as_i64() {
        return Some(integer);
    }
    number.as_f64().filter(|double| double.fract() == 0.0).and_then(|_| rounded(number))
}
