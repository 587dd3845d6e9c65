//! The rules of Choice states.

use dryrun_json::Located;
use serde_json::Value;

use crate::checker::{Checker, Context};
use crate::fields::listed;
use crate::finding::{Finding, nearest};
use crate::location::Location;
use crate::schema::{Field, Language, Shape};
use crate::{rules, timestamp};

/// What a comparison compares with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Operand {
    Text,
    Number,
    Flag,
    Timestamp,
    Path,
}

const COMPARISONS: &[(&str, Operand)] = &[
    ("StringEquals", Operand::Text),
    ("StringEqualsPath", Operand::Path),
    ("StringLessThan", Operand::Text),
    ("StringLessThanPath", Operand::Path),
    ("StringGreaterThan", Operand::Text),
    ("StringGreaterThanPath", Operand::Path),
    ("StringLessThanEquals", Operand::Text),
    ("StringLessThanEqualsPath", Operand::Path),
    ("StringGreaterThanEquals", Operand::Text),
    ("StringGreaterThanEqualsPath", Operand::Path),
    ("StringMatches", Operand::Text),
    ("NumericEquals", Operand::Number),
    ("NumericEqualsPath", Operand::Path),
    ("NumericLessThan", Operand::Number),
    ("NumericLessThanPath", Operand::Path),
    ("NumericGreaterThan", Operand::Number),
    ("NumericGreaterThanPath", Operand::Path),
    ("NumericLessThanEquals", Operand::Number),
    ("NumericLessThanEqualsPath", Operand::Path),
    ("NumericGreaterThanEquals", Operand::Number),
    ("NumericGreaterThanEqualsPath", Operand::Path),
    ("BooleanEquals", Operand::Flag),
    ("BooleanEqualsPath", Operand::Path),
    ("TimestampEquals", Operand::Timestamp),
    ("TimestampEqualsPath", Operand::Path),
    ("TimestampLessThan", Operand::Timestamp),
    ("TimestampLessThanPath", Operand::Path),
    ("TimestampGreaterThan", Operand::Timestamp),
    ("TimestampGreaterThanPath", Operand::Path),
    ("TimestampLessThanEquals", Operand::Timestamp),
    ("TimestampLessThanEqualsPath", Operand::Path),
    ("TimestampGreaterThanEquals", Operand::Timestamp),
    ("TimestampGreaterThanEqualsPath", Operand::Path),
    ("IsNull", Operand::Flag),
    ("IsPresent", Operand::Flag),
    ("IsNumeric", Operand::Flag),
    ("IsString", Operand::Flag),
    ("IsBoolean", Operand::Flag),
    ("IsTimestamp", Operand::Flag),
];

/// Whether a field of a rule compares.
pub(crate) fn is_comparison(name: &str) -> bool {
    COMPARISONS.iter().any(|(known, _)| *known == name)
}

const SELECTORS: &[&str] = &["And", "Or", "Not", "Variable", "Condition"];
const OUTER: &[&str] = &["Next", "Assign", "Output", "Comment"];

static ASSIGN: Field = Field { name: "Assign", shape: Shape::Assign, language: None };
static OUTPUT: Field =
    Field { name: "Output", shape: Shape::Template, language: Some(Language::Jsonata) };
static CONDITION: Field =
    Field { name: "Condition", shape: Shape::Condition, language: Some(Language::Jsonata) };

/// Whether a rule stands in `Choices` or within another rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Top,
    Inner,
}

/// The fields of a rule in a query language.
pub(crate) fn fields(language: Language) -> impl Iterator<Item = &'static str> {
    let (first, comparisons): (&[&str], &[_]) = match language {
        Language::Jsonata => (&["Condition"], &[]),
        Language::JsonPath => (&["Variable", "And", "Or", "Not"], COMPARISONS),
    };
    let outer =
        OUTER.iter().filter(move |name| **name != "Output" || language == Language::Jsonata);
    let all = first.iter().chain(outer).copied();
    all.chain(comparisons.iter().map(|(name, _)| *name))
}

/// Whether a comparison compares with `true` or `false`.
pub(crate) fn is_flag(name: &str) -> bool {
    operand(name) == Some(Operand::Flag)
}

fn operand(name: &str) -> Option<Operand> {
    COMPARISONS.iter().find(|(known, _)| *known == name).map(|(_, operand)| *operand)
}

impl<'d> Checker<'d> {
    pub(crate) fn choices(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        self.some_entries(here, at, |checker, rule, at| {
            checker.choice_rule(rule, at, Level::Top, cx);
        });
    }

    fn choice_rule(&mut self, here: Located<'d>, at: &Location<'_>, level: Level, cx: Context<'d>) {
        if !here.value.is_object() {
            return self.wrong_type(here, at, "[OBJECT]");
        }
        if level == Level::Top && here.get("Next").is_none() {
            let finding =
                Finding::error(&rules::MISSING_FIELD, here.span(), "a choice rule needs `Next`");
            self.report(finding.schema("These fields are required: [Next]", at));
        }
        self.rule_fields(here, at, level);
        if !self.is_downgraded(cx) {
            self.rule_language(here, at, cx);
        }
        self.rule_selectors(here, at, cx);
        for (name, field) in here.members() {
            self.rule_field(name, field, &at.key(name), level, cx);
        }
    }

