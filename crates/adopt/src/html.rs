//! Posts in HTML: the article as Markdown, its code with the lines it stands on.
//!
//! Works on the tokens, not on a tree: posts are cut out of pages, and their tags need not be balanced.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use crate::piece::{Code, Piece, Post};

/// Takes a post apart.
pub(crate) fn read(text: &str) -> Post {
    read_at(text.strip_prefix('\u{feff}').unwrap_or(text), 0)
}

/// The same for a part of a text that starts at a line.
pub(crate) fn read_at(text: &str, first: usize) -> Post {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text.replace("\r\n", "\n")));
    let sink = Sink(RefCell::new(Reader { first, ..Reader::default() }));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut reader = tokenizer.sink.0.into_inner();
    reader.close_code();
    reader.flush();
    reader.with_title()
}

struct Sink(RefCell<Reader>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut reader = self.0.borrow_mut();
        let line = usize::try_from(line).unwrap_or(1).saturating_sub(1) + reader.first;
        match token {
            Token::TagToken(tag) => {
                let raw = raw(&tag);
                reader.tag(&tag, line);
                raw.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData)
            }
            Token::CharacterTokens(text) => {
                reader.text(&text, line);
                TokenSinkResult::Continue
            }
            Token::CommentToken(_)
            | Token::DoctypeToken(_)
            | Token::NullCharacterToken
            | Token::EOFToken
            | Token::ParseError(_) => TokenSinkResult::Continue,
        }
    }
}

/// Elements whose content is no markup.
fn raw(tag: &Tag) -> Option<RawKind> {
    match (tag.kind, tag.name.as_ref()) {
        (TagKind::StartTag, "script") => Some(RawKind::ScriptData),
        (TagKind::StartTag, "style" | "iframe" | "noscript") => Some(RawKind::Rawtext),
        (TagKind::StartTag, "title" | "textarea") => Some(RawKind::Rcdata),
        _ => None,
    }
}

/// Elements that are not part of an article.
const OUTSIDE: &[&str] = &[
    "script", "style", "nav", "footer", "aside", "form", "svg", "noscript", "iframe", "button",
    "select",
];

/// Classes of columns that number lines.
const GUTTERS: &[&str] = &[
    "gutter",
    "line-numbers-rows",
    "lineno",
    "linenos",
    "crayon-nums",
    "rouge-gutter",
    "linenodiv",
    "hljs-ln-numbers",
    "crayon-toolbar",
    "blob-num",
];

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "figure",
    "figcaption",
    "dl",
    "dt",
    "dd",
    "address",
    "body",
    "html",
    "head",
    "details",
    "summary",
    "center",
];

const VOID: &[&str] = &[
    "br", "img", "hr", "input", "meta", "link", "area", "base", "col", "embed", "source", "track",
    "wbr",
];

#[derive(Debug, Default)]
struct Open {
    name: String,
    language: Option<String>,
}

#[derive(Debug)]
struct List {
    ordered: bool,
    count: usize,
}

#[derive(Debug, Default)]
struct Reader {
    first: usize,
    post: Post,
    /// The paragraph so far.
    block: String,
    open: Vec<Open>,
    lists: Vec<List>,
    /// An item began and has no text yet.
    item: bool,
    quotes: usize,
    heading: usize,
    /// The code so far, where text is within `pre`, `textarea` or a `code` of several lines.
    code: Option<Code>,
    /// Depth in `open` at which the code began.
    code_depth: usize,
    inline: Option<Code>,
    links: Vec<String>,
    /// Name and nesting of an element that is left out.
    skipped: Option<(String, usize)>,
    cells: Vec<String>,
    rows: usize,
    /// The page's title, for an article without a heading of its own.
    title: String,
    titled: bool,
}

fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs.iter().find(|attr| attr.name.local.as_ref() == name).map(|attr| attr.value.as_ref())
}

