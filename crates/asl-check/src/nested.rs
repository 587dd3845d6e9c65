//! What holds machines of its own: the branches of a Parallel state, the item processor of a Map state.

use dryrun_json::Located;

use crate::checker::{Checker, Context, Place};
use crate::finding::Finding;
use crate::location::Location;
use crate::{Kind, rules, schema};

impl<'d> Checker<'d> {
    pub(crate) fn branches(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
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

    pub(crate) fn processor(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
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

    pub(crate) fn processor_config(&mut self, here: Located<'d>, at: &Location<'_>) {
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
            mode.filter(|mode| self.kind == Kind::Express && mode.value == "DISTRIBUTED")
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

    pub(crate) fn reader_config(&mut self, here: Located<'d>, at: &Location<'_>) {
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
}

fn mode(processor: Located<'_>) -> Option<&str> {
    processor.get("ProcessorConfig")?.get("Mode")?.value.as_str()
}
