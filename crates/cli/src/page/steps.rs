//! Examples that build on one another: what a step changes, and the way to its neighbours.

use dryrun_engine::Part;
use dryrun_weave::{Run, Shape, Snippet};

use super::data::page;
use super::html;
use crate::check::CheckedBook;

/// What a step changes against its base, as a folded difference below it.
pub(super) fn step(checked: &CheckedBook, snippet: &Snippet) -> Option<String> {
    let (id, base) = (snippet.info.value("id")?, snippet.info.value("base")?);
    let changes = changes(checked, base, id)?;
    let summary = format!(
        "<summary class=\"dryrun-bar\"><span class=\"dryrun-label\">what changes against {}</span></summary>",
        html(base)
    );
    Some(format!("\n<details class=\"dryrun dryrun-step\">{summary}\n\n{changes}\n\n</details>"))
}

/// What the definition of an example changes against another's, as a fence.
fn changes(checked: &CheckedBook, from: &str, to: &str) -> Option<String> {
    let whole = |id: &str| {
        let (engine, run) = ran(checked, id)?;
        let definitions = run.example.parts.iter().filter(|part| part.role == engine);
        Some(definitions.map(|part| laid_out(&part.text)).collect::<Vec<_>>().join("\n"))
    };
    Some(difference(&whole(from)?, &whole(to)?))
}

/// What a solution changes in any part of its exercise's example: definition, input, mocks, values.
pub(super) fn solved(checked: &CheckedBook, of: &str, solution: &str) -> Option<String> {
    let ((_, open), (_, solved)) = (ran(checked, of)?, ran(checked, solution)?);
    let (mut old, mut new) = (Vec::new(), Vec::new());
    for part in &solved.example.parts {
        let same = |other: &&Part| other.role == part.role && other.case == part.case;
        let twins: Vec<&Part> = open.example.parts.iter().filter(same).collect();
        let named = twins.iter().find(|other| other.name == part.name);
        let twin = named.or(if twins.len() == 1 { twins.first() } else { None });
        old.push(twin.map(|twin| laid_out(&twin.text)).unwrap_or_default());
        new.push(laid_out(&part.text));
    }
    Some(difference(&old.join("\n"), &new.join("\n")))
}

fn ran<'c>(checked: &'c CheckedBook, id: &str) -> Option<(&'static str, &'c Run)> {
    let at = checked.book.find(id)?;
    Some((checked.book.examples.get(at)?.engine, checked.runs.get(&at)?))
}

/// A difference of two texts as a fence that fits around it.
fn difference(old: &str, new: &str) -> String {
    let diff = similar::TextDiff::from_lines(old, new).unified_diff().context_radius(2).to_string();
    let lines: Vec<&str> = diff.lines().filter(|line| !line.starts_with("\\ No newline")).collect();
    let marks = "`"
        .repeat(lines.iter().map(|line| longest_ticks(line)).max().unwrap_or_default().max(2) + 1);
    format!("{marks}diff\n{}\n{marks}", lines.join("\n"))
}

/// JSON in one layout, so that only what it says can differ.
fn laid_out(text: &str) -> String {
    serde_json::from_str(text).map_or_else(
        |_| text.to_owned(),
        |value| format!("{}\n", dryrun_json::print::pretty(&value)),
    )
}

pub(super) fn longest_ticks(line: &str) -> usize {
    line.split(|c| c != '`').map(str::len).max().unwrap_or_default()
}

/// Links to the example that a definition builds on, and to those that build on it.
pub(super) fn neighbours(checked: &CheckedBook, chapter: usize, id: &str) -> String {
    let book = &checked.book;
    let Some(doc) = book.find(id).and_then(|at| book.examples.get(at)) else {
        return String::new();
    };
    let base = doc.base.as_ref().map(|(other, _)| other.as_str());
    let after = doc.after.as_ref().map(|(other, _)| other.as_str());
    let after = after.filter(|after| base != Some(*after)); // a step mostly is both
    let before = base.into_iter().chain(after).map(|other| (other, "←"));
    let after = book
        .examples
        .iter()
        .filter(|other| other.base.iter().chain(&other.after).any(|(named, _)| named == id));
    let after = after.map(|other| (other.example.id.as_str(), "→"));
    let here = page(checked, chapter);
    let up = "../".repeat(here.matches('/').count());
    let link = |(other, arrow): (&str, &str)| {
        let there = book.examples.get(book.find(other)?)?.chapter;
        if !is_shown(checked, there, other) {
            return None;
        }
        let place =
            if there == chapter { String::new() } else { format!("{up}{}", page(checked, there)) };
        let what = if arrow == "←" { "step before" } else { "next step" };
        Some(format!(
            "<a class=\"dryrun-neighbour\" href=\"{place}#example-{0}\" title=\"{what}: {0}\">{arrow} {0}</a>",
            html(other)
        ))
    };
    before.chain(after).filter_map(link).collect()
}

/// Whether a chapter shows an example's definition to readers.
fn is_shown(checked: &CheckedBook, chapter: usize, id: &str) -> bool {
    checked.book.chapter_snippets(chapter).iter().any(|snippet| {
        snippet.info.value("id") == Some(id)
            && matches!(snippet.shape, Shape::Fence { .. })
            && !snippet.info.is_hidden()
    })
}
