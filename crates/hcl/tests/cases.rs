//! Text cases: a text and what is told of it, expressions and their values, layouts before and after.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::ExitCode;
use std::sync::Arc;

use dryrun_cty::functions::NoWorld;
use dryrun_cty::{Marks, Type, Value, console};
use dryrun_diag::{Diagnostic, FileId, LineIndex, Sources, Span};
use dryrun_hcl::{
    BodySchema, Builtins, Input, Place, Scope, eval, format, parse, parse_expression, parse_json,
    parse_template,
};
use dryrun_testkit::{Case, Failed, load, run};

fn main() -> ExitCode {
    run(load("tests/cases"), check)
}

fn check(case: &Case) -> Result<(), Failed> {
    // A text ends with a newline unless the case is about that.
    if let Some(text) = case
        .optional("hcl")
        .map(|text| format!("{text}\n"))
        .or(case.optional("open hcl").map(Into::into))
    {
        let text = text.as_str();
        let (body, diagnostics) = parse(input(text));
        case.expect("told", &told(&diagnostics, text))?;
        if let Some(wanted) = case.optional("schema") {
            let (_, diagnostics) = body.content(&schema(wanted));
            case.expect("content", &told(&diagnostics, text))?;
        }
    }
    if let Some(text) = case.optional("json") {
        let (body, diagnostics) = parse_json(input(text));
        case.expect("told", &told(&diagnostics, text))?;
        if let Some(wanted) = case.optional("schema") {
            let (content, diagnostics) = body.content(&schema(wanted));
            let mut found = told(&diagnostics, text);
            for block in &content.blocks {
                let labels: Vec<&str> = block.labels.iter().map(|(label, _)| &**label).collect();
                writeln!(found, "{} {}", block.kind, labels.join(" ")).unwrap();
            }
            case.expect("content", &found)?;
        }
    }
    if let Some(text) = case.optional("template") {
        let (template, mut diagnostics) = parse_template(input(text.trim_end_matches('\n')));
        let value = with_names(|scope| {
            let (value, found) = eval(&template, scope);
            diagnostics.extend(found);
            value
        });
        case.expect("value", &format!("{}\n{}", console(&value), told(&diagnostics, text)))?;
    }
    if let Some(text) = case.optional("expressions") {
        case.expect("answers", &answers(text))?;
    }
    if let Some(text) = case.optional("before") {
        case.expect(
            "after",
            &format(&format!("{text}\n")).unwrap_or_else(|| "does not parse\n".to_owned()),
        )?;
    }
    Ok(())
}

fn input(text: &str) -> Input<'_> {
    Input { file: FileId(0), name: "main.tf", text }
}

/// `line:column-line:column summary: detail`, with the context if there is one and the values mentioned.
fn told(diagnostics: &[Diagnostic], text: &str) -> String {
    let lines = LineIndex::new(text);
    let place = |span: Span| {
        let (start, end) = (lines.position(text, span.start), lines.position(text, span.end));
        format!("{}:{}-{}:{}", start.line, start.column, end.line, end.column)
    };
    let mut result = String::new();
    for told in diagnostics {
        let context =
            told.context.map_or_else(String::new, |context| format!(" in {}", place(context)));
        let at = told.span.map(place).unwrap_or_default();
        writeln!(result, "{at}{context} {}: {}", told.summary, told.detail).unwrap();
        for (name, state) in told.evidence.iter().flat_map(|evidence| &evidence.values) {
            writeln!(result, "    {name} {state}").unwrap();
        }
    }
    result
}

/// `name` for an argument, `!name` for one that must be there, `kind label label {` for blocks.
fn schema(text: &str) -> BodySchema<'_> {
    let mut schema = BodySchema::new();
    for line in text.lines() {
        schema = match (line.strip_suffix(" {"), line.strip_prefix('!')) {
            (Some(header), _) => {
                let mut words = header.split(' ');
                let kind = words.next().unwrap();
                let labels: Vec<&str> = words.collect();
                schema.block(kind, Vec::leak(labels))
            }
            (None, Some(name)) => schema.required([name]),
            (None, None) => schema.optional([line]),
        };
    }
    schema
}

/// Calls with a scope of one of each kind of value.
fn with_names<T>(call: impl FnOnce(&Scope<'_>) -> T) -> T {
    let unknown = |ty: Type| Value::unknown(ty);
    let local = Value::object([
        ("name", Value::string("Ann")),
        ("list", Value::list(Type::String, [Value::string("a"), Value::string("b")])),
        ("map", Value::map(Type::Number, [(Arc::from("x"), Value::integer(1))])),
        ("set", Value::set(Type::String, [Value::string("s")])),
        ("none", Value::null(Type::Dynamic)),
        ("no_list", Value::null(Type::list(Type::String))),
        ("secret", Value::string("hush").mark(Marks::SENSITIVE)),
        ("secrets", Value::list(Type::String, [Value::string("hush")]).mark(Marks::SENSITIVE)),
        ("text", unknown(Type::String)),
        ("number", unknown(Type::Number)),
        ("flag", unknown(Type::Bool)),
        ("texts", unknown(Type::list(Type::String))),
        ("object", unknown(Type::object([("id", Type::String)]))),
        ("any", Value::dynamic()),
    ]);
    let names = BTreeMap::from([(Arc::from("local"), local)]);
    let functions = Builtins::new(&NoWorld, Place::Console);
    call(&Scope::new(&names, &functions))
}

/// Each line is an expression: its value and type, or what is wrong with it.
fn answers(text: &str) -> String {
    let mut result = String::new();
    for line in text.lines() {
        let mut sources = Sources::new();
        let file = sources.add("main.tf", line);
        let (expression, mut diagnostics) =
            parse_expression(Input { file, name: "main.tf", text: line });
        let value = with_names(|scope| {
            let (value, found) = eval(&expression, &scope.with_sources(&sources));
            diagnostics.extend(found);
            value
        });
        writeln!(result, "> {line}").unwrap();
        if diagnostics.is_empty() {
            let prefix = value
                .refinements()
                .prefix
                .map_or_else(String::new, |prefix| format!(", starts with {prefix}"));
            writeln!(result, "{} ({}{prefix})", console(&value), value.ty()).unwrap();
        } else {
            result.push_str(&told(&diagnostics, line));
        }
    }
    result
}
