//! A state machine as the interpreter runs it: every path, template and expression is parsed, every name resolved.

use std::sync::Arc;

use dryrun_jsonpath::{Intrinsic, Path, ReferencePath};
use serde_json::Value;

use crate::query::Expression;
use crate::template::Template;

/// A piece of data, shared between states, events and views.
pub type Data = Arc<Value>;

/// Where a state stands in its [`Machine`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct StateId(pub(crate) usize);

/// The language of a state's paths or expressions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// JSONPath with intrinsic functions.
    JsonPath,
    /// JSONata.
    Jsonata,
}

/// A state machine, or a branch or item processor within one.
#[derive(Debug)]
pub struct Machine {
    /// The state to begin with.
    pub start: StateId,
    /// All states, in the order of the text.
    pub states: Vec<State>,
    /// `TimeoutSeconds`.
    pub timeout: Option<u64>,
}

impl Machine {
    /// The state at an id of this machine.
    #[must_use]
    pub fn state(&self, id: StateId) -> Option<&State> {
        self.states.get(id.0)
    }

    /// All states, those of branches and item processors after the state that holds them.
    #[must_use]
    pub fn all_states(&self) -> Vec<&State> {
        let mut out = Vec::new();
        let mut stack: Vec<&State> = self.states.iter().rev().collect();
        while let Some(state) = stack.pop() {
            out.push(state);
            for machine in state.kind.machines().iter().rev() {
                stack.extend(machine.states.iter().rev());
            }
        }
        out
    }
}

/// One state.
#[derive(Debug)]
pub struct State {
    /// Its name.
    pub name: Arc<str>,
    /// A number unique among all states of a definition, those of branches included.
    pub index: usize,
    /// The language of its fields.
    pub language: Language,
    /// What it does, with the fields of its type.
    pub kind: Kind,
    /// The state after it; `None`: it ends its machine.
    pub next: Option<StateId>,
    /// `InputPath`
    pub input_path: Selector,
    /// `Parameters` or `Arguments`
    pub parameters: Option<Template>,
    /// `ResultSelector`
    pub result_selector: Option<Template>,
    /// `ResultPath`
    pub result_path: ResultPath,
    /// `OutputPath`
    pub output_path: Selector,
    /// `Output`
    pub output: Option<Template>,
    /// `Assign`
    pub assign: Option<Template>,
    /// `Retry`
    pub retry: Vec<Retrier>,
    /// `Catch`
    pub catch: Vec<Catcher>,
}

/// The type of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StateType {
    /// `Pass`
    Pass,
    /// `Task`
    Task,
    /// `Choice`
    Choice,
    /// `Wait`
    Wait,
    /// `Succeed`
    Succeed,
    /// `Fail`
    Fail,
    /// `Parallel`
    Parallel,
    /// `Map`
    Map,
}

impl StateType {
    /// The word in `Type`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Pass => "Pass",
            Self::Task => "Task",
            Self::Choice => "Choice",
            Self::Wait => "Wait",
            Self::Succeed => "Succeed",
            Self::Fail => "Fail",
            Self::Parallel => "Parallel",
            Self::Map => "Map",
        }
    }
}

/// What a state does.
#[derive(Debug)]
pub enum Kind {
    /// Hands data on, or makes some.
    Pass {
        /// `Result`
        result: Option<Data>,
    },
    /// Calls something outside.
    Task(Box<Task>),
    /// Branches.
    Choice(Choice),
    /// Lets time pass.
    Wait(Delay),
    /// Ends well.
    Succeed,
    /// Ends in failure.
    Fail(Fail),
    /// Runs branches side by side.
    Parallel(Vec<Machine>),
    /// Runs one machine for each item.
    Map(Box<Map>),
}

impl Kind {
    /// The type it belongs to.
    #[must_use]
    pub fn state_type(&self) -> StateType {
        match self {
            Self::Pass { .. } => StateType::Pass,
            Self::Task(_) => StateType::Task,
            Self::Choice(_) => StateType::Choice,
            Self::Wait(_) => StateType::Wait,
            Self::Succeed => StateType::Succeed,
            Self::Fail(_) => StateType::Fail,
            Self::Parallel(_) => StateType::Parallel,
            Self::Map(_) => StateType::Map,
        }
    }

