//! YAML texts as the same [`Doc`] as JSON texts, with the places of their keys and values.
//!
//! The core schema of YAML 1.2 decides what a plain scalar is; anchors and aliases are expanded within a limit, tags other
//! than `!!str` change nothing. What JSON cannot hold (`.inf`, keys that are no scalars, several documents) is refused.

use std::collections::BTreeMap;

use dryrun_diag::{Diagnostic, FileId, Span};
use saphyr_parser::{Event, Parser, ScalarStyle, Tag};
use serde_json::{Map, Number, Value};

use crate::doc::{Children, Doc, Duplicate, Member, Node};
use crate::parse::DEPTH_LIMIT;

/// How many values aliases may add: an alias of aliases of aliases would otherwise fill the memory.
const ALIAS_LIMIT: usize = 100_000;

/// Reads a YAML text of one document.
///
/// # Errors
/// A diagnostic `yaml/syntax` with the place when the text is not YAML, or holds what JSON cannot.
pub fn parse(file: FileId, text: &str) -> Result<Doc, Box<Diagnostic>> {
    let places = Places::new(file, text);
    let mut builder = Builder {
        open: Vec::new(),
        anchors: BTreeMap::new(),
        duplicates: Vec::new(),
        done: None,
        copied: 0,
    };
    for event in Parser::new_from_str(text) {
        let (event, span) =
            event.map_err(|error| fault(places.point(error.marker().index()), error.info()))?;
        let place = places.span(span.start.index(), span.end.index());
        builder.event(event, place).map_err(|message| fault(place, message))?;
    }
    let (value, node) =
        builder.done.take().ok_or_else(|| fault(places.point(0), "the text is empty"))?;
    Ok(Doc { value, node, duplicates: builder.duplicates })
}

fn fault(place: Span, message: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::error("Invalid YAML", message).code("yaml/syntax").at(place))
}

/// The parser counts characters, spans count bytes.
struct Places {
    file: FileId,
    /// Byte offsets of all characters; empty for ASCII, where they are the same.
    bytes: Vec<usize>,
    length: usize,
}

impl Places {
    fn new(file: FileId, text: &str) -> Self {
        let bytes = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| at).collect()
        };
        Self { file, bytes, length: text.len() }
    }

    fn byte(&self, index: usize) -> usize {
        if self.bytes.is_empty() {
            index.min(self.length)
        } else {
            self.bytes.get(index).copied().unwrap_or(self.length)
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.byte(start), self.byte(end))
    }

    fn point(&self, index: usize) -> Span {
        Span::point(self.file, self.byte(index))
    }
}

/// A value with its places.
type Part = (Value, Node);

/// A collection that is being read.
struct Open {
    start: Span,
    anchor: usize,
    content: Content,
}

enum Content {
    Items(Vec<Value>, Vec<Node>),
    Members {
        map: Map<String, Value>,
        members: Vec<Member>,
        /// The key whose value comes next.
        key: Option<(String, Span)>,
    },
}

