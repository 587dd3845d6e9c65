//! What can be said about an expression without evaluating it: for validation and for editors.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::Expression;
use crate::ast::{Kind, Node, bound_names};
use crate::dialect::Dialect;
use crate::functions;

/// A name where it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The name, without `$`; empty for `$` itself, `$` for `$$`.
    pub name: String,
    /// Bytes of the expression that hold it, with the `$`.
    pub span: Range<usize>,
}

/// What an expression refers to, in the order of the text's tree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facts {
    /// Variables that the expression does not bind itself and that are no functions of the library: the host has to bind them.
    pub variables: Vec<Use>,
    /// Functions of the library, of any dialect.
    pub functions: Vec<Use>,
    /// What refers to the input: `$` or `$$` outside of any path or function, and names that begin a path there.
    pub input: Vec<Use>,
}

/// Gathers the facts of an expression.
#[must_use]
pub fn facts(expression: &Expression) -> Facts {
    let mut facts = Facts::default();
    let root = expression.root();
    let mut scope = Scope { names: BTreeSet::new(), has_context: false };
    scope.enter(root);
    facts.visit(root, &scope);
    facts
}

/// Names of the functions of a dialect, without `$`, in alphabetical order.
#[must_use]
pub fn library(dialect: Dialect) -> Vec<&'static str> {
    functions::names(dialect).collect()
}

/// Names that are bound where a node stands.
#[derive(Clone)]
struct Scope<'n> {
    names: BTreeSet<&'n str>,
    /// Whether `$` is something else than the input.
    has_context: bool,
}

impl<'n> Scope<'n> {
    /// Adds what is bound by `node` and below it, but not within the blocks and functions below.
    fn enter(&mut self, node: &'n Node) {
        bound_names(node, &mut self.names);
        let own_scope = |node: &Node| matches!(node.kind, Kind::Block { .. } | Kind::Lambda(_));
        node.children()
            .into_iter()
            .filter(|child| !own_scope(child))
            .for_each(|child| self.enter(child));
    }

    fn within(&self, node: &'n Node) -> Self {
        let mut inner = self.clone();
        inner.enter(node);
        inner
    }
}

impl Facts {
    fn visit<'n>(&mut self, node: &'n Node, scope: &Scope<'n>) {
        match &node.kind {
            Kind::Variable { name, builtin } => {
                self.visit_variable(node, name, builtin.is_some(), scope);
            }
            Kind::Path { steps, .. } => return self.visit_path(node, steps, scope),
            Kind::Block { .. } => {
                let inner = scope.within(node);
                return node.children().into_iter().for_each(|child| self.visit(child, &inner));
            }
            Kind::Lambda(_) => {
                let inner = scope.within(node);
                return node.children().into_iter().for_each(|child| self.visit(child, &inner));
            }
            Kind::Transform(_) => {
                let inner = Scope { has_context: true, ..scope.clone() };
                return node.children().into_iter().for_each(|child| self.visit(child, &inner));
            }
            _ => {}
        }
        let behind = Scope { has_context: true, ..scope.clone() };
        let below = node.children();
        let own = below.len() - attached(node);
        for (at, child) in below.into_iter().enumerate() {
            self.visit(child, if at < own { scope } else { &behind });
        }
    }

    fn visit_variable(&mut self, node: &Node, name: &str, is_function: bool, scope: &Scope<'_>) {
        let found =
            Use { name: name.to_owned(), span: node.spot.start as usize..node.spot.end as usize };
        match name {
            _ if scope.names.contains(name) => {}
            "" if scope.has_context => {}
            "" | "$" => self.input.push(found),
            _ if is_function => self.functions.push(found),
            _ => self.variables.push(found),
        }
    }

    /// The first step sees the context of the path, the others see the step before them.
    fn visit_path<'n>(&mut self, node: &'n Node, steps: &'n [Node], scope: &Scope<'n>) {
        let behind = Scope { has_context: true, ..scope.clone() };
        if let Some(first) = steps.first()
            && let Kind::Name(name) = &first.kind
            && !scope.has_context
        {
            self.input.push(Use {
                name: name.to_string(),
                span: first.spot.start as usize..first.spot.end as usize,
            });
        }
        for (at, child) in node.children().into_iter().enumerate() {
            self.visit(child, if at == 0 { scope } else { &behind });
        }
    }
}

/// How many of a node's children are predicates, stages and grouping.
fn attached(node: &Node) -> usize {
    let filters = node
        .predicates()
        .iter()
        .chain(node.stages())
        .filter(|stage| matches!(stage, crate::ast::Stage::Filter(_)))
        .count();
    filters + node.group().map_or(0, |group| group.pairs.len() * 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(uses: &[Use]) -> Vec<&str> {
        uses.iter().map(|found| found.name.as_str()).collect()
    }

    #[test]
    fn free_variables_and_functions() {
        let text = "($x := 1; $f := function($a) { $a + $x + $free }; $map($states.input, $f) ~> $sum; $unknown(2))";
        let facts = facts(&Expression::parse(text).unwrap());
        assert_eq!(names(&facts.variables), ["free", "states", "unknown"]);
        assert_eq!(names(&facts.functions), ["map", "sum"]);
        assert!(facts.input.is_empty());
        assert_eq!(&text[facts.variables[0].span.clone()], "$free");
    }

    #[test]
    fn bindings_of_blocks_end_with_them() {
        let facts = facts(&Expression::parse("(($y := 1); $y)").unwrap());
        assert_eq!(names(&facts.variables), ["y"]);
    }

    #[test]
    fn references_to_the_input() {
        for (text, want) in [
            ("a.b", vec!["a"]),
            ("$", vec![""]),
            ("$$.x", vec!["$"]),
            ("$v.a[$ > 1]", vec![]),
            ("$v@$i.($i)", vec![]),
        ] {
            assert_eq!(names(&facts(&Expression::parse(text).unwrap()).input), want, "{text}");
        }
    }
}
