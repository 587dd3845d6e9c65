//! Values as text: `JSON.stringify` with the changes that `$string` makes.

use super::{Array, Object, Text, Value, number};
use crate::error::{Fault, Outcome};
use crate::eval::limits;

/// Longest text that an error message shows of a value.
const DESCRIBED: usize = 10_000;

/// How numbers are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Digits {
    /// All that tell the number apart.
    All,
    /// Fifteen, and a number that is not finite is an error.
    Fifteen,
}

/// Writes values as JSON text into a bounded string.
pub(crate) struct Printer {
    out: String,
    limit: usize,
    digits: Digits,
    indent: Option<usize>,
}

impl Printer {
    /// What `$string` prints.
    pub(crate) fn new(limit: usize) -> Self {
        Self { out: String::new(), limit, digits: Digits::Fifteen, indent: None }
    }

    /// What `$string` prints when it is told to prettify.
    pub(crate) fn pretty(limit: usize) -> Self {
        Self { indent: Some(0), ..Self::new(limit) }
    }

    pub(crate) fn print(mut self, value: &Value<'_>) -> Outcome<String> {
        self.value(value)?;
        Ok(self.out)
    }

    fn value(&mut self, value: &Value<'_>) -> Outcome<()> {
        if self.out.len() > self.limit {
            return Err(limits::too_large());
        }
        match value {
            Value::Undefined | Value::Null => self.out.push_str("null"),
            Value::Bool(truth) => self.out.push_str(if *truth { "true" } else { "false" }),
            Value::Number(number) => self.number(*number)?,
            Value::Text(text) => quote_into(&mut self.out, text),
            Value::Array(array) => self.items(array)?,
            Value::Tuples(tuples) => self.items(&Array::from(tuples.as_objects()))?,
            Value::Object(object) => self.fields(object)?,
            Value::Function(_) => self.out.push_str("\"\""),
        }
        Ok(())
    }

    fn number(&mut self, number: f64) -> Outcome<()> {
        match self.digits {
            Digits::Fifteen if number.is_infinite() => {
                return Err(Fault::new("D1001").value("null"));
            }
            _ if !number.is_finite() => self.out.push_str("null"),
            Digits::Fifteen => number::print_into(&mut self.out, number::to_fifteen_digits(number)),
            Digits::All => number::print_into(&mut self.out, number),
        }
        Ok(())
    }

    fn items(&mut self, array: &Array<'_>) -> Outcome<()> {
        if array.is_empty() {
            self.out.push_str("[]");
            return Ok(());
        }
        self.open('[');
        for (at, item) in array.iter().enumerate() {
            self.separate(at);
            self.value(&item)?;
        }
        self.close(']');
        Ok(())
    }

    fn fields(&mut self, object: &Object<'_>) -> Outcome<()> {
        let entries: Vec<(Text<'_>, Value<'_>)> =
            object.entries().into_iter().filter(|(_, value)| !value.is_undefined()).collect();
        if entries.is_empty() {
            self.out.push_str("{}");
            return Ok(());
        }
        self.open('{');
        for (at, (key, value)) in entries.iter().enumerate() {
            self.separate(at);
            quote_into(&mut self.out, key);
            self.out.push_str(if self.indent.is_some() { ": " } else { ":" });
            self.value(value)?;
        }
        self.close('}');
        Ok(())
    }

    fn open(&mut self, bracket: char) {
        self.out.push(bracket);
        self.indent = self.indent.map(|indent| indent + 2);
    }

    fn separate(&mut self, at: usize) {
        if at > 0 {
            self.out.push(',');
        }
        self.break_line();
    }

    fn close(&mut self, bracket: char) {
        self.indent = self.indent.map(|indent| indent - 2);
        self.break_line();
        self.out.push(bracket);
    }

    fn break_line(&mut self) {
        if let Some(indent) = self.indent {
            self.out.push('\n');
            self.out.extend(std::iter::repeat_n(' ', indent));
        }
    }
}

/// A value for an error message.
pub(super) fn describe(value: &Value<'_>) -> String {
    if value.is_undefined() {
        return "undefined".to_owned();
    }
    let printer = Printer { digits: Digits::All, ..Printer::new(DESCRIBED) };
    printer.print(value).unwrap_or_else(|_| "…".to_owned())
}

/// Appends a string as a JSON string.
pub(crate) fn quote_into(out: &mut String, text: &str) {
    out.push('"');
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            8 => "\\b",
            12 => "\\f",
            0..32 => "",
            _ => continue,
        };
        out.push_str(text.get(plain..at).unwrap_or_default());
        plain = at + 1;
        if escape.is_empty() {
            out.push_str(&format!("\\u{byte:04x}"));
        } else {
            out.push_str(escape);
        }
    }
    out.push_str(text.get(plain..).unwrap_or_default());
    out.push('"');
}
