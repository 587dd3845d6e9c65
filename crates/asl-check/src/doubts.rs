//! What AWS lets pass in a state, though it can hardly be meant: warnings only.

use std::collections::BTreeSet;

use dryrun_json::Located;
use serde_json::Value;

use crate::checker::{Checker, Context};
use crate::finding::Finding;
use crate::location::Location;
use crate::resource::{self, Pattern, Resource};
use crate::rules;
use crate::schema::Language;

impl<'d> Checker<'d> {
    /// All doubts about one state.
    pub(crate) fn doubts(&mut self, state: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        self.back_offs(state, at);
        for field in ["Retry", "Catch"] {
            self.repeated_errors(state, at, field);
        }
        match state.get("Type").and_then(|kind| kind.value.as_str()) {
            Some("Task") => {
                self.doubtful_resource(state, at);
                self.unsent_token(state, at);
            }
            Some("Map") => self.inline_map(state, at),
            Some("Choice") => self.repeated_rules(state, at),
            _ => {}
        }
        // A field of the other language is an error already.
        let templates = match cx.language {
            Language::JsonPath => ["Parameters", "ResultSelector", "ItemSelector", "Assign"],
            Language::Jsonata => ["Arguments", "Output", "ItemSelector", "Assign"],
        };
        for field in templates {
            if let Some(template) = state.get(field) {
                self.template_names(template, &at.key(field), cx, 0);
            }
        }
    }

    /// A cap that the first pause exceeds.
    fn back_offs(&mut self, state: Located<'d>, at: &Location<'_>) {
        let Some(list) = state.get("Retry") else { return };
        for (index, retrier) in list.items().enumerate() {
            let seconds = |name: &str| retrier.get(name).and_then(|at| at.value.as_i64());
            let interval = seconds("IntervalSeconds").unwrap_or(1);
            let (Some(cap), Some(most)) =
                (retrier.get("MaxDelaySeconds"), seconds("MaxDelaySeconds"))
            else {
                continue;
            };
            if most > 0 && most < interval {
                let detail =
                    format!("no pause is longer than {most} s, not even the first of {interval} s");
                let finding = Finding::warning(&rules::BACK_OFF, cap.span(), detail);
                self.report(finding.address(at.key("Retry").index(index).key("MaxDelaySeconds")));
            }
        }
    }

    /// An error that an earlier entry has: the first entry that names an error decides.
    fn repeated_errors(&mut self, state: Located<'d>, at: &Location<'_>, field: &str) {
        let Some(list) = state.get(field) else { return };
        let mut seen = BTreeSet::new();
        for (index, entry) in list.items().enumerate() {
            let Some(names) = entry.get("ErrorEquals") else { continue };
            for (position, name) in names.items().enumerate() {
                let Some(text) = name.value.as_str() else { continue };
                if !seen.insert(text) {
                    let detail =
                        format!("`{text}` is named by an earlier entry already, which decides");
                    let finding = Finding::warning(&rules::NEVER_ACTS, name.span(), detail);
                    self.report(
                        finding
                            .address(at.key(field).index(index).key("ErrorEquals").index(position)),
                    );
                }
            }
        }
    }

    /// A rule with the same test as an earlier one.
    fn repeated_rules(&mut self, state: Located<'d>, at: &Location<'_>) {
        let Some(list) = state.get("Choices") else { return };
        let mut seen: Vec<Vec<(&str, &Value)>> = Vec::new();
        // Tests are compared one by one: lists of rules are short.
        for (index, rule) in list.items().enumerate().take(200) {
            let mut test: Vec<(&str, &Value)> = rule
                .members()
                .filter(|(name, _)| !matches!(*name, "Next" | "Assign" | "Output" | "Comment"))
                .map(|(name, member)| (name, member.value))
                .collect();
            test.sort_by_key(|(name, _)| *name);
            if !test.is_empty() && seen.contains(&test) {
                let detail = "an earlier rule has the same test, so that this one is never chosen";
                let finding = Finding::warning(&rules::NEVER_ACTS, rule.span(), detail);
                self.report(finding.address(at.key("Choices").index(index)));
            } else {
                seen.push(test);
            }
        }
    }

