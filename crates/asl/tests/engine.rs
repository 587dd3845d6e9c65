//! The engine as the weaver sees it: examples in, views, facts and diagnostics out.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use dryrun_asl::AslEngine;
use dryrun_engine::{Ended, Engine, Example, Nothing, Part};

const CHECKOUT: &str = r#"{
  "QueryLanguage": "JSONata",
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Arguments": { "FunctionName": "charge-card", "Payload": "{% $states.input %}" },
      "Output": "{% $states.result.Payload %}",
      "Retry": [{ "ErrorEquals": ["Lambda.TooManyRequestsException"], "IntervalSeconds": 2, "MaxAttempts": 3 }],
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Declined" }],
      "Next": "Done"
    },
    "Done": { "Type": "Succeed" },
    "Declined": { "Type": "Fail", "Error": "Payment.Declined" }
  }
}"#;

const THROTTLED: &str = r#"{ "Charge": {
  "0-1": { "Throw": { "Error": "Lambda.TooManyRequestsException" } },
  "2": { "Return": { "StatusCode": 200, "Payload": { "status": "paid" } } } } }"#;

fn part(role: &str, language: &str, case: Option<&str>, text: &str) -> Part {
    Part {
        role: role.to_owned(),
        language: language.to_owned(),
        name: format!("{role}.{language}"),
        case: case.map(str::to_owned),
        text: text.to_owned(),
    }
}

fn example(parts: Vec<Part>, cases: &[&str]) -> Example {
    let cases = cases.iter().map(|case| (*case).to_owned()).collect();
    Example { id: "checkout".to_owned(), parts, cases, ..Example::default() }
}

fn view(outcome: &dryrun_engine::CaseOutcome, role: &str) -> String {
    outcome
        .views
        .iter()
        .find(|view| view.role == role)
        .map(|view| view.text.clone())
        .unwrap_or_default()
}

#[test]
fn a_case_has_views_and_facts() {
    let mocks = part("mocks", "json", Some("throttled-twice"), THROTTLED);
    let example = example(vec![part("asl", "json", None, CHECKOUT), mocks], &["throttled-twice"]);
    let outcome = AslEngine.run(&example, &Nothing);
    let case = &outcome.cases[0];
    assert_eq!(case.ended, Ended::Well);
    assert_eq!(case.summary, "SUCCEEDED in 6 s, 3 attempts");
    assert_eq!(case.facts["elapsed"], 6);
    assert_eq!(case.facts["states"]["Charge"]["attempts"], 3);
    assert_eq!(
        view(case, "trace"),
        "  0 s  Charge  attempt 1  Lambda.TooManyRequestsException  retry in 2 s\n\
         \x20 2 s  Charge  attempt 2  Lambda.TooManyRequestsException  retry in 4 s\n\
         \x20 6 s  Charge  attempt 3  ok\n\
         \x20 6 s  Done    succeeded"
    );
    assert_eq!(view(case, "output"), "{\n  \"status\": \"paid\"\n}");
    assert!(
        AslEngine
            .graph(&example, Some(case))
            .unwrap()
            .edges
            .iter()
            .any(|edge| edge.kind == "next" && edge.taken)
    );
}

#[test]
fn a_missing_answer_is_told_at_the_state() {
    let example = example(vec![part("asl", "json", None, CHECKOUT)], &["default"]);
    let outcome = AslEngine.run(&example, &Nothing);
    let diagnostic = &outcome.cases[0].diagnostics[0];
    assert_eq!(CHECKOUT.get(diagnostic.span.unwrap().range()), Some("\"Charge\""));
    assert!(diagnostic.detail.contains("'Charge'"));
}

