//! `{{#include …}}`, expanded before anything else so that positions stay known.

use dryrun_diag::{Diagnostic, FileId, Sources};
use dryrun_engine::ReadError;

use crate::mapped::Mapped;

/// Reads files of the book; paths are relative to the book's root.
pub trait Files {
    /// The text of a file.
    ///
    /// # Errors
    /// When there is no such file, it is not UTF-8, or it must not be read.
    fn read(&self, path: &str) -> Result<String, ReadError>;
}

/// Includes within includes, at most.
const DEPTH: usize = 10;

/// Expands the includes of a file whose folder is `folder`.
///
/// A missing file is an error at the place of the include: mdBook itself only logs it and goes on.
pub(crate) fn expand(
    file: FileId,
    folder: &str,
    sources: &mut Sources,
    files: &dyn Files,
    found: &mut Vec<Diagnostic>,
) -> Mapped {
    let mut out = Mapped::default();
    let text = sources.source(file).map(|source| source.text.clone()).unwrap_or_default();
    expand_into(&mut out, &Whole::of(file, &text), folder, DEPTH, sources, files, found);
    out
}

/// A text that lies in a file from `offset` on.
struct Whole<'a> {
    file: FileId,
    text: &'a str,
    offset: usize,
}

impl<'a> Whole<'a> {
    /// A file's text; a byte order mark is no part of it.
    fn of(file: FileId, text: &'a str) -> Self {
        let text_after = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self { file, text: text_after, offset: text.len() - text_after.len() }
    }
}

fn expand_into(
    out: &mut Mapped,
    whole: &Whole<'_>,
    folder: &str,
    depth: usize,
    sources: &mut Sources,
    files: &dyn Files,
    found: &mut Vec<Diagnostic>,
) {
    let mut from = 0;
    while let Some(link) = next_include(whole.text, from) {
        out.push(
            whole.text.get(from..link.start).unwrap_or_default(),
            whole.file,
            whole.offset + from,
        );
        let span =
            dryrun_diag::Span::new(whole.file, whole.offset + link.start, whole.offset + link.end);
        match included(&link.target, folder, depth, files) {
            Ok((path, text)) => {
                let id = sources.add(path.clone(), text.clone());
                for (offset, part) in selection(&text, &link.selector) {
                    let part = Whole { file: id, text: part, offset };
                    expand_into(out, &part, parent(&path), depth - 1, sources, files, found);
                }
            }
            Err(message) => {
                let help = "the path is relative to the file that includes it";
                found.push(
                    Diagnostic::error("Missing include", message)
                        .code("weave/missing-include")
                        .at(span)
                        .help(help),
                );
            }
        }
        from = link.end;
    }
    out.push(whole.text.get(from..).unwrap_or_default(), whole.file, whole.offset + from);
}

/// The folder of a path, `""` for the root.
pub(crate) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// `folder/path` with `.` and `..` resolved by name.
pub(crate) fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let from_root = path.starts_with('/');
    for part in folder.split('/').filter(|_| !from_root).chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    let joined = parts.join("/");
    if from_root { format!("/{joined}") } else { joined }
}

fn included(
    target: &str,
    folder: &str,
    depth: usize,
    files: &dyn Files,
) -> Result<(String, String), String> {
    let path = join(folder, target);
    if depth == 0 {
        return Err(format!(
            "`{path}` is included more than {DEPTH} levels deep; does it include itself?"
        ));
    }
    match files.read(&path) {
        Ok(text) => Ok((path, text)),
        Err(error) => Err(unreadable(&path, &error)),
    }
}

/// A sentence about a file that could not be read.
pub(crate) fn unreadable(path: &str, error: &ReadError) -> String {
    match error {
        ReadError::NotFound => format!("There is no file `{path}`."),
        ReadError::Refused(why) => format!("`{path}` may not be read: {why}"),
        ReadError::Other(why) => format!("`{path}` cannot be read: {why}"),
    }
}

struct Include {
    start: usize,
    end: usize,
    target: String,
    selector: Option<String>,
}

