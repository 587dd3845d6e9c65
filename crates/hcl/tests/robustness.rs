//! Whatever the text: no panic, no overflow, spans inside of the text.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test may fail where it stands"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use dryrun_cty::functions::NoWorld;
use dryrun_diag::{Diagnostic, FileId, Span};
use dryrun_hcl::ast::{Body, Expression};
use dryrun_hcl::{
    Builtins, Input, Place, Scope, eval, format, parse, parse_expression, parse_json,
    parse_template, references, walk,
};
use dryrun_testkit as testkit;

/// The stack that a thread has when nobody asks for more.
const STACK: usize = 2 * 1024 * 1024;

fn input(text: &str) -> Input<'_> {
    Input { file: FileId(0), name: "main.tf", text }
}

fn check_span(span: Span, text: &str) {
    assert!(text.get(span.range()).is_some(), "{span:?} is not in {text:?}");
}

fn check_diagnostics(diagnostics: &[Diagnostic], text: &str) {
    for diagnostic in diagnostics {
        check_span(diagnostic.span.expect("every diagnostic has a place"), text);
        if let Some(context) = diagnostic.context {
            check_span(context, text);
        }
    }
}

fn check_expression(expression: &Expression, text: &str) {
    walk(expression, &mut |part| {
        check_span(part.span, text);
        check_span(part.start_span(), text);
    });
    references(expression).iter().for_each(|traversal| check_span(traversal.span(), text));
    let functions = Builtins::new(&NoWorld, Place::Configuration);
    for scope in [Scope::nothing(), Scope::of_functions(&functions)] {
        check_diagnostics(&eval(expression, &scope).1, text);
    }
}

fn check_body(body: &Body, text: &str) {
    check_span(body.span, text);
    check_span(body.missing_item, text);
    for attribute in &body.attributes {
        check_span(attribute.span, text);
        check_expression(&attribute.expression, text);
    }
    for block in &body.blocks {
        check_span(block.header_span(), text);
        check_span(block.open_span, text);
        check_span(block.close_span, text);
        check_body(&block.body, text);
    }
}

fn check(text: &str, json: bool) {
    let (body, diagnostics) = if json { parse_json(input(text)) } else { parse(input(text)) };
    check_diagnostics(&diagnostics, text);
    check_body(&body, text);
    if let Some(object) = &body.json {
        object.properties.iter().for_each(|(_, _, value)| check_expression(value, text));
    } else {
        let _ = format(text);
        let (template, diagnostics) = parse_template(input(text));
        check_diagnostics(&diagnostics, text);
        check_expression(&template, text);
    }
}

/// A small generator of numbers: the same mutations each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit.max(1)
    }
}

const SPLICES: &[&str] = &[
    "\"", "{", "}", "[", "]", "(", ")", "${", "%{", "~}", "<<EOT\n", "<<-EOT\n", "\nEOT\n", "=",
    ":", ",", "\n", "'", "é", "\u{fffd}", "/*", "*/", "#", "...", ".*", "[*]", "=>", "?", "for",
    "in", "if", "endif", "\r\n", "\r", "\\", "\\u", "$", "%", "$${", "-", "!", "0.0", ".0", "::",
    "null", "\u{feff}", "😀",
];

fn mutate(text: &str, numbers: &mut Numbers) -> String {
    let boundary = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = boundary(numbers.below(text.len() + 1));
    let end = boundary((start + numbers.below(12)).min(text.len())).max(start);
    let splice = SPLICES[numbers.below(SPLICES.len())];
    match numbers.below(4) {
        0 => text[..start].to_owned(),
        1 => format!("{}{}", &text[..start], &text[end..]),
        2 => format!("{}{splice}{}", &text[..start], &text[start..]),
        _ => format!("{}{splice}{}", &text[..start], &text[end..]),
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let name = path.to_string_lossy();
        if path.is_dir() {
            files(&path, found);
        } else if [".tf", ".tf.json", ".tfvars", ".tftpl", ".hcl"]
            .iter()
            .any(|suffix| name.ends_with(suffix))
        {
            found.push(path);
        }
    }
}

#[test]
fn mutated_configurations() {
    let mut all = Vec::new();
    for suite in ["conformance/terraform", "conformance/hcl"]
        .iter()
        .filter_map(|suite| testkit::shared(suite))
    {
        files(&suite, &mut all);
    }
    all.sort();
    let mut numbers = Numbers(7);
    for path in all {
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        let json = path.extension().is_some_and(|extension| extension == "json");
        check(&text, json);
        for _ in 0..40 {
            let once = mutate(&text, &mut numbers);
            check(&once, json);
            check(&mutate(&once, &mut numbers), json);
        }
    }
}

#[test]
fn splices_alone() {
    let mut numbers = Numbers(3);
    for _ in 0..4000 {
        let text: String =
            (0..numbers.below(14)).map(|_| SPLICES[numbers.below(SPLICES.len())]).collect();
        check(&text, false);
        check(&format!("a = {text}"), false);
        check(&format!("b {{\n a = \"{text}\"\n}}\n"), false);
        check(&text, true);
    }
}

/// Each piece ten thousand times, in front of what it may need and behind it.
#[test]
fn deep_nesting_is_told() {
    let pieces = [
        "(",
        "[",
        "{a=",
        "!",
        "-",
        "a[",
        "f(",
        "\"${",
        "%{if true}",
        "true ? (",
        "a ? b : ",
        "[for x in ",
        "{for x in y : x => ",
        "a { \n",
        "<<EOT\n${",
        "a[*].",
        "a[*]",
        ".*",
        "\"%{if ",
        "[[",
        "f(g(",
    ];
    let run = move || {
        for piece in pieces {
            let deep = piece.repeat(10_000);
            for text in [
                deep.clone(),
                format!("x = {deep}"),
                format!("x = \"${{{deep}"),
                format!("x = a{deep}"),
            ] {
                check(&text, false);
                let (expression, diagnostics) = parse_expression(input(&text));
                check_diagnostics(&diagnostics, &text);
                assert!(
                    !diagnostics.is_empty() || piece.starts_with('a') || piece == ".*",
                    "{piece}"
                );
                drop(expression);
            }
        }
        for piece in ["[", "{\"a\":", "[{\"a\":", "{\"a\":\"${", "{\"a\":{", "[\"", ","] {
            check(&piece.repeat(10_000), true);
        }
        // Chains are no nesting, but as high a tree.
        for link in [" + 1", " || true", "[x]", ".a", "[0]", "[*]", " ? 1 : 2"] {
            check(&format!("x = y{}", link.repeat(10_000)), false);
        }
        check(&"/* ".repeat(100_000), false);
        check(&format!("x = [{}", "1,".repeat(100_000)), false);
        check(&"x = 1\n".repeat(50_000), false);
    };
    thread::Builder::new().stack_size(STACK).spawn(run).unwrap().join().unwrap();
}
