//! `templatefile` and `templatestring`: rendering a template with given values.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::functions::World;
use dryrun_cty::{Value, functions};
use dryrun_diag::{Diagnostic, FileId, LineIndex, Span};

use super::builtins::by_name;
use super::eval;
use super::scope::{CallError, Functions, Scope};
use crate::lex::identifier_length;
use crate::parse::{Input, describe_range, parse_template};
use crate::references::references;

/// What messages call the template of `templatestring`.
const STRING_NAME: &str = "<templatestring argument>";

/// Calls one of the two functions. A template may itself call `functions`.
pub(super) fn call(
    name: &str,
    arguments: &[Value],
    world: &dyn World,
    functions: &dyn Functions,
) -> Result<Value, CallError> {
    let [first, values] = arguments else {
        return Err(CallError::Failed("wrong number of arguments (2 required)".to_owned()));
    };
    for (at, value) in arguments.iter().enumerate() {
        if value.is_null() {
            return Err(CallError::Argument(at, "argument must not be null".to_owned()));
        }
    }
    let marks = first.marks() | values.marks();
    let (Some(text), true) = (first.as_str(), values.is_known()) else {
        return Ok(Value::dynamic().mark(marks));
    };
    let (text, name): (Arc<str>, &str) = if name == "templatefile" {
        let content =
            functions::function("file").map(|file| file.call(std::slice::from_ref(first), world));
        let content = match content {
            Some(Ok(content)) => content,
            Some(Err(error)) => return Err(CallError::Failed(error.message)),
            None => return Err(CallError::Failed("files cannot be read here".to_owned())),
        };
        (content.as_str().unwrap_or_default().into(), text)
    } else {
        (text.into(), STRING_NAME)
    };
    render(&text, name, values, functions).map(|value| value.mark(marks))
}

/// Renders a template that may mention `values` only.
fn render(
    text: &str,
    name: &str,
    values: &Value,
    functions: &dyn Functions,
) -> Result<Value, CallError> {
    let wrong = |why: String| CallError::Argument(1, why);
    let Some(variables) = by_name(values) else {
        return Err(wrong("invalid vars value: must be a map".to_owned()));
    };
    if let Some(bad) =
        variables.keys().find(|name| identifier_length(name) != name.len() || name.is_empty())
    {
        return Err(wrong(format!(
            "invalid template variable name \"{bad}\": must start with a letter, followed by zero or more letters, digits, and underscores"
        )));
    }
    let input = Input { file: FileId(u32::MAX), name, text };
    let (template, diagnostics) = parse_template(input);
    if let Some(failed) = first_error(input, &diagnostics) {
        return Err(CallError::Failed(failed));
    }
    for traversal in references(&template) {
        if !variables.contains_key(&traversal.root) {
            let place = place(input, traversal.root_span);
            return Err(wrong(format!(
                "vars map does not contain key \"{}\", referenced at {place}",
                traversal.root
            )));
        }
    }
    let variables: BTreeMap<Arc<str>, Value> = variables;
    let (value, diagnostics) = eval(&template, &Scope::new(&variables, functions));
    match first_error(input, &diagnostics) {
        Some(failed) => Err(CallError::Failed(failed)),
        None => Ok(value),
    }
}

fn place(input: Input<'_>, span: Span) -> String {
    describe_range(input, &LineIndex::new(input.text), span)
}

/// The first of the errors in a line, and how many more there are.
fn first_error(input: Input<'_>, diagnostics: &[Diagnostic]) -> Option<String> {
    let first = diagnostics.first()?;
    let place = first.span.map_or_else(String::new, |span| place(input, span));
    let line = format!("{place}: {}; {}", first.summary, first.detail);
    Some(match diagnostics.len() {
        1 => line,
        count => format!("{line}, and {} other diagnostic(s)", count - 1),
    })
}
