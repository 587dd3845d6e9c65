//! What fits at a place of a definition that is being written: fields, states, values, functions.

use std::collections::BTreeSet;

use dryrun_diag::{FileId, Span};
use dryrun_json::{Cursor, Doc, Located, Spot, cursor, draft, pointer, print};

use crate::expression_fits;
use crate::schema::{self, Field, Language, Schema, Shape};
use crate::{ERROR_NAMES, choice, resource};

/// What a [`Fit`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FitKind {
    /// A field of an object.
    Field,
    /// One of the values a field takes.
    Value,
    /// A state of this machine.
    State,
    /// A function of the query language.
    Function,
    /// A variable, or a part of the context object.
    Variable,
}

/// Something that fits at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fit {
    /// Its name.
    pub label: String,
    /// What it is.
    pub kind: FitKind,
    /// The text to write in place of `replace`.
    pub insert: String,
    /// What has been typed of it.
    pub replace: Span,
    /// A few words more; may be empty.
    pub detail: String,
}

/// What fits at a byte of a definition in JSON, which may be unfinished, best first.
#[must_use]
pub fn fitting(file: FileId, text: &str, byte: usize) -> Vec<Fit> {
    let doc = draft(file, text);
    let Some(cursor) = cursor(&doc, text, byte) else { return Vec::new() };
    let place = Place::find(&doc, &cursor.path);
    let typed = Typed::new(text, &cursor);
    match &cursor.at {
        Spot::Key => place.keys(&doc, &cursor, &typed),
        Spot::Value(key) => place.values(&doc, key, &cursor, &typed, byte),
    }
}

/// The text that a fit takes the place of.
struct Typed<'t> {
    text: &'t str,
    span: Span,
    /// Whether a quote has been opened, and whether it has been closed.
    quotes: (bool, bool),
}

impl<'t> Typed<'t> {
    fn new(text: &'t str, cursor: &Cursor) -> Self {
        let span = cursor.typed;
        let typed = text.get(span.range()).unwrap_or_default();
        let opened = typed.starts_with('"');
        Self { text, span, quotes: (opened, opened && typed.len() > 1 && typed.ends_with('"')) }
    }

    /// What replaces what: an opening quote stays, so that what is typed behind it begins the name.
    fn string(&self, value: &str, after: &str) -> (String, Span) {
        let quoted = print::string(value);
        if self.quotes.0 {
            let start = self.span.start + 1;
            let inner = quoted.strip_prefix('"').unwrap_or(&quoted);
            (format!("{inner}{after}"), Span { start, ..self.span })
        } else {
            (format!("{quoted}{after}"), self.span)
        }
    }

    /// `: ` where a key is not followed by a colon yet.
    fn colon(&self) -> &'static str {
        let rest = self.text.get(self.span.end as usize..).unwrap_or_default();
        if rest.trim_start().starts_with(':') { "" } else { ": " }
    }
}

/// What surrounds a cursor.
enum Around {
    Object(&'static Schema),
    States,
    /// A state whose type is not known yet.
    Untyped,
    Rule,
    /// An array of objects or of names.
    Items(Shape),
    /// Data: anything goes.
    Free,
}

/// Where a cursor stands in the language.
struct Place {
    around: Around,
    language: Language,
    /// Pointers of the machines around it, the outermost first.
    machines: Vec<String>,
    /// The field of a state that holds the cursor, by name.
    field: String,
    /// Whether a catcher holds it.
    caught: bool,
}

fn language(at: Located<'_>) -> Option<Language> {
    match at.get("QueryLanguage")?.value.as_str()? {
        "JSONata" => Some(Language::Jsonata),
        "JSONPath" => Some(Language::JsonPath),
        _ => None,
    }
}

impl Place {
    fn find(doc: &Doc, path: &[String]) -> Self {
        let root = doc.root();
        let mut place = Self {
            around: Around::Object(&schema::ROOT),
            language: language(root).unwrap_or(Language::JsonPath),
            machines: vec![String::new()],
            field: String::new(),
            caught: false,
        };
        let machine_language = place.language;
        let mut here = String::new();
        for token in path {
            pointer::push(&mut here, token);
            let Some(value) = doc.find(&here) else { break };
            place.enter(token, value, &here, machine_language);
        }
        place
    }

