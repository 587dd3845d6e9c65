//! `$fromMillis`, `$toMillis`, `$now`: pictures of dates and times.

use std::collections::HashMap;
use std::rc::Rc;

use super::Args;
use super::calendar::{DAY, Instant, Month, parse_iso, utc, weeks_between};
use super::integer::{Case, Grouping, IntegerFormat};
use crate::error::{Fault, Outcome};
use crate::eval::Run;
use crate::pattern::Pattern;
use crate::value::{Value, number};

/// The picture of ISO 8601, which stands for a missing one.
const ISO: &str = "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]";

const DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Pictures and the matchers made of them, kept for the next use in the same evaluation.
#[derive(Default)]
pub(crate) struct Pictures {
    analysed: HashMap<String, Rc<Picture>>,
    matchers: HashMap<String, Rc<Pattern>>,
}

/// An analysed picture.
struct Picture {
    parts: Vec<Part>,
}

enum Part {
    Literal(String),
    Marker(Marker),
}

/// One component such as `[Y0001]` or `[FNn,3-3]`.
struct Marker {
    component: char,
    /// Written as a name, in this case.
    names: Option<Case>,
    /// The second presentation modifier is `t`.
    traditional: bool,
    integer: Option<IntegerFormat>,
    max_width: Option<f64>,
    /// Digits of a year, month or day; -1: any number.
    digits: Option<i64>,
}

fn quoted(text: &str) -> String {
    Value::text(text).to_json_text()
}

impl Picture {
    fn analyse(picture: &str) -> Outcome<Self> {
        let mut parts = Vec::new();
        let mut literal = String::new();
        let mut rest = picture;
        while let Some((before, after)) = rest.split_once('[') {
            literal.push_str(before);
            push_literal(&mut parts, &mut literal);
            if let Some(later) = after.strip_prefix('[') {
                parts.push(Part::Literal("[".to_owned()));
                rest = later;
                continue;
            }
            let (marker, later) = after.split_once(']').ok_or_else(|| Fault::new("D3135"))?;
            let marker: String = marker.chars().filter(|letter| !letter.is_whitespace()).collect();
            parts.push(Part::Marker(Marker::analyse(&marker)?));
            rest = later;
        }
        literal.push_str(rest);
        push_literal(&mut parts, &mut literal);
        Ok(Self { parts })
    }
}

fn push_literal(parts: &mut Vec<Part>, literal: &mut String) {
    if !literal.is_empty() {
        parts.push(Part::Literal(std::mem::take(literal).replace("]]", "]")));
    }
}

/// How a component is written where the picture does not say.
fn default_presentation(component: Option<char>) -> Option<&'static str> {
    Some(match component? {
        'Y' | 'M' | 'D' | 'd' | 'W' | 'w' | 'X' | 'x' | 'H' | 'h' | 'f' => "1",
        'F' | 'P' | 'C' | 'E' => "n",
        'm' | 's' => "01",
        'Z' | 'z' => "01:01",
        _ => return None,
    })
}

impl Marker {
    fn analyse(marker: &str) -> Outcome<Self> {
        let component = marker.chars().next();
        let (body, width) = match marker.rsplit_once(',') {
            Some((body, width)) => (body, Some(width)),
            None => (marker, None),
        };
        let (min_width, max_width) = width.map_or((None, None), widths);
        let modifiers: Vec<char> = body.chars().skip(1).collect();
        let (first, second) = match modifiers.as_slice() {
            [] => (default_presentation(component).map(str::to_owned), None),
            [only] => (Some(only.to_string()), None),
            [first @ .., last] if "atco".contains(*last) => {
                (Some(first.iter().collect()), Some(*last))
            }
            all => (Some(all.iter().collect()), None),
        };
        let shown = component.map(String::from).unwrap_or_default();
        let (Some(component), Some(first)) = (component, first) else {
            return Err(Fault::new("D3132").value(quoted(&shown)));
        };
        let names = match first.as_bytes() {
            [b'n', ..] => Some(Case::Lower),
            [b'N', b'n', ..] => Some(Case::Title),
            [b'N', ..] => Some(Case::Upper),
            _ => None,
        };
        let mut found = Self {
            component,
            names,
            traditional: second == Some('t'),
            integer: None,
            max_width,
            digits: None,
        };
        if names.is_none() && "YMDdFWwXxHhmsf".contains(component) {
            let picture =
                second.map_or_else(|| first.clone(), |second| format!("{first};{second}"));
            found.count_digits(IntegerFormat::analyse(&picture)?, min_width);
        }
        if matches!(component, 'Z' | 'z') {
            found.integer = Some(IntegerFormat::analyse(&first)?);
        }
        Ok(found)
    }

