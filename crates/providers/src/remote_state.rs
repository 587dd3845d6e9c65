//! `terraform_remote_state` with the local backend: the outputs of a state file beside the configuration.
//!
//! Other backends are elsewhere: nothing is fetched, so their outputs stay unknown.

use std::sync::Arc;

use dryrun_cty::{Path, Step, Type, Value, json};
use dryrun_diag::Diagnostic;
use dryrun_provider::{ConfigDiagnostic, DataResult, Host};

use crate::values::{Entries, member};

/// Backends of Terraform 1.11.
const BACKENDS: [&str; 12] = [
    "azurerm",
    "consul",
    "cos",
    "gcs",
    "http",
    "inmem",
    "kubernetes",
    "local",
    "oss",
    "pg",
    "remote",
    "s3",
];

/// What is wrong with `backend` and `config`.
pub(crate) fn validate(config: &Value) -> Vec<ConfigDiagnostic> {
    let Some(backend) = member(Some(config), "backend").and_then(Value::as_str) else {
        return Vec::new();
    };
    if !BACKENDS.contains(&backend) {
        let detail = format!("There is no backend type named \"{backend}\".");
        return vec![invalid("backend", detail)];
    }
    let given = member(Some(config), "config").and_then(Value::entries);
    let foreign = given.filter(|_| backend == "local").and_then(|given| {
        given.keys().find(|name| !["path", "workspace_dir"].contains(&name.as_ref()))
    });
    let unexpected = |name| {
        invalid(
            "config",
            format!(
                "The given configuration is not valid for backend \"local\": unexpected attribute \"{name}\"."
            ),
        )
    };
    foreign.map(unexpected).into_iter().collect()
}

fn invalid(attribute: &str, detail: String) -> ConfigDiagnostic {
    ConfigDiagnostic {
        diagnostic: Diagnostic::error("Invalid backend configuration", detail),
        path: Path(vec![Step::Attribute(attribute.into())]),
    }
}

/// Reads the state file of the local backend.
pub(crate) fn read(config: &Value, host: &dyn Host) -> (DataResult, Vec<ConfigDiagnostic>) {
    let text = |name: &str| member(Some(config), name).and_then(Value::as_str);
    if text("backend") != Some("local") {
        return (DataResult::Offline, Vec::new());
    }
    let Some(read) = host.file(&path(config, text("workspace"))) else {
        return (DataResult::Offline, Vec::new());
    };
    let state = read.ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let Some(state) = state else {
        let detail = "No stored state was found for the given workspace in the given backend.";
        let diagnostic = Diagnostic::error("Unable to find remote state", detail);
        let missing = ConfigDiagnostic { diagnostic, path: Path::default() };
        return (DataResult::Offline, vec![missing]);
    };
    let mut found = config.entries().cloned().unwrap_or_default();
    found.insert("outputs".into(), Value::object(outputs(config, &state)));
    (DataResult::Read(Value::object(found)), Vec::new())
}

/// Where the local backend keeps a workspace's state.
fn path(config: &Value, workspace: Option<&str>) -> String {
    let given = member(Some(config), "config");
    let text = |name: &str| member(given, name).and_then(Value::as_str);
    match workspace {
        None | Some("default") => text("path").unwrap_or("terraform.tfstate").to_owned(),
        Some(other) => {
            format!(
                "{}/{other}/terraform.tfstate",
                text("workspace_dir").unwrap_or("terraform.tfstate.d")
            )
        }
    }
}

fn outputs(config: &Value, state: &serde_json::Value) -> Entries {
    let mut outputs =
        member(Some(config), "defaults").and_then(Value::entries).cloned().unwrap_or_default();
    let stored = state.get("outputs").and_then(serde_json::Value::as_object);
    for (name, output) in stored.into_iter().flatten() {
        let ty = output.get("type").and_then(Type::from_json).unwrap_or(Type::Dynamic);
        let value = output.get("value").unwrap_or(&serde_json::Value::Null);
        if let Ok(value) = json::from_json(value, &ty) {
            outputs.insert(Arc::from(name.as_str()), value);
        }
    }
    outputs
}
