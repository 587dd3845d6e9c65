//! A chapter's text to its snippets: fences and comments, as byte ranges, copying nothing but bodies.

use std::ops::Range;

use dryrun_diag::Diagnostic;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::info::Info;
use crate::mapped::Mapped;
use crate::prose::{self, ProseValue};

/// How a snippet is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A fenced code block.
    Fence {
        /// What stands before each further line of it: blanks of a list, `> ` of a block quote.
        prefix: String,
        /// The fence characters, such as `` ``` ``.
        marks: String,
        /// `\n` or `\r\n`.
        newline: &'static str,
    },
    /// `<!-- dryrun: … -->`, not shown to readers.
    Comment,
}

/// A fence or a comment of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// Language, role and keys.
    pub info: Info,
    /// Where the info string starts in the chapter (includes expanded).
    pub info_at: usize,
    /// The body: without prefixes, line ends `\n`, with a final newline unless empty.
    pub body: Mapped,
    /// The whole snippet in the chapter, from its first to its last character.
    pub range: Range<usize>,
    /// The lines of the body in the chapter, with prefixes; what `accept` replaces.
    pub content: Range<usize>,
    /// How it is written.
    pub shape: Shape,
}

/// What a chapter holds for us.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scanned {
    /// Fences and comments in order.
    pub(crate) snippets: Vec<Snippet>,
    /// Values in prose.
    pub(crate) values: Vec<ProseValue>,
    /// What is wrong with the Markdown.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// The Markdown that mdBook reads, as far as it matters for finding code and comments.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

/// Finds all snippets and prose values of a chapter.
pub(crate) fn scan(chapter: &Mapped) -> Scanned {
    let mut found = Scanned::default();
    let mut block: Option<(Range<usize>, bool)> = None;
    let mut body = Mapped::default();
    let mut inline = prose::Before::default();
    for (event, range) in Parser::new_ext(&chapter.text, options()).into_offset_iter() {
        inline.see(&event, &range);
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                block = Some((range, true));
                body = Mapped::default();
            }
            Event::Start(Tag::HtmlBlock) => {
                block = Some((range, false));
                body = Mapped::default();
            }
            Event::Text(text) | Event::Html(text) if block.is_some() => {
                append(&mut body, chapter, &text, range);
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => match block.take() {
                Some((range, true)) => fence(chapter, range, std::mem::take(&mut body), &mut found),
                Some((_, false)) => comments(&std::mem::take(&mut body), chapter, None, &mut found),
                None => {}
            },
            Event::InlineHtml(_) => {
                let mut html = Mapped::default();
                html.push(
                    chapter.text.get(range.clone()).unwrap_or_default(),
                    dryrun_diag::FileId(0),
                    range.start,
                );
                comments(&html, chapter, inline.value(), &mut found);
            }
            _ => {}
        }
    }
    found
}

/// Bodies are first mapped into the chapter's own offsets (file 0); `Mapped::within` maps them on into files.
fn append(body: &mut Mapped, chapter: &Mapped, text: &str, range: Range<usize>) {
    let source = chapter.text.get(range.clone()).unwrap_or_default();
    if source == text {
        body.push(text, dryrun_diag::FileId(0), range.start);
    } else {
        body.push_stand_in(text, dryrun_diag::FileId(0), range.start);
    }
}

