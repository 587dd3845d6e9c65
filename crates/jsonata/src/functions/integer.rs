//! `$formatInteger` and `$parseInteger`: digits, letters, Roman numerals and words.

use super::{Args, missing};
use crate::error::{Fault, Outcome};
use crate::eval::Run;
use crate::value::{Value, number};

/// Letter case of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Upper,
    Lower,
    Title,
}

/// What a picture asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Primary {
    Decimal,
    Letters,
    Roman,
    Words,
    /// A numbering that starts with this token, which nobody supports.
    Sequence(String),
}

/// Separators between groups of digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Grouping {
    Regular {
        every: usize,
        separator: char,
    },
    /// Positions from the right, ascending.
    Irregular(Vec<(usize, char)>),
}

/// An analysed picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct IntegerFormat {
    pub(super) primary: Primary,
    pub(super) case: Case,
    pub(super) ordinal: bool,
    /// The digit zero.
    zero: u32,
    /// Digits that are always shown; none where the picture has no digits at all.
    pub(super) mandatory: Option<i64>,
    pub(super) optional: i64,
    pub(super) grouping: Grouping,
}

/// The zeros of Unicode's decimal digits, of those that the reference knows.
const ZEROS: [u32; 37] = [
    0x30, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6,
    0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80,
    0x1A90, 0x1B50, 0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0,
    0xFF10,
];

impl IntegerFormat {
    /// Analyses a picture such as `#,##0`, `Ww;o` or `I`.
    pub(super) fn analyse(picture: &str) -> Outcome<Self> {
        let (body, modifier) = picture.rsplit_once(';').unwrap_or((picture, ""));
        let named = |primary, case| Self {
            primary,
            case,
            ordinal: modifier.starts_with('o'),
            zero: 0x30,
            mandatory: None,
            optional: 0,
            grouping: Grouping::Irregular(Vec::new()),
        };
        Ok(match body {
            "A" => named(Primary::Letters, Case::Upper),
            "a" => named(Primary::Letters, Case::Lower),
            "I" => named(Primary::Roman, Case::Upper),
            "i" => named(Primary::Roman, Case::Lower),
            "W" => named(Primary::Words, Case::Upper),
            "Ww" => named(Primary::Words, Case::Title),
            "w" => named(Primary::Words, Case::Lower),
            _ => digits(body, named(Primary::Decimal, Case::Lower))?,
        })
    }

    pub(super) fn is_regular(&self) -> bool {
        matches!(self.grouping, Grouping::Regular { .. })
    }

    /// The number as the picture shows it.
    pub(super) fn format(&self, run: &mut Run<'_>, value: f64) -> Outcome<String> {
        let magnitude = value.abs();
        if !magnitude.is_finite() && self.primary != Primary::Decimal {
            return Err(Fault::new("D1001").value("null"));
        }
        let text = match &self.primary {
            Primary::Letters => {
                letters(magnitude, if self.case == Case::Upper { 'A' } else { 'a' })
            }
            Primary::Roman => {
                run.allow_text((magnitude / 1000.0) as usize)?;
                let text = roman(magnitude);
                if self.case == Case::Upper { text.to_uppercase() } else { text }
            }
            Primary::Words => {
                let text = words(magnitude, Place::First, self.ordinal);
                match self.case {
                    Case::Upper => text.to_uppercase(),
                    Case::Lower => text.to_lowercase(),
                    Case::Title => text,
                }
            }
            Primary::Decimal => self.format_digits(run, magnitude)?,
            Primary::Sequence(token) => {
                return Err(Fault::new("D3130").value(Value::text(token.as_str()).to_json_text()));
            }
        };
        Ok(if value < 0.0 { format!("-{text}") } else { text })
    }

    fn format_digits(&self, run: &mut Run<'_>, magnitude: f64) -> Outcome<String> {
        let printed = number::print(magnitude);
        let missing = usize::try_from(self.mandatory.unwrap_or_default())
            .unwrap_or_default()
            .saturating_sub(printed.len());
        run.allow_text(missing)?;
        let shift =
            |digit: char| char::from_u32(u32::from(digit) + self.zero - 0x30).unwrap_or(digit);
        let mut text: Vec<char> =
            "0".repeat(missing).chars().chain(printed.chars()).map(shift).collect();
        match &self.grouping {
            Grouping::Regular { every, separator } => {
                let count = text.len().saturating_sub(1) / every;
                for nth in (1..=count).rev() {
                    text.insert(text.len() - nth * every, *separator);
                }
            }
            Grouping::Irregular(separators) => {
                for (position, separator) in separators.iter().rev() {
                    insert_from_right(&mut text, *position, *separator);
                }
            }
        }
        if self.ordinal {
            let last = text.last().copied();
            let teens = text.len() > 1 && text.iter().rev().nth(1) == Some(&'1');
            let suffix = match last {
                Some('1') if !teens => "st",
                Some('2') if !teens => "nd",
                Some('3') if !teens => "rd",
                _ => "th",
            };
            text.extend(suffix.chars());
        }
        Ok(text.into_iter().collect())
    }

