//! Workflow variables: who assigns, who reads, in which scope.

use std::collections::{BTreeMap, BTreeSet};

use dryrun_diag::Span;

use crate::checker::Context;
use crate::finding::{Finding, nearest};
use crate::rules;

/// The variables each state reads, by the state's name, both sorted: DescribeStateMachine's `variableReferences`.
pub type VariableReferences = BTreeMap<String, BTreeSet<String>>;

/// The states of one machine or nested machine: they share their variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scope(usize);

impl Scope {
    pub(crate) const TOP: Self = Self(0);
}

#[derive(Debug, Default)]
struct Names {
    /// The enclosing scope, whose variables can be read.
    parent: Option<Scope>,
    assigned: BTreeMap<String, Span>,
}

#[derive(Debug)]
struct Read {
    scope: Scope,
    name: String,
    place: Span,
    location: String,
}

/// All scopes of a definition.
#[derive(Debug)]
pub(crate) struct Variables {
    scopes: Vec<Names>,
    reads: Vec<Read>,
    references: VariableReferences,
}

impl Variables {
    pub(crate) fn new() -> Self {
        Self { scopes: vec![Names::default()], reads: Vec::new(), references: BTreeMap::new() }
    }

    /// A scope within another.
    pub(crate) fn enter(&mut self, parent: Scope) -> Scope {
        self.scopes.push(Names { parent: Some(parent), assigned: BTreeMap::new() });
        Scope(self.scopes.len() - 1)
    }

    /// A scope that sees no other.
    pub(crate) fn apart(&mut self) -> Scope {
        self.scopes.push(Names::default());
        Scope(self.scopes.len() - 1)
    }

    pub(crate) fn assign(&mut self, cx: Context<'_>, name: &str, place: Span) {
        if let Some(names) = self.scopes.get_mut(cx.scope.0) {
            names.assigned.entry(name.to_owned()).or_insert(place);
        }
    }

    pub(crate) fn read(&mut self, cx: Context<'_>, name: &str, place: Span, location: &str) {
        self.references.entry(cx.state.to_owned()).or_default().insert(name.to_owned());
        self.reads.push(Read {
            scope: cx.scope,
            name: name.to_owned(),
            place,
            location: location.to_owned(),
        });
    }

    /// Adds the findings about variables and returns who reads what.
    pub(crate) fn finish(self, findings: &mut Vec<Finding>) -> VariableReferences {
        findings.extend(self.reads.iter().filter_map(|read| self.undefined(read)));
        findings.extend(self.shadows());
        self.references
    }

    fn undefined(&self, read: &Read) -> Option<Finding> {
        let visible: Vec<&Names> = self.chain(read.scope).collect();
        if visible.iter().any(|names| names.assigned.contains_key(&read.name)) {
            return None;
        }
        let finding = Finding::warning(
            &rules::UNDEFINED_VARIABLE,
            read.place,
            format!("no state that runs before assigns `${}`", read.name),
        );
        let finding = finding.address(&read.location);
        let elsewhere = self.scopes.iter().any(|names| names.assigned.contains_key(&read.name));
        let known = visible.iter().flat_map(|names| names.assigned.keys().map(String::as_str));
        Some(match nearest(&read.name, known) {
            Some(name) => finding.help(format!("did you mean `${name}`?")),
            None if elsewhere => finding.help("a variable of a branch, an item processor or a distributed Map's parent cannot be seen here"),
            None => finding,
        })
    }

    fn shadows(&self) -> Vec<Finding> {
        let mut found = Vec::new();
        for names in &self.scopes {
            let Some(parent) = names.parent else { continue };
            for (name, place) in &names.assigned {
                if let Some(outer) = self.chain(parent).find_map(|outer| outer.assigned.get(name)) {
                    let detail =
                        format!("`${name}` here is another variable than the `${name}` outside");
                    found.push(
                        Finding::warning(&rules::SHADOWED_VARIABLE, *place, detail)
                            .label(*outer, "assigned outside"),
                    );
                }
            }
        }
        found
    }

    fn chain(&self, scope: Scope) -> impl Iterator<Item = &Names> {
        std::iter::successors(self.scopes.get(scope.0), |names| self.scopes.get(names.parent?.0))
    }
}
