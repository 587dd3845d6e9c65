//! Diagnostics as SARIF 2.1.0, for code scanning.

use std::collections::BTreeSet;

use dryrun_diag::{Diagnostic, Severity, Sources};
use serde_json::{Value, json};

/// A SARIF log with one run.
#[must_use]
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources) -> Value {
    let rules: BTreeSet<&str> = diagnostics.iter().map(rule).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "dryrun",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.into_iter().map(|id| json!({ "id": id })).collect::<Vec<_>>(),
            }},
            "results": diagnostics.iter().map(|found| result(found, sources)).collect::<Vec<_>>(),
        }],
    })
}

/// The code, or the title where a diagnostic has none.
fn rule(found: &Diagnostic) -> &str {
    if found.code.is_empty() { &found.summary } else { &found.code }
}

fn result(found: &Diagnostic, sources: &Sources) -> Value {
    let level = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let place = found.span.and_then(|span| sources.locate(span)).map(|(name, start, end)| {
        json!({ "physicalLocation": {
            "artifactLocation": { "uri": name },
            "region": { "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column },
        }})
    });
    json!({
        "ruleId": rule(found),
        "level": level,
        "message": { "text": format!("{}: {}", found.summary, found.detail) },
        "locations": place.into_iter().collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use dryrun_diag::Span;

    #[test]
    fn a_result_has_its_rule_and_place() {
        let mut sources = Sources::new();
        let file = sources.add("a.md", "one\ntwo\n");
        let log =
            sarif(&[Diagnostic::error("T", "d").code("x/y").at(Span::new(file, 4, 7))], &sources);
        let run = &log["runs"][0];
        assert_eq!(run["results"][0]["ruleId"], "x/y");
        assert_eq!(run["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"], 2);
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "x/y");
    }
}