    /// The number that a text holds, which is taken to fit the picture.
    pub(super) fn parse(&self, text: &str) -> Outcome<f64> {
        Ok(match &self.primary {
            Primary::Letters => {
                letters_value(text, if self.case == Case::Upper { 'A' } else { 'a' })
            }
            Primary::Roman => roman_value(&if self.case == Case::Upper {
                text.to_owned()
            } else {
                text.to_uppercase()
            }),
            Primary::Words => words_value(&text.to_lowercase()),
            Primary::Decimal => self.parse_digits(text),
            Primary::Sequence(token) => {
                return Err(Fault::new("D3130").value(Value::text(token.as_str()).to_json_text()));
            }
        })
    }

    fn parse_digits(&self, text: &str) -> f64 {
        let mut digits: Vec<char> = text.chars().collect();
        if self.ordinal {
            digits.truncate(digits.len().saturating_sub(2));
        }
        match &self.grouping {
            // The reference removes commas, whatever the separator is.
            Grouping::Regular { .. } => digits.retain(|digit| *digit != ','),
            Grouping::Irregular(separators) => {
                digits.retain(|digit| separators.iter().all(|(_, separator)| separator != digit));
            }
        }
        let shift = |digit: char| {
            char::from_u32((u32::from(digit) + 0x30).wrapping_sub(self.zero)).unwrap_or('x')
        };
        number::parse_int(&digits.into_iter().map(shift).collect::<String>())
    }

    /// A regular expression that texts of this format match; `digits` bounds their number.
    pub(super) fn expression(&self, digits: Option<i64>) -> Outcome<String> {
        Ok(match &self.primary {
            Primary::Letters => "[A-Z]+".to_owned(),
            Primary::Roman => "[MDCLXVI]+".to_owned(),
            Primary::Words => {
                let words: Vec<String> = word_values().into_iter().map(|(word, _)| word).collect();
                format!("(?:{}|and|[\\-, ])+", words.join("|"))
            }
            Primary::Decimal => {
                let count = match digits.filter(|count| *count > 0) {
                    Some(count) if self.optional == 0 => format!("{{{count}}}"),
                    Some(count) => format!("{{{},{count}}}", count - self.optional),
                    None => "+".to_owned(),
                };
                format!("[0-9]{count}{}", if self.ordinal { "(?:th|st|nd|rd)" } else { "" })
            }
            Primary::Sequence(token) => {
                return Err(Fault::new("D3130").value(Value::text(token.as_str()).to_json_text()));
            }
        })
    }
}

/// Inserts a separator `position` characters from the right; beyond the left end as JavaScript's `substr` happens to do.
fn insert_from_right(text: &mut Vec<char>, position: usize, separator: char) {
    if position <= text.len() {
        text.insert(text.len() - position, separator);
        return;
    }
    let from = text.len().saturating_sub(position - text.len());
    text.drain(..from);
    text.insert(0, separator);
}

fn digits(body: &str, mut format: IntegerFormat) -> Outcome<IntegerFormat> {
    let mut zero = None;
    let mut mandatory = 0;
    let mut separators: Vec<(usize, char)> = Vec::new();
    let mut position = 0;
    for symbol in body.chars().rev() {
        let code = u32::from(symbol);
        if let Some(group) = ZEROS.into_iter().find(|zero| (*zero..=zero + 9).contains(&code)) {
            mandatory += 1;
            position += 1;
            if *zero.get_or_insert(group) != group {
                return Err(Fault::new("D3131"));
            }
        } else if symbol == '#' {
            position += 1;
            format.optional += 1;
        } else {
            separators.push((position, symbol));
        }
    }
    let Some(zero) = zero else {
        format.primary = Primary::Sequence(body.to_owned());
        format.optional = 0;
        return Ok(format);
    };
    format.zero = zero;
    format.mandatory = Some(mandatory);
    format.grouping = match regular_repeat(&separators) {
        Some((every, separator)) => Grouping::Regular { every, separator },
        None => Grouping::Irregular(separators),
    };
    Ok(format)
}

