//! `moved` blocks and the moves that a changed repetition implies.

use std::collections::{BTreeMap, BTreeSet};

use dryrun_diag::{Diagnostic, Span};
use dryrun_plan::addr::{InstanceKey, ModuleInstance, Resource, ResourceInstance};

use super::Planning;
use crate::config::endpoint::RelativeAddress;
use crate::config::model::Repetition;
use crate::config::{Config, ModuleId, place};
use crate::world::World;

/// One move, seen from the module that declares it.
#[derive(Debug, Clone)]
struct Statement {
    /// The declaring module; its instances are all those of this path.
    module: ModuleId,
    from: RelativeAddress,
    to: RelativeAddress,
    span: Span,
}

/// Applies all moves to the prior state. Wrong ones are told.
pub(super) fn apply(config: &Config, planning: &mut Planning) -> Vec<Diagnostic> {
    let statements = statements(config);
    let mut diagnostics = check(config, &statements);
    if diagnostics.iter().any(Diagnostic::is_error) {
        return diagnostics;
    }
    let groups = ordered(&statements);
    diagnostics
        .extend(groups.iter().filter(|group| group.len() > 1).map(|group| cyclic(config, group)));
    if diagnostics.iter().any(Diagnostic::is_error) {
        return diagnostics;
    }
    let mut blocked = BTreeSet::new();
    for statement in groups.into_iter().flatten() {
        move_all(config, planning, statement, &mut blocked);
    }
    implied(config, planning);
    diagnostics.extend(unresolved(&blocked));
    diagnostics
}

/// Moves that met an object at their goal: from where to where.
type Blocked = BTreeSet<(String, String)>;

fn unresolved(blocked: &Blocked) -> Option<Diagnostic> {
    if blocked.is_empty() {
        return None;
    }
    let mut detail = "Terraform tried to adjust resource instance addresses in the prior state based on change information recorded in the configuration, but some adjustments did not succeed due to existing objects already at the intended addresses:".to_owned();
    for (from, to) in blocked {
        detail.push_str(&format!("\n  - {from} could not move to {to}"));
    }
    detail.push_str("\n\nTerraform has planned to destroy these objects. If Terraform's proposed changes aren't appropriate, you must first resolve the conflicts using the \"terraform state\" subcommands and then create a new plan.");
    Some(Diagnostic::warning("Unresolved resource instance address changes", detail))
}

fn statements(config: &Config) -> Vec<Statement> {
    let of_module = |(module, node): (ModuleId, &crate::config::ModuleNode)| {
        let statement = |moved: &crate::config::model::Moved| Statement {
            module,
            from: moved.from.address.clone(),
            to: moved.to.address.clone(),
            span: moved.span,
        };
        node.module.moved.iter().map(statement).collect::<Vec<_>>()
    };
    config.ids().flat_map(of_module).collect()
}

/// Moves that lead in a circle.
fn cyclic(config: &Config, group: &[&Statement]) -> Diagnostic {
    let mut lines: Vec<String> = group
        .iter()
        .map(|statement| {
            let path = config.node(statement.module).map(|node| node.path.clone());
            let base: String =
                path.into_iter().flatten().map(|name| format!("module.{name}[*].")).collect();
            let place = place::start(&config.sources, statement.span);
            let (from, to) = (pattern(&statement.from), pattern(&statement.to));
            format!("\n  - {place}: {base}{from} → {base}{to}")
        })
        .collect();
    lines.sort();
    let detail = format!(
        "The following chained move statements form a cycle, and so there is no final location to move objects to:{}\n\nA chain of move statements must end with an address that doesn't appear in any other statements, and which typically also refers to an object still declared in the configuration.",
        lines.concat()
    );
    Diagnostic::error("Cyclic dependency in move statements", detail)
}

/// An end of a move, with a star for the keys that it leaves open.
fn pattern(address: &RelativeAddress) -> String {
    let is_open = match &address.resource {
        Some(_) => address.key.is_none(),
        None => address.module.0.last().is_none_or(|(_, key)| key.is_none()),
    };
    format!("{address}{}", if is_open { "[*]" } else { "" })
}

