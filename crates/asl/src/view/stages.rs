//! The data between the stages of each state, under TestState's names.

use dryrun_json::print;
use serde_json::{Map, Value, json};

use crate::data::Stages;
use crate::run::RunResult;

/// Bytes of text after which further visits are only counted: a loop that nests its data deeper and deeper would fill memory.
const MOST: usize = 8 << 20;

/// One object for each visit of a state, in the order in which they ended, pretty.
#[must_use]
pub fn stages(run: &RunResult) -> String {
    let mut out = String::from("[");
    for (at, (state, stages)) in run.stages.iter().enumerate() {
        let full = out.len() > MOST;
        let visit = if full { left(run.stages.len() - at) } else { visit(state, stages) };
        out.push_str(if at == 0 { "\n  " } else { ",\n  " });
        // No text of JSON holds a line break.
        out.push_str(&print::pretty(&visit).replace('\n', "\n  "));
        if full {
            break;
        }
    }
    out.push_str(if run.stages.is_empty() { "]" } else { "\n]" });
    out
}

fn visit(state: &str, stages: &Stages) -> Value {
    let mut visit = Map::new();
    visit.insert("state".to_owned(), Value::from(state));
    let values = stages.values().iter();
    visit.extend(values.map(|(stage, value)| ((*stage).to_owned(), value.as_ref().clone())));
    Value::Object(visit)
}

fn left(count: usize) -> Value {
    json!({"state": format!("and {count} more visits")})
}