/// Distance of equal separators at regular positions.
fn regular_repeat(separators: &[(usize, char)]) -> Option<(usize, char)> {
    let (_, separator) = *separators.first()?;
    if separators.iter().any(|(_, other)| *other != separator) {
        return None;
    }
    let positions: Vec<usize> = separators.iter().map(|(position, _)| *position).collect();
    regular_distance(&positions).map(|every| (every, separator))
}

/// The distance `d` for which the positions are exactly `d`, `2d`, `3d`…
pub(super) fn regular_distance(positions: &[usize]) -> Option<usize> {
    let divisor = |a: usize, b: usize| {
        let (mut a, mut b) = (a, b);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        a
    };
    let every = positions.iter().copied().reduce(divisor)?;
    let is_regular = (1..=positions.len()).all(|nth| positions.contains(&(nth * every)));
    (every > 0 && is_regular).then_some(every)
}

fn letters(mut value: f64, first: char) -> String {
    let mut text = Vec::new();
    while value > 0.0 {
        let place = ((value - 1.0) % 26.0) as u32;
        text.push(char::from_u32(u32::from(first) + place).unwrap_or(first));
        value = ((value - 1.0) / 26.0).floor();
    }
    text.iter().rev().collect()
}

fn letters_value(text: &str, first: char) -> f64 {
    text.chars().fold(0.0, |value, letter| {
        value * 26.0 + f64::from(u32::from(letter)) - f64::from(u32::from(first)) + 1.0
    })
}

const ROMAN: [(f64, &str); 13] = [
    (1000.0, "m"),
    (900.0, "cm"),
    (500.0, "d"),
    (400.0, "cd"),
    (100.0, "c"),
    (90.0, "xc"),
    (50.0, "l"),
    (40.0, "xl"),
    (10.0, "x"),
    (9.0, "ix"),
    (5.0, "v"),
    (4.0, "iv"),
    (1.0, "i"),
];

fn roman(mut value: f64) -> String {
    let mut text = String::new();
    for (worth, numeral) in ROMAN {
        let count = (value / worth).floor();
        text.push_str(&numeral.repeat(count as usize));
        value -= count * worth;
    }
    text
}

fn roman_value(text: &str) -> f64 {
    let mut value = 0.0;
    let mut highest = 1.0;
    for numeral in text.chars().rev() {
        let worth = match numeral {
            'M' => 1000.0,
            'D' => 500.0,
            'C' => 100.0,
            'L' => 50.0,
            'X' => 10.0,
            'V' => 5.0,
            'I' => 1.0,
            _ => f64::NAN,
        };
        if worth < highest {
            value -= worth;
        } else {
            highest = worth;
            value += worth;
        }
    }
    value
}

const FEW: [&str; 20] = [
    "Zero",
    "One",
    "Two",
    "Three",
    "Four",
    "Five",
    "Six",
    "Seven",
    "Eight",
    "Nine",
    "Ten",
    "Eleven",
    "Twelve",
    "Thirteen",
    "Fourteen",
    "Fifteen",
    "Sixteen",
    "Seventeen",
    "Eighteen",
    "Nineteen",
];
const ORDINALS: [&str; 20] = [
    "Zeroth",
    "First",
    "Second",
    "Third",
    "Fourth",
    "Fifth",
    "Sixth",
    "Seventh",
    "Eighth",
    "Ninth",
    "Tenth",
    "Eleventh",
    "Twelfth",
    "Thirteenth",
    "Fourteenth",
    "Fifteenth",
    "Sixteenth",
    "Seventeenth",
    "Eighteenth",
    "Nineteenth",
];
const DECADES: [&str; 9] =
    ["Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety", "Hundred"];
const MAGNITUDES: [&str; 4] = ["Thousand", "Million", "Billion", "Trillion"];

/// Whether words stand before, which they are then joined to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    First,
    Joined,
}

