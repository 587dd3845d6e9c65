//! Excerpts: a true part of a block, compared without regard to layout.

use dryrun_diag::{Diagnostic, FileId, Span, nearest};
use dryrun_engine::Example;

use super::FILE;
use super::fragment::fragments;

/// Stands for lines that are left out.
const ANY: &str = "...";

/// Checks that `text` is a part of the block `at`.
pub(super) fn check(example: &Example, at: &str, text: &str) -> Result<(), Box<Diagnostic>> {
    let mut known = Vec::new();
    for part in example.parts.iter().filter(|part| part.role == FILE) {
        for fragment in fragments(&part.text) {
            if fragment.address == at {
                return within(part.text.get(fragment.span.range()).unwrap_or_default(), text, at);
            }
            known.push(fragment.address);
        }
    }
    let diagnostic =
        Diagnostic::error("No such block", format!("`{}` has no block `{at}`.", example.id));
    Err(Box::new(match nearest(at, known.iter().map(String::as_str)) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help(format!("there are {}", known.join(", "))),
    }))
}

fn within(block: &str, excerpt: &str, at: &str) -> Result<(), Box<Diagnostic>> {
    let whole: Vec<String> = normal(block).map(|(_, line)| line).collect();
    let wanted: Vec<(usize, String)> = normal(excerpt).collect();
    let mut from = 0;
    for run in wanted.split(|(_, line)| line == ANY).filter(|run| !run.is_empty()) {
        let lines: Vec<&String> = run.iter().map(|(_, line)| line).collect();
        let rest = whole.get(from..).unwrap_or_default();
        let found =
            rest.windows(lines.len()).position(|window| window.iter().eq(lines.iter().copied()));
        match found {
            Some(position) => from += position + lines.len(),
            None => return Err(Box::new(differs(excerpt, run, &whole, at))),
        }
    }
    Ok(())
}

/// Blames the first line that the block does not have at all, else the first of the run.
fn differs(excerpt: &str, run: &[(usize, String)], whole: &[String], at: &str) -> Diagnostic {
    let missing = run.iter().find(|(_, line)| !whole.contains(line)).or(run.first());
    let (offset, line) = missing.map_or((0, ""), |(offset, line)| (*offset, line.as_str()));
    let length =
        excerpt.get(offset..).and_then(|rest| rest.lines().next()).unwrap_or_default().len();
    let detail =
        format!("`{at}` does not hold `{line}` here; a line `...` stands for what is left out.");
    Diagnostic::error("Excerpt differs", detail).at(Span::new(FileId(0), offset, offset + length))
}

/// Lines with their offsets, without indentation, blank lines and comments, runs of blanks outside quotes as one.
fn normal(text: &str) -> impl Iterator<Item = (usize, String)> {
    let mut at = 0;
    let lines: Vec<(usize, String)> = text
        .split_inclusive('\n')
        .map(|line| {
            let start = at;
            at += line.len();
            (start, squeezed(line))
        })
        .collect();
    lines
        .into_iter()
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#') && !line.starts_with("//"))
}

fn squeezed(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut quoted = false;
    for c in line.trim().chars() {
        quoted ^= c == '"';
        if c.is_whitespace() && !quoted && out.ends_with(' ') {
            continue;
        }
        out.push(if c.is_whitespace() && !quoted { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use dryrun_engine::Part;

    #[test]
    fn layout_does_not_count_but_content_does() {
        let text = "resource \"a\" \"b\" {\n  x   = 1\n  # why\n  yy  = \"p  q\"\n\n  z {\n    k = 2\n  }\n}\n";
        let part = Part {
            role: FILE.to_owned(),
            language: "hcl".to_owned(),
            name: "main.tf".to_owned(),
            case: None,
            text: text.to_owned(),
        };
        let example = Example { id: "e".to_owned(), parts: vec![part], ..Example::default() };
        for (excerpt, fine) in [
            ("x = 1\nyy = \"p  q\"\n", true),
            ("resource \"a\" \"b\" {\n  ...\n  z {\n    k = 2\n", true),
            ("x = 2\n", false),
            ("yy = \"p q\"\n", false),
            ("x = 1\nz {\n", false),
        ] {
            assert_eq!(check(&example, "a.b", excerpt).is_ok(), fine, "{excerpt}");
        }
        assert!(check(&example, "a.c", "x = 1").unwrap_err().help.unwrap().contains("a.b"));
    }
}
