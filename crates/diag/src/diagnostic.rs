//! One thing to tell the author.

use std::borrow::Cow;

use crate::{Evidence, Span};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Advice.
    Note,
    /// The text works, but probably not as meant.
    Warning,
    /// The text does not work.
    Error,
}

impl Severity {
    /// `error`, `warning` or `note`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A further place with a few words about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is to be seen there.
    pub text: String,
}

/// One thing to tell the author, tied to the text that caused it. Plain data: printing is elsewhere.
///
/// The shape is Terraform's (summary, detail, subject, context), since it also carries AWS's (code, message, location).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Stable code such as `asl/unknown-state`, or the service's own (`SCHEMA_VALIDATION_FAILED`); empty where there is none.
    pub code: Cow<'static, str>,
    /// Fixed title without the author's names, or AWS's message.
    pub summary: Cow<'static, str>,
    /// What is wrong in this case, why, and how to mend it. May be empty.
    pub detail: String,
    /// The tight range that is to blame.
    pub span: Option<Span>,
    /// The wider construct around it, shown as the snippet.
    pub context: Option<Span>,
    /// Further places.
    pub labels: Vec<Label>,
    /// What to do, in our words, beside what the real service says.
    pub help: Option<String>,
    /// Address within the example: a resource address, a state's location such as `/States/X/Next`.
    pub address: Option<String>,
    /// What the values were at the place, where something was evaluated.
    pub evidence: Option<Box<Evidence>>,
}

impl Diagnostic {
    /// An error with a title and a detail, no place yet.
    #[must_use]
    pub fn error(summary: impl Into<Cow<'static, str>>, detail: impl Into<String>) -> Self {
        Self::new(Severity::Error, summary, detail)
    }

    /// A warning with a title and a detail, no place yet.
    #[must_use]
    pub fn warning(summary: impl Into<Cow<'static, str>>, detail: impl Into<String>) -> Self {
        Self::new(Severity::Warning, summary, detail)
    }

    /// A diagnostic of any severity, no place yet.
    #[must_use]
    pub fn new(
        severity: Severity,
        summary: impl Into<Cow<'static, str>>,
        detail: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            code: Cow::Borrowed(""),
            summary: summary.into(),
            detail: detail.into(),
            span: None,
            context: None,
            labels: Vec::new(),
            help: None,
            address: None,
            evidence: None,
        }
    }

    /// Names the place.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Names the place unless it is known already: for callers that hold the node a helper complained about.
    #[must_use]
    pub fn or_at(mut self, span: Span) -> Self {
        self.span.get_or_insert(span);
        self
    }

    /// Names the wider construct.
    #[must_use]
    pub fn within(mut self, context: Span) -> Self {
        self.context = Some(context);
        self
    }

    /// Sets the code.
    #[must_use]
    pub fn code(mut self, code: impl Into<Cow<'static, str>>) -> Self {
        self.code = code.into();
        self
    }

    /// Adds a label.
    #[must_use]
    pub fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names the address within the example.
    #[must_use]
    pub fn address(mut self, address: impl Into<String>) -> Self {
        self.address = Some(address.into());
        self
    }

    /// Names the values that led here.
    #[must_use]
    pub fn evidence(mut self, evidence: Evidence) -> Self {
        self.evidence = Some(Box::new(evidence));
        self
    }

    /// Whether it is an error.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
