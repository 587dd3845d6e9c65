//! What of the two languages the book's verified examples exercise: every state type, error name, intrinsic function,
//! function of JSONata and function of Terraform must stand in at least one of them. The list is a page of the book;
//! `UPDATE=1 cargo test -p dryrun --test coverage` writes it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use dryrun_jsonata::Dialect;
use dryrun_testkit::root;
use regex::Regex;

const PAGE: &str = "book/src/reference/coverage.md";

/// A fence of a chapter: the first two words of its info string, and its body.
struct Fence {
    chapter: String,
    language: String,
    role: String,
    body: String,
}

/// One table of the page.
struct Topic {
    title: &'static str,
    names: Vec<String>,
    /// Whether a fence may show such a name.
    fits: fn(&Fence) -> bool,
    /// A pattern that finds `NAME` where it is used.
    pattern: &'static str,
}

fn topics() -> Vec<Topic> {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    vec![
        Topic {
            title: "Types of states",
            names: owned(&["Task", "Pass", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map"]),
            fits: |fence| fence.role == "asl",
            pattern: r#""?Type"?: *"?NAME\b"#,
        },
        Topic {
            title: "Names of errors",
            names: owned(dryrun_asl_check::ERROR_NAMES),
            fits: is_about_machines,
            pattern: r"\bNAME\b",
        },
        Topic {
            title: "Intrinsic functions",
            names: dryrun_jsonpath::intrinsics::NAMES
                .iter()
                .map(|name| format!("States.{name}"))
                .collect(),
            fits: is_about_machines,
            pattern: r"\bNAME\(",
        },
        Topic {
            title: "Functions of JSONata",
            names: dryrun_jsonata::facts::library(Dialect::Aws)
                .into_iter()
                .chain(dryrun_jsonata::facts::library(Dialect::Reference))
                .map(|name| format!("${name}"))
                .collect::<std::collections::BTreeSet<_>>()
                .into_iter()
                .collect(),
            fits: |fence| fence.role == "jsonata" || fence.role == "asl",
            pattern: r"NAME\b",
        },
        Topic {
            title: "Functions of Terraform",
            names: dryrun_cty::functions::functions()
                .iter()
                .map(|function| function.name.to_owned())
                .collect(),
            fits: |fence| fence.role == "tf",
            pattern: r"\bNAME\(",
        },
    ]
}

/// Definitions, and what running them gave.
fn is_about_machines(fence: &Fence) -> bool {
    let results =
        ["asl", "output", "error", "trace", "events", "history", "diagnostics", "intrinsic"];
    results.contains(&fence.role.as_str())
}

/// The fences of a chapter that dryrun runs. Chapters put them at the start of a line.
fn fences(chapter: &str, text: &str) -> Vec<Fence> {
    let mut found = Vec::new();
    let mut open: Option<(usize, Fence)> = None;
    for line in text.lines() {
        let ticks = line.chars().take_while(|char| *char == '`').count();
        open = match open {
            None if ticks >= 3 => {
                let mut words = line.trim_start_matches('`').split([' ', ',']);
                let mut word = || words.next().unwrap_or_default().to_owned();
                let (language, role) = (word(), word());
                let chapter = chapter.to_owned();
                Some((ticks, Fence { chapter, language, role, body: String::new() }))
            }
            Some((width, fence)) if ticks >= width && line.trim_matches('`').trim().is_empty() => {
                found.push(fence);
                None
            }
            Some((width, mut fence)) => {
                fence.body.push_str(line);
                fence.body.push('\n');
                Some((width, fence))
            }
            None => None,
        };
    }
    found.retain(|fence| !fence.role.is_empty() && fence.language != "sh");
    found
}

/// Chapters that show a name, in the order of the table of contents.
fn shown_in<'f>(topic: &Topic, name: &str, fences: &'f [Fence]) -> Vec<&'f str> {
    let pattern =
        Regex::new(&topic.pattern.replace("NAME", &regex::escape(name))).expect("a pattern");
    let mut chapters: Vec<&str> = Vec::new();
    for fence in fences.iter().filter(|fence| (topic.fits)(fence)) {
        if chapters.last() != Some(&fence.chapter.as_str()) && pattern.is_match(&fence.body) {
            chapters.push(&fence.chapter);
        }
    }
    chapters
}

/// The chapters of the table of contents: title by path.
fn contents(summary: &str) -> Vec<(String, String)> {
    let link = Regex::new(r"\[(.+)\]\((.+\.md)\)").expect("a pattern");
    let pair = |found: regex::Captures<'_>| {
        let text = |at: usize| found.get(at).map_or("", |group| group.as_str()).to_owned();
        (text(2), text(1))
    };
    link.captures_iter(summary).map(pair).collect()
}

fn row(name: &str, chapters: &[&str], titles: &BTreeMap<String, String>) -> String {
    let links: Vec<String> = chapters
        .iter()
        .take(3)
        .map(|path| format!("[{}](../{path})", titles.get(*path).map_or("", String::as_str)))
        .collect();
    let more = match chapters.len().saturating_sub(3) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("| `{name}` | {}{more} |\n", links.join(", "))
}

#[test]
fn everything_is_exercised_and_the_page_says_where() {
    let src = root().join("book/src");
    let read = |path: &Path| std::fs::read_to_string(path).expect("a chapter");
    let contents = contents(&read(&src.join("SUMMARY.md")));
    let chapters = contents.iter().filter(|(path, _)| !PAGE.ends_with(path.as_str()));
    let fences: Vec<Fence> =
        chapters.flat_map(|(path, _)| fences(path, &read(&src.join(path)))).collect();
    let titles: BTreeMap<String, String> = contents.into_iter().collect();

    let mut page = "# What is exercised where\n\nEvery type of state, error name and function of the languages, and the \
        chapters whose verified examples show it. This page\nis made from the chapters, and a test says when a name has \
        no example.\n"
        .to_owned();
    let mut missing = Vec::new();
    for topic in topics() {
        let _ = write!(page, "\n## {}\n\n| name | shown in |\n| --- | --- |\n", topic.title);
        for name in &topic.names {
            let chapters = shown_in(&topic, name, &fences);
            if chapters.is_empty() {
                missing.push(format!("{}: {name}", topic.title));
            }
            page.push_str(&row(name, &chapters, &titles));
        }
    }
    assert!(missing.is_empty(), "no example shows\n  {}", missing.join("\n  "));
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(root().join(PAGE), &page).expect("the page is written");
    }
    assert_eq!(read(&root().join(PAGE)), page, "UPDATE=1 cargo test -p dryrun --test coverage");
}
