//! Objects against their tables: required, unknown, conflicting fields, and the shape of each value.

use std::fmt::Write as _;

use dryrun_json::Located;
use serde_json::Value;

use crate::checker::{Checker, Context, Moment, Place};
use crate::finding::Finding;
use crate::location::Location;
use crate::schema::{self, Field, Group, Language, Need, Schema, Shape};
use crate::{paths, rules, timestamp};

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
        let mut finding = Finding::error(&rules::MISSING_FIELD, head(here), detail)
            .within(here.span())
            .schema(format!("These fields are required: [{}]", missing.join(", ")), at);
        let unknown =
            here.members().map(|(name, _)| name).filter(|name| schema.field(name).is_none());
        let misspelt = unknown.filter_map(|given| {
            Some((given, crate::finding::nearest(given, missing.iter().copied())?))
        });
        for (given, meant) in misspelt.take(1) {
            finding = finding.help(format!("is `{given}` meant to be `{meant}`?"));
        }
        self.report(finding);
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
        let present: Vec<(&str, Located<'d>)> = group
            .fields
            .iter()
            .filter_map(|name| Some((*name, here.get(name)?)))
            .filter(|(name, field)| counts(name, *field))
            .collect();
        let names = group.fields.join(", ");
        match present.as_slice() {
            [] if group.need == Need::One => {
                let usable = |name: &&&str| {
                    schema
                        .field(name)
                        .and_then(|field| field.language)
                        .is_none_or(|language| language == cx.language)
                };
                let wanted: Vec<&str> = group.fields.iter().filter(usable).copied().collect();
                let detail = format!("{} needs {}", schema.what, listed(&wanted, "or"));
                let message =
                    format!("This object should have only one of the following fields: [{names}]");
                self.report(
                    Finding::error(&rules::MISSING_FIELD, head(here), detail)
                        .within(here.span())
                        .schema(message, at),
                );
            }
            [(first, one), (second, other), ..] => {
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

    fn text_or_expression(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        if !self.is_expression(here, at, cx) && !here.value.is_string() {
            self.wrong_type(here, at, "[STRING]");
        }
    }

    fn texts(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        if !self.is_expression(here, at, cx) {
            self.entries(here, at, |checker, entry, at| checker.text_or_expression(entry, at, cx));
        }
    }

    fn whole(
        &mut self,
        here: Located<'d>,
        at: &Location<'_>,
        (least, most): (i64, i64),
        cx: Context<'d>,
    ) {
        if self.is_expression(here, at, cx) {
            return;
        }
        match here.value {
            Value::Number(number) if number.is_i64() || number.is_u64() => {
                let value = number.as_i64().unwrap_or(i64::MAX);
                if value < least {
                    self.out_of_range(here, at, "Minimum", "at least", &least.to_string());
                } else if value > most {
                    self.out_of_range(here, at, "Maximum", "at most", &most.to_string());
                }
            }
            _ => self.wrong_type(here, at, "Integer"),
        }
    }

    fn real(
        &mut self,
        here: Located<'d>,
        at: &Location<'_>,
        (least, most): (f64, Option<f64>),
        cx: Context<'d>,
    ) {
        if self.is_expression(here, at, cx) {
            return;
        }
        match here.value.as_f64() {
            Some(value) if value < least => {
                self.out_of_range(here, at, "Minimum", "at least", &format!("{least:?}"));
            }
            Some(value) => {
                if let Some(most) = most.filter(|most| value > *most) {
                    self.out_of_range(here, at, "Maximum", "at most", &format!("{most:?}"));
                }
            }
            None => self.wrong_type(here, at, "Double"),
        }
    }

    fn out_of_range(
        &mut self,
        here: Located<'d>,
        at: &Location<'_>,
        bound: &str,
        words: &str,
        limit: &str,
    ) {
        let finding = Finding::error(
            &rules::OUT_OF_RANGE,
            here.span(),
            format!("the value must be {words} {limit}"),
        );
        self.report(finding.schema(format!("{bound} value is {limit}"), at));
    }

    fn one_of(
        &mut self,
        here: Located<'d>,
        at: &Location<'_>,
        values: &'static [&'static str],
        cx: Context<'d>,
    ) {
        let Some(given) = here.value.as_str() else { return self.wrong_type(here, at, "[STRING]") };
        if values.contains(&given) || (cx.language == Language::Jsonata && given.starts_with("{%"))
        {
            return;
        }
        let finding = Finding::error(
            &rules::UNKNOWN_VALUE,
            here.span(),
            format!("expected {}, found `{given}`", listed(values, "or")),
        );
        let finding = finding
            .schema(format!("Value should be one of the following: [{}]", values.join(", ")), at);
        self.report(finding.suggest(given, values.iter().copied()));
    }

    fn timestamp(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        if self.is_expression(here, at, cx) {
            return;
        }
        match here.value.as_str() {
            Some(text) if timestamp::is_valid(text) => {}
            Some(text) => {
                let finding = Finding::error(
                    &rules::TIMESTAMP,
                    here.span(),
                    format!("`{text}` is not a timestamp of RFC 3339"),
                )
                .schema("String does not match RFC3339 timestamp", at)
                .help("write it as 2030-01-31T12:00:00Z");
                self.report(finding);
            }
            None => self.wrong_type(here, at, "[STRING]"),
        }
    }

    /// The entries of an array.
    pub(crate) fn entries(
        &mut self,
        here: Located<'d>,
        at: &Location<'_>,
        check: impl Fn(&mut Self, Located<'d>, &Location<'_>),
    ) {
        if !here.value.is_array() {
            return self.wrong_type(here, at, "[ARRAY]");
        }
        for (index, entry) in here.items().enumerate() {
            check(self, entry, &at.index(index));
        }
    }

    /// The entries of an array that must have some.
    pub(crate) fn some_entries(
        &mut self,
        here: Located<'d>,
        at: &Location<'_>,
        check: impl Fn(&mut Self, Located<'d>, &Location<'_>),
    ) {
        if here.value.as_array().is_some_and(Vec::is_empty) {
            let finding =
                Finding::error(&rules::EMPTY, here.span(), "at least one entry is needed");
            return self.report(finding.schema("Value cannot be empty", at));
        }
        self.entries(here, at, check);
    }

    fn retrier(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        self.object(here, at, &schema::RETRIER, cx);
    }

    fn catcher(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        self.object(here, at, &schema::CATCHER, cx.at(Moment::Caught));
    }

    fn branches(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        self.some_entries(here, at, |checker, branch, at| {
            let scope = checker.variables.enter(cx.scope);
            checker.object(
                branch,
                at,
                &schema::BRANCH,
                Context { scope, language: checker.machine, ..cx },
            );
        });
    }

    fn processor(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        // A distributed Map runs child executions, which see no variable of their parent.
        let scope = if mode(here) == Some("DISTRIBUTED") {
            self.variables.apart()
        } else {
            self.variables.enter(cx.scope)
        };
        let place = Place { map: true, token: false };
        self.object(
            here,
            at,
            &schema::PROCESSOR,
            Context { scope, language: self.machine, place, ..cx },
        );
    }

    fn processor_config(&mut self, here: Located<'d>, at: &Location<'_>) {
        let mode = here.get("Mode");
        let execution = here.get("ExecutionType");
        match (mode.and_then(|mode| mode.value.as_str()), execution) {
            (Some("DISTRIBUTED"), None) => {
                let detail = "a distributed Map needs the `ExecutionType` of its child executions";
                let finding = Finding::error(&rules::MISSING_FIELD, here.key_span(), detail)
                    .within(here.span());
                self.report(finding.schema("These fields are required: [ExecutionType]", at));
            }
            (Some("INLINE") | None, Some(field)) => {
                let finding = Finding::error(
                    &rules::MISPLACED_FIELD,
                    field.key_span(),
                    "an inline Map has no child executions",
                )
                .schema("Field 'ExecutionType' is not supported", at)
                .help("remove it, or set `Mode` to `DISTRIBUTED`");
                self.report(finding);
            }
            _ => {}
        }
        if let Some(mode) =
            mode.filter(|mode| self.kind == crate::Kind::Express && mode.value == "DISTRIBUTED")
        {
            let message = "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines";
            let finding = Finding::error(
                &rules::EXPRESS,
                mode.span(),
                "an Express workflow has no distributed Map",
            );
            self.report(finding.schema(message, at.key("Mode")));
        }
    }

    fn reader_config(&mut self, here: Located<'d>, at: &Location<'_>) {
        let input = here.get("InputType").and_then(|input| input.value.as_str());
        let header = here.get("CSVHeaderLocation");
        match (input, header) {
            (Some("CSV"), None) => {
                let finding = Finding::error(
                    &rules::MISSING_FIELD,
                    here.key_span(),
                    "reading CSV needs `CSVHeaderLocation`",
                )
                .within(here.span());
                self.report(finding.schema("The field 'CSVHeaderLocation' is required", at));
            }
            (Some("JSON" | "JSONL"), Some(field)) => {
                let finding = Finding::error(
                    &rules::MISPLACED_FIELD,
                    field.key_span(),
                    "only CSV input has headers",
                );
                self.report(finding.schema("Field 'CSVHeaderLocation' is not supported", at));
            }
            _ => {}
        }
        let given = header.is_some_and(|header| header.value == "GIVEN");
        if given && here.get("CSVHeaders").is_none() {
            let finding = Finding::error(
                &rules::MISSING_FIELD,
                here.key_span(),
                "`CSVHeaderLocation: GIVEN` needs `CSVHeaders`",
            )
            .within(here.span());
            self.report(finding.schema("These fields are required: [CSVHeaders]", at));
        }
    }

    /// A Pass state's result is taken as it is: a path in it is a mistake.
    fn fixed_result(&mut self, here: Located<'d>, at: &Location<'_>) {
        if here.value.as_str().is_some_and(looks_evaluated) {
            let finding = Finding::warning(
                &rules::NOT_EVALUATED,
                here.span(),
                "a Pass state's `Result` is taken as it is, no path in it is followed",
            )
            .address(at)
            .help("use `Parameters` with a field whose name ends in `.$`");
            self.report(finding);
        }
    }

    fn error_names(&mut self, here: Located<'d>, at: &Location<'_>) {
        self.some_entries(here, at, Self::error_name);
    }

    fn error_name(&mut self, here: Located<'d>, at: &Location<'_>) {
        let Some(name) = here.value.as_str() else { return self.wrong_type(here, at, "[STRING]") };
        if name == "States.Runtime" {
            let detail =
                "`States.Runtime` always fails the execution: no retrier or catcher acts on it";
            self.report(Finding::warning(&rules::UNCATCHABLE, here.span(), detail).address(at));
        } else if name.starts_with("States.") && !ERROR_NAMES.contains(&name) {
            let finding = Finding::warning(
                &rules::ERROR_NAME,
                here.span(),
                format!("there is no error `{name}`"),
            )
            .address(at);
            self.report(finding.suggest(name, ERROR_NAMES.iter().copied()));
        }
    }

    /// `States.ALL` among the entries of `Retry` or `Catch`: alone, and in the last entry.
    pub(crate) fn states_all(&mut self, state: Located<'d>, at: &Location<'_>) {
        for field in ["Retry", "Catch"] {
            let Some(list) = state.get(field) else { continue };
            let (at, count) = (at.key(field), list.items().count());
            for (index, entry) in list.items().enumerate() {
                let (at, Some(names)) = (at.index(index), entry.get("ErrorEquals")) else {
                    continue;
                };
                let alone = names.items().count() == 1;
                let all = names.items().enumerate().find(|(_, name)| name.value == "States.ALL");
                let Some((position, name)) = all.filter(|_| !alone || index + 1 < count) else {
                    continue;
                };
                let detail = if alone {
                    "the entries after `States.ALL` would never count"
                } else {
                    "the other names beside `States.ALL` would never count"
                };
                let at = at.key("ErrorEquals");
                let finding = Finding::error(&rules::STATES_ALL, name.span(), detail);
                self.report(
                    finding.schema(
                        "States.ALL must appear alone and at end of list",
                        at.index(position),
                    ),
                );
            }
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

pub(crate) fn mode(processor: Located<'_>) -> Option<&str> {
    processor.get("ProcessorConfig")?.get("Mode")?.value.as_str()
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

/// The reserved error names.
const ERROR_NAMES: &[&str] = &[
    "States.ALL",
    "States.BranchFailed",
    "States.DataLimitExceeded",
    "States.ExceedToleratedFailureThreshold",
    "States.HeartbeatTimeout",
    "States.Http.Socket",
    "States.IntrinsicFailure",
    "States.ItemReaderFailed",
    "States.NoChoiceMatched",
    "States.ParameterPathFailure",
    "States.Permissions",
    "States.QueryEvaluationError",
    "States.ResultPathMatchFailure",
    "States.ResultWriterFailed",
    "States.Runtime",
    "States.TaskFailed",
    "States.Timeout",
];

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