fn words(value: f64, place: Place, ordinal: bool) -> String {
    let joint = |text: &'static str| if place == Place::Joined { text } else { "" };
    let word = |list: &[&'static str], at: f64| list.get(at as usize).copied().unwrap_or_default();
    let finish = |mut text: String, rest: f64, ending: Place| {
        if rest > 0.0 {
            text.push_str(&words(rest, ending, ordinal));
        } else if ordinal {
            text.push_str("th");
        }
        text
    };
    if value <= 19.0 {
        return format!(
            "{}{}",
            joint(" and "),
            word(if ordinal { &ORDINALS } else { &FEW }, value)
        );
    }
    if value < 100.0 {
        let decade = word(&DECADES, (value / 10.0).floor() - 2.0);
        let rest = value % 10.0;
        let text = format!("{}{decade}", joint(" and "));
        return if rest > 0.0 {
            format!("{text}-{}", words(rest, Place::First, ordinal))
        } else if ordinal {
            format!("{}ieth", text.strip_suffix('y').unwrap_or(&text))
        } else {
            text
        };
    }
    if value < 1000.0 {
        let text = format!("{}{} Hundred", joint(", "), word(&FEW, (value / 100.0).floor()));
        return finish(text, value % 100.0, Place::Joined);
    }
    let magnitude = ((value.log10() / 3.0).floor() as usize).clamp(1, MAGNITUDES.len());
    let factor = 1000f64.powi(i32::try_from(magnitude).unwrap_or(1));
    let mantissa = (value / factor).floor();
    let name = word(&MAGNITUDES, magnitude as f64 - 1.0);
    let text = format!("{}{} {name}", joint(", "), words(mantissa, Place::First, false));
    finish(text, value - mantissa * factor, Place::Joined)
}

/// All words that may occur in a number, in lower case, with what they are worth.
fn word_values() -> Vec<(String, f64)> {
    let mut values = Vec::new();
    for (at, (cardinal, ordinal)) in FEW.iter().zip(ORDINALS).enumerate() {
        values.push((cardinal.to_lowercase(), at as f64));
        values.push((ordinal.to_lowercase(), at as f64));
    }
    for (at, decade) in DECADES.iter().enumerate() {
        let decade = decade.to_lowercase();
        let worth = (at as f64 + 2.0) * 10.0;
        let mut ordinal = decade.clone();
        ordinal.pop();
        values.push((format!("{ordinal}ieth"), worth));
        values.push((decade, worth));
    }
    values.push(("hundredth".to_owned(), 100.0));
    for (at, magnitude) in MAGNITUDES.iter().enumerate() {
        let worth = 1000f64.powi(i32::try_from(at).unwrap_or_default() + 1);
        values.push((magnitude.to_lowercase(), worth));
        values.push((format!("{}th", magnitude.to_lowercase()), worth));
    }
    values
}

fn words_value(text: &str) -> f64 {
    let known = word_values();
    let separated = text.replace(", ", "-").replace(" and ", "-");
    let mut segments = vec![0.0];
    for word in separated.split(|c: char| c.is_whitespace() || c == '\\' || c == '-') {
        let worth =
            known.iter().find(|(name, _)| name == word).map_or(f64::NAN, |(_, worth)| *worth);
        let mut top = segments.pop().unwrap_or_default();
        if worth < 100.0 {
            if top >= 1000.0 {
                segments.push(top);
                top = 0.0;
            }
            segments.push(top + worth);
        } else {
            segments.push(top * worth);
        }
    }
    segments.iter().sum()
}

pub(super) fn format_integer<'a>(run: &mut Run<'a>, args: &Args<'a>) -> Outcome<Value<'a>> {
    let Some(value) = args.number(0) else { return Ok(Value::Undefined) };
    let picture = args.text(1).ok_or_else(|| missing(2))?;
    IntegerFormat::analyse(&picture)?.format(run, value.floor()).map(Value::text)
}

pub(super) fn parse_integer<'a>(args: &Args<'a>) -> Outcome<Value<'a>> {
    let Some(text) = args.text(0) else { return Ok(Value::Undefined) };
    let picture = args.text(1).ok_or_else(|| missing(2))?;
    IntegerFormat::analyse(&picture)?.parse(&text).map(Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_both_ways() {
        for (value, text) in [
            (0.0, "Zero"),
            (21.0, "Twenty-One"),
            (110.0, "One Hundred and Ten"),
            (1234.0, "One Thousand, Two Hundred and Thirty-Four"),
            (1_000_001.0, "One Million and One"),
        ] {
            assert_eq!(words(value, Place::First, false), text);
            assert_eq!(words_value(&text.to_lowercase()), value);
        }
        assert_eq!(words(20.0, Place::First, true), "Twentieth");
        assert_eq!(words(100.0, Place::First, true), "One Hundredth");
    }

    #[test]
    fn numerals() {
        assert_eq!(roman(1999.0), "mcmxcix");
        assert_eq!(roman_value("MCMXCIX"), 1999.0);
        assert_eq!(letters(27.0, 'a'), "aa");
        assert_eq!(letters_value("AB", 'A'), 28.0);
    }
}
