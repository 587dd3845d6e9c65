//! What `check` lets pass and an author may not have meant: snippets that could run and do not, examples that nothing
//! pins, ids that nothing uses, wildcards.

use std::collections::BTreeSet;
use std::ops::Range;

use dryrun_diag::{Diagnostic, Span};
use dryrun_engine::{Engine, Registry};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::book::{Book, ChapterDoc};
use crate::edit::Edit;
use crate::info::Info;
use crate::roles::{Role, classify, is_candidate, specs};

/// Stands for anything within a line.
const WITHIN: &str = "[..]";
/// Stands for any lines.
const LINES: &str = "...";

/// What was found, and the edits that mend what can be mended.
#[derive(Debug, Clone, Default)]
pub struct Lints {
    /// Everything to tell, in order of files and positions.
    pub diagnostics: Vec<Diagnostic>,
    /// Roles and ids for snippets that could run.
    pub fixes: Vec<Edit>,
}

/// Looks over a book. `unexercised` names what the cases of an example (by index) never reach.
#[must_use]
pub fn lint(book: &Book, registry: &Registry, unexercised: &dyn Fn(usize) -> Vec<String>) -> Lints {
    let mut out = Lints::default();
    let mut taken: BTreeSet<String> =
        book.examples.iter().map(|doc| doc.example.id.clone()).collect();
    for chapter in &book.chapters {
        unlabelled(chapter, registry, &mut taken, &mut out);
        wildcards(chapter, registry, &mut out.diagnostics);
    }
    let used = used(book);
    for (at, doc) in book.examples.iter().enumerate() {
        let id = doc.example.id.as_str();
        if doc.skip.is_some() {
            continue;
        }
        let pinned = doc.views.iter().any(|view| !view.skip)
            || !doc.excerpts.is_empty()
            || doc.expect.is_some();
        let warning = if !used.contains(id) {
            Some((
                "Unused id",
                "lint/unused-id",
                format!(
                    "Nothing belongs to `{id}` or builds on it: no input, no result, no value in prose."
                ),
            ))
        } else if !pinned && !quoted(book, id) {
            Some((
                "Nothing asserted",
                "lint/not-asserted",
                format!("No result of `{id}` is recorded, so nothing notices when it changes."),
            ))
        } else {
            None
        };
        if let Some((title, code, detail)) = warning {
            let help =
                "add a fence for a result, such as an output or a plan, and run `dryrun accept`";
            out.diagnostics
                .push(Diagnostic::warning(title, detail).code(code).at(doc.span).help(help));
        }
        out.diagnostics.extend(unexercised(at).into_iter().map(|what| {
            Diagnostic::warning("Never exercised", format!("No case of `{id}` reaches {what}."))
                .code("lint/never-exercised")
                .at(doc.span)
                .help("add a case with an input or mocks that lead there")
        }));
    }
    out.diagnostics.sort_by_key(|found| found.span);
    out
}

/// Ids that something refers to.
fn used(book: &Book) -> BTreeSet<&str> {
    let snippets = book.chapters.iter().flat_map(|chapter| &chapter.snippets);
    let keys = snippets.flat_map(|snippet| {
        ["of", "base", "after"].into_iter().filter_map(|key| snippet.info.value(key))
    });
    let values = book.chapters.iter().flat_map(|chapter| &chapter.values);
    // What belongs to a machine inside of a plan, `EXAMPLE#ADDRESS`, belongs to the plan as well.
    keys.flat_map(|of| [of, of.split('#').next().unwrap_or(of)])
        .chain(values.filter_map(|value| value.path.split('.').next()))
        .collect()
}

/// Whether a value in prose or an exercise pins an example.
fn quoted(book: &Book, id: &str) -> bool {
    let values = || book.chapters.iter().flat_map(|chapter| &chapter.values);
    let transcripts = &book.transcripts;
    values().any(|value| value.path.split('.').next() == Some(id))
        || transcripts.iter().any(|one| one.of.as_ref().is_some_and(|(of, _)| of == id))
}

