//! A post taken apart: prose as Markdown, and code.

/// A block of code as the post has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Code {
    /// The text.
    pub(crate) text: String,
    /// What the post calls its language.
    pub(crate) language: Option<String>,
    /// For each line of the text, its line in the post, from 0.
    pub(crate) lines: Vec<usize>,
    /// What stands before each line in the chapter: blanks of a list, `> ` of a quote.
    pub(crate) prefix: String,
}

impl Code {
    /// The post's line of a line of the text.
    pub(crate) fn line(&self, line: usize) -> usize {
        self.lines.get(line).or(self.lines.last()).copied().unwrap_or(0)
    }
}

/// A part of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Markdown that stays as it is.
    Prose(String),
    /// Code.
    Code(Code),
}

/// A post taken apart, and what of it is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Post {
    pub(crate) pieces: Vec<Piece>,
    /// What is not part of the article: lines of the post, from 0, and what was there.
    pub(crate) left_out: Vec<(usize, String)>,
    /// Code that the post shows from elsewhere, in the same way.
    pub(crate) elsewhere: Vec<(usize, String)>,
}

impl Post {
    pub(crate) fn prose(&mut self, text: &str) {
        if let Some(Piece::Prose(last)) = self.pieces.last_mut() {
            last.push_str(text);
        } else if !text.is_empty() {
            self.pieces.push(Piece::Prose(text.to_owned()));
        }
    }
}