    /// The machines within.
    #[must_use]
    pub fn machines(&self) -> &[Machine] {
        match self {
            Self::Parallel(branches) => branches,
            Self::Map(map) => std::slice::from_ref(&map.processor),
            Self::Pass { .. }
            | Self::Task(_)
            | Self::Choice(_)
            | Self::Wait(_)
            | Self::Succeed
            | Self::Fail(_) => &[],
        }
    }
}

/// What `InputPath` and `OutputPath` take.
#[derive(Debug)]
pub enum Selector {
    /// Everything (`$`, or no field).
    Whole,
    /// `null`: an empty object instead.
    Nothing,
    /// What a path selects.
    Path(Path),
}

/// Where `ResultPath` puts the result.
#[derive(Debug)]
pub enum ResultPath {
    /// `$`: in place of the input.
    Replace,
    /// `null`: nowhere.
    Discard,
    /// At a place in the input.
    At(ReferencePath),
}

/// A number that may come from the data.
#[derive(Debug)]
pub enum Amount {
    /// Written in the definition.
    Fixed(f64),
    /// `…Path`
    Path(Path),
    /// `{% … %}`
    Expression(Expression),
}

/// A text that may come from the data.
#[derive(Debug)]
pub enum Wording {
    /// Written in the definition.
    Fixed(Arc<str>),
    /// `…Path` with a path
    Path(Path),
    /// `…Path` with an intrinsic function
    Intrinsic(Intrinsic),
    /// `{% … %}`
    Expression(Expression),
}

/// The fields of a Task state.
#[derive(Debug)]
pub struct Task {
    /// What is called.
    pub resource: Resource,
    /// `TimeoutSeconds`
    pub timeout: Option<Amount>,
    /// `HeartbeatSeconds`
    pub heartbeat: Option<Amount>,
    /// `Credentials`
    pub credentials: Option<Template>,
}

/// What a Task state calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// The ARN as written.
    pub arn: Arc<str>,
    /// How it is called.
    pub kind: ResourceKind,
}

/// Ways of calling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResourceKind {
    /// A Lambda function by its ARN.
    Lambda,
    /// An activity.
    Activity,
    /// A service integration.
    Service {
        /// `lambda`, `aws-sdk:dynamodb`
        service: Arc<str>,
        /// `invoke`, `startExecution.sync:2`
        action: Arc<str>,
        /// When the call counts as done.
        pattern: Pattern,
    },
}

/// When a call of a service counts as done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pattern {
    /// When the service has answered.
    RequestResponse,
    /// `.sync`, `.sync:2`: when the job has ended.
    Sync,
    /// `.waitForTaskToken`: when somebody returns the token.
    Callback,
}

/// The fields of a Choice state.
#[derive(Debug)]
pub struct Choice {
    /// `Choices`
    pub rules: Vec<Rule>,
    /// `Default`
    pub default: Option<StateId>,
}

/// One entry of `Choices`.
#[derive(Debug)]
pub struct Rule {
    /// The condition.
    pub test: Test,
    /// `Next`
    pub next: StateId,
    /// `Assign`
    pub assign: Option<Template>,
    /// `Output`
    pub output: Option<Template>,
}

/// A condition of a rule.
#[derive(Debug)]
pub enum Test {
    /// `And`
    And(Vec<Test>),
    /// `Or`
    Or(Vec<Test>),
    /// `Not`
    Not(Box<Test>),
    /// `Variable` and an operator
    Compare(Path, crate::choice::Operator),
    /// `Condition`
    Condition(Expression),
    /// `Condition` with a literal
    Fixed(bool),
}

/// How long a Wait state waits.
#[derive(Debug)]
pub enum Delay {
    /// `Seconds`
    Seconds(Amount),
    /// `Timestamp`
    Until(Wording),
}

