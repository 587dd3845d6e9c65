//! Regular expressions and other matchers: `$match`, `$contains`, `$replace`, `$split`, and a pattern called as a function.

use super::{Args, missing};
use crate::error::{Fault, Outcome, Spot, utf16_len};
use crate::eval::{Focus, Run};
use crate::function::{Body, Callable};
use crate::pattern::{Match, Pattern};
use crate::value::{Array, Fields, Text, Value, number};

/// One match of any matcher, in bytes of the text.
struct Found<'a> {
    matched: Text<'a>,
    start: usize,
    end: usize,
    /// Start in UTF-16 units, as JavaScript counts.
    start_units: f64,
    groups: Vec<Value<'a>>,
    /// The object that a matcher of the author gave.
    object: Option<Value<'a>>,
}

/// Where matches come from.
enum Source<'a> {
    Pattern {
        pattern: &'a Pattern,
        spot: Spot,
    },
    /// A function that returns the first match, then each match's `next`.
    Function(Callable<'a>),
}

/// The matches in a text, one after the other.
struct Matches<'a> {
    source: Source<'a>,
    text: Text<'a>,
    from: usize,
    units: usize,
    counted: usize,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Fresh,
    Later,
    Done,
}

impl<'a> Matches<'a> {
    fn new(matcher: &Callable<'a>, text: &Text<'a>) -> Self {
        let source = match matcher.function.body {
            Body::Matcher { pattern, spot } => Source::Pattern { pattern, spot },
            _ => Source::Function(matcher.clone()),
        };
        Self { source, text: text.clone(), from: 0, units: 0, counted: 0, state: State::Fresh }
    }

    fn next(&mut self, run: &mut Run<'a>, focus: &Focus<'_, 'a>) -> Outcome<Option<Found<'a>>> {
        let found = match (&self.source, self.state) {
            (_, State::Done) => None,
            (Source::Pattern { pattern, spot }, state) => {
                let (pattern, spot) = (*pattern, *spot);
                self.next_of_pattern(run, pattern, spot, state)?
            }
            (Source::Function(function), state) => {
                let function = function.clone();
                self.next_of_function(run, &function, state, focus)?
            }
        };
        self.state = if found.is_some() { State::Later } else { State::Done };
        Ok(found)
    }

    fn next_of_pattern(
        &mut self,
        run: &mut Run<'a>,
        pattern: &'a Pattern,
        spot: Spot,
        state: State,
    ) -> Outcome<Option<Found<'a>>> {
        if state == State::Later && self.from >= self.text.len() {
            return Ok(None);
        }
        run.charge(1)?;
        let Some(found) = pattern.find(&self.text, self.from)? else { return Ok(None) };
        if state == State::Later && found.start == found.end {
            return Err(empty_match(pattern, spot));
        }
        // An empty first match leaves the place where it was: JavaScript starts over.
        self.from = if found.start == found.end { 0 } else { found.end };
        run.charge((found.end - self.counted) / 64)?;
        self.units += utf16_len(self.text.get(self.counted..found.start).unwrap_or_default());
        self.counted = found.start;
        let groups = groups(&self.text, &found);
        Ok(Some(Found {
            matched: self.text.part(found.start, found.end),
            start: found.start,
            end: found.end,
            start_units: self.units as f64,
            groups,
            object: None,
        }))
    }

    fn next_of_function(
        &mut self,
        run: &mut Run<'a>,
        function: &Callable<'a>,
        state: State,
        focus: &Focus<'_, 'a>,
    ) -> Outcome<Option<Found<'a>>> {
        let args =
            if state == State::Fresh { vec![Value::Text(self.text.clone())] } else { Vec::new() };
        let result = run.call_back(function, args, focus)?;
        let Value::Object(object) = &result else {
            return if result.is_undefined() || matches!(result, Value::Null) {
                Ok(None)
            } else {
                Err(Fault::new("T1010"))
            };
        };
        let field = |name: &str| object.get(name).unwrap_or_default();
        let next = field("next");
        let is_match = matches!(field("start"), Value::Number(_))
            || matches!(field("groups"), Value::Array(_))
            || matches!(next, Value::Function(_));
        if !is_match {
            return Err(Fault::new("T1010"));
        }
        let units = |value: Value<'a>| if let Value::Number(number) = value { number } else { 0.0 };
        let start_units = units(field("start"));
        let (start, end) =
            (byte_at(&self.text, start_units), byte_at(&self.text, units(field("end"))));
        let matched =
            if let Value::Text(text) = field("match") { text } else { Text::Borrowed("") };
        let groups =
            if let Value::Array(groups) = field("groups") { groups.into_vec() } else { Vec::new() };
        if let Value::Function(next) = next {
            self.source = Source::Function(next);
        } else {
            return Err(Fault::new("T1010"));
        }
        Ok(Some(Found {
            matched,
            start,
            end: end.max(start),
            start_units,
            groups,
            object: Some(result),
        }))
    }
}

