//! Excerpts: true parts of a definition.

use dryrun_diag::{Diagnostic, FileId};
use dryrun_engine::Example;
use dryrun_json::pattern::{Pattern, parse_recorded};

use super::definition::{document, part};

/// An excerpt in either notation: one of an object in JSON begins with its brace.
fn read(text: &str) -> Result<Pattern, Box<Diagnostic>> {
    match parse_recorded(FileId(0), text) {
        Err(_) if !text.trim_start().starts_with(['{', '[']) => {
            Ok(Pattern { doc: crate::yaml::read(FileId(0), text)? })
        }
        parsed => parsed,
    }
}

/// Compares a text with the part of the definition at a JSON Pointer.
pub(super) fn check(example: &Example, at: &str, text: &str) -> Result<(), Box<Diagnostic>> {
    let (file, part) = part(example)?;
    let doc = document(file, part)?;
    // No definition has a member without a name at its top: `/` is the whole of it.
    let Some(found) = doc.find(if at == "/" { "" } else { at }) else {
        let detail = format!("The definition of '{}' has nothing at '{at}'.", example.id);
        return Err(Box::new(
            Diagnostic::error("No such part", detail).code("asl/excerpt").address(at.to_owned()),
        ));
    };
    let pattern = read(text)?;
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
