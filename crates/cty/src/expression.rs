//! Values as Terraform expressions, laid out as its formatter does: what `encode_expr` and `encode_tfvars` write.

use std::fmt::Write as _;

use crate::{Entries, Kind, Value};

/// The expression that means the value. Marks are lost, unknown parts are written as null.
#[must_use]
pub fn encode(value: &Value) -> String {
    let mut lines = Lines::default();
    lines.value(value);
    lines.finish()
}

/// One variable definition a line, as in a `.tfvars` file.
///
/// # Errors
///
/// When the value is no object or map, or a name is no identifier.
pub fn encode_variables(value: &Value) -> Result<String, String> {
    let Some(entries) = value.entries() else {
        return Err("invalid value to encode: must be an object whose attribute names will become the encoded variable \
                    names"
            .to_owned());
    };
    if let Some(name) = entries.keys().find(|name| !is_identifier(name)) {
        let shown = crate::text::quoted(name);
        return Err(format!(
            "invalid variable name {shown}: must be a valid identifier, per Terraform's rules for input variable \
             declarations"
        ));
    }
    let mut lines = Lines::default();
    lines.entries(entries);
    let text = lines.finish();
    Ok(if text.is_empty() { text } else { text + "\n" })
}

/// A line being written: what is before the equals sign, and after it.
#[derive(Debug, Default)]
struct Line {
    name: Option<String>,
    text: String,
    /// Brackets opened minus brackets closed.
    net: i32,
}

#[derive(Debug, Default)]
struct Lines {
    done: Vec<Line>,
    current: Line,
}

impl Lines {
    fn push(&mut self, text: &str, net: i32) {
        self.current.text.push_str(text);
        self.current.net += net;
    }

    fn end_line(&mut self) {
        self.done.push(std::mem::take(&mut self.current));
    }

    fn value(&mut self, value: &Value) {
        match value.kind() {
            Kind::Null | Kind::Unknown(_) => self.push("null", 0),
            Kind::Bool(flag) => self.push(if *flag { "true" } else { "false" }, 0),
            Kind::Number(number) => self.push(&number.to_string(), 0),
            Kind::String(text) => self.push(&quoted(text), 0),
            Kind::Elements(elements) => self.elements(elements),
            Kind::Entries(entries) if entries.is_empty() => self.push("{}", 0),
            Kind::Entries(entries) => {
                self.push("{", 1);
                self.end_line();
                self.entries(entries);
                self.push("}", -1);
            }
        }
    }

    fn elements(&mut self, elements: &[Value]) {
        self.push("[", 1);
        for (index, element) in elements.iter().enumerate() {
            self.push(if index == 0 { "" } else { ", " }, 0);
            self.value(element);
        }
        self.push("]", -1);
    }

    fn entries(&mut self, entries: &Entries<Value>) {
        for (name, value) in entries {
            self.current.name =
                Some(if is_identifier(name) { name.as_ref().to_owned() } else { quoted(name) });
            self.value(value);
            self.end_line();
        }
    }

    /// All lines, indented by the brackets that are open, equals signs of neighbouring lines below each other.
    fn finish(mut self) -> String {
        if !self.current.text.is_empty() {
            self.end_line();
        }
        let widths = widths(&self.done);
        let mut open: Vec<i32> = Vec::new();
        let mut out = Vec::with_capacity(self.done.len());
        for (line, width) in self.done.iter().zip(widths) {
            if line.net < 0 {
                close(&mut open, -line.net);
            }
            let indent = "  ".repeat(open.len());
            out.push(match &line.name {
                Some(name) => format!("{indent}{name:width$} = {}", line.text),
                None => format!("{indent}{}", line.text),
            });
            if line.net > 0 {
                open.push(line.net);
            }
        }
        out.join("\n")
    }
}

/// Takes closed brackets off the lines that opened them.
fn close(open: &mut Vec<i32>, mut closed: i32) {
    while let Some(last) = open.last_mut() {
        if closed < *last {
            *last -= closed;
            return;
        }
        closed -= *last;
        open.pop();
        if closed == 0 {
            return;
        }
    }
}

/// How wide the names are made: neighbouring definitions of one line each go together.
fn widths(lines: &[Line]) -> Vec<usize> {
    let is_aligned = |line: &Line| line.name.is_some() && line.net == 0;
    let width = |line: &Line| line.name.as_ref().map_or(0, |name| name.chars().count());
    let mut widths = Vec::with_capacity(lines.len());
    for chain in lines.chunk_by(|left, right| is_aligned(left) && is_aligned(right)) {
        let widest = if chain.len() > 1 { chain.iter().map(width).max().unwrap_or(0) } else { 0 };
        widths.extend(std::iter::repeat_n(widest, chain.len()));
    }
    widths
}

fn is_identifier(name: &str) -> bool {
    let mut characters = name.chars();
    let first = characters.next().is_some_and(char::is_alphabetic);
    first
        && characters
            .all(|character| character.is_alphanumeric() || character == '_' || character == '-')
}

/// The text in quotes, with template markers doubled.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '$' | '%' if characters.peek() == Some(&'{') => {
                out.push(character);
                out.push(character);
            }
            other if crate::text::is_shown(other) => out.push(other),
            other => {
                let code = u32::from(other);
                let _ = if code < 0x1_0000 {
                    write!(out, "\\u{code:04x}")
                } else {
                    write!(out, "\\U{code:08x}")
                };
            }
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::{encode, encode_variables};
    use crate::Value;

    #[test]
    fn definitions_of_one_line_are_aligned() {
        let inner = Value::object([("c", Value::integer(1)), ("dd", Value::integer(2))]);
        let value = Value::object([
            ("aaaa", Value::integer(1)),
            ("b", inner),
            ("ee", Value::string("x${y}")),
        ]);
        let text = "aaaa = 1\nb = {\n  c  = 1\n  dd = 2\n}\nee = \"x$${y}\"\n";
        assert_eq!(encode_variables(&value).as_deref(), Ok(text));
    }

    #[test]
    fn brackets_indent_by_the_line() {
        let object = |name: &str| Value::object([(name, Value::integer(1))]);
        let value = Value::tuple([object("a"), object("b c")]);
        assert_eq!(encode(&value), "[{\n  a = 1\n  }, {\n  \"b c\" = 1\n}]");
    }

    #[test]
    fn variables_need_names() {
        assert!(encode_variables(&Value::integer(1)).is_err());
        assert!(encode_variables(&Value::object([("a b", Value::integer(1))])).is_err());
    }
}
