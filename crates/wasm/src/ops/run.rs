//! Running examples, and their pictures.

use dryrun_engine::{CaseOutcome, Engine, Example, Outcome, Registry};
use serde_json::Value;

use super::engine;
use crate::answer::{CaseJson, CheckJson, Fault, Given, GraphJson, RunJson, ValueJson};
use crate::answer::{diagnostics, views};
use crate::request::{Check, Graph, Quote, Run, World};
use crate::text;

pub(crate) fn run(request: &Run, registry: &Registry) -> Result<String, String> {
    let engine = engine(registry, &request.engine)?;
    let world = World { files: &request.files, now: request.now };
    let example = Example::from(&request.example);
    let sources = example.sources();
    let outcome = engine.run(&example, &world);
    let wanted = request.views.as_deref();
    let picture = |case: Option<&CaseOutcome>| {
        request.graph.then(|| drawn(engine, &example, &outcome, case)).flatten()
    };
    let case = |case| CaseJson::new(case, wanted, &sources, picture(Some(case)));
    let values = |quotes: &Vec<Quote>| quotes.iter().map(|quote| value(&outcome, quote)).collect();
    let checks = |checks: &Vec<Check>| checks.iter().map(|one| check(&outcome, one)).collect();
    Ok(text(&RunJson {
        cases: outcome.cases.iter().map(case).collect(),
        diagnostics: diagnostics(&outcome.diagnostics, &sources),
        views: views(&outcome.views, wanted),
        state_after: outcome.state_after.as_deref(),
        graph: picture(None),
        values: request.values.as_ref().map(values),
        checks: request.checks.as_ref().map(checks),
    }))
}

pub(crate) fn graph(request: &Graph, registry: &Registry) -> Result<String, String> {
    let engine = engine(registry, &request.engine)?;
    let world = World { files: &request.files, now: request.now };
    let mut example = Example::from(&request.example);
    example.cases = request.case.iter().cloned().collect();
    let outcome = engine.run(&example, &world);
    let graph = drawn(engine, &example, &outcome, outcome.cases.first());
    Ok(text(&serde_json::json!({"graph": graph})))
}

/// The graph of an example, or with the way that a case took.
fn drawn(
    engine: &dyn Engine,
    example: &Example,
    outcome: &Outcome,
    case: Option<&CaseOutcome>,
) -> Option<GraphJson> {
    let graph = engine.graph(example, case)?;
    let title = case.map_or_else(
        || format!("graph of {}", example.id),
        |case| format!("graph of {}, case {}", example.id, case.case),
    );
    let views = case.map_or(outcome.views.as_slice(), |case| &case.views);
    Some(GraphJson::new(graph, &title, views))
}

/// What a value in prose has to say.
fn value(outcome: &Outcome, quote: &Quote) -> Given<ValueJson> {
    let quoted = dryrun_weave::quoted(outcome, &quote.path).map_err(|diagnostic| Fault {
        code: diagnostic.code.clone().into_owned(),
        message: diagnostic.detail,
        position: None,
    });
    let answer = quoted.map(|value| {
        let corrected = dryrun_weave::corrected(&quote.shown, &value);
        let differs = corrected.is_some();
        ValueJson { text: corrected.unwrap_or_else(|| quote.shown.clone()), differs }
    });
    answer.into()
}

/// Whether an exercise is solved. A definition that does not stand solves nothing.
fn check(outcome: &Outcome, check: &Check) -> Given<CheckJson> {
    let case = outcome.cases.iter().find(|case| case.case == check.case);
    let facts = case.map_or(&Value::Null, |case| &case.facts);
    dryrun_weave::holds(&check.check, facts).map(|holds| CheckJson { holds }).into()
}
