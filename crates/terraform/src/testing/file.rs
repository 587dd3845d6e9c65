//! Test files: blocks to what they say, with Terraform's own complaints.

use std::collections::BTreeMap;

use dryrun_diag::{Diagnostic, Span};
use dryrun_hcl::ast::{Attribute, Block, Body};

use super::mocking;
use super::model::{Command, Run, RunOptions, TestFile, TestProvider, TestedModule};
use crate::config::model::{Name, ProviderKey};
use crate::config::{constant, module_call, rule};
use crate::lang::{self, BodySchema};
use crate::options::PlanMode;
use crate::syntax::{BAD_NAME, is_identifier, keyword, list, note, traversal};

const FILE: BodySchema = BodySchema {
    attributes: &[],
    blocks: &[
        ("run", &["name"]),
        ("variables", &[]),
        ("provider", &["name"]),
        ("mock_provider", &["name"]),
        ("override_resource", &[]),
        ("override_data", &[]),
        ("override_module", &[]),
    ],
};

const RUN: BodySchema = BodySchema {
    attributes: &[
        ("command", false),
        ("providers", false),
        ("expect_failures", false),
        ("state_key", false),
    ],
    blocks: &[
        ("plan_options", &[]),
        ("assert", &[]),
        ("variables", &[]),
        ("module", &[]),
        ("override_resource", &[]),
        ("override_data", &[]),
        ("override_module", &[]),
    ],
};

const OPTIONS: BodySchema = BodySchema {
    attributes: &[("mode", false), ("refresh", false), ("replace", false), ("target", false)],
    blocks: &[],
};

const MODULE: BodySchema =
    BodySchema { attributes: &[("source", false), ("version", false)], blocks: &[] };

/// Names the places of earlier blocks.
pub(super) type Places<'a> = &'a dyn Fn(Span) -> String;

/// Reads a test file's body.
pub(super) fn read(body: Body, places: Places<'_>, found: &mut Vec<Diagnostic>) -> TestFile {
    let content = note(found, lang::content(body, &FILE));
    let mut file = TestFile::default();
    let mut variables: Option<Span> = None;
    for block in content.blocks {
        match block.kind.as_ref() {
            "run" => {
                if let Some(run) = run(block, &file.runs, places, found) {
                    file.runs.push(run);
                }
            }
            "variables" => {
                file.variables.extend(variables_of(
                    block,
                    &mut variables,
                    "test file",
                    places,
                    found,
                ));
            }
            "provider" => {
                if let Some(config) = module_call::provider(block, found) {
                    let (key, span) = (config.key.clone(), config.span);
                    add_provider(
                        &mut file,
                        key,
                        TestProvider::Real(Box::new(config)),
                        span,
                        places,
                        found,
                    );
                }
            }
            "mock_provider" => {
                let header = block.header_span();
                if let Some((key, mock, overrides)) = mocking::provider(block, places, found) {
                    file.overrides.extend(overrides);
                    add_provider(&mut file, key, TestProvider::Mock(mock), header, places, found);
                }
            }
            _ => mocking::add_override(block, &mut file.overrides, places, found),
        }
    }
    file
}

fn add_provider(
    file: &mut TestFile,
    key: ProviderKey,
    provider: TestProvider,
    header: Span,
    places: Places<'_>,
    found: &mut Vec<Diagnostic>,
) {
    if let Some(earlier) = file.providers.get(&key) {
        let span = match earlier {
            TestProvider::Real(config) => config.span,
            TestProvider::Mock(mock) => mock.span,
        };
        let detail = format!("A provider for {key} is already defined at {}.", places(span));
        found.push(Diagnostic::error("Duplicate provider block", detail).at(header));
        return;
    }
    file.providers.insert(key, provider);
}

/// The attributes of a `variables` block, of which there is one in each place.
fn variables_of(
    block: Block,
    earlier: &mut Option<Span>,
    holder: &str,
    places: Places<'_>,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<Name, Attribute> {
    let span = block.header_span();
    if let Some(first) = earlier {
        let detail =
            format!("This {holder} already has a variables block defined at {}.", places(*first));
        found.push(Diagnostic::error("Multiple \"variables\" blocks", detail).at(span));
        return BTreeMap::new();
    }
    *earlier = Some(span);
    let attributes = note(found, lang::just_attributes(block.body));
    attributes.into_iter().map(|attribute| (attribute.name.clone(), attribute)).collect()
}

