//! A chapter as readers get it: each snippet keeps its Markdown fence and gets a frame around it.

use std::fmt::Write as _;

use dryrun_diag::Sources;
use dryrun_engine::CaseOutcome;
use dryrun_weave::{Book, Edit, ExampleDoc, Run, Shape, Snippet, apply};

use crate::check::CheckedBook;

/// Styles of the frames; every page with a frame carries them, so that nothing needs installing.
const STYLE: &str = include_str!("page.css");

/// What a renderer wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Frames in HTML.
    Html,
    /// Plain Markdown.
    Markdown,
}

/// The Markdown of a chapter for a renderer: includes expanded, hidden parts left out, frames drawn.
#[must_use]
pub fn render(checked: &CheckedBook, chapter: usize, target: Target) -> String {
    let book = &checked.book;
    let text = book.chapter_text(chapter);
    let frames: Vec<Edit> = book
        .chapter_snippets(chapter)
        .iter()
        .flat_map(|snippet| frame(checked, chapter, snippet, text, target))
        .collect();
    let edits: Vec<&Edit> = frames.iter().collect();
    let framed = apply(text, &edits);
    let style =
        target == Target::Html && frames.iter().any(|edit| edit.text.contains("class=\"dryrun"));
    if style {
        format!("{framed}\n\n<style>\n{}</style>\n", STYLE.replace("\n\n", "\n"))
    } else {
        framed
    }
}

fn local(start: usize, end: usize, text: String) -> Edit {
    Edit { span: dryrun_diag::Span::new(dryrun_diag::FileId(0), start, end), text }
}

/// The edits (in the expanded chapter) that frame a snippet.
fn frame(
    checked: &CheckedBook,
    chapter: usize,
    snippet: &Snippet,
    text: &str,
    target: Target,
) -> Vec<Edit> {
    let Some((role, _)) = &snippet.info.role else { return Vec::new() };
    let Shape::Fence { prefix, newline, .. } = &snippet.shape else {
        return exercise(snippet, role, target).into_iter().collect();
    };
    if !is_ours(checked, chapter, snippet) {
        return Vec::new();
    }
    if snippet.info.flag("hidden") {
        return vec![local(snippet.range.start, snippet.range.end, String::new())];
    }
    let mut edits = Vec::new();
    let info_end = text
        .get(snippet.info_at..)
        .and_then(|rest| rest.find(['\n', '\r']))
        .map_or(text.len(), |at| snippet.info_at + at);
    edits.push(local(snippet.info_at, info_end, snippet.info.language.clone()));
    if let Some(body) = source(checked, snippet) {
        let lines: String = body.lines().map(|line| format!("{prefix}{line}{newline}")).collect();
        edits.push(local(snippet.content.start, snippet.content.end, lines));
    }
    if target == Target::Html {
        let (open, close) = bars(checked, chapter, snippet, role);
        let (before, twin) = picture(checked, snippet, role).map_or_else(Default::default, |svg| {
            let open = "<details class=\"dryrun-twin\"><summary>as text</summary>";
            (format!("<div class=\"dryrun-picture\">{svg}</div>{open}"), "</details>")
        });
        edits.push(local(
            snippet.range.start,
            snippet.range.start,
            format!("{open}{before}{newline}{prefix}{newline}{prefix}"),
        ));
        let after: String = std::iter::once(close.to_owned())
            .chain(step(checked, snippet))
            .chain(commands(checked, snippet, role))
            .collect();
        let after = after.replace('\n', &format!("{newline}{prefix}"));
        edits.push(local(
            snippet.range.end,
            snippet.range.end,
            format!("{newline}{prefix}{newline}{prefix}{twin}{after}{newline}"),
        ));
    }
    edits
}

/// An exercise: its condition to be met, its hint folded. Comments cannot stand inside a list or quote of their own.
fn exercise(snippet: &Snippet, role: &str, target: Target) -> Option<Edit> {
    if role != "exercise" || target != Target::Html {
        return None;
    }
    let info = &snippet.info;
    let title = info.value("title").unwrap_or("Exercise");
    let hint = info.value("hint").map_or(String::new(), |hint| {
        format!("<details><summary>a hint</summary>{}</details>", html(hint))
    });
    let text = format!(
        "<div class=\"dryrun dryrun-exercise\"><div class=\"dryrun-bar\"><span class=\"dryrun-label\">{}: {}</span></div><p>Change it until <code>{}</code> holds.</p>{hint}</div>",
        html(title),
        html(info.value("of").unwrap_or_default()),
        html(info.value("check").unwrap_or_default())
    );
    Some(local(snippet.range.start, snippet.range.end, text))
}

