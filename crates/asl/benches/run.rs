//! Cost of transitions, with and without a history, and of many iterations.

use divan::{Bencher, counter::ItemsCount};
use dryrun_asl::{Data, Machine, Mocks, NoObjects, Options, Quotas, Record, read_definition, run};
use dryrun_diag::FileId;
use serde_json::{Value, json};

fn main() {
    divan::main();
}

/// Counts to `n`: two transitions for each number.
fn counting() -> Machine {
    let definition = json!({"StartAt": "Add", "States": {
        "Add": {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)", "end.$": "$.end"}, "Next": "Enough"},
        "Enough": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericLessThanPath": "$.end", "Next": "Add"}], "Default": "Done"},
        "Done": {"Type": "Succeed"}
    }});
    machine(&definition)
}

fn machine(definition: &Value) -> Machine {
    read_definition(FileId(0), &definition.to_string())
        .unwrap_or_else(|_| unreachable!("the definition is right"))
}

fn options(record: Record) -> Options {
    Options { record, quotas: Quotas::Off, ..Options::default() }
}

const COUNT: usize = 50_000;

#[divan::bench(args = [Record::Outcome, Record::History])]
fn counting_loop(bencher: Bencher<'_, '_>, record: Record) {
    let (machine, mocks, options) = (counting(), Mocks::default(), options(record));
    bencher.counter(ItemsCount::new(2 * COUNT)).bench(|| {
        run::run(&machine, Data::new(json!({"n": 0, "end": COUNT})), &mocks, &options, &NoObjects)
    });
}

#[divan::bench(args = [1_000, 10_000])]
fn iterations(bencher: Bencher<'_, '_>, items: usize) {
    let machine = machine(&json!({"StartAt": "Map", "States": {"Map": {"Type": "Map", "End": true,
        "ItemSelector": {"item.$": "$$.Map.Item.Value"},
        "ItemProcessor": {"StartAt": "Pass", "States": {"Pass": {"Type": "Pass", "End": true}}}}}}));
    let (mocks, options) = (Mocks::default(), options(Record::History));
    let input = Data::new((0..items).map(Value::from).collect());
    bencher
        .counter(ItemsCount::new(items))
        .bench(|| run::run(&machine, Data::clone(&input), &mocks, &options, &NoObjects));
}

/// The same in JSONata: an iteration must not pay for the items of the others.
#[divan::bench(args = [1_000, 10_000])]
fn iterations_in_jsonata(bencher: Bencher<'_, '_>, items: usize) {
    let machine = machine(
        &json!({"QueryLanguage": "JSONata", "StartAt": "Map", "States": {"Map": {"Type": "Map", "End": true,
        "ItemSelector": {"item": "{% $states.context.Map.Item.Value %}"},
        "ItemProcessor": {"StartAt": "Pass", "States": {"Pass": {"Type": "Pass", "End": true}}}}}}),
    );
    let (mocks, options) = (Mocks::default(), options(Record::History));
    let input = Data::new((0..items).map(Value::from).collect());
    bencher
        .counter(ItemsCount::new(items))
        .bench(|| run::run(&machine, Data::clone(&input), &mocks, &options, &NoObjects));
}

/// The payload is handed on, not copied: the cost does not depend on its size.
#[divan::bench(args = [1, 1_000])]
fn large_payload(bencher: Bencher<'_, '_>, size: usize) {
    let machine = machine(&json!({"StartAt": "W0", "States": (0..100).map(|at| {
        let next = if at == 99 { json!({"Type": "Wait", "Seconds": 1, "End": true}) } else { json!({"Type": "Wait", "Seconds": 1, "Next": format!("W{}", at + 1)}) };
        (format!("W{at}"), next)
    }).collect::<serde_json::Map<_, _>>()}));
    let (mocks, options) = (Mocks::default(), options(Record::History));
    let input =
        Data::new((0..size).map(|at| json!({"id": at, "name": "a name of some length"})).collect());
    bencher.bench(|| run::run(&machine, Data::clone(&input), &mocks, &options, &NoObjects));
}
