//! Targets of the Amazon States Language: definitions with inputs and mocks, paths, intrinsic functions.

use dryrun_asl::{Data, Mocks, NoObjects, Options, Workflow, check_definition, read_definition, run, view};
use dryrun_diag::FileId;
use dryrun_jsonpath::{Intrinsic, Path, Random as Dice, ReferencePath, Root, Roots};
use serde_json::{Map, Value, json};

use crate::mutate::{self, Random};

/// Runs `{"definition", "input", "mocks", "express"}`; a text that is no JSON is checked as a definition.
pub fn definition(text: &str) -> bool {
    let Ok(case) = serde_json::from_str::<Value>(text) else {
        let _ = check_definition(FileId(0), text, Workflow::Standard);
        return false;
    };
    let express = case.get("express").is_some();
    let workflow = if express { Workflow::Express } else { Workflow::Standard };
    let definition = case.get("definition").unwrap_or(&case).to_string();
    let accepted = check_definition(FileId(0), &definition, workflow);
    let machine = match (accepted, read_definition(FileId(0), &definition)) {
        (Ok(machine), _) | (Err(_), Ok(machine)) => machine,
        (Err(_), Err(_)) => return false,
    };
    let mocks = case.get("mocks").cloned().unwrap_or_default();
    let mocks = Mocks::parse(&mocks, Some("m"), None).unwrap_or_default();
    let input = case.get("input").cloned().unwrap_or_else(|| json!({}));
    let options = Options { workflow, transitions: 2_000, ..Options::default() };
    let result = run::run(&machine, Data::new(input), &mocks, &options, &NoObjects);
    let facts = result.to_json();
    let _ = (view::trace(&result), view::timeline(&result), view::stages(&result));
    let _ = (view::events(&result), view::history(&result));
    let _ = view::graph_text(&view::graph(&machine, Some(&facts)));
    true
}

/// Reads and follows a path, and puts a value where it points.
pub fn path(text: &str) -> bool {
    let data = data();
    if let Ok(reference) = ReferencePath::parse(text) {
        let mut copy = data.clone();
        let _ = reference.put(&mut copy, json!({"put": 1}));
    }
    let Ok(path) = Path::parse(text) else { return false };
    let _ = path.select(&data).map(|selection| selection.into_value());
    true
}

/// Reads and calls an intrinsic function.
pub fn intrinsic(text: &str) -> bool {
    let Ok(call) = Intrinsic::parse(text) else { return false };
    let _ = call.evaluate(&Everywhere(data()), &mut Dice::new(7));
    true
}

/// All roots are the same data.
struct Everywhere(Value);

impl Roots for Everywhere {
    fn root(&self, _root: &Root) -> Option<&Value> {
        Some(&self.0)
    }
}

fn data() -> Value {
    json!({
        "a": {"b": [1, {"c": 2}], "d": "text", "k y": -1.5},
        "list": [{"n": 1, "s": "x", "t": ["p", "q"]}, {"n": 2, "s": "y", "t": []}],
        "many": (0..50).collect::<Vec<_>>(),
        "u": "\u{e9}\u{1F600}", "z": null, "yes": true, "big": 9_007_199_254_740_993_i64, "json": "{\"a\":[1]}",
    })
}

const PATHS: &[&str] = &[
    "$", "$$.Execution.Id", "$.a.b[1].c", "$['a']['k y']", "$.list[*].n", "$.list[-1].t", "$.many[1:10:2]", "$.many[-3:]", "$.many[0,2,4]",
    "$..n", "$..[0]", "$.a['d','k y']", "$.list[?(@.n > 1 && @.s == 'y')].t", "$.list[?(@.n in [1, 2] || !(@.s))]",
    "$.list[?(@.s =~ /x.*/i)]", "$.many.length()", "$.many.sum()", "$.list[?(@.t[0] == 'p')].keys()", "$name.b[0]", "$.u", "$..*", "$.list.*",
    "$.many[?(@ >= 10)]", "$.list[?(@.t empty true)]", "$.list[?(@.t size 2)]", "$.a.~",
];

const PATH_SPLICES: &[&str] = &[
    "[", "]", "[?(", ")]", ".", "..", "*", "[*]", "@", "$", "$$", "'", "\"", ",", ":", "[0]", "[-1]", "[1:2]", "&&", "||", "!", "==", "!=", "<=", ">", "=~",
    "/x/", " in ", " nin ", " subsetof ", " size ", " empty ", ".length()", ".min()", ".append(1)", "999999999999999999999", "-0", "1e9", "null", "true",
    "\\", "\u{1F600}", "\u{0}", " ", "(", ")", "[?(@.a)]", "[?(",
];

