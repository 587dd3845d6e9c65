//! What callers do with a configuration: load, validate, plan, ask.

use dryrun_diag::{Diagnostic, Sources};
use dryrun_engine::Effects;
use dryrun_plan::Plan;

use crate::config::{self, Config, ModuleId};
use crate::console as asking;
use crate::graph::{self, Graph, ResourceGraph};
use crate::hints;
use crate::options::PlanOptions;
use crate::plan as planning;
use crate::providers::Providers;
use crate::testing::Mocks;
use crate::variables::{self, GivenValues};
use crate::walk::{Shapes, Walk};
use crate::world::{Pass, World};

pub use crate::console::ConsoleAnswer;

/// Reads the configuration in a folder and all modules it calls.
///
/// The configuration comes back even with errors, so that its [`Config::sources`] can show them.
#[must_use]
pub fn load(root: &str, effects: &dyn Effects) -> (Config, Vec<Diagnostic>) {
    load_below(root, "", Sources::new(), effects)
}

/// The same for a module below the root's folder, after other texts.
pub(crate) fn load_below(
    root: &str,
    dir: &str,
    sources: Sources,
    effects: &dyn Effects,
) -> (Config, Vec<Diagnostic>) {
    let (config, mut found) = config::load(root, dir, sources, effects);
    if !has_errors(&found) {
        found.extend(crate::passing::check(&config));
    }
    hints::add(&mut found);
    (config, found)
}

fn has_errors(found: &[Diagnostic]) -> bool {
    found.iter().any(Diagnostic::is_error)
}

/// What `terraform validate` says of a configuration that loaded without errors.
#[must_use]
pub fn validate(config: &Config, providers: &Providers, effects: &dyn Effects) -> Vec<Diagnostic> {
    check(config, providers, effects, &PlanOptions::default(), None).2
}

/// The graph and the shapes of all bodies, and what validation finds.
pub(crate) fn check(
    config: &Config,
    providers: &Providers,
    effects: &dyn Effects,
    options: &PlanOptions,
    mocks: Option<&Mocks>,
) -> (Graph, Shapes, Vec<Diagnostic>) {
    let (graph, mut found) = graph::build(config);
    found.extend(crate::structure::check(config, providers));
    if has_errors(&found) {
        return (graph, Shapes::new(), found);
    }
    let given = GivenValues::new();
    let mut world = World::new(config, providers, options, effects, Pass::Validate);
    world.mocks = mocks;
    let mut walk = Walk::new(world, &graph, &given, Shapes::new());
    walk.run(&|_| true);
    found.extend(planning::imports::wrong_ids(&walk));
    found.extend(walk.diagnostics);
    hints::add(&mut found);
    let shapes = walk.shapes;
    (graph, shapes, found)
}

/// The graph of a configuration's resources, as `terraform graph` shows it, and cycles as errors. What the text of a
/// state holds beside them stands in it as well.
#[must_use]
pub fn graph(config: &Config, state: Option<&str>) -> (ResourceGraph, Vec<Diagnostic>) {
    let (graph, mut found) = graph::build(config);
    found.extend(crate::structure::wrong_arguments(config, ModuleId(0)));
    found.extend(planning::still_declared(config));
    let left = state.map(crate::state::resources).unwrap_or_default();
    (graph::resources::of(config, &graph, left), found)
}

/// Plans a configuration that loaded without errors.
///
/// With errors there is no plan, or one that holds what could be planned, with [`Plan::errored`] set.
#[must_use]
pub fn plan(
    config: &mut Config,
    providers: &Providers,
    options: &PlanOptions,
    effects: &dyn Effects,
) -> (Option<Plan>, Vec<Diagnostic>) {
    if let Some(error) = options.contradiction() {
        return (None, vec![error]);
    }
    let (given, mut found) = variables::collect(config, options, effects);
    if has_errors(&found) {
        return (None, found);
    }
    let (graph, shapes, validation) = check(config, providers, effects, options, None);
    let failed = has_errors(&validation);
    found.extend(validation);
    if failed {
        return (None, found);
    }
    let inputs = planning::Inputs {
        config,
        providers,
        options,
        effects,
        given: &given,
        graph: &graph,
        shapes,
        mocks: None,
    };
    let (plan, planned) = planning::make(inputs);
    found.extend(planned);
    hints::add(&mut found);
    (plan, found)
}

/// Answers expressions in the root module's scope, as `terraform console` does.
///
/// Every answer stands for one expression; diagnostics that hold for all come first.
#[must_use]
pub fn console(
    config: &mut Config,
    providers: &Providers,
    options: &PlanOptions,
    effects: &dyn Effects,
    expressions: &[&str],
) -> (Vec<ConsoleAnswer>, Vec<Diagnostic>) {
    let (given, found) = variables::collect(config, options, effects);
    if has_errors(&found) {
        return (Vec::new(), found);
    }
    let parsed: Vec<asking::Question> =
        expressions.iter().map(|text| asking::parse(text, config)).collect();
    let (graph, more) = graph::build(config);
    if has_errors(&more) {
        return (Vec::new(), more);
    }
    let world = World::new(config, providers, options, effects, Pass::Plan);
    let mut walk = Walk::new(world, &graph, &given, Shapes::new());
    asking::prepare(&mut walk);
    (parsed.into_iter().map(|question| asking::answer(question, &walk)).collect(), found)
}
