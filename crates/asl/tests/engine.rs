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
