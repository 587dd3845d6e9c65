//! Values as `terraform console` and `output` print them.

use crate::text::quoted;
use crate::{Kind, Marks, Type, Value};

/// The value as expression-like text, lines joined by line feeds, none at the end.
///
/// A string marked [`Marks::TYPE`] (from the console's `type`) prints bare.
#[must_use]
pub fn console(value: &Value) -> String {
    if value.marks().contains(Marks::TYPE)
        && let Some(text) = value.as_str()
    {
        return text.to_owned();
    }
    let mut out = String::new();
    print(&mut out, value, 0);
    out
}

fn print(out: &mut String, value: &Value, indent: usize) {
    if !value.is_known() {
        return out.push_str("(known after apply)");
    }
    if value.marks().contains(Marks::SENSITIVE) {
        return out.push_str("(sensitive value)");
    }
    if value.marks().contains(Marks::EPHEMERAL) {
        return out.push_str("(ephemeral value)");
    }
    match value.kind() {
        Kind::Null => out.push_str(&null(value.ty())),
        Kind::Bool(flag) => out.push_str(if *flag { "true" } else { "false" }),
        Kind::Number(number) => out.push_str(&number.to_string()),
        Kind::String(text) => print_string(out, text, indent),
        Kind::Elements(elements) => {
            within(out, value.ty(), |out| print_elements(out, elements, indent));
        }
        Kind::Entries(entries) => within(out, value.ty(), |out| {
            print_entries(out, entries.iter().map(|(name, entry)| (&**name, entry)), indent);
        }),
        Kind::Unknown(_) => {}
    }
}

fn null(ty: &Type) -> String {
    match ty {
        Type::Dynamic => "null".to_owned(),
        Type::Bool => "tobool(null)".to_owned(),
        Type::Number => "tonumber(null)".to_owned(),
        Type::String => "tostring(null)".to_owned(),
        Type::List(element) => format!("tolist(null) /* of {} */", element.friendly_name()),
        Type::Set(element) => format!("toset(null) /* of {} */", element.friendly_name()),
        Type::Map(element) => format!("tomap(null) /* of {} */", element.friendly_name()),
        Type::Tuple(_) | Type::Object(_) => format!("null /* {} */", ty.friendly_name()),
    }
}

/// Collections are wrapped in the function that makes them, structures are bare.
fn within(out: &mut String, ty: &Type, print: impl FnOnce(&mut String)) {
    let function = match ty {
        Type::List(_) => "tolist(",
        Type::Set(_) => "toset(",
        Type::Map(_) => "tomap(",
        Type::Dynamic
        | Type::Bool
        | Type::Number
        | Type::String
        | Type::Tuple(_)
        | Type::Object(_) => "",
    };
    out.push_str(function);
    print(out);
    if !function.is_empty() {
        out.push(')');
    }
}

fn print_elements(out: &mut String, elements: &[Value], indent: usize) {
    out.push('[');
    for element in elements {
        new_line(out, indent + 2);
        print(out, element, indent + 2);
        out.push(',');
    }
    if !elements.is_empty() {
        new_line(out, indent);
    }
    out.push(']');
}

fn print_entries<'a>(
    out: &mut String,
    entries: impl Iterator<Item = (&'a str, &'a Value)>,
    indent: usize,
) {
    out.push('{');
    let mut any = false;
    for (name, entry) in entries {
        any = true;
        new_line(out, indent + 2);
        print_string(out, name, indent + 2);
        out.push_str(" = ");
        print(out, entry, indent + 2);
    }
    if any {
        new_line(out, indent);
    }
    out.push('}');
}

fn new_line(out: &mut String, indent: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}

/// Several lines print as a heredoc whose end marker none of them contains.
fn print_string(out: &mut String, text: &str, indent: usize) {
    if !text.contains('\n') {
        return out.push_str(&quoted(text));
    }
    let mut marker = "EOT".to_owned();
    while text.split('\n').any(|line| line.trim() == marker) {
        marker.push('_');
    }
    out.push_str(if indent > 0 { "<<-" } else { "<<" });
    out.push_str(&marker);
    for line in text.split('\n') {
        new_line(out, indent);
        out.push_str(line);
    }
    new_line(out, indent);
    out.push_str(&marker);
}

/// The type as the console's `type` function shows it, over several lines where it has parts.
#[must_use]
pub fn describe_type(ty: &Type) -> String {
    let mut out = String::new();
    write_type(&mut out, ty, 0);
    out
}

fn write_type(out: &mut String, ty: &Type, depth: usize) {
    match ty {
        Type::Dynamic | Type::Bool | Type::Number | Type::String => {
            out.push_str(&ty.friendly_name());
        }
        Type::List(element) => wrap(out, "list(", element, depth),
        Type::Set(element) => wrap(out, "set(", element, depth),
        Type::Map(element) => wrap(out, "map(", element, depth),
        Type::Tuple(elements) if elements.is_empty() => out.push_str("tuple([])"),
        Type::Object(object) if object.attributes.is_empty() => out.push_str("object({})"),
        Type::Tuple(elements) => {
            out.push_str("tuple([");
            for element in elements.iter() {
                new_line(out, 4 * (depth + 1));
                write_type(out, element, depth + 1);
                out.push(',');
            }
            new_line(out, 4 * depth);
            out.push_str("])");
        }
        Type::Object(object) => {
            out.push_str("object({");
            for (name, ty) in &object.attributes {
                new_line(out, 4 * (depth + 1));
                out.push_str(name);
                out.push_str(": ");
                write_type(out, ty, depth + 1);
                out.push(',');
            }
            new_line(out, 4 * depth);
            out.push_str("})");
        }
    }
}

fn wrap(out: &mut String, open: &str, element: &Type, depth: usize) {
    out.push_str(open);
    if matches!(element, Type::Tuple(_) | Type::Object(_)) {
        new_line(out, 4 * (depth + 1));
        write_type(out, element, depth + 1);
        out.push(',');
        new_line(out, 4 * depth);
    } else {
        write_type(out, element, depth);
    }
    out.push(')');
}
