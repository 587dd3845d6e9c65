//! CSV text, as Go reads it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::text::quoted;
use crate::{Type, Value};

/// Reads records one by one.
struct Reader<'a> {
    rest: &'a str,
    /// Number of the line that `rest` starts with.
    line: usize,
}

fn problem(line: usize, message: &str) -> String {
    format!("CSV parse error on line {line}: {message}")
}

const BARE_QUOTE: &str = "bare \" in non-quoted-field";
const QUOTE: &str = "extraneous or missing \" in quoted-field";

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self { rest: text, line: 1 }
    }

    /// The fields of the next record and the line it starts on; empty lines are skipped.
    fn record(&mut self) -> Result<Option<(usize, Vec<String>)>, String> {
        loop {
            match self.rest.as_bytes() {
                [] => return Ok(None),
                [b'\n', ..] => self.advance(1),
                [b'\r', b'\n', ..] => self.advance(2),
                [b'\r'] => self.advance(1),
                _ => break,
            }
        }
        let start = self.line;
        let mut fields = Vec::new();
        loop {
            fields.push(if self.rest.starts_with('"') {
                self.quoted_field()?
            } else {
                self.plain_field()?
            });
            if self.rest.starts_with(',') {
                self.rest = self.rest.get(1..).unwrap_or_default();
                continue;
            }
            self.skip_line_end();
            return Ok(Some((start, fields)));
        }
    }

    fn advance(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
        self.line += 1;
    }

    fn skip_line_end(&mut self) {
        match self.rest.as_bytes() {
            [b'\r', b'\n', ..] => self.advance(2),
            [b'\n', ..] => self.advance(1),
            _ => {}
        }
    }

    fn plain_field(&mut self) -> Result<String, String> {
        let line_end = self.rest.find('\n').unwrap_or(self.rest.len());
        let line = self.rest.get(..line_end).unwrap_or_default();
        let line = line.strip_suffix('\r').unwrap_or(line);
        let end = line.find(',').unwrap_or(line.len());
        let field = line.get(..end).unwrap_or_default();
        if field.contains('"') {
            return Err(problem(self.line, BARE_QUOTE));
        }
        self.rest = self.rest.get(end..).unwrap_or_default();
        if self.rest == "\r" {
            self.rest = "";
        }
        Ok(field.to_owned())
    }

    fn quoted_field(&mut self) -> Result<String, String> {
        let mut field = String::new();
        self.rest = self.rest.get(1..).unwrap_or_default();
        loop {
            let Some(end) = self.rest.find('"') else { return Err(problem(self.line, QUOTE)) };
            let (text, after) = self.rest.split_at(end);
            self.line += text.matches('\n').count();
            field.push_str(&text.replace("\r\n", "\n"));
            self.rest = after.get(1..).unwrap_or_default();
            match self.rest.as_bytes() {
                [b'"', ..] => {
                    field.push('"');
                    self.rest = self.rest.get(1..).unwrap_or_default();
                }
                [] | [b',' | b'\n', ..] | [b'\r', b'\n', ..] => return Ok(field),
                [b'\r'] => {
                    self.rest = "";
                    return Ok(field);
                }
                _ => return Err(problem(self.line, QUOTE)),
            }
        }
    }
}

fn header(reader: &mut Reader<'_>) -> Result<Vec<String>, String> {
    let Some((_, names)) = reader.record()? else { return Err("missing header line".to_owned()) };
    let mut seen = std::collections::BTreeSet::new();
    match names.iter().find(|name| !seen.insert(*name)) {
        Some(twice) => Err(format!("duplicate column name {}", quoted(twice))),
        None => Ok(names),
    }
}

fn row_of(names: &[String]) -> Type {
    Type::object(names.iter().map(|name| (name.as_str(), Type::String)))
}

/// The type of the rows, from the header line.
pub(super) fn row_type(text: &str) -> Result<Type, String> {
    header(&mut Reader::new(text)).map(|names| row_of(&names))
}

/// All rows as objects of strings.
pub(super) fn decode(text: &str) -> Result<Value, String> {
    let mut reader = Reader::new(text);
    let names = header(&mut reader)?;
    let keys: Vec<Arc<str>> = names.iter().map(|name| Arc::from(name.as_str())).collect();
    let mut rows = Vec::new();
    while let Some((line, fields)) = reader.record()? {
        if fields.len() != keys.len() {
            return Err(problem(line, "wrong number of fields"));
        }
        let row: BTreeMap<Arc<str>, Value> =
            keys.iter().cloned().zip(fields.into_iter().map(Value::string)).collect();
        rows.push(Value::object(row));
    }
    Ok(Value::list(row_of(&names), rows))
}