    fn doubtful_resource(&mut self, state: Located<'d>, at: &Location<'_>) {
        let Some(field) = state.get("Resource") else { return };
        let Some(text) = field.value.as_str() else { return };
        let at = at.key("Resource");
        match resource::parse(text) {
            Resource::Direct => {
                let service = text.split(':').nth(2).unwrap_or_default();
                // Anything may follow `arn:`; only functions and activities are called by their ARN.
                if !matches!(service, "lambda" | "states") {
                    let detail =
                        format!("a state cannot call a resource of `{service}` by its ARN");
                    let finding = Finding::warning(&rules::RESOURCE, field.span(), detail);
                    let finding = finding.address(at).suggest(service, ["lambda", "states"]);
                    self.report(finding);
                }
            }
            Resource::Integration { service: "aws-sdk", action, .. } => {
                let call = action.rsplit(':').next().unwrap_or(action);
                if call.starts_with(|first: char| first.is_ascii_uppercase()) {
                    let mut letters = call.chars();
                    let lower: String = letters
                        .next()
                        .map(|first| first.to_ascii_lowercase())
                        .into_iter()
                        .chain(letters)
                        .collect();
                    let detail = format!("actions of the SDK are written in camel case: `{lower}`");
                    let finding =
                        Finding::warning(&rules::UNKNOWN_INTEGRATION, field.span(), detail);
                    self.report(finding.address(at));
                }
            }
            Resource::Integration { .. }
            | Resource::Activity
            | Resource::Placeholder
            | Resource::Invalid => {}
        }
    }

    /// A callback whose token nobody gets.
    fn unsent_token(&mut self, state: Located<'d>, at: &Location<'_>) {
        let Some(field) = state.get("Resource") else { return };
        let parsed = field.value.as_str().map(resource::parse);
        let Some(Resource::Integration { pattern: Pattern::Callback, .. }) = parsed else { return };
        let handed_on = ["Parameters", "Arguments", "InputPath"].iter().any(|name| {
            state.get(name).is_some_and(|given| {
                let text = given.value.to_string();
                // By its name, within the whole context object, or by an expression that computes it all.
                text.contains("Token")
                    || text.contains("$$")
                    || text.contains("context")
                    || given.value.is_string()
            })
        });
        if !handed_on {
            let detail = "the state waits for its token, but hands it to nobody";
            let finding = Finding::warning(&rules::UNSENT_TOKEN, field.span(), detail);
            self.report(finding.address(at.key("Resource")).help(
                "put `$$.Task.Token` (JSONata: `$states.context.Task.Token`) into the parameters",
            ));
        }
    }

    /// Fields of distributed Map states in an inline one.
    fn inline_map(&mut self, state: Located<'d>, at: &Location<'_>) {
        let mode = ["ItemProcessor", "Iterator"]
            .iter()
            .find_map(|name| state.get(name))
            .and_then(|processor| processor.get("ProcessorConfig"))
            .and_then(|config| config.get("Mode"))
            .and_then(|mode| mode.value.as_str());
        let distributed = mode == Some("DISTRIBUTED");
        for name in ["ItemReader", "ItemBatcher", "ResultWriter", "Label"] {
            let Some(field) = state.get(name) else { continue };
            if !distributed {
                let detail = format!("`{name}` is for distributed Map states; this one is inline");
                let finding = Finding::warning(&rules::INLINE_MAP, field.key_span(), detail);
                self.report(finding.address(at.key(name)));
            } else if name == "ItemBatcher"
                && field.value.as_object().is_some_and(serde_json::Map::is_empty)
            {
                let detail = "a batcher without `MaxItemsPerBatch` and `MaxInputBytesPerBatch` makes no batches";
                let finding = Finding::warning(&rules::INLINE_MAP, field.key_span(), detail);
                self.report(finding.address(at.key(name)));
            } else if name == "Label" {
                self.label_letters(field, &at.key(name));
            }
        }
    }