    fn enter(&mut self, token: &str, value: Located<'_>, here: &str, machine: Language) {
        self.around = match &self.around {
            Around::Object(schema) => match schema.field(token) {
                Some(field) => self.field(field, here, machine),
                None => Around::Free,
            },
            Around::States => {
                self.language = language(value).unwrap_or(machine);
                let kind = value.get("Type").and_then(|kind| kind.value.as_str());
                kind.and_then(schema::state).map_or(Around::Untyped, Around::Object)
            }
            Around::Untyped => Around::Free,
            Around::Rule => match token {
                "Not" => Around::Rule,
                "And" | "Or" => Around::Items(Shape::Choices),
                other => {
                    other.clone_into(&mut self.field);
                    Around::Free
                }
            },
            Around::Items(shape) => match shape {
                Shape::Choices => Around::Rule,
                Shape::Retry => Around::Object(&schema::RETRIER),
                Shape::Catch => {
                    self.caught = true;
                    Around::Object(&schema::CATCHER)
                }
                Shape::Branches => {
                    self.machines.push(here.to_owned());
                    Around::Object(&schema::BRANCH)
                }
                _ => Around::Free,
            },
            Around::Free => Around::Free,
        };
    }

    /// What a field holds.
    fn field(&mut self, field: &Field, here: &str, machine: Language) -> Around {
        field.name.clone_into(&mut self.field);
        match field.shape {
            Shape::States => Around::States,
            Shape::Machine => {
                self.machines.push(here.to_owned());
                self.language = machine;
                Around::Object(&schema::PROCESSOR)
            }
            Shape::Object(schema) => Around::Object(schema),
            Shape::Branches | Shape::Choices | Shape::Retry | Shape::Catch | Shape::ErrorNames => {
                Around::Items(field.shape)
            }
            _ => Around::Free,
        }
    }

    fn keys(&self, doc: &Doc, cursor: &Cursor, typed: &Typed<'_>) -> Vec<Fit> {
        let here = doc.find(&pointer_of(&cursor.path));
        let is_typed = |name: &str| {
            here.and_then(|here| here.get(name))
                .is_some_and(|member| member.key_span() != cursor.typed)
        };
        let offer = |(name, detail): (&str, String)| {
            let (insert, replace) = typed.string(name, typed.colon());
            Fit { label: name.to_owned(), kind: FitKind::Field, insert, replace, detail }
        };
        self.names().into_iter().filter(|(name, _)| !is_typed(name)).map(offer).collect()
    }

    /// The fields of the object around the cursor: required ones first.
    fn names(&self) -> Vec<(&'static str, String)> {
        match &self.around {
            Around::Object(schema) => self.fields(schema),
            Around::Untyped => {
                let rest = ["Comment", "QueryLanguage", "Next", "End"];
                std::iter::once(("Type", "required".to_owned()))
                    .chain(rest.map(|name| (name, String::new())))
                    .collect()
            }
            Around::Rule => {
                choice::fields(self.language).map(|name| (name, String::new())).collect()
            }
            Around::States | Around::Items(_) | Around::Free => Vec::new(),
        }
    }

