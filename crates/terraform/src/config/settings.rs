//! `terraform` and `check` blocks.

use dryrun_diag::{Diagnostic, Span};
use dryrun_hcl::ast::{Block, Expression};

use super::model::{Check, Module, RequiredProvider, ResourceConfig};
use super::module_call::wrong_local_name;
use super::{constant, resource, rule};
use crate::lang::{self, BodySchema};
use crate::syntax::{BAD_NAME, is_identifier, list, note, object, plain_string};

const TERRAFORM: BodySchema = BodySchema {
    attributes: &[("required_version", false), ("experiments", false), ("language", false)],
    blocks: &[
        ("backend", &["type"]),
        ("cloud", &[]),
        ("required_providers", &[]),
        ("provider_meta", &["provider"]),
    ],
};

const CHECK: BodySchema =
    BodySchema { attributes: &[], blocks: &[("data", &["type", "name"]), ("assert", &[])] };

/// Reads a `terraform` block into the module.
pub(crate) fn terraform(
    block: Block,
    module: &mut Module,
    names: &dyn Fn(Span) -> String,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut content = note(diagnostics, lang::content(block.body, &TERRAFORM));
    // `required_version` was read before anything else.
    content.attributes.remove("required_version");
    if let Some(attribute) = content.attributes.remove("experiments") {
        let detail = "Experimental features are intended only for gathering early feedback on new language designs, and so are available only in alpha releases of Terraform.";
        diagnostics.push(
            Diagnostic::error("Module uses experimental features", detail).at(attribute.name_span),
        );
    }
    if let Some(attribute) = content.attributes.remove("language") {
        let is_2021 = crate::syntax::keyword(&attribute.expression)
            .is_some_and(|word| word.as_ref() == "TF2021");
        if !is_2021 {
            let detail = "The given value is not a supported language edition keyword; this version of Terraform supports TF2021 only.";
            diagnostics.push(
                Diagnostic::error("Unsupported language edition", detail)
                    .at(attribute.expression.span),
            );
        }
    }
    for nested in content.blocks {
        match nested.kind.as_ref() {
            "required_providers" => required_providers(nested, module, names, diagnostics),
            "backend" => {
                let span = nested.header_span();
                if let Some(first) = module.backend {
                    let detail = format!(
                        "A module may have only one backend configuration. The backend was previously configured at {}.",
                        names(first)
                    );
                    let error = Diagnostic::error("Duplicate backend configuration", detail);
                    diagnostics.push(error.at(span));
                }
                module.backend.get_or_insert(span);
            }
            "cloud" => {
                let span = nested.header_span();
                if let Some(first) = module.cloud {
                    let detail = format!(
                        "A module may have only one 'cloud' block configuring HCP Terraform or Terraform Enterprise. The 'cloud' block was previously configured at {}.",
                        names(first)
                    );
                    let error = Diagnostic::error("Duplicate HCP Terraform configurations", detail);
                    diagnostics.push(error.at(span));
                }
                module.cloud.get_or_insert(span);
            }
            _ => {}
        }
    }
}

/// A state is kept in one place.
pub(crate) fn two_homes(module: &Module, names: &dyn Fn(Span) -> String) -> Option<Diagnostic> {
    let (backend, cloud) = (module.backend?, module.cloud?);
    let detail = format!(
        "A module may declare either one 'cloud' block OR one 'backend' block configuring a state backend. The 'cloud' block is configured at {}; a backend is configured at {}. Remove the backend block to configure HCP Terraform or Terraform Enteprise.",
        names(cloud),
        names(backend)
    );
    Some(
        Diagnostic::error("Both a backend and cloud configuration are present", detail).at(backend),
    )
}

fn required_providers(
    block: Block,
    module: &mut Module,
    names: &dyn Fn(Span) -> String,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if let Some(first) = module.required_providers_span {
        let detail = format!(
            "A module may have only one required providers configuration. The required providers were previously configured at {}.",
            names(first)
        );
        diagnostics.push(
            Diagnostic::error("Duplicate required providers configuration", detail)
                .at(block.kind_span),
        );
        return;
    }
    module.required_providers_span = Some(block.header_span());
    for attribute in note(diagnostics, lang::just_attributes(block.body)) {
        if let Some(error) = wrong_local_name(&attribute.name) {
            diagnostics.push(error.at(attribute.expression.span));
            continue;
        }
        let mut required = RequiredProvider {
            source: None,
            version: None,
            aliases: Vec::new(),
            span: attribute.span,
        };
        if let Some(items) = object(&attribute.expression) {
            for item in items {
                requirement(&attribute.name, &item.key, &item.value, &mut required, diagnostics);
            }
        } else {
            // Terraform 0.12 had the bare version here.
            required.version = constant::version_constraint(&attribute, diagnostics);
        }
        module.required_providers.insert(attribute.name, required);
    }
}