    fn count_digits(&mut self, mut format: IntegerFormat, min_width: Option<f64>) {
        if let (Some(mandatory), Some(min)) = (format.mandatory, min_width)
            && (mandatory as f64) < min
        {
            format.mandatory = Some(min as i64);
        }
        if matches!(self.component, 'Y' | 'M' | 'D') {
            let wide = format
                .mandatory
                .map(|mandatory| mandatory + format.optional)
                .filter(|width| *width >= 2);
            self.digits = Some(wide.unwrap_or(-1));
            if let Some(max) = self.max_width {
                self.digits = Some(max as i64);
                format.mandatory = Some(max as i64);
            }
        }
        self.integer = Some(format);
    }

    fn format(&self, run: &mut Run<'_>, instant: &Instant, offset: (f64, f64)) -> Outcome<String> {
        match self.component {
            'Z' | 'z' => return self.format_offset(run, offset),
            'P' => {
                let text = if instant.hour >= 12.0 { "pm" } else { "am" };
                return Ok(if self.names == Some(Case::Upper) {
                    text.to_uppercase()
                } else {
                    text.to_owned()
                });
            }
            'C' | 'E' => return Ok("ISO".to_owned()),
            _ => {}
        }
        let Some(mut value) = fragment(instant, self.component) else {
            return Ok("undefined".to_owned());
        };
        if self.component == 'Y'
            && let Some(digits) = self.digits.filter(|digits| *digits != -1)
        {
            value %= 10f64.powi(i32::try_from(digits).unwrap_or(i32::MAX));
        }
        match (self.names, &self.integer) {
            (Some(_), _) if self.component == 'f' => Ok(number::print(value)),
            (Some(case), _) => self.name(case, value),
            (None, Some(format)) => format.format(run, value),
            (None, None) => Ok(number::print(value)),
        }
    }

    fn name(&self, case: Case, value: f64) -> Outcome<String> {
        let names = self.name_list()?;
        let name = names.get((value - 1.0).max(0.0) as usize).copied().unwrap_or_default();
        let name = match case {
            Case::Upper => name.to_uppercase(),
            Case::Lower => name.to_lowercase(),
            Case::Title => name.to_owned(),
        };
        Ok(match self.max_width {
            Some(max) => name.chars().take(max as usize).collect(),
            None => name,
        })
    }

