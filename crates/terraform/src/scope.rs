//! What names mean in one place of the configuration.

mod builtin;
mod whole;

use std::collections::BTreeMap;

use dryrun_cty::{Marks, Type, Value};
use dryrun_diag::{Diagnostic, did_you_mean};
use dryrun_hcl::ast::{Expression, Traversal};
use dryrun_plan::addr::{InstanceKey, Mode, Resource};

use crate::config::model::{Name, ResourceConfig};
use crate::lang;
use crate::reference::{self, Reference, Subject};
use crate::schema::{marks, static_check};
use crate::syntax::nowhere;
use crate::testing::TestNames;
use crate::world::{Instance, InstanceId, Pass, Repeat, RepetitionKind, World};
use whole::{whole, whole_module};

/// A place: a module instance, perhaps one instance of a resource in it.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'w, 'a> {
    pub(crate) world: &'w World<'a>,
    pub(crate) instance: InstanceId,
    pub(crate) repeat: &'w Repeat,
    /// What `self` is.
    pub(crate) self_value: Option<&'w Value>,
    /// Names of `dynamic` blocks.
    pub(crate) iterators: Option<&'w BTreeMap<Name, Value>>,
    /// The check block this place belongs to; its data source is visible only there.
    pub(crate) check: Option<&'w str>,
    /// The variable whose validation this is, with its value.
    pub(crate) own_variable: Option<&'w (&'w str, Value)>,
    /// Names that only a test knows.
    pub(crate) test: Option<&'w TestNames>,
}

type Looked = Result<Value, Box<Diagnostic>>;

impl<'w, 'a> Scope<'w, 'a> {
    /// A module instance's own scope.
    pub(crate) fn of(world: &'w World<'a>, instance: InstanceId) -> Self {
        let repeat = &EMPTY;
        Self {
            world,
            instance,
            repeat,
            self_value: None,
            iterators: None,
            check: None,
            own_variable: None,
            test: None,
        }
    }

    /// The same with `count` and `each`.
    pub(crate) fn repeating(mut self, repeat: &'w Repeat) -> Self {
        self.repeat = repeat;
        self
    }

    /// The same with `self`.
    pub(crate) fn with_self(mut self, value: &'w Value) -> Self {
        self.self_value = Some(value);
        self
    }

    /// Evaluates; wrong references are told before anything is computed.
    pub(crate) fn evaluate(&self, expression: &Expression) -> (Value, Vec<Diagnostic>) {
        let wrong = self.check_references(expression);
        if wrong.iter().any(Diagnostic::is_error) {
            return (Value::unknown(Type::Dynamic), wrong);
        }
        let (value, mut found) = lang::evaluate(expression, self);
        found.splice(0..0, wrong);
        (value, found)
    }

    /// Evaluates and converts.
    pub(crate) fn evaluate_as(
        &self,
        expression: &Expression,
        ty: &Type,
    ) -> (Value, Vec<Diagnostic>) {
        let (value, mut found) = self.evaluate(expression);
        match lang::convert(&value, ty) {
            Ok(value) => (value, found),
            Err(error) => {
                let wrong = Diagnostic::error(
                    "Incorrect value type",
                    format!("Invalid expression value: {error}."),
                );
                found.push(wrong.at(expression.span));
                (Value::unknown(ty.clone()), found)
            }
        }
    }

    /// What is wrong with the references of an expression.
    pub(crate) fn check_references(&self, expression: &Expression) -> Vec<Diagnostic> {
        self.check_all(&[(expression, Vec::new())])
    }

