//! The book's reference of functions shows what is so, and misses none.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod evaluator;

use std::path::Path;

use dryrun_cty::functions::functions;
use dryrun_testkit as testkit;

/// Expressions and answers of the transcripts.
fn transcripts(page: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        if line.starts_with("```") {
            inside = line.starts_with("```console tf");
        } else if let (true, Some(expression)) = (inside, line.strip_prefix("> ")) {
            found.push((expression.to_owned(), String::new()));
        } else if let (true, Some((_, answer))) = (inside, found.last_mut()) {
            answer.push_str(line);
            answer.push('\n');
        }
    }
    found
}

fn page() -> String {
    let page = testkit::root().join("book/src/reference/terraform-functions.md");
    std::fs::read_to_string(page).unwrap()
}

#[test]
fn transcripts_are_true() {
    let transcripts = transcripts(&page());
    assert!(transcripts.len() > 100);
    for (expression, shown) in transcripts {
        assert_eq!(
            evaluator::answer(Path::new("."), &expression),
            shown.trim_end_matches('\n'),
            "{expression}"
        );
    }
}

#[test]
fn every_function_is_told() {
    let page = page();
    for function in functions().iter().filter(|function| !["list", "map"].contains(&function.name))
    {
        assert!(page.contains(&format!("### `{}(", function.name)), "{} is missing", function.name);
    }
}
