//! What fits within an expression: functions, variables, the context object.

use std::collections::BTreeSet;

use dryrun_jsonata::Dialect;

use crate::fits::FitKind;
use crate::intrinsic;

/// What an expression may see where it stands.
pub(crate) struct Surroundings<'v> {
    /// Variables, without `$`.
    pub(crate) variables: &'v BTreeSet<&'v str>,
    /// Whether there is a result.
    pub(crate) result: bool,
    /// Whether there is an error.
    pub(crate) caught: bool,
}

/// Something that fits.
pub(crate) struct Found {
    pub(crate) label: String,
    pub(crate) kind: FitKind,
    pub(crate) insert: String,
    pub(crate) detail: String,
    /// Bytes before the cursor that it takes the place of.
    pub(crate) typed: usize,
}

/// Fields of the context object that every state sees.
const CONTEXT: &[(&str, &[&str])] = &[
    ("Execution", &["Id", "Input", "Name", "RoleArn", "StartTime", "RedriveCount", "RedriveTime"]),
    ("State", &["EnteredTime", "Name", "RetryCount"]),
    ("StateMachine", &["Id", "Name"]),
    ("Task", &["Token"]),
    ("Map", &["Item"]),
];

/// The end of `before` that may be the beginning of a name, with its dots and dollars.
fn word(before: &str) -> &str {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.');
    let start = before.rfind(|c: char| !part(c)).map_or(0, |at| {
        at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    });
    before.get(start..).unwrap_or_default()
}

fn member(word: &str, name: &str) -> Found {
    let typed = word.rsplit('.').next().unwrap_or_default().len();
    Found {
        label: name.to_owned(),
        kind: FitKind::Variable,
        insert: name.to_owned(),
        detail: String::new(),
        typed,
    }
}

fn whole(word: &str, kind: FitKind, label: String, insert: String) -> Found {
    Found { label, kind, insert, detail: String::new(), typed: word.len() }
}

/// Members of the context object behind `path`, such as `Execution.`.
fn context(word: &str, path: &str) -> Vec<Found> {
    match path.split_once('.') {
        None => CONTEXT.iter().map(|(name, _)| member(word, name)).collect(),
        Some((outer, _)) => CONTEXT
            .iter()
            .filter(|(name, _)| *name == outer)
            .flat_map(|(_, inner)| inner.iter().map(|name| member(word, name)))
            .collect(),
    }
}

/// Within `{% … %}`; `before` is the text before the cursor.
pub(crate) fn jsonata(before: &str, around: &Surroundings<'_>) -> Vec<Found> {
    let word = word(before);
    if let Some(path) = word.strip_prefix("$states.context.") {
        return context(word, path);
    }
    if word.starts_with("$states.") {
        let result = around.result.then_some("result");
        let error = around.caught.then_some("errorOutput");
        let members = ["input"].into_iter().chain(result).chain(error).chain(["context"]);
        return members.map(|name| member(word, name)).collect();
    }
    if word.contains('.') || !(word.is_empty() || word.starts_with('$')) {
        return Vec::new();
    }
    let states = whole(word, FitKind::Variable, "$states".to_owned(), "$states.".to_owned());
    let variables = around
        .variables
        .iter()
        .map(|name| whole(word, FitKind::Variable, format!("${name}"), format!("${name}")));
    let functions = dryrun_jsonata::facts::library(Dialect::Aws);
    let functions = functions
        .into_iter()
        .map(|name| whole(word, FitKind::Function, format!("${name}"), format!("${name}(")));
    std::iter::once(states).chain(variables).chain(functions).collect()
}

/// Within a string of a state that uses JSONPath; `is_call` where an intrinsic function may stand.
pub(crate) fn json_path(before: &str, is_call: bool, around: &Surroundings<'_>) -> Vec<Found> {
    let word = word(before);
    if let Some(path) = word.strip_prefix("$$.") {
        return context(word, path);
    }
    let is_function =
        is_call && "States.".starts_with(word.get(..word.len().min(7)).unwrap_or(word));
    let functions = intrinsic::names().filter(|_| is_function && !word.starts_with('$'));
    let functions = functions.map(|name| {
        whole(word, FitKind::Function, format!("States.{name}"), format!("States.{name}("))
    });
    let is_variable = word.starts_with('$') && !word.contains('.');
    let variables = around.variables.iter().filter(|_| is_variable);
    let variables = variables
        .map(|name| whole(word, FitKind::Variable, format!("${name}"), format!("${name}")));
    variables.chain(functions).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_at_the_cursor() {
        for (before, want) in
            [("{% $sum($states.inp", "$states.inp"), ("{% ", ""), ("é$x", "é$x"), ("a + $", "$")]
        {
            assert_eq!(word(before), want);
        }
    }
}
