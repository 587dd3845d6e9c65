//! Tasks: the resource, the parameters of its integration, credentials, times.

use dryrun_json::Located;

use crate::checker::{Checker, Context};
use crate::finding::{Finding, nearest};
use crate::location::Location;
use crate::resource::{self, Pattern, Resource};
use crate::schema::Language;
use crate::{Kind, rules};

impl<'d> Checker<'d> {
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
