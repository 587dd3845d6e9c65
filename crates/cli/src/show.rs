//! Diagnostics for people: with the source line drawn, in colour where wanted.

use std::borrow::Cow;
use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use dryrun_diag::{Diagnostic, Severity, Sources, Span};

/// Whether to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// With ANSI escapes.
    Yes,
    /// Plain.
    No,
}

/// Control characters of a text made visible, so that outputs cannot play with the terminal.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    let bad = |c: char| c.is_control() && !matches!(c, '\n' | '\t');
    if !text.contains(bad) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if bad(c) {
            let _ = write!(out, "{}", c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// One diagnostic, drawn.
#[must_use]
pub fn diagnostic(diagnostic: &Diagnostic, sources: &Sources, colour: Colour) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let code = diagnostic.code.as_ref();
    let summary = harmless(&diagnostic.summary).into_owned();
    let title = level.primary_title(summary.as_str());
    let title = if code.is_empty() { title } else { title.id(code) };
    let detail = harmless(&diagnostic.detail).into_owned();
    let labels: Vec<String> =
        diagnostic.labels.iter().map(|label| harmless(&label.text).into_owned()).collect();
    let mut group = Group::with_title(title);
    let mut drawn = false;
    if let Some(source) = diagnostic.span.and_then(|span| sources.source(span.file)) {
        let same: Vec<_> = diagnostic
            .labels
            .iter()
            .zip(&labels)
            .filter(|(label, _)| Some(label.span.file) == diagnostic.span.map(|span| span.file))
            .collect();
        let span = diagnostic.span.unwrap_or_default();
        let mut snippet =
            Snippet::source(source.text.as_str()).path(source.name.as_str()).annotation(
                AnnotationKind::Primary.span(clamped(&source.text, span)).label(detail.as_str()),
            );
        for (label, text) in same {
            snippet = snippet.annotation(
                AnnotationKind::Context
                    .span(clamped(&source.text, label.span))
                    .label(text.as_str()),
            );
        }
        group = group.element(snippet);
        drawn = true;
    }
    if !drawn && !detail.is_empty() {
        group = group.element(Level::NOTE.no_name().message(detail.as_str()));
    }
    let help = diagnostic.help.as_ref().map(|help| harmless(help));
    if let Some(help) = &help {
        group = group.element(Level::HELP.message(help.as_ref()));
    }
    let renderer = match colour {
        Colour::Yes => Renderer::styled(),
        Colour::No => Renderer::plain(),
    };
    renderer.decor_style(DecorStyle::Ascii).render(&[group])
}

/// A span as a range on character boundaries of its text, at least one character where there is one.
fn clamped(text: &str, span: Span) -> std::ops::Range<usize> {
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = boundary(span.start as usize);
    start..boundary(span.end as usize).max(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terminal_escapes_are_shown_not_played() {
        assert_eq!(harmless("a\u{1b}[31m\tb\n"), "a\\u{1b}[31m\tb\n");
    }

    #[test]
    fn the_source_line_is_drawn() {
        let mut sources = Sources::new();
        let file = sources.add("ch.md", "one\ntwo three\n");
        let drawn = diagnostic(
            &Diagnostic::error("Bad word", "this one")
                .code("x/bad")
                .at(Span::new(file, 8, 13))
                .help("leave it"),
            &sources,
            Colour::No,
        );
        assert!(drawn.contains("ch.md:2:5"), "{drawn}");
        assert!(drawn.contains("two three"), "{drawn}");
        assert!(drawn.contains("leave it"), "{drawn}");
    }
}
