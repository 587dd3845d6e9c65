//! Posts in Markdown: everything but the code stays byte for byte.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::html;
use crate::piece::{Code, Piece, Post};
use crate::plain;

/// Takes a post apart. Text without any code block is searched as plain text is.
pub(crate) fn read(text: &str) -> Post {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let text = with_fences(&without_front_matter(&text));
    let mut post = Post::default();
    let mut from = 0;
    for (range, code) in blocks(&text) {
        let start = line_start(&text, range.start);
        if start < from {
            continue;
        }
        post.prose(text.get(from..start).unwrap_or_default());
        post.pieces.extend(code);
        from = range.end;
    }
    if !post.pieces.iter().any(|piece| matches!(piece, Piece::Code(_))) {
        return plain::read_markdown(&text);
    }
    post.prose(text.get(from..).unwrap_or_default());
    post
}

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1)
}

fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or_default().matches('\n').count()
}

/// All code blocks with their places.
fn blocks(text: &str) -> Vec<(Range<usize>, Vec<Piece>)> {
    let mut found = Vec::new();
    let mut open: Option<(Option<String>, String, Vec<usize>)> = None;
    let mut lines = Lines { text, at: 0, line: 0 };
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => Some(info.to_string()),
                    CodeBlockKind::Indented => None,
                };
                open = Some((language, String::new(), Vec::new()));
            }
            Event::Text(part) => {
                if let Some((_, code, at)) = &mut open {
                    let first = lines.of(range.start);
                    let begun = usize::from(!code.is_empty() && !code.ends_with('\n'));
                    let count = part.matches('\n').count() + usize::from(!part.ends_with('\n'));
                    at.extend((0..count).skip(begun).map(|more| first + more));
                    code.push_str(&part);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                let Some((language, code, lines)) = open.take() else { continue };
                if is_ours(language.as_deref()) {
                    continue;
                }
                let prefix = prefix(text, range.start);
                let code = Code { text: code, language: first_word(language), lines, prefix };
                found.push((whole_lines(text, range), vec![Piece::Code(code)]));
            }
            Event::Start(Tag::HtmlBlock) => {
                let block = text.get(range.clone()).unwrap_or_default();
                if block.to_ascii_lowercase().contains("<pre") {
                    let pieces = html::read_at(block, line_of(text, range.start)).pieces;
                    found.push((whole_lines(text, range), pieces));
                }
            }
            _ => {}
        }
    }
    found
}

/// Numbers of lines, counted once from front to back.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, at: usize) -> usize {
        if at < self.at {
            return line_of(self.text, at);
        }
        self.line += self.text.get(self.at..at).unwrap_or_default().matches('\n').count();
        self.at = at;
        self.line
    }
}

/// A fence that has a role already.
fn is_ours(info: Option<&str>) -> bool {
    info.is_some_and(|info| info.contains(" id=") || info.contains(" of="))
}

fn first_word(info: Option<String>) -> Option<String> {
    let info = info?;
    let word = info.split([' ', ',', '{', '\t']).find(|word| !word.is_empty())?;
    Some(word.trim_start_matches('.').to_owned())
}

fn prefix(text: &str, at: usize) -> String {
    let before = text.get(line_start(text, at)..at).unwrap_or_default();
    let blanks = before.chars().map(|c| if matches!(c, '>' | ' ' | '\t') { c } else { ' ' });
    // The four blanks of an indented block are not its container's.
    let prefix: String = blanks.collect();
    if prefix.len() >= 4 && prefix.trim().is_empty() && before.trim().is_empty() {
        let kept = prefix.len() - prefix.len() % 4 - 4;
        return prefix.get(..kept).unwrap_or_default().to_owned();
    }
    prefix
}

