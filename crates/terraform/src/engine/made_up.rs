//! Providers that know what only an apply would tell: stable made-up values, marked as made up.
//!
//! A plan with them is a simulated apply: each resource's computed values are known, so whatever refers to them is too.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use dryrun_cty::{Kind, Number, Path, Step, Type, Value};
use dryrun_provider::{
    Attribute, Block, Layer, Nesting, PlanRequest, PlannedChange, Provider, Schema,
};

/// A provider whose planned values are all known.
pub(crate) struct MadeUp {
    inner: Arc<dyn Provider>,
    counts: Mutex<BTreeMap<String, usize>>,
}

impl MadeUp {
    /// Around a provider.
    pub(crate) fn new(inner: Arc<dyn Provider>) -> Self {
        Self { inner, counts: Mutex::new(BTreeMap::new()) }
    }

    /// A number for each object of a type, in the order of planning, which is always the same.
    fn number(&self, type_name: &str) -> usize {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(type_name.to_owned()).or_default();
        *count += 1;
        *count
    }
}

/// The account of AWS's own documentation.
const ACCOUNT: &str = "123456789012";

/// Fills the unknown parts of a planned value.
fn fill(planned: &Value, schema: &Schema, made_up: &Object<'_>) -> Value {
    let name = name_of(planned);
    planned.transform(&mut |path, value| {
        if value.is_known() {
            return value;
        }
        let marks = value.marks();
        let made = match value.ty() {
            Type::String => Value::string(made_up.text(path, schema, name.as_deref())),
            Type::Number => Value::number(Number::from(0_i64)),
            Type::Bool => Value::bool(false),
            Type::List(_) | Type::Set(_) | Type::Map(_) => empty(value.ty()),
            Type::Dynamic | Type::Tuple(_) | Type::Object(_) => Value::null(value.ty().clone()),
        };
        made.mark(marks)
    })
}

/// The name that the configuration gives an object, where it gives one.
fn name_of(planned: &Value) -> Option<String> {
    let entries = planned.entries()?;
    let known = |name: &str| entries.get(name).and_then(Value::as_str).map(str::to_owned);
    ["name", "function_name", "bucket"].into_iter().find_map(known)
}

/// What made-up values of one object are made of.
struct Object<'a> {
    type_name: &'a str,
    number: usize,
    region: &'a str,
}

impl Object<'_> {
    /// A text for what only AWS knows. What an author could have set, but did not, is mostly empty in real life.
    fn text(&self, path: &Path, schema: &Schema, name: Option<&str>) -> String {
        let attribute = last_attribute(path);
        let Self { type_name, number, region } = self;
        let place = place(&schema.block, path);
        let settable = place.attribute.is_some_and(|found| found.optional);
        let top = path.0.len() == 1;
        match attribute {
            "arn" if top => self.arn(name),
            "id" if top => format!("made-up-{}-{number}", short(type_name)),
            "region" => (*region).to_owned(),
            "availability_zone" => format!("{region}a"),
            "owner_id" | "account_id" | "registry_id" => ACCOUNT.to_owned(),
            "public_ip" => format!("203.0.113.{}", number % 256),
            "private_ip" => format!("10.0.0.{}", number % 256),
            _ if attribute.ends_with("_arn") && !settable => self.arn(name),
            _ if settable && (!is_name(attribute) || place.in_set) => String::new(),
            _ => format!("made-up-{}-{number}", attribute.replace('_', "-")),
        }
    }

    /// An ARN of the shape that the type's have, with the name where there is one.
    fn arn(&self, name: Option<&str>) -> String {
        let made = format!("made-up-{}", self.number);
        let name = name.unwrap_or(&made);
        let region = self.region;
        let (service, place, resource) = match self.type_name {
            "aws_lambda_function" => ("lambda", region, format!("function:{name}")),
            "aws_sfn_state_machine" => ("states", region, format!("stateMachine:{name}")),
            "aws_sfn_activity" => ("states", region, format!("activity:{name}")),
            "aws_sns_topic" => ("sns", region, name.to_owned()),
            "aws_sqs_queue" => ("sqs", region, name.to_owned()),
            "aws_dynamodb_table" => ("dynamodb", region, format!("table/{name}")),
            "aws_cloudwatch_log_group" => ("logs", region, format!("log-group:{name}")),
            "aws_cloudwatch_event_rule" => ("events", region, format!("rule/{name}")),
            "aws_ecs_cluster" => ("ecs", region, format!("cluster/{name}")),
            "aws_ecr_repository" => ("ecr", region, format!("repository/{name}")),
            "aws_kms_key" => ("kms", region, format!("key/{made}")),
            "aws_s3_bucket" => return format!("arn:aws:s3:::{name}"),
            other => match other.strip_prefix("aws_iam_") {
                Some(kind) => ("iam", "", format!("{}/{name}", kind.replace('_', "-"))),
                None => {
                    let service = other.split('_').nth(1).unwrap_or(other);
                    (service, region, format!("{}/{made}", short(other)))
                }
            },
        };
        format!("arn:aws:{service}:{place}:{ACCOUNT}:{resource}")
    }
}