const INTRINSICS: &[&str] = &[
    "States.Format('Hello {} {}', $.u, States.UUID())", "States.Array(1, 'a', $.a, States.Array())", "States.ArrayPartition($.many, 4)",
    "States.ArrayContains($.many, 7)", "States.ArrayRange(1, 100, 3)", "States.ArrayGetItem($.list, 1)", "States.ArrayLength($.many)",
    "States.ArrayUnique($.many)", "States.Base64Encode($.u)", "States.Base64Decode('w6k=')", "States.Hash($.a, 'SHA-256')",
    "States.JsonMerge($.a, $.list[0], false)", "States.StringToJson($.json)", "States.JsonToString($.a)", "States.MathRandom(1, 10, 7)",
    "States.MathAdd($.big, -1)", "States.StringSplit('a,b;c', ',;')", "States.Format('It\\'s \\{{}\\}', $.a.d)",
    "States.ArrayRange(States.MathAdd(1, -5), States.ArrayLength($.many), 1)",
];

const INTRINSIC_SPLICES: &[&str] = &[
    "States.", "States.Array(", "States.Format(", "States.ArrayRange(0, 999, 1)", "States.MathAdd(", "States.StringToJson(", "(", ")", ",", "'", "\\'", "{}",
    "\\{", "$", "$.", "$.many", "$$", "[0]", "-", "9223372036854775807", "-2147483648", "1.5", "1e308", "0", "null", "true", "''", "'{'", " ", "\u{1F600}",
    "\u{0}", "'MD5'", "'SHA-1'", "\\",
];

/// Values that stand where they should not.
fn odd(random: &mut Random) -> Value {
    let texts = [
        "", "$", "$$", "$.a[?(@.b == 1)]", "$..*", "$.many", "$.a.b.c[0]", "{% $states.input %}", "{% [1..100000] %}", "{% $states.result.x %}", "{% $x := %}",
        "States.ArrayRange(0, 999, 1)", "States.Format('{}', $)", "States.StringToJson($.s)", "A", "B", "Pass", "Task", "Choice", "Wait", "Parallel", "Map",
        "Fail", "Succeed", "JSONata", "JSONPath", "States.ALL", "States.Timeout", "FULL", "DISTRIBUTED", "INLINE", "2026-01-01T00:00:00Z",
        "arn:aws:states:::lambda:invoke.waitForTaskToken", "arn:aws:states:::states:startExecution.sync:2", "arn:aws:states:::s3:getObject",
        "arn:aws:states:::aws-sdk:dynamodb:putItem", "arn:aws:states:us-east-1:123456789012:activity:a", "arn:aws:lambda:us-east-1:123456789012:function:f",
        "$x", "$states", "\u{1F600}\u{0}",
    ];
    match random.below(12) {
        0 => Value::Null,
        1 => json!(random.below(2) == 0),
        2 => json!(random.below(100)),
        3 => json!(-1),
        4 => json!(1e308),
        5 => json!(i64::MAX),
        6 => json!([]),
        7 => json!({}),
        8 => json!({"a.$": "$", "b": {"c.$": "$.a"}}),
        9 => (0..random.below(300)).collect(),
        _ => json!(random.one(&texts)),
    }
}

const KEYS: &[&str] = &[
    "Type", "Next", "End", "StartAt", "States", "Result", "ResultPath", "InputPath", "OutputPath", "Parameters", "ResultSelector", "Assign", "Output",
    "Arguments", "Retry", "Catch", "ErrorEquals", "MaxAttempts", "IntervalSeconds", "BackoffRate", "MaxDelaySeconds", "JitterStrategy", "Choices", "Default",
    "Variable", "StringEquals", "NumericLessThanPath", "IsPresent", "And", "Or", "Not", "Condition", "Seconds", "SecondsPath", "Timestamp", "TimestampPath",
    "Error", "ErrorPath", "Cause", "CausePath", "Branches", "ItemProcessor", "Iterator", "ItemsPath", "Items", "ItemSelector", "ItemBatcher", "ItemReader",
    "ResultWriter", "MaxConcurrency", "MaxConcurrencyPath", "ToleratedFailurePercentage", "ToleratedFailureCount", "ProcessorConfig", "Mode", "TimeoutSeconds",
    "TimeoutSecondsPath", "HeartbeatSeconds", "QueryLanguage", "Resource", "Label", "Return", "Throw", "0-3", "express", "mocks", "input", "Comment",
];

