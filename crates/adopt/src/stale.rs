//! What of a configuration is wrong today: layer by layer, since one error hides the next.

use dryrun_diag::{Diagnostic, FileId, Span};
use dryrun_engine::{Effects, Engine, Example};
use dryrun_hcl::ast::{Body, ExpressionKind};
use dryrun_hcl::{Input, parse, walk};

/// Layers that are looked at.
const LAYERS: usize = 24;

/// Something wrong: the part and the line in it, from 0, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) part: usize,
    pub(crate) line: usize,
    pub(crate) what: String,
    pub(crate) age: Age,
}

/// Why it is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Age {
    /// It was right once, or is a slip of the pen in a name.
    Stale,
    /// It was never right.
    Broken,
}

/// Everything that the engine says of an example, each time with what it blamed before left out. `unreadable` holds parts
/// with first and last lines to leave out from the start.
pub(crate) fn layers(
    engine: &dyn Engine,
    example: &Example,
    effects: &dyn Effects,
    unreadable: &[(usize, (usize, usize))],
) -> Vec<Finding> {
    let mut example = example.clone();
    for (part, (first, last)) in unreadable {
        if let Some(part) = example.parts.get_mut(*part) {
            blank(&mut part.text, *first, *last);
        }
    }
    let mut found: Vec<Finding> = Vec::new();
    for _ in 0..LAYERS {
        let outcome = engine.run(&example, effects);
        let cases = outcome.cases.iter().flat_map(|case| &case.diagnostics);
        let all: Vec<Diagnostic> = outcome.diagnostics.iter().chain(cases).cloned().collect();
        let mut taken = false;
        for diagnostic in &all {
            let Some(span) = diagnostic.span else { continue };
            let part = usize::try_from(span.file.0).unwrap_or(usize::MAX);
            let Some(text) = example.parts.get(part).map(|part| part.text.clone()) else {
                continue;
            };
            let finding = Finding {
                part,
                line: line_of(&text, span.start),
                what: sentence(diagnostic),
                age: age(diagnostic),
            };
            let advice = !diagnostic.is_error() && finding.age == Age::Broken;
            if advice || found.contains(&finding) {
                continue;
            }
            found.push(finding);
            if !diagnostic.is_error() {
                continue;
            }
            if let Some((first, last)) = statement(&text, span) {
                taken = true;
                if let Some(part) = example.parts.get_mut(part) {
                    blank(&mut part.text, first, last);
                }
                break;
            }
        }
        if !taken {
            break;
        }
    }
    found
}

fn sentence(diagnostic: &Diagnostic) -> String {
    let detail = diagnostic.detail.lines().next().unwrap_or_default();
    let help = diagnostic.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
    if detail.is_empty() {
        format!("{}{help}", diagnostic.summary)
    } else {
        format!("{}: {detail}{help}", diagnostic.summary)
    }
}

/// Summaries of what was right in an earlier version, or names an argument that is not there.
const OLD: &[&str] = &[
    "Unsupported block type",
    "Unsupported argument",
    "Invalid quoted type constraints",
    "Missing required provider",
    "Invalid resource type",
    "Invalid data source",
    "Call to unknown function",
    "Unknown field",
    "Misplaced field",
];

fn age(diagnostic: &Diagnostic) -> Age {
    let words = [diagnostic.summary.as_ref(), diagnostic.detail.as_str()];
    let old = OLD.contains(&diagnostic.summary.as_ref())
        || words.iter().any(|text| {
            let text = text.to_ascii_lowercase();
            ["deprecated", "no longer", "was removed", "has been removed", "0.11"]
                .iter()
                .any(|word| text.contains(word))
        });
    if old { Age::Stale } else { Age::Broken }
}

fn line_of(text: &str, at: u32) -> usize {
    let at = usize::try_from(at).unwrap_or(usize::MAX).min(text.len());
    text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count()
}

/// Lines of the smallest attribute or block around a place.
fn statement(text: &str, span: Span) -> Option<(usize, usize)> {
    let (body, _) = parse(Input { file: FileId(0), name: "", text });
    let found = smallest(&body, span.start)?;
    Some((line_of(text, found.start), line_of(text, found.end)))
}

fn smallest(body: &Body, at: u32) -> Option<Span> {
    let holds = |span: Span| span.start <= at && at <= span.end;
    if let Some(attribute) = body.attributes.iter().find(|attribute| holds(attribute.span)) {
        return Some(attribute.span);
    }
    let block = body.blocks.iter().find(|block| holds(block.kind_span.to(block.close_span)))?;
    Some(smallest(&block.body, at).unwrap_or(block.kind_span.to(block.close_span)))
}

/// Empties lines.
fn blank(text: &mut String, first: usize, last: usize) {
    let lines = text.lines().enumerate();
    let kept = lines.map(|(at, line)| if (first..=last).contains(&at) { "" } else { line });
    *text = kept.fold(String::new(), |text, line| text + line + "\n");
}

/// Habits of the 0.11 era that still work: line and what, the first place of each.
pub(crate) fn habits(text: &str) -> Vec<(usize, String)> {
    let (body, _) = parse(Input { file: FileId(0), name: "", text });
    let mut wraps = Vec::new();
    expressions(&body, 0, &mut |expression| {
        walk(expression, &mut |inner| {
            if matches!(*inner.kind, ExpressionKind::TemplateWrap(_)) {
                wraps.push(line_of(text, inner.span.start));
            }
        });
    });
    wraps.sort_unstable();
    let Some(first) = wraps.first() else { return Vec::new() };
    let more =
        if wraps.len() > 1 { format!(", {} times in all", wraps.len()) } else { String::new() };
    vec![(
        *first,
        format!(
            "`\"${{\u{2026}}}\"` around a single expression is the style before 0.12; the expression alone says the same{more}"
        ),
    )]
}

fn expressions(body: &Body, depth: usize, visit: &mut dyn FnMut(&dryrun_hcl::ast::Expression)) {
    body.attributes.iter().for_each(|attribute| visit(&attribute.expression));
    if depth < dryrun_hcl::MAX_DEPTH {
        body.blocks.iter().for_each(|block| expressions(&block.body, depth + 1, visit));
    }
}