/// Groups of moves that need each other, what feeds another move before it.
fn ordered(statements: &[Statement]) -> Vec<Vec<&Statement>> {
    let needs: Vec<Vec<usize>> = statements
        .iter()
        .map(|later| {
            let feeds = |(_, earlier): &(usize, &Statement)| {
                earlier.module == later.module
                    && (covers(&later.from, &earlier.to) || covers(&earlier.to, &later.from))
            };
            statements
                .iter()
                .enumerate()
                .filter(|(_, earlier)| !std::ptr::eq(*earlier, later))
                .filter(feeds)
                .map(|(at, _)| at)
                .collect()
        })
        .collect();
    let groups = crate::graph::strongly_connected(&needs);
    let members =
        |group: Vec<usize>| group.into_iter().filter_map(|at| statements.get(at)).collect();
    groups.into_iter().map(members).collect()
}

/// Whether one address is, or lies within, another.
fn covers(outer: &RelativeAddress, inner: &RelativeAddress) -> bool {
    if outer.resource.is_none() {
        return inner.module.0.starts_with(&outer.module.0);
    }
    outer.module == inner.module
        && outer.resource == inner.resource
        && (outer.key.is_none() || outer.key == inner.key)
}

fn move_all(
    config: &Config,
    planning: &mut Planning,
    statement: &Statement,
    blocked: &mut Blocked,
) {
    let Some(node) = config.node(statement.module) else { return };
    let path: Vec<&str> = node.path.iter().map(AsRef::as_ref).collect();
    let addresses: Vec<ResourceInstance> = planning.prior.objects.keys().cloned().collect();
    for address in &addresses {
        let Some(base) = base_of(address, &path) else { continue };
        let Some(target) = moved_address(address, &base, statement) else { continue };
        if *address == target {
            continue;
        }
        if statement.from.resource.is_none() {
            // A module moves as a whole, or not at all.
            let from = outer(&address.module, &statement.from.within(&base).module);
            let to = outer(&target.module, &statement.to.within(&base).module);
            if addresses.iter().any(|other| other.module.0.starts_with(&to.0)) {
                blocked.insert((from.to_string(), to.to_string()));
                continue;
            }
        } else if planning.prior.objects.contains_key(&target) {
            blocked.insert((address.to_string(), target.to_string()));
        }
        shift(planning, address.clone(), target);
    }
}

/// As many steps of a module's address as the other one has.
fn outer(module: &ModuleInstance, like: &ModuleInstance) -> ModuleInstance {
    ModuleInstance(module.0.iter().take(like.0.len()).cloned().collect())
}

/// The instance of the declaring module that an address lies in.
fn base_of(address: &ResourceInstance, path: &[&str]) -> Option<ModuleInstance> {
    let steps = address.module.0.get(..path.len())?;
    let same = steps.iter().zip(path).all(|((name, _), want)| name.as_ref() == *want);
    same.then(|| ModuleInstance(steps.to_vec()))
}

fn moved_address(
    address: &ResourceInstance,
    base: &ModuleInstance,
    statement: &Statement,
) -> Option<ResourceInstance> {
    let from = statement.from.within(base);
    let to = statement.to.within(base);
    match (&from.resource, &to.resource) {
        (None, None) => {
            let steps = module_match(&from.module, &address.module)?;
            let rest = address.module.0.get(steps.len()..)?;
            let mut module = retargeted(&from.module, &to.module, &steps);
            module.0.extend(rest.iter().cloned());
            Some(ResourceInstance { module, ..address.clone() })
        }
        (Some(resource), Some(new)) => {
            if *resource != address.resource || from.module != address.module {
                return None;
            }
            // Without a key the whole resource moves, with all its instances.
            if from.key.is_none() && to.key.is_none() {
                return Some(ResourceInstance {
                    module: to.module,
                    resource: new.clone(),
                    key: address.key.clone(),
                });
            }
            (from.key == address.key).then(|| ResourceInstance {
                module: to.module,
                resource: new.clone(),
                key: to.key,
            })
        }
        (Some(_), None) | (None, Some(_)) => None,
    }
}

type Steps = Vec<(std::sync::Arc<str>, Option<InstanceKey>)>;

