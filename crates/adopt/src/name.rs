//! Names: ids of examples and names of files, from what stands around them.

use std::collections::BTreeSet;

use dryrun_hcl::ast::Body;

/// Words that say nothing in an id.
const EMPTY: &[&str] = &[
    "a",
    "an",
    "the",
    "of",
    "to",
    "in",
    "on",
    "with",
    "and",
    "or",
    "for",
    "using",
    "use",
    "how",
    "my",
    "your",
    "our",
    "building",
    "build",
    "creating",
    "create",
    "introduction",
    "intro",
    "part",
    "step",
    "steps",
    "functions",
    "function",
    "aws",
    "amazon",
    "terraform",
    "state",
    "machine",
    "machines",
    "states",
    "language",
    "example",
    "is",
    "this",
    "from",
    "by",
    "into",
    "first",
    "simple",
    "getting",
    "started",
    "what",
    "are",
    "it",
    "we",
    "you",
    "at",
    "as",
    "definition",
    "code",
    "configuration",
    "setup",
    "overview",
    "deploying",
    "deploy",
    "lets",
    "let",
    "s",
];

/// Words of an id at most.
const WORDS: usize = 4;

/// An id from a text, or nothing where no word says anything.
pub(crate) fn slug(text: &str) -> Option<String> {
    let words = text
        .split(|c: char| !c.is_ascii_alphanumeric())
        .map(str::to_ascii_lowercase)
        .filter(|word| !word.is_empty() && !EMPTY.contains(&word.as_str()))
        .filter(|word| !word.chars().all(|c| c.is_ascii_digit()));
    let slug = words.take(WORDS).collect::<Vec<_>>().join("-");
    (!slug.is_empty()).then_some(slug)
}

/// `LambdaFunction` as `lambda-function`.
pub(crate) fn kebab(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && out.ends_with(|last: char| last.is_ascii_lowercase()) {
            out.push('-');
        }
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_matches('-').to_owned()
}

/// A name that is not taken yet.
pub(crate) fn unique(wanted: &str, taken: &mut BTreeSet<String>) -> String {
    let name = std::iter::once(wanted.to_owned())
        .chain((2..).map(|number| format!("{wanted}-{number}")))
        .find(|name| !taken.contains(name))
        .unwrap_or_default();
    taken.insert(name.clone());
    name
}

/// The last heading of a Markdown text.
pub(crate) fn heading(prose: &str) -> Option<&str> {
    let line = prose.lines().rev().find(|line| line.starts_with('#'))?;
    Some(line.trim_start_matches('#').trim())
}

/// A file name with one of those extensions that the end of the prose or the first line of the code names.
pub(crate) fn file(prose: &str, code: &str, extensions: &[&str]) -> Option<String> {
    let tail: String = prose.lines().rev().take(6).collect::<Vec<_>>().join("\n");
    let first = code.lines().next().filter(|line| line.trim_start().starts_with(['#', '/']));
    let fits = |word: &str| {
        let stem = extensions.iter().find_map(|extension| word.strip_suffix(extension));
        stem.is_some_and(|stem| {
            !stem.is_empty()
                && !stem.starts_with(['.', '/'])
                && !stem.contains("..")
                && stem.chars().all(|c| c.is_ascii_alphanumeric() || "-_./".contains(c))
        })
    };
    let words = |text: &str| {
        let words = text.split(|c: char| c.is_whitespace() || "`*()[]\"',:;<>#".contains(c));
        words
            .map(|word| word.trim_end_matches('.').to_owned())
            .filter(|word| fits(word))
            .collect::<Vec<_>>()
    };
    let found = first.map(words).unwrap_or_default();
    // The nearest line of prose comes first in `tail`; in it the last name counts.
    let nearest = || tail.lines().find_map(|line| words(line).pop());
    let name = found.into_iter().next().or_else(nearest)?;
    Some(name.rsplit('/').next().unwrap_or_default().to_owned())
}

/// A file name by what a configuration holds.
pub(crate) fn by_content(body: &Body) -> &'static str {
    let all = |kinds: &[&str]| {
        !body.blocks.is_empty()
            && body.blocks.iter().all(|block| kinds.contains(&block.kind.as_ref()))
    };
    if all(&["variable"]) {
        "variables.tf"
    } else if all(&["output"]) {
        "outputs.tf"
    } else if all(&["provider", "terraform"]) {
        "providers.tf"
    } else {
        "main.tf"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_say_what_is_special() {
        assert_eq!(
            slug("Building a Windows 2012R2 Instance in AWS with Terraform").as_deref(),
            Some("windows-2012r2-instance")
        );
        assert_eq!(slug("An Introduction to AWS Step Functions \u{2013} Part 2"), None);
        assert_eq!(kebab("LambdaFunction"), "lambda-function");
    }

    #[test]
    fn files_are_named_nearby() {
        assert_eq!(
            file("First `variables.tf`, then\nedit `main.tf`:\n", "x", &[".tf"]).as_deref(),
            Some("main.tf")
        );
        assert_eq!(file("no name", "# web.tf\n", &[".tf"]).as_deref(), Some("web.tf"));
        assert_eq!(file("they end in .tf.", "x", &[".tf"]), None);
    }
}