    fn rule_fields(&mut self, here: Located<'d>, at: &Location<'_>, level: Level) {
        for (name, field) in here.members() {
            let outer = OUTER.contains(&name);
            let known = SELECTORS.contains(&name)
                || operand(name).is_some()
                || (outer && (level == Level::Top || name == "Comment"));
            if known {
                continue;
            }
            let finding = if outer {
                Finding::error(
                    &rules::MISPLACED_FIELD,
                    field.key_span(),
                    format!("only the rules in `Choices` have `{name}`, not those within them"),
                )
            } else {
                let finding = Finding::error(
                    &rules::UNKNOWN_FIELD,
                    field.key_span(),
                    format!("a choice rule has no field `{name}`"),
                );
                let names = COMPARISONS.iter().map(|(known, _)| *known);
                finding.suggest(
                    name,
                    names.chain(SELECTORS.iter().copied()).chain(OUTER.iter().copied()),
                )
            };
            self.report(finding.schema(format!("Field '{name}' is not supported"), at));
        }
    }

    fn rule_language(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        for (name, field) in here.members() {
            let other = match name {
                "Condition" | "Output" => Language::Jsonata,
                "Variable" | "And" | "Or" | "Not" => Language::JsonPath,
                _ => continue,
            };
            if other != cx.language {
                self.foreign_field(name, field, at, other, cx);
            }
        }
    }

    /// One of the selectors, and with `Variable` one comparison.
    fn rule_selectors(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        let selectors = SELECTORS.iter().filter(|name| here.get(name).is_some()).count();
        if selectors != 1 {
            let wanted: &[&str] = if cx.language == Language::Jsonata {
                &["Condition"]
            } else {
                &["Variable", "And", "Or", "Not"]
            };
            let detail = if selectors == 0 {
                format!("the rule needs {}", listed(wanted, "or"))
            } else {
                format!("the rule has more than one of {}", listed(SELECTORS, "and"))
            };
            let finding = Finding::error(
                if selectors == 0 { &rules::MISSING_FIELD } else { &rules::CONFLICTING_FIELDS },
                here.span(),
                detail,
            );
            let message = "The object must have only one of the following fields, [And, Or, Not, Variable, Condition]";
            return self.report(finding.schema(message, at));
        }
        if here.get("Variable").is_none() {
            return;
        }
        let names = || COMPARISONS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        let found: Vec<(&str, Located<'d>)> =
            here.members().filter(|(name, _)| operand(name).is_some()).collect();
        match found.as_slice() {
            [] => {
                let detail = "the rule has a `Variable`, but no comparison such as `StringEquals`";
                let message = format!(
                    "This object should have only one of the following fields: [{}]",
                    names()
                );
                let near = |given| nearest(given, COMPARISONS.iter().map(|(name, _)| *name));
                let mut misspelt = here
                    .members()
                    .filter_map(|(given, field)| Some((field.key_span(), near(given)?)));
                let finding = match misspelt.next() {
                    Some((place, name)) => Finding::error(&rules::MISSING_FIELD, place, detail)
                        .help(format!("did you mean `{name}`?")),
                    None => Finding::error(&rules::MISSING_FIELD, here.span(), detail),
                };
                self.report(finding.within(here.span()).schema(message, at));
            }
            [_] => {}
            [(first, one), (second, other), ..] => {
                let finding = Finding::error(
                    &rules::CONFLICTING_FIELDS,
                    other.key_span(),
                    format!("a rule has one comparison, either `{first}` or `{second}`"),
                )
                .label(one.key_span(), "the other one")
                .help("combine two rules with `And`");
                self.report(finding.schema(
                    format!("There should only be one of the following fields: [{}]", names()),
                    at,
                ));
            }
        }
    }

    fn rule_field(
        &mut self,
        name: &str,
        here: Located<'d>,
        at: &Location<'_>,
        level: Level,
        cx: Context<'d>,
    ) {
        match name {
            "And" | "Or" => self.some_entries(here, at, |checker, rule, at| {
                checker.choice_rule(rule, at, Level::Inner, cx);
            }),
            "Not" => self.choice_rule(here, at, Level::Inner, cx),
            "Variable" => self.choice_path(here, at, cx),
            "Condition" => self.shape(here, at, &CONDITION, cx),
            "Assign" if level == Level::Top => self.shape(here, at, &ASSIGN, cx),
            "Output" if level == Level::Top => self.shape(here, at, &OUTPUT, cx),
            "Next" if level == Level::Top && !here.value.is_string() => {
                self.wrong_type(here, at, "[STRING]");
            }
            _ => {
                if let Some(operand) = operand(name) {
                    self.operand(here, at, operand, cx);
                }
            }
        }
    }

    fn operand(&mut self, here: Located<'d>, at: &Location<'_>, operand: Operand, cx: Context<'d>) {
        match (operand, here.value) {
            (Operand::Path, _) => self.choice_path(here, at, cx),
            (Operand::Text, Value::String(_))
            | (Operand::Number, Value::Number(_))
            | (Operand::Flag, Value::Bool(_)) => {}
            (Operand::Timestamp, Value::String(text)) => {
                if !timestamp::is_valid(text) {
                    let finding = Finding::error(
                        &rules::TIMESTAMP,
                        here.span(),
                        format!("`{text}` is not a timestamp of RFC 3339"),
                    );
                    self.report(
                        finding
                            .schema("String does not match RFC3339 timestamp", at)
                            .help("write it as 2030-01-31T12:00:00Z"),
                    );
                }
            }
            (Operand::Text | Operand::Timestamp, _) => self.wrong_type(here, at, "[STRING]"),
            (Operand::Number, _) => self.wrong_type(here, at, "Double"),
            (Operand::Flag, _) => self.wrong_type(here, at, "[BOOLEAN]"),
        }
    }
}
