//! `dryrun run --endpoint-url` against moto, over loopback: the machine is created, run and removed, and compared.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// `moto_server` on a free port, ended when the test is.
struct Moto {
    child: Child,
    url: String,
}

impl Drop for Moto {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Moto {
    /// None where it is not installed.
    fn start() -> Option<Self> {
        if !dryrun_testkit::wanted_as("moto", &["moto_server", "--help"]) {
            return None;
        }
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|free| free.local_addr())
            .expect("a free port")
            .port();
        let child = Command::new("moto_server")
            .args(["-H", "127.0.0.1", "-p", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("moto_server");
        let moto = Self { child, url: format!("http://127.0.0.1:{port}") };
        // Unless told so, moto only pretends to run machines.
        let since = Instant::now();
        while ureq::post(format!("{}/moto-api/config", moto.url))
            .send(r#"{"stepfunctions": {"execute_state_machine": true}}"#)
            .is_err()
        {
            assert!(since.elapsed() < Duration::from_secs(120), "moto_server does not answer");
            sleep(Duration::from_millis(100));
        }
        Some(moto)
    }

    fn machines(&self) -> Value {
        let answer = ureq::post(&self.url)
            .header("x-amz-target", "AWSStepFunctions.ListStateMachines")
            .header("content-type", "application/x-amz-json-1.0")
            .header("authorization", "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/states/aws4_request, SignedHeaders=host, Signature=0")
            .send("{}")
            .expect("an answer")
            .body_mut()
            .read_to_string()
            .expect("a text");
        let answer: Value = serde_json::from_str(&answer).expect("JSON");
        answer.get("stateMachines").expect("a list").clone()
    }
}

fn dryrun(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dryrun"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("AWS_")) {
        command.env_remove(name);
    }
    command
        .args(arguments)
        .current_dir(folder)
        .env("HOME", folder)
        .env("NO_COLOR", "1")
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .expect("dryrun")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn folder(files: &[(&str, Value)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, value) in files {
        fs::write(folder.path().join(name), value.to_string()).expect("a file");
    }
    folder
}

fn doubling() -> Value {
    json!({"StartAt": "Each", "States": {
        "Each": {"Type": "Map", "ItemsPath": "$.numbers", "MaxConcurrency": 1, "Next": "Enough",
            "ItemProcessor": {"StartAt": "Twice", "States": {
                "Twice": {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($, $)"}, "OutputPath": "$.n", "End": true}}}},
        "Enough": {"Type": "Choice", "Choices": [{"Variable": "$[1]", "NumericGreaterThan": 3, "Next": "Done"}], "Default": "Poor"},
        "Done": {"Type": "Succeed"},
        "Poor": {"Type": "Fail", "Error": "Poor", "Cause": "too little"}}})
}

#[test]
fn a_machine_runs_there_is_compared_and_removed() {
    let Some(moto) = Moto::start() else { return };
    let at = ["--endpoint-url", moto.url.as_str()];
    let book = folder(&[
        ("doubling.asl.json", doubling()),
        ("few.input.json", json!({"numbers": [1, 1]})),
        ("many.input.json", json!({"numbers": [1, 2]})),
    ]);
    let run = |more: &[&str]| dryrun(book.path(), &[&["run", "."], &at[..], more].concat());

    let both = run(&["--quiet"]);
    assert_eq!(
        text(&both.stdout),
        "default: FAILED Poor too little\n".replace("default", "few") + "many: SUCCEEDED [2,4]\n"
    );
    assert_eq!(both.status.code(), Some(1));

    let one = run(&["--case", "many", "--format", "json"]);
    let there: Value = serde_json::from_slice(&one.stdout).expect("JSON");
    assert_eq!(there["output"], json!([2, 4]));
    assert_eq!(there["history"][0]["type"], "ExecutionStarted");
    assert!(
        text(&one.stderr).starts_with(
            "created arn:aws:states:us-east-1:123456789012:stateMachine:dryrun-doubling-"
        ),
        "{}",
        text(&one.stderr)
    );

    let compared = run(&["--case", "many", "--against"]);
    assert_eq!(
        text(&compared.stdout),
        "many: equal: SUCCEEDED, 18 events\n",
        "{}",
        text(&compared.stderr)
    );
    assert_eq!(compared.status.code(), Some(0));
    assert_eq!(moto.machines(), json!([]), "every machine is removed");
}

#[test]
fn what_differs_is_said_by_event() {
    let Some(moto) = Moto::start() else { return };
    let asks = json!({"StartAt": "Ask", "States": {
        "Ask": {"Type": "Task", "Resource": "arn:aws:states:::aws-sdk:sqs:listQueues", "Retry": [], "Next": "Done"},
        "Done": {"Type": "Succeed"}}});
    let book = folder(&[
        ("asks.asl.json", asks),
        ("mocks.json", json!({"Ask": [{"Return": {"answer": 42}}]})),
    ]);
    let output = dryrun(
        book.path(),
        &["run", ".", "--endpoint-url", &moto.url, "--against", "--format", "json", "--quiet"],
    );
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", text(&output.stderr)));
    let at: Vec<&str> = report["differences"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["at"].as_str())
        .collect();
    assert!(at.contains(&"output"), "{report:#}");
    assert!(at.contains(&"event 5 TaskSucceeded: taskSucceededEventDetails.output"), "{report:#}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn errors_say_what_to_do() {
    let book =
        folder(&[("a.asl.json", json!({"StartAt": "A", "States": {"A": {"Type": "Succeed"}}}))]);
    let error = |more: &[&str]| {
        let output = dryrun(book.path(), &[&["run", "a.asl.json"], more].concat());
        assert_eq!(output.status.code(), Some(2));
        text(&output.stderr)
    };
    assert_eq!(
        error(&["--endpoint-url", "aws", "--region", "eu-west-1"]),
        "error: there are no AWS keys: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile of ~/.aws with `--profile`\n"
    );
    assert_eq!(
        error(&["--endpoint-url", "localhost"]),
        "error: --endpoint-url: `localhost` is no URL such as http://127.0.0.1:4566, and not `aws`\n"
    );
    assert_eq!(
        error(&["--endpoint-url", "http://127.0.0.1:1", "--profile", "x"]),
        "error: there is no profile `x`: ~/.aws has none\n"
    );
    let refused = error(&["--endpoint-url", "http://127.0.0.1:1"]);
    assert!(
        refused.starts_with("error: case `default`: no answer from http://127.0.0.1:1/: "),
        "{refused}"
    );
    assert!(error(&["--against"]).contains("--endpoint-url"));
}