struct Builder {
    open: Vec<Open>,
    anchors: BTreeMap<usize, Part>,
    duplicates: Vec<Duplicate>,
    done: Option<Part>,
    copied: usize,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, place: Span) -> Result<(), &'static str> {
        match event {
            Event::DocumentStart(_) if self.done.is_some() => Err("only one document is expected"),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => Ok(()),
            Event::Alias(anchor) => self.alias(anchor, place),
            Event::Scalar(text, style, anchor, tag) => {
                let value = if self.wants_key() {
                    Value::String(text.into_owned())
                } else {
                    scalar(&text, style, tag.as_deref())?
                };
                self.add((value, Node { span: place, children: Children::None }), anchor)
            }
            Event::SequenceStart(anchor, _) => {
                self.start(place, anchor, Content::Items(Vec::new(), Vec::new()))
            }
            Event::MappingStart(anchor, _) => self.start(
                place,
                anchor,
                Content::Members { map: Map::new(), members: Vec::new(), key: None },
            ),
            Event::SequenceEnd | Event::MappingEnd => self.end(place),
        }
    }

    fn wants_key(&self) -> bool {
        matches!(self.open.last(), Some(Open { content: Content::Members { key: None, .. }, .. }))
    }

    fn start(&mut self, start: Span, anchor: usize, content: Content) -> Result<(), &'static str> {
        if self.wants_key() {
            return Err("a key must be a plain value");
        }
        if self.open.len() == DEPTH_LIMIT {
            return Err("collections are nested too deeply");
        }
        self.open.push(Open { start, anchor, content });
        Ok(())
    }

    fn end(&mut self, place: Span) -> Result<(), &'static str> {
        let Some(Open { start, anchor, content }) = self.open.pop() else { return Ok(()) };
        let (value, children) = match content {
            Content::Items(items, nodes) => (Value::Array(items), Children::Items(nodes)),
            Content::Members { map, members, .. } => {
                (Value::Object(map), Children::Members(members))
            }
        };
        // A block collection ends where the next line starts: its last part tells better.
        let last = match &children {
            Children::Items(nodes) => nodes.last().map(|node| node.span),
            Children::Members(members) => {
                members.last().map(|member| member.value.span.to(member.key))
            }
            Children::None => None,
        };
        let flow = !place.is_empty();
        let end = if flow { place.end } else { last.map_or(start.end, |last| last.end) };
        let span = Span { end: end.max(start.start), ..start };
        self.add((value, Node { span, children }), anchor)
    }

    fn alias(&mut self, anchor: usize, place: Span) -> Result<(), &'static str> {
        let Some((value, node)) = self.anchors.get(&anchor) else {
            return Err("there is no such anchor before this alias");
        };
        self.copied += size(value);
        if self.copied > ALIAS_LIMIT {
            return Err("aliases make this text too large");
        }
        // Findings in the copy point to the alias, not to the anchor.
        let node = moved(node, place);
        self.add((value.clone(), node), 0)
    }

    fn add(&mut self, part: Part, anchor: usize) -> Result<(), &'static str> {
        if anchor > 0 {
            self.anchors.insert(anchor, part.clone());
        }
        let (value, node) = part;
        match self.open.last_mut().map(|open| &mut open.content) {
            None => self.done = Some((value, node)),
            Some(Content::Items(items, nodes)) => {
                items.push(value);
                nodes.push(node);
            }
            Some(Content::Members { key: key @ None, .. }) => match value {
                Value::String(name) => *key = Some((name, node.span)),
                _ => return Err("a key must be a plain value"),
            },
            Some(Content::Members { map, members, key: key @ Some(_) }) => {
                let Some((name, place)) = key.take() else { return Ok(()) };
                let position = map.keys().position(|known| *known == name);
                let member = Member { key: place, value: node };
                match position.and_then(|at| members.get_mut(at)) {
                    Some(earlier) => {
                        self.duplicates.push(Duplicate {
                            key: name.clone(),
                            first: earlier.key,
                            second: place,
                        });
                        *earlier = member;
                    }
                    None => members.push(member),
                }
                map.insert(name, value);
            }
        }
        Ok(())
    }
}

fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(size).sum::<usize>(),
        Value::Object(map) => 1 + map.values().map(size).sum::<usize>(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 1,
    }
}

fn moved(node: &Node, place: Span) -> Node {
    let children = match &node.children {
        Children::None => Children::None,
        Children::Items(nodes) => {
            Children::Items(nodes.iter().map(|node| moved(node, place)).collect())
        }
        Children::Members(members) => Children::Members(
            members
                .iter()
                .map(|member| Member { key: place, value: moved(&member.value, place) })
                .collect(),
        ),
    };
    Node { span: place, children }
}

/// A scalar by the core schema.
fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> Result<Value, &'static str> {
    let is_text = tag.is_some_and(|tag| tag.is_yaml_core_schema() && tag.suffix == "str");
    if style != ScalarStyle::Plain || is_text {
        return Ok(Value::String(text.to_owned()));
    }
    Ok(match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "-.inf" | ".nan" | ".NaN" | ".NAN" => {
            return Err("JSON has no infinity and no NaN");
        }
        _ => number(text).map_or_else(|| Value::String(text.to_owned()), Value::Number),
    })
}

