//! How providers answer PlanResourceChange, from the facts of a type.
//!
//! The heart is two functions: [`sdk`] for types written with the old SDK, [`framework`] for those written with the
//! Plugin Framework. [`rules`] adds what concerns whole resources (tags, values known early), [`replace`] finds the
//! changes that need a new object. Core has merged configuration and prior state before, and normalises the answer of
//! the old SDK after.

pub(crate) use rules::default_tags;

mod documents;
mod framework;
mod replace;
mod rewrite;
mod rules;
mod sdk;

use dryrun_aws_facts::{Block, ResourceType};
use dryrun_cty::{Path, Value};
use dryrun_provider::PlanRequest;

use crate::values::{canonical, entries, is_empty, same};

/// Whether the old object stays, and with which values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    /// There is no object yet, or the old one is replaced.
    Create,
    /// The object may be changed.
    Update,
}

/// The planned value, and the paths whose change needs a new object.
pub(crate) fn plan(resource: &ResourceType, request: PlanRequest<'_>) -> (Value, Vec<Path>) {
    let PlanRequest { prior, proposed, .. } = request;
    if proposed.is_null() || !proposed.is_known() {
        return (proposed.clone(), Vec::new());
    }
    let (planned, paths) = if prior.is_null() {
        (create(resource, request), Vec::new())
    } else if resource.framework {
        update_framework(resource, request)
    } else {
        update_sdk(resource, request)
    };
    (canonical(&planned), paths)
}

/// What the old SDK stores of a data source's configuration: defaults, zero values for what nested blocks leave out, and
/// null for blocks that are not there.
pub(crate) fn stored(block: &Block, config: &Value) -> Value {
    let stored = sdk::zero_filled(
        block,
        &sdk::plan_block(block, None, config, sdk::Place::root(Action::Create)),
    );
    let mut out = stored.entries().cloned().unwrap_or_default();
    for nested in &block.blocks {
        if out.get(&nested.name).is_some_and(is_empty) {
            out.insert(nested.name.clone(), Value::null(sdk::nested_type(nested)));
        }
    }
    entries(stored.ty(), out)
}

fn create(resource: &ResourceType, request: PlanRequest<'_>) -> Value {
    let block = &resource.block;
    let planned = if resource.framework {
        let filled = framework::with_defaults(block, request.proposed, request.config);
        framework::mark_unknowns(block, &filled, Some(request.config), None, Action::Create)
    } else {
        let planned =
            sdk::plan_block(block, None, request.proposed, sdk::Place::root(Action::Create));
        sdk::mark_unknowns(block, &sdk::without_id(block, planned))
    };
    rules::apply(resource, &request, planned, Action::Create)
}

fn update_framework(resource: &ResourceType, request: PlanRequest<'_>) -> (Value, Vec<Path>) {
    let block = &resource.block;
    let mut planned = framework::with_defaults(block, request.proposed, request.config);
    if !same(&planned, request.prior) {
        planned = framework::mark_unknowns(
            block,
            &planned,
            Some(request.config),
            Some(request.prior),
            Action::Update,
        );
    }
    let planned = rules::apply(resource, &request, planned, Action::Update);
    if same(&planned, request.prior) {
        return (request.prior.clone(), Vec::new());
    }
    let paths = replace::paths(request.type_name, resource, request.prior, &planned);
    (planned, paths)
}

fn update_sdk(resource: &ResourceType, request: PlanRequest<'_>) -> (Value, Vec<Path>) {
    let block = &resource.block;
    let filled = sdk::zero_filled(block, request.prior);
    let planned =
        sdk::plan_block(block, Some(&filled), request.proposed, sdk::Place::root(Action::Update));
    if same(&planned, &filled) && !rules::changes_tags(resource, &request) {
        return (request.prior.clone(), Vec::new());
    }
    let planned = rules::apply(resource, &request, planned, Action::Update);
    if same(&planned, request.prior) {
        return (request.prior.clone(), Vec::new());
    }
    let paths = replace::paths(request.type_name, resource, &filled, &planned);
    (planned, paths)
}
