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
    let mut input = text.as_bytes();
    let mut parser = Parser::new();
    parser.set_input_string(&mut input);
    let mut reader = Reader { parser, anchors: BTreeMap::new(), pending: Vec::new(), size: 0 };
    reader.document()
}

/// Why reading stops, with its place where it is past the first line.
fn at(mark: Mark, message: &str) -> String {
    if mark.line == 0 {
        return message.to_owned();
    }
    format!("on line {}, column {}: {message}", mark.line, mark.column + 1)
}

fn syntax(error: &Error) -> String {
    let problem = error.problem();
    let Some(mut mark) = error.problem_mark() else { return problem.to_owned() };
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
}

impl Reader<'_, '_> {
    fn next(&mut self) -> Result<Event, String> {
        self.parser.parse().map_err(|error| syntax(&error))
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
                let scalar =
                    scalar(tag.as_deref(), &value, style).map_err(|message| at(mark, &message))?;
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
