//! JSONata expressions in the values of fields.

use dryrun_json::Located;

use crate::checker::{Checker, Context, Moment};
use crate::finding::{Finding, nearest};
use crate::location::Location;
use crate::schema::Language;
use crate::{expression, rules};

impl<'d> Checker<'d> {
    /// A value of JSONata fields: every string of the form `{% … %}` in it is an expression.
    pub(crate) fn value(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        if here.value.is_string() {
            self.is_expression(here, at, cx);
            return;
        }
        for (index, item) in here.items().enumerate() {
            self.value(item, &at.index(index), cx);
        }
        for (key, value) in here.members() {
            self.value(value, &at.key(key), cx);
        }
    }

    /// A condition: an expression, or a plain boolean.
    pub(crate) fn condition(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        if self.is_expression(here, at, cx) || here.value.is_boolean() {
            return;
        }
        if here.value.is_string() {
            let finding = Finding::error(
                &rules::JSONATA_SYNTAX,
                here.span(),
                "a condition is an expression between `{%` and `%}`",
            );
            self.report(finding.schema("JSONata string must start with {% and end with %}", at));
        } else {
            self.wrong_type(here, at, "[STRING]");
        }
    }

    /// Whether a value is a JSONata expression; if so it is checked as one.
    pub(crate) fn is_expression(
        &mut self,
        here: Located<'d>,
        at: &Location<'_>,
        cx: Context<'d>,
    ) -> bool {
        let Some(text) = here.value.as_str().filter(|_| cx.language == Language::Jsonata) else {
            return false;
        };
        let Some(rest) = text.strip_prefix("{%") else {
            if text.contains("{%") && text.contains("%}") {
                let finding = Finding::warning(
                    &rules::NOT_EVALUATED,
                    here.span(),
                    "an expression must be the whole text, so this stays as it is",
                );
                self.report(
                    finding
                        .address(at)
                        .help("write it as one expression: {% 'text ' & $states.input.x %}"),
                );
            }
            return false;
        };
        match rest.strip_suffix("%}") {
            Some(source) => self.expression(source, here, at, cx),
            None => {
                let finding = Finding::error(
                    &rules::JSONATA_SYNTAX,
                    here.span(),
                    "the expression is never closed with `%}`",
                );
                self.report(
                    finding.schema("JSONata string must start with {% and end with %}", at),
                );
            }
        }
        true
    }

    fn expression(
        &mut self,
        source: &'d str,
        here: Located<'d>,
        at: &Location<'_>,
        cx: Context<'d>,
    ) {
        let offset = 2;
        match expression::read(source) {
            Ok(facts) => self.facts(&facts, here, offset, at, cx),
            Err(error) => {
                let place = self.within(here, offset + error.place.start..offset + error.place.end);
                let place = if place.is_empty() { here.span() } else { place };
                let finding = Finding::error(&rules::JSONATA_SYNTAX, place, error.message.clone())
                    .within(here.span());
                self.report(finding.said("INVALID_JSONATA_EXPRESSION", error.message, at));
            }
        }
    }

    fn facts(
        &mut self,
        facts: &expression::Facts,
        here: Located<'d>,
        offset: usize,
        at: &Location<'_>,
        cx: Context<'d>,
    ) {
        for (name, place) in &facts.variables {
            let place = self.within(here, offset + place.start..offset + place.end);
            self.variables.read(cx, name, place, &at.to_string());
        }
        for (name, place) in &facts.unknown_functions {
            let place = self.within(here, offset + place.start..offset + place.end);
            let finding = Finding::warning(
                &rules::UNKNOWN_FUNCTION,
                place,
                format!("Step Functions has no function `${name}`"),
            );
            let finding = finding.within(here.span()).address(at);
            let finding = match nearest(name, expression::functions()) {
                Some(meant) => finding.help(format!("did you mean `${meant}`?")),
                None => finding,
            };
            self.report(finding);
        }
        for (name, place) in &facts.top_level {
            let place = self.within(here, offset + place.start..offset + place.end);
            let finding = Finding::error(
                &rules::JSONATA_REFERENCE,
                place,
                format!("`{name}` has nothing to start from"),
            );
            let start = if name == "$" {
                "$states.input".to_owned()
            } else {
                format!("$states.input.{name}")
            };
            let message = format!("Reference to '{name}' at the top level is not supported.");
            let finding = finding.within(here.span()).help(format!("write `{start}`"));
            self.report(finding.said("UNSUPPORTED_JSONATA_EXPRESSION", message, at));
        }
        for place in &facts.roots {
            let place = self.within(here, offset + place.start..offset + place.end);
            let finding = Finding::error(
                &rules::JSONATA_REFERENCE,
                place,
                "there is no `$$` in Step Functions",
            )
            .within(here.span());
            let finding = finding.help("write `$states.input`");
            self.report(finding.said(
                "UNSUPPORTED_JSONATA_EXPRESSION",
                "Reference to '$$' is not supported.",
                at,
            ));
        }
        for (name, place) in &facts.states {
            let place = self.within(here, offset + place.start..offset + place.end);
            self.states_field(name, place, here, at, cx);
        }
    }

    fn states_field(
        &mut self,
        name: &str,
        place: dryrun_diag::Span,
        here: Located<'d>,
        at: &Location<'_>,
        cx: Context<'d>,
    ) {
        let known: &[&str] = match cx.moment {
            Moment::Before => &["input", "context"],
            Moment::After => &["input", "context", "result"],
            Moment::Caught => &["input", "context", "errorOutput"],
        };
        if known.contains(&name) {
            return;
        }
        let detail = match name {
            "result" => "there is no result yet when this is evaluated".to_owned(),
            "errorOutput" => "only a catcher has `$states.errorOutput`".to_owned(),
            _ => format!("`$states` has no `{name}`, only {}", crate::fields::listed(known, "and")),
        };
        let finding = Finding::error(&rules::JSONATA_REFERENCE, place, detail).within(here.span());
        let finding = if nearest(name, known.iter().copied()).is_some() {
            finding.suggest(name, known.iter().copied())
        } else {
            finding
        };
        let message = format!("Field '$states.{name}' does not exist.");
        self.report(finding.said("UNSUPPORTED_JSONATA_EXPRESSION", message, at));
    }
}
