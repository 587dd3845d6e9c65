//! One run: variables, plan or simulated apply, expected failures, assertions.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::{Marks, Type, Value};
use dryrun_diag::{Diagnostic, Sources};
use dryrun_engine::Effects;
use dryrun_plan::Plan;

use super::expected::{Expected, harden};
use super::mocking::{Mocked, Mocks, Phase};
use super::model::{Command, Run, TestFile, TestProvider};
use super::names::{Purpose, RunNames, TestNames};
use super::{RunReport, Status};
use crate::config::model::{CheckRule, Module, Name, ProviderConfig, ProviderKey};
use crate::config::{Config, ModuleId};
use crate::engine::after;
use crate::engine::made_up::MadeUp;
use crate::entry;
use crate::lang;
use crate::options::PlanOptions;
use crate::plan as planning;
use crate::providers::{self, Providers};
use crate::scope::Scope;
use crate::variables::{Given, GivenValues, Origin};
use crate::walk::Walk;
use crate::walk::conditions::message_text;
use crate::world::{Pass, World};

/// What the runs of a file have in common.
pub(super) struct Shared<'a> {
    pub(super) file: &'a TestFile,
    pub(super) options: &'a PlanOptions,
    pub(super) effects: &'a dyn Effects,
}

/// What one run leaves to the next ones.
#[derive(Default)]
pub(super) struct Left {
    /// States by the key of what was applied.
    pub(super) states: BTreeMap<String, String>,
    pub(super) runs: BTreeMap<Name, RunNames>,
}

/// A run under way.
struct Underway<'a> {
    shared: &'a Shared<'a>,
    run: &'a Run,
    config: Config,
    given: GivenValues,
    /// Variables of the file and from outside, whether the module declares them or not.
    variables: BTreeMap<Name, Value>,
    found: Vec<Diagnostic>,
    status: Status,
}

/// Executes a run on the configuration that it tests, with the values that all runs share.
pub(super) fn execute(
    shared: &Shared<'_>,
    run: &Run,
    config: Config,
    given: GivenValues,
    left: &mut Left,
) -> RunReport {
    let variables = given.iter().map(|(name, given)| (name.clone(), given.value.clone())).collect();
    let mut underway =
        Underway { shared, run, config, given, variables, found: Vec::new(), status: Status::Pass };
    let (outputs, shown) = underway.go(left).unwrap_or_default();
    left.runs.insert(
        run.name.clone(),
        RunNames::Done(run.command, outputs.unwrap_or_else(Value::dynamic)),
    );
    let Underway { config, found, status, .. } = underway;
    let sources = if found.is_empty() { Sources::new() } else { config.sources };
    RunReport { name: run.name.to_string(), status, diagnostics: found, sources, shown }
}

/// Outputs as one object, and what `-verbose` shows.
type Went = (Option<Value>, Option<String>);

