//! A resource type for readers: its arguments, and how faithfully it is planned.

use std::fmt::Write as _;

use dryrun_diag::nearest;
use dryrun_provider::{Attribute, Block, Nesting, Schema};

/// The resource and data source of that name: arguments with their types, nested blocks, and for a resource what is
/// modelled of it.
///
/// # Errors
/// Where no bundled provider has one: with the name that was meant, perhaps.
pub fn explain(name: &str) -> Result<String, String> {
    let mut known = Vec::new();
    let mut out = String::new();
    for provider in crate::bundled() {
        if let Some(schema) = provider.resource_schema(name) {
            describe(&mut out, &format!("resource {name} ({})", provider.source()), &schema);
            let fidelity = provider
                .fidelity(name)
                .unwrap_or_else(|| "nothing is known about how it differs".to_owned());
            let _ = writeln!(out, "\nfidelity: {fidelity}\n");
        }
        if let Some(schema) = provider.data_schema(name) {
            describe(&mut out, &format!("data source {name} ({})", provider.source()), &schema);
            out.push('\n');
        }
        known.extend(provider.resource_types());
        known.extend(provider.data_types());
    }
    if !out.is_empty() {
        return Ok(out);
    }
    let help = nearest(name, known.iter().map(String::as_str)).map_or_else(
        || "names look like aws_instance".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    Err(format!("no bundled provider has a resource or data source `{name}`; {help}"))
}

fn describe(out: &mut String, title: &str, schema: &Schema) {
    let _ = writeln!(out, "{title}\n");
    block(out, &schema.block, 1);
}

fn block(out: &mut String, block_schema: &Block, depth: usize) {
    let indent = "  ".repeat(depth);
    let width = block_schema.attributes.keys().map(|name| name.len()).max().unwrap_or_default();
    for (name, attribute) in &block_schema.attributes {
        let _ = writeln!(
            out,
            "{indent}{name:width$}  {}  {}",
            attribute.ty.constraint_name(),
            words(attribute)
        );
    }
    for (name, nested) in &block_schema.blocks {
        let bounds = match (nested.min, nested.max) {
            (0, 0) => "any number".to_owned(),
            (0, max) => format!("at most {max}"),
            (min, 0) => format!("at least {min}"),
            (min, max) if min == max => format!("exactly {min}"),
            (min, max) => format!("{min} to {max}"),
        };
        let nesting = match nested.nesting {
            Nesting::Single | Nesting::Group => "single",
            Nesting::List => "list",
            Nesting::Set => "set",
            Nesting::Map => "map",
        };
        let _ = writeln!(out, "{indent}{name} {{ }}  {nesting}, {bounds}");
        block(out, &nested.block, depth + 1);
    }
}

fn words(attribute: &Attribute) -> String {
    let all = [
        (attribute.required, "required"),
        (attribute.optional, "optional"),
        (attribute.computed, "computed"),
        (attribute.sensitive, "sensitive"),
        (attribute.write_only, "write-only"),
        (attribute.deprecated, "deprecated"),
    ];
    all.into_iter().filter(|(holds, _)| *holds).map(|(_, word)| word).collect::<Vec<_>>().join(", ")
}