fn empty_match(pattern: &Pattern, spot: Spot) -> Fault {
    Fault::new("D1004").at(spot).value(Value::text(&*pattern.source).to_json_text())
}

fn groups<'a>(text: &Text<'a>, found: &Match) -> Vec<Value<'a>> {
    found
        .groups
        .iter()
        .map(|group| group.map(|(from, to)| Value::Text(text.part(from, to))).unwrap_or_default())
        .collect()
}

/// Byte of the position that JavaScript calls `units`.
fn byte_at(text: &str, units: f64) -> usize {
    let mut left = units.max(0.0) as usize;
    for (at, letter) in text.char_indices() {
        if left == 0 {
            return at;
        }
        left = left.saturating_sub(letter.len_utf16());
    }
    text.len()
}

impl<'a> Run<'a> {
    /// A pattern called as a function: the first match as an object, or nothing.
    pub(crate) fn match_object(
        &mut self,
        pattern: &'a Pattern,
        spot: Spot,
        args: &[Value<'a>],
    ) -> Outcome<Value<'a>> {
        let Some(Value::Text(text)) = args.first() else { return Ok(Value::Undefined) };
        let from = match args.get(1) {
            Some(Value::Number(from)) if *from > utf16_len(text) as f64 => {
                return Ok(Value::Undefined);
            }
            Some(Value::Number(from)) => byte_at(text, *from),
            _ => 0,
        };
        match pattern.find(text, from)? {
            Some(found) => Ok(match_value(pattern, spot, text, &found)),
            None => Ok(Value::Undefined),
        }
    }

    /// What the function `next` of a match gives.
    pub(crate) fn next_match_object(
        &mut self,
        pattern: &'a Pattern,
        spot: Spot,
        text: &Text<'a>,
        from: usize,
    ) -> Outcome<Value<'a>> {
        match pattern.find(text, from)? {
            Some(found) if found.start == found.end => Err(empty_match(pattern, spot)),
            Some(found) => Ok(match_value(pattern, spot, text, &found)),
            None => Ok(Value::Undefined),
        }
    }
}

fn match_value<'a>(pattern: &'a Pattern, spot: Spot, text: &Text<'a>, found: &Match) -> Value<'a> {
    let start = utf16_len(text.get(..found.start).unwrap_or_default());
    let matched = text.part(found.start, found.end);
    let end = start + utf16_len(&matched);
    let from = if found.start == found.end { 0 } else { found.end };
    let next = Body::NextMatch { pattern, spot, text: text.clone(), from };
    let mut fields = Fields::default();
    fields.insert(Text::Borrowed("match"), Value::Text(matched));
    fields.insert(Text::Borrowed("start"), Value::Number(start as f64));
    fields.insert(Text::Borrowed("end"), Value::Number(end as f64));
    fields.insert(Text::Borrowed("groups"), Value::list(groups(text, found)));
    fields.insert(Text::Borrowed("next"), Value::Function(Callable::new(next)));
    Value::record(fields)
}

/// Whether another match is wanted after `count`.
fn wants(limit: Option<f64>, count: usize) -> bool {
    limit.is_none_or(|limit| (count as f64) < limit)
}

/// The limit among the arguments; a negative one is an error.
fn limit(args: &Args<'_>, at: usize, code: &'static str) -> Outcome<Option<f64>> {
    match args.number(at) {
        Some(limit) if limit < 0.0 => {
            Err(Fault::new(code).value(number::print(limit)).with("index", (at + 1).to_string()))
        }
        limit => Ok(limit),
    }
}