impl Underway<'_> {
    /// Adds what was found; `None` where there were errors, which end the run.
    fn note(&mut self, found: Vec<Diagnostic>) -> Option<()> {
        let failed = found.iter().any(Diagnostic::is_error);
        self.found.extend(found);
        if failed {
            self.status = Status::Error;
            return None;
        }
        Some(())
    }

    fn go(&mut self, left: &mut Left) -> Option<Went> {
        bring_providers(&mut self.config, self.shared.file, self.run);
        let found = self.file_variables();
        self.note(found)?;
        let found = self.run_variables(left);
        self.note(found)?;
        let missing = self.missing_variables();
        self.note(missing)?;
        let (mut expected, found) =
            Expected::new(&self.run.expect_failures, &self.config, &self.given);
        self.note(found)?;
        let key = self.state_key();
        let options = self.plan_options(left.states.get(&key).cloned());
        if self.run.command == Command::Apply && !expected.is_empty() {
            let found = self.rehearse(&options, &mut expected);
            self.note(found)?;
        }
        let phase = match self.run.command {
            Command::Plan => Phase::Planning,
            Command::Apply => Phase::Applying,
        };
        let reached = self.reach(&options, phase, left, &mut expected);
        if let (Command::Apply, Some(plan)) = (self.run.command, &reached.plan) {
            let state = dryrun_json::print::pretty(&after::written(plan));
            left.states.insert(key, state);
        }
        let shown = match (&reached.plan, self.run.command) {
            (Some(plan), Command::Plan) => Some(dryrun_plan::text(plan).plain().trim().to_owned()),
            (Some(plan), Command::Apply) => Some(applied_text(plan)),
            (None, _) if self.status == Status::Error => None,
            (None, _) => Some(
                "Planning failed. Terraform encountered an error while generating this plan.\n"
                    .to_owned(),
            ),
        };
        Some((
            reached.outputs,
            shown.filter(|_| self.status != Status::Error || reached.plan.is_some()),
        ))
    }

    fn state_key(&self) -> String {
        let module = self.run.module.as_ref().map(|module| module.source.clone());
        self.run.state_key.clone().or(module).unwrap_or_default()
    }

    fn plan_options(&self, state: Option<String>) -> PlanOptions {
        PlanOptions {
            variables: Vec::new(),
            environment: Vec::new(),
            targets: self.run.options.target.clone(),
            replace: self.run.options.replace.clone(),
            mode: self.run.options.mode,
            state,
            ..self.shared.options.clone()
        }
    }

    /// Values of the file's `variables` block. What goes wrong with one that the module does not want is nobody's concern.
    fn file_variables(&mut self) -> Vec<Diagnostic> {
        let names = self.names(Purpose::FileVariable, BTreeMap::new());
        let mut all = Vec::new();
        for (name, attribute) in &self.shared.file.variables {
            let (value, found) = self.evaluate(&attribute.expression, &names);
            let is_wanted = self.declares(name);
            if found.iter().any(Diagnostic::is_error) {
                all.extend(found.into_iter().filter(|_| is_wanted));
                continue;
            }
            self.variables.insert(name.clone(), value.clone());
            if is_wanted {
                let origin = Origin::Test(attribute.expression.span);
                self.given.insert(name.clone(), Given { value, origin });
            }
        }
        all
    }

    fn run_variables(&mut self, left: &Left) -> Vec<Diagnostic> {
        let names = self.names(Purpose::Variable, self.runs(left));
        let mut all = Vec::new();
        for (name, attribute) in &self.run.variables {
            let (value, found) = self.evaluate(&attribute.expression, &names);
            let failed = found.iter().any(Diagnostic::is_error);
            all.extend(found);
            if failed {
                continue;
            }
            if self.declares(name) {
                let origin = Origin::Test(attribute.expression.span);
                self.given.insert(name.clone(), Given { value, origin });
                continue;
            }
            let detail = format!(
                "The module under test does not declare a variable named \"{name}\", but it is declared in run block \"{}\".",
                self.run.name
            );
            let warning = Diagnostic::warning("Value for undeclared variable", detail);
            all.push(warning.at(attribute.name_span));
            self.variables.insert(name.clone(), value);
        }
        all
    }

    /// The runs that a run may name: those before it, and those ahead only to be refused.
    fn runs(&self, left: &Left) -> BTreeMap<Name, RunNames> {
        let mut runs = left.runs.clone();
        for run in &self.shared.file.runs {
            runs.entry(run.name.clone()).or_insert(RunNames::Ahead);
        }
        runs
    }

    fn names(&self, purpose: Purpose, runs: BTreeMap<Name, RunNames>) -> TestNames {
        TestNames { purpose, outputs: BTreeMap::new(), variables: self.variables.clone(), runs }
    }

    fn declares(&self, name: &Name) -> bool {
        self.config.root().is_some_and(|root| root.module.variables.contains_key(name))
    }

    fn evaluate(
        &self,
        expression: &dryrun_hcl::ast::Expression,
        names: &TestNames,
    ) -> (Value, Vec<Diagnostic>) {
        let providers = Providers::bundled();
        let world = World::new(
            &self.config,
            &providers,
            self.shared.options,
            self.shared.effects,
            Pass::Plan,
        );
        let scope = Scope { test: Some(names), ..Scope::of(&world, 0) };
        let (value, mut found) = scope.evaluate(expression);
        // Terraform does not say here what the names stand for.
        found.iter_mut().for_each(|error| error.evidence = None);
        (value, found)
    }

    fn missing_variables(&self) -> Vec<Diagnostic> {
        let declared = self.config.root().map(|root| &root.module.variables);
        let is_missing =
            |name: &Name, has_default: bool| !has_default && !self.given.contains_key(name);
        declared
            .into_iter()
            .flatten()
            .filter(|(name, variable)| is_missing(name, variable.default_expression.is_some()))
            .map(|(name, variable)| {
                let detail = format!(
                    "The module under test for run block \"{}\" has a required variable \"{name}\" with no set value. Use a -var or -var-file command line argument or add this variable into a \"variables\" block within the test file or run block.",
                    self.run.name
                );
                Diagnostic::error("No value for required variable", detail).at(variable.span)
            })
            .collect()
    }

    /// Plans before an apply: a condition that fails here keeps the apply from happening, even where it is expected to.
    fn rehearse(&mut self, options: &PlanOptions, expected: &mut Expected) -> Vec<Diagnostic> {
        let (_, found) = self.planned(options, Phase::Planning, &mut |_, _| Vec::new());
        let errors: Vec<Diagnostic> = found.into_iter().filter(Diagnostic::is_error).collect();
        let warning = |name: String| {
            let detail = format!(
                "A custom condition within {name} failed during the planning stage and prevented the requested apply operation. While this was an expected failure, the apply operation could not be executed and so the overall test case will be marked as a failure and the original diagnostic included in the test report."
            );
            Diagnostic::warning("Expected failure while planning", detail)
        };
        let mut all: Vec<Diagnostic> =
            errors.iter().filter_map(|error| expected.takes(error)).map(warning).collect();
        all.extend(errors);
        all
    }

    /// Plans or applies, and asserts.
    fn reach(
        &mut self,
        options: &PlanOptions,
        phase: Phase,
        left: &Left,
        expected: &mut Expected,
    ) -> Reached {
        let mut names = self.names(Purpose::Assertion, self.runs(left));
        let asserts = &self.run.asserts;
        let mut status = Status::Pass;
        let mut outputs = None;
        let mut tolerated = Vec::new();
        let mut assert = |walk: &Walk<'_>, found: &[Diagnostic]| {
            for error in found.iter().cloned().map(harden) {
                if expected.takes(&error).is_none() {
                    tolerated.push(error);
                }
            }
            tolerated.extend(expected.missing(&walk.planning.plan.checks));
            if tolerated.iter().any(Diagnostic::is_error) {
                status = Status::Error;
                return std::mem::take(&mut tolerated);
            }
            names.outputs = outputs_of(walk);
            outputs = Some(object(&names.outputs));
            let scope = Scope { test: Some(&names), ..Scope::of(&walk.world, 0) };
            for rule in asserts {
                status = status.max(check(rule, &scope, &mut tolerated));
            }
            std::mem::take(&mut tolerated)
        };
        let (plan, found) = self.planned(options, phase, &mut assert);
        if found.iter().any(Diagnostic::is_error) && status == Status::Pass {
            status = Status::Error;
        }
        self.status = status;
        self.found.extend(found);
        Reached { plan: plan.filter(|plan| !plan.errored), outputs }
    }

    /// Plans, and hands what there is to `then`, whose findings take the place of the plan's own.
    fn planned(
        &self,
        options: &PlanOptions,
        phase: Phase,
        then: &mut dyn FnMut(&Walk<'_>, &[Diagnostic]) -> Vec<Diagnostic>,
    ) -> (Option<Plan>, Vec<Diagnostic>) {
        let providers = match phase {
            Phase::Planning => Providers::bundled(),
            Phase::Applying => simulated(),
        };
        let mocks = mocks(&self.config, self.shared.file, self.run, &providers, phase);
        let effects = self.shared.effects;
        let (graph, shapes, found) =
            entry::check(&self.config, &providers, effects, options, Some(&mocks));
        if found.iter().any(Diagnostic::is_error) {
            return (None, found);
        }
        let inputs = planning::Inputs {
            config: &self.config,
            providers: &providers,
            options,
            effects,
            given: &self.given,
            graph: &graph,
            shapes,
            mocks: Some(&mocks),
        };
        let walk = planning::walked(inputs);
        let own: Vec<Diagnostic> = found.into_iter().chain(walk.diagnostics.clone()).collect();
        let found = if phase == Phase::Planning && self.run.command == Command::Apply {
            own
        } else {
            then(&walk, &own)
        };
        (Some(planning::finish(walk, options).0), found)
    }
}

