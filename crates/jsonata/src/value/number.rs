//! Numbers as JavaScript reads and prints them.

use std::fmt::Write;

/// `String(x)` of JavaScript.
pub(crate) fn print(number: f64) -> String {
    let mut out = String::new();
    print_into(&mut out, number);
    out
}

pub(crate) fn print_into(out: &mut String, number: f64) {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        // Also turns -0 into 0, as JavaScript does.
        let _ = write!(out, "{}", number as i64);
    } else if number.is_nan() {
        out.push_str("NaN");
    } else if number.is_infinite() {
        out.push_str(if number > 0.0 { "Infinity" } else { "-Infinity" });
    } else {
        let scientific = format!("{number:e}");
        let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
        arrange(out, mantissa, exponent.parse().unwrap_or_default());
    }
}

/// Writes digits and exponent in the notation that JavaScript chooses.
fn arrange(out: &mut String, mantissa: &str, exponent: i32) {
    let unsigned = mantissa.strip_prefix('-').unwrap_or(mantissa);
    if unsigned.len() < mantissa.len() {
        out.push('-');
    }
    let digits: String = unsigned.chars().filter(|digit| *digit != '.').collect();
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or_default());
    let (head, tail) =
        digits.split_at(usize::try_from(exponent + 1).unwrap_or_default().min(digits.len()));
    if (0..21).contains(&exponent) {
        out.push_str(head);
        out.push_str(&zeros(exponent + 1 - count));
        if !tail.is_empty() {
            let _ = write!(out, ".{tail}");
        }
    } else if (-6..0).contains(&exponent) {
        let _ = write!(out, "0.{}{digits}", zeros(-exponent - 1));
    } else {
        let (first, rest) = digits.split_at(1.min(digits.len()));
        let point = if rest.is_empty() { "" } else { "." };
        let sign = if exponent < 0 { '-' } else { '+' };
        let _ = write!(out, "{first}{point}{rest}e{sign}{}", exponent.abs());
    }
}

/// `Number(x.toPrecision(15))` of JavaScript: what `$string` does to numbers.
pub(crate) fn to_fifteen_digits(number: f64) -> f64 {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return number;
    }
    // The nearest number to a decimal of at most fifteen digits stays what it is.
    if number.abs() < 1e9 && (number * 1e6).round() / 1e6 == number {
        return number;
    }
    format!("{number:.14e}").parse().unwrap_or(number)
}

/// `x.toFixed(places)` of JavaScript for a number that is not negative.
pub(crate) fn to_fixed(number: f64, places: usize) -> String {
    if number >= 1e21 || number.is_nan() {
        return print(number);
    }
    format!("{number:.places$}")
}

/// `x.toString(radix)` of JavaScript for a whole number.
pub(crate) fn in_radix(number: f64, radix: u32) -> String {
    if !number.is_finite() {
        return print(number);
    }
    let base = f64::from(radix);
    let mut left = number.abs();
    let mut digits = Vec::new();
    while left >= 9_007_199_254_740_992.0 {
        left /= base;
        digits.push('0');
    }
    left = left.floor();
    loop {
        let digit = left % base;
        digits.push(char::from_digit(digit as u32, radix).unwrap_or('0'));
        left = (left - digit) / base;
        if left <= 0.0 {
            break;
        }
    }
    if number < 0.0 {
        digits.push('-');
    }
    digits.iter().rev().collect()
}

/// `Math.round` of JavaScript: halves go up.
pub(crate) fn round_half_up(number: f64) -> f64 {
    let floor = number.floor();
    if number - floor >= 0.5 { floor + 1.0 } else { floor }
}

/// `$round`: halves go to the even neighbour, at `precision` decimal places.
pub(crate) fn round(number: f64, precision: i32) -> f64 {
    let scaled = shift_decimal(number, precision);
    let mut rounded = round_half_up(scaled);
    if (rounded - scaled).abs() == 0.5 && (rounded % 2.0).abs() == 1.0 {
        rounded -= 1.0;
    }
    let result = shift_decimal(rounded, -precision);
    if result == 0.0 { 0.0 } else { result }
}

/// Moves the decimal point in the printed number, so that no binary error comes in.
fn shift_decimal(number: f64, places: i32) -> f64 {
    if places == 0 || !number.is_finite() {
        return number;
    }
    let printed = print(number);
    let (mantissa, exponent) = printed.split_once('e').unwrap_or((&printed, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    format!("{mantissa}e{}", exponent.saturating_add(places)).parse().unwrap_or(f64::NAN)
}

/// `parseInt` of JavaScript in base ten.
pub(crate) fn parse_int(text: &str) -> f64 {
    let text = text.trim_start();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits
        .get(..end)
        .filter(|digits| !digits.is_empty())
        .and_then(|digits| digits.parse::<f64>().ok())
        .map_or(f64::NAN, |n| sign * n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_like_javascript() {
        for (number, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.5, "1.5"),
            (-1234.25, "-1234.25"),
            (1e21, "1e+21"),
            (1e20, "100000000000000000000"),
            (1.25e25, "1.25e+25"),
            (1e-6, "0.000001"),
            (1.5e-7, "1.5e-7"),
            (123456789012345680.0, "123456789012345680"),
            (0.1 + 0.2, "0.30000000000000004"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(print(number), text);
        }
    }

    #[test]
    fn rounds_to_even() {
        for (number, precision, want) in [
            (4.5, 0, 4.0),
            (5.5, 0, 6.0),
            (-0.5, 0, 0.0),
            (123.456, 2, 123.46),
            (12450.0, -2, 12400.0),
        ] {
            assert_eq!(round(number, precision), want, "{number}");
        }
    }

    #[test]
    fn radix() {
        for (number, base, want) in [(255.0, 16, "ff"), (-5.0, 2, "-101"), (0.0, 36, "0")] {
            assert_eq!(in_radix(number, base), want);
        }
    }
}
