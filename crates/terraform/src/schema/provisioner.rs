//! The schemas of Terraform's own provisioners and of their connections.

use std::sync::Arc;

use dryrun_cty::Type;
use dryrun_diag::Diagnostic;
use dryrun_hcl::ast::Body;
use dryrun_provider::{Attribute, Block};

use super::{body, shape};
use crate::scope::Scope;

/// The schema of a provisioner's body.
pub(crate) fn schema(kind: &str) -> Option<Block> {
    let strings = || Type::list(Type::String);
    Some(match kind {
        "file" => block(&[("source", Type::String), ("content", Type::String)], &["destination"]),
        "local-exec" => block(
            &[
                ("interpreter", strings()),
                ("working_dir", Type::String),
                ("environment", Type::map(Type::String)),
                ("quiet", Type::Bool),
            ],
            &["command"],
        ),
        "remote-exec" => {
            block(&[("inline", strings()), ("script", Type::String), ("scripts", strings())], &[])
        }
        _ => return None,
    })
}

/// The schema of `connection`.
pub(crate) fn connection() -> Block {
    const TEXTS: [&str; 22] = [
        "type",
        "user",
        "password",
        "port",
        "timeout",
        "script_path",
        "target_platform",
        "private_key",
        "certificate",
        "host_key",
        "cacert",
        "agent_identity",
        "bastion_user",
        "bastion_host",
        "bastion_host_key",
        "bastion_port",
        "bastion_password",
        "bastion_private_key",
        "bastion_certificate",
        "proxy_scheme",
        "proxy_host",
        "proxy_user_name",
    ];
    let mut connection = block(&TEXTS.map(|name| (name, Type::String)), &["host"]);
    for (name, ty) in [
        ("agent", Type::Bool),
        ("https", Type::Bool),
        ("insecure", Type::Bool),
        ("use_ntlm", Type::Bool),
        ("proxy_port", Type::Number),
        ("proxy_user_password", Type::String),
    ] {
        connection
            .attributes
            .insert(name.into(), Attribute { ty, optional: true, ..Attribute::default() });
    }
    connection
}

fn block(optional: &[(&str, Type)], required: &[&str]) -> Block {
    let mut block = Block::default();
    for (name, ty) in optional {
        let attribute = Attribute { ty: ty.clone(), optional: true, ..Attribute::default() };
        block.attributes.insert(Arc::from(*name), attribute);
    }
    for name in required {
        let attribute = Attribute { ty: Type::String, required: true, ..Attribute::default() };
        block.attributes.insert(Arc::from(*name), attribute);
    }
    block
}

/// A resource's connection with what a provisioner's own says over it.
pub(crate) fn merged(resource: Option<&Body>, own: Option<&Body>) -> Option<Body> {
    let (mut base, over) = match (resource, own) {
        (None, None) => return None,
        (Some(one), None) | (None, Some(one)) => return Some(one.clone()),
        (Some(base), Some(over)) => (base.clone(), over.clone()),
    };
    base.attributes
        .retain(|attribute| !over.attributes.iter().any(|other| other.name == attribute.name));
    base.attributes.extend(over.attributes);
    Some(base)
}

/// What is wrong with a body.
pub(crate) fn check(body: &Body, schema: &Block, scope: &Scope<'_, '_>) -> Vec<Diagnostic> {
    let (shaped, mut found) = shape::shape(body, schema);
    found.extend(body::evaluate(&shaped, schema, schema.implied_type(), scope).1);
    found
}
