//! How long it takes to check definitions: 1,000 of 20 states each.

use std::fmt::Write as _;

use divan::{Bencher, black_box};
use dryrun_asl_check::{Kind, check};
use dryrun_diag::FileId;

fn main() {
    divan::main();
}

/// A machine as they are written: every fifth state is a task with a template, a retrier and a catcher, the others are small.
fn definition(states: usize) -> String {
    let mut text = String::from("{\n  \"StartAt\": \"S0\",\n  \"States\": {\n");
    for at in 0..states {
        let next = at + 1;
        let body = match at % 5 {
            0 => TASK,
            1 => {
                r#""Type": "Pass", "Parameters": {"id.$": "$.order.id", "text.$": "States.Format('{} of {}', $.n, $.total)"}, "Next": "NEXT""#
            }
            2 => {
                r#""Type": "Choice", "Choices": [{"Variable": "$.total", "NumericGreaterThan": 100, "Next": "NEXT"}], "Default": "NEXT""#
            }
            3 => r#""Type": "Wait", "Seconds": 30, "Next": "NEXT""#,
            _ => {
                r#""Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "Next": "NEXT""#
            }
        };
        let _ =
            writeln!(text, "    \"S{at}\": {{ {} }},", body.replace("NEXT", &format!("S{next}")));
    }
    let _ = write!(
        text,
        "    \"S{states}\": {{\"Type\": \"Succeed\"}},\n    \"Failed\": {{\"Type\": \"Fail\", \"Error\": \"E\"}}\n  }}\n}}\n"
    );
    text
}

const TASK: &str = r#"
      "Type": "Task",
      "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": {"FunctionName": "f", "Payload.$": "$"},
      "ResultPath": "$.results",
      "Retry": [{"ErrorEquals": ["States.Timeout", "Lambda.ServiceException"], "IntervalSeconds": 2, "MaxAttempts": 3, "BackoffRate": 2.0}],
      "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Failed", "ResultPath": "$.error"}],
      "Next": "NEXT"
   "#;

/// All of them; the mark is 100 ms.
#[divan::bench]
fn thousand_definitions_of_twenty_states(bencher: Bencher<'_, '_>) {
    let text = definition(20);
    bencher.bench(|| {
        for _ in 0..1000 {
            black_box(check(FileId(0), black_box(&text), Kind::Standard));
        }
    });
}

/// Cost grows with the text, not faster.
#[divan::bench(args = [10, 100, 1000])]
fn one_definition(bencher: Bencher<'_, '_>, states: usize) {
    let text = definition(states);
    bencher.bench(|| check(FileId(0), black_box(&text), Kind::Standard));
}
