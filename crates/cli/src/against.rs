//! The installed terraform or tofu as a witness: the same configuration planned by it, in a scratch copy.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use anyhow::{Context as _, Result, bail};
use dryrun_engine::Effects;
use dryrun_json::diff::{self, Difference};
use dryrun_terraform::{PlanMode, PlanOptions, VariableSource};
use serde_json::Value;

use crate::args::Tool;

/// What the tool said about a configuration.
#[derive(Debug)]
pub enum Said {
    /// Its plan as JSON.
    Plan(Value),
    /// Its errors, by their titles.
    Errors(Vec<String>),
}

/// Plans with the installed tool what dryrun plans.
///
/// # Errors
/// When the tool is not there, or its providers are not.
pub fn ask(tool: Tool, files: &dyn Effects, options: &PlanOptions) -> Result<Said> {
    let scratch = Scratch::new()?;
    scratch.fill(files, options)?;
    scratch.write_override()?;
    let answer = scratch.run(tool, &["init", "-input=false", "-no-color"])?;
    if !answer.status.success() {
        let said = String::from_utf8_lossy(&answer.stderr);
        if !is_about_providers(&said) {
            return Ok(Said::Errors(titles(&said)));
        }
        bail!(
            "`{} init` does not find its providers; it takes them from the registry, or from a mirror that its \
             configuration file names (TF_CLI_CONFIG_FILE):\n{}",
            tool.program(),
            said.trim()
        );
    }
    let arguments = arguments(options);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let answer = scratch.run(tool, &arguments)?;
    if !answer.status.success() {
        return Ok(Said::Errors(titles(&String::from_utf8_lossy(&answer.stderr))));
    }
    let shown = scratch.run(tool, &["show", "-json", PLAN_FILE])?;
    let plan = serde_json::from_slice(&shown.stdout)
        .with_context(|| format!("`{} show -json` printed no JSON", tool.program()))?;
    Ok(Said::Plan(plan))
}

/// What differs between dryrun's plan (or the titles of its errors) and what the tool said, a line each.
#[must_use]
pub fn differences(tool: Tool, ours: &Said, theirs: &Said) -> Vec<String> {
    let name = tool.program();
    match (ours, theirs) {
        (Said::Plan(ours), Said::Plan(theirs)) => ["resource_changes", "output_changes"]
            .into_iter()
            .flat_map(|section| in_section(name, section, ours, theirs))
            .collect(),
        (Said::Errors(ours), Said::Errors(theirs)) if ours == theirs => Vec::new(),
        (Said::Errors(ours), Said::Errors(theirs)) => {
            vec![format!("errors: dryrun says {}; {name} says {}", list(ours), list(theirs))]
        }
        (Said::Plan(_), Said::Errors(theirs)) => {
            vec![format!("dryrun plans it; {name} says {}", list(theirs))]
        }
        (Said::Errors(ours), Said::Plan(_)) => {
            vec![format!("{name} plans it; dryrun says {}", list(ours))]
        }
    }
}

fn list(titles: &[String]) -> String {
    let quoted: Vec<String> = titles.iter().map(|title| format!("\"{title}\"")).collect();
    quoted.join(", ")
}

/// Objects of a section by address or name.
fn by_name(plan: &Value, section: &str) -> BTreeMap<String, Value> {
    match plan.get(section) {
        Some(Value::Array(changes)) => changes
            .iter()
            .filter_map(|change| {
                let deposed = change.get("deposed").and_then(Value::as_str).unwrap_or_default();
                let name = format!("{}{deposed}", change.get("address")?.as_str()?);
                Some((name, change.clone()))
            })
            .collect(),
        Some(Value::Object(outputs)) => outputs
            .iter()
            .map(|(name, change)| (format!("output.{name}"), change.clone()))
            .collect(),
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => {
            BTreeMap::new()
        }
    }
}

fn in_section(name: &str, section: &str, ours: &Value, theirs: &Value) -> Vec<String> {
    let (ours, theirs) = (by_name(ours, section), by_name(theirs, section));
    let mut lines = Vec::new();
    for (address, their) in &theirs {
        match ours.get(address) {
            Some(our) => {
                lines.extend(diff::all(their, our).iter().map(|found| line(name, address, found)));
            }
            None => lines.push(format!("{address}: only in the plan of {name}")),
        }
    }
    let more = ours.keys().filter(|address| !theirs.contains_key(*address));
    lines.extend(more.map(|address| format!("{address}: only in the plan of dryrun")));
    lines
}

fn line(name: &str, address: &str, found: &Difference) -> String {
    format!("{address} {found} (expected: {name}, found: dryrun)")
}

const PLAN_FILE: &str = "dryrun.tfplan";

fn arguments(options: &PlanOptions) -> Vec<String> {
    let fixed = ["plan", "-input=false", "-no-color", "-lock=false", "-refresh=false"];
    let mut arguments: Vec<String> = fixed.map(str::to_owned).to_vec();
    arguments.push(format!("-out={PLAN_FILE}"));
    match options.mode {
        PlanMode::Normal => {}
        PlanMode::Destroy => arguments.push("-destroy".to_owned()),
        PlanMode::RefreshOnly => arguments.push("-refresh-only".to_owned()),
    }
    arguments.extend(options.targets.iter().map(|address| format!("-target={address}")));
    arguments.extend(options.replace.iter().map(|address| format!("-replace={address}")));
    arguments.extend(options.variables.iter().map(|source| match source {
        VariableSource::Value(given) => format!("-var={}={}", given.name, given.text),
        VariableSource::Malformed(text) => format!("-var={text}"),
        VariableSource::File(path) => format!("-var-file={path}"),
    }));
    arguments
}

