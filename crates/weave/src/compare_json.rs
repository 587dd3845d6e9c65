//! Recorded JSON against what the engine says now, by value.

use dryrun_diag::FileId;
use dryrun_json::pattern::parse_recorded;
use dryrun_json::print;
use serde_json::Value;

/// How a recorded JSON text differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JsonDifference {
    /// Offset in the recorded text that the difference is about.
    pub(crate) at: usize,
    /// What differs, with its JSON Pointer.
    pub(crate) what: String,
    /// The text as it should be recorded.
    pub(crate) updated: String,
}

/// Short records stay on one line up to this many characters.
const LINE: usize = 100;

/// Compares recorded JSON with actual JSON; `None`: they agree. The order of keys does not count.
pub(crate) fn compare_json(recorded: &str, actual: &str) -> Option<JsonDifference> {
    let Ok(value) = serde_json::from_str::<Value>(actual) else {
        let different = recorded.trim() != actual.trim();
        return different.then(|| JsonDifference {
            at: 0,
            what: "it is no JSON".to_owned(),
            updated: actual.to_owned(),
        });
    };
    if recorded.trim().is_empty() {
        return Some(JsonDifference {
            at: 0,
            what: "nothing is recorded yet".to_owned(),
            updated: print::pretty(&value),
        });
    }
    let pattern = match parse_recorded(FileId::default(), recorded) {
        Ok(pattern) => pattern,
        Err(diagnostic) => {
            let at = diagnostic.span.map_or(0, |span| span.start as usize);
            let what = format!("the record is no JSON: {}", diagnostic.detail);
            return Some(JsonDifference { at, what, updated: print::pretty(&value) });
        }
    };
    let difference = pattern.first_difference(&value)?;
    let at = pattern.doc.nearest(&difference.pointer).span().start as usize;
    Some(JsonDifference {
        at,
        what: difference.to_string(),
        updated: laid_out(recorded, pattern.updated(&value)),
    })
}

/// Keeps a one-line record on one line where it fits.
fn laid_out(recorded: &str, pretty: String) -> String {
    if recorded.trim().contains('\n') {
        return pretty;
    }
    let one_line = pretty.lines().map(str::trim_start).collect::<Vec<_>>().join(" ");
    if one_line.chars().count() <= LINE { one_line } else { pretty }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_compare_and_layout_stays() {
        assert_eq!(
            compare_json(
                "{ \"b\": 1.0, \"a\": [..] }".replace("[..]", "\"[..]\"").as_str(),
                r#"{"a": [1], "b": 1}"#
            ),
            None
        );
        let difference = compare_json(r#"{ "status": "paid" }"#, r#"{"status":"open"}"#).unwrap();
        assert_eq!(difference.updated, r#"{ "status": "open" }"#);
        assert!(difference.what.contains("/status"), "{}", difference.what);
        assert!(compare_json("", "{}").is_some());
        assert!(compare_json("{", "{}").is_some());
    }
}
