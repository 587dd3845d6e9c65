//! `$formatNumber`: pictures of XPath, as the reference reads them.

use super::integer::regular_distance;
use super::{Args, missing};
use crate::error::{Fault, Outcome};
use crate::value::{Value, number};

/// Most digits behind the decimal separator.
const MAX_FRACTION: usize = 100;

/// The characters that a picture is made of.
struct Symbols {
    decimal: String,
    grouping: String,
    exponent: String,
    minus: String,
    percent: String,
    per_mille: String,
    zero: String,
    digit: String,
    pattern: String,
}

impl Default for Symbols {
    fn default() -> Self {
        let own = |text: &str| text.to_owned();
        Self {
            decimal: own("."),
            grouping: own(","),
            exponent: own("e"),
            minus: own("-"),
            percent: own("%"),
            per_mille: own("\u{2030}"),
            zero: own("0"),
            digit: own("#"),
            pattern: own(";"),
        }
    }
}

impl Symbols {
    fn with_options(options: &Value<'_>) -> Self {
        let mut symbols = Self::default();
        let Value::Object(options) = options else { return symbols };
        for (key, value) in options.entries() {
            let Value::Text(value) = value else { continue };
            let place = match &*key {
                "decimal-separator" => &mut symbols.decimal,
                "grouping-separator" => &mut symbols.grouping,
                "exponent-separator" => &mut symbols.exponent,
                "minus-sign" => &mut symbols.minus,
                "percent" => &mut symbols.percent,
                "per-mille" => &mut symbols.per_mille,
                "zero-digit" => &mut symbols.zero,
                "digit" => &mut symbols.digit,
                "pattern-separator" => &mut symbols.pattern,
                _ => continue,
            };
            *place = (*value).to_owned();
        }
        symbols
    }

    fn zero_code(&self) -> u32 {
        self.zero.chars().next().map_or(0x30, u32::from)
    }

    fn is_zero(&self, symbol: char) -> bool {
        is(&self.zero, symbol)
    }

    /// Whether it is one of the ten digits.
    fn is_decimal(&self, symbol: char) -> bool {
        let zero = self.zero_code();
        (zero..zero + 10).contains(&u32::from(symbol))
    }

    fn is_any_digit(&self, symbol: char) -> bool {
        self.is_decimal(symbol) || is(&self.digit, symbol)
    }

    fn is_active(&self, symbol: char) -> bool {
        let others = [&self.decimal, &self.exponent, &self.grouping, &self.digit, &self.pattern];
        self.is_decimal(symbol) || others.into_iter().any(|other| is(other, symbol))
    }

    fn decimals(&self, text: &str) -> usize {
        text.chars().filter(|symbol| self.is_decimal(*symbol)).count()
    }

    fn any_digits(&self, text: &str) -> usize {
        text.chars().filter(|symbol| self.is_any_digit(*symbol)).count()
    }

    /// The number in the digits of the picture, with its own decimal separator.
    fn print(&self, number: f64, places: usize) -> String {
        let shift = |digit: char| match digit.to_digit(10) {
            Some(value) if self.zero != "0" => {
                char::from_u32(self.zero_code() + value).unwrap_or(digit)
            }
            _ => digit,
        };
        number::to_fixed(number.abs(), places).chars().map(shift).collect()
    }
}

fn is(text: &str, symbol: char) -> bool {
    let mut symbols = text.chars();
    symbols.next() == Some(symbol) && symbols.next().is_none()
}

/// `indexOf` for a text that may be empty, which is never found.
fn find(text: &str, wanted: &str, from: usize) -> Option<usize> {
    if wanted.is_empty() {
        return None;
    }
    text.get(from..)?.find(wanted).map(|at| at + from)
}

/// A sub-picture in its parts.
struct Parts<'p> {
    whole: &'p str,
    prefix: &'p str,
    suffix: &'p str,
    active: &'p str,
    mantissa: &'p str,
    exponent: Option<&'p str>,
    integer: &'p str,
    fraction: &'p str,
}

impl<'p> Parts<'p> {
    fn split(whole: &'p str, symbols: &Symbols) -> Option<Self> {
        let bounds = |symbol: char| symbols.is_active(symbol) && !is(&symbols.exponent, symbol);
        let start = whole.find(bounds)?;
        let end = whole
            .char_indices()
            .rev()
            .find(|(_, symbol)| bounds(*symbol))
            .map(|(at, symbol)| at + symbol.len_utf8())?;
        let (prefix, suffix, active) =
            (whole.get(..start)?, whole.get(end..)?, whole.get(start..end)?);
        let (mantissa, exponent) = match find(whole, &symbols.exponent, start) {
            // The position counts from the start of the whole, which the reference takes for the start of the active part.
            Some(at) if at <= end => {
                let at = floor_boundary(active, at);
                let after = floor_boundary(active, at + 1);
                (active.get(..at)?, Some(active.get(after..)?))
            }
            _ => (active, None),
        };
        let (integer, fraction) = match find(mantissa, &symbols.decimal, 0) {
            Some(at) => (mantissa.get(..at)?, mantissa.get(floor_boundary(mantissa, at + 1)..)?),
            None => (mantissa, suffix),
        };
        Some(Self { whole, prefix, suffix, active, mantissa, exponent, integer, fraction })
    }

