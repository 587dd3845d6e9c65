//! Points in time: milliseconds since 1970-01-01T00:00:00Z.

/// A point in time, or a span of it, in milliseconds.
pub type Millis = i64;

/// Reads an ISO-8601 extended offset date-time as Java does (`2016-03-14T01:59:00Z`, fractions, offsets).
#[must_use]
pub fn parse(text: &str) -> Option<Instant> {
    let (date, time) = (text.get(..10)?, text.get(11..)?);
    if !matches!(text.get(10..11)?, "T" | "t") {
        return None;
    }
    let (clock, offset) = split_offset(time)?;
    let days = parse_date(date)?;
    let (seconds, nanos) = parse_clock(clock)?;
    Some(Instant { seconds: days * 86_400 + seconds - offset, nanos })
}

/// A point in time, to the nanosecond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub seconds: i64,
    /// Nanoseconds after that.
    pub nanos: u32,
}

impl Instant {
    /// In milliseconds, rounded up, so that a wait never ends too early.
    #[must_use]
    pub fn millis(self) -> Millis {
        self.seconds * 1_000 + i64::from(self.nanos.div_ceil(1_000_000))
    }
}

fn split_offset(time: &str) -> Option<(&str, i64)> {
    if let Some(clock) = time.strip_suffix(['Z', 'z']) {
        return Some((clock, 0));
    }
    let at = time.rfind(['+', '-'])?;
    let (clock, offset) = time.split_at(at);
    let (sign, offset) = offset.split_at(1);
    let mut parts = offset.split(':');
    let hours = two_digits(parts.next()?, 18)?;
    let minutes = two_digits(parts.next()?, 59)?;
    let seconds = parts.next().map_or(Some(0), |seconds| two_digits(seconds, 59))?;
    if parts.next().is_some() {
        return None;
    }
    let offset = hours * 3_600 + minutes * 60 + seconds;
    Some((clock, if sign == "-" { -offset } else { offset }))
}

fn two_digits(text: &str, most: i64) -> Option<i64> {
    let value = text
        .parse()
        .ok()
        .filter(|_| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit()))?;
    (value <= most).then_some(value)
}

fn parse_date(date: &str) -> Option<i64> {
    let mut parts = date.split('-');
    let year = parts
        .next()
        .filter(|year| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()))?
        .parse()
        .ok()?;
    let month = two_digits(parts.next()?, 12).filter(|month| *month > 0)?;
    let day = two_digits(parts.next()?, days_in(year, month)).filter(|day| *day > 0)?;
    Some(days_from_civil(year, month, day))
}

fn days_in(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn parse_clock(clock: &str) -> Option<(i64, u32)> {
    let (clock, fraction) =
        clock.split_once('.').map_or((clock, None), |(clock, fraction)| (clock, Some(fraction)));
    let mut parts = clock.split(':');
    let hours = two_digits(parts.next()?, 23)?;
    let minutes = two_digits(parts.next()?, 59)?;
    let seconds = parts.next().map_or(Some(None), |seconds| two_digits(seconds, 59).map(Some))?;
    if parts.next().is_some() || (fraction.is_some() && seconds.is_none()) {
        return None;
    }
    let nanos = fraction.map_or(Some(0), parse_fraction)?;
    Some((hours * 3_600 + minutes * 60 + seconds.unwrap_or_default(), nanos))
}

fn parse_fraction(digits: &str) -> Option<u32> {
    if digits.is_empty() || digits.len() > 9 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    format!("{digits:0<9}").parse().ok()
}

/// Days since 1970-01-01 of a date of the Gregorian calendar.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let shifted = (month + 9) % 12;
    let of_year = (153 * shifted + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// Year, month and day of a number of days since 1970-01-01.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// A point in time as the service writes it: `2026-01-01T00:00:00.000Z`.
#[must_use]
pub fn format(at: Millis) -> String {
    let (days, of_day) = (at.div_euclid(86_400_000), at.rem_euclid(86_400_000));
    let (year, month, day) = civil_from_days(days);
    let (hours, minutes) = (of_day / 3_600_000, of_day / 60_000 % 60);
    let (seconds, millis) = (of_day / 1_000 % 60, of_day % 1_000);
    format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}.{millis:03}Z")
}

/// Seconds as milliseconds; what is out of range is cut off.
#[must_use]
pub fn from_seconds(seconds: f64) -> Millis {
    #[expect(clippy::cast_possible_truncation, reason = "saturates, which is what is meant")]
    let millis = (seconds * 1_000.0).round() as i64;
    millis
}

/// A span as people write it: `1.5 s`.
#[must_use]
pub fn seconds_text(span: Millis) -> String {
    format!("{} s", seconds(span))
}

/// A span in seconds as a JSON number, integral where it is.
#[must_use]
pub fn seconds(span: Millis) -> serde_json::Value {
    if span % 1_000 == 0 {
        return serde_json::Value::from(span / 1_000);
    }
    #[expect(clippy::cast_precision_loss, reason = "spans of an execution are far below 2^53 ms")]
    let seconds = span as f64 / 1_000.0;
    serde_json::Value::from(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_reads_back_as_written() {
        for text in
            ["2016-03-14T01:59:00.000Z", "1969-12-31T23:59:59.999Z", "2024-02-29T12:00:00.500Z"]
        {
            assert_eq!(format(parse(text).unwrap().millis()), text);
        }
    }

    #[test]
    fn an_offset_is_needed() {
        for text in [
            "2016-12-05T21:29:29",
            "2016-12-05 21:29:29Z",
            "2016-12-05T25:29:29Z",
            "2016-13-05T21:29:29Z",
            "2023-02-30T00:00:00Z",
            "2023-02-24",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn offsets_are_taken_off() {
        assert_eq!(parse("2024-01-01T02:00:00+02:00"), parse("2024-01-01T00:00Z"));
    }
}
