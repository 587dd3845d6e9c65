//! Objects against their tables: required, unknown, conflicting fields, and the shape of each value.

use std::fmt::Write as _;

use dryrun_json::Located;
use serde_json::Value;

use crate::checker::{Checker, Context};
use crate::finding::{Finding, nearest};
use crate::location::Location;
use crate::schema::{self, Field, Group, Language, Need, Schema, Shape};
use crate::{paths, rules};

impl<'d> Checker<'d> {
    /// An object: first what concerns it as a whole, then its fields in the order of the text.
    pub(crate) fn object(
        &mut self,
        here: Located<'d>,
        at: &Location<'_>,
        schema: &'static Schema,
        cx: Context<'d>,
    ) {
        if !here.value.is_object() {
            return self.wrong_type(here, at, "[OBJECT]");
        }
        self.required(here, at, schema);
        self.known(here, at, schema);
        if !self.is_downgraded(cx) {
            self.one_language(here, at, schema, cx);
        }
        for group in schema.groups {
            self.group(here, at, schema, group, cx);
        }
        for (name, value) in here.members() {
            if let Some(field) = schema.field(name) {
                self.shape(value, &at.key(name), field, cx);
            }
        }
    }

    fn required(&mut self, here: Located<'d>, at: &Location<'_>, schema: &'static Schema) {
        let missing: Vec<&str> =
            schema.required.iter().copied().filter(|name| here.get(name).is_none()).collect();
        if missing.is_empty() {
            return;
        }
        let detail = format!("{} needs {}", schema.what, listed(&missing, "and"));
        let unknown = here.members().filter(|(name, _)| schema.field(name).is_none());
        let mut misspelt = unknown.filter_map(|(given, field)| {
            Some((field.key_span(), given, nearest(given, missing.iter().copied())?))
        });
        let finding = match misspelt.next() {
            Some((place, given, meant)) => Finding::error(&rules::MISSING_FIELD, place, detail)
                .help(format!("is `{given}` meant to be `{meant}`?")),
            None => Finding::error(&rules::MISSING_FIELD, head(here), detail),
        };
        self.report(
            finding
                .within(here.span())
                .schema(format!("These fields are required: [{}]", missing.join(", ")), at),
        );
    }

    fn known(&mut self, here: Located<'d>, at: &Location<'_>, schema: &'static Schema) {
        for (name, field) in here.members().filter(|(name, _)| schema.field(name).is_none()) {
            let elsewhere = schema::STATES
                .iter()
                .filter(|(_, other)| other.field(name).is_some())
                .map(|(kind, _)| *kind);
            let elsewhere: Vec<&str> = elsewhere.collect();
            let finding = if elsewhere.is_empty() {
                Finding::error(
                    &rules::UNKNOWN_FIELD,
                    field.key_span(),
                    format!("{} has no field `{name}`", schema.what),
                )
                .suggest(name, schema.names().filter(|known| here.get(known).is_none()))
            } else {
                Finding::error(
                    &rules::MISPLACED_FIELD,
                    field.key_span(),
                    format!("{} cannot have `{name}`", schema.what),
                )
                .help(format!("only {} states have it", listed(&elsewhere, "and")))
            };
            self.report(finding.schema(format!("Field '{name}' is not supported"), at));
        }
    }

    fn one_language(
        &mut self,
        here: Located<'d>,
        at: &Location<'_>,
        schema: &'static Schema,
        cx: Context<'d>,
    ) {
        for (name, field) in here.members() {
            if let Some(other) = schema
                .field(name)
                .and_then(|field| field.language)
                .filter(|other| *other != cx.language)
            {
                self.foreign_field(name, field, at, other, cx);
            }
        }
    }