fn number(text: &str) -> Option<Number> {
    let radix = |digits: &str, radix| i64::from_str_radix(digits, radix).ok().map(Number::from);
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8);
    }
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let numeric = unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.')
        && unsigned.contains(|part: char| part.is_ascii_digit())
        && unsigned
            .chars()
            .all(|part| part.is_ascii_digit() || matches!(part, '.' | 'e' | 'E' | '+' | '-'));
    if !numeric {
        return None;
    }
    let text = text.strip_prefix('+').unwrap_or(text);
    if let Ok(whole) = text.parse::<i64>() {
        return Some(whole.into());
    }
    text.parse::<f64>().ok().and_then(Number::from_f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(text: &str) -> Doc {
        parse(FileId(0), text).unwrap()
    }

    #[test]
    fn yaml_gives_values_and_places() {
        let text = "StartAt: Wäit\nStates:\n  Wäit:   # a comment\n    Type: Wait\n    Seconds: 5\n    End: true\n  \"x\": {a: [1, '2', ~], b: \"\"}\n";
        let doc = read(text);
        let want = json!({
            "StartAt": "Wäit",
            "States": {"Wäit": {"Type": "Wait", "Seconds": 5, "End": true}, "x": {"a": [1, "2", null], "b": ""}}
        });
        assert_eq!(doc.value, want);
        let place = |pointer: &str| {
            doc.find(pointer).map(|at| (&text[at.key_span().range()], &text[at.span().range()]))
        };
        assert_eq!(place("/States/Wäit/Seconds"), Some(("Seconds", "5")));
        assert_eq!(place("/States/x/a/1"), Some(("'2'", "'2'")));
        assert_eq!(place("/States/x/a"), Some(("a", "[1, '2', ~]")));
        assert_eq!(
            place("/States/Wäit"),
            Some(("Wäit", "Type: Wait\n    Seconds: 5\n    End: true"))
        );
    }

    #[test]
    fn plain_scalars_follow_the_core_schema() {
        for (text, want) in [
            ("12", json!(12)),
            ("-3.5", json!(-3.5)),
            ("1e3", json!(1000.0)),
            ("0x1F", json!(31)),
            ("yes", json!("yes")),
            ("1.2.3", json!("1.2.3")),
            ("2030-01-01", json!("2030-01-01")),
            ("!!str 12", json!("12")),
            ("!Sub '${A}'", json!("${A}")),
            ("|\n  a\n  b\n", json!("a\nb\n")),
            (">-\n  a\n  b\n", json!("a b")),
            ("e", json!("e")),
            ("-", json!([null])),
        ] {
            assert_eq!(read(text).value, want, "{text}");
        }
    }

    #[test]
    fn aliases_are_expanded_within_a_limit() {
        assert_eq!(read("a: &x {n: 1}\nb: *x\n").value, json!({"a": {"n": 1}, "b": {"n": 1}}));
        let mut bomb = String::from("a0: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9]\n");
        for at in 1..9 {
            let before = at - 1;
            bomb.push_str(&format!("a{at}: &a{at} [*a{before}, *a{before}, *a{before}, *a{before}, *a{before}, *a{before}, *a{before}, *a{before}]\n"));
        }
        assert_eq!(parse(FileId(0), &bomb).unwrap_err().detail, "aliases make this text too large");
    }

    #[test]
    fn errors_have_places() {
        for text in [
            "a: [1, 2\n",
            "a: b: c\n",
            "",
            "a: 1\n---\nb: 2\n",
            "? [a]\n: 1\n",
            "a: .inf\n",
            "a: *x\n",
        ] {
            let error = parse(FileId(0), text).unwrap_err();
            assert!(
                error.span.is_some_and(|span| span.end as usize <= text.len()),
                "{text}: {error:?}"
            );
        }
        assert!(parse(FileId(0), &"[".repeat(100_000)).is_err());
        assert_eq!(read("a: 1\na: 2\n").duplicates.len(), 1);
    }
}
