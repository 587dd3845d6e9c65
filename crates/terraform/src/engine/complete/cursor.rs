//! Where a cursor stands in a text that is being written, told from the text before it alone.

/// What stands around a cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cursor<'t> {
    /// Headers of the open blocks, from the outside; an object or a list within an expression is an empty one.
    pub(super) blocks: Vec<Header<'t>>,
    /// What has been typed since the last `{`, `}`, or line in a block.
    pub(super) at: At<'t>,
    /// The name before the cursor, as far as it is typed: letters, digits, `_`, `-`, and in expressions `.`.
    pub(super) word: &'t str,
}

/// What a cursor stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum At<'t> {
    /// The beginning of an argument or a block.
    Name,
    /// A label of a block: the words before it.
    Label(Vec<&'t str>),
    /// The value of an argument of that name.
    Expression(&'t str),
    /// A comment, a string without a template: nothing fits.
    Nothing,
}

/// The header of an open block: `resource`, its labels, and the names of arguments that are set in it already.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Header<'t> {
    pub(super) words: Vec<&'t str>,
    pub(super) set: Vec<&'t str>,
}

/// How deeply blocks and brackets are followed.
const DEPTH: usize = 200;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// `{` of a block.
    Block,
    /// `{`, `[`, `(` within an expression.
    Bracket,
    /// `"`.
    Quote,
    /// `${` or `%{`.
    Template,
}

/// Reads the text before a cursor.
pub(super) fn find(before: &str) -> Option<Cursor<'_>> {
    let mut reader = Reader {
        before,
        at: 0,
        open: Vec::new(),
        blocks: vec![Header::default()],
        start: 0,
        equals: None,
        heredoc: false,
    };
    while reader.at < before.len() {
        reader.step();
        if reader.open.len() > DEPTH {
            return None;
        }
    }
    Some(reader.finish())
}

struct Reader<'t> {
    before: &'t str,
    at: usize,
    open: Vec<Open>,
    blocks: Vec<Header<'t>>,
    /// Where the current argument or block began.
    start: usize,
    /// Where its `=` stands.
    equals: Option<usize>,
    /// Whether the cursor is within a comment or a heredoc that has no end.
    heredoc: bool,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.before.get(self.at..).unwrap_or_default()
    }

    fn top(&self) -> Option<Open> {
        self.open.last().copied()
    }

    fn in_body(&self) -> bool {
        matches!(self.top(), None | Some(Open::Block))
    }

    fn step(&mut self) {
        let rest = self.rest();
        let Some(c) = rest.chars().next() else { return };
        if self.top() == Some(Open::Quote) {
            return self.quoted(c);
        }
        let line_comment = c == '#' || rest.starts_with("//");
        if line_comment || rest.starts_with("/*") {
            let end = if line_comment { "\n" } else { "*/" };
            match rest.find(end) {
                // The line's end is still to be read.
                Some(at) => self.at += at + if line_comment { 0 } else { 2 },
                None => {
                    self.heredoc = true;
                    self.at = self.before.len();
                }
            }
            return;
        }
        if rest.starts_with("<<") {
            return self.here_document();
        }
        self.at += c.len_utf8();
        match c {
            '"' => self.open.push(Open::Quote),
            '\n' if self.in_body() => self.begin(),
            '=' if self.in_body() && self.equals.is_none() => {
                self.equals = Some(self.at);
                let name = self.before.get(self.start..self.at - 1).unwrap_or_default().trim();
                if let Some(header) = self.blocks.last_mut() {
                    header.set.push(name);
                }
            }
            '{' if self.in_body() && self.equals.is_none() => {
                let header = self.before.get(self.start..self.at - 1).unwrap_or_default();
                let words = words(header);
                self.open.push(Open::Block);
                self.blocks.push(Header { words, set: Vec::new() });
                self.begin();
            }
            '{' | '[' | '(' => self.open.push(Open::Bracket),
            '}' | ']' | ')' => self.close(),
            _ => {}
        }
    }

    fn quoted(&mut self, c: char) {
        let rest = self.rest();
        if rest.starts_with("$${") || rest.starts_with("%%{") {
            self.at += 3;
        } else if rest.starts_with("${") || rest.starts_with("%{") {
            self.open.push(Open::Template);
            self.at += 2;
        } else if c == '\\' {
            let next = rest.chars().nth(1).map_or(0, char::len_utf8);
            self.at += 1 + next;
        } else {
            self.at += c.len_utf8();
            // A string that has no end stops with its line.
            if c == '"' || c == '\n' {
                self.open.pop();
            }
            if c == '\n' && self.in_body() {
                self.begin();
            }
        }
    }

    fn close(&mut self) {
        if self.open.pop() == Some(Open::Block) {
            if self.blocks.len() > 1 {
                self.blocks.pop();
            }
            self.begin();
        }
    }

    fn begin(&mut self) {
        self.start = self.at;
        self.equals = None;
    }

    /// A heredoc; without an end the cursor is in it.
    fn here_document(&mut self) {
        let rest = self.rest();
        let word = rest.trim_start_matches(['<', '-']);
        let word = word.lines().next().unwrap_or_default().trim();
        let mut at = self.at + rest.find('\n').map_or(rest.len(), |end| end + 1);
        for line in self.before.get(at..).unwrap_or_default().split_inclusive('\n') {
            at += line.len();
            if line.trim() == word && line.ends_with('\n') {
                self.at = at;
                if self.in_body() {
                    self.begin();
                }
                return;
            }
        }
        self.heredoc = true;
        self.at = self.before.len();
    }

    fn finish(self) -> Cursor<'t> {
        let text = self.before.get(self.start..).unwrap_or_default();
        let in_quote = self.top() == Some(Open::Quote);
        let typed = trailing(self.before, |c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
        let name = trailing(self.before, |c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        let argument = self
            .equals
            .map(|equals| self.before.get(self.start..equals - 1).unwrap_or_default().trim());
        let at = match argument {
            _ if self.heredoc => At::Nothing,
            Some(_) if in_quote => At::Nothing,
            Some(name) => At::Expression(name),
            None if !self.in_body() && !in_quote => At::Nothing,
            None => match words(text.strip_suffix(name).unwrap_or(text)) {
                words if words.is_empty() && !in_quote => At::Name,
                words => At::Label(words),
            },
        };
        let word = if matches!(at, At::Expression(_)) { typed } else { name };
        Cursor { blocks: self.blocks, at, word }
    }
}

