//! `mock_provider` and `override_…` blocks, and the values they make up.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use dryrun_cty::{Kind, Number, Path, Step, Type, Value};
use dryrun_diag::{Diagnostic, Span};
use dryrun_hcl::ast::{Attribute, Block};
use dryrun_plan::addr::{Mode, ModuleInstance, ResourceInstance};
use dryrun_provider::{
    Block as SchemaBlock, ConfigDiagnostic, DataResult, Layer, PlanRequest, PlannedChange,
    Provider, ReadRequest,
};

use super::file::Places;
use super::model::{During, MockProvider, MockValues, Override};
use crate::config::constant;
use crate::config::endpoint::{self, RelativeAddress};
use crate::config::model::{Name, ProviderKey};
use crate::lang::{self, BodySchema};
use crate::propose::planned_data;
use crate::syntax::{BAD_NAME, is_identifier, keyword, note, traversal, traversal_span};

const PROVIDER: BodySchema = BodySchema {
    attributes: &[("alias", false), ("source", false), ("override_during", false)],
    blocks: &[
        ("mock_resource", &["type"]),
        ("mock_data", &["type"]),
        ("override_resource", &[]),
        ("override_data", &[]),
    ],
};

const DEFAULTS: BodySchema =
    BodySchema { attributes: &[("defaults", false), ("override_during", false)], blocks: &[] };

const OVERRIDE: BodySchema = BodySchema {
    attributes: &[("target", false), ("values", false), ("override_during", false)],
    blocks: &[],
};

const OVERRIDE_MODULE: BodySchema = BodySchema {
    attributes: &[("target", false), ("outputs", false), ("override_during", false)],
    blocks: &[],
};

/// Reads a `mock_provider` block.
pub(super) fn provider(
    block: Block,
    places: Places<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<(ProviderKey, MockProvider, Vec<Override>)> {
    let (name, span) = block.labels.first().cloned()?;
    if !is_identifier(&name) {
        found.push(Diagnostic::error("Invalid provider name", BAD_NAME).at(span));
    }
    let content = note(found, lang::content(block.body, &PROVIDER));
    if let Some(attribute) = content.attributes.get("source") {
        let detail = "Mocks from a folder of .tfmock.hcl files are not read here: write the mock_resource and mock_data blocks into the test file.";
        found.push(Diagnostic::error("Mock source not supported", detail).at(attribute.span));
    }
    let alias = content.attributes.get("alias").and_then(|given| constant::string(given, found));
    let during = during(content.attributes.get("override_during"), During::Apply, found);
    let mut mock = MockProvider { defaults: BTreeMap::new(), during, span };
    let mut overrides = Vec::new();
    for block in content.blocks {
        let mode = match block.kind.as_ref() {
            "mock_resource" => Mode::Managed,
            "mock_data" => Mode::Data,
            _ => {
                add_override(block, &mut overrides, places, found);
                continue;
            }
        };
        add_defaults(block, mode, &mut mock, places, found);
    }
    Some((ProviderKey { name, alias: alias.map(Name::from) }, mock, overrides))
}

fn add_defaults(
    block: Block,
    mode: Mode,
    mock: &mut MockProvider,
    places: Places<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let (kind, span) = (block.kind.clone(), block.header_span());
    let Some((type_name, _)) = block.labels.first().cloned() else { return };
    let content = note(found, lang::content(block.body, &DEFAULTS));
    let values = content
        .attributes
        .get("defaults")
        .map(|given| note(found, lang::constant(&given.expression)));
    let values = values.unwrap_or_else(|| Value::null(Type::Dynamic));
    let during = during(content.attributes.get("override_during"), mock.during, found);
    if let Some(earlier) = mock.defaults.get(&(mode, type_name.clone())) {
        let detail = format!(
            "A {kind} block for {type_name} has already been defined at {}.",
            places(earlier.span)
        );
        found.push(Diagnostic::error(format!("Duplicate {kind} block"), detail).at(span));
        return;
    }
    mock.defaults.insert((mode, type_name), MockValues { values, during, span });
}

fn during(attribute: Option<&Attribute>, otherwise: During, found: &mut Vec<Diagnostic>) -> During {
    let Some(attribute) = attribute else { return otherwise };
    match keyword(&attribute.expression).map(AsRef::as_ref) {
        Some("plan") => During::Plan,
        Some("apply") => During::Apply,
        _ => {
            let detail = "The override_during attribute must be a value of plan or apply.";
            found.push(
                Diagnostic::error("Invalid override_during value", detail)
                    .at(attribute.expression.span),
            );
            otherwise
        }
    }
}

/// Reads an `override_…` block into the others of its place.
pub(super) fn add_override(
    block: Block,
    overrides: &mut Vec<Override>,
    places: Places<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let (kind, span) = (block.kind.clone(), block.header_span());
    let is_module = kind.as_ref() == "override_module";
    let schema = if is_module { &OVERRIDE_MODULE } else { &OVERRIDE };
    let content = note(found, lang::content(block.body, schema));
    let values_name = if is_module { "outputs" } else { "values" };
    let values = match content.attributes.get(values_name) {
        Some(given) => object_values(given, &kind, values_name, found),
        None => Value::null(Type::Dynamic),
    };
    let during = during(content.attributes.get("override_during"), During::Apply, found);
    let Some(target) = content.attributes.get("target") else {
        let detail = format!("{kind} blocks must specify a target address.");
        found.push(Diagnostic::error("Missing target attribute", detail).at(span));
        return;
    };
    let Some(target) = override_target(target, &kind, found) else { return };
    if let Some(earlier) = overrides.iter().find(|earlier| earlier.target == target) {
        let place = places(earlier.values.span);
        let detail = format!(
            "{} {kind} block targeting {target} has already been defined at {place}.",
            if kind.starts_with('o') { "An" } else { "A" }
        );
        found.push(Diagnostic::error(format!("Duplicate {kind} block"), detail).at(span));
        return;
    }
    overrides.push(Override { target, values: MockValues { values, during, span } });
}

fn object_values(
    attribute: &Attribute,
    kind: &str,
    name: &str,
    found: &mut Vec<Diagnostic>,
) -> Value {
    let value = note(found, lang::constant(&attribute.expression));
    if value.entries().is_some() || value.is_null() {
        return value;
    }
    let article = if name.starts_with('o') { "an" } else { "a" };
    let detail =
        format!("{kind} blocks must specify {article} {name} attribute that is an object.");
    found.push(Diagnostic::error(format!("Invalid {name} attribute"), detail).at(attribute.span));
    Value::null(Type::Dynamic)
}

fn override_target(
    attribute: &Attribute,
    kind: &str,
    found: &mut Vec<Diagnostic>,
) -> Option<RelativeAddress> {
    let reference = constant::strict_reference(&attribute.expression, found)?;
    let target = match endpoint::parse(&reference) {
        Ok(target) => target,
        Err(error) => {
            found.push(*error);
            return None;
        }
    };
    let mode = target.resource.as_ref().map(|resource| resource.mode);
    let (fits, wanted) = match kind {
        "override_resource" => (mode == Some(Mode::Managed), "resources"),
        "override_data" => (mode == Some(Mode::Data), "data sources"),
        _ => (mode.is_none(), "modules"),
    };
    if fits {
        return Some(target);
    }
    let span = traversal(&attribute.expression).map_or(attribute.expression.span, traversal_span);
    let detail = format!("You can only target {wanted} from {kind} blocks, not {target}.");
    found.push(Diagnostic::error("Invalid override target", detail).at(span));
    None
}

/// What takes the place of the real world in one run.
#[derive(Default)]
pub(crate) struct Mocks {
    /// Mocked provider configurations of the root module.
    pub(crate) providers: BTreeMap<ProviderKey, Arc<dyn Provider>>,
    /// Overrides; a run's own come before its file's.
    pub(crate) overrides: Vec<Override>,
    /// How far the run goes.
    pub(crate) phase: Phase,
}

/// How far a run goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Phase {
    /// To a plan.
    #[default]
    Planning,
    /// To what a simulated apply would leave.
    Applying,
}

