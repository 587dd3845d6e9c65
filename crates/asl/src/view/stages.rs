//! The data between the stages of each state, under TestState's names.

use dryrun_json::print;
use serde_json::{Map, Value};

use crate::run::RunResult;

/// One object for each visit of a state, in the order in which they ended, pretty.
#[must_use]
pub fn stages(run: &RunResult) -> String {
    let visit = |(state, stages): &(std::sync::Arc<str>, crate::data::Stages)| {
        let mut visit = Map::new();
        visit.insert("state".to_owned(), Value::from(state.as_ref()));
        visit.extend(
            stages
                .values()
                .iter()
                .map(|(stage, value)| ((*stage).to_owned(), value.as_ref().clone())),
        );
        Value::Object(visit)
    };
    print::pretty(&run.stages.iter().map(visit).collect::<Value>())
}
