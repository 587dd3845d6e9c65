//! What counts as the same.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

/// How far a case agrees with its recording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Not even accepted or rejected alike.
    None = 0,
    /// Actions, or titles.
    First = 1,
    /// Values, or places.
    Second = 2,
    /// Text.
    Third = 3,
}

/// What of a plan's JSON is compared.
#[derive(Debug, PartialEq)]
pub(crate) struct PlanView {
    planned_values: Json,
    changes: BTreeMap<String, Json>,
    outputs: Json,
}

impl PlanView {
    /// The actions by address.
    pub(crate) fn actions(&self) -> Vec<(&String, &Json)> {
        self.changes.iter().map(|(address, change)| (address, &change["actions"])).collect()
    }
}

/// The compared part of a plan's JSON.
pub(crate) fn plan_view(plan: &Json) -> PlanView {
    let mut planned_values = plan.get("planned_values").cloned().unwrap_or(json!({}));
    let values = planned_values.as_object_mut().expect("planned values");
    by_address(values.entry("root_module").or_insert(json!({})));
    let changes = plan["resource_changes"].as_array().into_iter().flatten().map(change).collect();
    PlanView {
        planned_values: plain(planned_values),
        changes,
        outputs: plain(plan.get("output_changes").cloned().unwrap_or(json!({}))),
    }
}

fn by_address(module: &mut Json) {
    for key in ["resources", "child_modules"] {
        let Some(list) = module.get(key).and_then(Json::as_array).cloned() else { continue };
        let named =
            |item: &Json| (item["address"].as_str().unwrap_or_default().to_owned(), item.clone());
        let mut named: Map<String, Json> = list.iter().map(named).collect();
        if key == "child_modules" {
            named.values_mut().for_each(by_address);
        }
        if let Some(members) = module.as_object_mut() {
            members.insert(key.to_owned(), Json::Object(named));
        }
    }
}

fn change(change: &Json) -> (String, Json) {
    const KEYS: [&str; 8] = [
        "actions",
        "before",
        "after",
        "after_unknown",
        "before_sensitive",
        "after_sensitive",
        "replace_paths",
        "importing",
    ];
    let mut kept = Map::new();
    for key in KEYS {
        let value = change["change"].get(key).cloned().unwrap_or(Json::Null);
        let empty = value.is_null() || value == json!([]);
        if !empty || ["before", "after", "actions"].contains(&key) {
            kept.insert(key.to_owned(), plain(value));
        }
    }
    for key in ["action_reason", "previous_address"] {
        if let Some(value) = change.get(key) {
            kept.insert(key.to_owned(), value.clone());
        }
    }
    let mut address = change["address"].as_str().unwrap_or_default().to_owned();
    if let Some(deposed) = change.get("deposed").and_then(Json::as_str) {
        address.push_str(&format!(" deposed {deposed}"));
    }
    (address, Json::Object(kept))
}

/// Numbers compare by value, not by how they are written.
fn plain(value: Json) -> Json {
    match value {
        Json::Number(number) => {
            number.as_f64().map_or(Json::Number(number), |number| json!(number))
        }
        Json::Array(items) => Json::Array(items.into_iter().map(plain).collect()),
        Json::Object(members) => {
            Json::Object(members.into_iter().map(|(key, member)| (key, plain(member))).collect())
        }
        other => other,
    }
}

fn squashed(diagnostic: &Json, field: &str) -> String {
    let text = diagnostic.get(field).and_then(Json::as_str).unwrap_or_default();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    // The members of a cycle come in any order.
    match text.strip_prefix("Cycle: ") {
        Some(members) => {
            let mut members: Vec<&str> = members.split(", ").collect();
            members.sort_unstable();
            format!("Cycle: {}", members.join(", "))
        }
        None => text,
    }
}

fn place(diagnostic: &Json) -> String {
    match diagnostic.get("range") {
        Some(range) => format!("{} {}", range["filename"], range["start"]["line"]),
        None => "null null".to_owned(),
    }
}

fn keys(diagnostics: &[Json], key: impl Fn(&Json) -> Vec<String>) -> Vec<Vec<String>> {
    let mut keys: Vec<Vec<String>> = diagnostics.iter().map(key).collect();
    keys.sort();
    keys
}

fn same(want: &[Json], got: &[Json], key: impl Fn(&Json) -> Vec<String>) -> bool {
    keys(want, &key) == keys(got, &key)
}

/// Titles, then places, then details.
pub(crate) fn diagnostics_level(want: &[Json], got: &[Json]) -> Level {
    if !same(want, got, |one| vec![squashed(one, "summary")]) {
        return Level::None;
    }
    if !same(want, got, |one| vec![squashed(one, "summary"), place(one)]) {
        return Level::First;
    }
    let all = |one: &Json| vec![squashed(one, "summary"), place(one), squashed(one, "detail")];
    if same(want, got, all) { Level::Third } else { Level::Second }
}

/// Titles, then details.
pub(crate) fn texts_level(want: &[Json], got: &[Json]) -> Level {
    if !same(want, got, |one| vec![squashed(one, "summary")]) {
        return Level::None;
    }
    let all = |one: &Json| vec![squashed(one, "summary"), squashed(one, "detail")];
    if same(want, got, all) { Level::Third } else { Level::Second }
}