fn requirement(
    local: &str,
    key: &Expression,
    value: &Expression,
    required: &mut RequiredProvider,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let invalid = |detail: &str| {
        Diagnostic::error("Invalid required_providers object", detail.to_owned()).at(value.span)
    };
    let word = crate::syntax::keyword(key).cloned().or_else(|| plain_string(key));
    match word.as_deref() {
        Some("version") => match plain_string(value) {
            Some(text) => {
                let parsed = super::version::Constraints::parse(&text);
                if parsed.is_none() {
                    let detail = "This string does not use correct version constraint syntax.";
                    diagnostics.push(
                        Diagnostic::error("Invalid version constraint", detail).at(value.span),
                    );
                }
                required.version = Some(super::model::VersionConstraint {
                    text: text.to_string(),
                    parsed,
                    span: value.span,
                });
            }
            None => {
                let detail = "Version must be specified as a string. See https://www.terraform.io/docs/configuration/provider-requirements.html#version-constraints.";
                diagnostics
                    .push(Diagnostic::error("Invalid version constraint", detail).at(value.span));
            }
        },
        Some("source") => match plain_string(value) {
            Some(text)
                if text.is_empty()
                    || text.split('/').count() > 3
                    || text.split('/').any(str::is_empty) =>
            {
                let detail = "The \"source\" attribute must be in the format \"[hostname/][namespace/]name\"";
                diagnostics.push(
                    Diagnostic::error("Invalid provider source string", detail).at(value.span),
                );
            }
            Some(text) => required.source = Some(text.to_string()),
            None => {
                let detail = "Source must be specified as a string.";
                diagnostics.push(Diagnostic::error("Invalid source", detail).at(value.span));
            }
        },
        Some("configuration_aliases") => {
            let elements = list(value).unwrap_or_default();
            for element in elements {
                let Some(found) = constant::provider_reference(element, diagnostics) else {
                    continue;
                };
                if found.key.name.as_ref() == local {
                    required.aliases.push(found.key);
                } else {
                    let detail = "Configuration aliases must be prefixed with the provider name.";
                    diagnostics.push(
                        Diagnostic::error("Invalid configuration_aliases value", detail)
                            .at(element.span),
                    );
                }
            }
        }
        _ => {
            let detail = "required_providers objects can only contain \"version\", \"source\" and \"configuration_aliases\" attributes. To configure a provider, use a \"provider\" block.";
            diagnostics.push(invalid(detail).at(key.span.to(value.span)));
        }
    }
}

/// Reads a `check` block and the data source in it.
pub(crate) fn check(
    block: Block,
    names: &dyn Fn(Span) -> String,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Check, Option<ResourceConfig>)> {
    let span = block.header_span();
    let (name, name_span) = block.labels.first().cloned()?;
    if !is_identifier(&name) {
        diagnostics.push(Diagnostic::error("Invalid check block name", BAD_NAME).at(name_span));
    }
    let content = note(diagnostics, lang::content(block.body, &CHECK));
    let mut check = Check { name: name.clone(), data: None, asserts: Vec::new(), span };
    let mut found: Option<ResourceConfig> = None;
    for nested in content.blocks {
        if nested.kind.as_ref() == "assert" {
            check.asserts.extend(rule::decode(nested, None, diagnostics));
        } else if let Some(earlier) = &found {
            let detail = format!(
                "This check block already has a data resource defined at {}.",
                names(earlier.span)
            );
            diagnostics.push(
                Diagnostic::error("Multiple data resource blocks", detail).at(nested.header_span()),
            );
        } else {
            let mut wrong = Vec::new();
            let data = resource::decode_nested(nested, names, &mut wrong);
            found = data.filter(|_| !wrong.iter().any(Diagnostic::is_error));
            diagnostics.extend(wrong);
        }
    }
    if check.asserts.is_empty() {
        let detail = "Check blocks must have at least one assert block.";
        diagnostics.push(Diagnostic::error("Zero assert blocks", detail).at(span));
    }
    if let Some(data) = &mut found {
        data.check = Some(name);
        check.data = Some(data.address.clone());
    }
    Some((check, found))
}
