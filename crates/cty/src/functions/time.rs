//! Timestamps: reading, moving and writing them.

/// A point in time with the offset it was written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Timestamp {
    /// Seconds since 1970 in UTC.
    seconds: i64,
    nanoseconds: i64,
    /// Seconds east of UTC.
    offset: i64,
}

/// How strictly timestamps are read; functions differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// As Go's library does.
    Lenient,
    /// As RFC 3339 says.
    Strict,
}

/// The fields of a timestamp, local to its offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fields {
    pub(super) year: i64,
    pub(super) month: i64,
    pub(super) day: i64,
    pub(super) hour: i64,
    pub(super) minute: i64,
    pub(super) second: i64,
    /// 0 is Sunday.
    pub(super) weekday: i64,
}

const PREFIX: &str = "not a valid RFC3339 timestamp: ";

struct Reader<'a> {
    rest: &'a str,
    strictness: Strictness,
}

impl Reader<'_> {
    fn unusable<T>(&self, value: &str, what: &str) -> Result<T, String> {
        if value.is_empty() {
            return Err(format!("{PREFIX}end of string before {what}"));
        }
        if self.strictness == Strictness::Strict {
            match what {
                "hour" => return Err(format!("{PREFIX}hour must be between 0 and 23 inclusive")),
                "minute" => return Err(format!("{PREFIX}minute must have exactly two digits")),
                _ => {}
            }
        }
        Err(format!("{PREFIX}cannot use {} as {what}", crate::text::quoted(value)))
    }

    fn skip(&mut self, wanted: char) -> Result<(), String> {
        match self.rest.strip_prefix(wanted) {
            Some(rest) => {
                self.rest = rest;
                Ok(())
            }
            None if wanted == 'T' => Err(format!("{PREFIX}missing required time introducer 'T'")),
            None if self.rest.is_empty() => {
                Err(format!("{PREFIX}end of string where \"{wanted}\" is expected"))
            }
            None => {
                let found = crate::text::quoted(self.rest);
                Err(format!("{PREFIX}found {found} where \"{wanted}\" is expected"))
            }
        }
    }

    /// A number of exactly so many digits.
    fn digits(&mut self, count: usize, what: &str) -> Result<i64, String> {
        match self.rest.get(..count) {
            Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.rest = self.rest.get(count..).unwrap_or_default();
                Ok(digits.parse().unwrap_or(0))
            }
            _ => self.unusable(self.rest, what),
        }
    }

    fn two_digits_up_to(&mut self, least: i64, most: i64, what: &str) -> Result<i64, String> {
        let number = self.digits(2, what)?;
        if (least..=most).contains(&number) { Ok(number) } else { self.unusable(self.rest, what) }
    }

    /// Go reads a single digit as an hour, too.
    fn hour(&mut self) -> Result<i64, String> {
        let mut digits = self.rest.bytes();
        let single = digits.next().is_some_and(|byte| byte.is_ascii_digit())
            && !digits.next().is_some_and(|byte| byte.is_ascii_digit());
        if !single {
            return self.two_digits_up_to(0, 23, "hour");
        }
        self.digits(1, "hour")
    }

    fn fraction(&mut self) -> Result<i64, String> {
        let digits = match self.rest.strip_prefix(['.', ',']) {
            Some(digits) if digits.starts_with(|first: char| first.is_ascii_digit()) => digits,
            _ => return Ok(0),
        };
        if self.rest.starts_with(',') && self.strictness == Strictness::Strict {
            return self.unusable(",", "timestamp segment");
        }
        let length =
            digits.find(|character: char| !character.is_ascii_digit()).unwrap_or(digits.len());
        let (digits, rest) = digits.split_at(length);
        self.rest = rest;
        let nine: String = digits.chars().chain("000000000".chars()).take(9).collect();
        Ok(nine.parse().unwrap_or(0))
    }

    /// Seconds east of UTC.
    fn offset(&mut self) -> Result<i64, String> {
        if let Some(rest) = self.rest.strip_prefix('Z') {
            self.rest = rest;
            return Ok(0);
        }
        let whole = self.rest;
        let [sign, tens, ones, b':', minute_tens, minute_ones, ..] = *whole.as_bytes() else {
            return self.unusable(whole, "UTC offset");
        };
        let number = |tens: u8, ones: u8| match (tens, ones) {
            (b'0'..=b'9', b'0'..=b'9') => {
                Some(i64::from(tens - b'0') * 10 + i64::from(ones - b'0'))
            }
            _ => None,
        };
        let (Some(hours), Some(minutes), b'+' | b'-') =
            (number(tens, ones), number(minute_tens, minute_ones), sign)
        else {
            return self.unusable(whole, "UTC offset");
        };
        self.rest = whole.get(6..).unwrap_or_default();
        if hours > 24 || minutes > 60 {
            return self.unusable(self.rest, "UTC offset");
        }
        if self.strictness == Strictness::Strict && (hours > 23 || minutes > 59) {
            return self.unusable(whole, "UTC offset");
        }
        let seconds = hours * 3600 + minutes * 60;
        Ok(if sign == b'-' { -seconds } else { seconds })
    }
}