    fn name_list(&self) -> Outcome<&'static [&'static str]> {
        match self.component {
            'M' | 'x' => Ok(&MONTHS),
            'F' => Ok(&DAYS),
            other => Err(Fault::new("D3133").value(quoted(&other.to_string()))),
        }
    }

    fn format_offset(&self, run: &mut Run<'_>, (hours, minutes): (f64, f64)) -> Outcome<String> {
        let Some(format) = &self.integer else { return Ok(String::new()) };
        let offset = hours * 100.0 + minutes;
        let mut text = match format.mandatory {
            _ if format.is_regular() => format.format(run, offset)?,
            Some(1 | 2) => {
                let mut text = format.format(run, hours)?;
                if minutes != 0.0 {
                    let minutes = IntegerFormat::analyse("00")?.format(run, minutes)?;
                    text.push_str(&format!(":{minutes}"));
                }
                text
            }
            Some(3 | 4) => format.format(run, offset)?,
            _ => return Err(Fault::new("D3134")),
        };
        if offset >= 0.0 {
            text.insert(0, '+');
        }
        if self.component == 'z' {
            text.insert_str(0, "GMT");
        }
        Ok(if offset == 0.0 && self.traditional { "Z".to_owned() } else { text })
    }

    /// A regular expression that texts of this component match.
    fn expression(&self) -> Outcome<String> {
        if let ('Z' | 'z', Some(format)) = (self.component, &self.integer) {
            let separated = match &format.grouping {
                Grouping::Regular { separator, .. } => {
                    format!("{}[0-9]+", escaped(&separator.to_string()))
                }
                Grouping::Irregular(_) => String::new(),
            };
            let prefix = if self.component == 'z' { "GMT" } else { "" };
            return Ok(format!("{prefix}[-+][0-9]+{separated}"));
        }
        match &self.integer {
            Some(format) => format.expression(self.digits),
            None if self.component == 'P' => Ok("[a-zA-Z]+".to_owned()),
            None => self.name_list().map(|_| "[a-zA-Z]+".to_owned()),
        }
    }

    fn parse(&self, text: &str) -> Outcome<Option<f64>> {
        if let ('Z' | 'z', Some(format)) = (self.component, &self.integer) {
            return Ok(Some(self.parse_offset(format, text)));
        }
        if let Some(format) = &self.integer {
            return format.parse(text).map(Some);
        }
        if self.component == 'P' {
            return Ok(match text {
                "am" | "AM" => Some(0.0),
                "pm" | "PM" => Some(1.0),
                _ => None,
            });
        }
        let max = self.max_width.filter(|max| *max > 0.0).map_or(usize::MAX, |max| max as usize);
        let is_name = |name: &&str| name.get(..max.min(name.len())) == Some(text);
        // The last of several months with one short name counts.
        Ok(self.name_list()?.iter().rposition(is_name).map(|at| at as f64 + 1.0))
    }

    fn parse_offset(&self, format: &IntegerFormat, text: &str) -> f64 {
        let text = if self.component == 'z' { text.get(3..).unwrap_or_default() } else { text };
        let (hours, minutes) = match &format.grouping {
            Grouping::Regular { separator, .. } => {
                let (hours, minutes) = text.split_once(*separator).unwrap_or((text, ""));
                (number::parse_int(hours), number::parse_int(minutes))
            }
            Grouping::Irregular(_) if text.len() <= 3 => (number::parse_int(text), 0.0),
            Grouping::Irregular(_) => {
                let (hours, minutes) = text.split_at_checked(3).unwrap_or((text, ""));
                (number::parse_int(hours), number::parse_int(minutes))
            }
        };
        hours * 60.0 + minutes
    }
}

/// Least and most width of a width modifier such as `3-3` or `*-2`.
fn widths(modifier: &str) -> (Option<f64>, Option<f64>) {
    let width = |text: &str| {
        if text == "*" {
            None
        } else {
            Some(number::parse_int(text)).filter(|width| !width.is_nan())
        }
    };
    match modifier.split_once('-') {
        Some((min, max)) => (width(min), width(max)),
        None => (width(modifier), None),
    }
}

/// Value of a component at an instant; none for a component that has no number.
fn fragment(at: &Instant, component: char) -> Option<f64> {
    let month = Month { year: at.year, month: at.month };
    let year = Month { year: at.year, month: 0.0 };
    Some(match component {
        'Y' => at.year,
        'M' => at.month + 1.0,
        'D' => at.day,
        'd' => (utc(at.year, at.month, at.day, 0.0) - utc(at.year, 0.0, 1.0, 0.0)) / DAY + 1.0,
        'F' if at.weekday == 0.0 => 7.0,
        'F' => at.weekday,
        'W' => week(at, year, year.in_year(1.0), year.in_year(-1.0), 52.0),
        'w' => week(at, month, month.next(), month.previous(), 4.0),
        'X' => at.year + shift(at, year, year.in_year(1.0)),
        'x' => match shift(at, month, month.next()) {
            -1.0 => month.previous().month + 1.0,
            0.0 => at.month + 1.0,
            _ => month.next().month + 1.0,
        },
        'H' => at.hour,
        'h' if at.hour % 12.0 == 0.0 => 12.0,
        'h' => at.hour % 12.0,
        'm' => at.minute,
        's' => at.second,
        'f' => at.milli,
        _ => return None,
    })
}

/// Week of a period, which may belong to the one before or after.
fn week(at: &Instant, this: Month, next: Month, previous: Month, most: f64) -> f64 {
    let today = utc(at.year, at.month, at.day, 0.0);
    let week = weeks_between(this.first_week(), today);
    let week = if week > most && today >= next.first_week() {
        1.0
    } else if week < 1.0 {
        weeks_between(previous.first_week(), today)
    } else {
        week
    };
    week.floor()
}

