//! One file's blocks, added to the module.

use dryrun_diag::{Diagnostic, Sources, Span};
use dryrun_hcl::ast::{Block, Body};
use dryrun_plan::addr::{Mode, Resource};

use super::model::{Module, Name, VersionConstraint};
use super::named::{self, Role};
use super::{constant, merge, module_call, place, refactor, resource, settings};
use crate::lang::{self, BodySchema};
use crate::syntax::note;

const FILE: BodySchema = BodySchema {
    attributes: &[],
    blocks: &[
        ("terraform", &[]),
        ("required_providers", &[]),
        ("provider", &["name"]),
        ("variable", &["name"]),
        ("locals", &[]),
        ("output", &["name"]),
        ("module", &["name"]),
        ("resource", &["type", "name"]),
        ("data", &["type", "name"]),
        ("ephemeral", &["type", "name"]),
        ("moved", &[]),
        ("import", &[]),
        ("check", &["name"]),
        ("removed", &[]),
    ],
};

const SNIFF: BodySchema = BodySchema { attributes: &[], blocks: &[("terraform", &[])] };
const SNIFF_VERSION: BodySchema =
    BodySchema { attributes: &[("required_version", false)], blocks: &[] };

/// What reading one file needs and fills.
pub(super) struct FileReader<'a> {
    pub(super) sources: &'a Sources,
    pub(super) module: &'a mut Module,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
    pub(super) role: Role,
}

/// The core version constraints of a file, read before anything that might not be understood.
///
/// Terraform looks into `terraform` blocks twice before it decodes them, so what it complains about there comes thrice.
fn sniff(body: &Body, diagnostics: &mut Vec<Diagnostic>) -> Vec<VersionConstraint> {
    let blocks = note(diagnostics, lang::peek(body, &SNIFF)).blocks;
    let again = lang::peek(body, &SNIFF).1;
    diagnostics.extend(again);
    let mut found = Vec::new();
    for block in blocks {
        let content = note(diagnostics, lang::peek(&block.body, &SNIFF_VERSION));
        if let Some(attribute) = content.attributes.get("required_version") {
            found.extend(constant::version_constraint(attribute, diagnostics));
        }
    }
    found
}

/// Adds a file's declarations to its module.
pub(super) fn read(body: Body, reader: &mut FileReader<'_>) {
    let versions = sniff(&body, reader.diagnostics);
    if reader.role == Role::Override && !versions.is_empty() {
        reader.module.required_versions.clear();
    }
    reader.module.required_versions.extend(versions);
    let content = note(reader.diagnostics, lang::content(body, &FILE));
    for block in content.blocks {
        top_level(block, reader);
    }
}

/// Blocks that record what has happened cannot be overridden.
fn not_overridable(block: &Block) -> Option<Diagnostic> {
    let (summary, detail) = match block.kind.as_ref() {
        "moved" => (
            "Cannot override 'moved' blocks",
            "Records of moved objects can appear only in normal files, not in override files.",
        ),
        "import" => (
            "Cannot override 'import' blocks",
            "Import blocks can appear only in normal files, not in override files.",
        ),
        "removed" => (
            "Cannot override 'removed' blocks",
            "Removed blocks can appear only in normal files, not in override files.",
        ),
        "check" => ("Can't override check blocks", "Override files cannot override check blocks."),
        _ => return None,
    };
    Some(Diagnostic::error(summary, detail).at(block.header_span()))
}

fn top_level(block: Block, reader: &mut FileReader<'_>) {
    if let Some(error) = not_overridable(&block).filter(|_| reader.role == Role::Override) {
        reader.diagnostics.push(error);
        return;
    }
    let sources = reader.sources;
    let names = |span: Span| place::text(sources, span);
    match block.kind.as_ref() {
        "terraform" => settings::terraform(block, reader.module, &names, reader.diagnostics),
        "required_providers" => {
            let detail =
                "A \"required_providers\" block must be nested inside a \"terraform\" block.";
            reader.diagnostics.push(
                Diagnostic::error("Invalid required_providers block", detail).at(block.kind_span),
            );
        }
        "provider" => provider(block, reader),
        "variable" => variable(block, reader),
        "locals" => locals(block, reader),
        "output" => output(block, reader),
        "module" => module(block, reader),
        "resource" => resource(block, Mode::Managed, reader),
        "data" => resource(block, Mode::Data, reader),
        "ephemeral" => resource(block, Mode::Ephemeral, reader),
        "moved" => {
            let moved = refactor::moved(block, reader.diagnostics);
            reader.module.moved.extend(moved);
        }
        "removed" => {
            let removed = refactor::removed(block, reader.diagnostics);
            reader.module.removed.extend(removed);
        }
        "import" => {
            let Some(import) = refactor::import(block, reader.diagnostics) else { return };
            reader.diagnostics.extend(refactor::duplicate(&import, &reader.module.imports, &names));
            reader.module.imports.push(import);
        }
        "check" => check(block, reader),
        _ => {}
    }
}