    fn fields(&self, schema: &'static Schema) -> Vec<(&'static str, String)> {
        let is_state = schema::STATES.iter().any(|(_, state)| std::ptr::eq(*state, schema));
        let is_required =
            |name: &str| schema.required.contains(&name) || (is_state && name == "Type");
        let fits = |name: &&'static str| {
            let field = schema.field(name);
            field.and_then(|field| field.language).is_none_or(|language| language == self.language)
        };
        let names: Vec<&'static str> = schema.names().filter(fits).collect();
        let (first, rest): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| is_required(name));
        let detail = |name: &'static str, required: &str| {
            let form = schema.field(name).map_or("", |field| form(&field.shape));
            let words = [required, form].into_iter().filter(|word| !word.is_empty());
            (name, words.collect::<Vec<_>>().join(", "))
        };
        first
            .into_iter()
            .map(|name| detail(name, "required"))
            .chain(rest.into_iter().map(|name| detail(name, "")))
            .collect()
    }

    fn values(
        &self,
        doc: &Doc,
        key: &str,
        cursor: &Cursor,
        typed: &Typed<'_>,
        byte: usize,
    ) -> Vec<Fit> {
        if typed.quotes.0 {
            let found = self.inside_text(doc, key, cursor, typed, byte);
            if !found.is_empty() {
                return found;
            }
        }
        let string = |kind: FitKind, label: &str| {
            let (insert, replace) = typed.string(label, "");
            Fit { label: label.to_owned(), kind, insert, replace, detail: String::new() }
        };
        let plain = |label: &str| Fit {
            label: label.to_owned(),
            kind: FitKind::Value,
            insert: label.to_owned(),
            replace: typed.span,
            detail: String::new(),
        };
        let values =
            |names: &[&str]| names.iter().map(|name| string(FitKind::Value, name)).collect();
        match self.shape(key) {
            Some(Shape::Target) => {
                self.states(doc, &cursor.path).map(|name| string(FitKind::State, name)).collect()
            }
            Some(Shape::Flag) if !typed.quotes.0 => vec![plain("true"), plain("false")],
            Some(Shape::OneOf(names)) => values(names),
            Some(Shape::QueryLanguage) => values(&["JSONata", "JSONPath"]),
            Some(Shape::ErrorNames) => values(ERROR_NAMES),
            Some(Shape::Any) if key == "Type" => {
                schema::STATES.iter().map(|(name, _)| string(FitKind::Value, name)).collect()
            }
            Some(Shape::Resource) => {
                resource::all().map(|text| string(FitKind::Value, &text)).collect()
            }
            Some(Shape::StorageResource(actions)) => actions
                .iter()
                .map(|action| string(FitKind::Value, &format!("arn:aws:states:::{action}")))
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The shape of the value of a key of the object around the cursor, or of an item.
    fn shape(&self, key: &str) -> Option<Shape> {
        match &self.around {
            Around::Object(schema) => schema.field(key).map(|field| field.shape),
            Around::Untyped => match key {
                "Type" => Some(Shape::Any),
                "Next" => Some(Shape::Target),
                "End" => Some(Shape::Flag),
                "QueryLanguage" => Some(Shape::QueryLanguage),
                _ => None,
            },
            Around::Rule if key == "Next" => Some(Shape::Target),
            Around::Rule => choice::is_flag(key).then_some(Shape::Flag),
            Around::Items(Shape::ErrorNames) => Some(Shape::ErrorNames),
            Around::Items(_) | Around::States | Around::Free => None,
        }
    }

    /// Names of the states of the innermost machine, without the one that holds the cursor.
    fn states<'d>(&self, doc: &'d Doc, path: &[String]) -> impl Iterator<Item = &'d str> {
        let machine = self.machines.last().cloned().unwrap_or_default();
        let own = pointer_of(path).strip_prefix(&format!("{machine}/States/")).and_then(|rest| {
            rest.split('/').next().map(|token| pointer::unescape(token).into_owned())
        });
        let states = doc.find(&pointer::join(&machine, "States"));
        states
            .into_iter()
            .flat_map(Located::members)
            .map(|(name, _)| name)
            .filter(move |name| own.as_deref() != Some(*name))
    }

    /// Variables that the machines around the cursor assign, without `$`.
    fn variables<'d>(&self, doc: &'d Doc) -> BTreeSet<&'d str> {
        let machines = self.machines.iter().filter_map(|at| doc.find(&pointer::join(at, "States")));
        let states = machines.flat_map(Located::members).map(|(_, state)| state);
        let assigning = states.flat_map(|state| {
            let nested = ["Catch", "Choices"].into_iter().filter_map(move |list| state.get(list));
            std::iter::once(state).chain(nested.flat_map(Located::items))
        });
        let assigned = assigning.filter_map(|holder| holder.get("Assign"));
        assigned
            .flat_map(Located::members)
            .map(|(name, _)| name.strip_suffix(".$").unwrap_or(name))
            .collect()
    }

    /// Within a string: functions, variables, the context.
    fn inside_text(
        &self,
        doc: &Doc,
        key: &str,
        cursor: &Cursor,
        typed: &Typed<'_>,
        byte: usize,
    ) -> Vec<Fit> {
        let start = cursor.typed.start as usize + 1;
        let before = typed.text.get(start..byte).unwrap_or_default();
        let names = || {
            let mut names = cursor.path.iter().map(String::as_str).chain([key]);
            names.any(|name| matches!(name, "Assign" | "Output"))
        };
        let variables = self.variables(doc);
        let surroundings = expression_fits::Surroundings {
            variables: &variables,
            result: names() && !self.caught,
            caught: self.caught,
        };
        let found = match self.language {
            Language::Jsonata if before.starts_with("{%") => {
                expression_fits::jsonata(before, &surroundings)
            }
            Language::Jsonata => Vec::new(),
            Language::JsonPath => {
                let is_call =
                    key.ends_with(".$") || matches!(self.shape(key), Some(Shape::PathOrIntrinsic));
                expression_fits::json_path(before, is_call, &surroundings)
            }
        };
        let fit = |found: expression_fits::Found| Fit {
            replace: Span::new(cursor.typed.file, byte - found.typed, byte),
            label: found.label,
            kind: found.kind,
            insert: found.insert,
            detail: found.detail,
        };
        found.into_iter().map(fit).collect()
    }
}