/// The steps of an address that a module's address matches; a last step without a key matches every key.
fn module_match(from: &ModuleInstance, address: &ModuleInstance) -> Option<Steps> {
    let steps = address.0.get(..from.0.len())?;
    let last = from.0.len().checked_sub(1)?;
    let fits = from.0.iter().zip(steps).enumerate().all(|(at, (want, have))| {
        want.0 == have.0 && (want.1 == have.1 || (at == last && want.1.is_none()))
    });
    fits.then(|| steps.to_vec())
}

fn retargeted(from: &ModuleInstance, to: &ModuleInstance, matched: &Steps) -> ModuleInstance {
    let mut module = to.clone();
    let key_of = |steps: &Steps| steps.last().and_then(|(_, key)| key.clone());
    let open = from.0.last().is_some_and(|(_, key)| key.is_none());
    if open && let Some((_, key)) = module.0.last_mut().filter(|(_, key)| key.is_none()) {
        *key = key_of(matched);
    }
    module
}

/// Moves one object, unless something is there already.
fn shift(planning: &mut Planning, from: ResourceInstance, to: ResourceInstance) {
    if from == to || planning.prior.objects.contains_key(&to) {
        return;
    }
    let Some(object) = planning.prior.objects.remove(&from) else { return };
    let origin = planning.moved.remove(&from).unwrap_or(from);
    planning.prior.objects.insert(to.clone(), object);
    if origin != to {
        planning.moved.insert(to, origin);
    }
}

/// A resource that gained or lost `count` keeps its first instance.
fn implied(config: &Config, planning: &mut Planning) {
    let addresses: Vec<ResourceInstance> = planning.prior.objects.keys().cloned().collect();
    for address in addresses {
        let Some(declared) = declared(config, &address.module, &address.resource) else { continue };
        let key = match (declared, &address.key) {
            (Repetition::Count(_), None) => Some(InstanceKey::Number(0)),
            (Repetition::Single, Some(InstanceKey::Number(0))) => None,
            (Repetition::Single | Repetition::Count(_) | Repetition::ForEach(_), _) => continue,
        };
        let target = ResourceInstance { key, ..address.clone() };
        shift(planning, address, target);
    }
}

fn declared<'c>(
    config: &'c Config,
    module: &ModuleInstance,
    resource: &Resource,
) -> Option<&'c Repetition> {
    let mut at = ModuleId(0);
    for (name, _) in &module.0 {
        at = *config.node(at)?.children.get(name)?;
    }
    config.node(at)?.module.resources.get(resource).map(|declared| &declared.repetition)
}

/// What a statement moves, and the word for it within a sentence that named it.
fn moved_things(statement: &Statement) -> (&'static str, &'static str) {
    let has_key = |address: &RelativeAddress| match address.resource {
        Some(_) => address.key.is_some(),
        None => address.module.0.last().is_some_and(|(_, key)| key.is_some()),
    };
    let one = has_key(&statement.from) || has_key(&statement.to);
    match (&statement.from.resource, one) {
        (Some(_), true) => ("resource instance", "instance"),
        (Some(_), false) => ("resource", "resource"),
        (None, true) => ("module instance", "instance"),
        (None, false) => ("module call", "call"),
    }
}

fn check(config: &Config, statements: &[Statement]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let mut seen: BTreeMap<(ModuleId, String), &Statement> = BTreeMap::new();
    let mut targets: BTreeMap<(ModuleId, String), &Statement> = BTreeMap::new();
    for statement in statements {
        let base = config.node(statement.module).map(|node| node.address()).unwrap_or_default();
        let absolute = |address: &RelativeAddress| {
            if base.is_empty() { address.to_string() } else { format!("{base}.{address}") }
        };
        let (from, to) = (absolute(&statement.from), absolute(&statement.to));
        let ambiguous = |detail: String| {
            Diagnostic::error("Ambiguous move statements", detail).at(statement.span)
        };
        if statement.from == statement.to {
            let detail = format!(
                "This statement declares a move from {from} to the same address, which is the same as not declaring this move at all."
            );
            diagnostics
                .push(Diagnostic::error("Redundant move statement", detail).at(statement.span));
            continue;
        }
        diagnostics.extend(still_declared(config, statement));
        let (thing, short) = moved_things(statement);
        let source = (statement.module, from.clone());
        if let Some(earlier) = seen.get(&source).filter(|earlier| earlier.to != statement.to) {
            let first = place::start(&config.sources, earlier.span);
            diagnostics.push(ambiguous(format!(
                "A statement at {first} declared that {from} moved to {}, but this statement instead declares that it moved to {to}.\n\nEach {thing} can move to only one destination {short}.",
                absolute(&earlier.to)
            )));
        }
        let goal = (statement.module, to.clone());
        if let Some(earlier) = targets.get(&goal).filter(|earlier| earlier.from != statement.from) {
            let first = place::start(&config.sources, earlier.span);
            diagnostics.push(ambiguous(format!(
                "A statement at {first} declared that {} moved to {to}, but this statement instead declares that {from} moved there.\n\nEach {thing} can have moved from only one source {short}.",
                absolute(&earlier.from)
            )));
        }
        seen.entry(source).or_insert(statement);
        targets.entry(goal).or_insert(statement);
    }
    diagnostics
}