impl Timestamp {
    /// Reads an RFC 3339 timestamp, or says what is wrong in Terraform's words.
    pub(super) fn parse(text: &str, strictness: Strictness) -> Result<Self, String> {
        let mut reader = Reader { rest: text, strictness };
        let year = reader.digits(4, "year")?;
        reader.skip('-')?;
        let month = reader.two_digits_up_to(1, 12, "month")?;
        reader.skip('-')?;
        let day = reader.digits(2, "day of month")?;
        reader.skip('T')?;
        let before_hour = reader.rest;
        let hour = reader.hour()?;
        let short_hour = before_hour.len() - reader.rest.len() == 1;
        reader.skip(':')?;
        let minute = reader.two_digits_up_to(0, 59, "minute")?;
        reader.skip(':')?;
        let second = reader.two_digits_up_to(0, 59, "second")?;
        let nanoseconds = reader.fraction()?;
        let offset = reader.offset()?;
        if !reader.rest.is_empty() {
            return reader.unusable(reader.rest, "timestamp segment");
        }
        if day < 1 || day > days_in(year, month) {
            return Err(format!("{PREFIX}day out of range"));
        }
        if short_hour && strictness == Strictness::Strict {
            return Err(format!("{PREFIX}hour must have exactly two digits"));
        }
        let seconds =
            days_from(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset;
        Ok(Self { seconds, nanoseconds, offset })
    }

    /// The point in time so many nanoseconds later.
    pub(super) fn plus(self, nanoseconds: i64) -> Self {
        let total = self.nanoseconds + nanoseconds % 1_000_000_000;
        let seconds = self.seconds + nanoseconds / 1_000_000_000 + total.div_euclid(1_000_000_000);
        Self { seconds, nanoseconds: total.rem_euclid(1_000_000_000), ..self }
    }

    /// For comparisons.
    pub(super) fn instant(self) -> (i64, i64) {
        (self.seconds, self.nanoseconds)
    }

    /// Year, month and so on where the offset holds.
    pub(super) fn fields(self) -> Fields {
        let local = self.seconds + self.offset;
        let (days, rest) = (local.div_euclid(86_400), local.rem_euclid(86_400));
        let (year, month, day) = civil_from(days);
        Fields {
            year,
            month,
            day,
            hour: rest / 3600,
            minute: rest / 60 % 60,
            second: rest % 60,
            weekday: (days + 4).rem_euclid(7),
        }
    }

    /// The offset as `+hhmm` with something between hours and minutes.
    pub(super) fn offset_text(self, between: &str) -> String {
        let minutes = self.offset.abs() / 60;
        let sign = if self.offset < 0 { '-' } else { '+' };
        format!("{sign}{:02}{between}{:02}", minutes / 60, minutes % 60)
    }

    /// Whether it is written in UTC.
    pub(super) fn is_utc(self) -> bool {
        self.offset == 0
    }

    /// RFC 3339, without fractions of seconds.
    pub(super) fn rfc3339(self) -> String {
        let Fields { year, month, day, hour, minute, second, .. } = self.fields();
        let zone = if self.is_utc() { "Z".to_owned() } else { self.offset_text(":") };
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{zone}")
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970 of a date, counting years from March so that leap days come last.
fn days_from(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn civil_from(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

/// Reads a duration such as `1h30m` or `-1.5s` as nanoseconds, or says what is wrong in Go's words.
pub(super) fn parse_duration(text: &str) -> Result<i64, String> {
    let shown = crate::text::quoted(text);
    let invalid = || format!("time: invalid duration {shown}");
    let (negative, mut rest) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (text.starts_with('-'), rest),
        None => (false, text),
    };
    if rest == "0" {
        return Ok(0);
    }
    if rest.is_empty() {
        return Err(invalid());
    }
    let mut total: i128 = 0;
    while !rest.is_empty() {
        let end = rest
            .find(|character: char| !(character.is_ascii_digit() || character == '.'))
            .unwrap_or(rest.len());
        let (number, after) = rest.split_at(end);
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if whole.len() + fraction.len() == 0 || fraction.contains('.') || whole.len() > 19 {
            return Err(invalid());
        }
        let unit_end = after
            .find(|character: char| character == '.' || character.is_ascii_digit())
            .unwrap_or(after.len());
        let (unit, remaining) = after.split_at(unit_end);
        if unit.is_empty() {
            return Err(format!("time: missing unit in duration {shown}"));
        }
        let Some(scale) = unit_scale(unit) else {
            return Err(format!(
                "time: unknown unit {} in duration {shown}",
                crate::text::quoted(unit)
            ));
        };
        total += whole.parse::<i128>().unwrap_or(0) * scale + part(fraction, scale);
        if total > i128::from(i64::MAX) {
            return Err(invalid());
        }
        rest = remaining;
    }
    let total = i64::try_from(total).map_err(|_| invalid())?;
    Ok(if negative { -total } else { total })
}

fn unit_scale(unit: &str) -> Option<i128> {
    match unit {
        "ns" => Some(1),
        "us" | "µs" | "μs" => Some(1000),
        "ms" => Some(1_000_000),
        "s" => Some(1_000_000_000),
        "m" => Some(60_000_000_000),
        "h" => Some(3_600_000_000_000),
        _ => None,
    }
}

/// The digits after a point, in units of the scale.
fn part(digits: &str, scale: i128) -> i128 {
    let digits: String = digits.chars().take(18).collect();
    let power = 10_i128.pow(u32::try_from(digits.len()).unwrap_or(0));
    digits.parse::<i128>().unwrap_or(0) * scale / power
}
