//! Paths, payload templates and JSONata expressions in the fields of a state.

use dryrun_json::Located;
use serde_json::Value;

use crate::checker::{Checker, Context, Moment, Place};
use crate::fields::looks_evaluated;
use crate::finding::{Finding, nearest};
use crate::location::Location;
use crate::paths::{self, Path, Root, Step};
use crate::resource::{self, Pattern, Resource};
use crate::schema::Language;
use crate::{Kind, expression, intrinsic, rules};

const NO_PATH: &str = "Value must be a valid JSONPath.";
const NO_REFERENCE: &str = "Value is not a Reference Path";

impl<'d> Checker<'d> {
    /// A JSONPath or null.
    pub(crate) fn path(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        match here.value {
            Value::Null => {}
            Value::String(text) => drop(self.valid_path(text, here, at, NO_PATH, cx)),
            _ => self.wrong_type(here, at, "[STRING]"),
        }
    }

    /// A path that selects one value.
    pub(crate) fn reference(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        let Some(text) = here.value.as_str() else { return self.wrong_type(here, at, "[STRING]") };
        if let Some(path) =
            self.valid_path(text, here, at, NO_PATH, cx).filter(|path| !path.is_reference())
        {
            self.several(&path, here, at);
        }
    }

    /// The path of a comparison: AWS words its absence differently.
    pub(crate) fn choice_path(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        let Some(text) = here.value.as_str() else { return self.wrong_type(here, at, "[STRING]") };
        let message = if text.starts_with('$') {
            NO_REFERENCE.to_owned()
        } else {
            format!("{NO_REFERENCE}: Reference path didn't start with '$'")
        };
        let _ = self.valid_path(text, here, at, &message, cx);
    }

    /// Where a result goes: a place in the state's own data.
    pub(crate) fn result_path(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        match here.value {
            Value::Null => {}
            Value::String(text) => match self.valid_path(text, here, at, NO_PATH, cx) {
                Some(path) if !path.is_reference() => self.several(&path, here, at),
                Some(path) if path.root != Root::Data => {
                    let finding = Finding::error(
                        &rules::INVALID_PATH,
                        here.span(),
                        "a result goes into the state's data: the path starts with `$.`",
                    );
                    self.report(finding.schema(NO_REFERENCE, at));
                }
                _ => {}
            },
            _ => self.wrong_type(here, at, "[STRING]"),
        }
    }

    fn several(&mut self, path: &Path, here: Located<'d>, at: &Location<'_>) {
        let detail = if path.steps.contains(&Step::Function) {
            "functions"
        } else {
            "wildcards, slices, filters and `..`"
        };
        let finding = Finding::error(
            &rules::INVALID_PATH,
            here.span(),
            format!("this path must name a single value: no {detail}"),
        );
        self.report(finding.schema(NO_REFERENCE, at));
    }

    fn valid_path(
        &mut self,
        text: &str,
        here: Located<'d>,
        at: &Location<'_>,
        message: &str,
        cx: Context<'d>,
    ) -> Option<Path> {
        match paths::parse(text) {
            Ok(path) => {
                self.follow(&path, here, 0, at, cx);
                Some(path)
            }
            Err(_) if text.contains("${") => None,
            Err(error) => {
                let place = self.within(here, error.at..text.len().max(error.at));
                let place = if place.is_empty() { here.span() } else { place };
                self.report(
                    Finding::error(&rules::INVALID_PATH, place, error.message)
                        .within(here.span())
                        .schema(message, at),
                );
                None
            }
        }
    }

    /// What a well-formed path refers to.
    fn follow(
        &mut self,
        path: &Path,
        here: Located<'d>,
        offset: usize,
        at: &Location<'_>,
        cx: Context<'d>,
    ) {
        match &path.root {
            Root::Data => {}
            Root::Variable(name) => {
                let place = self.within(here, offset..offset + 1 + name.len());
                self.variables.read(cx, name, place, &at.to_string());
            }
            Root::Context => self.context_path(path, here, at, cx.place),
        }
    }

    fn context_path(&mut self, path: &Path, here: Located<'d>, at: &Location<'_>, place: Place) {
        let keys: Vec<&str> = path
            .steps
            .iter()
            .map_while(|step| if let Step::Key(name) = step { Some(name.as_str()) } else { None })
            .collect();
        let detail = match keys.as_slice() {
            ["Task", ..] if !place.token => {
                "only a Task with `.waitForTaskToken` has a token in the context".to_owned()
            }
            ["Map", ..] if !place.map => "only a Map state has an item in the context".to_owned(),
            [first, second, ..] => match context_fields(first) {
                Some(known) if !known.contains(second) => format!(
                    "`{first}` of the context has no `{second}`, only {}",
                    crate::fields::listed(known, "and")
                ),
                None => format!("the context object has no `{first}`"),
                Some(_) => return,
            },
            [first] if context_fields(first).is_none() => {
                format!("the context object has no `{first}`")
            }
            _ => return,
        };
        let mut finding = Finding::warning(&rules::CONTEXT_PATH, here.span(), detail).address(at);
        if let Some(first) = keys.first() {
            finding = finding.suggest(
                first,
                ["Execution", "State", "StateMachine", "Task", "Map"]
                    .into_iter()
                    .filter(|known| known != first),
            );
        }
        if let [first, second, ..] = keys.as_slice() {
            finding =
                finding.suggest(second, context_fields(first).unwrap_or_default().iter().copied());
        }
        self.report(finding);
    }

