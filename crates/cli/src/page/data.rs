//! What a page's script needs to run the examples of a chapter: their parts, as inert JSON.

use std::fmt::Write as _;

use dryrun_engine::{Example, Settings};
use dryrun_weave::{Book, Snippet};
use serde_json::{Map, Value, json};

use crate::check::CheckedBook;

/// Raised when the data change their meaning.
const VERSION: u32 = 1;

/// The element with the data of a chapter; nothing where no example is on the page.
pub(super) fn element(checked: &CheckedBook, chapter: usize) -> Option<String> {
    let book = &checked.book;
    let places = book.chapter_snippets(chapter).iter().any(is_place);
    let examples: Vec<Value> =
        on_page(book, chapter).into_iter().filter_map(|at| example(checked, at)).collect();
    if examples.is_empty() && !places {
        return None;
    }
    let mut data =
        json!({"version": VERSION, "examples": examples, "playgrounds": playgrounds(checked)});
    if book.chapter_snippets(chapter).iter().any(|snippet| role(snippet) == "progress")
        && let Some(data) = data.as_object_mut()
    {
        data.insert("exercises".to_owned(), exercises(checked));
    }
    Some(format!(
        "<script type=\"application/json\" class=\"dryrun-data\">{}</script>",
        inert(&data)
    ))
}

/// JSON that no HTML parser takes for anything else: no character that could end the element or start a comment.
fn inert(value: &Value) -> String {
    let mut out = String::new();
    for c in value.to_string().chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

fn role(snippet: &Snippet) -> &str {
    snippet.info.role.as_ref().map_or("", |(word, _)| word.as_str())
}

/// Whether a snippet is a place that the script fills.
fn is_place(snippet: &Snippet) -> bool {
    matches!(role(snippet), "playground" | "progress")
}

/// The examples that a chapter defines, shows or quotes, in order.
fn on_page(book: &Book, chapter: usize) -> Vec<usize> {
    let snippets = book.chapter_snippets(chapter).iter();
    let named = snippets.flat_map(|snippet| {
        ["id", "of", "solution"].into_iter().filter_map(|key| snippet.info.value(key))
    });
    let quoted =
        book.chapter_values(chapter).iter().filter_map(|value| value.path.split(['.', '/']).next());
    let mut found = Vec::new();
    for at in named.chain(quoted).filter_map(|id| book.find(id)) {
        if !found.contains(&at) {
            found.push(at);
        }
    }
    found
}

fn example(checked: &CheckedBook, at: usize) -> Option<Value> {
    let doc = checked.book.examples.get(at)?;
    let run = checked.runs.get(&at)?;
    let mut out = Map::new();
    out.insert("engine".to_owned(), json!(doc.engine));
    out.insert("example".to_owned(), example_json(&run.example));
    out.insert("page".to_owned(), json!(page(checked, doc.chapter)));
    if let Some(title) = &doc.title {
        out.insert("title".to_owned(), json!(title));
    }
    if let Some((base, _)) = &doc.base {
        out.insert("base".to_owned(), json!(base));
    }
    if let Some((after, _)) = &doc.after {
        out.insert("after".to_owned(), json!(after));
    }
    if let Some(files) = checked.reads.get(&at).filter(|files| !files.is_empty()) {
        out.insert("files".to_owned(), json!(files));
    }
    Some(Value::Object(out))
}

fn example_json(example: &Example) -> Value {
    let parts: Vec<Value> = example
        .parts
        .iter()
        .map(|part| {
            json!({
                "role": part.role, "language": part.language, "name": part.name,
                "case": part.case, "text": part.text,
            })
        })
        .collect();
    let own = example.case_settings.iter();
    let own: Map<String, Value> =
        own.map(|(case, settings)| (case.clone(), settings_json(settings))).collect();
    json!({
        "id": example.id, "parts": parts, "cases": example.cases,
        "settings": settings_json(&example.settings), "caseSettings": own, "prior": example.prior,
    })
}

fn settings_json(settings: &Settings) -> Value {
    json!({
        "clock": settings.clock, "seed": settings.seed,
        "region": settings.region, "workflow": settings.workflow,
    })
}

/// The page of a chapter, relative to the book's root.
pub(super) fn page(checked: &CheckedBook, chapter: usize) -> String {
    let path = checked.book.chapter_path(chapter);
    let inside =
        path.strip_prefix(checked.source.as_str()).map(|path| path.trim_start_matches('/'));
    html_path(inside.unwrap_or(path))
}

/// The page of a chapter's file, relative to the book's root.
/// mdBook makes `index.html` of a `README.md`.
fn html_path(chapter: &str) -> String {
    let stem = chapter.strip_suffix(".md").unwrap_or(chapter);
    match stem.rsplit_once('/') {
        Some((folder, name)) if name.eq_ignore_ascii_case("readme") => {
            format!("{folder}/index.html")
        }
        None if stem.eq_ignore_ascii_case("readme") => "index.html".to_owned(),
        _ => format!("{stem}.html"),
    }
}

/// Where each language can be tried: engine to chapter page.
fn playgrounds(checked: &CheckedBook) -> Value {
    let book = &checked.book;
    let mut found = Map::new();
    for chapter in 0..book.chapters() {
        let places = book.chapter_snippets(chapter).iter();
        for engine in places
            .filter(|snippet| role(snippet) == "playground")
            .filter_map(|snippet| snippet.info.value("engine"))
        {
            found.entry(engine).or_insert_with(|| json!(page(checked, chapter)));
        }
    }
    Value::Object(found)
}

/// All exercises of the book, for the table of progress.
fn exercises(checked: &CheckedBook) -> Value {
    let book = &checked.book;
    let mut found = Vec::new();
    for chapter in 0..book.chapters() {
        let page = page(checked, chapter);
        let all = book.chapter_snippets(chapter).iter().filter(|other| role(other) == "exercise");
        for snippet in all {
            let key = exercise_key(snippet);
            let title = snippet.info.value("title").or_else(|| snippet.info.value("of"));
            found.push(
                json!({"key": key, "of": snippet.info.value("of"), "page": page, "title": title}),
            );
        }
    }
    Value::Array(found)
}

/// What names an exercise in the reader's progress: its example, its case and its condition.
pub(super) fn exercise_key(snippet: &Snippet) -> String {
    let part = |key: &str| snippet.info.value(key).unwrap_or_default();
    format!("{}.{}: {}", part("of"), snippet.info.value("case").unwrap_or("default"), part("check"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_data_is_markup() {
        let text = "</script><script>alert(1)</script><!-- & \u{2028}";
        let written = inert(&json!({ "text": text }));
        assert!(!written.contains(['<', '>', '&', '\u{2028}']), "{written}");
        let read: Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read.get("text").and_then(Value::as_str), Some(text));
    }

    #[test]
    fn pages_are_named_as_mdbook_names_them() {
        for (chapter, page) in
            [("a/b.md", "a/b.html"), ("a/README.md", "a/index.html"), ("README.md", "index.html")]
        {
            assert_eq!(html_path(chapter), page);
        }
    }
}