/// The language that classes name.
fn language(tag: &Tag) -> Option<String> {
    let data = ["data-lang", "data-language", "data-enlighter-language"];
    if let Some(named) = data.iter().find_map(|name| attribute(tag, name)) {
        return Some(named.to_ascii_lowercase());
    }
    let class = attribute(tag, "class")?.to_ascii_lowercase();
    if let Some((_, brush)) = class.split_once("brush:") {
        return Some(brush.trim_start().split([';', ' ']).next()?.to_owned());
    }
    let prefixed = class.split_whitespace().find_map(|word| {
        ["language-", "lang-", "lang:", "highlight-source-", "highlight-"]
            .iter()
            .find_map(|prefix| word.strip_prefix(prefix))
    });
    let known =
        ["json", "hcl", "terraform", "yaml", "bash", "shell", "console", "python", "javascript"];
    let alone = class.split_whitespace().find(|word| known.contains(word));
    prefixed.or(alone).filter(|word| *word != "default").map(str::to_owned)
}

fn is_gutter(tag: &Tag) -> bool {
    let class = attribute(tag, "class").unwrap_or_default();
    class.split_whitespace().any(|word| GUTTERS.contains(&word))
}

impl Reader {
    fn tag(&mut self, tag: &Tag, line: usize) {
        let name = tag.name.as_ref();
        match tag.kind {
            TagKind::StartTag => self.start(tag, name, line),
            TagKind::EndTag => self.end(name),
        }
    }

    fn start(&mut self, tag: &Tag, name: &str, line: usize) {
        if let Some((skipped, depth)) = &mut self.skipped {
            if skipped == name {
                *depth += 1;
            }
            return;
        }
        if VOID.contains(&name) {
            return self.void(tag, name, line);
        }
        if OUTSIDE.contains(&name) || is_gutter(tag) {
            self.leave_out(tag, name, line);
            self.skipped = Some((name.to_owned(), 1));
            return;
        }
        // Deep nesting changes nothing: what is further in only has no language of its own.
        if self.open.len() < 512 {
            self.open.push(Open { name: name.to_owned(), language: language(tag) });
        }
        if self.code.is_some() {
            return;
        }
        match name {
            "pre" | "textarea" => {
                self.flush();
                self.code = Some(Code::default());
                self.code_depth = self.open.len();
            }
            "code" | "tt" | "kbd" | "samp" => {
                self.inline = Some(Code::default());
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                self.heading = name.trim_start_matches('h').parse().unwrap_or(2);
            }
            "title" => self.flush(),
            "ul" | "ol" => {
                self.flush();
                self.lists.push(List { ordered: name == "ol", count: 0 });
            }
            "li" => {
                self.flush();
                self.item = true;
                self.lists.last_mut().into_iter().for_each(|list| list.count += 1);
            }
            "blockquote" => {
                self.flush();
                self.quotes += 1;
            }
            "a" => {
                self.links.push(attribute(tag, "href").unwrap_or_default().to_owned());
                self.block.push('[');
            }
            "strong" | "b" => self.block.push_str("**"),
            "em" | "i" => self.block.push('*'),
            "table" => {
                self.flush();
                self.rows = 0;
            }
            "td" | "th" => self.block.clear(),
            name if BLOCKS.contains(&name) => self.flush(),
            _ => {}
        }
    }

    fn leave_out(&mut self, tag: &Tag, name: &str, line: usize) {
        let source = attribute(tag, "src").unwrap_or_default();
        let embedded = ["gist.github.com", "pastebin.com", "codepen.io", "jsfiddle.net"];
        if embedded.iter().any(|host| source.contains(host)) {
            self.flush();
            self.block = format!("[Code that is kept elsewhere]({source})");
            self.flush();
            self.post
                .elsewhere
                .push((line, format!("the code is not in the post, but at {source}")));
        } else if matches!(name, "nav" | "footer" | "aside" | "form") {
            self.post
                .left_out
                .push((line, format!("`{name}`, left out since it is not the article")));
        }
    }

