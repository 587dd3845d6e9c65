//! The cost of rendering a plan, by the number of resources.

use std::sync::Arc;

use divan::{Bencher, black_box};
use dryrun_cty::{Kind, Type, Value};
use dryrun_plan::addr::{InstanceKey, Mode, ModuleInstance, Resource, ResourceInstance};
use dryrun_plan::{Action, Plan, ResourceChange};
use dryrun_provider::{Attribute, Block, NestedBlock, Nesting, Schema};

fn main() {
    divan::main();
}

/// Thirty strings, a map, a list and two nested blocks: about an `aws_instance`.
fn schema() -> Arc<Schema> {
    let mut inner = Block::default();
    let mut block = Block::default();
    let text = Attribute { ty: Type::String, ..Attribute::default() };
    for at in 0..30 {
        block.attributes.insert(format!("attribute_{at}").into(), text.clone());
    }
    for at in 0..5 {
        inner.attributes.insert(format!("inner_{at}").into(), text.clone());
    }
    let of = |ty| Attribute { ty, ..Attribute::default() };
    block.attributes.insert("tags".into(), of(Type::map(Type::String)));
    block.attributes.insert("groups".into(), of(Type::list(Type::String)));
    let nested = NestedBlock { nesting: Nesting::List, min: 0, max: 0, block: Arc::new(inner) };
    block.blocks.insert("device".into(), nested);
    Arc::new(Schema { version: 0, block })
}

fn object(schema: &Schema, step: usize) -> Value {
    let text = |at: usize| Value::string(format!("value {}", at * step));
    let list = || Value::list(Type::String, (0..8).map(text));
    let entries = schema.block.attributes.iter().enumerate().map(|(at, (name, attribute))| {
        let value = match &attribute.ty {
            Type::Map(_) => Value::map(Type::String, [("Name".into(), text(at))]),
            Type::List(_) => list(),
            _ if at % 3 == 0 && step > 1 => Value::unknown(Type::String),
            _ => text(at % 7),
        };
        (name.clone(), value)
    });
    let nested = schema.block.blocks.iter().map(|(name, nested)| {
        let names = nested.block.attributes.keys();
        let block = Value::object(names.enumerate().map(|(at, name)| (name.clone(), text(at))));
        let ty = nested.block.implied_type().clone();
        (name.clone(), Value::list(ty, [block.clone(), block]))
    });
    let entries = entries.chain(nested).collect();
    Value::new(schema.block.implied_type().clone(), Kind::Entries(Arc::new(entries)))
}

fn plan(count: u64) -> Plan {
    let schema = schema();
    let (before, after) = (object(&schema, 1), object(&schema, 2));
    let change = |at| ResourceChange {
        address: ResourceInstance {
            module: ModuleInstance::root(),
            resource: Resource { mode: Mode::Managed, kind: "thing".into(), name: "many".into() },
            key: Some(InstanceKey::Number(at)),
        },
        previous_address: None,
        deposed: None,
        provider: "registry.terraform.io/hashicorp/thing".into(),
        schema: schema.clone(),
        action: Action::Update,
        reason: None,
        before: before.clone(),
        after: after.clone(),
        replace_paths: Vec::new(),
        importing: None,
    };
    Plan { resource_changes: (0..count).map(change).collect(), ..Plan::default() }
}

#[divan::bench(args = [100, 1000])]
fn text(bencher: Bencher<'_, '_>, count: u64) {
    let plan = plan(count);
    bencher.bench_local(|| dryrun_plan::text(black_box(&plan)));
}

#[divan::bench(args = [100, 1000])]
fn json(bencher: Bencher<'_, '_>, count: u64) {
    let plan = plan(count);
    bencher.bench_local(|| dryrun_plan::json(black_box(&plan)).to_string());
}