    /// The value of `ErrorPath` or of a field whose name ends in `.$`.
    pub(crate) fn path_or_intrinsic(
        &mut self,
        here: Located<'d>,
        at: &Location<'_>,
        cx: Context<'d>,
    ) {
        let Some(text) = here.value.as_str() else { return self.wrong_type(here, at, "[STRING]") };
        if !intrinsic::is_call(text) {
            drop(self.valid_path(text, here, at, NO_PATH, cx));
            return;
        }
        if let Some(finding) = self.call(text, here, at, cx) {
            self.report(finding.schema(NO_PATH, at));
        }
    }

    /// A call of an intrinsic function; a finding without AWS's words when it is wrong.
    fn call(
        &mut self,
        text: &str,
        here: Located<'d>,
        at: &Location<'_>,
        cx: Context<'d>,
    ) -> Option<Finding> {
        match intrinsic::parse(text) {
            Ok(paths) => {
                for (offset, path) in paths {
                    self.follow(&path, here, offset, at, cx);
                }
                None
            }
            Err(error) => {
                let place =
                    self.within(here, error.at..(error.at + 1).min(text.len()).max(error.at));
                let place = if place.is_empty() { here.span() } else { place };
                let finding = Finding::error(&rules::INVALID_TEMPLATE, place, error.message)
                    .within(here.span());
                Some(match error.suggestion {
                    Some(name) => finding.help(format!("did you mean `States.{name}`?")),
                    None => finding,
                })
            }
        }
    }

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

