//! Documents in strings that mean the same though they are written otherwise: the provider then plans no change.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json};

use crate::go_json;

/// Whether a change between two documents is none for the provider.
pub(super) fn same(argument: &str, old: &str, new: &str) -> bool {
    let (Ok(old), Ok(new)) = (serde_json::from_str(old), serde_json::from_str(new)) else {
        return false;
    };
    match argument {
        CONTAINERS => reduced(&old) == reduced(&new),
        _ if argument.contains("polic") => policies(&old, &new),
        _ => go_json::sorted(&old) == go_json::sorted(&new),
    }
}

/// The argument of `aws_ecs_task_definition`.
pub(super) const CONTAINERS: &str = "container_definitions";

/// Whether two policies say the same: lists of one are their element, and orders do not count.
fn policies(old: &Json, new: &Json) -> bool {
    let same_text = |name: &str| {
        let text = |policy: &Json| policy.get(name).and_then(Json::as_str).map(str::to_owned);
        text(old).unwrap_or_default() == text(new).unwrap_or_default()
    };
    let (Some(ours), Some(theirs)) = (statements(old), statements(new)) else { return false };
    let found = |among: &[&Json], one: &Json| among.iter().any(|other| statement(one, other));
    same_text("Version")
        && same_text("Id")
        && ours.len() == theirs.len()
        && ours.iter().all(|one| found(&theirs, one))
        && theirs.iter().all(|one| found(&ours, one))
}

fn statements(policy: &Json) -> Option<Vec<&Json>> {
    match policy.get("Statement")? {
        Json::Array(all) => all.iter().all(Json::is_object).then(|| all.iter().collect()),
        one @ Json::Object(_) => Some(vec![one]),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => None,
    }
}

fn statement(ours: &Json, theirs: &Json) -> bool {
    let both = |name: &str| (ours.get(name), theirs.get(name));
    let text = |value: Option<&Json>| value.and_then(Json::as_str).unwrap_or_default().to_owned();
    let (sid, effect) = (both("Sid"), both("Effect"));
    let lists = ["Action", "NotAction", "Resource", "NotResource"];
    text(sid.0) == text(sid.1)
        && text(effect.0).eq_ignore_ascii_case(&text(effect.1))
        && lists.into_iter().all(|name| strings(both(name).0) == strings(both(name).1))
        && conditions(both("Condition").0, both("Condition").1)
        && ["Principal", "NotPrincipal"]
            .into_iter()
            .all(|name| principals(both(name).0, both(name).1))
}

/// A text, or a list of texts in order; `None`: neither.
fn strings(value: Option<&Json>) -> Option<Vec<&str>> {
    let mut all = match value {
        None | Some(Json::Null) => Vec::new(),
        Some(Json::String(one)) => vec![one.as_str()],
        Some(Json::Array(all)) => all.iter().map(Json::as_str).collect::<Option<_>>()?,
        Some(Json::Bool(_) | Json::Number(_) | Json::Object(_)) => return None,
    };
    all.sort_unstable();
    Some(all)
}

fn conditions(ours: Option<&Json>, theirs: Option<&Json>) -> bool {
    let (Some(ours), Some(theirs)) = (operators(ours), operators(theirs)) else { return false };
    ours == theirs
}

type Operators<'a> = BTreeMap<&'a str, BTreeMap<&'a str, BTreeSet<&'a str>>>;

fn operators(condition: Option<&Json>) -> Option<Operators<'_>> {
    let Some(condition) = condition.filter(|condition| !condition.is_null()) else {
        return Some(Operators::new());
    };
    condition.as_object()?.iter().map(|(name, all)| Some((name.as_str(), keys(all)?))).collect()
}

fn keys(operator: &Json) -> Option<BTreeMap<&str, BTreeSet<&str>>> {
    let all = operator.as_object()?.iter();
    all.map(|(key, values)| Some((key.as_str(), strings(Some(values))?.into_iter().collect())))
        .collect()
}

fn principals(ours: Option<&Json>, theirs: Option<&Json>) -> bool {
    let kinds = |value: Option<&Json>| -> Vec<(String, Vec<String>)> {
        let all = value.and_then(Json::as_object).into_iter().flatten();
        all.map(|(kind, names)| {
            let names = strings(Some(names)).unwrap_or_default();
            (kind.clone(), names.into_iter().map(str::to_owned).collect::<Vec<_>>())
        })
        .filter(|(_, names)| !names.is_empty())
        .collect()
    };
    match (ours, theirs) {
        (None | Some(Json::Null), None | Some(Json::Null)) => true,
        (Some(Json::String(ours)), Some(Json::String(theirs))) => principal(ours, theirs),
        (Some(Json::Object(_)), Some(Json::Object(_))) => {
            let (ours, theirs) = (kinds(ours), kinds(theirs));
            let matches = |(kind, names): &(String, Vec<String>)| {
                theirs.iter().any(|(other, others)| {
                    kind == other
                        && names.len() == others.len()
                        && names.iter().all(|name| others.iter().any(|it| principal(name, it)))
                })
            };
            ours.len() == theirs.len() && ours.iter().all(matches)
        }
        _ => false,
    }
}

