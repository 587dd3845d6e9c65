//! Days, weeks and instants, in UTC; JavaScript's `Date` without time zones.

/// Milliseconds in a day.
pub(super) const DAY: f64 = 86_400_000.0;

/// JavaScript knows no instants beyond this many milliseconds around 1970.
const MAX_INSTANT: f64 = 8.64e15;

/// An instant in its fields; all are NaN where there is no such instant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Instant {
    pub(super) millis: f64,
    pub(super) year: f64,
    /// From 0.
    pub(super) month: f64,
    pub(super) day: f64,
    /// From 0, Sunday.
    pub(super) weekday: f64,
    pub(super) hour: f64,
    pub(super) minute: f64,
    pub(super) second: f64,
    pub(super) milli: f64,
}

impl Instant {
    pub(super) fn at(millis: f64) -> Self {
        let millis = if millis.abs() <= MAX_INSTANT { millis.trunc() } else { f64::NAN };
        if millis.is_nan() {
            let nan = f64::NAN;
            return Self {
                millis,
                year: nan,
                month: nan,
                day: nan,
                weekday: nan,
                hour: nan,
                minute: nan,
                second: nan,
                milli: nan,
            };
        }
        let days = (millis / DAY).floor();
        let rest = millis - days * DAY;
        let (year, month, day) = civil(days as i64);
        Self {
            millis,
            year: year as f64,
            month: month as f64,
            day: day as f64,
            weekday: (days as i64 + 4).rem_euclid(7) as f64,
            hour: (rest / 3_600_000.0).floor(),
            minute: (rest / 60_000.0).floor() % 60.0,
            second: (rest / 1000.0).floor() % 60.0,
            milli: rest % 1000.0,
        }
    }
}

/// Year, month from 0 and day of a number of days since 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 2 } else { shifted_month - 10 };
    (year_of_era + era * 400 + i64::from(month < 2), month, day)
}

/// Days since 1970-01-01 of the first of a month (from 0).
fn days_of_month_start(year: i64, month: i64) -> i64 {
    let year = if month < 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 10) % 12) + 2) / 5;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// `Date.UTC`: fields may overflow into the next larger; years 0 to 99 are those of the twentieth century.
pub(super) fn utc(year: f64, month: f64, day: f64, time: f64) -> f64 {
    if !(year.is_finite() && month.is_finite() && day.is_finite() && time.is_finite())
        || year.abs() > 1e6
        || month.abs() > 1e6
    {
        return f64::NAN;
    }
    let year = year.trunc();
    let year = if (0.0..=99.0).contains(&year) { year + 1900.0 } else { year };
    let months = year as i64 * 12 + month.trunc() as i64;
    let days = days_of_month_start(months.div_euclid(12), months.rem_euclid(12)) as f64
        + day.trunc()
        - 1.0;
    let millis = days * DAY + time.trunc();
    if millis.abs() <= MAX_INSTANT { millis } else { f64::NAN }
}

/// A month of a year, from 0.
#[derive(Debug, Clone, Copy)]
pub(super) struct Month {
    pub(super) year: f64,
    pub(super) month: f64,
}

impl Month {
    pub(super) fn next(self) -> Self {
        if self.month == 11.0 {
            Self { year: self.year + 1.0, month: 0.0 }
        } else {
            Self { month: self.month + 1.0, ..self }
        }
    }

    pub(super) fn previous(self) -> Self {
        if self.month == 0.0 {
            Self { year: self.year - 1.0, month: 11.0 }
        } else {
            Self { month: self.month - 1.0, ..self }
        }
    }

    pub(super) fn in_year(self, offset: f64) -> Self {
        Self { year: self.year + offset, ..self }
    }

    /// Monday of the week that ISO counts as the first of the month.
    pub(super) fn first_week(self) -> f64 {
        let first = utc(self.year, self.month, 1.0, 0.0);
        let weekday = Instant::at(first).weekday;
        let weekday = if weekday == 0.0 { 7.0 } else { weekday };
        if weekday > 4.0 { first + (8.0 - weekday) * DAY } else { first - (weekday - 1.0) * DAY }
    }
}

/// Weeks from one instant to another, counted from 1.
pub(super) fn weeks_between(start: f64, end: f64) -> f64 {
    (end - start) / (DAY * 7.0) + 1.0
}