#[test]
fn a_wrong_definition_has_no_cases() {
    let example =
        example(vec![part("asl", "json", None, r#"{"StartAt": "A", "States": {}}"#)], &["default"]);
    let outcome = AslEngine.run(&example, &Nothing);
    assert!(
        outcome.cases.is_empty()
            && outcome.diagnostics.iter().any(dryrun_diag::Diagnostic::is_error)
    );
    assert_eq!(outcome.views[0].role, "diagnostics");
}

#[test]
fn yaml_runs_like_json() {
    let yaml = "StartAt: Wait\nStates:\n  Wait:\n    Type: Wait\n    Seconds: 90\n    End: true\n";
    let example = example(vec![part("asl", "yaml", None, yaml)], &["default"]);
    let outcome = AslEngine.run(&example, &Nothing);
    assert_eq!(outcome.cases[0].facts["elapsed"], 90);
}

#[test]
fn excerpts_must_be_true() {
    let example = example(vec![part("asl", "json", None, CHECKOUT)], &["default"]);
    let check = |text: &str| AslEngine.excerpt(&example, "/States/Charge/Retry/0", text);
    assert!(
        check(
            r#"{ "IntervalSeconds": 2.0, "ErrorEquals": ["Lambda.TooManyRequestsException"], ... }"#
        )
        .is_ok()
    );
    assert!(check(r#"{ "IntervalSeconds": 3, ... }"#).is_err());
    assert!(AslEngine.excerpt(&example, "/States/Nope", "{}").is_err());
}

#[test]
fn a_step_changes_what_it_names() {
    let base = example(vec![part("asl", "json", None, CHECKOUT)], &["default"]);
    let change = r#"{"States": {"Charge": {"TimeoutSeconds": 5}}}"#;
    let step = example(vec![part("asl", "json", None, change)], &["default"]);
    let merged = AslEngine.overlay(&base, &step, &["/States/Charge/Retry".to_owned()]).unwrap();
    let value: serde_json::Value = serde_json::from_str(&merged.parts[0].text).unwrap();
    assert_eq!(value["States"]["Charge"]["TimeoutSeconds"], 5);
    assert!(
        value["States"]["Charge"].get("Retry").is_none() && value["States"]["Done"].is_object()
    );
}

const BRANCHES: &str = r#"{
  "StartAt": "Which",
  "States": {
    "Which": {
      "Type": "Choice",
      "Choices": [
        { "Variable": "$.n", "NumericLessThan": 0, "Next": "Work" },
        { "Variable": "$.n", "NumericGreaterThan": 0, "Next": "Work" }
      ],
      "Default": "Zero"
    },
    "Work": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:work",
      "Retry": [{ "ErrorEquals": ["Busy"] }],
      "Catch": [{ "ErrorEquals": ["Bad"], "Next": "Zero" }],
      "End": true
    },
    "Zero": { "Type": "Succeed" }
  }
}"#;

fn coverage(cases: &[(&str, &str, &str)]) -> String {
    let mut parts = vec![part("asl", "json", None, BRANCHES)];
    for (case, input, mocks) in cases {
        parts.push(part("input", "json", Some(case), input));
        parts.push(part("mocks", "json", Some(case), mocks));
    }
    let names: Vec<&str> = cases.iter().map(|(case, ..)| *case).collect();
    let outcome = AslEngine.run(&example(parts, &names), &Nothing);
    outcome.views.iter().find(|view| view.role == "coverage").unwrap().text.clone()
}

#[test]
fn coverage_tells_rules_of_one_target_apart() {
    let busy = r#"{"Work": [{"Throw": {"Error": "Busy"}}, {"Return": 1}]}"#;
    let some = "states    2 of 3\nchoices   1 of 3\nretriers  1 of 1\ncatchers  0 of 1\n\nnot exercised:\n  \
                Which: choice 0 to Work\n  Which: default to Zero\n  Work: catch Bad to Zero\n  Zero: never entered";
    assert_eq!(coverage(&[("plus", r#"{"n": 1}"#, busy)]), some);
    let bad = r#"{"Work": [{"Throw": {"Error": "Bad"}}]}"#;
    let all = [
        ("plus", r#"{"n": 1}"#, busy),
        ("minus", r#"{"n": -1}"#, bad),
        ("zero", r#"{"n": 0}"#, "{}"),
    ];
    assert_eq!(
        coverage(&all),
        "states    3 of 3\nchoices   3 of 3\nretriers  1 of 1\ncatchers  1 of 1"
    );
}

#[test]
fn the_type_of_the_workflow_is_a_setting() {
    let wait =
        r#"{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 301, "End": true}}}"#;
    let mut machine = example(vec![part("asl", "json", None, wait)], &["default"]);
    assert_eq!(AslEngine.run(&machine, &Nothing).cases[0].ended, Ended::Well);
    machine.settings.workflow = Some("express".to_owned());
    let ended = AslEngine.run(&machine, &Nothing).cases[0].ended.clone();
    assert_eq!(ended, Ended::Failed("States.Timeout".to_owned()));
    machine.settings.workflow = Some("fast".to_owned());
    assert_eq!(AslEngine.run(&machine, &Nothing).diagnostics[0].code, "asl/type");
}

#[test]
fn attempts_back_offs_and_commands_of_each_step() {
    let mocks = part("mocks", "json", Some("throttled-twice"), THROTTLED);
    let example = example(vec![part("asl", "json", None, CHECKOUT), mocks], &["throttled-twice"]);
    let case = &AslEngine.run(&example, &Nothing).cases[0];
    let drawn = view(case, "timeline.svg");
    for (class, wanted) in [("failed", 2), ("back-off", 2), ("well", 2)] {
        assert_eq!(
            drawn.matches(&format!("class=\"{class}\"")).count(),
            wanted,
            "{class}: {drawn}"
        );
    }
    let commands = view(case, "commands");
    assert!(commands.starts_with("# Charge, visit 1\naws stepfunctions test-state"), "{commands}");
    assert!(commands.contains(r#"--definition '{"QueryLanguage":"JSONata","Type":"Task""#));
    assert!(commands.contains("--mock '{\"result\":"), "{commands}");
}