    /// A value of JSONata fields: every string of the form `{% … %}` in it is an expression.
    fn value(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
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
        for (name, place) in &facts.top_level {
            let place = self.within(here, offset + place.start..offset + place.end);
            let finding = Finding::error(
                &rules::JSONATA_REFERENCE,
                place,
                format!("`{name}` has nothing to start from"),
            )
            .within(here.span())
            .help(format!("write `$states.input.{name}`"));
            let message = format!("Reference to '{name}' at the top level is not supported.");
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

    /// A Task's resource.
    pub(crate) fn resource(&mut self, here: Located<'d>, at: &Location<'_>) {
        let Some(text) = here.value.as_str() else { return self.wrong_type(here, at, "[STRING]") };
        match resource::parse(text) {
            Resource::Placeholder | Resource::Direct => {}
            Resource::Invalid => {
                let finding = Finding::error(
                    &rules::RESOURCE,
                    here.span(),
                    format!("`{text}` is not the ARN of a resource"),
                )
                .schema("Value is not a valid resource ARN", at)
                .help("such as arn:aws:states:::lambda:invoke");
                self.report(finding);
            }
            Resource::Activity if self.kind == Kind::Express => {
                let finding = Finding::error(
                    &rules::EXPRESS,
                    here.span(),
                    "an Express workflow has no activities",
                );
                self.report(
                    finding.schema("Express state machine does not support Activity ARN", at),
                );
            }
            Resource::Activity => {}
            Resource::Integration { service, action, pattern, second } => {
                if !resource::is_known(service, action, pattern, second) {
                    self.unknown_integration(text, (service, action, pattern), here, at);
                } else if self.kind == Kind::Express && pattern != Pattern::Request {
                    self.express_pattern(pattern, here, at);
                }
            }
        }
    }

    fn unknown_integration(
        &mut self,
        text: &str,
        (service, action, pattern): (&str, &str, Pattern),
        here: Located<'d>,
        at: &Location<'_>,
    ) {
        let message = format!(
            "The resource provided {text} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region."
        );
        let known = resource::is_known(service, action, Pattern::Request, false);
        let detail = if known {
            format!("`{service}:{action}` cannot be called with `{}`", pattern.suffix())
        } else {
            format!("there is no integration `{service}:{action}`")
        };
        let mut finding =
            Finding::error(&rules::UNKNOWN_INTEGRATION, here.span(), detail).schema(message, at);
        if let Some(meant) = resource::suggestion(service, action).filter(|_| !known) {
            finding = finding.help(format!("did you mean `{meant}`?"));
        } else if !known && resource::has_service(service) {
            finding = finding.help(format!("the SDK has it: `aws-sdk:{service}:{action}`"));
        }
        self.report(finding);
    }

    fn express_pattern(&mut self, pattern: Pattern, here: Located<'d>, at: &Location<'_>) {
        let suffix = pattern.suffix();
        // The blank after the second message is AWS's.
        let blank = if pattern == Pattern::Callback { " " } else { "" };
        let finding = Finding::error(
            &rules::EXPRESS,
            here.span(),
            format!("an Express workflow cannot call with `{suffix}`"),
        );
        self.report(finding.schema(
            format!("Express state machine does not support '{suffix}' service integration{blank}"),
            at,
        ));
    }

    /// The resource of an ItemReader or a ResultWriter.
    pub(crate) fn storage_resource(
        &mut self,
        here: Located<'d>,
        at: &Location<'_>,
        actions: &'static [&'static str],
    ) {
        let Some(text) = here.value.as_str() else { return self.wrong_type(here, at, "[STRING]") };
        let known = actions.iter().any(|action| {
            text.starts_with("arn:") && text.ends_with(&format!(":states:::{action}"))
        });
        if known || text.contains("${") {
            return;
        }
        let examples: Vec<String> =
            actions.iter().map(|action| format!("arn:<partition>:states:::{action}")).collect();
        let message = format!(
            "The field 'Resource' does not match any of the allowed values. Examples: [{}]",
            examples.join(", ")
        );
        let finding = Finding::error(
            &rules::RESOURCE,
            here.span(),
            format!("expected {}", crate::fields::listed(actions, "or")),
        );
        self.report(finding.schema(message, at));
    }

    /// What concerns a Task as a whole: the parameters of its integration, its credentials, its times.
    pub(crate) fn task(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        self.credentials(here, at);
        self.heartbeat(here, at);
        let Some(resource) = here.get("Resource") else { return };
        let Some(Resource::Integration { service, action, pattern, second }) =
            resource.value.as_str().map(resource::parse)
        else {
            return;
        };
        if service == "aws-sdk" || !resource::is_known(service, action, pattern, second) {
            return;
        }
        let name = if cx.language == Language::Jsonata { "Arguments" } else { "Parameters" };
        let Some(parameters) = here.get(name) else {
            let text = resource.value.as_str().unwrap_or_default();
            let finding = Finding::error(
                &rules::MISSING_PARAMETER,
                resource.span(),
                format!("`{service}:{action}` needs `{name}`"),
            );
            let at = at.key("Resource");
            return self.report(
                finding.schema(format!("{name} field is required for resource ARN: {text}"), at),
            );
        };
        let at = at.key(name);
        for field in resource::required(service, action) {
            let dynamic = cx.language == Language::JsonPath
                && parameters.get(&format!("{field}.$")).is_some();
            if parameters.value.is_object() && !dynamic && parameters.get(field).is_none() {
                let finding = Finding::error(
                    &rules::MISSING_PARAMETER,
                    parameters.key_span(),
                    format!("`{service}:{action}` needs `{field}`"),
                );
                let finding = finding.within(parameters.span());
                let names = parameters.members().map(|(name, _)| name.trim_end_matches(".$"));
                let near = nearest(field, names).map(str::to_owned);
                let finding = if let Some(near) = near {
                    finding.help(format!("is `{near}` meant to be `{field}`?"))
                } else {
                    finding
                };
                self.report(
                    finding.schema(format!("The field '{field}' is required but was missing"), at),
                );
            }
        }
    }

    fn credentials(&mut self, here: Located<'d>, at: &Location<'_>) {
        let Some(credentials) = here.get("Credentials") else { return };
        if here
            .get("Resource")
            .and_then(|at| at.value.as_str())
            .is_some_and(|text| resource::parse(text) == Resource::Activity)
        {
            let finding = Finding::error(
                &rules::MISPLACED_FIELD,
                credentials.key_span(),
                "an activity takes no credentials",
            );
            self.report(
                finding.schema("The field 'Credentials' is not supported for activities", at),
            );
        }
        if credentials.value.is_object()
            && credentials.get("RoleArn").is_none()
            && credentials.get("RoleArn.$").is_none()
        {
            let finding = Finding::error(
                &rules::MISSING_FIELD,
                credentials.key_span(),
                "credentials need `RoleArn`",
            )
            .within(credentials.span());
            self.report(
                finding.schema(
                    "The field 'RoleArn' is required but was missing",
                    at.key("Credentials"),
                ),
            );
        }
    }

    fn heartbeat(&mut self, here: Located<'d>, at: &Location<'_>) {
        let seconds = |name: &str| here.get(name).and_then(|at| at.value.as_i64());
        let (Some(heartbeat), Some(timeout)) =
            (seconds("HeartbeatSeconds"), seconds("TimeoutSeconds"))
        else {
            return;
        };
        if let Some(field) = here.get("HeartbeatSeconds").filter(|_| heartbeat >= timeout) {
            let detail = format!(
                "a heartbeat of {heartbeat} s never acts before the timeout of {timeout} s"
            );
            self.report(Finding::warning(&rules::HEARTBEAT, field.span(), detail).address(at));
        }
    }
}

fn context_fields(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "Execution" => {
            &["Id", "Input", "Name", "RoleArn", "StartTime", "RedriveCount", "RedriveTime"]
        }
        "State" => &["EnteredTime", "Name", "RetryCount"],
        "StateMachine" => &["Id", "Name"],
        "Task" => &["Token"],
        "Map" => &["Item"],
        _ => return None,
    })
}
