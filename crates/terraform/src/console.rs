//! `terraform console`: expressions in the root module's scope.

use dryrun_cty::Marks;
use dryrun_diag::Diagnostic;
use dryrun_hcl::Place;
use dryrun_hcl::ast::Expression;
use dryrun_plan::addr::Mode;

use crate::config::Config;
use crate::graph::NodeKind;
use crate::lang;
use crate::scope::Scope;
use crate::state;
use crate::walk::Walk;
use crate::world::{Expanded, RepetitionKind};

/// An expression, read.
pub(crate) struct Question {
    expression: Option<Expression>,
    diagnostics: Vec<Diagnostic>,
}

/// The answer to one expression.
#[derive(Debug, Clone, PartialEq)]
pub struct ConsoleAnswer {
    /// The value as the console prints it; nothing after an error.
    pub text: Option<String>,
    /// What is wrong, and warnings.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads an expression; its text becomes one of the configuration's sources.
pub(crate) fn parse(text: &str, config: &mut Config) -> Question {
    const NAME: &str = "<console-input>";
    let file = config.sources.add(NAME, text);
    let (expression, diagnostics) = lang::parse_expression(text, file, NAME);
    let failed = diagnostics.iter().any(Diagnostic::is_error);
    Question { expression: (!failed).then_some(expression), diagnostics }
}

/// Computes what expressions may mention. What fails there shows when it is mentioned.
pub(crate) fn prepare(walk: &mut Walk<'_>) {
    if let Some(text) = &walk.world.options.state {
        let (prior, found) = state::read(text, &walk.world);
        walk.planning.prior = prior;
        walk.diagnostics.extend(found);
    }
    let graph = walk.graph;
    add_state(walk);
    walk.run(&|at| {
        graph.nodes.get(at).is_some_and(|node| match &node.kind {
            NodeKind::Variable(_)
            | NodeKind::Local(_)
            | NodeKind::Output(_)
            | NodeKind::Expand
            | NodeKind::Close => true,
            NodeKind::Provider(_) | NodeKind::Resource(_) | NodeKind::Check(_) => false,
        })
    });
    walk.world.place = Place::Console;
}

/// The console sees objects as the state has them; what is not there is unknown.
fn add_state(walk: &mut Walk<'_>) {
    let objects: Vec<_> = walk
        .planning
        .prior
        .objects
        .iter()
        .map(|(address, object)| (address.clone(), object.value.clone()))
        .collect();
    for (address, value) in objects {
        if !address.module.is_root() || address.resource.mode != Mode::Managed {
            continue;
        }
        let config = walk.world.config;
        let declared = config.root().and_then(|root| root.module.resources.get(&address.resource));
        let Some(declared) = declared else { continue };
        if let Some(root) = walk.world.instances.first_mut() {
            let kind = RepetitionKind::from(&declared.repetition);
            let expanded = root
                .resources
                .entry(address.resource.clone())
                .or_insert_with(|| Expanded::new(kind));
            expanded.instances.insert(address.key, value);
        }
    }
}

/// Answers one expression.
pub(crate) fn answer(question: Question, walk: &Walk<'_>) -> ConsoleAnswer {
    let Question { expression, mut diagnostics } = question;
    let Some(expression) = expression else { return ConsoleAnswer { text: None, diagnostics } };
    let scope = Scope::of(&walk.world, 0);
    let (value, found) = scope.evaluate(&expression);
    let failed = found.iter().any(Diagnostic::is_error);
    diagnostics.extend(found);
    if failed {
        return ConsoleAnswer { text: None, diagnostics };
    }
    if value.marks().contains(Marks::TYPE) {
        // The type of a value was asked for: it is already text.
        return ConsoleAnswer { text: value.as_str().map(str::to_owned), diagnostics };
    }
    if value.marks_deep().contains(Marks::TYPE) {
        let detail = "This use of Terraform's `type` function is not allowed: it can only be the whole of an expression.";
        diagnostics
            .push(Diagnostic::error("Invalid use of type function", detail).at(expression.span));
        return ConsoleAnswer { text: None, diagnostics };
    }
    ConsoleAnswer { text: Some(dryrun_cty::console(&value)), diagnostics }
}
