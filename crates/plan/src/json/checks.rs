//! `checks`: how conditions stand.

use super::{Json, Members};
use crate::model::{CheckResult, CheckStatus};

impl CheckStatus {
    /// The name plan JSON gives it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Error => "error",
            Self::Unknown => "unknown",
        }
    }
}

/// One checkable object with its instances.
pub(super) fn check(result: &CheckResult) -> Json {
    let mut out: Members =
        vec![("address", object(result)), ("status", result.status.name().into())];
    if !result.instances.is_empty() {
        let instances = result.instances.iter();
        let instances = instances.map(|instance| self::instance(result.kind, instance));
        out.push(("instances", Json::Array(instances.collect())));
    }
    Json::object(out)
}

/// `module.a.module.b` and what comes after it.
fn split_module(address: &str) -> (Option<&str>, &str) {
    let mut at = 0;
    while let Some(rest) = address.get(at..).and_then(|rest| rest.strip_prefix("module.")) {
        let end = step_end(rest);
        at = address.len() - rest.len() + end;
        if address.get(at..).is_some_and(|rest| rest.starts_with('.')) {
            at += 1;
        } else {
            break;
        }
    }
    let module = address
        .get(..at)
        .map(|module| module.trim_end_matches('.'))
        .filter(|module| !module.is_empty());
    (module, address.get(at..).unwrap_or_default())
}

/// Where a step ends: at the next dot outside brackets and quotes.
fn step_end(rest: &str) -> usize {
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '.' if !quoted => return at,
            _ => {}
        }
    }
    rest.len()
}

fn object(result: &CheckResult) -> Json {
    let (module, rest) = split_module(&result.address);
    let mut out: Members =
        vec![("kind", result.kind.into()), ("to_display", result.address.as_str().into())];
    if let Some(module) = module {
        out.push(("module", module.into()));
    }
    if result.kind == "resource" {
        let data = rest.strip_prefix("data.");
        let (mode, rest) = data.map_or(("managed", rest), |rest| ("data", rest));
        let (kind, name) = rest.split_once('.').unwrap_or((rest, ""));
        out.extend([("mode", mode.into()), ("type", kind.into()), ("name", name.into())]);
    } else {
        out.push(("name", rest.split_once('.').map_or(rest, |(_, name)| name).into()));
    }
    Json::object(out)
}

fn instance(kind: &str, (address, status, problems): &(String, CheckStatus, Vec<String>)) -> Json {
    let (module, rest) = split_module(address);
    let mut at: Members = vec![("to_display", address.as_str().into())];
    if let Some(module) = module {
        at.push(("module", module.into()));
    }
    if kind == "resource"
        && let Some(key) = instance_key(rest)
    {
        at.push(("instance_key", key));
    }
    let mut out: Members = vec![("address", Json::object(at)), ("status", status.name().into())];
    if !problems.is_empty() {
        let problem = |message: &String| Json::object([("message", Json::from(message.as_str()))]);
        out.push(("problems", Json::Array(problems.iter().map(problem).collect())));
    }
    Json::object(out)
}

/// The key at the end of an address.
fn instance_key(address: &str) -> Option<Json> {
    let (_, key) = address.strip_suffix(']')?.split_once('[')?;
    let key: serde_json::Value = serde_json::from_str(key).ok()?;
    Some(Json::from(&key))
}