impl Mocks {
    /// The override of a resource instance.
    pub(crate) fn of_resource(&self, address: &ResourceInstance) -> Option<&MockValues> {
        let hit = |over: &&Override| {
            over.target.resource.as_ref() == Some(&address.resource)
                && within(&over.target.module, &address.module)
                && over.target.module.0.len() == address.module.0.len()
                && (over.target.key.is_none() || over.target.key == address.key)
        };
        self.overrides.iter().find(hit).map(|over| &over.values)
    }

    /// The override of a module instance, or of one that it lies in.
    pub(crate) fn of_module(&self, address: &ModuleInstance) -> Option<(usize, &MockValues)> {
        let hit = |over: &&Override| {
            over.target.resource.is_none() && within(&over.target.module, address)
        };
        self.overrides.iter().find(hit).map(|over| (over.target.module.0.len(), &over.values))
    }
}

/// Whether a module lies in another or is it; steps without a key stand for all instances.
fn within(outer: &ModuleInstance, inner: &ModuleInstance) -> bool {
    outer.0.len() <= inner.0.len()
        && outer.0.iter().zip(&inner.0).all(|((name, key), (inner_name, inner_key))| {
            name == inner_name && (key.is_none() || key == inner_key)
        })
}

/// What stands for a provider's plan.
pub(crate) fn planned(
    schema: &SchemaBlock,
    ty: &Type,
    request: &PlanRequest<'_>,
    values: Option<&MockValues>,
    phase: Phase,
    seed: &str,
) -> PlannedChange {
    let planned = if request.config.is_null() {
        Value::null(ty.clone())
    } else if request.prior.is_null() {
        planned_data(schema, ty, request.config)
    } else {
        request.proposed.clone()
    };
    let is_known =
        phase == Phase::Applying || values.is_some_and(|values| values.during == During::Plan);
    let planned = if is_known { filled(&planned, request.config, values, seed) } else { planned };
    PlannedChange {
        planned,
        requires_replace: Vec::new(),
        legacy_type_system: false,
        diagnostics: Vec::new(),
    }
}

