//! The walk over a definition that gathers findings: the state that all checks share.

use std::collections::BTreeMap;
use std::ops::Range;

use dryrun_diag::Span;
use dryrun_json::{Doc, Located};
use serde_json::Value;

use crate::finding::Finding;
use crate::location::Location;
use crate::schema::{self, Language, Schema};
use crate::variables::{Scope, Variables};
use crate::{Kind, VariableReferences, flow, graph, rules};

/// Runs all checks.
pub(crate) fn run(doc: &Doc, text: &str, kind: Kind) -> (Vec<Finding>, VariableReferences) {
    let root = doc.root();
    let machine = language(root.get("QueryLanguage").map(|at| at.value), Language::JsonPath);
    let mut checker = Checker {
        text,
        kind,
        machine,
        findings: Vec::new(),
        variables: Variables::new(),
        names: BTreeMap::new(),
        labels: BTreeMap::new(),
    };
    let cx = Context {
        language: machine,
        scope: Scope::TOP,
        state: "",
        moment: Moment::Before,
        place: Place::default(),
    };
    checker.object(root, &Location::ROOT, &schema::ROOT, cx);
    checker.duplicate_keys(doc);
    let Checker { mut findings, variables, .. } = checker;
    graph::check(root, &mut findings);
    flow::check(root, machine, &mut findings);
    let references = variables.finish(&mut findings);
    (findings, references)
}

/// What a value of `QueryLanguage` means: JSONPath only if it says exactly so, any other value is JSONata.
pub(crate) fn language(value: Option<&Value>, inherited: Language) -> Language {
    match value {
        None => inherited,
        Some(Value::String(name)) if name == "JSONPath" => Language::JsonPath,
        Some(_) => Language::Jsonata,
    }
}

/// When in a state's life a template is evaluated: decides what `$states` has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    /// Before the work: only the input.
    Before,
    /// After it: the result as well.
    After,
    /// In a catcher: the error as well.
    Caught,
}

/// What the context object holds besides the usual.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// Within a Map state, or in its ItemSelector.
    pub(crate) map: bool,
    /// In a Task that waits for a callback.
    pub(crate) token: bool,
}

/// What a check must know about where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Context<'d> {
    pub(crate) language: Language,
    pub(crate) scope: Scope,
    /// The state's name; empty outside of states.
    pub(crate) state: &'d str,
    pub(crate) moment: Moment,
    pub(crate) place: Place,
}

impl Context<'_> {
    pub(crate) fn at(self, moment: Moment) -> Self {
        Self { moment, ..self }
    }
}

/// Walks the definition.
pub(crate) struct Checker<'d> {
    pub(crate) text: &'d str,
    pub(crate) kind: Kind,
    /// The language of the whole machine, which nested machines inherit.
    pub(crate) machine: Language,
    pub(crate) findings: Vec<Finding>,
    pub(crate) variables: Variables,
    names: BTreeMap<&'d str, Span>,
    labels: BTreeMap<&'d str, Span>,
}

impl<'d> Checker<'d> {
    pub(crate) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// The place of a part of a string's value; the whole string where escapes make that uncertain.
    pub(crate) fn within(&self, here: Located<'_>, part: Range<usize>) -> Span {
        let whole = here.span();
        let start = whole.start as usize + 1;
        let plain = here
            .value
            .as_str()
            .is_some_and(|value| self.text.get(start..start + value.len()) == Some(value));
        if plain { Span::new(whole.file, start + part.start, start + part.end) } else { whole }
    }

    /// The states of a machine: their names, then each of them.
    pub(crate) fn states(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        if !here.value.is_object() {
            return self.wrong_type(here, at, "[OBJECT]");
        }
        if here.members().next().is_none() {
            self.report(
                Finding::error(&rules::EMPTY, here.span(), "a machine needs at least one state")
                    .schema("Value cannot be empty", at),
            );
        }
        for (name, state) in here.members() {
            let at = at.key(name);
            self.state_name(name, state, &at);
            self.state(name, state, &at, cx);
        }
    }

    fn state_name(&mut self, name: &'d str, state: Located<'d>, at: &Location<'_>) {
        let place = state.key_span();
        if let Some(first) = self.names.get(name).copied() {
            let finding = Finding::error(
                &rules::DUPLICATE_STATE,
                place,
                format!("there is another state `{name}` in this machine"),
            )
            .said("DUPLICATE_STATE_NAME", format!("Duplicate State name: {name}"), at)
            .label(first, "the other one");
            self.report(finding);
        } else {
            self.names.insert(name, place);
        }
        let length = name.chars().count();
        if length > 80 || length == 0 {
            let message = format!(
                "Invalid State name: {name} exceeds the 80-character limit allowed by the service"
            );
            let detail = format!("the name has {length} characters");
            self.report(Finding::error(&rules::STATE_NAME, place, detail).said(
                "INVALID_STATE_NAME",
                message,
                at,
            ));
        }
    }

