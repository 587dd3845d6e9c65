//! What the fuzz targets run; a panic, a hang or a stack overflow is a finding.

use dryrun_jsonata::{Dialect, Expression, Limits, Options};
use serde_json::{Value, json};

/// Parses a text as JSONata in every way, and evaluates it where it parses.
pub fn jsonata(text: &str) {
    let errors = Expression::syntax_errors(text);
    let Ok(expression) = Expression::parse(text) else {
        assert!(!errors.is_empty(), "refused without an error: {text}");
        return;
    };
    assert!(errors.is_empty(), "errors in what parses: {text}");
    let _ = dryrun_jsonata::facts::facts(&expression);
    let limits = Limits { steps: 200_000, output: 1 << 20, ..Limits::default() };
    for dialect in [Dialect::Reference, Dialect::Aws] {
        let options = Options { limits: limits.clone(), dialect, ..Options::default() };
        let _ = expression.evaluate(&input(), &options);
    }
}

fn input() -> Value {
    json!({
        "a": {"b": [1, {"c": 2}], "d": "text"},
        "list": [{"n": 1, "s": "x", "t": ["p", "q"]}, {"n": 2, "s": "y", "t": []}],
        "1": [[1, 2], [3]],
        "u": "\u{e9}\u{1F600}",
        "z": null,
    })
}
