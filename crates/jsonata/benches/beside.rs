//! Times twelve expressions beside the reference implementation under node, in one run: median microseconds of an evaluation.
//!
//! `cargo bench -p dryrun-jsonata --bench beside`. The reference runs where `node` is and where the folder named by
//! `JSONATA_DIR` has the npm module `jsonata` 2.0.6; without it only our own times are printed.

#![allow(clippy::print_stdout, clippy::indexing_slicing, reason = "a test may fail")]

use std::path::Path;
use std::time::{Duration, Instant};

use dryrun_jsonata::{Expression, Options};
use serde_json::{Map, Value, json};

fn main() {
    let spec: Value = serde_json::from_str(include_str!("expressions.json"))
        .expect("the list of expressions is JSON");
    let expressions = spec["expressions"].as_object().expect("expressions by name");
    let data = json!({ "orders": (0..1000).map(order).collect::<Vec<_>>() });
    let own: Vec<f64> =
        expressions.values().map(|text| time(text.as_str().unwrap_or_default(), &data)).collect();
    let reference = reference(&data, expressions);
    println!("{:16} {:>12} {:>12} {:>8}", "expression", "own µs", "reference µs", "ratio");
    let mut logarithms = Vec::new();
    for (name, own) in expressions.keys().zip(&own) {
        match reference.as_ref().and_then(|times| times[name].as_f64()) {
            Some(reference) => {
                logarithms.push((reference / own).ln());
                println!("{name:16} {own:12.1} {reference:12.1} {:8.1}", reference / own);
            }
            None => println!("{name:16} {own:12.1}"),
        }
    }
    if !logarithms.is_empty() {
        println!(
            "geometric mean {:.1}",
            (logarithms.iter().sum::<f64>() / logarithms.len() as f64).exp()
        );
    }
    for (name, text) in LARGE {
        println!(
            "{name:16} {:12.1} for 100,000 items",
            time(text, &json!({ "orders": (0..100_000).map(order).collect::<Vec<_>>() }))
        );
    }
}

/// Expressions whose cost must grow no faster than n log n.
const LARGE: [(&str, &str); 5] = [
    ("map", "$count($map(orders, function($o) { $o.price * $o.qty }))"),
    ("filter", "$count($filter(orders, function($o) { $o.qty > 5 }))"),
    ("sort", "$count(orders^(>price, sku).id)"),
    ("sort function", "$count($sort(orders.price, function($a, $b) { $a > $b }))"),
    ("group", "$count($keys(orders{$string(id): qty}))"),
];

fn order(n: u64) -> Value {
    let (day, hour) = (n / 24 % 28 + 1, n % 24);
    json!({
        "id": n,
        "sku": format!("p{}", n % 97),
        "price": (n * 7919 % 10007) as f64 / 100.0,
        "qty": n % 9 + 1,
        "tags": [format!("a{}", n % 5), format!("b{}", n % 7)],
        "when": format!("2024-{:02}-{day:02}T{hour:02}:00:00.000Z", n / 672 % 12 + 1),
    })
}

/// Median microseconds of an evaluation.
fn time(text: &str, data: &Value) -> f64 {
    let expression = Expression::parse(text).expect("the expression is right");
    let options = Options::default();
    let mut samples = Vec::new();
    let end = Instant::now() + Duration::from_millis(600);
    while samples.is_empty() || Instant::now() < end {
        let start = Instant::now();
        expression.evaluate(data, &options).expect("the expression can be evaluated");
        samples.push(start.elapsed());
    }
    samples.sort_unstable();
    samples[samples.len() / 2].as_secs_f64() * 1e6
}

fn reference(data: &Value, expressions: &Map<String, Value>) -> Option<Value> {
    let folder = std::env::var_os("JSONATA_DIR")?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/reference.mjs");
    let request = json!({ "data": data, "expressions": expressions }).to_string();
    let answer = dryrun_testkit::node(script, Path::new(&folder), &request).ok()?;
    serde_json::from_slice(&answer).ok()
}