fn next_include(text: &str, from: usize) -> Option<Include> {
    const OPEN: &str = "{{#include";
    let mut search = from;
    loop {
        let start = search + text.get(search..)?.find(OPEN)?;
        search = start + OPEN.len();
        let rest = text.get(search..)?;
        let escaped = start > 0 && text.as_bytes().get(start - 1) == Some(&b'\\');
        if escaped || !rest.starts_with(char::is_whitespace) {
            continue;
        }
        let line = rest.split('\n').next()?;
        let Some(length) = line.find("}}") else {
            // No include of this line ends in it: looking at each would take the square of its length.
            search += line.len();
            continue;
        };
        let inner = line.get(..length)?;
        let inner = inner.trim();
        let (target, selector) = match inner.split_once(':') {
            Some((target, selector)) => (target, Some(selector.to_owned())),
            None => (inner, None),
        };
        return Some(Include {
            start,
            end: search + length + 2,
            target: target.to_owned(),
            selector,
        });
    }
}

/// The selected lines, each run with its offset: `5`, `5:`, `:9`, `5:9`, or the name of an `ANCHOR`.
fn selection<'a>(text: &'a str, selector: &Option<String>) -> Vec<(usize, &'a str)> {
    let Some(selector) = selector else {
        return vec![(0, text.strip_suffix('\n').unwrap_or(text))];
    };
    let lines = offsets(text);
    let numbers: Vec<&str> = selector.splitn(2, ':').collect();
    let number = |word: &str| word.trim().parse::<usize>().ok();
    let chosen: Vec<(usize, &str)> = match numbers.as_slice() {
        [one] if number(one).is_some() => {
            lines.into_iter().skip(number(one).unwrap_or(1).max(1) - 1).take(1).collect()
        }
        [first, last]
            if (first.is_empty() || number(first).is_some())
                && (last.is_empty() || number(last).is_some()) =>
        {
            let (first, last) =
                (number(first).unwrap_or(1).max(1), number(last).unwrap_or(usize::MAX));
            lines.into_iter().take(last).skip(first - 1).collect()
        }
        _ => anchored(lines, selector),
    };
    let mut chosen = chosen;
    if let Some((_, last)) = chosen.last_mut() {
        *last = last.strip_suffix('\n').unwrap_or(last);
    }
    chosen
}

fn offsets(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        (start, line)
    });
    lines.collect()
}

fn anchored<'a>(lines: Vec<(usize, &'a str)>, anchor: &str) -> Vec<(usize, &'a str)> {
    let names = |line: &str, word: &str| {
        line.split_once(word)
            .is_some_and(|(_, name)| name.split_whitespace().next() == Some(anchor))
    };
    let mut inside = false;
    let mut chosen = Vec::new();
    for (at, line) in lines {
        if line.contains("ANCHOR_END:") {
            inside &= !names(line, "ANCHOR_END:");
        } else if line.contains("ANCHOR:") {
            inside |= names(line, "ANCHOR:");
        } else if inside {
            chosen.push((at, line));
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    struct One;

    impl Files for One {
        fn read(&self, path: &str) -> Result<String, ReadError> {
            match path {
                "src/a.txt" => {
                    Ok("one\ntwo\n# ANCHOR: mid\nthree\n# ANCHOR_END: mid\nfour\n".to_owned())
                }
                "src/loop.md" => Ok("{{#include loop.md}}".to_owned()),
                _ => Err(ReadError::NotFound),
            }
        }
    }

    fn expanded(text: &str) -> (String, Vec<String>) {
        let mut sources = Sources::new();
        let file = sources.add("src/ch.md", text);
        let mut found = Vec::new();
        let mapped = expand(file, "src", &mut sources, &One, &mut found);
        (mapped.text, found.into_iter().map(|diagnostic| diagnostic.detail).collect())
    }

    #[test]
    fn includes_are_expanded() {
        for (given, want) in [
            ("x {{#include a.txt:2}} y", "x two y"),
            ("{{#include ./a.txt:1:2}}", "one\ntwo"),
            ("{{#include a.txt:mid}}", "three"),
            ("{{#include ../src/a.txt::1}}", "one"),
            ("\\{{#include a.txt}}", "\\{{#include a.txt}}"),
        ] {
            assert_eq!(expanded(given), (want.to_owned(), vec![]), "{given}");
        }
    }

    #[test]
    fn a_missing_include_is_an_error() {
        assert_eq!(expanded("{{#include b.txt}}").1, ["There is no file `src/b.txt`."]);
        assert!(expanded("{{#include loop.md}}").1.concat().contains("include itself"));
    }
}
