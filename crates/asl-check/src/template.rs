//! Payload templates and the variables that states assign.

use dryrun_json::Located;

use crate::checker::{Checker, Context, Moment, Place};
use crate::fields::looks_evaluated;
use crate::finding::Finding;
use crate::location::Location;
use crate::schema::Language;
use crate::{intrinsic, rules};

impl<'d> Checker<'d> {
    /// A template at the top of a field.
    pub(crate) fn template_field(
        &mut self,
        here: Located<'d>,
        at: &Location<'_>,
        name: &str,
        cx: Context<'d>,
    ) {
        let after = matches!(name, "ResultSelector" | "Output") && cx.moment == Moment::Before;
        let place = if name == "ItemSelector" { Place { map: true, ..cx.place } } else { cx.place };
        let cx = Context { place, ..cx };
        self.template(here, at, if after { cx.at(Moment::After) } else { cx });
    }

    fn template(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        match cx.language {
            Language::JsonPath => self.payload(here, at, cx),
            Language::Jsonata => self.value(here, at, cx),
        }
    }

    /// A payload template of JSONPath: only fields whose name ends in `.$` are evaluated.
    fn payload(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        for (index, item) in here.items().enumerate() {
            self.payload(item, &at.index(index), cx);
        }
        for (key, value) in here.members() {
            self.payload_member(key, value, at, cx);
        }
    }

    fn payload_member(
        &mut self,
        key: &str,
        here: Located<'d>,
        object: &Location<'_>,
        cx: Context<'d>,
    ) {
        if key.ends_with(".$") {
            return self.evaluated(key, here, object, cx);
        }
        if let Some(text) = here.value.as_str().filter(|text| looks_evaluated(text)) {
            let finding = Finding::warning(
                &rules::NOT_EVALUATED,
                here.span(),
                format!("`{text}` stays text: the name `{key}` does not end in `.$`"),
            )
            .address(object.key(key))
            .help(format!("write \"{key}.$\" if the value is meant to be evaluated"));
            self.report(finding);
        }
        self.payload(here, &object.key(key), cx);
    }

    /// A field `x.$` of a payload template. AWS names the object, not the field, as the location.
    fn evaluated(&mut self, key: &str, here: Located<'d>, object: &Location<'_>, cx: Context<'d>) {
        let message = format!(
            "The value for the field '{key}' must be a valid JSONPath or a valid intrinsic function call"
        );
        let Some(text) = here.value.as_str() else {
            let detail = format!(
                "the value of `{key}` must be a path or an intrinsic function call, not {}",
                crate::checker::type_of(here.value)
            );
            return self.report(
                Finding::error(&rules::INVALID_TEMPLATE, here.span(), detail)
                    .schema(message, object),
            );
        };
        if intrinsic::is_call(text) {
            if let Some(finding) = self.call(text, here, object, cx) {
                self.report(finding.schema(message, object));
            }
        } else if text.starts_with('$') {
            drop(self.valid_path(text, here, object, &message, cx));
        } else if !text.contains("${") {
            let finding = Finding::error(
                &rules::INVALID_TEMPLATE,
                here.span(),
                format!("the value of `{key}` must be a path or an intrinsic function call"),
            )
            .schema(message, object)
            .help(format!(
                "a path starts with `$`; for fixed text name the field `{}`",
                key.trim_end_matches(".$")
            ));
            self.report(finding);
        }
    }

    /// Variables to assign.
    pub(crate) fn assign(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        let cx = if cx.moment == Moment::Before { cx.at(Moment::After) } else { cx };
        if !here.value.is_object() {
            if !self.is_expression(here, at, cx) {
                self.wrong_type(here, at, "[OBJECT]");
            }
            return;
        }
        for (key, value) in here.members() {
            let name = if cx.language == Language::JsonPath {
                key.strip_suffix(".$").unwrap_or(key)
            } else {
                key
            };
            self.variable_name(name, value, &at.key(key));
            self.variables.assign(cx, name, value.key_span());
            match cx.language {
                Language::JsonPath => self.payload_member(key, value, at, cx),
                Language::Jsonata => self.value(value, &at.key(key), cx),
            }
        }
    }

    fn variable_name(&mut self, name: &str, here: Located<'d>, at: &Location<'_>) {
        let starts_well =
            name.chars().next().is_some_and(|first| first.is_alphabetic() || first == '_');
        let valid = starts_well
            && name.chars().all(|part| part.is_alphanumeric() || part == '_')
            && name.chars().count() <= 80;
        if name == "states" {
            let finding = Finding::error(
                &rules::VARIABLE_NAME,
                here.key_span(),
                "`states` is reserved for `$states`",
            );
            self.report(finding.said(
                "RESERVED_VARIABLE_NAME",
                "Cannot assign to reserved variable '$states'.",
                at,
            ));
        } else if !valid {
            let message = format!(
                "Invalid variable name '{name}': the variable name contains invalid characters."
            );
            let mut finding = Finding::error(
                &rules::VARIABLE_NAME,
                here.key_span(),
                format!("`{name}` is no variable name"),
            );
            if name.starts_with('$') {
                finding = finding.help("name it without `$` where it is assigned");
            }
            self.report(finding.said("INVALID_VARIABLE_NAME", message, at));
        }
    }
}
