//! What planned resources define for other engines: state machines.

use dryrun_diag::Diagnostic;
use dryrun_engine::{Outcome, Part};
use serde_json::Value as Json;

const STATE_MACHINE: &str = "aws_sfn_state_machine";

/// The engine that runs the resource at an address.
pub(super) fn engine(address: &str) -> Option<&'static str> {
    let (_, kind, _, _) = parts(address)?;
    (kind == STATE_MACHINE).then_some("asl")
}

/// Module path, type, name and key of an address: `module.m.TYPE.NAME["k"]`.
fn parts(address: &str) -> Option<(Option<&str>, &str, &str, Option<Json>)> {
    let (resource, key) = match address.strip_suffix(']') {
        Some(open) => {
            let at = open.rfind('[')?;
            let (resource, key) = open.split_at(at);
            (resource, Some(serde_json::from_str(key.strip_prefix('[')?).ok()?))
        }
        None => (address, None),
    };
    let (rest, name) = resource.rsplit_once('.')?;
    let (module, kind) = match rest.rsplit_once('.') {
        Some((module, kind)) => (Some(module), kind),
        None => (None, rest),
    };
    Some((module, kind, name, key))
}

/// The definition of the state machine at an address, in the state that an apply would leave: where the plan does not
/// know an ARN yet, a made-up one stands in it.
pub(super) fn part(outcome: &Outcome, address: &str) -> Result<Part, Box<Diagnostic>> {
    let missing = |detail: String| Box::new(Diagnostic::error("No planned definition", detail));
    let state = outcome.state_after.as_deref().ok_or_else(|| {
        missing(format!("`{address}` cannot run: its configuration has no plan."))
    })?;
    let state: Json = serde_json::from_str(state).unwrap_or_default();
    let attributes = attributes(&state, address)
        .ok_or_else(|| missing(format!("There is no `{address}` in the plan.")))?;
    let text = attributes.get("definition").and_then(Json::as_str);
    let text = text.ok_or_else(|| {
        missing(format!("The definition of `{address}` is not known before an apply."))
    })?;
    Ok(Part {
        role: "asl".to_owned(),
        language: "json".to_owned(),
        name: format!("{address}.asl.json"),
        case: None,
        text: laid_out(text),
    })
}

fn attributes<'s>(state: &'s Json, address: &str) -> Option<&'s Json> {
    let (module, kind, name, key) = parts(address)?;
    let is = |resource: &&Json, member: &str, wanted: Option<&str>| {
        resource.get(member).and_then(Json::as_str) == wanted
    };
    let resource = state.get("resources")?.as_array()?.iter().find(|resource| {
        is(resource, "type", Some(kind))
            && is(resource, "name", Some(name))
            && is(resource, "module", module)
    });
    let instances = resource?.get("instances")?.as_array()?;
    instances.iter().find(|instance| instance.get("index_key") == key.as_ref())?.get("attributes")
}

/// `jsonencode` writes one line; diagnostics and graphs want the lines people know.
fn laid_out(text: &str) -> String {
    if text.contains('\n') {
        return text.to_owned();
    }
    serde_json::from_str::<Json>(text)
        .map_or_else(|_| text.to_owned(), |value| dryrun_json::print::pretty(&value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_fall_apart() {
        let key = Some(Json::from("a.b"));
        assert_eq!(
            parts("module.m.aws_sfn_state_machine.x[\"a.b\"]"),
            Some((Some("module.m"), STATE_MACHINE, "x", key))
        );
        assert_eq!(engine("aws_sfn_state_machine.x"), Some("asl"));
        assert_eq!(engine("aws_instance.x"), None);
        assert_eq!(engine("x"), None);
    }
}
