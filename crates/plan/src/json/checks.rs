//! `checks`: how conditions stand.

use serde_json::{Map, Value as Json, json};

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
    let mut out = Map::new();
    out.insert("address".into(), object(result));
    out.insert("status".into(), result.status.name().into());
    if !result.instances.is_empty() {
        out.insert(
            "instances".into(),
            Json::Array(
                result
                    .instances
                    .iter()
                    .map(|instance| self::instance(result.kind, instance))
                    .collect(),
            ),
        );
    }
    Json::Object(out)
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
    let mut out = Map::new();
    let mut set = |key: &str, value: &str| drop(out.insert(key.into(), value.into()));
    set("kind", result.kind);
    set("to_display", &result.address);
    if let Some(module) = module {
        set("module", module);
    }
    if result.kind == "resource" {
        let (mode, rest) =
            rest.strip_prefix("data.").map_or(("managed", rest), |rest| ("data", rest));
        let (kind, name) = rest.split_once('.').unwrap_or((rest, ""));
        set("mode", mode);
        set("type", kind);
        set("name", name);
    } else {
        set("name", rest.split_once('.').map_or(rest, |(_, name)| name));
    }
    Json::Object(out)
}

fn instance(kind: &str, (address, status, problems): &(String, CheckStatus, Vec<String>)) -> Json {
    let (module, rest) = split_module(address);
    let mut at = Map::new();
    at.insert("to_display".into(), address.as_str().into());
    if let Some(module) = module {
        at.insert("module".into(), module.into());
    }
    if kind == "resource"
        && let Some((_, key)) = rest.strip_suffix(']').and_then(|rest| rest.split_once('['))
        && let Ok(key) = serde_json::from_str::<Json>(key)
    {
        at.insert("instance_key".into(), key);
    }
    let mut out = Map::new();
    out.insert("address".into(), Json::Object(at));
    out.insert("status".into(), status.name().into());
    if !problems.is_empty() {
        out.insert(
            "problems".into(),
            Json::Array(problems.iter().map(|message| json!({ "message": message })).collect()),
        );
    }
    Json::Object(out)
}
