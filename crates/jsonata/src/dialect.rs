//! Dialects: the reference implementation's language, and that of AWS Step Functions with its error texts.

use serde_json::Value as Json;

use crate::{Error, Expression, Options, eval};

/// A dialect of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// The reference implementation, 2.0.6.
    #[default]
    Reference,
    /// AWS Step Functions: no `$eval`; `$partition`, `$range`, `$hash`, `$random(seed)`, `$uuid` and `$parse` are added.
    Aws,
}

/// The expression within `{% … %}`, without the blanks around it; none where the text is a literal.
///
/// AWS wants the text to begin with `{%` and to end with `%}`, without blanks before or behind.
#[must_use]
pub fn is_jsonata_template(text: &str) -> Option<&str> {
    text.strip_prefix("{%")?.strip_suffix("%}").map(str::trim)
}

/// Why a field of a state could not be computed from its expression: `States.QueryEvaluationError` of AWS.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldError {
    /// The text that AWS gives as cause, without what it says about the state.
    pub cause: String,
    /// The error of the language behind it, if there is one.
    pub error: Option<Error>,
}

impl FieldError {
    fn new(expression: &str, field: &str, what: &str) -> Self {
        Self {
            cause: format!(
                "The JSONata expression '{expression}' specified for the field '{field}' {what}"
            ),
            error: None,
        }
    }

    /// The expression could not be parsed or evaluated.
    #[must_use]
    pub fn threw(expression: &str, field: &str, error: Error) -> Self {
        let what = format!("threw an error during evaluation. {}: {}", error.code, error.message);
        Self { error: Some(error), ..Self::new(expression, field, &what) }
    }

    /// The result is undefined, which JSON cannot hold.
    #[must_use]
    pub fn returned_nothing(expression: &str, field: &str) -> Self {
        Self::new(expression, field, "returned nothing (undefined).")
    }

    /// The result is a function.
    #[must_use]
    pub fn returned_unsupported(expression: &str, field: &str) -> Self {
        Self::new(expression, field, "returned an unsupported result type.")
    }

    /// The result is not of the type that the field takes, such as `array`.
    #[must_use]
    pub fn returned_unexpected(
        expression: &str,
        field: &str,
        expected: &str,
        value: &Json,
    ) -> Self {
        let found = type_name(value);
        let what = format!(
            "returned an unexpected result type. Expected '{expected}', but was '{found}' for value: {value}"
        );
        Self::new(expression, field, &what)
    }
}

/// The name that AWS has for the type of a value.
#[must_use]
pub fn type_name(value: &Json) -> &'static str {
    match value {
        Json::Null => "null",
        Json::Bool(_) => "boolean",
        Json::Number(_) => "number",
        Json::String(_) => "string",
        Json::Array(_) => "array",
        Json::Object(_) => "object",
    }
}

/// What an evaluation gave, told apart as AWS does.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Evaluated {
    Json(Json),
    Undefined,
    /// A function, or something that holds one, with an empty string in its place.
    Function(Json),
}

/// Evaluates the expression of the field `field` as AWS Step Functions does: there is no input, only bindings such as
/// `states`, and what JSON cannot hold is an error. `options.dialect` is taken as [`Dialect::Aws`].
///
/// # Errors
/// [`FieldError`] with the cause in AWS's words.
pub fn evaluate_field(
    expression: &Expression,
    field: &str,
    options: &Options<'_>,
) -> Result<Json, FieldError> {
    let options = Options { dialect: Dialect::Aws, ..options.clone() };
    let source = expression.source();
    match eval::evaluate(expression.root(), None, &options) {
        Ok(Evaluated::Json(json)) => Ok(json),
        Ok(Evaluated::Undefined) => Err(FieldError::returned_nothing(source, field)),
        Ok(Evaluated::Function(_)) => Err(FieldError::returned_unsupported(source, field)),
        Err(fault) => Err(FieldError::threw(source, field, fault.finish(source))),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn field(text: &str) -> Result<Json, String> {
        let bindings = json!({"states": {"input": {"items": [1, 2]}}});
        let options = Options { bindings: bindings.as_object(), ..Options::default() };
        evaluate_field(&Expression::parse(text).unwrap(), "Output/x", &options)
            .map_err(|error| error.cause)
    }

    #[test]
    fn templates() {
        for (text, want) in [
            ("{% $x %}", Some("$x")),
            ("{%1%}", Some("1")),
            (" {% $x %}", None),
            ("{% $x", None),
            ("$x", None),
            ("{%}", None),
        ] {
            assert_eq!(is_jsonata_template(text), want, "{text}");
        }
    }

    #[test]
    fn fields() {
        let start = |text: &str| {
            format!("The JSONata expression '{text}' specified for the field 'Output/x' ")
        };
        assert_eq!(field("$sum($states.input.items)"), Ok(json!(3)));
        assert_eq!(field("$nope"), Err(start("$nope") + "returned nothing (undefined)."));
        assert_eq!(
            field("$f := function($x){$x}"),
            Err(start("$f := function($x){$x}") + "returned an unsupported result type.")
        );
        assert_eq!(
            field("$randomSeeded(1)"),
            Err(start("$randomSeeded(1)")
                + "threw an error during evaluation. T1006: Attempted to invoke a non-function")
        );
        assert!(field("$eval('1')").unwrap_err().contains("T1006"));
        assert_eq!(
            FieldError::returned_unexpected("$v", "Items", "array", &json!({"a": 1})).cause,
            "The JSONata expression '$v' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'object' for value: {\"a\":1}"
        );
    }

    #[test]
    fn functions_of_aws() {
        for (text, want) in [
            ("$partition([1..5], 2)", json!([[1, 2], [3, 4], [5]])),
            ("$range(0, 6, 3)", json!([0, 3, 6])),
            ("$range(1, 9, 9)", json!(1)),
            ("$range(3, 1, -1)", json!([3, 2, 1])),
            ("$hash('input data', 'SHA-1')", json!("aaff4a450a104cd177d28d18d74485e8cae074b7")),
            ("$parse('{\"a\": [1, null]}')", json!({"a": [1, null]})),
            ("$random(7) = $random(7)", json!(true)),
            ("$length($uuid())", json!(36)),
        ] {
            assert_eq!(field(text), Ok(want), "{text}");
        }
    }
}
