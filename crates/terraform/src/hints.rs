//! How to write today what Terraform 0.11 had otherwise: advice beside Terraform's own words.

use dryrun_diag::Diagnostic;

/// Adds advice to the errors that old habits cause.
pub(crate) fn add(diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics.iter_mut().filter(|diagnostic| diagnostic.help.is_none()) {
        diagnostic.help = advice(diagnostic);
    }
}

fn advice(diagnostic: &Diagnostic) -> Option<String> {
    let detail = diagnostic.detail.as_str();
    match diagnostic.summary.as_ref() {
        "Unsupported block type" => {
            let (_, rest) = detail.split_once("Did you mean to define argument \"")?;
            let (name, _) = rest.split_once('"')?;
            Some(format!("a map is an argument, so it needs an equals sign: `{name} = {{ … }}`"))
        }
        "Error in function call" if detail.starts_with("Call to function \"list\"") => {
            Some("write the list itself: `[a, b]` instead of `list(a, b)`".to_owned())
        }
        "Error in function call" if detail.starts_with("Call to function \"map\"") => Some(
            "write the map itself: `{ key = value }` instead of `map(\"key\", value)`".to_owned(),
        ),
        "Attribute redefined" => Some("keep one of the two lines".to_owned()),
        "Invalid ignore_changes wildcard" => Some("write `ignore_changes = all`".to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_written_as_a_block_is_explained() {
        let detail = "Blocks of type \"tags\" are not expected here. Did you mean to define argument \"tags\"? If so, use the equals sign to assign it a value.";
        let mut found = [Diagnostic::error("Unsupported block type", detail)];
        add(&mut found);
        assert!(found[0].help.as_deref().unwrap().ends_with("`tags = { … }`"));
    }
}
