//! Definitions that were damaged at random: whatever they say, the interpreter answers, in bounded time.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use dryrun_asl::{Data, Mocks, NoObjects, Options, read_definition, run, view};
use dryrun_diag::FileId;
use dryrun_jsonpath::Random;
use serde_json::{Value, json};

/// Values that stand where they should not.
fn odd_values() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(-1),
        json!(0),
        json!(1e308),
        json!(9_223_372_036_854_775_807_i64),
        json!(""),
        json!("$"),
        json!("$$"),
        json!("$.a[?(@.b == 1)]"),
        json!("$..*"),
        json!("{% $states.input %}"),
        json!("{% [1..100000] %}"),
        json!("States.ArrayRange(0, 999, 1)"),
        json!("A"),
        json!([]),
        json!([1, [2, {"a": null}]]),
        json!({}),
        json!({"a.$": "$", "b": {"c.$": "$.a"}}),
    ]
}

/// Replaces a value somewhere, chosen at random.
fn damage(value: &mut Value, random: &mut Random, odd: &[Value]) {
    let stop = random.between(0, 4) == 0;
    match value {
        Value::Array(items) if !stop && !items.is_empty() => {
            let at =
                usize::try_from(random.between(0, i64::try_from(items.len()).unwrap())).unwrap();
            damage(&mut items[at], random, odd);
        }
        Value::Object(map) if !stop && !map.is_empty() => {
            let at = usize::try_from(random.between(0, i64::try_from(map.len()).unwrap())).unwrap();
            damage(map.values_mut().nth(at).unwrap(), random, odd);
        }
        _ => {
            *value = odd
                [usize::try_from(random.between(0, i64::try_from(odd.len()).unwrap())).unwrap()]
            .clone();
        }
    }
}

#[test]
fn damaged_definitions_do_no_harm() {
    let odd = odd_values();
    let mut random = Random::new(1);
    let options = Options { transitions: 500, ..Options::default() };
    let mut ran = 0;
    for case in dryrun_testkit::load("tests/cases") {
        let machine: Value = serde_json::from_str(case.part("machine")).unwrap();
        let input: Value = serde_json::from_str(case.part("input")).unwrap_or_default();
        let mocks: Value = serde_json::from_str(case.part("mocks")).unwrap_or_default();
        for _ in 0..25 {
            let (mut machine, mut input, mut mocks) =
                (machine.clone(), input.clone(), mocks.clone());
            // The first ones keep the definition whole, so that odd data gets far.
            for _ in 0..random.between(-1, 4) {
                damage(&mut machine, &mut random, &odd);
            }
            for _ in 0..random.between(0, 3) {
                damage(&mut input, &mut random, &odd);
                damage(&mut mocks, &mut random, &odd);
            }
            // Without the static check: it would refuse most of these before they run.
            let Ok(machine) = read_definition(FileId(0), &machine.to_string()) else { continue };
            let mocks = Mocks::parse(&mocks, None, None).unwrap_or_default();
            let result = run::run(&machine, Data::new(input), &mocks, &options, &NoObjects);
            assert!(!view::trace(&result).contains('\u{0}'));
            ran += 1;
        }
    }
    assert!(ran > 100, "only {ran} damaged definitions could still be run");
}
