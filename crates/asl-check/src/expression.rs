//! What a JSONata expression refers to.

use std::ops::Range;

use dryrun_jsonata::facts::Use;
use dryrun_jsonata::{Dialect, Expression, facts};

/// What an expression mentions, with places in its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Workflow variables: neither `$states` nor bound by the expression itself nor functions.
    pub(crate) variables: Vec<(String, Range<usize>)>,
    /// Functions that are called and that Step Functions does not have.
    pub(crate) unknown_functions: Vec<(String, Range<usize>)>,
    /// Fields of `$states`.
    pub(crate) states: Vec<(String, Range<usize>)>,
    /// Names that have nothing to start from, `$` for the context item; each once.
    pub(crate) top_level: Vec<(String, Range<usize>)>,
    /// Every `$$`.
    pub(crate) roots: Vec<Range<usize>>,
}

/// Why a text is no expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExpressionError {
    pub(crate) message: String,
    pub(crate) place: Range<usize>,
}

/// Names of the functions that Step Functions has.
pub(crate) fn functions() -> Vec<&'static str> {
    facts::library(Dialect::Aws)
}

/// Reads the text between `{%` and `%}`; places count from its start.
pub(crate) fn read(source: &str) -> Result<Facts, ExpressionError> {
    let expression = Expression::parse(source).map_err(|error| ExpressionError {
        place: visible(source, error.span.unwrap_or_default()),
        message: error.message,
    })?;
    let found = facts::facts(&expression);
    let mut facts = Facts::default();
    for used in found.variables {
        let behind = source.get(used.span.end..).unwrap_or_default().trim_start();
        if used.name == "states" {
            facts.states.extend(field_behind(source, used.span.end));
        } else if behind.starts_with('(') {
            facts.unknown_functions.push((used.name, used.span));
        } else {
            facts.variables.push((used.name, used.span));
        }
    }
    let here = functions();
    let missing = found.functions.into_iter().filter(|used| !here.contains(&used.name.as_str()));
    facts.unknown_functions.extend(missing.map(|used| (used.name, used.span)));
    for Use { name, span } in found.input {
        let name = if name.is_empty() { "$".to_owned() } else { name };
        let is_root = name == "$" && span.len() == 2;
        if is_root {
            facts.roots.push(span);
        } else if !facts.top_level.iter().any(|(known, _)| *known == name) {
            facts.top_level.push((name, span));
        }
    }
    Ok(facts)
}

/// A place with something to see: where the text ends too early, its last token character.
fn visible(source: &str, place: Range<usize>) -> Range<usize> {
    let shown = source.get(place.clone()).is_some_and(|text| !text.trim().is_empty());
    let before = source.get(..place.start).unwrap_or(source).trim_end();
    match before.char_indices().next_back() {
        Some((start, _)) if !shown => start..before.len(),
        _ => place,
    }
}

/// The name after the dot that follows `$states` at `end`, if there is one.
fn field_behind(source: &str, end: usize) -> Option<(String, Range<usize>)> {
    let behind = source.get(end..)?.trim_start().strip_prefix('.')?.trim_start();
    let start = source.len() - behind.len();
    let length = behind.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(behind.len());
    let name = behind.get(..length).filter(|name| !name.is_empty())?;
    Some((name.to_owned(), start..start + length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(found: &[(String, Range<usize>)]) -> Vec<&str> {
        found.iter().map(|(name, _)| name.as_str()).collect()
    }

    #[test]
    fn references_by_kind() {
        let source = " $states.input.a + $v + $nope(1) + $eval('1') + b.c + b + $states . result ";
        let facts = read(source).unwrap();
        assert_eq!(names(&facts.variables), ["v"]);
        assert_eq!(names(&facts.unknown_functions), ["nope", "eval"]);
        assert_eq!(names(&facts.states), ["input", "result"]);
        assert_eq!(names(&facts.top_level), ["b"]);
        let (_, place) = &facts.states[1];
        assert_eq!(&source[place.clone()], "result");
    }

    #[test]
    fn context_item_and_root() {
        let facts = read("[$, $$.x, $states.input[$ > 1]]").unwrap();
        assert_eq!(names(&facts.top_level), ["$"]);
        assert_eq!(facts.roots.len(), 1);
        assert_eq!(facts.roots[0], 4..6);
    }

    #[test]
    fn messages_without_code() {
        let error = read("1 + ").unwrap_err();
        assert_eq!(error.message, "Unexpected end of expression");
    }
}
