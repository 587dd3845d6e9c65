//! Retriers and catchers.

use dryrun_json::Located;

use crate::checker::{Checker, Context, Moment};
use crate::finding::Finding;
use crate::location::Location;
use crate::{rules, schema};

impl<'d> Checker<'d> {
    pub(crate) fn retrier(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        self.object(here, at, &schema::RETRIER, cx);
    }

    pub(crate) fn catcher(&mut self, here: Located<'d>, at: &Location<'_>, cx: Context<'d>) {
        self.object(here, at, &schema::CATCHER, cx.at(Moment::Caught));
    }

    pub(crate) fn error_names(&mut self, here: Located<'d>, at: &Location<'_>) {
        self.some_entries(here, at, Self::error_name);
    }

    fn error_name(&mut self, here: Located<'d>, at: &Location<'_>) {
        let Some(name) = here.value.as_str() else { return self.wrong_type(here, at, "[STRING]") };
        if name == "States.Runtime" {
            let detail =
                "`States.Runtime` always fails the execution: no retrier or catcher acts on it";
            self.report(Finding::warning(&rules::UNCATCHABLE, here.span(), detail).address(at));
        } else if name.starts_with("States.") && !ERROR_NAMES.contains(&name) {
            let finding = Finding::warning(
                &rules::ERROR_NAME,
                here.span(),
                format!("there is no error `{name}`"),
            )
            .address(at);
            self.report(finding.suggest(name, ERROR_NAMES.iter().copied()));
        }
    }

    /// `States.ALL` among the entries of `Retry` or `Catch`: alone, and in the last entry.
    pub(crate) fn states_all(&mut self, state: Located<'d>, at: &Location<'_>) {
        for field in ["Retry", "Catch"] {
            let Some(list) = state.get(field) else { continue };
            let (at, count) = (at.key(field), list.items().count());
            for (index, entry) in list.items().enumerate() {
                let (at, Some(names)) = (at.index(index), entry.get("ErrorEquals")) else {
                    continue;
                };
                let alone = names.items().count() == 1;
                let all = names.items().enumerate().find(|(_, name)| name.value == "States.ALL");
                let Some((position, name)) = all.filter(|_| !alone || index + 1 < count) else {
                    continue;
                };
                let detail = if alone {
                    "the entries after `States.ALL` would never count"
                } else {
                    "the other names beside `States.ALL` would never count"
                };
                let at = at.key("ErrorEquals");
                let finding = Finding::error(&rules::STATES_ALL, name.span(), detail);
                self.report(
                    finding.schema(
                        "States.ALL must appear alone and at end of list",
                        at.index(position),
                    ),
                );
            }
        }
    }
}

/// The error names that the language reserves (Amazon States Language, appendix A, and those of the service).
pub const ERROR_NAMES: &[&str] = &[
    "States.ALL",
    "States.BranchFailed",
    "States.DataLimitExceeded",
    "States.ExceedToleratedFailureThreshold",
    "States.HeartbeatTimeout",
    "States.Http.Socket",
    "States.IntrinsicFailure",
    "States.ItemReaderFailed",
    "States.NoChoiceMatched",
    "States.ParameterPathFailure",
    "States.Permissions",
    "States.QueryEvaluationError",
    "States.ResultPathMatchFailure",
    "States.ResultWriterFailed",
    "States.Runtime",
    "States.TaskFailed",
    "States.Timeout",
];
