//! Timestamps in YAML.

use super::time::{Strictness, Timestamp};

/// The RFC 3339 form of a scalar that is a timestamp or date: `2020-1-1`, `2020-01-01 10:00:00`.
pub(crate) fn from_yaml(text: &str) -> Option<String> {
    let (year, rest) = text.split_at_checked(4)?;
    if !year.bytes().all(|byte| byte.is_ascii_digit()) || !rest.starts_with('-') {
        return None;
    }
    let (date, time) = match text.find(['T', 't', ' ']) {
        Some(at) => (text.get(..at)?, Some((text.get(at..=at)?, text.get(at + 1..)?))),
        None => (text, None),
    };
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, padded(parts.next()?)?, padded(parts.next()?)?);
    if parts.next().is_some() {
        return None;
    }
    let full = match time {
        None => format!("{year}-{month}-{day}T00:00:00Z"),
        Some((" ", time)) => format!("{year}-{month}-{day}T{}Z", clock(time)?),
        Some((_, time)) => {
            let zone = time.find(['Z', '+', '-'])?;
            format!("{year}-{month}-{day}T{}{}", clock(time.get(..zone)?)?, time.get(zone..)?)
        }
    };
    Timestamp::parse(&full, Strictness::Lenient).ok().map(Timestamp::rfc3339)
}

fn padded(digits: &str) -> Option<String> {
    let fits = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| format!("{digits:0>2}"))
}

/// Hours, minutes and seconds with two digits each; the seconds may have a fraction.
fn clock(text: &str) -> Option<String> {
    let mut parts = text.split(':');
    let (hour, minute, second) = (padded(parts.next()?)?, padded(parts.next()?)?, parts.next()?);
    let (whole, fraction) = second.split_at(second.find('.').unwrap_or(second.len()));
    parts.next().is_none().then_some(())?;
    Some(format!("{hour}:{minute}:{}{fraction}", padded(whole)?))
}
