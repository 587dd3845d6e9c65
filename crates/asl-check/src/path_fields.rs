//! Fields that take a path: is it one, does it select one value, what does it refer to.

use dryrun_json::Located;
use serde_json::Value;

use crate::checker::{Checker, Context, Place};
use crate::finding::Finding;
use crate::location::Location;
use crate::paths::{self, Path, Root, Step};
use crate::{intrinsic, rules};

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

    pub(crate) fn valid_path(
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

    /// A call of an intrinsic function; a finding without AWS's words when it is wrong.
    pub(crate) fn call(
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
        let finding = Finding::warning(&rules::CONTEXT_PATH, here.span(), detail).address(at);
        let finding = match keys.as_slice() {
            [first, ..] if context_fields(first).is_none() => finding.suggest(first, CONTEXT),
            [first, second, ..] if !context_fields(first).unwrap_or_default().contains(second) => {
                finding.suggest(second, context_fields(first).unwrap_or_default().iter().copied())
            }
            _ => finding,
        };
        self.report(finding);
    }
}

const CONTEXT: [&str; 5] = ["Execution", "State", "StateMachine", "Task", "Map"];

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