fn provider(block: Block, reader: &mut FileReader<'_>) {
    let Some(found) = module_call::provider(block, reader.diagnostics) else { return };
    let earlier = reader.module.providers.get_mut(&found.key);
    match (earlier, reader.role) {
        (Some(base), Role::Override) => merge::provider(base, found),
        (Some(earlier), Role::Primary) => {
            let first = place::text(reader.sources, earlier.span);
            let name = &found.key.name;
            let detail = match &found.key.alias {
                None => format!(
                    "A default (non-aliased) provider configuration for \"{name}\" was already given at {first}. If multiple configurations are required, set the \"alias\" argument for alternative configurations."
                ),
                Some(alias) => format!(
                    "A provider configuration for \"{name}\" with alias \"{alias}\" was already given at {first}. Each configuration for the same provider must have a distinct alias."
                ),
            };
            reader
                .diagnostics
                .push(Diagnostic::error("Duplicate provider configuration", detail).at(found.span));
        }
        (None, Role::Override) if found.key.alias.is_some() => {
            let (name, alias) = (&found.key.name, found.key.alias.as_deref().unwrap_or_default());
            let detail = format!(
                "There is no {name} provider configuration with the alias \"{alias}\". An override file can only override an aliased provider configuration that was already defined in a primary configuration file."
            );
            let summary = "Missing base provider configuration for override";
            reader.diagnostics.push(missing_base(summary, detail, found.span));
        }
        (None, Role::Override | Role::Primary) => {
            reader.module.providers.insert(found.key.clone(), found);
        }
    }
}

fn missing_base(summary: &'static str, detail: String, span: Span) -> Diagnostic {
    Diagnostic::error(summary, detail).at(span)
}

fn variable(block: Block, reader: &mut FileReader<'_>) {
    let Some(found) = named::variable(block, reader.role, reader.diagnostics) else { return };
    match (reader.module.variables.get_mut(&found.name), reader.role) {
        (Some(base), Role::Override) => merge::variable(base, found, reader.diagnostics),
        (None, Role::Override) => {
            let detail = format!(
                "There is no variable named \"{}\". An override file can only override a variable that was already declared in a primary configuration file.",
                found.name
            );
            reader.diagnostics.push(missing_base(
                "Missing base variable declaration to override",
                detail,
                found.span,
            ));
        }
        (Some(earlier), Role::Primary) => {
            let first = place::text(reader.sources, earlier.span);
            let detail = format!(
                "A variable named \"{}\" was already declared at {first}. Variable names must be unique within a module.",
                found.name
            );
            reader
                .diagnostics
                .push(Diagnostic::error("Duplicate variable declaration", detail).at(found.span));
            reader.module.variables.insert(found.name.clone(), found);
        }
        (None, Role::Primary) => {
            reader.module.variables.insert(found.name.clone(), found);
        }
    }
}

fn locals(block: Block, reader: &mut FileReader<'_>) {
    for (name, local) in named::locals(block, reader.diagnostics) {
        let earlier = reader.module.locals.get(&name).map(|earlier| earlier.span);
        match (earlier, reader.role) {
            (None, Role::Override) => {
                let detail = format!(
                    "There is no local value named \"{name}\". An override file can only override a local value that was already defined in a primary configuration file."
                );
                reader.diagnostics.push(missing_base(
                    "Missing base local value definition to override",
                    detail,
                    local.span,
                ));
                continue;
            }
            (Some(_), Role::Primary) => {
                let first = reader
                    .module
                    .locals
                    .get(&name)
                    .map(|earlier| earlier.name_span)
                    .unwrap_or_default();
                let first = place::text(
                    reader.sources,
                    reader.module.locals.get(&name).map_or(first, |earlier| earlier.span),
                );
                let detail = format!(
                    "A local value named \"{name}\" was already defined at {first}. Local value names must be unique within a module."
                );
                reader.diagnostics.push(
                    Diagnostic::error("Duplicate local value definition", detail).at(local.span),
                );
            }
            (Some(_), Role::Override) | (None, Role::Primary) => {}
        }
        reader.module.locals.insert(name, local);
    }
}

fn output(block: Block, reader: &mut FileReader<'_>) {
    let Some(found) = named::output(block, reader.role, reader.diagnostics) else { return };
    match (reader.module.outputs.get_mut(&found.name), reader.role) {
        (Some(base), Role::Override) => {
            reader.diagnostics.extend(merge::dependencies(&found.depends_on));
            merge::output(base, found);
        }
        (None, Role::Override) => {
            let detail = format!(
                "There is no output named \"{}\". An override file can only override an output that was already defined in a primary configuration file.",
                found.name
            );
            reader.diagnostics.push(missing_base(
                "Missing base output definition to override",
                detail,
                found.span,
            ));
        }
        (Some(earlier), Role::Primary) => {
            let first = place::text(reader.sources, earlier.span);
            let detail = format!(
                "An output named \"{}\" was already defined at {first}. Output names must be unique within a module.",
                found.name
            );
            reader
                .diagnostics
                .push(Diagnostic::error("Duplicate output definition", detail).at(found.span));
        }
        (None, Role::Primary) => {
            reader.module.outputs.insert(found.name.clone(), found);
        }
    }
}