    /// The code of the last rule that the sub-picture breaks.
    fn broken_rule(&self, symbols: &Symbols) -> Option<&'static str> {
        let twice = |symbol: &str| {
            find(self.whole, symbol, 0) != self.whole.rfind(symbol).filter(|_| !symbol.is_empty())
        };
        let has = |symbol: &str| find(self.whole, symbol, 0).is_some();
        let decimal = find(self.whole, &symbols.decimal, 0);
        let scaled = has(&symbols.percent) || has(&symbols.per_mille);
        let optional_after = self
            .integer
            .find(&symbols.digit)
            .is_some_and(|at| symbols.decimals(self.integer.get(..at).unwrap_or_default()) > 0);
        let digit_after = self
            .fraction
            .rfind(&symbols.digit)
            .is_some_and(|at| symbols.decimals(self.fraction.get(at..).unwrap_or_default()) > 0);
        let group = &symbols.grouping;
        let beside = |at: usize| {
            let before =
                self.whole.get(..at).is_some_and(|before| before.ends_with(group.as_str()));
            let after = self
                .whole
                .get(at + symbols.decimal.len()..)
                .is_some_and(|after| after.starts_with(group.as_str()));
            !group.is_empty() && (before || after)
        };
        let ends_in_group =
            decimal.is_none() && !group.is_empty() && self.integer.ends_with(group.as_str());
        let bad_exponent = |exponent: &str| {
            exponent.is_empty() || exponent.chars().any(|symbol| !symbols.is_decimal(symbol))
        };
        let rules = [
            ("D3081", twice(&symbols.decimal)),
            ("D3082", twice(&symbols.percent)),
            ("D3083", twice(&symbols.per_mille)),
            ("D3084", has(&symbols.percent) && has(&symbols.per_mille)),
            ("D3085", symbols.any_digits(self.mantissa) == 0),
            ("D3086", self.active.chars().any(|symbol| !symbols.is_active(symbol))),
            ("D3087", decimal.is_some_and(beside)),
            ("D3088", ends_in_group),
            ("D3089", has(&format!("{group}{group}"))),
            ("D3090", optional_after),
            ("D3091", digit_after),
            ("D3092", self.exponent.is_some_and(|exponent| !exponent.is_empty()) && scaled),
            ("D3093", self.exponent.is_some_and(bad_exponent)),
        ];
        rules.into_iter().rev().find(|(_, broken)| *broken).map(|(code, _)| code)
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// What a sub-picture says about the number.
#[derive(Clone)]
struct Layout {
    prefix: String,
    suffix: String,
    integer_groups: Vec<usize>,
    regular_group: Option<usize>,
    fraction_groups: Vec<usize>,
    min_integer: usize,
    scale: usize,
    min_fraction: usize,
    max_fraction: usize,
    min_exponent: usize,
    whole: String,
}

/// Numbers of digits beside each grouping separator of a part.
fn grouping(part: &str, integer: &str, to_left: bool, symbols: &Symbols) -> Vec<usize> {
    let mut positions = Vec::new();
    let mut at = find(part, &symbols.grouping, 0);
    while let Some(found) = at {
        let side = if to_left { part.get(..found.min(part.len())) } else { part.get(found..) };
        positions.push(symbols.any_digits(side.unwrap_or_default()));
        // The reference looks for all but the first in the integer part.
        at = find(integer, &symbols.grouping, found + 1);
    }
    positions
}

impl Layout {
    fn of(parts: &Parts<'_>, symbols: &Symbols) -> Self {
        let integer_groups = grouping(parts.integer, parts.integer, false, symbols);
        let fraction_groups = grouping(parts.fraction, parts.integer, true, symbols);
        let scale = symbols.decimals(parts.integer);
        let mut min_integer = scale;
        let mut min_fraction = symbols.decimals(parts.fraction);
        let mut max_fraction = symbols.any_digits(parts.fraction);
        if min_integer == 0 && max_fraction == 0 {
            if parts.exponent.is_some() {
                min_fraction = 1;
                max_fraction = 1;
            } else {
                min_integer = 1;
            }
        }
        if parts.exponent.is_some() && min_integer == 0 && parts.integer.contains(&symbols.digit) {
            min_integer = 1;
        }
        if min_integer == 0 && min_fraction == 0 {
            min_fraction = 1;
        }
        Self {
            prefix: parts.prefix.to_owned(),
            suffix: parts.suffix.to_owned(),
            regular_group: regular_distance(&integer_groups),
            integer_groups,
            fraction_groups,
            min_integer,
            scale,
            min_fraction,
            max_fraction: max_fraction.min(MAX_FRACTION),
            min_exponent: parts.exponent.map_or(0, |exponent| symbols.decimals(exponent)),
            whole: parts.whole.to_owned(),
        }
    }

