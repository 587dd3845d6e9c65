//! The bar above a fence: what it is, whether it was verified, where to go from there, what can be done with it.

use dryrun_diag::Sources;
use dryrun_weave::{Book, Snippet};

use super::steps::neighbours;
use super::{example_id, html, source};
use crate::check::CheckedBook;

/// The HTML before and after a fence.
pub(super) fn bars(
    checked: &CheckedBook,
    chapter: usize,
    snippet: &Snippet,
    role: &str,
) -> (String, &'static str) {
    let info = &snippet.info;
    let book = &checked.book;
    let id = example_id(info).unwrap_or_default();
    let label = label(book, snippet, role, id);
    let class = if info.key("id").is_some() { "definition" } else { "result" };
    let anchor = anchor(book, chapter, snippet, id);
    let badge = badge(checked, snippet, id);
    let hint = hint(book, snippet, id);
    let anchor = format!("{anchor}{}", attributes(checked, snippet, role, id));
    let is_first = anchor.contains(" id=");
    let neighbours = if is_first { neighbours(checked, chapter, id) } else { String::new() };
    let actions = format!("{neighbours}{}", actions(checked, snippet, id));
    let named = if is_first && !info.flag("collapsed") {
        format!("<a class=\"dryrun-label\" href=\"#example-{}\">{}</a>", html(id), html(&label))
    } else {
        format!("<span class=\"dryrun-label\">{}</span>", html(&label))
    };
    let bar = format!("{named}{hint}{badge}");
    if info.flag("collapsed") {
        // A summary opens and closes: a link in it would be pressed by mistake.
        let link = if is_first { link(id) } else { String::new() };
        return (
            format!(
                "<details class=\"dryrun dryrun-{class}\"{anchor}><summary class=\"dryrun-bar\">{bar}</summary><div class=\"dryrun-below\">{link}{actions}</div>"
            ),
            "</details>",
        );
    }
    (
        format!(
            "<div class=\"dryrun dryrun-{class}\"{anchor}><div class=\"dryrun-bar\">{bar}{actions}</div>"
        ),
        "</div>",
    )
}

/// The visible link to an example whose name is none.
fn link(id: &str) -> String {
    let id = html(id);
    format!("<a class=\"dryrun-link\" href=\"#example-{id}\" title=\"Link to {id}\">#{id}</a>")
}

/// What a script needs to know of a frame.
fn attributes(checked: &CheckedBook, snippet: &Snippet, role: &str, id: &str) -> String {
    let attribute = |name: &str, value: Option<&str>| {
        value.map(|value| format!(" data-{name}=\"{}\"", html(value))).unwrap_or_default()
    };
    let part = part_of(checked, snippet, id).map(|at| at.to_string());
    [
        attribute("of", Some(id)),
        attribute("role", Some(if snippet.info.language == "console" { "console" } else { role })),
        attribute("case", snippet.info.value("case")),
        attribute("part", part.as_deref()),
    ]
    .concat()
}

/// The part of the example, as it was run, that a fence shows.
fn part_of(checked: &CheckedBook, snippet: &Snippet, id: &str) -> Option<usize> {
    let run = checked.runs.get(&checked.book.find(id)?)?;
    let text = source(checked, snippet).unwrap_or(&snippet.body.text);
    run.example.parts.iter().position(|part| part.text == text)
}

/// Buttons of a definition; hidden, and without text that a search would find, until the page's script shows them.
fn actions(checked: &CheckedBook, snippet: &Snippet, id: &str) -> String {
    let at = checked.book.find(id).filter(|at| checked.runs.contains_key(at));
    if snippet.info.key("id").is_none() || at.is_none() {
        return String::new();
    }
    let button = |act: &str, label: &str| {
        format!(
            "<button type=\"button\" data-act=\"{act}\" data-label=\"{label}\" aria-label=\"{label} {}\"></button>",
            html(id)
        )
    };
    let buttons = [button("run", "Run"), button("edit", "Edit"), button("share", "Share")].concat();
    format!("<span class=\"dryrun-actions\" hidden>{buttons}</span>")
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
        return if id.is_empty() { format!("console: {role}") } else { format!("console of {id}") };
    }
    if info.key("id").is_some() {
        let doc = book.find(id).and_then(|at| book.examples.get(at));
        let part = doc
            .and_then(|doc| doc.example.parts.iter().find(|part| part.text == snippet.body.text));
        let file = info.value("name").or_else(|| part.map(|part| part.name.as_str()));
        return match file {
            Some(file) if file.starts_with(id) => file.to_owned(),
            // Every module has its `main.tf`: readers look for the name that the text and the exercises use.
            Some(file) => format!("{id} · {file}"),
            None => id.to_owned(),
        };
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