/// The words of a header, without quotes.
fn words(header: &str) -> Vec<&str> {
    let between = |c: char| c.is_whitespace() || c == '"';
    header.split(between).filter(|word| !word.is_empty()).collect()
}

fn trailing(text: &str, part: impl Fn(char) -> bool) -> &str {
    let start = text.char_indices().rev().take_while(|(_, c)| part(*c)).last();
    start.and_then(|(at, _)| text.get(at..)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_are_found() {
        for (text, blocks, at, word) in [
            ("", "", At::Name, ""),
            ("reso", "", At::Name, "reso"),
            ("resource \"aws_in", "", At::Label(vec!["resource"]), "aws_in"),
            ("resource \"a\" \"b\" {\n  am", "resource a b", At::Name, "am"),
            ("resource \"a\" \"b\" {\n  x = va", "resource a b", At::Expression("x"), "va"),
            ("x {\n  y {\n  }\n  z = \"${var.", "x", At::Expression("z"), "var."),
            ("x {\n  y = {\n    a = lo", "x", At::Expression("y"), "lo"),
            ("x {\n  y = \"pla", "x", At::Nothing, "pla"),
            ("x {\n  # com", "x", At::Nothing, "com"),
            ("x {\n  y = <<EOT\n  a {\nEOT\n  b", "x", At::Name, "b"),
            ("x {\n  y = \"open\n  b", "x", At::Name, "b"),
            ("x {\n  y = [\n    f(", "x", At::Expression("y"), ""),
        ] {
            let cursor = find(text).unwrap();
            let open: Vec<String> =
                cursor.blocks.iter().skip(1).map(|header| header.words.join(" ")).collect();
            assert_eq!(
                (open.join("/").as_str(), &cursor.at, cursor.word),
                (blocks, &at, word),
                "{text}"
            );
        }
        assert_eq!(find(&"a {\n".repeat(10_000)), None);
        assert!(find("}}}}]]]").is_some());
    }

    #[test]
    fn arguments_that_are_set_are_known() {
        let cursor = find("a {\n  b = 1\n  c = {\n d = 2 }\n  ").unwrap();
        assert_eq!(cursor.blocks.last().unwrap().set, ["b", "c"]);
    }
}
