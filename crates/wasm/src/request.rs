//! Requests as they are written.

use std::collections::BTreeMap;

use dryrun_engine::{Effects, Example, Part, ReadError, Settings};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// 2026-01-01T00:00:00Z, for requests that do not say when it is.
const NOW: i64 = 1_767_225_600_000;

/// An [`Example`] in JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExampleJson {
    /// Its id.
    pub id: String,
    /// All texts.
    pub parts: Vec<PartJson>,
    /// Names of the cases to run.
    pub cases: Vec<String>,
    /// Settings of the example.
    #[serde(default)]
    pub settings: SettingsJson,
    /// Settings of single cases, over those of the example.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub case_settings: BTreeMap<String, SettingsJson>,
    /// The state it starts from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prior: Option<String>,
}

/// A [`Part`] in JSON.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartJson {
    /// Role word.
    pub role: String,
    /// Language word.
    pub language: String,
    /// File name.
    pub name: String,
    /// The case it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// The text.
    pub text: String,
}

/// [`Settings`] in JSON.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingsJson {
    /// Start of the virtual clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<String>,
    /// Seed of everything random.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// AWS region.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// Type of a workflow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workflow: Option<String>,
}

impl From<&Settings> for SettingsJson {
    fn from(settings: &Settings) -> Self {
        let Settings { clock, seed, region, workflow } = settings.clone();
        Self { clock, seed, region, workflow }
    }
}

impl From<&SettingsJson> for Settings {
    fn from(settings: &SettingsJson) -> Self {
        let SettingsJson { clock, seed, region, workflow } = settings.clone();
        Self { clock, seed, region, workflow }
    }
}

impl From<&Example> for ExampleJson {
    fn from(example: &Example) -> Self {
        let part = |part: &Part| {
            let Part { role, language, name, case, text } = part.clone();
            PartJson { role, language, name, case, text }
        };
        let settings = |(case, settings): &(String, Settings)| (case.clone(), settings.into());
        Self {
            id: example.id.clone(),
            parts: example.parts.iter().map(part).collect(),
            cases: example.cases.clone(),
            settings: (&example.settings).into(),
            case_settings: example.case_settings.iter().map(settings).collect(),
            prior: example.prior.clone(),
        }
    }
}

impl From<&ExampleJson> for Example {
    fn from(example: &ExampleJson) -> Self {
        let part = |part: &PartJson| {
            let PartJson { role, language, name, case, text } = part.clone();
            Part { role, language, name, case, text }
        };
        let settings = |(case, settings): (&String, &SettingsJson)| (case.clone(), settings.into());
        Self {
            id: example.id.clone(),
            parts: example.parts.iter().map(part).collect(),
            cases: example.cases.clone(),
            settings: (&example.settings).into(),
            case_settings: example.case_settings.iter().map(settings).collect(),
            prior: example.prior.clone(),
            wanted: None,
        }
    }
}

/// The files that a request brings along, and its time.
pub(crate) struct World<'r> {
    pub(crate) files: &'r BTreeMap<String, String>,
    pub(crate) now: Option<i64>,
}

fn plain(path: &str) -> String {
    path.split('/').filter(|step| !step.is_empty() && *step != ".").collect::<Vec<_>>().join("/")
}

impl Effects for World<'_> {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let wanted = plain(path);
        let found = self.files.iter().find(|(name, _)| plain(name) == wanted);
        found.map(|(_, text)| text.clone().into_bytes()).ok_or(ReadError::NotFound)
    }

    fn list(&self, path: &str) -> Result<Vec<String>, ReadError> {
        let folder = plain(path);
        let inside = |name: &String| {
            let name = plain(name);
            if folder.is_empty() {
                return Some(name);
            }
            name.strip_prefix(&folder)?.strip_prefix('/').map(str::to_owned)
        };
        let mut names: Vec<String> = self.files.keys().filter_map(inside).collect();
        names.sort();
        if names.is_empty() && !folder.is_empty() { Err(ReadError::NotFound) } else { Ok(names) }
    }

    fn now(&self) -> i64 {
        self.now.unwrap_or(NOW)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Run {
    #[serde(rename = "op")]
    _op: String,
    pub(crate) engine: String,
    pub(crate) example: ExampleJson,
    #[serde(default)]
    pub(crate) files: BTreeMap<String, String>,
    pub(crate) now: Option<i64>,
    pub(crate) views: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) graph: bool,
    pub(crate) values: Option<Vec<Quote>>,
    pub(crate) checks: Option<Vec<Check>>,
}

/// A value in prose.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quote {
    pub(crate) path: String,
    pub(crate) shown: String,
}

/// The condition of an exercise.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Check {
    pub(crate) case: String,
    pub(crate) check: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Graph {
    #[serde(rename = "op")]
    _op: String,
    pub(crate) engine: String,
    pub(crate) example: ExampleJson,
    #[serde(default)]
    pub(crate) files: BTreeMap<String, String>,
    pub(crate) now: Option<i64>,
    pub(crate) case: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Console {
    #[serde(rename = "op")]
    _op: String,
    pub(crate) engine: String,
    pub(crate) example: Option<ExampleJson>,
    #[serde(default)]
    pub(crate) files: BTreeMap<String, String>,
    pub(crate) now: Option<i64>,
    pub(crate) case: Option<String>,
    pub(crate) expressions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Jsonata {
    #[serde(rename = "op")]
    _op: String,
    pub(crate) expr: String,
    /// Absent and `null` are not the same input.
    #[serde(default, deserialize_with = "present")]
    pub(crate) value: Option<Value>,
    #[serde(default)]
    pub(crate) bindings: Map<String, Value>,
    pub(crate) now: Option<i64>,
}

fn present<'de, D: serde::Deserializer<'de>>(value: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(value).map(Some)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Complete {
    #[serde(rename = "op")]
    _op: String,
    pub(crate) engine: String,
    pub(crate) example: ExampleJson,
    #[serde(default)]
    pub(crate) files: BTreeMap<String, String>,
    pub(crate) now: Option<i64>,
    pub(crate) part: usize,
    pub(crate) utf16: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Layout {
    #[serde(rename = "op")]
    _op: String,
    pub(crate) language: String,
    pub(crate) text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Explain {
    #[serde(rename = "op")]
    _op: String,
    pub(crate) name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    #[serde(rename = "op")]
    _op: String,
    pub(crate) engine: String,
    pub(crate) request: Value,
}