/// Fences that an engine would take for a definition, were they labelled.
fn unlabelled(
    chapter: &ChapterDoc,
    registry: &Registry,
    taken: &mut BTreeSet<String>,
    out: &mut Lints,
) {
    let text = chapter.text.text.as_str();
    let mut open: Option<(Range<usize>, String)> = None;
    let mut body = String::new();
    let mut heading = None;
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = text.get(range),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                open = Some((range, info.to_string()));
                body.clear();
            }
            Event::Text(part) if open.is_some() => body.push_str(&part),
            Event::End(TagEnd::CodeBlock) => {
                let Some((range, info_text)) = open.take() else { continue };
                let info = Info::parse(&info_text);
                if is_candidate(&info) {
                    continue;
                }
                let engine =
                    registry.iter().find(|engine| engine.recognises(&info.language, &body));
                let Some(engine) = engine else { continue };
                let role = engine.name();
                let opening = text.get(range.start..).unwrap_or_default();
                let marks = opening.len() - opening.trim_start_matches(['`', '~']).len();
                let at = range.start + marks;
                let line = opening.lines().next().unwrap_or_default().trim_end().len();
                let span = chapter.text.span(range.start..range.start + line.max(1));
                let id = free(&slug(heading.unwrap_or_default()), taken);
                let language = if info.language.is_empty() {
                    default_language(engine).to_owned()
                } else {
                    info.language.clone()
                };
                out.diagnostics.push(
                    Diagnostic::warning("Snippet that could run", format!("This is a definition for `{role}`, but it has no role, so it is not run."))
                        .code("lint/unlabelled")
                        .at(span)
                        .help(format!("write ```{language} {role} id={id}; `dryrun lint --fix` does")),
                );
                let rest =
                    info_text.trim().strip_prefix(info.language.as_str()).unwrap_or_default();
                let fix = format!("{language} {role} id={id}{rest}");
                out.fixes.extend(
                    chapter
                        .text
                        .unbroken(at..range.start + line)
                        .map(|span| Edit { span, text: fix }),
                );
            }
            _ => {}
        }
    }
}

/// The language that snippets of the engine are written in, as far as its roles say.
fn default_language(engine: &dyn Engine) -> &'static str {
    let languages = engine.roles().iter().find_map(|spec| spec.languages.first().copied());
    languages.unwrap_or_else(|| engine.name())
}

fn slug(heading: &str) -> String {
    let words = heading.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.take(4).map(str::to_ascii_lowercase).collect();
    if words.is_empty() { "example".to_owned() } else { words.join("-") }
}

fn free(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let mut id = wanted.to_owned();
    let mut number = 2;
    while !taken.insert(id.clone()) {
        id = format!("{wanted}-{number}");
        number += 1;
    }
    id
}

/// Counts wildcards in recorded results, and tells of those at the end of one.
fn wildcards(chapter: &ChapterDoc, registry: &Registry, out: &mut Vec<Diagnostic>) {
    let mut count = 0;
    let mut first: Option<Span> = None;
    for snippet in &chapter.snippets {
        if !matches!(classify(snippet, registry), Role::View) {
            continue;
        }
        let word = snippet.info.role.as_ref().map_or("", |(word, _)| word.as_str());
        let is_json = specs(registry)
            .any(|(_, spec)| spec.word == word && spec.format == dryrun_engine::Format::Json);
        let mut at = 0;
        let filled = |(_, line): &(usize, &str)| !line.trim().is_empty();
        let last = snippet.body.text.lines().enumerate().filter(filled).map(|(at, _)| at).last();
        for (number, line) in snippet.body.text.split_inclusive('\n').enumerate() {
            let wild =
                line.trim() == LINES || is_json && line.trim().trim_end_matches(',') == LINES;
            let found = line.matches(WITHIN).count() + usize::from(wild);
            let bare = line.trim_end().len().max(1);
            let span = snippet.body.span(at..at + bare);
            if found > 0 {
                count += found;
                first = first.or(Some(span));
            }
            if found > 0 && Some(number) == last && !is_json {
                out.push(
                    Diagnostic::warning("Wildcard at the end", "The last line of a result says how it ended; with a wildcard there, any end is right.")
                        .code("lint/last-line")
                        .at(span)
                        .help("write the last line out"),
                );
            }
            at += line.len();
        }
    }
    if let Some(span) = first {
        let plural = if count == 1 { "wildcard stands" } else { "wildcards stand" };
        out.push(
            Diagnostic::new(
                dryrun_diag::Severity::Note,
                "Wildcards",
                format!(
                    "{count} {plural} in the recorded results of {}; this is the first.",
                    chapter.path
                ),
            )
            .code("lint/wildcards")
            .at(span),
        );
    }
}