/// Below the stages of a run: the commands that ask AWS the same, folded.
fn commands(checked: &CheckedBook, snippet: &Snippet, role: &str) -> Option<String> {
    let id = snippet.info.value("of").filter(|_| role == "stages")?;
    let case = snippet.info.value("case").unwrap_or("default");
    let run = checked.runs.get(&checked.book.find(id)?)?;
    let outcome = run.outcome.cases.iter().find(|ran| ran.case == case)?;
    let text = &outcome.views.iter().find(|view| view.role == "commands")?.text;
    let marks = "`".repeat(text.lines().map(longest_ticks).max().unwrap_or_default().max(2) + 1);
    Some(format!(
        "\n<details class=\"dryrun dryrun-step\"><summary class=\"dryrun-bar\"><span class=\"dryrun-label\">ask AWS the same, state by state</span></summary>\n\n{marks}sh\n{text}\n{marks}\n\n</details>"
    ))
}

/// What a step changes against its base, as a folded difference below it.
fn step(checked: &CheckedBook, snippet: &Snippet) -> Option<String> {
    let (id, base) = (snippet.info.value("id")?, snippet.info.value("base")?);
    let whole = |id: &str| {
        let run = checked.runs.get(&checked.book.find(id)?)?;
        let definitions =
            run.example.parts.iter().filter(|part| {
                Some(&part.role) == snippet.info.role.as_ref().map(|(word, _)| word)
            });
        Some(definitions.map(|part| laid_out(&part.text)).collect::<Vec<_>>().join("\n"))
    };
    let (old, new) = (whole(base)?, whole(id)?);
    let diff =
        similar::TextDiff::from_lines(&old, &new).unified_diff().context_radius(2).to_string();
    let lines: Vec<&str> = diff.lines().filter(|line| !line.starts_with("\\ No newline")).collect();
    let marks = "`"
        .repeat(lines.iter().map(|line| longest_ticks(line)).max().unwrap_or_default().max(2) + 1);
    let summary = format!(
        "<summary class=\"dryrun-bar\"><span class=\"dryrun-label\">what changes against {}</span></summary>",
        html(base)
    );
    Some(format!(
        "\n<details class=\"dryrun dryrun-step\">{summary}\n\n{marks}diff\n{}\n{marks}\n\n</details>",
        lines.join("\n")
    ))
}

/// JSON in one layout, so that only what it says can differ.
fn laid_out(text: &str) -> String {
    serde_json::from_str(text).map_or_else(
        |_| text.to_owned(),
        |value| format!("{}\n", dryrun_json::print::pretty(&value)),
    )
}

fn longest_ticks(line: &str) -> usize {
    line.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

/// The picture of a `graph` or `timeline` fence: the engine draws times, and says what to draw as a graph, with the way of
/// the case that the fence names.
fn picture(checked: &CheckedBook, snippet: &Snippet, role: &str) -> Option<String> {
    let info = &snippet.info;
    let at = checked.book.find(info.value("of")?)?;
    let (run, doc) = (checked.runs.get(&at)?, checked.book.examples.get(at)?);
    let case = info.value("case");
    let ran = |name| run.outcome.cases.iter().find(|ran| Some(ran.case.as_str()) == name);
    match role {
        "graph" => graph(doc, run, ran(case)),
        "timeline" => {
            let outcome = ran(case.or(Some("default")))?;
            let drawn = outcome.views.iter().find(|view| view.role == "timeline.svg")?;
            Some(drawn.text.clone())
        }
        _ => None,
    }
}

fn graph(doc: &ExampleDoc, run: &Run, outcome: Option<&CaseOutcome>) -> Option<String> {
    let id = &doc.example.id;
    let registry = dryrun_bundle::registry();
    let graph = registry.find(doc.engine)?.graph(&run.example, outcome)?;
    let title = match outcome {
        None => format!("graph of {id}"),
        Some(outcome) => format!("graph of {id}, case {}", outcome.case),
    };
    dryrun_draw::svg(&graph, &title)
}

/// The file's text where a fence with `src=` has no body of its own.
fn source<'c>(checked: &'c CheckedBook, snippet: &Snippet) -> Option<&'c str> {
    if snippet.info.key("src").is_none() || !snippet.body.text.trim().is_empty() {
        return None;
    }
    let (id, name) = (
        snippet.info.value("id").or_else(|| snippet.info.value("of"))?,
        snippet.info.value("name"),
    );
    let doc = checked.book.examples.get(checked.book.find(id)?)?;
    let role = snippet.info.role.as_ref().map(|(word, _)| word.as_str());
    let part = doc.example.parts.iter().find(|part| {
        Some(part.role.as_str()) == role && name.is_none_or(|name| part.name.ends_with(name))
    });
    part.map(|part| part.text.as_str())
}