/// Changes one place of a value, chosen on the way down; pieces of other documents take the place of ours.
fn change(value: &mut Value, random: &mut Random, other: &Value) {
    let here = random.below(5) == 0;
    match value {
        Value::Array(items) if !here && !items.is_empty() => {
            let at = random.below(items.len());
            match random.below(8) {
                0 => drop(items.remove(at)),
                1 => items.push(items[at].clone()),
                _ => change(&mut items[at], random, other),
            }
        }
        Value::Object(map) if !here && !map.is_empty() => change_member(map, random, other),
        _ => *value = if random.below(3) == 0 { piece(other, random) } else { odd(random) },
    }
}

fn change_member(map: &mut Map<String, Value>, random: &mut Random, other: &Value) {
    let name = map.keys().nth(random.below(map.len())).cloned().unwrap_or_default();
    match random.below(10) {
        0 => drop(map.shift_remove(&name)),
        1 => drop(map.insert(random.one(KEYS).to_owned(), odd(random))),
        2 => {
            let moved = map.shift_remove(&name).unwrap_or_default();
            map.insert(random.one(KEYS).to_owned(), moved);
        }
        3 => drop(map.insert(random.one(KEYS).to_owned(), piece(other, random))),
        _ => change(&mut map[&name], random, other),
    }
}

fn piece(value: &Value, random: &mut Random) -> Value {
    let mut at = value;
    while random.below(5) > 0 {
        at = match at {
            Value::Array(items) if !items.is_empty() => &items[random.below(items.len())],
            Value::Object(map) if !map.is_empty() => map.values().nth(random.below(map.len())).unwrap_or(at),
            _ => break,
        };
    }
    at.clone()
}

fn changed_definition(random: &mut Random, corpus: &[String]) -> String {
    if random.below(12) == 0 {
        return mutate::text(random, corpus, PATH_SPLICES, 20_000);
    }
    let parsed = |text: &String| serde_json::from_str(text).unwrap_or_else(|_| json!({}));
    let mut case: Value = parsed(&corpus[random.below(corpus.len())]);
    let other: Value = parsed(&corpus[random.below(corpus.len())]);
    for _ in 0..=random.below(4) {
        change(&mut case, random, &other);
    }
    let text = case.to_string();
    if text.len() > 20_000 { corpus[0].clone() } else { text }
}

/// The machines of the interpreter's own cases, and the recorded ones where they are at hand.
fn definitions() -> Vec<String> {
    let mut out = Vec::new();
    let value = |text: &str| serde_json::from_str::<Value>(text).ok();
    for case in dryrun_testkit::load("../crates/asl/tests/cases") {
        let Some(definition) = value(case.part("machine")) else { continue };
        out.push(json!({"definition": definition, "input": value(case.part("input")), "mocks": value(case.part("mocks"))}).to_string());
    }
    let folders = dryrun_testkit::shared("conformance/asl").into_iter().flat_map(std::fs::read_dir);
    let files = folders.flatten().flatten().flat_map(|folder| std::fs::read_dir(folder.path())).flatten().flatten();
    let mut paths: Vec<_> = files.map(|file| file.path()).collect();
    paths.sort();
    for case in paths.iter().filter_map(|path| value(&std::fs::read_to_string(path).ok()?)) {
        let Some(definition) = case.get("definition").and_then(Value::as_str).and_then(value) else { continue };
        let mut seed = json!({"definition": definition, "input": case.get("input"), "mocks": case.get("mocks")});
        if case.get("type").and_then(Value::as_str) == Some("EXPRESS") {
            seed["express"] = json!(true);
        }
        out.push(seed.to_string());
    }
    out.retain(|text| text.len() < 15_000);
    out
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

/// The target of that name.
pub fn target(name: &str) -> Option<mutate::Target> {
    match name {
        "definitions" => Some(mutate::Target { name: "definitions", seeds: definitions(), change: changed_definition, run: definition }),
        "paths" => Some(mutate::Target {
            name: "paths",
            seeds: owned(PATHS),
            change: |random, corpus| mutate::text(random, corpus, PATH_SPLICES, 2_000),
            run: path,
        }),
        "intrinsics" => Some(mutate::Target {
            name: "intrinsics",
            seeds: owned(INTRINSICS),
            change: |random, corpus| mutate::text(random, corpus, INTRINSIC_SPLICES, 2_000),
            run: intrinsic,
        }),
        _ => None,
    }
}
