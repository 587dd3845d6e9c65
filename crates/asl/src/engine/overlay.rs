//! Overlays: a definition and the changes that a later step makes to it.

use dryrun_diag::Diagnostic;
use dryrun_engine::{Example, Part};
use dryrun_json::{pointer, print};
use serde_json::Value;

use super::definition::{document, part};

/// The base without what is removed, with the step's objects merged into it; other parts of the step replace the base's.
pub(super) fn overlay(
    base: &Example,
    step: &Example,
    remove: &[String],
) -> Result<Example, Box<Diagnostic>> {
    let (file, old) = part(base)?;
    let mut value = document(file, old)?.value;
    for address in remove {
        pointer::remove(&mut value, address).map_err(|_| {
            let detail = format!("The definition of '{}' has nothing at '{address}'.", base.id);
            Box::new(
                Diagnostic::error("Nothing to remove", detail)
                    .code("asl/overlay")
                    .address(address.clone()),
            )
        })?;
    }
    let mut name = old.name.clone();
    for (index, change) in step.parts.iter().enumerate().filter(|(_, part)| part.role == "asl") {
        let file = dryrun_diag::FileId(u32::try_from(index).unwrap_or(u32::MAX));
        merge(&mut value, document(file, change)?.value);
        name.clone_from(&change.name);
    }
    let definition = Part {
        role: "asl".to_owned(),
        language: "json".to_owned(),
        name,
        case: None,
        text: print::pretty(&value),
    };
    let replaced =
        |part: &&Part| !step.parts.iter().any(|new| new.role == part.role && new.case == part.case);
    let kept = base.parts.iter().filter(|part| part.role != "asl").filter(replaced);
    let added = step.parts.iter().filter(|part| part.role != "asl");
    let parts = std::iter::once(definition).chain(kept.cloned()).chain(added.cloned()).collect();
    Ok(Example { parts, ..step.clone() })
}

/// Members are merged, at every depth; everything else is replaced. Null stays null: it means something in a definition.
fn merge(into: &mut Value, change: Value) {
    // Definitions are not read deeper than JSON texts are, so this ends.
    match (into, change) {
        (Value::Object(into), Value::Object(change)) => {
            for (key, value) in change {
                match into.get_mut(&key) {
                    Some(old) => merge(old, value),
                    None => {
                        into.insert(key, value);
                    }
                }
            }
        }
        (into, change) => *into = change,
    }
}