fn is_ours(checked: &CheckedBook, chapter: usize, snippet: &Snippet) -> bool {
    let id = snippet.info.value("id").or_else(|| snippet.info.value("of"));
    let known = id.and_then(|id| checked.book.find(id)).is_some();
    let transcript = snippet.info.language == "console";
    (known || transcript) && chapter < checked.book.chapters()
}

/// The HTML before and after a fence.
fn bars(
    checked: &CheckedBook,
    chapter: usize,
    snippet: &Snippet,
    role: &str,
) -> (String, &'static str) {
    let info = &snippet.info;
    let book = &checked.book;
    let id = info.value("id").or_else(|| info.value("of")).unwrap_or_default();
    let label = label(book, snippet, role, id);
    let class = if info.key("id").is_some() { "definition" } else { "result" };
    let anchor = anchor(book, chapter, snippet, id);
    let badge = badge(checked, snippet, id);
    let hint = hint(book, snippet, id);
    let bar = format!("<span class=\"dryrun-label\">{}</span>{hint}{badge}", html(&label));
    if info.flag("collapsed") {
        return (
            format!(
                "<details class=\"dryrun dryrun-{class}\"{anchor}><summary class=\"dryrun-bar\">{bar}</summary>"
            ),
            "</details>",
        );
    }
    (
        format!(
            "<div class=\"dryrun dryrun-{class}\"{anchor}><div class=\"dryrun-bar\">{bar}</div>"
        ),
        "</div>",
    )
}

/// The anchor of an example: on the first fence that defines it.
fn anchor(book: &Book, chapter: usize, snippet: &Snippet, id: &str) -> String {
    let first =
        book.chapter_snippets(chapter).iter().find(|other| other.info.value("id") == Some(id));
    let is_first = first.is_some_and(|first| first.range == snippet.range);
    if is_first { format!(" id=\"example-{}\"", html(id)) } else { String::new() }
}

fn label(book: &Book, snippet: &Snippet, role: &str, id: &str) -> String {
    let info = &snippet.info;
    if let Some(title) = info.value("title") {
        return title.to_owned();
    }
    if info.language == "console" {
        return format!("console: {role}");
    }
    if info.key("id").is_some() {
        let doc = book.find(id).and_then(|at| book.examples.get(at));
        let part = doc
            .and_then(|doc| doc.example.parts.iter().find(|part| part.text == snippet.body.text));
        return info
            .value("name")
            .map(str::to_owned)
            .or_else(|| part.map(|part| part.name.clone()))
            .unwrap_or_else(|| id.to_owned());
    }
    let case = info.value("case").map_or(String::new(), |case| format!(" · case {case}"));
    match info.value("at") {
        Some(at) => format!("from {id}: {at}"),
        None => format!("{role} of {id}{case}"),
    }
}

fn hint(book: &Book, snippet: &Snippet, id: &str) -> String {
    let doc = book.find(id).and_then(|at| book.examples.get(at));
    let command = match doc.map(|doc| doc.engine) {
        Some("asl") if snippet.info.key("id").is_some() => "run",
        Some("tf") if snippet.info.key("id").is_some() => "plan",
        _ => return String::new(),
    };
    format!("<code class=\"dryrun-hint\">dryrun {command} {}</code>", html(id))
}

fn badge(checked: &CheckedBook, snippet: &Snippet, id: &str) -> String {
    let at = checked.book.find(id);
    let skipped = snippet.info.value("skip").or_else(|| {
        at.and_then(|at| checked.book.examples.get(at)).and_then(|doc| doc.skip.as_deref())
    });
    let (class, text, title) = match (skipped, at) {
        (Some(reason), _) => ("skipped", "not run", reason.to_owned()),
        (None, Some(at)) if checked.checked.failed.contains(&at) => {
            ("stale", "differs", stale(checked, &checked.book.sources))
        }
        (None, Some(at))
            if snippet.info.key("id").is_some() && !checked.checked.verified.contains(&at) =>
        {
            return String::new();
        }
        (None, _) => (
            "verified",
            "verified",
            "This was run when the page was built, and it is what came out.".to_owned(),
        ),
    };
    format!("<span class=\"dryrun-badge dryrun-{class}\" title=\"{}\">{text}</span>", html(&title))
}

fn stale(checked: &CheckedBook, sources: &Sources) -> String {
    let first = checked.checked.diagnostics.iter().find(|diagnostic| diagnostic.is_error());
    let place = first
        .and_then(|first| first.span)
        .and_then(|span| sources.locate(span))
        .map(|(name, start, _)| format!("{name}:{}", start.line));
    format!("The page records something else; see {}", place.unwrap_or_default())
}

/// Text as HTML, attribute values included.
#[must_use]
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => {
                let _ = write!(out, "{}", c.escape_unicode());
            }
            c => out.push(c),
        }
    }
    out
}