fn whole_lines(text: &str, range: Range<usize>) -> Range<usize> {
    let rest = text.get(range.end..).unwrap_or_default();
    let more = if text.get(..range.end).is_some_and(|text| text.ends_with('\n')) {
        0
    } else {
        rest.find('\n').map_or(rest.len(), |at| at + 1)
    };
    range.start..range.end + more
}

/// The front matter of a static site, as a comment; its title as the heading. The number of lines stays the same.
fn without_front_matter(text: &str) -> String {
    let mark = match text.lines().next().map(str::trim_end) {
        Some("---") => "---",
        Some("+++") => "+++",
        _ => return text.to_owned(),
    };
    let Some(length) = text.lines().skip(1).position(|line| line.trim_end() == mark) else {
        return text.to_owned();
    };
    let front: Vec<&str> = text.lines().skip(1).take(length).collect();
    let rest = text.lines().skip(length + 2).fold(String::new(), |text, line| text + line + "\n");
    let title = front.iter().find_map(|line| {
        let value = line.strip_prefix("title")?.trim_start().strip_prefix([':', '='])?;
        Some(value.trim().trim_matches(['"', '\'']).to_owned())
    });
    let comment = front.join("\n").replace("-->", "-- >");
    match title.filter(|_| !rest.lines().any(|line| line.starts_with("# "))) {
        Some(title) => format!("# {title}\n\n<!-- {comment} -->\n{rest}"),
        None => format!("<!--\n{comment}\n-->\n{rest}"),
    }
}

/// What blogs write instead of fences, as fences: `{% highlight json %}` of Jekyll, `{{< highlight json >}}` of Hugo,
/// `[code lang="json"]` of WordPress.
fn with_fences(text: &str) -> String {
    if !text.contains("highlight") && !text.contains("code") {
        return text.to_owned();
    }
    text.lines()
        .fold(String::new(), |text, line| text + fence(line).as_deref().unwrap_or(line) + "\n")
}

fn fence(line: &str) -> Option<String> {
    let between = |open: &str, close: &str| line.trim().strip_prefix(open)?.strip_suffix(close);
    let inner = between("{%", "%}")
        .or_else(|| between("{{<", ">}}"))
        .or_else(|| between("{{%", "%}}"))
        .or_else(|| between("[", "]"))?;
    let mut words = inner
        .split(|c: char| c.is_whitespace() || "=\"'".contains(c))
        .filter(|word| !word.is_empty());
    match words.next()? {
        "highlight" => Some(format!("```{}", words.next().unwrap_or_default())),
        "code" | "sourcecode" if line.trim_start().starts_with('[') => {
            let language = words.find(|word| !matches!(*word, "lang" | "language"));
            Some(format!("```{}", language.unwrap_or_default()))
        }
        "endhighlight" | "/highlight" | "/code" | "/sourcecode" => Some("```".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_fences_are_fences() {
        assert_eq!(fence("{% highlight json %}").as_deref(), Some("```json"));
        assert_eq!(fence("{{< highlight hcl >}}").as_deref(), Some("```hcl"));
        assert_eq!(fence("[code lang=\"json\"]").as_deref(), Some("```json"));
        assert_eq!(fence("[/code]").as_deref(), Some("```"));
        assert_eq!(fence("[a link](x)"), None);
    }

    #[test]
    fn code_has_its_lines_and_the_rest_stays() {
        let text = "---\ntitle: T\n---\nx\n\n- a\n\n  ```json\n  {\n  }\n  ```\n\nend\n";
        let post = read(text);
        let [Piece::Prose(head), Piece::Code(code), Piece::Prose(tail)] = post.pieces.as_slice()
        else {
            panic!("{post:?}")
        };
        assert!(head.starts_with("# T\n\n<!-- title: T -->\nx\n\n- a\n\n"), "{head:?}");
        assert_eq!((code.text.as_str(), code.prefix.as_str()), ("{\n}\n", "  "));
        assert_eq!(code.lines, [8, 9]);
        assert_eq!(tail, "\nend\n");
    }
}