/// Titles of printed errors, sorted: independent errors come in no fixed order.
fn titles(text: &str) -> Vec<String> {
    let mut titles: Vec<String> = text
        .lines()
        .filter_map(|line| line.trim_start_matches(['│', ' ']).strip_prefix("Error: "))
        .map(|title| title.trim().to_owned())
        .collect();
    titles.sort();
    titles
}

/// Whether init failed for want of a provider, not for the configuration.
fn is_about_providers(text: &str) -> bool {
    ["Failed to query available provider packages", "Failed to install provider"]
        .iter()
        .any(|title| text.contains(title))
}

/// A folder of our own, removed when done.
struct Scratch {
    folder: PathBuf,
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed stays in the system's folder for such things.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

impl Scratch {
    fn new() -> Result<Self> {
        use std::sync::atomic::{AtomicUsize, Ordering};
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder =
            std::env::temp_dir().join(format!("dryrun-against-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Self { folder })
    }

    /// Copies the configuration; the state is the one dryrun plans with.
    fn fill(&self, files: &dyn Effects, options: &PlanOptions) -> Result<()> {
        for name in files.list("").unwrap_or_default() {
            if is_left_out(&name) {
                continue;
            }
            let Ok(bytes) = files.read(&name) else { continue };
            self.write(&name, &bytes)?;
        }
        match &options.state {
            Some(state) => self.write("terraform.tfstate", state.as_bytes()),
            None => Ok(()),
        }
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
    }

    /// AWS is never asked: its provider takes made-up credentials and checks none of them.
    fn write_override(&self) -> Result<()> {
        let mut text = String::new();
        let mut remote = false;
        for path in root_files(&self.folder) {
            let config = fs::read_to_string(&path).unwrap_or_default();
            for alias in aws_configurations(&config) {
                let alias =
                    alias.map_or_else(String::new, |alias| format!("  alias = \"{alias}\"\n"));
                let _ = write!(text, "provider \"aws\" {{\n{alias}{OFFLINE}}}\n");
            }
            if config.contains("backend \"") || config.contains("cloud {") {
                remote = true;
            }
        }
        if remote {
            text.push_str("terraform {\n  backend \"local\" {}\n}\n");
        }
        self.write("dryrun_override.tf", text.as_bytes())
    }

    fn run(&self, tool: Tool, arguments: &[&str]) -> Result<Output> {
        let program = tool.program();
        let mut command = Command::new(program);
        command
            .args(arguments)
            .current_dir(&self.folder)
            .env("CHECKPOINT_DISABLE", "1")
            .env("TF_IN_AUTOMATION", "1")
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .env_remove("TF_CLI_ARGS")
            .env_remove("TF_LOG");
        command.output().map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => anyhow::anyhow!(
                "there is no `{program}` on the PATH; `--against {program}` compares with it"
            ),
            _ => anyhow::Error::new(error).context(format!("cannot run `{program}`")),
        })
    }
}

const OFFLINE: &str = "  access_key                  = \"dryrun\"
  secret_key                  = \"dryrun\"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
";

/// Files that are no part of the configuration.
fn is_left_out(name: &str) -> bool {
    name.split('/').any(|step| matches!(step, ".terraform" | ".git"))
        || name.starts_with("terraform.tfstate")
}

fn root_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|suffix| suffix == "tf"))
        .collect();
    paths.sort();
    paths
}

/// The aliases of a file's `provider "aws"` blocks.
fn aws_configurations(text: &str) -> Vec<Option<String>> {
    let mut found = Vec::new();
    let mut rest = text.lines();
    while let Some(line) = rest.next() {
        let mut words = line.split_whitespace();
        if words.next() != Some("provider") || words.next() != Some("\"aws\"") {
            continue;
        }
        let body = rest.by_ref().take_while(|line| !line.starts_with('}'));
        let alias = body.filter_map(|line| {
            let (name, value) = line.split_once('=')?;
            (name.trim() == "alias").then(|| value.trim().trim_matches('"').to_owned())
        });
        found.push(alias.last());
    }
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn provider_blocks_are_found_with_their_aliases() {
        let text =
            "provider \"aws\" {\n  region = \"x\"\n}\nprovider \"aws\" {\n  alias = \"east\"\n}\n";
        assert_eq!(aws_configurations(text), [None, Some("east".to_owned())]);
    }

    #[test]
    fn differences_name_address_and_path() {
        let plan = |size: u64| json!({"resource_changes": [{"address": "a.b", "change": {"after": {"size": size}}}]});
        let found = differences(Tool::Terraform, &Said::Plan(plan(1)), &Said::Plan(plan(2)));
        assert_eq!(
            found,
            ["a.b /change/after/size: expected 2, found 1 (expected: terraform, found: dryrun)"]
        );
    }

    #[test]
    fn errors_are_compared_by_their_titles() {
        let text = "│ Error: Unsupported argument\n│\nError: A\n";
        assert_eq!(titles(text), ["A", "Unsupported argument"]);
    }
}