    /// A field of the other query language.
    pub(crate) fn foreign_field(
        &mut self,
        name: &str,
        field: Located<'d>,
        at: &Location<'_>,
        other: Language,
        cx: Context<'d>,
    ) {
        let (mine, other) = (cx.language.name(), other.name());
        let message = format!(
            "The QueryLanguage is set to '{mine}', but field '{name}' is only supported for the '{other}' QueryLanguage"
        );
        let finding = Finding::error(
            &rules::QUERY_LANGUAGE,
            field.key_span(),
            format!("`{name}` belongs to {other}, but this state uses {mine}"),
        );
        let finding = match counterpart(name) {
            Some(instead) => finding.help(format!(
                "in {mine} use {instead}, or set the state's `QueryLanguage` to `{other}`"
            )),
            None => {
                finding.help(format!("remove it, or set the state's `QueryLanguage` to `{other}`"))
            }
        };
        self.report(finding.schema(message, at));
    }

    fn group(
        &mut self,
        here: Located<'d>,
        at: &Location<'_>,
        schema: &'static Schema,
        group: &Group,
        cx: Context<'d>,
    ) {
        let present = |name: &&'static str| {
            Some((*name, here.get(name)?)).filter(|(name, field)| counts(name, *field))
        };
        let mut present = group.fields.iter().filter_map(present);
        match (present.next(), present.next()) {
            (None, _) if group.need == Need::One => self.none_of(here, at, schema, group, cx),
            (Some((first, one)), Some((second, other))) => {
                let names = group.fields.join(", ");
                let detail = format!("{} has either `{first}` or `{second}`", schema.what);
                let finding = Finding::error(&rules::CONFLICTING_FIELDS, other.key_span(), detail)
                    .label(one.key_span(), "the other one")
                    .schema(
                        format!("There should only be one of the following fields: [{names}]"),
                        at,
                    );
                self.report(finding);
            }
            _ => {}
        }
    }

    fn none_of(
        &mut self,
        here: Located<'d>,
        at: &Location<'_>,
        schema: &'static Schema,
        group: &Group,
        cx: Context<'d>,
    ) {
        let language = |name: &str| schema.field(name).and_then(|field| field.language);
        let usable = |name: &&&str| language(name).is_none_or(|language| language == cx.language);
        let wanted: Vec<&str> = group.fields.iter().filter(usable).copied().collect();
        let detail = format!("{} needs {}", schema.what, listed(&wanted, "or"));
        let message = format!(
            "This object should have only one of the following fields: [{}]",
            group.fields.join(", ")
        );
        self.report(
            Finding::error(&rules::MISSING_FIELD, head(here), detail)
                .within(here.span())
                .schema(message, at),
        );
    }

    /// One value against the shape its field takes.
    pub(crate) fn shape(
        &mut self,
        here: Located<'d>,
        at: &Location<'_>,
        field: &'static Field,
        cx: Context<'d>,
    ) {
        match field.shape {
            Shape::Any => {}
            Shape::Text => self.text_or_expression(here, at, cx),
            Shape::PlainText | Shape::Target if !here.value.is_string() => {
                self.wrong_type(here, at, "[STRING]");
            }
            Shape::PlainText | Shape::Target => {}
            Shape::Flag if !here.value.is_boolean() => self.wrong_type(here, at, "[BOOLEAN]"),
            Shape::Flag => {}
            Shape::Whole(least, most) => self.whole(here, at, (least, most), cx),
            Shape::Real(least, most) => self.real(here, at, (least, most), cx),
            Shape::OneOf(values) => self.one_of(here, at, values, cx),
            Shape::QueryLanguage => self.one_of(here, at, &["JSONPath", "JSONata"], cx),
            Shape::Path => self.path(here, at, cx),
            Shape::Reference => self.reference(here, at, cx),
            Shape::ResultPath => self.result_path(here, at, cx),
            Shape::PathOrIntrinsic => self.path_or_intrinsic(here, at, cx),
            Shape::Template => self.template_field(here, at, field.name, cx),
            Shape::Result => self.fixed_result(here, at),
            Shape::Assign => self.assign(here, at, cx),
            Shape::Condition => self.condition(here, at, cx),
            Shape::Timestamp => self.timestamp(here, at, cx),
            Shape::Resource => self.resource(here, at),
            Shape::StorageResource(actions) => self.storage_resource(here, at, actions),
            Shape::States => self.states(here, at, cx),
            Shape::Machine => self.processor(here, at, cx),
            Shape::Branches => self.branches(here, at, cx),
            Shape::Choices => self.choices(here, at, cx),
            Shape::Retry => {
                self.entries(here, at, |checker, entry, at| checker.retrier(entry, at, cx));
            }
            Shape::Catch => {
                self.entries(here, at, |checker, entry, at| checker.catcher(entry, at, cx));
            }
            Shape::ErrorNames => self.error_names(here, at),
            Shape::Object(schema) => self.nested_object(here, at, schema, cx),
            Shape::Texts => self.texts(here, at, cx),
            Shape::Label => self.label(here, at),
        }
    }

    fn nested_object(
        &mut self,
        here: Located<'d>,
        at: &Location<'_>,
        schema: &'static Schema,
        cx: Context<'d>,
    ) {
        self.object(here, at, schema, cx);
        if std::ptr::eq(schema, &schema::PROCESSOR_CONFIG) {
            self.processor_config(here, at);
        } else if std::ptr::eq(schema, &schema::READER_CONFIG) {
            self.reader_config(here, at);
        }
    }
}