/// A type's name without its provider: `alb-listener` of `aws_alb_listener`.
fn short(type_name: &str) -> String {
    type_name.split_once('_').map_or(type_name, |(_, rest)| rest).replace('_', "-")
}

fn is_name(attribute: &str) -> bool {
    ["name", "_id", "identifier"].iter().any(|end| attribute.ends_with(end))
}

fn last_attribute(path: &Path) -> &str {
    let mut last = "";
    for step in &path.0 {
        if let Step::Attribute(name) = step {
            last = name;
        }
    }
    last
}

/// Where a path leads.
#[derive(Default)]
struct Place<'s> {
    /// The attribute there, or around it.
    attribute: Option<&'s Attribute>,
    /// Within a set of blocks: a provider tells those apart by what was configured, so it leaves the rest empty.
    in_set: bool,
}

fn place<'s>(block: &'s Block, path: &Path) -> Place<'s> {
    let mut place = Place::default();
    let mut block = block;
    for step in &path.0 {
        let Step::Attribute(name) = step else { continue };
        place.attribute = block.attributes.get(&**name);
        let Some(nested) = block.blocks.get(&**name) else { break };
        place.in_set |= nested.nesting == Nesting::Set;
        block = &nested.block;
    }
    place
}

/// The type whose `output` is its `input` once it is applied.
const ECHO: &str = "terraform_data";

fn echoed(planned: &Value) -> Value {
    let Some(entries) = planned.entries() else { return planned.clone() };
    let input = entries.get("input");
    let stays = |name: &str, value: &Value| name != "output" || value.is_known();
    let entries = entries.iter().map(|(name, value)| {
        let value = if stays(name, value) { value } else { input.unwrap_or(value) };
        (name.clone(), value.clone())
    });
    Value::new(planned.ty().clone(), Kind::Entries(Arc::new(entries.collect())))
}

fn empty(ty: &Type) -> Value {
    let kind = if matches!(ty, Type::Map(_)) {
        Kind::Entries(Arc::default())
    } else {
        Kind::Elements(Arc::from([]))
    };
    Value::new(ty.clone(), kind)
}

impl Layer for MadeUp {
    fn inner(&self) -> &dyn Provider {
        self.inner.as_ref()
    }

    fn plan(&self, request: PlanRequest<'_>) -> PlannedChange {
        let region = request
            .provider_config
            .entries()
            .and_then(|entries| entries.get("region"))
            .and_then(Value::as_str)
            .unwrap_or("us-east-1");
        let mut change = self.inner.plan(request);
        if request.type_name == ECHO {
            change.planned = echoed(&change.planned);
        }
        if !change.planned.is_null() {
            let type_name = request.type_name;
            let schema = self.inner.resource_schema(type_name).unwrap_or_default();
            let made_up = Object { type_name, number: self.number(type_name), region };
            change.planned = fill(&change.planned, &schema, &made_up);
        }
        change
    }
}
