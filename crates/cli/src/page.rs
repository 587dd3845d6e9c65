//! A chapter as readers get it: each snippet keeps its Markdown fence and gets a frame around it.

mod assets;
mod bar;
mod code;
mod data;
mod policy;
mod steps;
mod tabs;

use std::fmt::Write as _;

use dryrun_engine::CaseOutcome;
use dryrun_weave::{Edit, ExampleDoc, Info, ProseValue, Run, Shape, Snippet, apply};

use crate::check::CheckedBook;
pub use assets::{Protection, complete};
use bar::bars;
use code::coloured;
pub use policy::policy;
use steps::{longest_ticks, solved, step};

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
    let tabs = match target {
        Target::Html => tabs::tabs(text, book.chapter_snippets(chapter), chapter),
        Target::Markdown => tabs::Tabs::default(),
    };
    let mut frames: Vec<Edit> = tabs.before;
    let framed = book
        .chapter_snippets(chapter)
        .iter()
        .flat_map(|snippet| frame(checked, chapter, snippet, text, target));
    frames.extend(framed);
    frames.extend(tabs.after);
    if target == Target::Html {
        frames.extend(book.chapter_values(chapter).iter().flat_map(|value| live(text, value)));
    }
    let edits: Vec<&Edit> = frames.iter().collect();
    let framed = apply(text, &edits);
    if target != Target::Html {
        return framed;
    }
    let data = data::element(checked, chapter);
    if data.is_none() && !frames.iter().any(|edit| edit.text.contains("class=\"dryrun")) {
        return framed;
    }
    let style = STYLE.replace("\n\n", "\n");
    format!("{framed}\n\n<style>\n{style}</style>\n\n{}\n", data.unwrap_or_default())
}

fn local(start: usize, end: usize, text: String) -> Edit {
    Edit { span: dryrun_diag::Span::new(dryrun_diag::FileId(0), start, end), text }
}

/// The edits that make a value in prose one that a script can find: around the text and its emphasis.
fn live(text: &str, value: &ProseValue) -> [Edit; 2] {
    let mut around = value.shown.clone();
    let mark = |at: usize| text.as_bytes().get(at).filter(|byte| b"*_`".contains(byte));
    while around.start > 0
        && mark(around.start - 1).is_some_and(|byte| mark(around.end) == Some(byte))
    {
        around = around.start - 1..around.end + 1;
    }
    let open = format!("<span class=\"dryrun-value\" data-path=\"{}\">", html(&value.path));
    [local(around.start, around.start, open), local(around.end, around.end, "</span>".to_owned())]
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
        return place(checked, snippet, role, target).into_iter().collect();
    };
    if !is_ours(checked, chapter, snippet) {
        return Vec::new();
    }
    if snippet.info.is_hidden() {
        return vec![local(snippet.range.start, snippet.range.end, String::new())];
    }
    let lines = |text: &str| -> String {
        text.lines().map(|line| format!("{prefix}{line}{newline}")).collect()
    };
    let mut edits = Vec::new();
    let info_end = text
        .get(snippet.info_at..)
        .and_then(|rest| rest.find(['\n', '\r']))
        .map_or(text.len(), |at| snippet.info_at + at);
    edits.push(local(snippet.info_at, info_end, snippet.info.language.clone()));
    let body = source(checked, snippet);
    if let Some(body) = body {
        edits.push(local(snippet.content.start, snippet.content.end, lines(body)));
    }
    if target == Target::Html {
        let (open, close) = bars(checked, chapter, snippet, role);
        let (before, twin) = picture(checked, snippet, role).map_or_else(Default::default, |svg| {
            let open = "<details class=\"dryrun-twin\"><summary>as text</summary>";
            (format!("<div class=\"dryrun-picture\">{svg}</div>{open}"), "</details>")
        });
        let before = format!("{open}{before}{newline}{prefix}{newline}{prefix}");
        let after: String = std::iter::once(close.to_owned())
            .chain(step(checked, snippet))
            .chain(commands(checked, snippet, role))
            .collect();
        let after = after.replace('\n', &format!("{newline}{prefix}"));
        let after = format!("{newline}{prefix}{newline}{prefix}{twin}{after}{newline}{prefix}");
        let shown = body.unwrap_or(&snippet.body.text);
        if let Some(code) = coloured(checked, snippet, role, shown) {
            let code = lines(&code);
            let code = code.strip_prefix(prefix.as_str()).unwrap_or(&code).trim_end();
            let whole = snippet.range.clone();
            return vec![local(whole.start, whole.end, format!("{before}{code}{after}"))];
        }
        edits.push(local(snippet.range.start, snippet.range.start, before));
        edits.push(local(snippet.range.end, snippet.range.end, after));
    }
    edits
}