/// -1 where the week of an instant belongs to the period before, 1 where to the one after.
fn shift(at: &Instant, this: Month, next: Month) -> f64 {
    if at.millis < this.first_week() {
        -1.0
    } else if at.millis >= next.first_week() {
        1.0
    } else {
        0.0
    }
}

fn escaped(text: &str) -> String {
    let escape = |symbol: char| {
        if symbol.is_alphanumeric() || !symbol.is_ascii() {
            symbol.to_string()
        } else {
            format!("\\x{:02x}", symbol as u32)
        }
    };
    text.chars().map(escape).collect()
}

fn picture(run: &mut Run<'_>, text: &str) -> Outcome<Rc<Picture>> {
    if let Some(known) = run.pictures.analysed.get(text) {
        return Ok(known.clone());
    }
    let picture = Rc::new(Picture::analyse(text)?);
    run.pictures.analysed.insert(text.to_owned(), picture.clone());
    Ok(picture)
}

fn format(run: &mut Run<'_>, millis: f64, text: &str, timezone: Option<&str>) -> Outcome<String> {
    let offset = timezone.map_or(0.0, number::parse_int);
    let (hours, minutes) = ((offset / 100.0).floor(), offset % 100.0);
    let picture = picture(run, text)?;
    let instant = Instant::at(millis + (60.0 * hours + minutes) * 60_000.0);
    let mut out = String::new();
    for part in &picture.parts {
        match part {
            Part::Literal(text) => out.push_str(text),
            Part::Marker(marker) => {
                out.push_str(&marker.format(run, &instant, (hours, minutes))?);
            }
        }
    }
    run.allow_text(out.len())?;
    Ok(out)
}

pub(super) fn from_millis<'a>(run: &mut Run<'a>, args: &Args<'a>) -> Outcome<Value<'a>> {
    let Some(millis) = args.number(0) else { return Ok(Value::Undefined) };
    let (picture, timezone) = (args.text(1), args.text(2));
    format(run, millis, picture.as_deref().unwrap_or(ISO), timezone.as_deref()).map(Value::text)
}

pub(super) fn now<'a>(run: &mut Run<'a>, args: &Args<'a>) -> Outcome<Value<'a>> {
    let (picture, timezone) = (args.text(0), args.text(1));
    let now = run.now as f64;
    format(run, now, picture.as_deref().unwrap_or(ISO), timezone.as_deref()).map(Value::text)
}

pub(super) fn to_millis<'a>(run: &mut Run<'a>, args: &Args<'a>) -> Outcome<Value<'a>> {
    let Some(text) = args.text(0) else { return Ok(Value::Undefined) };
    match args.text(1) {
        Some(picture) => parse(run, &text, &picture),
        None => match parse_iso(&text) {
            Some(millis) => Ok(Value::Number(millis)),
            None => Err(Fault::new("D3110").value(args.get(0).to_json_text())),
        },
    }
}

/// Values of the components that a text gave.
struct Components(Vec<(char, Option<f64>)>);

impl Components {
    fn get(&self, component: char) -> Option<f64> {
        self.0.iter().find(|(known, _)| *known == component).and_then(|(_, value)| *value)
    }

    fn set(&mut self, component: char, value: Option<f64>) {
        match self.0.iter_mut().find(|(known, _)| *known == component) {
            Some((_, known)) => *known = value,
            None => self.0.push((component, value)),
        }
    }

    /// A bit for each of `components` that is given; JavaScript takes 0 for not given.
    fn mask(&self, components: &str) -> u32 {
        let given =
            |component| self.get(component).is_some_and(|value| value != 0.0 && !value.is_nan());
        components.chars().fold(0, |mask, component| mask << 1 | u32::from(given(component)))
    }
}

/// Whether all that is given belongs to one way of giving a date or a time, and something is.
fn is_type(kind: u32, mask: u32) -> bool {
    mask & !kind == 0 && mask & kind != 0
}

