//! Text in styled pieces. What a style looks like is decided when the text is printed.

use std::fmt::{self, Write as _};

/// What a piece of a plan's text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// Nothing special.
    Plain,
    /// A heading or the address a comment is about.
    Bold,
    /// `+`, what is created.
    Create,
    /// `-`, what is destroyed.
    Delete,
    /// `~`, what is changed.
    Update,
    /// `<=`, what is read during apply.
    Read,
    /// `.`, what is forgotten.
    Forget,
    /// `destroyed` and `replaced` in comments.
    Alarm,
    /// The arrow from an old to a new value.
    Arrow,
    /// `null`.
    Null,
    /// `-> null`.
    NullSuffix,
    /// `# forces replacement`.
    Forces,
    /// `# (3 unchanged attributes hidden)`.
    Hidden,
    /// `Warning` in comments.
    Warning,
    /// `Note:` above changes made outside.
    Note,
    /// `No changes.`
    Success,
    /// `Planning failed.`
    Failure,
    /// The end of text that Terraform colours as one: empty.
    End,
}

impl Style {
    /// The escape sequences Terraform prints before and after such a piece.
    const fn ansi(self) -> (&'static str, &'static str) {
        match self {
            Self::Plain => ("", ""),
            Self::Bold => ("\u{1b}[1m", "\u{1b}[0m"),
            Self::Create => ("\u{1b}[32m", "\u{1b}[0m"),
            Self::Delete | Self::Forget => ("\u{1b}[31m", "\u{1b}[0m"),
            Self::Update | Self::Warning => ("\u{1b}[33m", "\u{1b}[0m"),
            Self::Read => ("\u{1b}[36m", "\u{1b}[0m"),
            Self::Alarm => ("\u{1b}[1m\u{1b}[31m", "\u{1b}[0m"),
            Self::Arrow => ("\u{1b}[33m", "\u{1b}[0m\u{1b}[0m"),
            Self::Null | Self::NullSuffix | Self::Hidden => ("\u{1b}[90m", "\u{1b}[0m\u{1b}[0m"),
            Self::Forces => ("\u{1b}[31m", "\u{1b}[0m\u{1b}[0m"),
            Self::Note => ("\u{1b}[1m\u{1b}[36m", "\u{1b}[0m"),
            Self::Success => ("\u{1b}[0m\u{1b}[1m\u{1b}[32m", "\u{1b}[0m"),
            Self::Failure => ("\u{1b}[0m\u{1b}[1m\u{1b}[31m", "\u{1b}[0m"),
            Self::End => ("", "\u{1b}[0m"),
        }
    }

    /// A word for it, such as a page's style sheet may use.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain | Self::End => "plain",
            Self::Bold => "bold",
            Self::Create => "create",
            Self::Delete => "delete",
            Self::Update => "update",
            Self::Read => "read",
            Self::Forget => "forget",
            Self::Alarm => "alarm",
            Self::Arrow => "arrow",
            Self::Null => "null",
            Self::NullSuffix => "null-suffix",
            Self::Forces => "forces",
            Self::Hidden => "hidden",
            Self::Warning => "warning",
            Self::Note => "note",
            Self::Success => "success",
            Self::Failure => "failure",
        }
    }
}

/// Text whose pieces have styles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StyledText {
    text: String,
    /// Where each piece ends, and its style.
    pieces: Vec<(usize, Style)>,
}

impl StyledText {
    /// The text without any styling.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.text
    }

    /// Gives up the styles.
    #[must_use]
    pub fn into_plain(self) -> String {
        self.text
    }

    /// The pieces in order.
    pub fn pieces(&self) -> impl Iterator<Item = (Style, &str)> {
        let starts = [0].into_iter().chain(self.pieces.iter().map(|(end, _)| *end));
        starts
            .zip(&self.pieces)
            .filter_map(|(start, (end, style))| Some((*style, self.text.get(start..*end)?)))
    }

    /// The text with the escape sequences that Terraform prints.
    #[must_use]
    pub fn ansi(&self) -> String {
        let mut out = String::with_capacity(self.text.len() + 10 * self.pieces.len());
        for (style, text) in self.pieces() {
            let (open, close) = style.ansi();
            out.push_str(open);
            out.push_str(text);
            out.push_str(close);
        }
        out
    }

    pub(super) fn push(&mut self, style: Style, text: &str) {
        self.text.push_str(text);
        self.end_piece(style);
    }

    fn end_piece(&mut self, style: Style) {
        let end = self.text.len();
        match self.pieces.last_mut() {
            Some((last, Style::Plain)) if style == Style::Plain => *last = end,
            _ => self.pieces.push((end, style)),
        }
    }

    /// Adds what is formatted, without a text of its own.
    pub(super) fn write(&mut self, style: Style, what: fmt::Arguments<'_>) {
        let _ = self.text.write_fmt(what);
        self.end_piece(style);
    }

    /// Adds unstyled text.
    pub(super) fn add(&mut self, text: &str) {
        self.push(Style::Plain, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_cover_the_text() {
        let mut text = StyledText::default();
        text.add("a");
        text.add("b");
        text.push(Style::Create, "+");
        assert_eq!(text.plain(), "ab+");
        assert_eq!(text.pieces().collect::<Vec<_>>(), [(Style::Plain, "ab"), (Style::Create, "+")]);
        assert_eq!(text.ansi(), "ab\u{1b}[32m+\u{1b}[0m");
    }
}