/// `Date.parse` of the ISO 8601 forms that `$toMillis` lets through; none where the text is not of these forms.
pub(super) fn parse_iso(text: &str) -> Option<f64> {
    let mut rest = Scanner { bytes: text.as_bytes() };
    let year = rest.digits(4)?;
    let mut dashed = Vec::new();
    while let Some(part) = rest.part(b'-', 2) {
        if part > 39.0 {
            return None;
        }
        dashed.push(part);
        if rest.is_offset() {
            break;
        }
    }
    let mut time = 0.0;
    let mut valid = true;
    let mut has_time = false;
    while let Some(hour) = rest.part(b'T', 2) {
        let minute = rest.part(b':', 2)?;
        let second = rest.part(b':', 2)?;
        if hour >= 30.0 || minute >= 60.0 || second >= 60.0 {
            return None;
        }
        valid &= !has_time && (hour < 24.0 || (hour == 24.0 && minute == 0.0 && second == 0.0));
        has_time = true;
        time = ((hour * 60.0 + minute) * 60.0 + second) * 1000.0;
    }
    if rest.eat(b'.') {
        let digits = rest.all_digits();
        if digits.is_empty() {
            return None;
        }
        valid &= has_time;
        let fraction: f64 = format!("0.{digits}").parse().ok()?;
        time += (fraction * 1000.0 + 1e-9).floor();
    }
    let offset = rest.offset()?;
    if !rest.bytes.is_empty() {
        return None;
    }
    let (month, day) = match dashed.as_slice() {
        [] => (1.0, 1.0),
        [month] => (*month, 1.0),
        [month, day] => (*month, *day),
        _ => return Some(f64::NAN),
    };
    valid &= (1.0..=12.0).contains(&month) && (1.0..=31.0).contains(&day);
    Some(if valid { exact_utc(year, month - 1.0, day, time) - offset * 60_000.0 } else { f64::NAN })
}

/// Like [`utc`], but a year is what it says.
fn exact_utc(year: f64, month: f64, day: f64, time: f64) -> f64 {
    let days = days_of_month_start(year as i64, month as i64) as f64 + day - 1.0;
    days * DAY + time
}

struct Scanner<'t> {
    bytes: &'t [u8],
}

impl<'t> Scanner<'t> {
    fn eat(&mut self, wanted: u8) -> bool {
        match self.bytes.split_first() {
            Some((first, rest)) if *first == wanted => {
                self.bytes = rest;
                true
            }
            _ => false,
        }
    }

    fn digits(&mut self, count: usize) -> Option<f64> {
        let (digits, rest) = self.bytes.split_at_checked(count)?;
        if !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        self.bytes = rest;
        Some(digits.iter().fold(0.0, |value, digit| value * 10.0 + f64::from(digit - b'0')))
    }

    /// A sign and the digits behind it, if both are there.
    fn part(&mut self, sign: u8, count: usize) -> Option<f64> {
        let before = self.bytes;
        let value = if self.eat(sign) { self.digits(count) } else { None };
        if value.is_none() {
            self.bytes = before;
        }
        value
    }

    fn all_digits(&mut self) -> String {
        let count = self.bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (digits, rest) = self.bytes.split_at(count);
        self.bytes = rest;
        String::from_utf8_lossy(digits).into_owned()
    }

    /// Whether a time zone such as `-05:30` or `-0530` is all that is left.
    fn is_offset(&self) -> bool {
        let mut rest = Scanner { bytes: self.bytes };
        matches!(self.bytes.first(), Some(b'-')) && rest.offset().is_some() && rest.bytes.is_empty()
    }

    /// Minutes that a time zone is ahead; 0 where there is none.
    fn offset(&mut self) -> Option<f64> {
        if self.bytes.is_empty() || self.eat(b'Z') {
            return Some(0.0);
        }
        let sign = if self.eat(b'-') { -1.0 } else { 1.0 };
        if sign > 0.0 && !self.eat(b'+') {
            return None;
        }
        let hours = self.digits(2)?;
        self.eat(b':');
        let minutes = self.digits(2)?;
        (hours < 30.0 && minutes < 60.0).then_some(sign * (hours * 60.0 + minutes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_and_back() {
        for millis in
            [0.0, -1.0, 951_782_400_000.0, 1_709_210_096_789.0, -62_135_596_800_000.0, 8.64e15]
        {
            let at = Instant::at(millis);
            let time = ((at.hour * 60.0 + at.minute) * 60.0 + at.second) * 1000.0 + at.milli;
            assert_eq!(exact_utc(at.year, at.month, at.day, time), millis);
        }
        assert_eq!(Instant::at(0.0).weekday, 4.0);
    }

    #[test]
    fn iso_forms() {
        for (text, want) in [
            ("1970-01-01T00:00:00.001Z", Some(1.0)),
            ("2018-02-01T09:42:13.123+0000", Some(1_517_478_133_123.0)),
            ("2018-02-01T09:42:13.123-05:00", Some(1_517_496_133_123.0)),
            ("2018", Some(1_514_764_800_000.0)),
            ("2018-02", Some(1_517_443_200_000.0)),
            ("foo", None),
            ("2018-02-01T9:42:13", None),
        ] {
            assert_eq!(parse_iso(text), want, "{text}");
        }
        assert!(parse_iso("2018-13-01").unwrap().is_nan());
    }
}