/// An account's number stands for its root user.
fn principal(ours: &str, theirs: &str) -> bool {
    let is_account = |text: &str| text.len() == 12 && text.bytes().all(|b| b.is_ascii_digit());
    let root = |account: &str, arn: &str| {
        let parts: Vec<&str> = arn.splitn(6, ':').collect();
        is_account(account)
            && matches!(parts.as_slice(), ["arn", _, "iam", _, owner, "root"] if *owner == account)
    };
    ours == theirs || root(ours, theirs) || root(theirs, ours)
}

/// Container definitions as the provider keeps them: containers, their variables and secrets by name, no nulls.
pub(super) fn containers(text: &str) -> Option<String> {
    let all: Json = serde_json::from_str(text).ok()?;
    Some(go_json::print(&go_json::sorted(&in_order(&all)?)))
}

fn in_order(all: &Json) -> Option<Json> {
    let mut containers: Vec<Json> = all.as_array()?.iter().map(lean).collect();
    containers.sort_by(|a, b| name(a).cmp(name(b)));
    for container in containers.iter_mut().filter_map(Json::as_object_mut) {
        for list in ["environment", "secrets"] {
            if let Some(Json::Array(all)) = container.get_mut(list) {
                all.sort_by(|a, b| name(a).cmp(name(b)));
            }
        }
        // A number of its own type in the API: nothing and zero are the same.
        if container.get("cpu").and_then(Json::as_f64) == Some(0.0) {
            container.remove("cpu");
        }
    }
    Some(Json::Array(containers))
}

fn name(object: &Json) -> &str {
    object.get("name").and_then(Json::as_str).unwrap_or_default()
}

/// Without members that are null, and without empty objects in lists.
fn lean(value: &Json) -> Json {
    let is_nothing = |value: &Json| value.as_object().is_some_and(Map::is_empty);
    match value {
        Json::Object(all) => {
            let kept = all.iter().filter(|(_, value)| !value.is_null());
            Json::Object(kept.map(|(name, value)| (name.clone(), lean(value))).collect())
        }
        Json::Array(all) => {
            Json::Array(all.iter().map(lean).filter(|value| !is_nothing(value)).collect())
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => value.clone(),
    }
}

/// Container definitions with what AWS fills in where they are silent.
fn reduced(all: &Json) -> Option<Json> {
    let mut all = in_order(all)?;
    for container in all.as_array_mut()?.iter_mut().filter_map(Json::as_object_mut) {
        container.retain(|_, value| !value.as_array().is_some_and(Vec::is_empty));
        container.entry("essential").or_insert(Json::Bool(true));
        if let Some(check) = container.get_mut("healthCheck").and_then(Json::as_object_mut) {
            for (name, value) in [("interval", 30), ("retries", 3), ("timeout", 5)] {
                check.entry(name).or_insert(Json::from(value));
            }
        }
        let ports = container.get_mut("portMappings").and_then(Json::as_array_mut);
        for port in ports.into_iter().flatten().filter_map(Json::as_object_mut) {
            port.retain(|name, value| match name.as_str() {
                "protocol" => value.as_str() != Some("tcp"),
                "hostPort" => value.as_f64() != Some(0.0),
                _ => true,
            });
            // In a task's own network both are the same; elsewhere the port of the host is a free one.
            if port.get("hostPort") == port.get("containerPort") {
                port.remove("hostPort");
            }
        }
    }
    Some(go_json::sorted(&all))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_one_is_its_element() {
        let old = r#"{"Version":"x","Statement":[{"Action":["b","a"],"Effect":"Allow","Principal":{"AWS":"123456789012"}}]}"#;
        let new = r#"{"Version":"x","Statement":{"Action":["a","b"],"Effect":"allow","Principal":{"AWS":["arn:aws:iam::123456789012:root"]}}}"#;
        assert!(same("policy", old, new));
        assert!(!same("policy", old, &new.replace("\"b\"", "\"c\"")));
        assert!(!same("redrive_policy", "{\"a\":1}", "{\"a\":2}"));
    }

    #[test]
    fn containers_are_in_order() {
        let text = r#"[{"name":"b","environment":[{"name":"Y","value":"1"},{"name":"X","value":null}],"cpu":0},{"name":"a"}]"#;
        assert_eq!(
            containers(text).as_deref(),
            Some(
                r#"[{"name":"a"},{"environment":[{"name":"X"},{"name":"Y","value":"1"}],"name":"b"}]"#
            )
        );
        assert!(same(
            CONTAINERS,
            text,
            r#"[{"name":"a","essential":true},{"name":"b","environment":[{"name":"X"},{"name":"Y","value":"1"}],"portMappings":[]}]"#
        ));
    }
}