/// What stands for reading a data source.
pub(crate) fn read(
    schema: &SchemaBlock,
    ty: &Type,
    config: &Value,
    values: Option<&MockValues>,
    seed: &str,
) -> Value {
    filled(&planned_data(schema, ty, config), config, values, seed)
}

/// Fills what the configuration leaves to the provider.
fn filled(planned: &Value, config: &Value, values: Option<&MockValues>, seed: &str) -> Value {
    planned.transform(&mut |path, value| {
        let is_configured = at(config, path).is_some_and(|given| !given.is_null());
        if value.is_known() || is_configured {
            return value;
        }
        let given = values.and_then(|values| at(&values.values, path));
        given
            .filter(|given| !given.is_null())
            .and_then(|given| dryrun_cty::convert(&given, value.ty()).ok())
            .unwrap_or_else(|| made_up(value.ty(), &format!("{seed}{}", lang::path_text(path))))
    })
}

/// The part of a value at a path; steps into sets lead nowhere.
fn at(value: &Value, path: &Path) -> Option<Value> {
    path.0.iter().try_fold(value.clone(), |value, step| match step {
        Step::Attribute(name) => value.entries()?.get(name).cloned(),
        Step::Index(key) => match key.kind() {
            Kind::Number(number) if !matches!(value.ty(), Type::Set(_)) => {
                value.elements()?.get(number.to_usize()?).cloned()
            }
            Kind::String(name) => value.entries()?.get(name).cloned(),
            Kind::Null
            | Kind::Unknown(_)
            | Kind::Bool(_)
            | Kind::Number(_)
            | Kind::Elements(_)
            | Kind::Entries(_) => None,
        },
    })
}

/// A value as the real mocks make it: zero, false, empty, eight characters; the same for the same place.
fn made_up(ty: &Type, seed: &str) -> Value {
    match ty {
        Type::String => Value::string(letters(seed)),
        Type::Number => Value::number(Number::from(0_i64)),
        Type::Bool => Value::bool(false),
        Type::List(_) | Type::Set(_) => Value::new(ty.clone(), Kind::Elements(Arc::from([]))),
        Type::Map(_) => Value::new(ty.clone(), Kind::Entries(Arc::default())),
        Type::Dynamic | Type::Tuple(_) | Type::Object(_) => Value::null(ty.clone()),
    }
}

fn letters(seed: &str) -> String {
    const ALPHABET: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    // FNV-1a: no secret, only spread.
    let hash = seed.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut rest = hash;
    let mut letter = || {
        let at = usize::try_from(rest % 36).unwrap_or_default();
        rest /= 36;
        ALPHABET.get(at).map_or('x', |byte| char::from(*byte))
    };
    (0..8).map(|_| letter()).collect()
}

/// A provider that computes nothing and knows everything.
pub(crate) struct Mocked {
    inner: Arc<dyn Provider>,
    mock: MockProvider,
    phase: Phase,
    count: Mutex<usize>,
}

impl Mocked {
    /// In the place of a provider, whose schemas and checks stay.
    pub(crate) fn new(inner: Arc<dyn Provider>, mock: MockProvider, phase: Phase) -> Self {
        Self { inner, mock, phase, count: Mutex::new(0) }
    }

    /// A seed for each object, in the order of planning, which is always the same.
    fn seed(&self, type_name: &str) -> String {
        let mut count = self.count.lock().unwrap_or_else(PoisonError::into_inner);
        *count += 1;
        format!("{type_name}#{count}")
    }

    fn values(&self, mode: Mode, type_name: &str) -> Option<MockValues> {
        let given = self.mock.defaults.get(&(mode, Arc::from(type_name))).cloned();
        let any = || MockValues {
            values: Value::null(Type::Dynamic),
            during: self.mock.during,
            span: Span::default(),
        };
        Some(given.unwrap_or_else(any))
    }
}

impl Layer for Mocked {
    fn inner(&self) -> &dyn Provider {
        self.inner.as_ref()
    }

    /// A mocked provider is never configured.
    fn validate_provider(&self, _config: &Value) -> Vec<ConfigDiagnostic> {
        Vec::new()
    }

    fn plan(&self, request: PlanRequest<'_>) -> PlannedChange {
        let Some(schema) = self.inner.resource_schema(request.type_name) else {
            return self.inner.plan(request);
        };
        let values = self.values(Mode::Managed, request.type_name);
        let seed = self.seed(request.type_name);
        let ty = schema.block.implied_type();
        planned(&schema.block, ty, &request, values.as_ref(), self.phase, &seed)
    }

    fn read_data(&self, request: ReadRequest<'_>) -> (DataResult, Vec<ConfigDiagnostic>) {
        let Some(schema) = self.inner.data_schema(request.type_name) else {
            return self.inner.read_data(request);
        };
        let values = self.values(Mode::Data, request.type_name);
        let seed = self.seed(request.type_name);
        let ty = schema.block.implied_type();
        (
            DataResult::Read(read(&schema.block, ty, request.config, values.as_ref(), &seed)),
            Vec::new(),
        )
    }
}