/// How far a run came.
struct Reached {
    plan: Option<Plan>,
    outputs: Option<Value>,
}

/// Providers whose apply can be told without doing anything: what they compute depends on nothing outside.
const SIMULATED: [&str; 2] = [providers::BUILTIN, "registry.terraform.io/hashicorp/null"];

fn simulated() -> Providers {
    dryrun_providers::bundled()
        .into_iter()
        .filter(|provider| SIMULATED.contains(&provider.source()))
        .fold(Providers::bundled(), |all, inner| all.with(Arc::new(MadeUp::new(inner))))
}

/// Why a resource cannot be applied here, where a test applies and nothing takes the place of its provider.
pub(crate) fn refused(
    world: &World<'_>,
    address: &dryrun_plan::addr::ResourceInstance,
    located: &providers::Located,
    span: dryrun_diag::Span,
) -> Option<Diagnostic> {
    let mocks = world.mocks.filter(|mocks| mocks.phase == Phase::Applying)?;
    let is_managed = address.resource.mode == dryrun_plan::addr::Mode::Managed;
    let is_known = !is_managed
        || SIMULATED.contains(&located.source.as_ref())
        || mocks.of_resource(address).is_some()
        || world.mocked(located).is_some();
    if is_known {
        return None;
    }
    let (_, key) = &located.wanted;
    let detail = format!(
        "This run would apply {address}, but nothing is created here, and what provider {} would answer is not known.",
        located.source.trim_start_matches("registry.terraform.io/")
    );
    let help = format!(
        "mock the provider (mock_provider \"{}\" {{}} in the test file), override the resource, or plan only (command = plan)",
        key.name
    );
    Some(Diagnostic::error("Apply not simulated", detail).at(span).help(help))
}

