//! Variables, locals, outputs and check blocks.

use dryrun_cty::{Marks, Type, Value};
use dryrun_diag::Diagnostic;
use dryrun_plan::{CheckResult, CheckStatus};

use super::Walk;
use super::conditions::{RuleKind, RuleResult, check_all, message_text, together};
use super::expand::any_repeat;
use crate::config::ModuleId;
use crate::config::model::{Check, CheckRule, Local, Output, Variable};
use crate::config::place;
use crate::graph::{Node, NodeKind};
use crate::lang;
use crate::scope::Scope;
use crate::variables::{Origin, Supplied, settle};
use crate::world::{InstanceId, Pass};

impl Walk<'_> {
    /// Gives a variable its value in every instance of its module.
    pub(super) fn variable(&mut self, module: ModuleId, variable: &Variable) {
        for instance in self.world.instances_of(module) {
            let before = self.diagnostics.len();
            let value = if module == ModuleId(0) {
                self.root_variable(variable)
            } else {
                self.argument(module, instance, variable)
            };
            if let Some(instance) = self.world.instances.get_mut(instance) {
                instance.variables.insert(variable.name.clone(), value);
            }
            if !self.diagnostics.iter().skip(before).any(Diagnostic::is_error) {
                self.validations(module, instance, variable);
            }
        }
    }

    fn root_variable(&mut self, variable: &Variable) -> Value {
        let given = self.given.get(&variable.name);
        if self.world.pass == Pass::Validate {
            return Value::unknown(variable.ty.without_optional());
        }
        let supplied = given.map_or(Supplied::Default, |given| Supplied::Outside(&given.origin));
        let address = format!("var.{}", variable.name);
        let (value, found) = settle(
            variable,
            given.map(|given| given.value.clone()),
            &supplied,
            &address,
            &self.world.config.sources,
        );
        self.diagnostics.extend(found);
        value
    }

    fn argument(&mut self, module: ModuleId, instance: InstanceId, variable: &Variable) -> Value {
        let config = self.world.config;
        let argument =
            config.call(module).and_then(|call| lang::attribute(&call.body, &variable.name));
        let here = self.world.instance(instance);
        let (Some(parent), Some(repeat), Some(address)) = (
            here.and_then(|here| here.parent),
            here.map(|here| here.repeat.clone()),
            here.map(|here| format!("{}.var.{}", here.address, variable.name)),
        ) else {
            return Value::dynamic();
        };
        let Some(argument) = argument else {
            let (value, found) =
                settle(variable, None, &Supplied::Default, &address, &config.sources);
            self.diagnostics.extend(found);
            return value;
        };
        // While validating, anything may repeat a module.
        let repeat = match self.world.pass {
            Pass::Validate => any_repeat(),
            Pass::Plan => repeat,
        };
        let evaluated =
            Scope::of(&self.world, parent).repeating(&repeat).evaluate(&argument.expression);
        let Some(value) = self.accept(evaluated) else {
            return Value::unknown(variable.ty.without_optional());
        };
        let supplied = Supplied::Argument(argument.expression.span);
        let (value, found) = settle(variable, Some(value), &supplied, &address, &config.sources);
        self.diagnostics.extend(found);
        if value.marks_deep().contains(Marks::EPHEMERAL) && !variable.ephemeral {
            self.error(
                "Ephemeral value not allowed",
                "This input variable is not declared as accepting a ephemeral values, so it cannot be set to a result derived from an ephemeral value.",
                argument.expression.span,
            );
        }
        value
    }

    fn validations(&mut self, module: ModuleId, instance: InstanceId, variable: &Variable) {
        let config = self.world.config;
        // The value's own place is blamed where it has one in the configuration.
        let blamed = match (module, self.given.get(&variable.name).map(|given| &given.origin)) {
            (ModuleId(0), Some(Origin::Test(span))) => *span,
            (
                ModuleId(0),
                Some(Origin::File(_) | Origin::CommandLine | Origin::Environment) | None,
            ) => variable.span,
            _ => config
                .call(module)
                .and_then(|call| lang::attribute(&call.body, &variable.name))
                .map_or(variable.span, |argument| argument.expression.span),
        };
        // A rule sees the value itself: known even while validating, and without the variable's marks.
        let own = self
            .world
            .instance(instance)
            .and_then(|here| here.variables.get(&variable.name))
            .cloned();
        let own = own.map(|value| (variable.name.as_ref(), value.unmark_deep()));
        for rule in &variable.validations {
            let mut found = Vec::new();
            let scope = Scope { own_variable: own.as_ref(), ..Scope::of(&self.world, instance) };
            if let Some(message) = violated(rule, &scope, &mut found) {
                let place = place::text(&config.sources, rule.span);
                let detail =
                    format!("{message}\n\nThis was checked by the validation rule at {place}.");
                let error = Diagnostic::error("Invalid value for variable", detail).at(blamed);
                found.push(lang::explained(error, &rule.condition, &scope));
            }
            self.diagnostics.extend(found);
        }
    }

    /// Computes a local value in every instance of its module.
    pub(super) fn local(&mut self, module: ModuleId, name: &std::sync::Arc<str>, local: &Local) {
        for instance in self.world.instances_of(module) {
            let evaluated = Scope::of(&self.world, instance).evaluate(&local.expression);
            let value = self.accept(evaluated).unwrap_or_else(Value::dynamic);
            if let Some(instance) = self.world.instances.get_mut(instance) {
                instance.locals.insert(name.clone(), value);
            }
        }
    }

    /// Computes an output in every instance of its module.
    pub(super) fn output(&mut self, module: ModuleId, output: &Output) {
        for instance in self.world.instances_of(module) {
            self.output_of(module, instance, output);
        }
    }

    fn output_of(&mut self, module: ModuleId, instance: InstanceId, output: &Output) {
        let scope = Scope::of(&self.world, instance);
        let mut found = Vec::new();
        let results =
            check_all(RuleKind::OutputPrecondition, &output.preconditions, &scope, &mut found);
        let address = self
            .world
            .instance(instance)
            .map(|here| with_module(&here.address.to_string(), &format!("output.{}", output.name)));
        let static_address = self
            .world
            .config
            .node(module)
            .map(|node| with_module(&node.address(), &format!("output.{}", output.name)));
        let violated = found.iter().any(Diagnostic::is_error);
        self.diagnostics.extend(found);
        if let (false, Some(address), Some(static_address)) =
            (output.preconditions.is_empty(), address, static_address)
        {
            self.record("output_value", static_address, address, &results);
        }
        self.after_checks(&output.depends_on, instance);
        if violated {
            return;
        }
        let Some(expression) = &output.expression else { return };
        let evaluated = Scope::of(&self.world, instance).evaluate(expression);
        let Some(value) = self.accept(evaluated) else { return };
        let Some(mut value) = self.allowed_output(module, output, value) else { return };
        // While validating, a module shows its caller nothing of its outputs.
        if self.world.pass == Pass::Validate && module != ModuleId(0) {
            value = Value::dynamic();
        }
        if let Some(instance) = self.world.instances.get_mut(instance) {
            instance.outputs.insert(output.name.clone(), value);
        }
    }

    /// References in `depends_on` must lead somewhere.
    pub(crate) fn after_checks(
        &mut self,
        traversals: &[dryrun_hcl::ast::Traversal],
        instance: InstanceId,
    ) {
        if self.world.pass == Pass::Plan {
            return;
        }
        let found = crate::validate::depends_on(traversals, &Scope::of(&self.world, instance));
        self.diagnostics.extend(found);
    }

    /// Sensitive and ephemeral values leave the root module only where that is declared.
    fn allowed_output(&mut self, module: ModuleId, output: &Output, value: Value) -> Option<Value> {
        let marks = value.marks_deep();
        let is_root = module == ModuleId(0);
        if is_root && marks.contains(Marks::SENSITIVE) && !output.sensitive {
            let detail = "To reduce the risk of accidentally exporting sensitive data that was intended to be only internal, Terraform requires that any root module output containing sensitive data be explicitly marked as sensitive, to confirm your intent.\n\nIf you do intend to export this data, annotate the output value as sensitive by adding the following argument:\n    sensitive = true";
            self.error("Output refers to sensitive values", detail, output.span);
            return None;
        }
        if is_root && output.ephemeral {
            let detail = "Ephemeral outputs are not allowed in context of a root module";
            self.error("Ephemeral output not allowed", detail, output.span);
            return None;
        }
        if marks.contains(Marks::EPHEMERAL) && !output.ephemeral {
            let detail = "This output value is not declared as returning an ephemeral value, so it cannot be set to a result derived from an ephemeral value.";
            let span = output.expression.as_ref().map_or(output.span, |expression| expression.span);
            self.error("Ephemeral value not allowed", detail, span);
            return None;
        }
        // `sensitive` of a module's output only hides it where it is shown; it does not mark the value.
        Some(if output.ephemeral { value.mark(Marks::EPHEMERAL) } else { value })
    }

    /// Whether a test puts something else in the place of a node's module.
    pub(super) fn is_overridden(&self, node: &Node) -> bool {
        let Some(mocks) = self.world.mocks.filter(|_| self.world.pass == Pass::Plan) else {
            return false;
        };
        let here = self.world.instances_of(node.module);
        let is_replaced = |id: &InstanceId| {
            let address = self.world.instance(*id).map(|here| &here.address);
            address.is_some_and(|address| mocks.of_module(address).is_some())
        };
        !matches!(node.kind, NodeKind::Expand | NodeKind::Close | NodeKind::Variable(_))
            && here.first().is_some_and(is_replaced)
    }

    /// The value that a test gives an output of a module that it overrides; null where it names none.
    pub(super) fn overridden_output(&mut self, node: &Node) {
        let NodeKind::Output(name) = &node.kind else { return };
        for id in self.world.instances_of(node.module) {
            let Some(here) = self.world.instance(id) else { continue };
            let given = self.world.mocks.and_then(|mocks| mocks.of_module(&here.address));
            let own = given.filter(|(depth, _)| *depth == here.address.0.len());
            let value = own.and_then(|(_, values)| values.values.entries()?.get(name).cloned());
            let value = value.unwrap_or_else(|| Value::null(Type::Dynamic));
            if let Some(instance) = self.world.instances.get_mut(id) {
                instance.outputs.insert(name.clone(), value);
            }
        }
    }

    /// Evaluates a check block's assertions.
    pub(super) fn check(&mut self, module: ModuleId, check: &Check) {
        for instance in self.world.instances_of(module) {
            let scope = Scope { check: Some(&check.name), ..Scope::of(&self.world, instance) };
            if self.world.pass == Pass::Validate {
                let found = crate::validate::rules(&check.asserts, &scope, None);
                self.diagnostics.extend(found);
                continue;
            }
            let mut found = Vec::new();
            let unread = self.planning.unread_checks.contains(&(module, check.name.clone()));
            let asserts = if unread { &[] } else { check.asserts.as_slice() };
            let results = check_all(RuleKind::CheckAssertion, asserts, &scope, &mut found);
            self.diagnostics.extend(found);
            let name = format!("check.{}", check.name);
            let address = self
                .world
                .instance(instance)
                .map(|here| with_module(&here.address.to_string(), &name));
            let static_address =
                self.world.config.node(module).map(|node| with_module(&node.address(), &name));
            if let (Some(address), Some(static_address)) = (address, static_address) {
                self.record("check", static_address, address, &results);
            }
        }
    }

    /// Remembers how an object's conditions stand.
    pub(crate) fn record(
        &mut self,
        kind: &'static str,
        static_address: String,
        address: String,
        results: &[RuleResult],
    ) {
        let status = together(results);
        let messages = results.iter().filter_map(|result| result.message.clone()).collect();
        let checks = &mut self.planning.plan.checks;
        let known = self.planning.check_index.get(&static_address).copied();
        let at = known.unwrap_or_else(|| {
            checks.push(CheckResult {
                kind,
                address: static_address.clone(),
                status: CheckStatus::Pass,
                instances: Vec::new(),
            });
            self.planning.check_index.insert(static_address, checks.len() - 1);
            checks.len() - 1
        });
        let Some(check) = checks.get_mut(at) else { return };
        match check.instances.last_mut().filter(|(last, _, _)| *last == address) {
            Some((_, earlier, all)) => {
                *earlier = worse(*earlier, status);
                let messages: Vec<String> = messages;
                all.extend(messages);
            }
            None => check.instances.push((address, status, messages)),
        }
        check.status = check
            .instances
            .iter()
            .fold(CheckStatus::Pass, |worst, (_, status, _)| worse(worst, *status));
    }
}