    /// Mantissa, and the exponent where the picture wants one.
    fn scaled(&self, value: f64, symbols: &Symbols) -> (f64, Option<f64>) {
        let value = if find(&self.whole, &symbols.percent, 0).is_some() {
            value * 100.0
        } else if find(&self.whole, &symbols.per_mille, 0).is_some() {
            value * 1000.0
        } else {
            value
        };
        if self.min_exponent == 0 {
            return (value, None);
        }
        let places = i32::try_from(self.scale).unwrap_or(i32::MAX);
        let (most, least) = (10f64.powi(places), 10f64.powi(places - 1));
        // The reference never comes to an end with zero and with negative numbers.
        let mut mantissa = value.abs();
        let mut exponent = 0.0;
        while mantissa < least && mantissa > 0.0 {
            mantissa *= 10.0;
            exponent -= 1.0;
        }
        while mantissa > most && mantissa.is_finite() {
            mantissa /= 10.0;
            exponent += 1.0;
        }
        (mantissa, Some(exponent))
    }

    fn format(&self, value: f64, symbols: &Symbols) -> String {
        let (mantissa, exponent) = self.scaled(value, symbols);
        let rounded = number::round(mantissa, i32::try_from(self.max_fraction).unwrap_or_default());
        let printed = symbols.print(rounded, self.max_fraction);
        let (whole, fraction) = printed.split_once('.').unwrap_or((&printed, ""));
        let mut integer: Vec<char> =
            whole.chars().skip_while(|digit| symbols.is_zero(*digit)).collect();
        let mut digits: Vec<char> = fraction.chars().collect();
        while digits.last().is_some_and(|digit| symbols.is_zero(*digit)) {
            digits.pop();
        }
        let zero = symbols.zero.chars().next().unwrap_or('0');
        while integer.len() < self.min_integer {
            integer.insert(0, zero);
        }
        while digits.len() < self.min_fraction {
            digits.push(zero);
        }
        let mut text = format!("{}{}", self.prefix, self.group_integer(&integer, symbols));
        let fraction = self.group_fraction(&digits, symbols);
        if find(&self.whole, &symbols.decimal, 0).is_some() && !fraction.is_empty() {
            text.push_str(&symbols.decimal);
        }
        text.push_str(&fraction);
        if let Some(exponent) = exponent {
            let printed = symbols.print(exponent, 0);
            let zeros =
                symbols.zero.repeat(self.min_exponent.saturating_sub(printed.chars().count()));
            let minus = if exponent < 0.0 { symbols.minus.as_str() } else { "" };
            text.push_str(&format!("{}{minus}{zeros}{printed}", symbols.exponent));
        }
        text.push_str(&self.suffix);
        text
    }

    fn group_integer(&self, integer: &[char], symbols: &Symbols) -> String {
        let mut text = String::new();
        for (at, digit) in integer.iter().enumerate() {
            let right = integer.len() - at;
            let separates = match self.regular_group {
                Some(every) => right.is_multiple_of(every) && at > 0,
                None => at > 0 && self.integer_groups.contains(&right),
            };
            if separates {
                text.push_str(&symbols.grouping);
            }
            text.push(*digit);
        }
        text
    }

    fn group_fraction(&self, digits: &[char], symbols: &Symbols) -> String {
        let mut text: Vec<char> = digits.to_vec();
        for position in &self.fraction_groups {
            let at = (*position).min(text.len());
            text.splice(at..at, symbols.grouping.chars());
        }
        text.into_iter().collect()
    }
}

pub(super) fn format_number<'a>(args: &Args<'a>) -> Outcome<Value<'a>> {
    let Some(value) = args.number(0) else { return Ok(Value::Undefined) };
    let picture = args.text(1).ok_or_else(|| missing(2))?;
    let symbols = Symbols::with_options(args.get(2));
    let pictures: Vec<&str> = if symbols.pattern.is_empty() {
        vec![&picture]
    } else {
        picture.split(symbols.pattern.as_str()).collect()
    };
    if pictures.len() > 2 {
        return Err(Fault::new("D3080"));
    }
    let mut layouts = Vec::new();
    for picture in pictures {
        let parts = Parts::split(picture, &symbols).ok_or_else(|| Fault::new("D3085"))?;
        if let Some(code) = parts.broken_rule(&symbols) {
            return Err(Fault::new(code));
        }
        layouts.push(Layout::of(&parts, &symbols));
    }
    let [positive, rest @ ..] = layouts.as_slice() else { return Ok(Value::Undefined) };
    let text = match rest {
        _ if value >= 0.0 => positive.format(value, &symbols),
        [negative, ..] => negative.format(value, &symbols),
        [] => {
            Layout { prefix: format!("{}{}", symbols.minus, positive.prefix), ..positive.clone() }
                .format(value, &symbols)
        }
    };
    Ok(Value::text(text))
}