fn parse<'a>(run: &mut Run<'a>, text: &str, pattern: &str) -> Outcome<Value<'a>> {
    let analysed = picture(run, pattern)?;
    let matcher = match run.pictures.matchers.get(pattern) {
        Some(matcher) => matcher.clone(),
        None => {
            let matcher = Rc::new(matcher(&analysed)?);
            run.pictures.matchers.insert(pattern.to_owned(), matcher.clone());
            matcher
        }
    };
    let Some(found) = matcher.find(text, 0)? else { return Ok(Value::Undefined) };
    let mut components = Components(Vec::new());
    for (part, group) in analysed.parts.iter().zip(&found.groups) {
        if let (Part::Marker(marker), Some((from, to))) = (part, group) {
            components
                .set(marker.component, marker.parse(text.get(*from..*to).unwrap_or_default())?);
        }
    }
    if components.0.is_empty() {
        return Ok(Value::Undefined);
    }
    instant_of(components, run.now as f64).map(Value::Number)
}

/// The instant that the components name; what is missing before the first given one comes from now.
fn instant_of(mut components: Components, now: f64) -> Outcome<f64> {
    let date = components.mask("YXMxWwdD");
    let by_day_of_year = !is_type(161, date) && is_type(130, date);
    let by_month_week = is_type(84, date);
    let by_year_week = !by_month_week && is_type(72, date);
    let time = components.mask("PHhmsf");
    let half_days = !is_type(23, time) && is_type(47, time);
    let dates = if by_day_of_year {
        "YD"
    } else if by_month_week {
        "XxwF"
    } else if by_year_week {
        "XWF"
    } else {
        "YMD"
    };
    let times = if half_days { "Phmsf" } else { "Hmsf" };
    let now = Instant::at(now);
    let mut started = false;
    let mut ended = false;
    for component in dates.chars().chain(times.chars()) {
        if components.get(component).is_some() {
            started = true;
            if ended {
                return Err(Fault::new("D3136"));
            }
        } else if started {
            components.set(component, Some(if "MDd".contains(component) { 1.0 } else { 0.0 }));
            ended = true;
        } else {
            components.set(component, fragment(&now, component));
        }
    }
    if by_month_week || by_year_week {
        return Err(Fault::new("D3136"));
    }
    let value = |component| components.get(component).unwrap_or(f64::NAN);
    let year = value('Y');
    let mut month =
        components.get('M').filter(|month| *month > 0.0).map_or(0.0, |month| month - 1.0);
    let mut day = value('D');
    if by_day_of_year {
        let derived = Instant::at(utc(year, 0.0, 1.0, 0.0) + (value('d') - 1.0) * DAY);
        (month, day) = (derived.month, derived.day);
    }
    let hour = if half_days {
        let half = if components.get('P') == Some(1.0) { 12.0 } else { 0.0 };
        half + if value('h') == 12.0 { 0.0 } else { value('h') }
    } else {
        value('H')
    };
    let time = ((hour * 60.0 + value('m')) * 60.0 + value('s')) * 1000.0 + value('f');
    let given =
        |component| components.get(component).filter(|offset| *offset != 0.0 && !offset.is_nan());
    let offset = given('Z').or_else(|| given('z')).unwrap_or_default();
    Ok(utc(year, month, day, time) - offset * 60_000.0)
}

/// The regular expression of a picture: one group for each part.
fn matcher(picture: &Picture) -> Outcome<Pattern> {
    let mut source = "^".to_owned();
    for part in &picture.parts {
        let expression = match part {
            Part::Literal(text) => escaped(text),
            Part::Marker(marker) => marker.expression()?,
        };
        source.push_str(&format!("({expression})"));
    }
    source.push('$');
    Pattern::compile(&source, "i").map_err(|why| Fault::saying("D3136", why))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_analysed() {
        let picture = Picture::analyse("[[[Yw]-[M01]]]").unwrap();
        assert_eq!(picture.parts.len(), 5);
        assert_eq!(Picture::analyse("[Y").err().unwrap().code(), "D3135");
        assert_eq!(Picture::analyse("[q]").err().unwrap().code(), "D3132");
    }

    #[test]
    fn weeks_belong_to_years() {
        // 2016-01-01 is a Friday, of the last week of 2015.
        let at = Instant::at(utc(2016.0, 0.0, 1.0, 0.0));
        assert_eq!((fragment(&at, 'W'), fragment(&at, 'X')), (Some(53.0), Some(2015.0)));
    }
}
