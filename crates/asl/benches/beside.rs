//! Times three machines beside aws-local-stepfunctions under node, in one run: median milliseconds of an execution with its history.
//!
//! `cargo bench -p dryrun-asl --bench beside`. The peer runs where `node` is and where the folder named by `PEER_DIR` has the
//! npm module `aws-local-stepfunctions`; without it only our own times are printed.

#![allow(clippy::print_stdout, clippy::indexing_slicing, reason = "a test may fail")]

use std::path::Path;
use std::time::{Duration, Instant};

use dryrun_asl::{Data, Mocks, NoObjects, Options, Quotas, Record, read_definition, run};
use dryrun_diag::FileId;
use serde_json::{Map, Value, json};

fn main() {
    let machines: Map<String, Value> =
        [("counting loop", counting()), ("map", map()), ("payload", payload())]
            .into_iter()
            .map(|(name, machine)| (name.to_owned(), machine))
            .collect();
    let peer = peer(&machines);
    println!("{:14} {:>10} {:>10} {:>8}", "machine", "own ms", "peer ms", "ratio");
    for (name, machine) in &machines {
        let own = time(machine);
        match peer.as_ref().and_then(|times| times[name].as_f64()) {
            Some(peer) => println!("{name:14} {own:10.2} {peer:10.2} {:8.1}", peer / own),
            None => println!("{name:14} {own:10.2}"),
        }
    }
}

/// 20,000 transitions.
fn counting() -> Value {
    json!({"input": {"n": 0, "end": 10_000}, "definition": {"StartAt": "Add", "States": {
        "Add": {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)", "end.$": "$.end"}, "Next": "Enough"},
        "Enough": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericLessThanPath": "$.end", "Next": "Add"}], "Default": "Done"},
        "Done": {"Type": "Succeed"}
    }}})
}

/// 10,000 iterations of one state.
fn map() -> Value {
    json!({"input": (0..10_000).collect::<Vec<_>>(), "definition": {"StartAt": "Map", "States": {"Map": {
        "Type": "Map", "End": true, "MaxConcurrency": 40, "ItemSelector": {"item.$": "$$.Map.Item.Value"},
        "ItemProcessor": {"StartAt": "Pass", "States": {"Pass": {"Type": "Pass", "End": true}}}
    }}}})
}

/// 1,000 items handed on through 100 states.
fn payload() -> Value {
    let states: Map<String, Value> = (0..100)
        .map(|at| {
            let mut state = json!({"Type": "Pass", "Result": at, "ResultPath": "$.last"});
            match at {
                99 => state["End"] = json!(true),
                _ => state["Next"] = json!(format!("P{}", at + 1)),
            }
            (format!("P{at}"), state)
        })
        .collect();
    let items: Vec<Value> =
        (0..1000).map(|id| json!({"id": id, "name": "a name of some length"})).collect();
    json!({"input": {"items": items}, "definition": {"StartAt": "P0", "States": states}})
}

/// Median milliseconds of an execution.
fn time(machine: &Value) -> f64 {
    let definition = read_definition(FileId(0), &machine["definition"].to_string())
        .unwrap_or_else(|_| unreachable!("the definition is right"));
    let options = Options { record: Record::History, quotas: Quotas::Off, ..Options::default() };
    let (mocks, input) = (Mocks::default(), Data::new(machine["input"].clone()));
    let mut samples = Vec::new();
    let end = Instant::now() + Duration::from_secs(1);
    while samples.is_empty() || Instant::now() < end {
        let start = Instant::now();
        let result = run::run(&definition, Data::clone(&input), &mocks, &options, &NoObjects);
        samples.push(start.elapsed());
        assert_eq!(result.ended.status(), "SUCCEEDED", "the machine ends well");
    }
    samples.sort_unstable();
    samples[samples.len() / 2].as_secs_f64() * 1e3
}

fn peer(machines: &Map<String, Value>) -> Option<Value> {
    let folder = std::env::var_os("PEER_DIR")?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peer.mjs");
    let answer =
        dryrun_testkit::node(script, Path::new(&folder), &json!(machines).to_string()).ok()?;
    serde_json::from_slice(&answer).ok()
}
