//! A step over an earlier example: its blocks and local values replace those of the same address, others are added.

use std::collections::BTreeSet;

use dryrun_diag::{Diagnostic, nearest};
use dryrun_engine::{Example, Part};

use super::FILE;
use super::fragment::{Fragment, LOCALS, fragments};

/// The base without what the step replaces or removes, with the step's files.
pub(super) fn overlay(
    base: &Example,
    step: &Example,
    remove: &[String],
) -> Result<Example, Box<Diagnostic>> {
    let configuration = |part: &&Part| part.role == FILE && part.name.ends_with(".tf");
    let known: Vec<String> =
        base.parts.iter().filter(configuration).flat_map(|part| addresses(&part.text)).collect();
    for address in remove {
        if !known.contains(address) {
            return Err(Box::new(unknown(base, address, &known)));
        }
    }
    let replaced: BTreeSet<String> = step
        .parts
        .iter()
        .filter(configuration)
        .flat_map(|part| addresses(&part.text))
        .filter(|address| address != LOCALS)
        .chain(remove.iter().cloned())
        .collect();
    let mut overlaid = step.clone();
    let own: Vec<Part> = std::mem::take(&mut overlaid.parts);
    for part in &base.parts {
        let mut part = part.clone();
        if configuration(&&part) {
            part.text = without(&part.text, &replaced);
        } else if own.iter().any(|own| own.name == part.name) {
            continue;
        }
        overlaid.parts.push(part);
    }
    for part in own {
        match overlaid.parts.iter_mut().find(|other| other.name == part.name) {
            Some(other) => other.text = format!("{}\n\n{}", other.text.trim_end(), part.text),
            None => overlaid.parts.push(part),
        }
    }
    Ok(overlaid)
}

fn addresses(text: &str) -> Vec<String> {
    fragments(text).into_iter().map(|fragment| fragment.address).collect()
}

fn unknown(base: &Example, address: &str, known: &[String]) -> Diagnostic {
    let diagnostic =
        Diagnostic::error("Nothing to remove", format!("`{}` has no block `{address}`.", base.id));
    match nearest(address, known.iter().map(String::as_str)) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help(format!("there are {}", known.join(", "))),
    }
}

fn without(text: &str, addresses: &BTreeSet<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for Fragment { span, .. } in
        fragments(text).into_iter().filter(|fragment| addresses.contains(&fragment.address))
    {
        // A value of a `locals` block that goes as a whole is gone already.
        if let Some(kept) = text.get(from..span.start as usize) {
            out.push_str(kept);
            from = span.end as usize;
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(text: &str) -> Example {
        let part = Part {
            role: FILE.to_owned(),
            language: "hcl".to_owned(),
            name: "main.tf".to_owned(),
            case: None,
            text: text.to_owned(),
        };
        Example { id: "e".to_owned(), parts: vec![part], ..Example::default() }
    }

    #[test]
    fn local_values_are_replaced_one_by_one() {
        let base = example("locals {\n  a = 1\n  b = 2\n}\n\nlocals {\n  c = 3\n}\n");
        let step = example("locals {\n  b = 4\n  d = 5\n}\n");
        let text = |remove: &[String]| overlay(&base, &step, remove).unwrap().parts[0].text.clone();
        let mut values = addresses(&text(&[]));
        values.retain(|address| address != LOCALS);
        values.sort();
        assert_eq!(values, ["local.a", "local.b", "local.c", "local.d"]);
        assert!(text(&[]).contains("b = 4"));
        assert!(!text(&["local.c".to_owned()]).contains("c = 3"));
        assert!(!text(&[LOCALS.to_owned()]).contains("a = 1"));
    }

    #[test]
    fn what_has_no_label_is_known_by_an_argument() {
        let base = example(
            "provider \"aws\" {}\nprovider \"aws\" {\n  alias = \"west\"\n}\nmoved {\n  from = a.b\n  to = a.c\n}\n",
        );
        let mut known = addresses(&base.parts[0].text);
        known.sort();
        assert_eq!(known, ["moved.a.c", "provider.aws", "provider.aws.west"]);
    }

    #[test]
    fn blocks_are_replaced_added_and_removed() {
        let base = example("variable \"a\" {}\nvariable \"b\" {}\nvariable \"c\" {}\n");
        let step = example("variable \"b\" {\n  default = 1\n}\nvariable \"d\" {}\n");
        let overlaid = overlay(&base, &step, &["variable.c".to_owned()]).unwrap();
        let mut blocks = addresses(&overlaid.parts[0].text);
        blocks.sort();
        assert_eq!(blocks, ["variable.a", "variable.b", "variable.d"]);
        assert!(overlaid.parts[0].text.contains("default = 1"));
        assert!(overlay(&base, &step, &["variable.x".to_owned()]).is_err());
    }
}