    fn void(&mut self, tag: &Tag, name: &str, line: usize) {
        match name {
            "br" if self.code.is_some() || self.inline.is_some() => self.text("\n", line),
            "br" => self.block.push_str("\\\n"),
            "hr" if self.code.is_none() => {
                self.flush();
                self.block = "---".to_owned();
                self.flush();
            }
            "img" if self.code.is_none() => {
                let of = |name| attribute(tag, name).unwrap_or_default();
                let image = format!("![{}]({})", of("alt"), of("src"));
                self.block.push_str(&image);
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((skipped, depth)) = &mut self.skipped {
            if skipped == name {
                *depth -= 1;
                if *depth == 0 {
                    self.skipped = None;
                }
            }
            return;
        }
        let closed = self.open.iter().rposition(|open| open.name == name);
        if let Some(at) = closed {
            self.open.truncate(at + 1);
        }
        if let Some(code) = &mut self.code {
            let ends = matches!(name, "pre" | "textarea");
            let row = matches!(name, "div" | "li" | "p" | "tr");
            if row && !code.text.ends_with('\n') {
                code.text.push('\n');
            }
            if ends {
                self.close_code();
            }
        } else {
            self.end_prose(name);
        }
        if closed.is_some() {
            self.open.pop();
        }
    }

    fn end_prose(&mut self, name: &str) {
        match name {
            "code" | "tt" | "kbd" | "samp" => self.end_inline(),
            "title" => self.title = std::mem::take(&mut self.block),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.titled |= self.heading == 1;
                self.flush();
                self.heading = 0;
            }
            "ul" | "ol" => {
                self.flush();
                self.item = false;
                self.lists.pop();
                if self.lists.is_empty() {
                    self.post.prose("\n");
                }
            }
            "blockquote" => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            "a" => {
                let link = self.links.pop().unwrap_or_default();
                self.block.push_str(&format!("]({link})"));
            }
            "strong" | "b" => self.block.push_str("**"),
            "em" | "i" => self.block.push('*'),
            "td" | "th" => {
                let cell = std::mem::take(&mut self.block);
                self.cells.push(squeezed(&cell).trim().replace('|', "\\|"));
            }
            "tr" => self.row(),
            "table" => self.post.prose("\n"),
            "li" => self.flush(),
            name if BLOCKS.contains(&name) => self.flush(),
            _ => {}
        }
    }

    fn row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        if cells.is_empty() {
            return;
        }
        let prefix = self.prefix();
        self.post.prose(&format!("{prefix}| {} |\n", cells.join(" | ")));
        if self.rows == 0 {
            self.post.prose(&format!("{prefix}|{}\n", " --- |".repeat(cells.len())));
        }
        self.rows += 1;
    }

    fn text(&mut self, text: &str, line: usize) {
        if self.skipped.is_some() {
            return;
        }
        let code = self.code.as_mut().or(self.inline.as_mut());
        match code {
            Some(code) => {
                let first = line.saturating_sub(text.matches('\n').count());
                for (more, part) in text.split_inclusive('\n').enumerate() {
                    if code.text.is_empty() || code.text.ends_with('\n') {
                        code.lines.push(first + more);
                    }
                    code.text.push_str(part);
                }
            }
            None => self.block.push_str(&escaped(text)),
        }
    }

    /// Code in a line of text, or, where it has several, a block of its own.
    fn end_inline(&mut self) {
        let Some(code) = self.inline.take() else { return };
        let text = code.text.trim();
        if text.contains('\n') {
            self.flush();
            self.code = Some(code);
            self.close_code();
        } else if !text.is_empty() {
            let marks = if text.contains('`') { "``" } else { "`" };
            let text = format!("{marks}{text}{marks}");
            self.block.push_str(&text);
        }
    }

    fn close_code(&mut self) {
        let Some(mut code) = self.code.take() else { return };
        code.language = self.open.iter().rev().find_map(|open| open.language.clone());
        code.prefix = self.prefix();
        // The newline right after `<pre>` is no line of the text.
        if let Some(rest) = code.text.strip_prefix('\n') {
            code.text = rest.to_owned();
            code.lines = code.lines.split_off(1.min(code.lines.len()));
        }
        if !code.text.ends_with('\n') {
            code.text.push('\n');
        }
        if !code.text.trim().is_empty() {
            self.post.prose("\n");
            self.post.pieces.push(Piece::Code(code));
            self.post.prose("\n");
        }
    }

