//! `module` and `provider` blocks.

use dryrun_diag::Diagnostic;
use dryrun_hcl::ast::Block;

use super::constant;
use super::model::{ModuleCall, PassedProvider, ProviderConfig, ProviderKey};
use super::named::Role;
use super::resource::{merge, repetition, reserved};
use crate::lang::{self, BodySchema};
use crate::syntax::{BAD_NAME, is_identifier, note, object, plain_string};

const MODULE: BodySchema = BodySchema {
    attributes: &[
        ("source", true),
        ("version", false),
        ("count", false),
        ("for_each", false),
        ("depends_on", false),
        ("providers", false),
    ],
    blocks: &[("_", &[]), ("lifecycle", &[]), ("locals", &[]), ("provider", &["type"])],
};

const MODULE_OVERRIDE: BodySchema = BodySchema {
    attributes: &[
        ("source", false),
        ("version", false),
        ("count", false),
        ("for_each", false),
        ("depends_on", false),
        ("providers", false),
    ],
    blocks: &[("_", &[]), ("lifecycle", &[]), ("locals", &[]), ("provider", &["type"])],
};

const PROVIDER: BodySchema = BodySchema {
    attributes: &[
        ("alias", false),
        ("version", false),
        ("count", false),
        ("depends_on", false),
        ("for_each", false),
        ("source", false),
    ],
    blocks: &[("_", &[]), ("lifecycle", &[]), ("locals", &[])],
};