pub(super) fn contains<'a>(
    run: &mut Run<'a>,
    args: &Args<'a>,
    focus: &Focus<'_, 'a>,
) -> Outcome<Value<'a>> {
    let Some(text) = args.text(0) else { return Ok(Value::Undefined) };
    if let Some(token) = args.text(1) {
        run.charge(text.len() / 64)?;
        return Ok(Value::Bool(text.contains(&*token)));
    }
    let matcher = args.function(1).ok_or_else(|| missing(2))?;
    let found = Matches::new(&matcher, &text).next(run, focus)?;
    Ok(Value::Bool(found.is_some()))
}

pub(super) fn match_all<'a>(
    run: &mut Run<'a>,
    args: &Args<'a>,
    focus: &Focus<'_, 'a>,
) -> Outcome<Value<'a>> {
    let Some(text) = args.text(0) else { return Ok(Value::Undefined) };
    let limit = limit(args, 2, "D3040")?;
    let matcher = args.function(1).ok_or_else(|| missing(2))?;
    let mut results = Vec::new();
    if limit.is_none_or(|limit| limit > 0.0) {
        let mut matches = Matches::new(&matcher, &text);
        // The reference looks for one match more than it returns, which may be an error.
        let mut found = matches.next(run, focus)?;
        while let Some(this) = found {
            if !wants(limit, results.len()) {
                break;
            }
            let mut fields = Fields::default();
            fields.insert(Text::Borrowed("match"), Value::Text(this.matched));
            fields.insert(Text::Borrowed("index"), Value::Number(this.start_units));
            fields.insert(Text::Borrowed("groups"), Value::list(this.groups));
            results.push(Value::record(fields));
            found = matches.next(run, focus)?;
        }
    }
    Ok(Value::sequence(results))
}

pub(super) fn split<'a>(
    run: &mut Run<'a>,
    args: &Args<'a>,
    focus: &Focus<'_, 'a>,
) -> Outcome<Value<'a>> {
    let Some(text) = args.text(0) else { return Ok(Value::Undefined) };
    let limit = limit(args, 2, "D3020")?;
    run.charge(text.len() / 16)?;
    if limit.is_some_and(|limit| limit <= 0.0) {
        return Ok(Value::list(Vec::new()));
    }
    if let Some(separator) = args.text(1) {
        let most = limit.map_or(usize::MAX, |limit| limit as usize);
        return Ok(Value::list(split_plain(&text, &separator, most)));
    }
    let matcher = args.function(1).ok_or_else(|| missing(2))?;
    let mut parts = Vec::new();
    let mut matches = Matches::new(&matcher, &text);
    let mut start = 0;
    let mut found = matches.next(run, focus)?;
    while let Some(this) = found {
        if !wants(limit, parts.len()) {
            break;
        }
        parts.push(Value::Text(text.part(start, this.start.max(start))));
        start = this.end;
        found = matches.next(run, focus)?;
    }
    if wants(limit, parts.len()) {
        parts.push(Value::Text(text.part(start, text.len())));
    }
    Ok(Value::list(parts))
}

fn split_plain<'a>(text: &Text<'a>, separator: &str, most: usize) -> Vec<Value<'a>> {
    if separator.is_empty() {
        return text
            .char_indices()
            .take(most)
            .map(|(at, letter)| Value::Text(text.part(at, at + letter.len_utf8())))
            .collect();
    }
    let mut start = 0;
    let ends = text.match_indices(separator).map(|(at, _)| at).chain([text.len()]);
    let parts = ends.map(|end| {
        let part = Value::Text(text.part(start, end));
        start = end + separator.len();
        part
    });
    parts.take(most).collect()
}

