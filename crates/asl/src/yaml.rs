//! Definitions in YAML, read into the same documents as JSON, so that everything after this is the same.
//!
//! Plain scalars are typed by YAML's core schema. Anchors and aliases work; the size of what aliases expand to is bounded.

use std::collections::BTreeMap;

use dryrun_diag::{Diagnostic, FileId, Span};
use dryrun_json::{Children, Doc, Duplicate, Member, Node};
use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::{Map, Number, Value};

/// Sequences and mappings within each other; deeper texts are refused.
const DEPTH_LIMIT: usize = 128;
/// Values in a document, aliases expanded.
const VALUE_LIMIT: usize = 1_000_000;

/// Reads one YAML document.
///
/// # Errors
/// When it is no YAML, has no JSON form, or is too deep or large.
pub fn read(file: FileId, text: &str) -> Result<Doc, Box<Diagnostic>> {
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let mut events = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| {
            let at = offsets.get(error.marker().index()).copied().unwrap_or(text.len());
            problem(error.info().to_owned(), Span::point(file, at))
        })?;
        let byte = |index: usize| offsets.get(index).copied().unwrap_or(text.len());
        events.push((event, Span::new(file, byte(span.start.index()), byte(span.end.index()))));
    }
    let mut builder = Builder {
        events: events.into_iter(),
        anchors: BTreeMap::new(),
        duplicates: Vec::new(),
        values: 0,
        end: Span::point(file, text.len()),
    };
    let (value, node) = builder.document()?;
    Ok(Doc { value, node, duplicates: builder.duplicates })
}

fn problem(message: String, span: Span) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("Invalid YAML", message).code("yaml/syntax").at(span))
}

type Built = (Value, Node);

struct Builder<'t> {
    events: std::vec::IntoIter<(Event<'t>, Span)>,
    anchors: BTreeMap<usize, (Built, usize)>,
    duplicates: Vec<Duplicate>,
    values: usize,
    end: Span,
}

impl<'t> Builder<'t> {
    fn document(&mut self) -> Result<Built, Box<Diagnostic>> {
        loop {
            match self.events.next() {
                Some((Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _)) => {}
                Some((event, span)) => return self.value(event, span, 0),
                None => return Err(problem("The document is empty".to_owned(), self.end)),
            }
        }
    }

    fn value(
        &mut self,
        event: Event<'t>,
        span: Span,
        depth: usize,
    ) -> Result<Built, Box<Diagnostic>> {
        if depth > DEPTH_LIMIT {
            return Err(problem("The document is nested too deeply".to_owned(), span));
        }
        let before = self.values;
        self.count(1, span)?;
        let (built, anchor) = match event {
            Event::Scalar(text, style, anchor, _) => (leaf(scalar(&text, style), span), anchor),
            Event::SequenceStart(anchor, _) => (self.sequence(span, depth)?, anchor),
            Event::MappingStart(anchor, _) => (self.mapping(span, depth)?, anchor),
            Event::Alias(anchor) => {
                let Some((built, size)) = self.anchors.get(&anchor).cloned() else {
                    return Err(problem("The alias refers to nothing".to_owned(), span));
                };
                self.count(size, span)?;
                (built, 0)
            }
            _ => return Err(problem("The document is empty".to_owned(), span)),
        };
        if anchor > 0 {
            self.anchors.insert(anchor, (built.clone(), self.values - before));
        }
        Ok(built)
    }

    fn count(&mut self, values: usize, span: Span) -> Result<(), Box<Diagnostic>> {
        self.values = self.values.saturating_add(values);
        if self.values > VALUE_LIMIT {
            Err(problem("The document is too large".to_owned(), span))
        } else {
            Ok(())
        }
    }

    fn sequence(&mut self, start: Span, depth: usize) -> Result<Built, Box<Diagnostic>> {
        let (mut items, mut nodes) = (Vec::new(), Vec::new());
        while let Some((event, span)) = self.events.next() {
            if matches!(event, Event::SequenceEnd) {
                return Ok((
                    Value::Array(items),
                    Node {
                        span: whole(start, nodes.last(), span),
                        children: Children::Items(nodes),
                    },
                ));
            }
            let (item, node) = self.value(event, span, depth + 1)?;
            items.push(item);
            nodes.push(node);
        }
        Err(problem("The sequence does not end".to_owned(), start))
    }

    fn mapping(&mut self, start: Span, depth: usize) -> Result<Built, Box<Diagnostic>> {
        let mut map = Map::new();
        let mut members: Vec<Member> = Vec::new();
        while let Some((event, key_span)) = self.events.next() {
            if matches!(event, Event::MappingEnd) {
                let last = members.last().map(|member| &member.value);
                return Ok((
                    Value::Object(map),
                    Node {
                        span: whole(start, last, key_span),
                        children: Children::Members(members),
                    },
                ));
            }
            let Event::Scalar(key, ..) = event else {
                return Err(problem("A key must be a plain text".to_owned(), key_span));
            };
            let Some((event, span)) = self.events.next() else { break };
            let (value, node) = self.value(event, span, depth + 1)?;
            let member = Member { key: key_span, value: node };
            let key = key.into_owned();
            match map.keys().position(|known| *known == key).and_then(|at| members.get_mut(at)) {
                Some(old) => {
                    self.duplicates.push(Duplicate {
                        key: key.clone(),
                        first: old.key,
                        second: key_span,
                    });
                    *old = member;
                }
                None => members.push(member),
            }
            map.insert(key, value);
        }
        Err(problem("The mapping does not end".to_owned(), start))
    }
}

/// From the start of a collection to the end of its last value; its own end event stands where the next thing begins.
fn whole(start: Span, last: Option<&Node>, end: Span) -> Span {
    last.map_or_else(|| start.to(end), |last| start.to(last.span))
}

fn leaf(value: Value, span: Span) -> Built {
    (value, Node { span, children: Children::None })
}

/// A scalar by the core schema.
fn scalar(text: &str, style: ScalarStyle) -> Value {
    if style != ScalarStyle::Plain {
        return Value::from(text);
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        other => number(other).map_or_else(|| Value::from(text), Value::Number),
    }
}

fn number(text: &str) -> Option<Number> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        || digits.contains(['x', 'o', '_'])
    {
        return None;
    }
    let text = text.strip_prefix('+').unwrap_or(text);
    if let Ok(integer) = text.parse::<i64>() {
        return Some(integer.into());
    }
    text.parse::<f64>().ok().and_then(Number::from_f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn yaml_reads_like_json_with_places() {
        let text =
            "StartAt: A # here\nStates:\n  A:\n    Type: Wait\n    Seconds: 5\n    End: true\n";
        let doc = read(FileId(0), text).unwrap();
        assert_eq!(
            doc.value,
            json!({"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 5, "End": true}}})
        );
        let seconds = doc.find("/States/A/Seconds").unwrap();
        assert_eq!(text.get(seconds.span().range()), Some("5"));
        assert_eq!(text.get(seconds.key_span().range()), Some("Seconds"));
    }

    #[test]
    fn what_is_no_yaml_is_an_error() {
        for text in ["", "a: [1", "a: *b", "? [x]\n: 1"] {
            assert!(read(FileId(0), text).is_err(), "{text}");
        }
    }
}