/// The mocks and overrides of a run.
fn mocks(
    config: &Config,
    file: &TestFile,
    run: &Run,
    providers: &Providers,
    phase: Phase,
) -> Mocks {
    let mut mocks = Mocks { phase, ..Mocks::default() };
    for (key, provider) in chosen(file, run) {
        let TestProvider::Mock(mock) = provider else { continue };
        let source = providers::source_of(config, ModuleId(0), &key.name);
        if let Some(inner) = providers.find(&source) {
            let mocked = Mocked::new(inner.clone(), mock.clone(), phase);
            mocks.providers.insert(key, Arc::new(mocked));
        }
    }
    mocks.overrides = run.overrides.iter().chain(&file.overrides).cloned().collect();
    mocks
}

/// The file's providers under the keys by which a run's module knows them.
fn chosen<'f>(file: &'f TestFile, run: &Run) -> Vec<(ProviderKey, &'f TestProvider)> {
    if run.providers.is_empty() {
        return file.providers.iter().map(|(key, provider)| (key.clone(), provider)).collect();
    }
    let passed = run.providers.iter().filter_map(|passed| {
        Some((passed.in_child.key.clone(), file.providers.get(&passed.in_parent.key)?))
    });
    passed.collect()
}

/// Puts the file's `provider` blocks in the place of the module's.
fn bring_providers(config: &mut Config, file: &TestFile, run: &Run) {
    let Some(root) = config.nodes.first_mut() else { return };
    for (key, provider) in chosen(file, run) {
        let module: &mut Module = Arc::make_mut(&mut root.module);
        match provider {
            TestProvider::Real(given) => {
                let brought = ProviderConfig { key: key.clone(), ..given.as_ref().clone() };
                module.providers.insert(key, brought);
            }
            TestProvider::Mock(mock) => {
                let empty = ProviderConfig {
                    key: key.clone(),
                    body: dryrun_hcl::ast::Body::default(),
                    span: mock.span,
                    version: None,
                };
                module.providers.insert(key, empty);
            }
        }
    }
}

/// The root module's outputs; null where one could not be computed.
fn outputs_of(walk: &Walk<'_>) -> BTreeMap<Name, Value> {
    let declared = walk.world.config.root().map(|root| &root.module.outputs);
    let values = walk.world.instance(0).map(|root| &root.outputs);
    let value = |(name, output): (&Name, &crate::config::model::Output)| {
        let value = values.and_then(|values| values.get(name)).cloned();
        let value = value.unwrap_or_else(|| Value::null(Type::Dynamic));
        let value = if output.sensitive { value.mark(Marks::SENSITIVE) } else { value };
        (name.clone(), value)
    };
    declared.into_iter().flatten().map(value).collect()
}