fn pointer_of(path: &[String]) -> String {
    path.iter().fold(String::new(), |at, token| pointer::join(&at, token))
}

/// What a field takes, in a word.
fn form(shape: &Shape) -> &'static str {
    match shape {
        Shape::Any | Shape::QueryLanguage | Shape::OneOf(_) | Shape::Result => "",
        Shape::Text | Shape::PlainText | Shape::Label | Shape::Condition => "text",
        Shape::Flag => "true or false",
        Shape::Whole(..) | Shape::Real(..) => "number",
        Shape::Path | Shape::Reference | Shape::ResultPath => "path",
        Shape::PathOrIntrinsic => "path or function",
        Shape::Template | Shape::Assign | Shape::States | Shape::Machine | Shape::Object(_) => {
            "object"
        }
        Shape::Timestamp => "timestamp",
        Shape::Target => "state",
        Shape::Resource | Shape::StorageResource(_) => "ARN",
        Shape::Branches | Shape::Choices | Shape::Retry | Shape::Catch => "list",
        Shape::ErrorNames | Shape::Texts => "names",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text after taking the first fit of that label, with the cursor at `|`.
    fn taken(text: &str, label: &str) -> Option<String> {
        let byte = text.find('|').unwrap();
        let text = text.replacen('|', "", 1);
        let found = fitting(FileId(0), &text, byte);
        let fit = found.into_iter().find(|fit| fit.label == label)?;
        let mut text = text;
        text.replace_range(fit.replace.range(), &fit.insert);
        Some(text)
    }

    #[test]
    fn what_fits_is_written_where_it_belongs() {
        for (text, label, want) in [
            ("{|}", "StartAt", Some(r#"{"StartAt": }"#)),
            (r#"{"Sta|}"#, "States", Some(r#"{"States": "#)),
            (r#"{"Sta|": "A"}"#, "StartAt", Some(r#"{"StartAt": "A"}"#)),
            (r#"{"StartAt": "A", |}"#, "StartAt", None),
            (
                r#"{"StartAt": |, "States": {"A": {}}}"#,
                "A",
                Some(r#"{"StartAt": "A", "States": {"A": {}}}"#),
            ),
            (r#"{"States": {"A": {|}}}"#, "Type", Some(r#"{"States": {"A": {"Type": }}}"#)),
            (
                r#"{"States": {"A": {"Type": "|"}}}"#,
                "Wait",
                Some(r#"{"States": {"A": {"Type": "Wait"}}}"#),
            ),
            (
                r#"{"States": {"A": {"Type": "Wait", |}}}"#,
                "Seconds",
                Some(r#"{"States": {"A": {"Type": "Wait", "Seconds": }}}"#),
            ),
            (r#"{"States": {"A": {"Type": "Wait", |}}}"#, "Resource", None),
            (
                r#"{"QueryLanguage": "JSONata", "States": {"A": {"Type": "Pass", |}}}"#,
                "Parameters",
                None,
            ),
            (
                r#"{"States": {"A": {"Type": "Pass", "End": |}}}"#,
                "true",
                Some(r#"{"States": {"A": {"Type": "Pass", "End": true}}}"#),
            ),
            (
                r#"{"States": {"A": {"Next": "|"}, "a\"b": {}}}"#,
                r#"a"b"#,
                Some(r#"{"States": {"A": {"Next": "a\"b"}, "a\"b": {}}}"#),
            ),
            (r#"{"States": {"A": {"Next": "|"}, "B": {}}}"#, "A", None),
            (
                r#"{"States": {"A": {"Type": "Task", "Retry": [{"ErrorEquals": ["|"]}]}}}"#,
                "States.Timeout",
                Some(
                    r#"{"States": {"A": {"Type": "Task", "Retry": [{"ErrorEquals": ["States.Timeout"]}]}}}"#,
                ),
            ),
            (
                r#"{"States": {"A": {"Type": "Task", "Catch": [{|}]}}}"#,
                "ErrorEquals",
                Some(r#"{"States": {"A": {"Type": "Task", "Catch": [{"ErrorEquals": }]}}}"#),
            ),
            (
                r#"{"States": {"A": {"Type": "Choice", "Choices": [{"And": [{|}]}]}}}"#,
                "NumericEquals",
                Some(
                    r#"{"States": {"A": {"Type": "Choice", "Choices": [{"And": [{"NumericEquals": }]}]}}}"#,
                ),
            ),
            (
                r#"{"States": {"P": {"Type": "Map", "ItemProcessor": {"StartAt": "|", "States": {"In": {}}}}}}"#,
                "In",
                Some(
                    r#"{"States": {"P": {"Type": "Map", "ItemProcessor": {"StartAt": "In", "States": {"In": {}}}}}}"#,
                ),
            ),
            (
                r#"{"States": {"P": {"Type": "Map", "ItemProcessor": {"StartAt": "|", "States": {"In": {}}}}}}"#,
                "P",
                None,
            ),
            (
                r#"{"States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::sns|"}}}"#,
                "arn:aws:states:::sns:publish",
                Some(
                    r#"{"States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish"}}}"#,
                ),
            ),
            (
                r#"{"QueryLanguage": "JSONata", "States": {"A": {"Type": "Pass", "Assign": {"n": 1}, "Output": "{% $su| %}"}}}"#,
                "$sum",
                Some(
                    r#"{"QueryLanguage": "JSONata", "States": {"A": {"Type": "Pass", "Assign": {"n": 1}, "Output": "{% $sum( %}"}}}"#,
                ),
            ),
            (
                r#"{"QueryLanguage": "JSONata", "States": {"A": {"Type": "Pass", "Assign": {"n": 1}, "Output": "{% | %}"}}}"#,
                "$n",
                Some(
                    r#"{"QueryLanguage": "JSONata", "States": {"A": {"Type": "Pass", "Assign": {"n": 1}, "Output": "{% $n %}"}}}"#,
                ),
            ),
            (
                r#"{"QueryLanguage": "JSONata", "States": {"A": {"Type": "Pass", "Output": "{% $states.context.Execution.| %}"}}}"#,
                "Id",
                Some(
                    r#"{"QueryLanguage": "JSONata", "States": {"A": {"Type": "Pass", "Output": "{% $states.context.Execution.Id %}"}}}"#,
                ),
            ),
            (
                r#"{"States": {"A": {"Type": "Pass", "Parameters": {"x.$": "Stat|"}}}}"#,
                "States.UUID",
                Some(
                    r#"{"States": {"A": {"Type": "Pass", "Parameters": {"x.$": "States.UUID("}}}}"#,
                ),
            ),
            (
                r#"{"States": {"A": {"Type": "Pass", "InputPath": "$$.|"}}}"#,
                "Execution",
                Some(r#"{"States": {"A": {"Type": "Pass", "InputPath": "$$.Execution"}}}"#),
            ),
        ] {
            assert_eq!(taken(text, label).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn required_fields_come_first() {
        let text = r#"{"States": {"A": {"Type": "Task", }}}"#;
        let found = fitting(FileId(0), text, text.len() - 4);
        assert_eq!(found.first().map(|fit| fit.label.as_str()), Some("Resource"));
    }
}