fn run(
    block: Block,
    earlier: &[Run],
    places: Places<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Run> {
    let span = block.header_span();
    let (name, name_span) = block.labels.first().cloned()?;
    if !is_identifier(&name) {
        found.push(Diagnostic::error("Invalid run block name", BAD_NAME).at(name_span));
    }
    if let Some(first) = earlier.iter().find(|run| run.name == name) {
        let detail = format!(
            "This test file already has a run named {name} block defined at {}.",
            places(first.span)
        );
        found.push(Diagnostic::error("Duplicate \"run\" block names", detail).at(span));
    }
    let content = note(found, lang::content(block.body, &RUN));
    let attribute = |name: &str| content.attributes.get(name);
    let mut run = Run {
        name,
        span,
        command: attribute("command").map(|given| command(given, found)).unwrap_or_default(),
        variables: BTreeMap::new(),
        asserts: Vec::new(),
        expect_failures: attribute("expect_failures")
            .map(|given| constant::depends_on(given, found))
            .unwrap_or_default(),
        module: None,
        providers: attribute("providers")
            .map(|given| module_call::passed(&given.expression, found))
            .unwrap_or_default(),
        overrides: Vec::new(),
        options: RunOptions::default(),
        state_key: attribute("state_key").and_then(|given| constant::string(given, found)),
    };
    let (mut variables, mut module, mut options) = (None, None, None);
    for block in content.blocks {
        match block.kind.as_ref() {
            "assert" => run.asserts.extend(rule::decode(block, None, found)),
            "variables" => {
                run.variables.extend(variables_of(
                    block,
                    &mut variables,
                    "run block",
                    places,
                    found,
                ));
            }
            "plan_options" => {
                if is_first(&block, &mut options, places, found) {
                    run.options = plan_options(block, found);
                }
            }
            "module" => {
                if is_first(&block, &mut module, places, found) {
                    run.module = tested_module(block, found);
                }
            }
            _ => mocking::add_override(block, &mut run.overrides, places, found),
        }
    }
    Some(run)
}

/// Whether this is the only block of its type; others are told.
fn is_first(
    block: &Block,
    earlier: &mut Option<Span>,
    places: Places<'_>,
    found: &mut Vec<Diagnostic>,
) -> bool {
    let span = block.header_span();
    let Some(first) = *earlier else {
        *earlier = Some(span);
        return true;
    };
    let kind = &block.kind;
    let detail = format!("This run block already has a {kind} block defined at {}.", places(first));
    found.push(Diagnostic::error(format!("Multiple \"{kind}\" blocks"), detail).at(span));
    false
}

fn command(attribute: &Attribute, found: &mut Vec<Diagnostic>) -> Command {
    match keyword(&attribute.expression).map(AsRef::as_ref) {
        Some("plan") => Command::Plan,
        Some("apply") => Command::Apply,
        _ => {
            let detail = "The \"command\" argument requires one of the following keywords without quotes: apply or plan.";
            found.push(
                Diagnostic::error("Invalid \"command\" keyword", detail)
                    .at(attribute.expression.span),
            );
            Command::default()
        }
    }
}

fn plan_options(block: Block, found: &mut Vec<Diagnostic>) -> RunOptions {
    let content = note(found, lang::content(block.body, &OPTIONS));
    let mut options = RunOptions::default();
    if let Some(attribute) = content.attributes.get("mode") {
        match keyword(&attribute.expression).map(AsRef::as_ref) {
            Some("normal") => {}
            Some("refresh-only") => options.mode = PlanMode::RefreshOnly,
            _ => {
                let detail = "The \"mode\" argument requires one of the following keywords without quotes: normal or refresh-only";
                found.push(
                    Diagnostic::error("Invalid \"mode\" keyword", detail)
                        .at(attribute.expression.span),
                );
            }
        }
    }
    if let Some(attribute) = content.attributes.get("refresh") {
        // Offline nothing is refreshed either way.
        let _ = constant::boolean(attribute, found);
    }
    options.replace = addresses(content.attributes.get("replace"), found);
    options.target = addresses(content.attributes.get("target"), found);
    options
}

/// A list of addresses as text.
fn addresses(attribute: Option<&Attribute>, found: &mut Vec<Diagnostic>) -> Vec<String> {
    let Some(attribute) = attribute else { return Vec::new() };
    let Some(elements) = list(&attribute.expression) else {
        found.push(constant::static_list(&attribute.expression));
        return Vec::new();
    };
    let mut all = Vec::new();
    for element in elements {
        if traversal(element).is_none() && lang::json_text(element).is_none() {
            found.push(constant::not_static(element));
            continue;
        }
        let Some(reference) = constant::reference(element, found) else { continue };
        match crate::config::endpoint::parse(&reference) {
            Ok(address) => all.push(address.to_string()),
            Err(error) => found.push(*error),
        }
    }
    all
}

fn tested_module(block: Block, found: &mut Vec<Diagnostic>) -> Option<TestedModule> {
    let span = block.header_span();
    let content = note(found, lang::content(block.body, &MODULE));
    let has_version = content.attributes.contains_key("version");
    let Some(attribute) = content.attributes.get("source") else {
        let detail = "You must specify a source attribute when executing alternate modules during test executions.";
        found.push(
            Diagnostic::error("Missing \"source\" attribute for module block", detail).at(span),
        );
        return None;
    };
    let source = constant::string(attribute, found)?;
    let wrong = module_call::wrong_source(&source, has_version);
    found.extend(wrong.map(|error| error.at(attribute.expression.span)));
    Some(TestedModule { source, span })
}
