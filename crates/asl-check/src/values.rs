//! Single values: texts, numbers, fixed words, timestamps; and the entries of arrays.

use dryrun_json::Located;
use serde_json::Value;

use crate::checker::{Checker, Context};
use crate::fields::{listed, looks_evaluated};
use crate::finding::Finding;
use crate::location::Location;
use crate::schema::Language;
use crate::{rules, timestamp};

impl<'d> Checker<'d> {
    pub(crate) fn text_or_expression(
        &mut self,
        here: Located<'d>,
        at: &Location<'_>,
        cx: Context<'d>,
    ) {
        if !self.is_expression(here, at, cx) && !here.value.is_string() {
            self.wrong_type(here, at, "[STRING]");
        }
    }

    pub(crate) fn texts(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        if !self.is_expression(here, at, cx) {
            self.entries(here, at, |checker, entry, at| checker.text_or_expression(entry, at, cx));
        }
    }

    pub(crate) fn whole(
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

    pub(crate) fn real(
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

    pub(crate) fn one_of(
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

    pub(crate) fn timestamp(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
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

    /// A Pass state's result is taken as it is: a path in it is a mistake.
    pub(crate) fn fixed_result(&mut self, here: Located<'d>, at: &Location<'_>) {
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
}