/// The fields of a Fail state.
#[derive(Debug)]
pub struct Fail {
    /// `Error`, `ErrorPath`
    pub error: Option<Wording>,
    /// `Cause`, `CausePath`
    pub cause: Option<Wording>,
}

/// The fields of a Map state.
#[derive(Debug)]
pub struct Map {
    /// `ItemProcessor`
    pub processor: Machine,
    /// Inline, or each item an execution of its own.
    pub mode: MapMode,
    /// `ItemsPath`, `Items`
    pub items: Items,
    /// `ItemSelector` (or the older `Parameters`)
    pub item_selector: Option<Template>,
    /// `MaxConcurrency`
    pub max_concurrency: Option<Amount>,
    /// `ItemReader`
    pub reader: Option<Reader>,
    /// `ItemBatcher`
    pub batcher: Option<Batcher>,
    /// `ResultWriter`
    pub writer: Option<Writer>,
    /// `ToleratedFailureCount`
    pub tolerated_count: Option<Amount>,
    /// `ToleratedFailurePercentage`
    pub tolerated_percentage: Option<Amount>,
    /// `Label`
    pub label: Option<Arc<str>>,
}

/// How the items of a Map state run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapMode {
    /// Within the execution.
    Inline,
    /// As child executions.
    Distributed,
}

/// Where a Map state's items are.
#[derive(Debug)]
pub enum Items {
    /// The state's input.
    Input,
    /// `ItemsPath`
    Path(Path),
    /// `Items`
    Template(Template),
}

/// `ItemReader`
#[derive(Debug)]
pub struct Reader {
    /// `Resource`
    pub resource: Arc<str>,
    /// `Parameters`, `Arguments`
    pub parameters: Option<Template>,
    /// `InputType`
    pub input_type: Option<String>,
    /// `CSVHeaderLocation` is `GIVEN`, with `CSVHeaders`
    pub given_headers: Option<Vec<String>>,
    /// `CSVDelimiter`
    pub delimiter: char,
    /// `MaxItems`
    pub max_items: Option<Amount>,
    /// `ItemsPointer`
    pub items_pointer: Option<String>,
    /// `Transformation` is `NONE`
    pub flatten: Flatten,
}

/// Whether the objects that `listObjectsV2` finds are themselves read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flatten {
    /// Items are the objects' metadata.
    Metadata,
    /// `LOAD_AND_FLATTEN`: items are what stands in the objects.
    Contents,
}

/// `ItemBatcher`
#[derive(Debug)]
pub struct Batcher {
    /// `MaxItemsPerBatch`
    pub max_items: Option<Amount>,
    /// `MaxInputBytesPerBatch`
    pub max_bytes: Option<Amount>,
    /// `BatchInput`
    pub input: Option<Template>,
}

/// `ResultWriter`
#[derive(Debug)]
pub struct Writer {
    /// `Resource`; without it the results are only transformed.
    pub resource: Option<Arc<str>>,
    /// `Parameters`, `Arguments`
    pub parameters: Option<Template>,
    /// `WriterConfig.Transformation`
    pub transformation: Option<String>,
}

/// One entry of `Retry`.
#[derive(Debug, Clone, PartialEq)]
pub struct Retrier {
    /// `ErrorEquals`
    pub errors: Vec<Arc<str>>,
    /// `IntervalSeconds`
    pub interval: f64,
    /// `MaxAttempts`
    pub max_attempts: u64,
    /// `BackoffRate`
    pub backoff_rate: f64,
    /// `MaxDelaySeconds`
    pub max_delay: Option<f64>,
    /// `JitterStrategy`
    pub jitter: Jitter,
}

/// `JitterStrategy`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jitter {
    /// `NONE`
    None,
    /// `FULL`
    Full,
}

/// One entry of `Catch`.
#[derive(Debug)]
pub struct Catcher {
    /// `ErrorEquals`
    pub errors: Vec<Arc<str>>,
    /// `Next`
    pub next: StateId,
    /// `ResultPath`
    pub result_path: ResultPath,
    /// `Output`
    pub output: Option<Template>,
    /// `Assign`
    pub assign: Option<Template>,
}