    fn label_letters(&mut self, field: Located<'d>, at: &Location<'_>) {
        let forbidden =
            |c: char| c.is_whitespace() || c.is_control() || "?*<>{}[]:;,\\|^~$#%&`\"".contains(c);
        if let Some(letter) =
            field.value.as_str().and_then(|label| label.chars().find(|c| forbidden(*c)))
        {
            let detail = format!("a label cannot hold {letter:?}");
            self.report(Finding::warning(&rules::LABEL, field.span(), detail).address(at));
        }
    }

    /// Names within templates: `a` beside `a.$`, and `.$` where JSONata computes.
    fn template_names(
        &mut self,
        here: Located<'d>,
        at: &Location<'_>,
        cx: Context<'d>,
        depth: usize,
    ) {
        if depth > 64 {
            return;
        }
        for (index, item) in here.items().enumerate() {
            self.template_names(item, &at.index(index), cx, depth + 1);
        }
        for (name, member) in here.members() {
            let at = at.key(name);
            if let Some(bare) = name.strip_suffix(".$") {
                let finding = if cx.language == Language::Jsonata {
                    let detail =
                        format!("`{name}` is a name like any other here: JSONata has no `.$`");
                    let finding =
                        Finding::warning(&rules::NOT_EVALUATED, member.key_span(), detail);
                    Some(finding.help(format!("write \"{bare}\": \"{{% … %}}\"")))
                } else if here.get(bare).is_some() {
                    let detail = format!("`{name}` and `{bare}` give the same field");
                    Some(Finding::warning(&rules::DUPLICATE_KEY, member.key_span(), detail))
                } else {
                    None
                };
                if let Some(finding) = finding {
                    self.report(finding.address(at));
                }
            }
            self.doubtful_value(member, &at, cx);
            self.template_names(member, &at, cx, depth + 1);
        }
    }

    fn doubtful_value(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        let Some(text) = here.value.as_str() else { return };
        let finding = match cx.language {
            Language::Jsonata if text.starts_with("$.") || text.starts_with("$$.") => {
                let detail = format!("`{text}` stays text: this state uses JSONata");
                let help = "write {% $states.input… %}";
                Finding::warning(&rules::NOT_EVALUATED, here.span(), detail).help(help)
            }
            Language::JsonPath => match format_places(text) {
                Some((places, given)) if places != given => {
                    let detail = format!(
                        "the template has {places} places `{{}}`, but {given} values follow"
                    );
                    Finding::warning(&rules::INVALID_TEMPLATE, here.span(), detail)
                }
                _ => return,
            },
            Language::Jsonata => return,
        };
        self.report(finding.address(at));
    }
}

/// The number of places in the template of a `States.Format` call, and of values that follow it.
fn format_places(text: &str) -> Option<(usize, usize)> {
    let rest = text.trim_end().strip_prefix("States.Format('")?.strip_suffix(')')?;
    let (mut places, mut values, mut depth) = (0, 0, 0_usize);
    let (mut quoted, mut first) = (true, true);
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if quoted => {
                chars.next();
            }
            '\'' => {
                quoted = !quoted;
                first = false;
            }
            '{' if quoted && first && chars.peek() == Some(&'}') => places += 1,
            '(' | '[' if !quoted => depth += 1,
            ')' | ']' if !quoted => depth = depth.saturating_sub(1),
            ',' if !quoted && depth == 0 => values += 1,
            _ => {}
        }
    }
    (!quoted).then_some((places, values))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_and_values() {
        for (text, wanted) in [
            ("States.Format('{} {}', $.a)", Some((2, 1))),
            ("States.Format('{}', States.Array(1, 2))", Some((1, 1))),
            (r"States.Format('\{} {}, it\'s', '{}, {}')", Some((1, 1))),
            ("States.Format('x')", Some((0, 0))),
            ("States.Format($.t, 1)", None),
            ("States.Format('open", None),
        ] {
            assert_eq!(format_places(text), wanted, "{text}");
        }
    }
}
