//! Excerpts: true parts of a definition.

use dryrun_diag::{Diagnostic, FileId};
use dryrun_engine::Example;
use dryrun_json::pattern::parse_recorded;

use super::definition::{document, part};

/// Compares a text with the part of the definition at a JSON Pointer.
pub(super) fn check(example: &Example, at: &str, text: &str) -> Result<(), Box<Diagnostic>> {
    let (file, part) = part(example)?;
    let doc = document(file, part)?;
    let Some(found) = doc.find(at) else {
        let detail = format!("The definition of '{}' has nothing at '{at}'.", example.id);
        return Err(Box::new(
            Diagnostic::error("No such part", detail).code("asl/excerpt").address(at.to_owned()),
        ));
    };
    let pattern = parse_recorded(FileId(0), text)?;
    match pattern.first_difference(found.value) {
        None => Ok(()),
        Some(difference) => {
            let span = pattern.doc.nearest(&difference.pointer).span();
            let detail = format!("The excerpt differs from the definition at {difference}");
            Err(Box::new(
                Diagnostic::error("The excerpt differs", detail)
                    .code("asl/excerpt")
                    .at(span)
                    .address(at.to_owned()),
            ))
        }
    }
}
