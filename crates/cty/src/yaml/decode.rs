//! YAML text to values.

use std::collections::BTreeMap;
use std::sync::Arc;

use libyaml_safer::{Error, ErrorKind, Event, EventData, Mark, Parser, ScalarStyle};

use super::scalar;
use crate::text::quoted;
use crate::{Type, Value, convert};

/// How deep collections may nest.
const DEPTH_LIMIT: usize = 128;
/// How many values a text may mean, aliases followed: a limit of ours against texts that unfold without end.
const SIZE_LIMIT: usize = 1_000_000;

/// Reads the one document in a text: sequences become tuples, mappings objects.
///
/// # Errors
///
/// In the words of the real program's reader.
pub fn decode(text: &str) -> Result<Value, String> {
    refuse_tag_before_comma(text)?;
    let ended = format!("{text}\n");
    // The parser gives up on texts that end within a line.
    let complete = text.ends_with('\n');
    let mut input = if complete { text } else { &ended }.as_bytes();
    let mut parser = Parser::new();
    parser.set_input_string(&mut input);
    let added_at = (!complete).then_some(text.len());
    let mut reader =
        Reader { parser, anchors: BTreeMap::new(), pending: Vec::new(), size: 0, added_at };
    reader.document()
}

/// A comma right behind a tag in a flow collection is wrong, and the parser cannot bear it.
fn refuse_tag_before_comma(text: &str) -> Result<(), String> {
    let mut depth = 0_usize;
    let mut rest = text;
    let mut before = ' ';
    while let Some(character) = rest.chars().next() {
        match character {
            '[' | '{' => depth += 1,
            ']' | '}' => depth = depth.saturating_sub(1),
            '!' if depth > 0 && !before.is_alphanumeric() => {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                if rest.get(..end).is_some_and(|tag| tag.contains(',')) {
                    return Err("did not find expected whitespace or line break".to_owned());
                }
            }
            _ => {}
        }
        before = character;
        rest = rest.get(character.len_utf8()..).unwrap_or_default();
    }
    Ok(())
}

/// Why reading stops, with its place where it is past the first line.
fn at(mark: Mark, message: &str) -> String {
    if mark.line == 0 {
        return message.to_owned();
    }
    format!("on line {}, column {}: {message}", mark.line, mark.column + 1)
}

fn syntax(error: &Error, added_at: Option<usize>) -> String {
    let problem = error.problem();
    let Some(mut mark) = error.problem_mark() else { return problem.to_owned() };
    let beyond_text = added_at.is_some_and(|at| mark.index > at as u64);
    if beyond_text && problem == "found unexpected end of stream" {
        mark.line = mark.line.saturating_sub(1);
    }
    if mark.line != 0 && error.kind() == ErrorKind::Scanner {
        mark.line += 1;
        mark.column = 0;
    }
    at(mark, problem)
}

struct Reader<'r, 'b> {
    parser: Parser<&'r mut &'b [u8]>,
    anchors: BTreeMap<String, Value>,
    /// Anchors whose values are still being read.
    pending: Vec<String>,
    size: usize,
    /// Where a line end was added to the text.
    added_at: Option<usize>,
}

impl Reader<'_, '_> {
    fn next(&mut self) -> Result<Event, String> {
        self.parser.parse().map_err(|error| syntax(&error, self.added_at))
    }

    fn document(&mut self) -> Result<Value, String> {
        self.next()?;
        let start = self.next()?;
        if !matches!(start.data, EventData::DocumentStart { .. }) {
            return Err(at(start.start_mark, "missing start of document"));
        }
        let value = self.value(0)?;
        let end = self.next()?;
        if !matches!(end.data, EventData::DocumentEnd { .. }) {
            return Err(at(end.start_mark, "unexpected extra content after value"));
        }
        let last = self.next()?;
        if !matches!(last.data, EventData::StreamEnd) {
            return Err(at(last.start_mark, "unexpected extra content after value"));
        }
        Ok(value)
    }

    fn value(&mut self, depth: usize) -> Result<Value, String> {
        let event = self.next()?;
        self.value_from(event, depth)
    }

    fn value_from(&mut self, event: Event, depth: usize) -> Result<Value, String> {
        let mark = event.start_mark;
        self.count(1, mark)?;
        if depth > DEPTH_LIMIT {
            return Err(at(mark, &format!("collections are nested more than {DEPTH_LIMIT} deep")));
        }
        match event.data {
            EventData::Scalar { anchor, tag, value, style, .. } => {
                self.begin(anchor.as_deref());
                let text = self.without_added(&value, style, event.end_mark);
                let scalar =
                    scalar(tag.as_deref(), text, style).map_err(|message| at(mark, &message))?;
                self.complete(anchor, scalar)
            }
            EventData::Alias { anchor } => {
                self.alias(&anchor).map_err(|message| at(mark, &message))
            }
            EventData::SequenceStart { anchor, tag, .. } => {
                self.begin(anchor.as_deref());
                expect_tag(tag.as_deref(), "sequence", "tag:yaml.org,2002:seq")
                    .map_err(|message| at(mark, &message))?;
                let sequence = self.sequence(depth)?;
                self.complete(anchor, sequence)
            }
            EventData::MappingStart { anchor, tag, .. } => {
                self.begin(anchor.as_deref());
                expect_tag(tag.as_deref(), "mapping", "tag:yaml.org,2002:map")
                    .map_err(|message| at(mark, &message))?;
                let mapping = self.mapping(depth)?;
                self.complete(anchor, mapping)
            }
            EventData::StreamEnd => Err(at(mark, "expecting value but found end of stream")),
            _ => Err(at(mark, "only a single document is allowed")),
        }
    }