fn worse(one: CheckStatus, other: CheckStatus) -> CheckStatus {
    let rank = |status| match status {
        CheckStatus::Pass => 0,
        CheckStatus::Unknown => 1,
        CheckStatus::Fail => 2,
        CheckStatus::Error => 3,
    };
    if rank(one) >= rank(other) { one } else { other }
}

fn with_module(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}.{name}") }
}

/// The message of a validation that does not hold.
fn violated(
    rule: &CheckRule,
    scope: &Scope<'_, '_>,
    found: &mut Vec<Diagnostic>,
) -> Option<String> {
    let (condition, errors) = scope.evaluate(&rule.condition);
    let failed = errors.iter().any(Diagnostic::is_error);
    found.extend(errors);
    if failed {
        return None;
    }
    let invalid = |detail: String| {
        Diagnostic::error("Invalid variable validation result", detail).at(rule.condition.span)
    };
    if !condition.is_known() {
        return None;
    }
    if condition.is_null() {
        found.push(invalid(
            "Validation condition expression must return either true or false, not null."
                .to_owned(),
        ));
        return None;
    }
    match lang::convert(&condition.clone().unmarked(), &Type::Bool) {
        Err(why) => {
            found.push(invalid(format!("Invalid validation condition result value: {why}.")));
            return None;
        }
        Ok(value) if value.as_bool() == Some(true) => return None,
        Ok(_) => {}
    }
    let (message, errors) = scope.evaluate(&rule.error_message);
    let failed = errors.iter().any(Diagnostic::is_error);
    found.extend(errors);
    if failed {
        return None;
    }
    match message_text(&message, rule) {
        Ok(text) => Some(text),
        Err(error) => {
            let text = if error.summary == "Error message refers to sensitive values" {
                "The error message included a sensitive value, so it will not be displayed."
            } else {
                "This check failed, but has an invalid error message as described in the other accompanying messages."
            };
            found.push(*error);
            Some(text.to_owned())
        }
    }
}
