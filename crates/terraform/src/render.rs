//! Diagnostics for people, as Terraform prints them.

use dryrun_diag::{Diagnostic, Severity, Sources};

use crate::diagnostics::{Snippet, sorted};
use crate::syntax::nowhere;

/// Width of the page; details wrap one column before it.
const WIDTH: usize = 78;

/// All diagnostics in Terraform's boxes.
#[must_use]
pub fn boxed(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    merged(diagnostics, sources)
        .iter()
        .map(|diagnostic| in_box(&plain_one(diagnostic, sources, WIDTH - 3)))
        .collect::<Vec<_>>()
        .join("")
}

/// All diagnostics as Terraform prints them without colour: no boxes.
#[must_use]
pub fn plain(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let merged = merged(diagnostics, sources);
    merged
        .iter()
        .map(|diagnostic| format!("\n{}", plain_one(diagnostic, sources, WIDTH - 1)))
        .collect()
}

/// Warnings of the same title become one that counts the others. Those without a place stay apart.
fn merged(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<Diagnostic> {
    let mut merged: Vec<(Diagnostic, usize)> = Vec::new();
    for diagnostic in &sorted(diagnostics, sources) {
        let alike = |(first, _): &&mut (Diagnostic, usize)| {
            first.severity == Severity::Warning
                && first.span.is_some()
                && first.summary == diagnostic.summary
        };
        // Each failed assertion counts.
        let of_check = diagnostic.summary.starts_with("Check block assertion");
        let may_merge =
            diagnostic.severity == Severity::Warning && diagnostic.span.is_some() && !of_check;
        match merged.iter_mut().find(alike).filter(|_| may_merge) {
            Some((_, others)) => *others += 1,
            None => merged.push((diagnostic.clone(), 0)),
        }
    }
    merged.into_iter().map(|(diagnostic, others)| counted(diagnostic, others)).collect()
}

fn counted(mut diagnostic: Diagnostic, others: usize) -> Diagnostic {
    match others {
        0 => {}
        1 => diagnostic.detail.push_str("\n\n(and one more similar warning elsewhere)"),
        _ => diagnostic
            .detail
            .push_str(&format!("\n\n(and {others} more similar warnings elsewhere)")),
    }
    diagnostic
}

fn in_box(text: &str) -> String {
    let mut out = String::from("╷\n");
    for line in text.trim_end_matches('\n').split('\n') {
        out.push('│');
        if !line.is_empty() {
            out.push(' ');
            out.push_str(line);
        } else {
            out.push(' ');
        }
        out.push('\n');
    }
    out.push_str("╵\n");
    out
}

fn plain_one(diagnostic: &Diagnostic, sources: &Sources, width: usize) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "Error: ",
        Severity::Warning => "Warning: ",
        Severity::Note => "Note: ",
    };
    let mut out = format!("{severity}{}\n\n", diagnostic.summary);
    if let Some(address) = &diagnostic.address {
        out.push_str(&format!("  with {address},\n"));
    }
    if let Some(span) = diagnostic.span {
        push_snippet(&mut out, diagnostic, span, sources);
    }
    if !diagnostic.detail.is_empty() {
        for line in diagnostic.detail.split('\n') {
            // Indented lines are code: they are never wrapped.
            if line.starts_with(' ') {
                out.push_str(line);
            } else {
                out.push_str(&wrap(line, width));
            }
            out.push('\n');
        }
    }
    if let Some(help) = &diagnostic.help {
        out.push_str(&format!("\nhelp: {}\n", wrap(help, width)));
    }
    out
}

fn push_snippet(
    out: &mut String,
    diagnostic: &Diagnostic,
    span: dryrun_diag::Span,
    sources: &Sources,
) {
    let located = sources.locate(span).map(|(name, start, _)| (name, start.line));
    let (name, line) = match located {
        Some(located) => located,
        None if span == nowhere() => ("", 0),
        None => return,
    };
    let Some(snippet) = Snippet::new(diagnostic, span, sources) else {
        out.push_str(&format!("  on {name} line {line}:\n  (source code not available)\n\n"));
        return;
    };
    let context =
        snippet.context.as_ref().map(|context| format!(", in {context}")).unwrap_or_default();
    out.push_str(&format!("  on {name} line {line}{context}:\n"));
    for (at, line) in snippet.code.split('\n').enumerate() {
        let number = snippet.start_line as usize + at;
        out.push_str(&format!("{number:>4}: {line}\n"));
    }
    if snippet.calling.is_some() || !snippet.values.is_empty() {
        out.push_str("    ├────────────────\n");
        if let Some(call) = &snippet.calling {
            let mut names: Vec<String> =
                call.parameters.iter().map(|(name, _)| name.clone()).collect();
            names.extend(call.variadic.as_ref().map(|(name, _)| format!("{name}...")));
            out.push_str(&format!(
                "    │ while calling {}({})\n",
                call.called_as,
                names.join(", ")
            ));
        }
        for (traversal, statement) in &snippet.values {
            out.push_str(&format!("    │ {traversal} {statement}\n"));
        }
    }
    out.push('\n');
}

/// Breaks a line at blanks.
fn wrap(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}