/// Whether a field of a group counts: `End: false` says nothing.
fn counts(name: &str, field: Located<'_>) -> bool {
    name != "End" || *field.value != Value::Bool(false)
}

/// Where to point for an object as a whole: its key, or its opening brace.
fn head(here: Located<'_>) -> dryrun_diag::Span {
    match here.key {
        Some(key) => key,
        None => dryrun_diag::Span { end: here.span().start + 1, ..here.span() },
    }
}

/// What does in one language what the field does in the other.
fn counterpart(name: &str) -> Option<&'static str> {
    Some(match name {
        "Parameters" => "`Arguments` (or `Output` on a Pass state)",
        "Arguments" => "`Parameters`",
        "ResultSelector" | "OutputPath" | "ResultPath" | "Result" => "`Output`",
        "InputPath" => "`$states.input` with a path",
        "Output" => "`ResultSelector`, `ResultPath` and `OutputPath`",
        "ItemsPath" => "`Items`",
        "Items" => "`ItemsPath`",
        "Condition" => "`Variable` with a comparison",
        "Variable" | "And" | "Or" | "Not" => "`Condition`",
        "SecondsPath" => "`Seconds` with an expression",
        "TimestampPath" => "`Timestamp` with an expression",
        "TimeoutSecondsPath" => "`TimeoutSeconds` with an expression",
        "HeartbeatSecondsPath" => "`HeartbeatSeconds` with an expression",
        "MaxConcurrencyPath" => "`MaxConcurrency` with an expression",
        "ErrorPath" => "`Error` with an expression",
        "CausePath" => "`Cause` with an expression",
        _ => return None,
    })
}

/// Names in backquotes: `a`, `b` and `c`.
pub(crate) fn listed(names: &[&str], last: &str) -> String {
    let mut text = String::new();
    for (at, name) in names.iter().enumerate() {
        let separator = match at {
            0 => "",
            at if at + 1 == names.len() => &format!(" {last} "),
            _ => ", ",
        };
        let _ = write!(text, "{separator}`{name}`");
    }
    text
}

/// Whether a text looks like a path or a call that should have been evaluated.
pub(crate) fn looks_evaluated(text: &str) -> bool {
    let path = (text.starts_with("$.") || text.starts_with("$$.") || text.starts_with("$["))
        && paths::parse(text).is_ok();
    path || (text.starts_with("States.") && text.ends_with(')'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed() {
        assert_eq!(listed(&["a"], "or"), "`a`");
        assert_eq!(listed(&["a", "b", "c"], "or"), "`a`, `b` or `c`");
    }

    #[test]
    fn texts_that_look_evaluated() {
        for (text, want) in [
            ("$.a", true),
            ("$$.Execution.Id", true),
            ("States.UUID()", true),
            ("$5.00", false),
            ("States. x", false),
            ("{$.a}", false),
        ] {
            assert_eq!(looks_evaluated(text), want, "{text}");
        }
    }
}