/// What a comment shows: an exercise, a playground, the reader's progress. It stands by itself, in no list or quote.
fn place(checked: &CheckedBook, snippet: &Snippet, role: &str, target: Target) -> Option<Edit> {
    if target != Target::Html {
        return None;
    }
    let text = match role {
        "exercise" => exercise(checked, snippet),
        "playground" => format!(
            "<div class=\"dryrun dryrun-playground\" data-engine=\"{}\"><p class=\"dryrun-needs-script\">Here stands an editor, as soon as the page's script runs.</p></div>",
            html(snippet.info.value("engine").unwrap_or_default())
        ),
        "progress" => "<div class=\"dryrun dryrun-progress\"><p class=\"dryrun-needs-script\">Here stands what you have solved, as soon as the page's script runs.</p></div>".to_owned(),
        _ => return None,
    };
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

/// An exercise: its condition to be met, its hint and its answer folded.
fn exercise(checked: &CheckedBook, snippet: &Snippet) -> String {
    let info = &snippet.info;
    let of = info.value("of").unwrap_or_default();
    let folded = |summary: &str, text: &str| {
        format!("<details><summary>{summary}</summary>{text}</details>")
    };
    let hint = info.value("hint").map(|hint| folded("a hint", &html(hint))).unwrap_or_default();
    let solution = info.value("solution");
    let answer = solution
        .and_then(|solution| solved(checked, of, solution))
        .map(|changes| folded("a solution", &format!("\n\n{changes}\n\n")))
        .unwrap_or_default();
    let solution =
        solution.map(|id| format!(" data-solution=\"{}\"", html(id))).unwrap_or_default();
    format!(
        "<div class=\"dryrun dryrun-exercise\" data-of=\"{}\" data-case=\"{}\" data-key=\"{}\" data-check=\"{}\"{solution}><div class=\"dryrun-bar\"><span class=\"dryrun-label\">{}: {}</span></div><p>Change it until <code>{}</code> holds.</p>{hint}{answer}</div>",
        html(of),
        html(info.value("case").unwrap_or("default")),
        html(&data::exercise_key(snippet)),
        html(info.value("check").unwrap_or_default()),
        html(info.value("title").unwrap_or("Exercise")),
        html(of),
        html(info.value("check").unwrap_or_default())
    )
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

/// The id of the example that a snippet begins, extends or belongs to.
pub(crate) fn example_id(info: &Info) -> Option<&str> {
    info.value("id").or_else(|| info.value("of"))
}

/// The example that a snippet begins, extends or belongs to.
fn example_of<'c>(checked: &'c CheckedBook, snippet: &Snippet) -> Option<&'c ExampleDoc> {
    checked.book.examples.get(checked.book.find(example_id(&snippet.info)?)?)
}

/// The file's text where a fence with `src=` has no body of its own.
pub(crate) fn source<'c>(checked: &'c CheckedBook, snippet: &Snippet) -> Option<&'c str> {
    if snippet.info.key("src").is_none() || !snippet.body.text.trim().is_empty() {
        return None;
    }
    let name = snippet.info.value("name");
    let doc = example_of(checked, snippet)?;
    let role = snippet.info.role.as_ref().map(|(word, _)| word.as_str());
    let part = doc.example.parts.iter().find(|part| {
        Some(part.role.as_str()) == role && name.is_none_or(|name| part.name.ends_with(name))
    });
    part.map(|part| part.text.as_str())
}

pub(crate) fn is_ours(checked: &CheckedBook, chapter: usize, snippet: &Snippet) -> bool {
    let known = example_of(checked, snippet).is_some();
    let transcript = snippet.info.language == "console";
    (known || transcript) && chapter < checked.book.chapters()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_found_with_its_emphasis() {
        for (text, shown, want) in [
            (
                "took **6 s**.",
                "6 s",
                "took <span class=\"dryrun-value\" data-path=\"a.b\">**6 s**</span>.",
            ),
            ("is `x`", "x", "is <span class=\"dryrun-value\" data-path=\"a.b\">`x`</span>"),
            ("took 12", "12", "took <span class=\"dryrun-value\" data-path=\"a.b\">12</span>"),
        ] {
            let start = text.find(shown).unwrap();
            let shown = start..start + shown.len();
            let value = ProseValue { path: "a.b".to_owned(), path_at: 0, shown };
            let edits = live(text, &value);
            assert_eq!(apply(text, &edits.iter().collect::<Vec<_>>()), want);
        }
    }
}
