//! Findings as the service answers them.

use serde_json::{Map, Value, json};

use crate::{Finding, Kind, Report, ServiceFinding, VariableReferences};

/// Errors that AWS reports, in its order.
fn errors(findings: &[Finding]) -> impl Iterator<Item = &ServiceFinding> {
    findings
        .iter()
        .filter(|finding| finding.diagnostic.is_error())
        .filter_map(|finding| finding.service.as_ref())
}

/// The answer of ValidateStateMachineDefinition: `result` and `diagnostics`.
#[must_use]
pub fn validate_response(report: &Report) -> Value {
    let diagnostics: Vec<Value> = errors(&report.findings).map(diagnostic).collect();
    let result = if diagnostics.is_empty() { "OK" } else { "FAIL" };
    json!({"result": result, "diagnostics": diagnostics})
}

fn diagnostic(finding: &ServiceFinding) -> Value {
    let mut fields = Map::new();
    fields.insert("severity".to_owned(), json!("ERROR"));
    fields.insert("code".to_owned(), json!(finding.code));
    fields.insert("message".to_owned(), json!(finding.message));
    if let Some(location) = &finding.location {
        fields.insert("location".to_owned(), json!(location));
    }
    Value::Object(fields)
}

/// The error of CreateStateMachine and UpdateStateMachine: `code` and `message`; `None` when the definition stands.
#[must_use]
pub fn create_response(report: &Report) -> Option<Value> {
    let all: Vec<String> = errors(&report.findings).map(sentence).collect();
    if all.is_empty() {
        return None;
    }
    let message = format!("Invalid State Machine Definition: '{}'", all.join(", "));
    Some(json!({"code": "InvalidDefinition", "message": message}))
}

fn sentence(finding: &ServiceFinding) -> String {
    let location = finding.location.as_deref().unwrap_or("null");
    format!("{}: {} at {location}", finding.code, finding.message)
}

/// DescribeStateMachine's `variableReferences`.
#[must_use]
pub fn variable_references_response(references: &VariableReferences) -> Value {
    let entries = references.iter().filter(|(state, _)| !state.is_empty());
    Value::Object(entries.map(|(state, names)| (state.clone(), json!(names))).collect())
}

/// Answers a recorded case of the kind `validation`: what the recorded call (`api`) says of `definition`.
#[must_use]
pub fn answer_case(request: &Value) -> Value {
    let text = |key: &str| request.get(key).and_then(Value::as_str).unwrap_or_default();
    let kind = if text("type") == "EXPRESS" { Kind::Express } else { Kind::Standard };
    let report = crate::check(dryrun_diag::FileId::default(), text("definition"), kind);
    let mut answer = Map::new();
    let mut accept = report.accepted();
    let fields = match text("api") {
        "validate_state_machine_definition" => validate_response(&report),
        "describe_state_machine" => {
            json!({"variableReferences": variable_references_response(&report.references)})
        }
        _ => create_response(&report).unwrap_or_else(|| json!({})),
    };
    if let Value::Object(fields) = fields {
        accept = accept && !fields.contains_key("code");
        answer.insert("accept".to_owned(), json!(accept));
        answer.extend(fields);
    }
    Value::Object(answer)
}
