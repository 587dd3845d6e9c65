//! `templatefile` and `templatestring`: rendering a template with given values.

use dryrun_cty::functions::World;
use dryrun_cty::{Value, functions};
use dryrun_diag::{Diagnostic, FileId, LineIndex, Span};

use super::builtins::by_name;
use super::eval;
use super::scope::{CallError, Functions, Scope};
use crate::ast::Expression;
use crate::lex::identifier_length;
use crate::parse::{Input, describe_range, parse_template};
use crate::references::references;

/// What messages call the template of `templatestring`.
const STRING_NAME: &str = "<templatestring argument>";

/// `templatefile(path, vars)`. The template may itself call `functions`.
pub(super) fn file(
    arguments: &[Value],
    world: &dyn World,
    functions: &dyn Functions,
) -> Result<Value, CallError> {
    let [path, values] = arguments else {
        return Err(CallError::Failed("wrong number of arguments (2 required)".to_owned()));
    };
    if let Some(at) = arguments.iter().position(Value::is_null) {
        return Err(CallError::Argument(at, "argument must not be null".to_owned()));
    }
    let marks = path.marks() | values.marks();
    let (Some(name), true) = (path.as_str(), values.is_known()) else {
        return Ok(Value::dynamic().mark(marks));
    };
    let read = functions::function("file").map(|file| file.call(std::slice::from_ref(path), world));
    let content = match read {
        Some(Ok(content)) => content,
        Some(Err(error)) if error.argument.is_some() => {
            return Err(CallError::Argument(0, error.message));
        }
        Some(Err(error)) => return Err(CallError::Failed(error.message)),
        None => return Err(CallError::Failed("files cannot be read here".to_owned())),
    };
    let input = input(name, content.as_str().unwrap_or_default());
    let (template, diagnostics) = parse_template(input);
    if let Some(failed) = first_error(&diagnostics, |span| place(input, span)) {
        return Err(CallError::Failed(failed));
    }
    render(&template, input, values, functions).map(|value| value.mark(marks))
}

/// `templatestring(template, vars)`, with the template's text at hand.
pub(super) fn string(
    text: &str,
    values: &Value,
    functions: &dyn Functions,
) -> Result<Value, CallError> {
    let input = input(STRING_NAME, text);
    let (template, diagnostics) = parse_template(input);
    if let Some(failed) = first_error(&diagnostics, |span| place(input, span)) {
        return Err(CallError::Argument(0, format!("invalid template: {failed}")));
    }
    render(&template, input, values, functions)
}

/// A template is no file of the configuration: its places are told by name only.
fn input<'a>(name: &'a str, text: &'a str) -> Input<'a> {
    Input { file: FileId(u32::MAX), name, text }
}

/// Renders a template that may mention `values` only.
fn render(
    template: &Expression,
    input: Input<'_>,
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
    for traversal in references(template) {
        if !variables.contains_key(&traversal.root) {
            let place = place(input, traversal.root_span);
            return Err(wrong(format!(
                "vars map does not contain key \"{}\", referenced at {place}",
                traversal.root
            )));
        }
    }
    let (value, diagnostics) = eval(template, &Scope::new(&variables, functions));
    match first_error(&diagnostics, |span| place(input, span)) {
        Some(failed) => Err(CallError::Failed(failed)),
        None => Ok(value),
    }
}

fn place(input: Input<'_>, span: Span) -> String {
    describe_range(input, &LineIndex::new(input.text), span)
}

/// The first of the errors in a line, and how many more there are.
pub(super) fn first_error(
    diagnostics: &[Diagnostic],
    place: impl Fn(Span) -> String,
) -> Option<String> {
    let first = diagnostics.first()?;
    let line = format!(
        "{}: {}; {}",
        first.span.map(place).unwrap_or_default(),
        first.summary,
        first.detail
    );
    Some(match diagnostics.len() {
        1 => line,
        count => format!("{line}, and {} other diagnostic(s)", count - 1),
    })
}
