//! Diagnostics as Terraform's JSON.

use crate::json_context;
use dryrun_diag::{Diagnostic, Severity, Sources, Span};
use dryrun_plan::addr::quoted;
use serde_json::{Value as Json, json};

use crate::syntax::nowhere;

/// The diagnostics in the order in which Terraform shows them: warnings first, then by place.
pub(crate) fn sorted(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<Diagnostic> {
    let mut sorted = diagnostics.to_vec();
    sorted.sort_by_cached_key(|diagnostic| {
        let place = diagnostic
            .span
            .and_then(|span| sources.locate(span))
            .map(|(name, start, _)| (name.to_owned(), start.line, start.column));
        (diagnostic.is_error(), place)
    });
    sorted
}

/// What `terraform validate -json` prints.
#[must_use]
pub fn validate_json(diagnostics: &[Diagnostic], sources: &Sources) -> Json {
    let count = |severity: Severity| {
        diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    };
    let sorted = sorted(diagnostics, sources);
    let shown = sorted.iter().filter(|diagnostic| diagnostic.severity != Severity::Note);
    json!({
        "format_version": "1.0",
        "valid": count(Severity::Error) == 0,
        "error_count": count(Severity::Error),
        "warning_count": count(Severity::Warning),
        "diagnostics": shown.map(|diagnostic| diagnostic_json(diagnostic, sources)).collect::<Vec<_>>(),
    })
}

/// What a failed plan prints as JSON: the same shape as [`validate_json`].
#[must_use]
pub fn plan_errors_json(diagnostics: &[Diagnostic], sources: &Sources) -> Json {
    validate_json(diagnostics, sources)
}

fn diagnostic_json(diagnostic: &Diagnostic, sources: &Sources) -> Json {
    let mut out = json!({
        "severity": diagnostic.severity.word(),
        "summary": diagnostic.summary,
        "detail": diagnostic.detail,
    });
    let Some(members) = out.as_object_mut() else { return out };
    if let Some(address) = &diagnostic.address {
        members.insert("address".to_owned(), address.as_str().into());
    }
    let range = diagnostic.span.and_then(|span| Some((span, range_json(span, sources)?)));
    if let Some((span, range)) = range {
        members.insert("range".to_owned(), range);
        if let Some(snippet) = snippet_json(diagnostic, span, sources) {
            members.insert("snippet".to_owned(), snippet);
        }
    }
    if let Some(help) = &diagnostic.help {
        members.insert("help".to_owned(), help.as_str().into());
    }
    out
}

/// A range; an empty one covers one column, as Terraform widens it.
fn range_json(span: Span, sources: &Sources) -> Option<Json> {
    let Some((name, start, mut end)) = sources.locate(span) else {
        let point = |column: u32| json!({ "line": 0, "column": column, "byte": column });
        return (span == nowhere())
            .then(|| json!({ "filename": "", "start": point(0), "end": point(1) }));
    };
    if span.is_empty() {
        end.byte += 1;
        end.column += 1;
    }
    let position = |position: dryrun_diag::Position| json!({ "line": position.line, "column": position.column, "byte": position.byte });
    Some(json!({ "filename": name, "start": position(start), "end": position(end) }))
}

fn snippet_json(diagnostic: &Diagnostic, span: Span, sources: &Sources) -> Option<Json> {
    let snippet = Snippet::new(diagnostic, span, sources)?;
    let mut out = json!({
        "context": snippet.context,
        "code": snippet.code,
        "start_line": snippet.start_line,
        "highlight_start_offset": snippet.highlight.0,
        "highlight_end_offset": snippet.highlight.1,
        "values": snippet.values.iter().map(|(traversal, statement)| json!({ "traversal": traversal, "statement": statement })).collect::<Vec<_>>(),
    });
    if let (Some(call), Some(members)) = (&snippet.calling, out.as_object_mut()) {
        let parameters: Vec<Json> = call
            .parameters
            .iter()
            .map(|(name, ty)| json!({ "name": name, "type": serde_json::from_str::<Json>(ty).unwrap_or(Json::Null) }))
            .collect();
        members.insert("function_call".to_owned(), json!({ "called_as": call.called_as, "signature": { "name": call.name, "params": parameters } }));
    }
    Some(out)
}

/// The lines of text that a diagnostic shows.
pub(crate) struct Snippet {
    pub(crate) context: Option<String>,
    pub(crate) code: String,
    pub(crate) start_line: u32,
    /// Byte offsets into the code.
    pub(crate) highlight: (usize, usize),
    pub(crate) values: Vec<(String, String)>,
    pub(crate) calling: Option<dryrun_diag::Calling>,
}

impl Snippet {
    /// Whole lines around a diagnostic's context.
    pub(crate) fn new(diagnostic: &Diagnostic, span: Span, sources: &Sources) -> Option<Self> {
        // Values of the command line and the environment are no files that could be shown.
        let source =
            sources.source(span.file).filter(|source| !source.name.starts_with("<value for "))?;
        let context = diagnostic
            .context
            .filter(|context| context.file == span.file)
            .map_or(span, |context| context.to(span));
        let first = source.lines.line(context.start);
        let last = source.lines.line(context.end.max(context.start));
        let start = source.lines.start(first) as usize;
        let end = if (last as usize) < source.lines.lines() {
            source.lines.start(last + 1) as usize
        } else {
            source.text.len()
        };
        let code = source.text.get(start..end)?.trim_end_matches(['\n', '\r']);
        let relative = |byte: u32| (byte as usize).saturating_sub(start).min(code.len());
        let mut highlight = (relative(span.start), relative(span.end));
        if highlight.0 == highlight.1 && highlight.1 < code.len() {
            highlight.1 += 1;
        }
        let evidence = diagnostic.evidence.as_deref().cloned().unwrap_or_default();
        Some(Self {
            context: context_of(source, span.start),
            code: code.to_owned(),
            start_line: first,
            highlight,
            values: evidence.values,
            calling: evidence.calling,
        })
    }
}

/// The block around a place, none for its very beginning, as `resource "aws_instance" "web"`: the last line before it that opens one at the left margin.
fn context_of(source: &dryrun_diag::Source, at: u32) -> Option<String> {
    if source.name.ends_with(".json") {
        return json_context::path_at(&source.text, at as usize);
    }
    let line = source.lines.line(at);
    let mut number = line;
    while number >= 1 {
        let start = source.lines.start(number) as usize;
        let rest = source.text.get(start..)?;
        let text = rest.split('\n').next().unwrap_or_default().trim_end();
        if let Some(found) = header(text) {
            // Terraform looks one byte before the place: the beginning of a block lies in none.
            return (start < at as usize).then_some(found);
        }
        if text.starts_with('}') && number != line {
            return None;
        }
        number -= 1;
    }
    None
}

/// A line that opens a top-level block.
fn header(line: &str) -> Option<String> {
    let (before, _) = line.split_once('{')?;
    if !before.starts_with(|c: char| c.is_alphabetic() || c == '_') || before.contains('=') {
        return None;
    }
    let mut words = Vec::new();
    let mut rest = before.trim();
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('"') {
            let (label, tail) = inner.split_once('"')?;
            words.push(quoted(label));
            rest = tail.trim_start();
        } else {
            let end = rest.find([' ', '\t']).unwrap_or(rest.len());
            let (word, tail) = rest.split_at(end);
            if !word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-')) {
                return None;
            }
            words.push(if words.is_empty() { word.to_owned() } else { quoted(word) });
            rest = tail.trim_start();
        }
    }
    Some(words.join(" "))
}