fn object(values: &BTreeMap<Name, Value>) -> Value {
    Value::object_of(values.clone().into())
}

/// Checks one assertion.
fn check(rule: &CheckRule, scope: &Scope<'_, '_>, found: &mut Vec<Diagnostic>) -> Status {
    let wrong: Vec<Diagnostic> = [&rule.condition, &rule.error_message]
        .into_iter()
        .flat_map(|expression| scope.check_references(expression))
        .collect();
    if wrong.iter().any(Diagnostic::is_error) {
        found.extend(wrong);
        return Status::Error;
    }
    let before = found.len();
    let message = message(rule, scope, found);
    let (condition, evaluated) = scope.evaluate(&rule.condition);
    found.extend(evaluated);
    if found.iter().skip(before).any(Diagnostic::is_error) {
        return Status::Error;
    }
    let at_condition = |error: Diagnostic| error.at(rule.condition.span);
    let explained =
        |error: Diagnostic| lang::explained(at_condition(error), &rule.condition, scope);
    let invalid = |detail: String| explained(Diagnostic::error("Invalid condition run", detail));
    if condition.is_null() {
        let detail = "Condition expression must return either true or false, not null.";
        found.push(invalid(detail.to_owned()));
        return Status::Error;
    }
    if !condition.is_known() {
        let detail = "Condition expression could not be evaluated at this time. This means you have executed a `run` block with `command = plan` and one of the values your condition depended on is not known until after the plan has been applied. Either remove this value from your condition, or execute an `apply` command from this `run` block. Alternatively, if there is an override for this value, you can make it available during the plan phase by setting `override_during = plan` in the `override_` block.";
        found
            .push(without_unknown(explained(Diagnostic::error("Unknown condition value", detail))));
        return Status::Error;
    }
    let holds = match lang::convert(&condition.unmarked(), &Type::Bool) {
        Ok(value) => value.as_bool().unwrap_or(false),
        Err(why) => {
            found.push(invalid(format!("Invalid condition run value: {why}.")));
            return Status::Error;
        }
    };
    if holds {
        return Status::Pass;
    }
    found.push(explained(Diagnostic::error("Test assertion failed", message)));
    Status::Fail
}

/// Leaves out the values of which nothing but the type is known: they are what the error is about.
fn without_unknown(mut error: Diagnostic) -> Diagnostic {
    if let Some(evidence) = &mut error.evidence {
        evidence.values.retain(|(_, statement)| !statement.starts_with("is a "));
    }
    error
}

/// The message of an assertion.
fn message(rule: &CheckRule, scope: &Scope<'_, '_>, found: &mut Vec<Diagnostic>) -> String {
    let (value, evaluated) = scope.evaluate(&rule.error_message);
    let failed = evaluated.iter().any(Diagnostic::is_error);
    found.extend(evaluated);
    if failed {
        return String::new();
    }
    match message_text(&value, rule) {
        Ok(text) => text,
        Err(error) => {
            found.push(lang::explained(*error, &rule.error_message, scope));
            String::new()
        }
    }
}

/// What `-verbose` shows of a simulated apply.
fn applied_text(plan: &Plan) -> String {
    let objects = plan
        .resource_changes
        .iter()
        .filter(|change| change.address.resource.mode == dryrun_plan::addr::Mode::Managed)
        .count();
    let mut text = format!(
        "# {objects} object{} after a simulated apply; what a provider would compute is made up.",
        if objects == 1 { "" } else { "s" }
    );
    let outputs: Vec<String> = plan
        .output_changes
        .iter()
        .filter(|(_, change)| !change.after.is_null())
        .map(|(name, change)| match change.sensitive {
            true => format!("{name} = <sensitive>"),
            false => format!("{name} = {}", dryrun_cty::console(&change.after)),
        })
        .collect();
    if !outputs.is_empty() {
        text.push_str(&format!("\n\n\nOutputs:\n\n{}", outputs.join("\n")));
    }
    text
}
