//! Hover: what an example gives now, and what roles and keys mean.

use std::fmt::Write as _;

use dryrun_engine::Registry;
use dryrun_weave::{Placed, about_key};
use lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use super::complete::usual_case;
use super::place;
use super::session::{Opened, Session};
use crate::show::harmless;

/// Lines of an output that a hover shows.
const LINES: usize = 60;

/// What there is to say about a place.
pub(crate) fn hover(session: &mut Session, params: &HoverParams) -> Option<Hover> {
    let at = &params.text_document_position_params;
    let uri = at.text_document.uri.clone();
    let registry = dryrun_bundle::registry();
    let (opened, name) = session.book(&uri)?;
    let book = &opened.checked.book;
    let (_, source) = book.sources.iter().find(|(_, source)| source.name == name)?;
    let byte = u32::try_from(place::byte(&source.text, at.position)).ok()?;
    let placed = book.placed().find(|placed| {
        placed.span.start <= byte
            && byte <= placed.span.end
            && book.sources.source(placed.span.file).is_some_and(|source| source.name == name)
    })?;
    let (text, span) = if placed.info.start <= byte && byte <= placed.info.end {
        (word(&placed, (byte - placed.info.start) as usize, opened, &registry)?, placed.info)
    } else {
        (now(&placed, opened, &registry)?, placed.span)
    };
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: text };
    Some(Hover {
        contents: HoverContents::Markup(contents),
        range: Some(place::range(&source.text, span.range())),
    })
}

/// What a word of an info string means.
fn word(placed: &Placed<'_>, at: usize, opened: &Opened, registry: &Registry) -> Option<String> {
    let info = &placed.snippet.info;
    if let Some((word, range)) = &info.role
        && range.contains(&at)
    {
        let specs = registry.iter().flat_map(|engine| engine.roles());
        let about = specs.filter(|spec| spec.word == word).map(|spec| spec.about).next()?;
        return Some(format!("`{word}`: {about}"));
    }
    let key = info.keys.iter().find(|key| key.range.start <= at && at <= key.range.end)?;
    let about = about_key(&key.name).map(|about| format!("`{}`: {about}", key.name));
    let named = matches!(key.name.as_str(), "of" | "id" | "base" | "after");
    let example = key.value.as_deref().filter(|_| named).and_then(|id| example(id, opened));
    match (about, example) {
        (Some(about), Some(example)) => Some(format!("{about}\n\n{example}")),
        (about, example) => about.or(example),
    }
}

/// An example in a few lines: where it is, and how its cases end.
fn example(id: &str, opened: &Opened) -> Option<String> {
    let book = &opened.checked.book;
    let at = book.find(id)?;
    let doc = book.examples.get(at)?;
    let line = book.sources.locate(doc.span).map_or(0, |(_, start, _)| start.line);
    let mut out = format!("**{id}** ({}), {}:{line}\n", doc.engine, book.chapter_path(doc.chapter));
    if let Some(reason) = &doc.skip {
        let _ = writeln!(out, "\nnot run: {reason}");
    }
    for case in opened.checked.runs.get(&at).iter().flat_map(|run| &run.outcome.cases) {
        let _ = write!(out, "\n- {}: {}", case.case, harmless(&case.summary));
    }
    Some(out)
}

/// What the engine says now, for the body of a recorded result; for a definition, how its cases end.
fn now(placed: &Placed<'_>, opened: &Opened, registry: &Registry) -> Option<String> {
    let info = &placed.snippet.info;
    if let Some(id) = info.value("id") {
        return example(id, opened);
    }
    let book = &opened.checked.book;
    let at = book.find(info.value("of")?)?;
    let doc = book.examples.get(at)?;
    let (word, _) = info.role.as_ref()?;
    let case = info.value("case").unwrap_or_else(|| usual_case(word, doc.engine, registry));
    let Some(text) = opened.checked.runs.get(&at)?.outcome.view(case, word) else {
        return example(info.value("of")?, opened);
    };
    let mut lines: Vec<&str> = text.lines().take(LINES).collect();
    if text.lines().count() > LINES {
        lines.push("...");
    }
    let stale = opened.checked.checked.edits.iter().any(|edit| {
        let (edit, whole) = (edit.span, placed.span);
        whole.holds(edit)
    });
    let verdict = if stale { "differs from what is recorded; now" } else { "as recorded" };
    let body = harmless(&lines.join("\n")).into_owned();
    let marks = "`".repeat(4 + body.split(|c| c != '`').map(str::len).max().unwrap_or_default());
    Some(format!("`{word}` {verdict}:\n\n{marks}{}\n{body}\n{marks}", info.language))
}
