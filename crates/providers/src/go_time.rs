//! What Go says of a text that is no time or no duration.

/// Why a text is no time of a layout, as `time.Parse` says it.
pub(crate) fn time_fault(layout: &str, text: &str) -> Option<String> {
    let elements = ["2006", "01", "02", "15", "04", "05", "Z07:00"];
    let (mut wanted, mut rest) = (layout, text);
    let mut date = [0_u32; 3];
    while !wanted.is_empty() {
        let element = elements.into_iter().find(|element| wanted.starts_with(element));
        let element = element.unwrap_or_else(|| literal(wanted, &elements));
        wanted = wanted.get(element.len()..).unwrap_or_default();
        let Some((number, after)) = taken(element, rest) else {
            let rest = rest.strip_prefix(common(element, rest)).unwrap_or(rest);
            return Some(format!(
                "parsing time {text:?} as {layout:?}: cannot parse {rest:?} as {element:?}"
            ));
        };
        rest = after;
        let (what, range) = match element {
            "01" => ("month", 1..=12),
            "15" => ("hour", 0..=23),
            "04" => ("minute", 0..=59),
            "05" => ("second", 0..=59),
            _ => ("", 0..=9999),
        };
        if !range.contains(&number) {
            return Some(format!("parsing time {text:?}: {what} out of range"));
        }
        for (part, name) in date.iter_mut().zip(["2006", "01", "02"]) {
            if name == element {
                *part = number;
            }
        }
    }
    if !rest.is_empty() {
        return Some(format!("parsing time {text:?}: extra text: {rest:?}"));
    }
    let [year, month, day] = date;
    let fits = (1..=days(year, month)).contains(&day);
    (!fits).then(|| format!("parsing time {text:?}: day out of range"))
}

/// The text up to the next element of a layout; one character at least.
fn literal<'a>(layout: &'a str, elements: &[&str]) -> &'a str {
    let end = layout.char_indices().map(|(at, _)| at).find(|at| {
        let rest = layout.get(*at..).unwrap_or_default();
        elements.iter().any(|element| rest.starts_with(element))
    });
    layout.get(..end.unwrap_or(layout.len())).unwrap_or(layout)
}

/// What a text has in common with the literal that was wanted: Go names what comes after it.
fn common<'a>(element: &str, rest: &'a str) -> &'a str {
    let is_number = element.starts_with(|first: char| first.is_ascii_digit() || first == 'Z');
    let same = rest.bytes().zip(element.bytes()).take_while(|(have, want)| have == want).count();
    rest.get(..if is_number { 0 } else { same }).unwrap_or_default()
}

/// The number at the start of a text, and what comes after it.
fn taken<'a>(element: &str, rest: &'a str) -> Option<(u32, &'a str)> {
    let digits = |count: usize| {
        let number = rest.get(..count)?;
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
        Some((number.parse().ok().filter(|_| is_number)?, rest.get(count..)?))
    };
    match element {
        "2006" => digits(4),
        "15" => digits(2).or_else(|| digits(1)),
        "05" => {
            let (number, after) = digits(2)?;
            let fraction = after
                .strip_prefix(['.', ','])
                .map(|rest| rest.trim_start_matches(|digit: char| digit.is_ascii_digit()));
            let has_digits = |rest: &&str| rest.len() + 1 < after.len();
            Some((number, fraction.filter(has_digits).unwrap_or(after)))
        }
        "01" | "02" | "04" => digits(2),
        "Z07:00" => zone(rest).map(|after| (0, after)),
        literal => rest.strip_prefix(literal).map(|after| (0, after)),
    }
}

fn zone(rest: &str) -> Option<&str> {
    if let Some(after) = rest.strip_prefix('Z') {
        return Some(after);
    }
    let (offset, after) = (rest.get(..6)?, rest.get(6..)?);
    let (hour, minute) = offset.strip_prefix(['+', '-'])?.split_once(':')?;
    let is_number = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(hour) && is_number(minute)).then_some(after)
}

fn days(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Why a text is no duration, as `time.ParseDuration` says it.
pub(crate) fn duration_fault(text: &str) -> Option<String> {
    const UNITS: [&str; 8] = ["ns", "us", "µs", "μs", "ms", "s", "m", "h"];
    let invalid = || Some(format!("time: invalid duration {text:?}"));
    let mut rest = text.strip_prefix(['+', '-']).unwrap_or(text);
    if rest == "0" {
        return None;
    }
    if rest.is_empty() {
        return invalid();
    }
    while !rest.is_empty() {
        let is_part = |part: char| part.is_ascii_digit() || part == '.';
        let whole = rest.trim_start_matches(|digit: char| digit.is_ascii_digit());
        let after = whole.strip_prefix('.').map_or(whole, |fraction| {
            fraction.trim_start_matches(|digit: char| digit.is_ascii_digit())
        });
        let number = rest.strip_suffix(after).unwrap_or_default();
        if !number.bytes().any(|byte| byte.is_ascii_digit()) {
            return invalid();
        }
        let end = after.find(is_part).unwrap_or(after.len());
        let (unit, next) = after.split_at(end);
        if unit.is_empty() {
            return Some(format!("time: missing unit in duration {text:?}"));
        }
        if !UNITS.contains(&unit) {
            return Some(format!("time: unknown unit {unit:?} in duration {text:?}"));
        }
        rest = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{duration_fault, time_fault};

    #[test]
    fn times_break_off_where_go_says() {
        let fault = |text| time_fault("2006-01-02T15:04:05Z07:00", text);
        assert_eq!(fault("2024-02-29T23:59:59.5+01:00"), None);
        for (text, wanted) in [
            ("x", r#"cannot parse "x" as "2006""#),
            ("123456789012", r#"cannot parse "56789012" as "-""#),
            ("2024-01-01", r#"cannot parse "" as "T""#),
            ("2024-13-01T00:00:00Z", "month out of range"),
            ("2023-02-29T00:00:00Z", "day out of range"),
            ("2024-01-01T00:00:00Zx", r#"extra text: "x""#),
            ("2024-01-01T00:00:00", r#"cannot parse "" as "Z07:00""#),
        ] {
            assert!(fault(text).is_some_and(|fault| fault.ends_with(wanted)), "{:?}", fault(text));
        }
    }

    #[test]
    fn durations_are_numbers_with_units() {
        for text in ["0", "5m", "1h30m", "-1.5h", "2us"] {
            assert_eq!(duration_fault(text), None, "{text}");
        }
        for (text, wanted) in [
            ("", r#"time: invalid duration """#),
            ("x", r#"time: invalid duration "x""#),
            ("5", r#"time: missing unit in duration "5""#),
            ("1abc", r#"time: unknown unit "abc" in duration "1abc""#),
        ] {
            assert_eq!(duration_fault(text).as_deref(), Some(wanted));
        }
    }
}
