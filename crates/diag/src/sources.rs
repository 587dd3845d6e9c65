//! The texts that spans point into.

use crate::{FileId, LineIndex, Position, Span};

/// One text with the name people know it by.
#[derive(Debug, Clone)]
pub struct Source {
    /// File name as shown in diagnostics.
    pub name: String,
    /// The text.
    pub text: String,
    /// Its line starts.
    pub lines: LineIndex,
}

/// All texts of one run; a [`FileId`] is a position in it.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<Source>,
}

impl Sources {
    /// No texts yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text and returns the id for its spans.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        self.files.push(Source { name: name.into(), lines: LineIndex::new(&text), text });
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The text of `id`, unless it is of another run.
    #[must_use]
    pub fn source(&self, id: FileId) -> Option<&Source> {
        self.files.get(id.0 as usize)
    }

    /// All texts in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &Source)> {
        self.files
            .iter()
            .enumerate()
            .map(|(at, source)| (FileId(u32::try_from(at).unwrap_or(u32::MAX)), source))
    }

    /// The text below a span; empty where the span does not fit.
    #[must_use]
    pub fn text(&self, span: Span) -> &str {
        self.source(span.file).and_then(|source| source.text.get(span.range())).unwrap_or_default()
    }

    /// File name, start and end of a span.
    #[must_use]
    pub fn locate(&self, span: Span) -> Option<(&str, Position, Position)> {
        let source = self.source(span.file)?;
        let at = |byte| source.lines.position(&source.text, byte);
        Some((&source.name, at(span.start), at(span.end)))
    }
}