    /// What is wrong with the references of expressions, each with the names that it has of its own.
    ///
    /// What the declarations alone tell comes first; only where they have nothing against it, values are asked for.
    pub(crate) fn check_all(&self, expressions: &[(&Expression, Vec<&str>)]) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut dynamic = Vec::new();
        let mut declared = true;
        for (expression, own) in expressions {
            for traversal in lang::references(expression) {
                if own.contains(&traversal.root.as_ref()) || self.iterates(&traversal) {
                    continue;
                }
                if let Some(named) = self.test.and_then(|test| test.resolve(&traversal, self)) {
                    found.extend(named.err().map(|error| *error));
                    continue;
                }
                match self.check_declared(&traversal) {
                    Ok(warnings) => found.extend(warnings),
                    Err(error) => {
                        declared &= reference::parse(&traversal).is_err();
                        found.extend(error);
                        dynamic.extend(self.nameless(&traversal));
                    }
                }
                dynamic.extend(self.check_value(&traversal));
            }
        }
        if declared {
            found.extend(dynamic);
        }
        found
    }

    fn iterates(&self, traversal: &Traversal) -> bool {
        self.iterators.is_some_and(|iterators| iterators.contains_key(&traversal.root))
    }

    /// Terraform goes on with an empty name after `var` or `local` alone, and complains of that name as well.
    fn nameless(&self, traversal: &Traversal) -> Option<Diagnostic> {
        if reference::parse(traversal).is_ok() {
            return None;
        }
        let name: Name = "".into();
        let subject = match traversal.root.as_ref() {
            "var" => Subject::Variable(name),
            "local" => Subject::Local(name),
            "count" => Subject::Count(name),
            "each" => Subject::Each(name),
            "path" => Subject::Path(name),
            "terraform" => Subject::Terraform(name),
            _ => return None,
        };
        let reference = Reference { subject, span: nowhere(), used: 0, remaining: &[] };
        self.look_up(&reference).err().map(|error| *error)
    }

    /// Checks a reference against what is declared; warnings come back.
    fn check_declared(&self, traversal: &Traversal) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
        let reference = reference::parse(traversal).map_err(|error| vec![*error])?;
        match &reference.subject {
            Subject::Resource { resource, key } => {
                static_check::resource(self, resource, key.as_ref(), &reference)
            }
            Subject::Module { .. } => match self.look_up(&reference) {
                Ok(_) => Ok(Vec::new()),
                Err(error) => Err(vec![*error]),
            },
            Subject::Variable(_)
            | Subject::Local(_)
            | Subject::Count(_)
            | Subject::Each(_)
            | Subject::Path(_)
            | Subject::Terraform(_)
            | Subject::SelfObject => Ok(Vec::new()),
        }
    }

    /// Checks a reference by asking for its value.
    fn check_value(&self, traversal: &Traversal) -> Option<Diagnostic> {
        let reference = reference::parse(traversal).ok()?;
        match &reference.subject {
            Subject::Resource { .. } | Subject::Module { .. } => None,
            Subject::Variable(_)
            | Subject::Local(_)
            | Subject::Count(_)
            | Subject::Each(_)
            | Subject::Path(_)
            | Subject::Terraform(_)
            | Subject::SelfObject => self.look_up(&reference).err().map(|error| *error),
        }
    }

    /// The value of a reference's subject, and how many steps of the traversal it used.
    pub(crate) fn resolve(&self, traversal: &Traversal) -> Result<(Value, usize), Box<Diagnostic>> {
        if let Some(value) = self.iterators.and_then(|iterators| iterators.get(&traversal.root)) {
            return Ok((value.clone(), 0));
        }
        if let Some(named) = self.test.and_then(|test| test.resolve(traversal, self)) {
            return named;
        }
        let reference = reference::parse(traversal)?;
        if let Subject::Resource { resource, key } = &reference.subject {
            return Ok(self.resource(resource, key.as_ref(), reference.used));
        }
        if let Subject::Module { call, key, output } = &reference.subject {
            return self.module(call, key.as_ref(), output.as_ref(), &reference);
        }
        self.look_up(&reference).map(|value| (value, reference.used))
    }

    fn here(&self) -> Option<&'w Instance> {
        self.world.instance(self.instance)
    }

    fn look_up(&self, reference: &Reference<'_>) -> Looked {
        match &reference.subject {
            Subject::Variable(name) => self.variable(name, reference),
            Subject::Local(name) => self.local(name, reference),
            Subject::Module { call, key, output } => {
                self.module(call, key.as_ref(), output.as_ref(), reference).map(|(value, _)| value)
            }
            Subject::Resource { resource, key } => {
                Ok(self.resource(resource, key.as_ref(), reference.used).0)
            }
            Subject::Count(name) => self.count(name, reference),
            Subject::Each(name) => self.each(name, reference),
            Subject::Path(name) => self.path(name, reference),
            Subject::Terraform(name) => self.terraform(name, reference),
            Subject::SelfObject => match self.self_value {
                Some(value) => Ok(value.clone()),
                None => Err(error(
                    "Invalid \"self\" reference",
                    "The \"self\" object is not available in this context. This object can be used only in resource provisioner, connection, and postcondition blocks.",
                    reference,
                )),
            },
        }
    }

    /// Whether the module declares a variable.
    pub(crate) fn declares_variable(&self, name: &Name) -> bool {
        let node = self.here().and_then(|here| self.world.config.node(here.module));
        node.is_some_and(|node| node.module.variables.contains_key(name))
    }

    fn variable(&self, name: &Name, reference: &Reference<'_>) -> Looked {
        let here = self.here();
        let declared = here
            .and_then(|here| self.world.config.node(here.module))
            .map(|node| &node.module.variables);
        let Some(variable) = declared.and_then(|declared| declared.get(name)) else {
            let known =
                declared.into_iter().flat_map(|declared| declared.keys().map(AsRef::as_ref));
            let hint = match did_you_mean(name, known) {
                Some(known) => format!("Did you mean \"{known}\"?"),
                None => {
                    format!("This variable can be declared with a variable \"{name}\" {{}} block.")
                }
            };
            let detail =
                format!("An input variable with the name \"{name}\" has not been declared. {hint}");
            return Err(error("Reference to undeclared input variable", detail, reference));
        };
        if let Some((_, value)) = self.own_variable.filter(|(own, _)| *own == name.as_ref()) {
            return Ok(value.clone());
        }
        let is_validating = self.world.pass == Pass::Validate;
        let value =
            here.and_then(|here| here.variables.get(name)).filter(|_| !is_validating).cloned();
        let value = value.unwrap_or_else(|| {
            let ty = variable.ty.without_optional();
            Value::unknown(ty)
        });
        let mut declared = Marks::NONE;
        if variable.sensitive {
            declared |= Marks::SENSITIVE;
        }
        if variable.ephemeral {
            declared |= Marks::EPHEMERAL;
        }
        Ok(value.mark(declared))
    }

    fn local(&self, name: &Name, reference: &Reference<'_>) -> Looked {
        let here = self.here();
        let declared = here
            .and_then(|here| self.world.config.node(here.module))
            .map(|node| &node.module.locals);
        if !declared.is_some_and(|declared| declared.contains_key(name)) {
            let known =
                declared.into_iter().flat_map(|declared| declared.keys().map(AsRef::as_ref));
            let hint = did_you_mean(name, known)
                .map(|known| format!(" Did you mean \"{known}\"?"))
                .unwrap_or_default();
            let detail =
                format!("A local value with the name \"{name}\" has not been declared.{hint}");
            return Err(error("Reference to undeclared local value", detail, reference));
        }
        let value = here.and_then(|here| here.locals.get(name)).cloned();
        Ok(value.unwrap_or_else(|| Value::unknown(Type::Dynamic)))
    }

    fn module(
        &self,
        call: &Name,
        key: Option<&InstanceKey>,
        output: Option<&Name>,
        reference: &Reference<'_>,
    ) -> Result<(Value, usize), Box<Diagnostic>> {
        let here = self.here();
        let node = here.and_then(|here| self.world.config.node(here.module));
        let declared = node.map(|node| &node.module.calls);
        let Some(called) = declared.and_then(|declared| declared.get(call)) else {
            let known =
                declared.into_iter().flat_map(|declared| declared.keys().map(AsRef::as_ref));
            let hint = did_you_mean(call, known)
                .map(|known| format!(" Did you mean \"{known}\"?"))
                .unwrap_or_default();
            let place = node.map(|node| node.described()).unwrap_or_default();
            let detail = format!("No module call named \"{call}\" is declared in {place}.{hint}");
            return Err(error("Reference to undeclared module", detail, reference));
        };
        let kind = RepetitionKind::from(&called.repetition);
        // `module.name` is one step; the key and the output are further ones.
        let of_call = 1;
        let unknown = || {
            let child = node.and_then(|node| self.world.config.node(*node.children.get(call)?));
            let outputs = child.into_iter().flat_map(|child| child.module.outputs.keys());
            let one = Type::object(outputs.map(|name| (name.clone(), Type::Dynamic)));
            Value::unknown(match kind {
                RepetitionKind::Single => one,
                RepetitionKind::Count => Type::list(one),
                RepetitionKind::ForEach => Type::map(one),
            })
        };
        if self.world.pass == Pass::Validate && kind != RepetitionKind::Single {
            return Ok((unknown(), of_call));
        }
        let Some(expanded) = here.and_then(|here| here.calls.get(call)) else {
            return Ok((Value::unknown(Type::Dynamic), of_call));
        };
        // The direct way: one output of one instance.
        let child = expanded.instances.get(&key.cloned()).and_then(|id| self.world.instance(*id));
        if let Some(value) = output.and_then(|output| child?.outputs.get(output)) {
            return Ok((value.clone(), reference.used));
        }
        if self.world.pass == Pass::Validate {
            return Ok((unknown(), of_call));
        }
        let whole = expanded.whole.get_or_init(|| whole_module(self.world, expanded));
        Ok((whole.clone(), of_call))
    }

    fn resource(
        &self,
        resource: &Resource,
        key: Option<&InstanceKey>,
        used: usize,
    ) -> (Value, usize) {
        let without_key = used - usize::from(key.is_some());
        let Some(here) = self.here() else { return (Value::unknown(Type::Dynamic), without_key) };
        let declared = self
            .world
            .config
            .node(here.module)
            .and_then(|node| node.module.resources.get(resource));
        let kind =
            declared.map_or(RepetitionKind::Single, |declared| (&declared.repetition).into());
        let expanded = here.resources.get(resource);
        if self.world.pass == Pass::Validate || expanded.is_none() {
            // Terraform knows nothing of it either, not even its type.
            let value = Value::unknown(Type::Dynamic);
            let is_ephemeral = resource.mode == Mode::Ephemeral && kind == RepetitionKind::Single;
            let value = if is_ephemeral { value.mark(Marks::EPHEMERAL) } else { value };
            return (value, without_key);
        }
        let Some(expanded) = expanded else { return (Value::unknown(Type::Dynamic), without_key) };
        if let Some(value) = key.and_then(|key| expanded.instances.get(&Some(key.clone()))) {
            return (self.shown(declared, here, value), used);
        }
        let whole = expanded
            .whole
            .get_or_init(|| whole(expanded, |value| self.shown(declared, here, value)));
        (whole.clone(), without_key)
    }

    /// A resource's value as references see it: with the marks of its schema.
    fn shown(&self, declared: Option<&ResourceConfig>, here: &Instance, value: &Value) -> Value {
        match declared.and_then(|declared| self.world.schema_of(here.module, declared)) {
            Some(schema) => marks::with_schema_marks(value, &schema.schema.block),
            None => value.clone(),
        }
    }
}

static EMPTY: Repeat = Repeat { count_index: None, each_key: None, each_value: None };

pub(crate) fn error(
    summary: &'static str,
    detail: impl Into<String>,
    reference: &Reference<'_>,
) -> Box<Diagnostic> {
    Box::new(Diagnostic::error(summary, detail).at(reference.span))
}
