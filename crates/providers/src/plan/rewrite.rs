//! Strings that the provider plans in another form than configured.

use dryrun_aws_facts::Rewrite;
use dryrun_cty::Value;

use crate::go_json;

/// The value as planned; anything but a string stays.
pub(super) fn rewritten(kind: Rewrite, value: Value) -> Value {
    match value.as_str() {
        Some(text) => Value::string(rewrite(kind, text)),
        None => value,
    }
}

fn rewrite(kind: Rewrite, text: &str) -> String {
    match kind {
        Rewrite::Json => go_json::compact(text).unwrap_or_else(|| text.to_owned()),
        Rewrite::Policy => policy(text).unwrap_or_else(|| text.to_owned()),
        Rewrite::Upper => text.to_uppercase(),
        Rewrite::Trim => text.trim().to_owned(),
        Rewrite::LowerTrimDot => text.to_lowercase().trim_end_matches('.').to_owned(),
        Rewrite::Sha1 => sha1(text),
    }
}

/// A policy document keeps its version in front.
fn policy(text: &str) -> Option<String> {
    let mut document = go_json::sorted(&serde_json::from_str(text).ok()?);
    let version = document.as_object_mut().and_then(|object| object.shift_remove("Version"));
    match version {
        Some(version @ serde_json::Value::String(_)) => {
            let rest = go_json::print(&document);
            let rest =
                rest.strip_prefix('{').filter(|rest| *rest != "}").map(|rest| format!(",{rest}"));
            Some(format!(
                "{{\"Version\":{}{}",
                go_json::print(&version),
                rest.as_deref().unwrap_or("}")
            ))
        }
        Some(_) | None => go_json::compact(text),
    }
}

fn sha1(text: &str) -> String {
    use sha1::Digest;
    let digest = sha1::Sha1::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
