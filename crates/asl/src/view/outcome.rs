//! How a run ended.

use dryrun_json::print;
use serde_json::json;

use crate::run::{Ended, RunResult};
use crate::time::seconds_text;

/// The output, pretty; `None` where there is none.
#[must_use]
pub fn output(run: &RunResult) -> Option<String> {
    match &run.ended {
        Ended::Succeeded(output) => Some(print::pretty(output)),
        Ended::Failed(_) | Ended::TimedOut | Ended::Aborted(_) | Ended::Stuck(_) => None,
    }
}

/// `{"error", "cause"}`, pretty; `None` where the run ended well.
#[must_use]
pub fn error(run: &RunResult) -> Option<String> {
    match &run.ended {
        Ended::Failed(failure) | Ended::Aborted(failure) => {
            let mut error = serde_json::Map::new();
            error.extend(failure.error.as_deref().map(|error| ("error".to_owned(), json!(error))));
            error.extend(failure.cause.as_deref().map(|cause| ("cause".to_owned(), json!(cause))));
            Some(print::pretty(&error.into()))
        }
        Ended::TimedOut => Some(print::pretty(&json!({"status": "TIMED_OUT"}))),
        Ended::Stuck(stuck) => {
            let mut error = json!({"cause": stuck.message});
            if let (Some(fields), Some(help)) = (error.as_object_mut(), &stuck.help) {
                fields.insert("help".to_owned(), json!(help));
            }
            Some(print::pretty(&error))
        }
        Ended::Succeeded(_) => None,
    }
}

/// One line for people: `SUCCEEDED in 6 s, 3 attempts`.
#[must_use]
pub fn summary(run: &RunResult) -> String {
    let mut out = format!("{} in {}", run.ended.status(), seconds_text(run.end - run.start));
    match run.attempts() {
        0 => {}
        1 => out.push_str(", 1 attempt"),
        many => out.push_str(&format!(", {many} attempts")),
    }
    out
}
