//! One thing that is wrong, in our words and, where AWS notices it too, in AWS's.

use dryrun_diag::{Diagnostic, FileId, Severity, Span};
use dryrun_json::SyntaxError;

use crate::Rule;

/// What AWS says about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceFinding {
    /// Such as `SCHEMA_VALIDATION_FAILED`.
    pub code: &'static str,
    /// AWS's text.
    pub message: String,
    /// Such as `/States/A/Next`; AWS gives none for `MISSING_END_STATE`.
    pub location: Option<String>,
}

/// One thing that is wrong or doubtful in a definition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// In our words, with the place in the text.
    pub diagnostic: Diagnostic,
    /// In AWS's words; `None` when AWS lets it pass.
    pub service: Option<ServiceFinding>,
}

/// AWS's code for everything that its schema forbids.
pub(crate) const SCHEMA: &str = "SCHEMA_VALIDATION_FAILED";

impl Finding {
    /// An error that AWS reports as well; [`Finding::said`] adds its words.
    pub(crate) fn error(rule: &'static Rule, place: Span, detail: impl Into<String>) -> Self {
        Self::new(Severity::Error, rule, place, detail)
    }

    /// Something that AWS lets pass, but that is probably not meant.
    pub(crate) fn warning(rule: &'static Rule, place: Span, detail: impl Into<String>) -> Self {
        Self::new(Severity::Warning, rule, place, detail)
    }

    /// Advice.
    pub(crate) fn note(rule: &'static Rule, place: Span, detail: impl Into<String>) -> Self {
        Self::new(Severity::Note, rule, place, detail)
    }

    fn new(
        severity: Severity,
        rule: &'static Rule,
        place: Span,
        detail: impl Into<String>,
    ) -> Self {
        let diagnostic = Diagnostic::new(severity, rule.title, detail).code(rule.code).at(place);
        Self { diagnostic, service: None }
    }

    /// The definition is not JSON.
    pub(crate) fn syntax(file: FileId, text: &str, error: &SyntaxError) -> Self {
        let jackson = error.jackson(text);
        let message = jackson.message();
        let service = ServiceFinding {
            code: "INVALID_JSON_DESCRIPTION",
            message,
            location: Some(jackson.location),
        };
        Self { diagnostic: error.diagnostic(file), service: Some(service) }
    }

    /// AWS's code, message and location for it.
    pub(crate) fn said(
        mut self,
        code: &'static str,
        message: impl Into<String>,
        location: impl ToString,
    ) -> Self {
        let location = location.to_string();
        self.diagnostic.address = Some(location.clone());
        self.service =
            Some(ServiceFinding { code, message: message.into(), location: Some(location) });
        self
    }

    /// AWS's message when its schema forbids it.
    pub(crate) fn schema(self, message: impl Into<String>, location: impl ToString) -> Self {
        self.said(SCHEMA, message, location)
    }

    /// The location, where AWS says nothing.
    pub(crate) fn address(mut self, location: impl ToString) -> Self {
        self.diagnostic.address = Some(location.to_string());
        self
    }

    pub(crate) fn within(mut self, context: Span) -> Self {
        self.diagnostic.context = Some(context);
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.diagnostic.help = Some(help.into());
        self
    }

    pub(crate) fn label(mut self, span: Span, text: impl Into<String>) -> Self {
        self.diagnostic = self.diagnostic.label(span, text);
        self
    }

    /// Suggests the nearest of the known names, if one is near.
    pub(crate) fn suggest<'k>(self, given: &str, known: impl IntoIterator<Item = &'k str>) -> Self {
        match nearest(given, known) {
            Some(name) => self.help(format!("did you mean `{name}`?")),
            None => self,
        }
    }
}

/// The known name that differs least; names that differ in case only come first, far names never.
pub(crate) fn nearest<'k>(
    given: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    let limit = 1 + given.chars().count() / 4;
    let score = |name: &&'k str| {
        if name.eq_ignore_ascii_case(given) { 0 } else { dryrun_diag::distance(given, name) }
    };
    let best = known.into_iter().min_by_key(score)?;
    (score(&best) <= limit).then_some(best)
}