/// Reads a `module` block.
pub(crate) fn module(
    block: Block,
    role: Role,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ModuleCall> {
    let span = block.header_span();
    let (name, name_span) = block.labels.first().cloned()?;
    let schema = if role == Role::Override { &MODULE_OVERRIDE } else { &MODULE };
    let (mut content, mut body) = note(diagnostics, lang::partial_content(block.body, schema));
    if !is_identifier(&name) {
        diagnostics.push(Diagnostic::error("Invalid module instance name", BAD_NAME).at(name_span));
    }
    let version = content.attributes.remove("version");
    let version =
        version.and_then(|attribute| constant::version_constraint(&attribute, diagnostics));
    let source_attribute = content.attributes.remove("source");
    let source_span = source_attribute.as_ref().map(|attribute| attribute.expression.span);
    let source = source_attribute.and_then(|attribute| constant::string(&attribute, diagnostics));
    let repetition = repetition(&mut content, diagnostics);
    let depends_on = content.attributes.remove("depends_on");
    let depends_on = depends_on
        .map(|attribute| constant::depends_on(&attribute, diagnostics))
        .unwrap_or_default();
    let providers = content.attributes.remove("providers");
    let providers =
        providers.map(|attribute| passed(&attribute.expression, diagnostics)).unwrap_or_default();
    for nested in content.blocks {
        match nested.kind.as_ref() {
            "_" => merge(&mut body, nested.body),
            other => diagnostics.push(reserved(other, "module", nested.kind_span)),
        }
    }
    Some(ModuleCall {
        name,
        source,
        source_span,
        version,
        repetition,
        depends_on,
        providers,
        body,
        span,
    })
}

/// Whether a source is a path relative to the caller's folder.
pub(crate) fn is_local(source: &str) -> bool {
    source.starts_with("./") || source.starts_with("../") || source == "." || source == ".."
}

/// Whether a source is one that Terraform would download: an address, or a module of a registry.
fn is_remote(source: &str) -> bool {
    const HOSTS: [&str; 3] = ["github.com/", "bitbucket.org/", "gitlab.com/"];
    let is_address = source.contains(':')
        || source.starts_with('/')
        || source.starts_with("git@")
        || HOSTS.iter().any(|host| source.starts_with(host))
        || source.contains(".amazonaws.com/")
        || source.contains("googleapis.com/");
    let package = source.split_once("//").map_or(source, |(package, _)| package);
    let is_word = |part: &str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    let parts: Vec<&str> = package.split('/').collect();
    let is_of_registry = match parts.as_slice() {
        [_, _, _] => parts.iter().all(|part| is_word(part)),
        [host, rest @ ..] if rest.len() == 3 => {
            host.contains('.') && rest.iter().all(|part| is_word(part))
        }
        _ => false,
    };
    is_address || is_of_registry
}

/// What is wrong with a module's source as a text.
pub(crate) fn wrong_source(source: &str, has_version: bool) -> Option<Diagnostic> {
    if has_version && is_local(source) {
        let detail = format!(
            "Failed to parse module registry address: can't use local directory \"{source}\" as a module registry address.\n\nTerraform assumed that you intended a module registry source address because you also set the argument \"version\", which applies only to registry modules."
        );
        return Some(Diagnostic::error("Invalid registry module source address", detail));
    }
    if source.is_empty() {
        let detail = "Failed to parse module source address: invalid source address: .";
        return Some(Diagnostic::error("Invalid module source address", detail));
    }
    (!is_local(source) && !is_remote(source)).then(|| {
        let detail = format!("Terraform failed to determine your intended installation method for remote module package \"{source}\".\n\nIf you intended this as a path relative to the current module, use \"./{source}\" instead. The \"./\" prefix indicates that the address is a relative filesystem path.");
        Diagnostic::error("Invalid module source address", detail)
    })
}

/// Reads `providers`.
pub(crate) fn passed(
    expression: &dryrun_hcl::ast::Expression,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<PassedProvider> {
    let Some(items) = object(expression) else {
        let detail = "A static map expression is required.";
        diagnostics.push(Diagnostic::error("Invalid expression", detail).at(expression.span));
        return Vec::new();
    };
    let mut passed: Vec<PassedProvider> = Vec::new();
    for item in items {
        let Some(in_child) = constant::provider_reference(&item.key, diagnostics) else { continue };
        let Some(in_parent) = constant::provider_reference(&item.value, diagnostics) else {
            continue;
        };
        if passed.iter().any(|earlier| earlier.in_child.key == in_child.key) {
            let detail = format!(
                "A provider configuration was already passed to {}. Each child provider configuration can be assigned only once.",
                in_child.key
            );
            diagnostics
                .push(Diagnostic::error("Duplicate provider address", detail).at(item.value.span));
            continue;
        }
        passed.push(PassedProvider { in_child, in_parent });
    }
    passed
}

/// What is wrong with a provider's local name, which must be fit for a host name.
pub(crate) fn wrong_local_name(name: &str) -> Option<Diagnostic> {
    let fits = |c: char| c == '-' || (c.is_alphanumeric() && c != '_');
    let why = if name.is_empty() {
        "must have at least one character"
    } else if name.contains('.') {
        "dots are not allowed"
    } else if name.contains("--") {
        "cannot use multiple consecutive dashes"
    } else if !name.chars().all(fits) || name.starts_with('-') || name.ends_with('-') {
        "must contain only letters, digits, and dashes, and may not use leading or trailing dashes"
    } else {
        let normal = name.to_lowercase();
        let detail = format!(
            "Provider names must be normalized. Replace \"{name}\" with \"{normal}\" to fix this error."
        );
        return (normal != name).then(|| Diagnostic::error("Invalid provider local name", detail));
    };
    let detail = format!("{name} is an invalid provider local name: {why}");
    Some(Diagnostic::error("Invalid provider local name", detail))
}

/// Reads a `provider` block.
pub(crate) fn provider(block: Block, diagnostics: &mut Vec<Diagnostic>) -> Option<ProviderConfig> {
    let span = block.header_span();
    let (name, _) = block.labels.first().cloned()?;
    let (mut content, mut body) = note(diagnostics, lang::partial_content(block.body, &PROVIDER));
    if let Some(error) = wrong_local_name(&name) {
        diagnostics.push(error.at(span));
        return None;
    }
    let mut alias = None;
    if let Some(attribute) = content.attributes.remove("alias") {
        let word = plain_string(&attribute.expression).map(|text| text.to_string());
        alias = word.or_else(|| constant::string(&attribute, diagnostics)).map(Into::into);
        if !alias.as_ref().is_some_and(|alias: &std::sync::Arc<str>| is_identifier(alias)) {
            let detail = format!("An alias must be a valid name. {BAD_NAME}");
            diagnostics.push(Diagnostic::error("Invalid provider configuration alias", detail));
        }
    }
    let version = content.attributes.remove("version").and_then(|attribute| {
        let detail = "Terraform 0.13 and earlier allowed provider version constraints inside the provider configuration block, but that is now deprecated and will be removed in a future version of Terraform. To silence this warning, move the provider version constraint into the required_providers block.";
        let warning = Diagnostic::warning("Version constraints inside provider configuration blocks are deprecated", detail);
        diagnostics.push(warning.at(attribute.expression.span));
        constant::version_constraint(&attribute, diagnostics)
    });
    for reserved in ["count", "depends_on", "for_each", "source"] {
        if let Some(attribute) = content.attributes.get(reserved) {
            let detail = format!(
                "The provider argument name \"{reserved}\" is reserved for use by Terraform in a future version."
            );
            diagnostics.push(
                Diagnostic::error("Reserved argument name in provider block", detail)
                    .at(attribute.name_span),
            );
        }
    }
    for nested in content.blocks {
        match nested.kind.as_ref() {
            "_" => merge(&mut body, nested.body),
            other => diagnostics.push(reserved(other, "provider", nested.kind_span)),
        }
    }
    Some(ProviderConfig { key: ProviderKey { name, alias }, body, span, version })
}