fn module(block: Block, reader: &mut FileReader<'_>) {
    let Some(found) = module_call::module(block, reader.role, reader.diagnostics) else { return };
    match (reader.module.calls.get_mut(&found.name), reader.role) {
        (Some(base), Role::Override) => {
            reader.diagnostics.extend(merge::dependencies(&found.depends_on));
            merge::module_call(base, found);
        }
        (None, Role::Override) => {
            let detail = format!(
                "There is no module call named \"{}\". An override file can only override a module call that was defined in a primary configuration file.",
                found.name
            );
            reader.diagnostics.push(missing_base(
                "Missing module call to override",
                detail,
                found.span,
            ));
        }
        (Some(earlier), Role::Primary) => {
            let first = place::text(reader.sources, earlier.span);
            let detail = format!(
                "A module call named \"{}\" was already defined at {first}. Module calls must have unique names within a module.",
                found.name
            );
            reader
                .diagnostics
                .push(Diagnostic::error("Duplicate module call", detail).at(found.span));
        }
        (None, Role::Primary) => {
            reader.module.calls.insert(found.name.clone(), found);
        }
    }
}

fn resource(block: Block, mode: Mode, reader: &mut FileReader<'_>) {
    let sources = reader.sources;
    let names = |span: Span| place::text(sources, span);
    let Some(found) = resource::decode(block, mode, &names, reader.diagnostics) else { return };
    add_resource(found, reader);
}

fn add_resource(found: super::model::ResourceConfig, reader: &mut FileReader<'_>) {
    let address = found.address.clone();
    match (reader.module.resources.get_mut(&address), reader.role) {
        (Some(base), Role::Override) => {
            reader.diagnostics.extend(merge::dependencies(&found.depends_on));
            merge::resource(base, found);
        }
        (None, Role::Override) => reader.diagnostics.push(no_base_resource(&address, found.span)),
        (Some(earlier), Role::Primary) => {
            let first = place::text(reader.sources, earlier.span);
            reader.diagnostics.push(duplicate_resource(&address, &first).at(found.span));
        }
        (None, Role::Primary) => {
            reader.module.resources.insert(address, found);
        }
    }
}

fn no_base_resource(address: &Resource, span: Span) -> Diagnostic {
    let (summary, word, block) = match address.mode {
        Mode::Managed => ("Missing resource to override", "resource", "a resource"),
        Mode::Data => ("Missing data resource to override", "data resource", "a data"),
        Mode::Ephemeral => {
            ("Missing ephemeral resource to override", "ephemeral resource", "an ephemeral")
        }
    };
    let Resource { kind, name, .. } = address;
    let detail = format!(
        "There is no {kind} {word} named \"{name}\". An override file can only override {block} block defined in a primary configuration file."
    );
    Diagnostic::error(summary, detail).at(span)
}

fn duplicate_resource(address: &Resource, first: &str) -> Diagnostic {
    let Resource { kind, name, .. } = address;
    let unique = "Resource names must be unique per type in each module.";
    match address.mode {
        Mode::Managed => Diagnostic::error(
            format!("Duplicate resource \"{kind}\" configuration"),
            format!("A {kind} resource named \"{name}\" was already declared at {first}. {unique}"),
        ),
        Mode::Data => Diagnostic::error(
            format!("Duplicate data \"{kind}\" configuration"),
            format!(
                "A {kind} data resource named \"{name}\" was already declared at {first}. {unique}"
            ),
        ),
        Mode::Ephemeral => Diagnostic::error(
            format!("Duplicate ephemeral \"{kind}\" configuration"),
            format!(
                "A {kind} ephemeral resource named \"{name}\" was already declared at {first}. {unique}"
            ),
        ),
    }
}

fn check(block: Block, reader: &mut FileReader<'_>) {
    let sources = reader.sources;
    let names = |span: Span| place::text(sources, span);
    let Some((check, data)) = settings::check(block, &names, reader.diagnostics) else { return };
    let name: Name = check.name.clone();
    if let Some(earlier) = reader.module.checks.get(&name) {
        let first = place::text(reader.sources, earlier.span);
        let detail = format!(
            "A check block named \"{name}\" was already declared at {first}. Check blocks must be unique within each module."
        );
        reader.diagnostics.push(
            Diagnostic::error("Duplicate check \"".to_owned() + &name + "\" configuration", detail)
                .at(check.span),
        );
        return;
    }
    reader.module.checks.insert(name, check);
    if let Some(data) = data {
        add_resource(data, reader);
    }
}