    /// A block at the end of the text has no line end that the text does not have.
    fn without_added<'t>(&self, value: &'t str, style: ScalarStyle, end: Mark) -> &'t str {
        let at_end = self.added_at.is_some_and(|at| end.index > at as u64);
        let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        if at_end && block { value.strip_suffix('\n').unwrap_or(value) } else { value }
    }

    fn count(&mut self, more: usize, mark: Mark) -> Result<(), String> {
        self.size += more;
        if self.size > SIZE_LIMIT {
            return Err(at(mark, &format!("the document means more than {SIZE_LIMIT} values")));
        }
        Ok(())
    }

    fn begin(&mut self, anchor: Option<&str>) {
        self.pending.extend(anchor.map(str::to_owned));
    }

    fn complete(&mut self, anchor: Option<String>, value: Value) -> Result<Value, String> {
        if let Some(anchor) = anchor {
            self.pending.pop();
            self.anchors.insert(anchor, value.clone());
        }
        Ok(value)
    }

    fn alias(&mut self, anchor: &str) -> Result<Value, String> {
        if self.pending.iter().any(|pending| pending == anchor) {
            return Err(format!(
                "cannot refer to anchor {} from inside its own definition",
                quoted(anchor)
            ));
        }
        let found = self.anchors.get(anchor).cloned();
        let value =
            found.ok_or_else(|| format!("reference to undefined anchor {}", quoted(anchor)))?;
        self.count(size(&value), Mark::default())?;
        Ok(value)
    }

    fn sequence(&mut self, depth: usize) -> Result<Value, String> {
        let mut elements = Vec::new();
        loop {
            let event = self.next()?;
            if matches!(event.data, EventData::SequenceEnd) {
                return Ok(Value::tuple(elements));
            }
            elements.push(self.value_from(event, depth + 1)?);
        }
    }

    fn mapping(&mut self, depth: usize) -> Result<Value, String> {
        let mut entries: BTreeMap<Arc<str>, Value> = BTreeMap::new();
        loop {
            let event = self.next()?;
            if matches!(event.data, EventData::MappingEnd) {
                return Ok(Value::object(entries));
            }
            let key = key(&event)?;
            let value = self.value(depth + 1)?;
            let Key::Name(name) = key else {
                merge(&mut entries, &value).map_err(|message| at(event.start_mark, &message))?;
                continue;
            };
            entries.insert(crate::text::normalised(name), value);
        }
    }
}

fn size(value: &Value) -> usize {
    let mut count = 0;
    value.walk(&mut |_, _| count += 1);
    count
}

/// Quoted text is text, whatever its tag says.
fn scalar(tag: Option<&str>, text: &str, style: ScalarStyle) -> Result<Value, String> {
    let tag = tag.unwrap_or_default();
    if tag == "!" {
        return Err("unsupported tag \"!\"".to_owned());
    }
    if style != ScalarStyle::Plain && style != ScalarStyle::Any {
        return Ok(Value::string(text));
    }
    scalar::resolve(tag, text)
}

fn expect_tag(tag: Option<&str>, what: &str, wanted: &str) -> Result<(), String> {
    match tag {
        Some(other) if other != wanted => Err(format!("can't interpret {what} as {other}")),
        Some(_) | None => Ok(()),
    }
}

enum Key {
    Name(Arc<str>),
    /// `<<`: the entries of another mapping.
    Merge,
}

fn key(event: &Event) -> Result<Key, String> {
    let mark = event.start_mark;
    let EventData::Scalar { tag, value, style, .. } = &event.data else {
        return Err(at(mark, "only strings are allowed as mapping keys"));
    };
    if value == "<<" {
        return Ok(Key::Merge);
    }
    let key = scalar(tag.as_deref(), value, *style)?;
    if key.is_null() {
        return Err(at(mark, "mapping key cannot be null"));
    }
    let key = convert(&key, &Type::String)
        .map_err(|_| at(mark, "only strings are allowed as mapping keys"))?;
    Ok(Key::Name(Arc::from(key.as_str().unwrap_or_default())))
}

fn merge(entries: &mut BTreeMap<Arc<str>, Value>, value: &Value) -> Result<(), String> {
    let Some(merged) = value.entries() else {
        return Err(format!("cannot merge {} into mapping", value.ty().friendly_name()));
    };
    entries.extend(merged.iter().map(|(key, value)| (key.clone(), value.clone())));
    Ok(())
}