    fn state(&mut self, name: &'d str, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        if !here.value.is_object() {
            return self.wrong_type(here, at, "[OBJECT]");
        }
        let language = self.state_language(here, at);
        let token = here
            .get("Resource")
            .and_then(|at| at.value.as_str())
            .is_some_and(|text| text.ends_with(".waitForTaskToken"));
        let cx = Context { language, state: name, place: Place { token, ..cx.place }, ..cx };
        let Some(kind) = here.get("Type") else {
            let finding = Finding::error(
                &rules::MISSING_FIELD,
                here.key_span(),
                format!("the state `{name}` has no `Type`"),
            )
            .within(here.span())
            .schema("These fields are required: [Type]", at)
            .help(format!("one of {}", type_names("`, `", "`")));
            return self.report(finding);
        };
        let known = kind.value.as_str().and_then(schema::state);
        match (known, kind.value.as_str()) {
            (Some(schema), _) => self.known_state(here, at, schema, cx),
            (None, Some(given)) => {
                let message = format!(
                    "The field 'Type' should have one of these values: [{}]",
                    type_names(", ", "")
                );
                let names = schema::STATES.iter().map(|(name, _)| *name);
                let finding = Finding::error(
                    &rules::UNKNOWN_VALUE,
                    kind.span(),
                    format!("there is no state type `{given}`"),
                )
                .schema(message, at.key("Type"))
                .help(format!("one of {}", type_names("`, `", "`")))
                .suggest(given, names);
                self.report(finding);
            }
            (None, None) => self.wrong_type(kind, &at.key("Type"), "[STRING]"),
        }
    }

    fn known_state(
        &mut self,
        here: Located<'d>,
        at: &Location<'_>,
        schema: &'static Schema,
        cx: Context<'d>,
    ) {
        self.object(here, at, schema, cx);
        self.states_all(here, at);
        self.doubts(here, at, cx);
        match here.get("Type").and_then(|kind| kind.value.as_str()) {
            Some("Task") => self.task(here, at, cx),
            Some("Choice") if here.get("Default").is_none() => {
                let detail = format!(
                    "when no rule of `{}` holds, it fails with States.NoChoiceMatched",
                    cx.state
                );
                self.report(Finding::note(&rules::NO_DEFAULT, here.key_span(), detail).address(at));
            }
            _ => {}
        }
    }

    /// The language of a state, and a finding when it goes back to JSONPath in a JSONata machine.
    fn state_language(&mut self, here: Located<'d>, at: &Location<'_>) -> Language {
        let field = here.get("QueryLanguage");
        let language = language(field.map(|at| at.value), self.machine);
        if let Some(field) =
            field.filter(|_| self.machine == Language::Jsonata && language == Language::JsonPath)
        {
            let finding = Finding::error(&rules::QUERY_LANGUAGE, field.span(), "the whole machine uses JSONata, so a state cannot use JSONPath")
                .schema("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine", at)
                .help("set `QueryLanguage` of the machine to `JSONPath` and of the other states to `JSONata`");
            self.report(finding);
        }
        language
    }

    /// Whether a state went back to JSONPath in a JSONata machine: its fields of the other language are not reported on top.
    pub(crate) fn is_downgraded(&self, cx: Context<'_>) -> bool {
        self.machine == Language::Jsonata && cx.language == Language::JsonPath
    }

    pub(crate) fn label(&mut self, here: Located<'d>, at: &Location<'_>) {
        let Some(label) = here.value.as_str() else { return self.wrong_type(here, at, "[STRING]") };
        let length = label.chars().count();
        if length > 40 {
            let message = format!(
                "Invalid Label name: {label} exceeds the 40-character limit allowed by the service"
            );
            let detail = format!("the label has {length} characters, 40 are allowed");
            self.report(Finding::error(&rules::LABEL, here.span(), detail).said(
                "INVALID_LABEL_NAME",
                message,
                at,
            ));
        }
        if let Some(first) = self.labels.insert(label, here.span()) {
            let finding = Finding::error(
                &rules::DUPLICATE_LABEL,
                here.span(),
                format!("another Map state has the label `{label}`"),
            )
            .said("DUPLICATE_LABEL_NAME", format!("Duplicate Label name: {label}"), at)
            .label(first, "the other one");
            self.report(finding);
        }
    }

    pub(crate) fn wrong_type(&mut self, here: Located<'_>, at: &Location<'_>, want: &str) {
        let detail = format!("expected {}, found {}", plain(want), type_of(here.value));
        let message = format!("Expected value of type {want}");
        self.report(Finding::error(&rules::WRONG_TYPE, here.span(), detail).schema(message, at));
    }

    fn duplicate_keys(&mut self, doc: &Doc) {
        for double in &doc.duplicates {
            let detail =
                format!("the key `{}` is there twice: only the last one counts", double.key);
            let finding = Finding::warning(&rules::DUPLICATE_KEY, double.second, detail)
                .label(double.first, "this one is lost");
            self.report(finding);
        }
    }
}

/// The types of states in a row.
fn type_names(separator: &str, quote: &str) -> String {
    let names: Vec<&str> = schema::STATES.iter().map(|(name, _)| *name).collect();
    format!("{quote}{}{quote}", names.join(separator))
}

/// AWS's name of a JSON type in our words.
fn plain(aws: &str) -> &'static str {
    match aws {
        "[OBJECT]" => "an object",
        "[ARRAY]" => "an array",
        "[BOOLEAN]" => "true or false",
        "Integer" => "a whole number",
        "Double" => "a number",
        _ => "a string",
    }
}

/// The JSON type of a value in our words.
pub(crate) fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
