//! Data sources of the small providers that need files and templates only.

use dryrun_cty::{Path, Step, Value};
use dryrun_diag::Diagnostic;
use dryrun_provider::{ConfigDiagnostic, DataResult, ReadRequest};

use crate::values::{Entries, entries, member};

/// Reads a data source; what the planner does not offer stays offline.
pub(super) fn read(request: ReadRequest<'_>) -> (DataResult, Vec<ConfigDiagnostic>) {
    let answer = match request.type_name {
        "template_file" => template(&request),
        _ => None,
    };
    match answer {
        Some(Ok(value)) => (DataResult::Read(value), Vec::new()),
        Some(Err(diagnostic)) => (DataResult::Offline, vec![diagnostic]),
        None => (DataResult::Offline, Vec::new()),
    }
}

fn template(request: &ReadRequest<'_>) -> Option<Result<Value, ConfigDiagnostic>> {
    let config = Some(request.config);
    let text = member(config, "template").and_then(Value::as_str)?;
    let variables = member(config, "vars").cloned().unwrap_or_else(|| Value::object::<&str>([]));
    Some(match request.host.template(text, &variables)? {
        Ok(rendered) => {
            Ok(with(request.config, [("id", digest(&rendered)), ("rendered", rendered)]))
        }
        Err(why) => {
            let diagnostic = Diagnostic::error(format!("failed to render : {why}"), "");
            let path = Path(vec![Step::Attribute("template".into())]);
            Err(ConfigDiagnostic { diagnostic, path })
        }
    })
}

fn with<const N: usize>(config: &Value, members: [(&str, String); N]) -> Value {
    let mut out: Entries = config.entries().cloned().unwrap_or_default();
    out.extend(members.map(|(name, text)| (name.into(), Value::string(text))));
    entries(config.ty(), out)
}

/// The SHA-256 of a text, in hexadecimal digits.
fn digest(text: &str) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}