fn fence(chapter: &Mapped, range: Range<usize>, body: Mapped, found: &mut Scanned) {
    let text = chapter.text.as_str();
    let line_start =
        text.get(..range.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let rest = text.get(range.start..).unwrap_or_default();
    let line_end = range.start + rest.find('\n').unwrap_or(rest.len());
    let opening = text.get(range.start..line_end).unwrap_or_default();
    let newline = if opening.ends_with('\r') { "\r\n" } else { "\n" };
    let opening = opening.trim_end_matches('\r');
    let after_marks = opening.trim_start_matches(['`', '~']);
    let marks = opening.strip_suffix(after_marks).unwrap_or_default();
    let info_text = after_marks.trim_start();
    let info_at = range.start + (opening.len() - info_text.len());
    let info = Info::parse(info_text);
    if !crate::roles::is_candidate(&info) {
        return;
    }
    let end = range.start
        + text.get(range.clone()).unwrap_or_default().trim_end_matches(['\n', '\r']).len();
    let body_end = closing_line(text, line_end, end, marks);
    if body_end.is_none() {
        found.diagnostics.push(
            Diagnostic::error("Fence never closed", "This fence runs to the end of what holds it.")
                .code("weave/unclosed-fence")
                .at(chapter.span(range.start..info_at.max(range.start + 1)))
                .help(format!("close it with a line `{marks}`")),
        );
    }
    let content = (line_end + 1).min(end)..body_end.unwrap_or(end).max((line_end + 1).min(end));
    let prefix = prefix(text.get(line_start..range.start).unwrap_or_default());
    let shape = Shape::Fence { prefix, marks: marks.to_owned(), newline };
    let body = body.within(chapter);
    found.snippets.push(Snippet { info, info_at, body, range: range.start..end, content, shape });
}

/// Where the line of the closing fence starts.
fn closing_line(text: &str, opening_end: usize, end: usize, marks: &str) -> Option<usize> {
    let last_line = text.get(..end)?.rfind('\n')? + 1;
    let line = text.get(last_line..end)?.trim_start_matches([' ', '\t', '>']).trim_end();
    let mark = marks.chars().next()?;
    let closes =
        last_line > opening_end && line.len() >= marks.len() && line.chars().all(|c| c == mark);
    closes.then_some(last_line)
}

/// What continues the containers of an opening line on the next one: list markers become blanks.
pub(crate) fn prefix(before: &str) -> String {
    before.chars().map(|c| if matches!(c, '>' | ' ' | '\t') { c } else { ' ' }).collect()
}

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// Finds our comments in a piece of HTML that is mapped into the chapter's offsets.
fn comments(html: &Mapped, chapter: &Mapped, before: Option<Range<usize>>, found: &mut Scanned) {
    let mut from = 0;
    while let Some(open) =
        html.text.get(from..).and_then(|rest| rest.find(OPEN)).map(|at| from + at)
    {
        let inner_at = open + OPEN.len();
        let Some(length) = html.text.get(inner_at..).and_then(|rest| rest.find(CLOSE)) else {
            return;
        };
        let inner = html.text.get(inner_at..inner_at + length).unwrap_or_default();
        let whole = html.place(open).1..html.place(inner_at + length + CLOSE.len() - 1).1 + 1;
        let trimmed = inner.trim_start();
        let skipped = inner.len() - trimmed.len();
        if let Some(rest) = trimmed.strip_prefix("dryrun:") {
            let at = inner_at + (inner.len() - rest.len());
            found.snippets.push(comment(html, chapter, rest, at, whole));
        } else if let Some(rest) = trimmed.strip_prefix('=') {
            let at = html.place(inner_at + skipped + 1).1;
            prose::value(chapter, rest.trim(), at, before.clone(), &whole, found);
        }
        from = inner_at + length + CLOSE.len();
    }
}

fn comment(html: &Mapped, chapter: &Mapped, rest: &str, at: usize, range: Range<usize>) -> Snippet {
    let head_length = rest.find('\n').unwrap_or(rest.len());
    let (head, tail) = rest.split_at(head_length);
    let tail_at = (head_length + 1).min(rest.len());
    let mut body = Mapped::default();
    body.push_slice(html, at + tail_at..at + rest.len());
    let kept = body.text.trim_end().len();
    body.text.truncate(kept);
    // The marks of quotes and lists before the first line belong to it.
    let end = html.place(at + rest.len()).1;
    let start = if tail.is_empty() { end } else { html.place(at + head_length).1 + 1 };
    let content = start.min(end)..end;
    if !tail.trim().is_empty() {
        body.text.push('\n');
    }
    let info = Info::parse_comment(head);
    let info_at = html.place(at).1;
    Snippet { info, info_at, body: body.within(chapter), range, content, shape: Shape::Comment }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dryrun_diag::FileId;

    fn snippets(text: &str) -> Vec<Snippet> {
        scan(&Mapped::file(FileId(0), text)).snippets
    }

    #[test]
    fn bodies_know_their_places() {
        for text in [
            "```json asl id=a\n{ \"x\": 1 }\n```\n",
            "- item\n\n  ```json asl id=a\n  { \"x\": 1 }\n  ```\n",
            "> ~~~json asl id=a\n> { \"x\": 1 }\n> ~~~\n",
            "\u{feff}text\r\n\r\n```json asl id=a\r\n{ \"x\": 1 }\r\n```\r\n",
            "<!-- dryrun: asl id=a\n{ \"x\": 1 }\n-->\n",
        ] {
            let found = snippets(text);
            assert_eq!(found.len(), 1, "{text:?}");
            assert_eq!(found[0].body.text, "{ \"x\": 1 }\n", "{text:?}");
            let (_, at) = found[0].body.place(2);
            assert_eq!(text.get(at..at + 3), Some("\"x\""), "{text:?}");
            assert_eq!(found[0].info.value("id"), Some("a"));
            assert!(text[found[0].content.clone()].contains("{ \"x\": 1 }"), "{text:?}");
        }
    }

    #[test]
    fn an_open_fence_is_told() {
        let found = scan(&Mapped::file(FileId(0), "```json asl id=a\n{}\n"));
        assert_eq!(found.diagnostics.len(), 1);
    }
}
