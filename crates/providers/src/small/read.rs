//! Data sources of the small providers that need files and templates only.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dryrun_cty::{Path, Step, Value};
use dryrun_diag::Diagnostic;
use dryrun_provider::{ConfigDiagnostic, DataResult, ReadRequest};

use crate::values::{Entries, entries, member};

/// Reads a data source; what the planner does not offer stays offline.
pub(super) fn read(request: ReadRequest<'_>) -> (DataResult, Vec<ConfigDiagnostic>) {
    let answer = match request.type_name {
        "template_file" => template(&request),
        "local_file" | "local_sensitive_file" => file(&request),
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

/// A file beside the configuration, as the provider "local" reads it: its text, and digests of its bytes.
fn file(request: &ReadRequest<'_>) -> Option<Result<Value, ConfigDiagnostic>> {
    let path = member(Some(request.config), "filename").and_then(Value::as_str)?;
    Some(match request.host.file(path)? {
        Ok(bytes) => Ok(with(request.config, digests(&bytes))),
        Err(why) => {
            let summary = "Read local file data source error";
            let detail = format!("The file at given path cannot be read.\n\nOriginal Error: {why}");
            Err(ConfigDiagnostic {
                diagnostic: Diagnostic::error(summary, detail),
                path: Path::default(),
            })
        }
    })
}

fn digests(bytes: &[u8]) -> [(&'static str, String); 9] {
    use sha2::Digest;
    let (sha1, sha256) = (sha1::Sha1::digest(bytes), sha2::Sha256::digest(bytes));
    let sha512 = sha2::Sha512::digest(bytes);
    [
        ("content", String::from_utf8_lossy(bytes).into_owned()),
        ("content_base64", STANDARD.encode(bytes)),
        ("content_base64sha256", STANDARD.encode(sha256)),
        ("content_base64sha512", STANDARD.encode(sha512)),
        ("content_md5", hex(&md5::Md5::digest(bytes))),
        ("content_sha1", hex(&sha1)),
        ("content_sha256", hex(&sha256)),
        ("content_sha512", hex(&sha512)),
        ("id", hex(&sha1)),
    ]
}

fn with<const N: usize>(config: &Value, members: [(&str, String); N]) -> Value {
    let mut out: Entries = config.entries().cloned().unwrap_or_default();
    out.extend(members.map(|(name, text)| (name.into(), Value::string(text))));
    entries(config.ty(), out)
}

/// The SHA-256 of a text, in hexadecimal digits.
fn digest(text: &str) -> String {
    use sha2::Digest;
    hex(&sha2::Sha256::digest(text.as_bytes()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_its_text_and_digests() {
        let found = digests(b"hello\n");
        let of = |name: &str| {
            found.iter().find(|(known, _)| *known == name).map(|(_, text)| text.as_str())
        };
        assert_eq!(of("content"), Some("hello\n"));
        assert_eq!(of("content_base64"), Some("aGVsbG8K"));
        assert_eq!(of("content_md5"), Some("b1946ac92492d2347c6235b4d2611184"));
        assert_eq!(of("id"), Some("f572d396fae9206628714fb2ce00f72e94f2258f"));
    }
}
