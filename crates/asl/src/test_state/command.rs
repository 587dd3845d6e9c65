//! The command line that asks AWS the same.

use dryrun_json::print;
use serde_json::{Map, Value, json};

use super::request::{Configuration, InspectionLevel, Mock, Request};
use super::shapes::FieldValidation;

impl Request {
    /// The `aws stepfunctions test-state` command of this request, for a POSIX shell; one option per line.
    #[must_use]
    pub fn command(&self) -> String {
        let mut lines = vec!["aws stepfunctions test-state".to_owned()];
        let mut option =
            |name: &str, text: &str| lines.push(format!("  --{name} {}", quoted(text)));
        option("definition", &self.definition);
        if let Some(name) = &self.state_name {
            option("state-name", name);
        }
        if let Some(input) = &self.input {
            option("input", &print::compact(input));
        }
        if let Some(mock) = &self.mock {
            option("mock", &print::compact(&mock_json(mock)));
        }
        if self.configuration != Configuration::default() {
            option(
                "state-configuration",
                &print::compact(&configuration_json(&self.configuration)),
            );
        }
        if let Some(context) = &self.context {
            option("context", context);
        }
        if let Some(variables) = &self.variables {
            option("variables", variables);
        }
        match self.level {
            InspectionLevel::Info => {}
            InspectionLevel::Debug => option("inspection-level", "DEBUG"),
            InspectionLevel::Trace => option("inspection-level", "TRACE"),
        }
        if self.reveal_secrets {
            lines.push("  --reveal-secrets".to_owned());
        }
        lines.join(" \\\n")
    }
}

fn mock_json(mock: &Mock) -> Value {
    let mut fields = Map::new();
    if let Some(result) = &mock.result {
        fields.insert("result".to_owned(), json!(result));
    }
    if let Some((error, cause)) = &mock.error_output {
        fields.insert(
            "errorOutput".to_owned(),
            some([("error", json!(error)), ("cause", json!(cause))]),
        );
    }
    match mock.validation {
        FieldValidation::Strict => {}
        FieldValidation::Present => {
            drop(fields.insert("fieldValidationMode".to_owned(), json!("PRESENT")));
        }
        FieldValidation::None => {
            drop(fields.insert("fieldValidationMode".to_owned(), json!("NONE")));
        }
    }
    Value::Object(fields)
}

fn configuration_json(configuration: &Configuration) -> Value {
    some([
        ("retrierRetryCount", json!(configuration.retrier_retry_count)),
        ("errorCausedByState", json!(configuration.error_caused_by_state)),
        ("mapIterationFailureCount", json!(configuration.map_iteration_failure_count)),
        ("mapItemReaderData", json!(configuration.map_item_reader_data)),
    ])
}

/// An object of the fields that are there.
fn some<const N: usize>(fields: [(&str, Value); N]) -> Value {
    let present = fields.into_iter().filter(|(_, value)| !value.is_null());
    Value::Object(present.map(|(name, value)| (name.to_owned(), value)).collect())
}

/// A word of the shell, in quotes unless it is plain.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':');
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_option_per_line() {
        let request = Request {
            definition: r#"{"Type":"Task"}"#.to_owned(),
            input: Some(json!({"name": "it's"})),
            mock: Some(Mock {
                error_output: Some((Some("Busy".to_owned()), None)),
                ..Mock::default()
            }),
            level: InspectionLevel::Trace,
            ..Request::default()
        };
        let want = [
            r"aws stepfunctions test-state \",
            r#"  --definition '{"Type":"Task"}' \"#,
            r#"  --input '{"name":"it'\''s"}' \"#,
            r#"  --mock '{"errorOutput":{"error":"Busy"}}' \"#,
            "  --inspection-level TRACE",
        ];
        assert_eq!(request.command(), want.join("\n"));
    }

    #[test]
    fn configuration_of_the_state() {
        let request = Request {
            definition: "{}".to_owned(),
            configuration: Configuration {
                retrier_retry_count: Some(2),
                ..Configuration::default()
            },
            ..Request::default()
        };
        let want = "aws stepfunctions test-state \\\n  --definition '{}' \\\n  --state-configuration '{\"retrierRetryCount\":2}'";
        assert_eq!(request.command(), want);
    }
}