/// A move from what the configuration declares, as far as that can be told before anything is evaluated.
fn still_declared(config: &Config, statement: &Statement) -> Option<Diagnostic> {
    let mut at = statement.module;
    let mut last = None;
    for (name, key) in &statement.from.module.0 {
        last = Some((at, name.clone(), key.clone()));
        at = *config.node(at)?.children.get(name)?;
    }
    let (repetition, span, key, goal) = match &statement.from.resource {
        Some(resource) => {
            let declared = config.node(at)?.module.resources.get(resource)?;
            let goal = statement.to.key.is_some();
            (&declared.repetition, declared.span, statement.from.key.clone(), goal)
        }
        None => {
            let (holder, name, key) = last?;
            let call = config.node(holder)?.module.calls.get(&name)?;
            let goal = statement.to.module.0.last().is_some_and(|(_, key)| key.is_some());
            (&call.repetition, call.span, key, goal)
        }
    };
    // An instance that the repetition does not have may well move.
    let still = key.is_none() && (!goal || matches!(repetition, Repetition::Single));
    still.then(|| moved_but_declared(config, statement, span))
}

fn moved_but_declared(config: &Config, statement: &Statement, span: Span) -> Diagnostic {
    let base = config.node(statement.module).map(|node| node.address()).unwrap_or_default();
    let dot = if base.is_empty() { "" } else { "." };
    let declared = place::start(&config.sources, span);
    let (thing, short) = moved_things(statement);
    let detail = format!(
        "This statement declares a move from {base}{dot}{}, but that {thing} is still declared at {declared}.\n\nChange your configuration so that this {short} will be declared as {base}{dot}{} instead.",
        statement.from, statement.to
    );
    Diagnostic::error("Moved object still exists", detail).at(statement.span)
}

/// Moves from instances that `count` or `for_each` turned out to have.
pub(super) fn from_instances(world: &World<'_>) -> Vec<Diagnostic> {
    let config = world.config;
    statements(config).iter().filter_map(|statement| from_instance(world, statement)).collect()
}

fn from_instance(world: &World<'_>, statement: &Statement) -> Option<Diagnostic> {
    let declaring = world.instances_of(statement.module);
    let found = declaring.into_iter().find_map(|instance| {
        let from = &statement.from;
        let steps = match &from.resource {
            Some(_) => from.module.0.as_slice(),
            None => from.module.0.split_last()?.1,
        };
        let mut at = world.instance(instance)?;
        for (name, key) in steps {
            at = world.instance(*at.calls.get(name)?.instances.get(key)?)?;
        }
        let node = world.config.node(at.module)?;
        match &from.resource {
            Some(resource) => {
                let key = Some(from.key.clone()?);
                let there = at.resources.get(resource)?.instances.contains_key(&key);
                there
                    .then(|| node.module.resources.get(resource))
                    .flatten()
                    .map(|declared| &declared.repetition)
            }
            None => {
                let (name, key) = from.module.0.last()?;
                let there = key.is_some() && at.calls.get(name)?.instances.contains_key(key);
                there.then(|| node.module.calls.get(name)).flatten().map(|call| &call.repetition)
            }
        }
    })?;
    match found {
        Repetition::Count(expression) | Repetition::ForEach(expression) => {
            Some(moved_but_declared(world.config, statement, expression.span))
        }
        Repetition::Single => None,
    }
}