    fn with_title(mut self) -> Post {
        let title = squeezed(&self.title);
        if !self.titled && !title.trim().is_empty() {
            let heading = format!("# {}\n\n", title.trim());
            match self.post.pieces.first_mut() {
                Some(Piece::Prose(text)) => text.insert_str(0, &heading),
                _ => self.post.pieces.insert(0, Piece::Prose(heading)),
            }
        }
        self.post
    }

    fn prefix(&self) -> String {
        let quotes = "> ".repeat(self.quotes);
        let widths = self.lists.iter().map(|list| if list.ordered { 3 } else { 2 });
        quotes + &" ".repeat(widths.sum())
    }

    /// Ends the paragraph.
    fn flush(&mut self) {
        let block = std::mem::take(&mut self.block);
        let text = squeezed(&block);
        let text = text.trim().trim_end_matches('\\').trim_end();
        if text.is_empty() || text == "****" || text == "**" {
            return;
        }
        let mut prefix = self.prefix();
        let mut lead = prefix.clone();
        if let (true, Some(list)) = (self.item, self.lists.last()) {
            let marker = if list.ordered { format!("{}. ", list.count) } else { "- ".to_owned() };
            lead.truncate(lead.len().saturating_sub(if list.ordered { 3 } else { 2 }));
            lead.push_str(&marker);
            prefix = " ".repeat(lead.len());
            self.item = false;
        }
        if self.heading > 0 {
            lead.push_str(&"#".repeat(self.heading));
            lead.push(' ');
        }
        let body = text.replace('\n', &format!("\n{prefix}"));
        let end = if self.lists.is_empty() { "\n\n" } else { "\n" };
        self.post.prose(&format!("{lead}{body}{end}"));
    }
}

/// Runs of blanks as one; line breaks of `<br>` stay.
fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' if out.ends_with('\\') => out.push('\n'),
            c if c.is_whitespace() && c != '\u{a0}' => {
                if !out.ends_with([' ', '\n']) {
                    out.push(' ');
                }
            }
            '\u{a0}' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Text as Markdown that means just that.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '*' | '`' | '<' | '[' | ']' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<Code> {
        let pieces = read(text).pieces.into_iter();
        pieces
            .filter_map(|piece| match piece {
                Piece::Code(code) => Some(code),
                Piece::Prose(_) => None,
            })
            .collect()
    }

    fn prose(text: &str) -> String {
        let pieces = read(text).pieces.into_iter();
        pieces
            .filter_map(|piece| match piece {
                Piece::Prose(text) => Some(text),
                Piece::Code(_) => None,
            })
            .collect()
    }

    #[test]
    fn code_keeps_its_lines_and_language() {
        let found =
            codes("<p>x</p>\n<pre class=\"brush: json; x\">{\n  &quot;a&quot;: 1\n}</pre>\n");
        assert_eq!(found[0].text, "{\n  \"a\": 1\n}\n");
        assert_eq!(found[0].language.as_deref(), Some("json"));
        assert_eq!(found[0].lines, [1, 2, 3]);
        let found = codes("<p><code>{<br>&nbsp;\"a\": 1<br>}</code></p>");
        assert_eq!(found[0].text, "{\n\u{a0}\"a\": 1\n}\n");
        let found = codes("<div class='gutter'>1<br>2</div><pre><div>a</div><div>b</div></pre>");
        assert_eq!(found[0].text, "a\nb\n");
    }

    #[test]
    fn prose_becomes_markdown() {
        let html = "<h2>T</h2><p>a <b>b</b> <code>c*</code> <a href='u'>l</a> 2*3</p><ul><li>x<ol><li>y</li></ol></li><li>z</li></ul><table><tr><th>p</th></tr><tr><td>q</td></tr></table>";
        let wanted =
            "## T\n\na **b** `c*` [l](u) 2\\*3\n\n- x\n  1. y\n- z\n\n| p |\n| --- |\n| q |\n\n";
        assert_eq!(prose(html), wanted);
    }
}