/// What replaces a match.
enum Replacement<'a> {
    Template(Text<'a>),
    Function(Callable<'a>),
}

pub(super) fn replace<'a>(
    run: &mut Run<'a>,
    args: &Args<'a>,
    focus: &Focus<'_, 'a>,
) -> Outcome<Value<'a>> {
    let Some(text) = args.text(0) else { return Ok(Value::Undefined) };
    if args.text(1).is_some_and(|pattern| pattern.is_empty()) {
        return Err(Fault::new("D3010").value("\"\"").with("index", "2"));
    }
    let limit = limit(args, 3, "D3011")?;
    if limit.is_some_and(|limit| limit <= 0.0) {
        return Ok(Value::Text(text));
    }
    let replacement = match (args.text(2), args.function(2)) {
        (Some(template), _) => Replacement::Template(template),
        (None, Some(function)) => Replacement::Function(function),
        (None, None) => return Err(missing(3)),
    };
    if let Some(pattern) = args.text(1) {
        let Replacement::Template(replacement) = replacement else {
            return Err(Fault::new("D3012").value("undefined"));
        };
        return replace_plain(run, &text, &pattern, &replacement, limit);
    }
    let matcher = args.function(1).ok_or_else(|| missing(2))?;
    let mut out = String::new();
    let mut position = 0;
    let mut count = 0;
    let mut matches = Matches::new(&matcher, &text);
    let mut found = matches.next(run, focus)?;
    while let Some(this) = found {
        if !wants(limit, count) {
            break;
        }
        out.push_str(text.get(position..this.start).unwrap_or_default());
        match &replacement {
            Replacement::Template(template) => substitute(&mut out, template, &this),
            Replacement::Function(function) => {
                out.push_str(&replaced_by(run, function, &matcher, &text, &this, focus)?);
            }
        }
        position = (this.start + this.matched.len()).min(text.len());
        count += 1;
        run.allow_text(out.len())?;
        found = matches.next(run, focus)?;
    }
    out.push_str(text.get(position..).unwrap_or_default());
    Ok(Value::text(out))
}

fn replaced_by<'a>(
    run: &mut Run<'a>,
    function: &Callable<'a>,
    matcher: &Callable<'a>,
    text: &Text<'a>,
    found: &Found<'a>,
    focus: &Focus<'_, 'a>,
) -> Outcome<Text<'a>> {
    let object = match (&found.object, &matcher.function.body) {
        (Some(object), _) => object.clone(),
        (None, Body::Matcher { pattern, spot }) => {
            let mut fields = Fields::default();
            fields.insert(Text::Borrowed("match"), Value::Text(found.matched.clone()));
            fields.insert(Text::Borrowed("start"), Value::Number(found.start_units));
            fields.insert(
                Text::Borrowed("end"),
                Value::Number(found.start_units + utf16_len(&found.matched) as f64),
            );
            fields
                .insert(Text::Borrowed("groups"), Value::Array(Array::from(found.groups.clone())));
            let next =
                Body::NextMatch { pattern, spot: *spot, text: text.clone(), from: found.end };
            fields.insert(Text::Borrowed("next"), Value::Function(Callable::new(next)));
            Value::record(fields)
        }
        (None, _) => Value::Undefined,
    };
    match run.call_back(function, vec![object], focus)? {
        Value::Text(text) => Ok(text),
        other => Err(Fault::new("D3012").value(other.to_json_text())),
    }
}

fn replace_plain<'a>(
    run: &mut Run<'a>,
    text: &Text<'a>,
    pattern: &str,
    replacement: &str,
    limit: Option<f64>,
) -> Outcome<Value<'a>> {
    run.charge(text.len() / 16)?;
    let mut out = String::new();
    let mut position = 0;
    for (count, (at, _)) in text.match_indices(pattern).enumerate() {
        if !wants(limit, count) {
            break;
        }
        out.push_str(text.get(position..at).unwrap_or_default());
        out.push_str(replacement);
        position = at + pattern.len();
        run.allow_text(out.len())?;
    }
    out.push_str(text.get(position..).unwrap_or_default());
    Ok(Value::text(out))
}

/// Writes a template: `$$` is a dollar sign, `$0` the match, `$n` a group.
fn substitute(out: &mut String, template: &str, found: &Found<'_>) {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('$') {
        out.push_str(before);
        if let Some(later) = after.strip_prefix('$') {
            out.push('$');
            rest = later;
        } else if let Some(later) = after.strip_prefix('0') {
            out.push_str(&found.matched);
            rest = later;
        } else {
            rest = substitute_group(out, after, found);
        }
    }
    out.push_str(rest);
}

/// Writes the group whose number `after` begins with, and returns what follows the number.
fn substitute_group<'t>(out: &mut String, after: &'t str, found: &Found<'_>) -> &'t str {
    let count = found.groups.len();
    let most_digits = count.to_string().len();
    let head = |length: usize| number::parse_int(&after.chars().take(length).collect::<String>());
    let mut index = head(most_digits);
    if most_digits > 1 && index > count as f64 {
        index = head(most_digits - 1);
    }
    if index.is_nan() {
        out.push('$');
        return after;
    }
    if index >= 1.0
        && let Some(Value::Text(group)) = found.groups.get(index as usize - 1)
    {
        out.push_str(group);
    }
    after.get(number::print(index).len()..).unwrap_or_default()
}
