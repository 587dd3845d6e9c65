//! What the fields of a state may refer to.

use std::cell::{OnceCell, RefCell};

use dryrun_jsonpath::{Random, Root, Roots};
use serde_json::{Map, Value, json};

use crate::query::Mentions;
use crate::time::{self, Millis};

/// Variables by name.
pub type Variables = Map<String, Value>;

/// The surroundings of a state: everything that its paths and expressions see beside the data.
pub struct Env<'a> {
    /// Assigned variables.
    pub variables: &'a Variables,
    /// The context object.
    pub context: &'a Context<'a>,
    /// Source of randomness.
    pub random: &'a RefCell<Random>,
    /// The time.
    pub now: Millis,
}

/// The context object (`$$`, `$states.context`). Its members are made when they are first asked for: most states never
/// look at them, and the execution's input may be large.
pub struct Context<'a> {
    source: Source<'a>,
    state: OnceCell<Value>,
    item: OnceCell<Value>,
    task: OnceCell<Value>,
    whole: OnceCell<Value>,
}

enum Source<'a> {
    Given(&'a Value),
    Made(Facts<'a>),
}

/// What the context object tells of.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    /// `Execution`
    pub execution: &'a Value,
    /// `StateMachine`
    pub machine: &'a Value,
    /// Name of the state.
    pub state: &'a str,
    /// When it was entered.
    pub entered: Millis,
    /// Attempts before this one, for Task states.
    pub retries: Option<u64>,
    /// `Task.Token`
    pub token: Option<&'a str>,
    /// `Map.Item`: index and value.
    pub item: Option<(usize, &'a Value)>,
}

impl<'a> Context<'a> {
    /// A context object that is given as a whole.
    #[must_use]
    pub fn given(value: &'a Value) -> Self {
        Self::of(Source::Given(value))
    }

    /// A context object made from facts.
    #[must_use]
    pub fn made(facts: Facts<'a>) -> Self {
        Self::of(Source::Made(facts))
    }

    fn of(source: Source<'a>) -> Self {
        Self {
            source,
            state: OnceCell::new(),
            item: OnceCell::new(),
            task: OnceCell::new(),
            whole: OnceCell::new(),
        }
    }

    /// The same context object inside an iteration.
    #[must_use]
    pub fn with_item(&self, index: usize, item: &'a Value) -> Context<'a> {
        match &self.source {
            Source::Made(facts) => Self::made(Facts { item: Some((index, item)), ..*facts }),
            Source::Given(value) => {
                let context = Self::given(value);
                let _ = context.item.set(item_member(index, item));
                context
            }
        }
    }

    /// One member, such as `Execution`.
    pub fn member(&self, name: &str) -> Option<&Value> {
        let facts = match &self.source {
            Source::Given(value) => {
                return if name == "Map" {
                    self.item.get().or_else(|| value.get(name))
                } else {
                    value.get(name)
                };
            }
            Source::Made(facts) => facts,
        };
        match name {
            "Execution" => Some(facts.execution),
            "StateMachine" => Some(facts.machine),
            "State" => Some(self.state.get_or_init(|| state_member(facts))),
            "Task" => facts.token.map(|token| self.task.get_or_init(|| json!({"Token": token}))),
            "Map" => {
                facts.item.map(|(index, item)| self.item.get_or_init(|| item_member(index, item)))
            }
            _ => None,
        }
    }

    /// All of it.
    pub fn whole(&self) -> &Value {
        self.whole.get_or_init(|| {
            let mut map = match &self.source {
                Source::Given(value) => value.as_object().cloned().unwrap_or_default(),
                Source::Made(_) => Map::new(),
            };
            for name in ["Execution", "StateMachine", "State", "Task", "Map"] {
                map.extend(self.member(name).map(|member| (name.to_owned(), member.clone())));
            }
            Value::Object(map)
        })
    }
}

fn state_member(facts: &Facts<'_>) -> Value {
    let mut state = Map::new();
    state.insert("Name".to_owned(), Value::from(facts.state));
    state.insert("EnteredTime".to_owned(), Value::from(time::format(facts.entered)));
    state.extend(facts.retries.map(|retries| ("RetryCount".to_owned(), Value::from(retries))));
    Value::Object(state)
}

fn item_member(index: usize, item: &Value) -> Value {
    json!({"Item": {"Index": index, "Value": item}})
}

/// The roots of JSONPath: data and surroundings.
pub(crate) struct Bound<'a> {
    pub(crate) input: &'a Value,
    pub(crate) env: &'a Env<'a>,
}

impl Roots for Bound<'_> {
    fn root(&self, root: &Root) -> Option<&Value> {
        match root {
            Root::Input => Some(self.input),
            Root::Context => Some(self.env.context.whole()),
            Root::Variable(name) => self.env.variables.get(name),
        }
    }
}

/// The roots of JSONata: `$states`, made when an expression first mentions it, and variables.
pub(crate) struct Scope<'a> {
    pub(crate) env: &'a Env<'a>,
    pub(crate) input: &'a Value,
    pub(crate) result: Option<&'a Value>,
    pub(crate) error_output: Option<&'a Value>,
    made: [OnceCell<(Mentions, Map<String, Value>)>; 3],
}

impl<'a> Scope<'a> {
    pub(crate) fn new(input: &'a Value, env: &'a Env<'a>) -> Self {
        Self { env, input, result: None, error_output: None, made: Default::default() }
    }

    pub(crate) fn with_result(mut self, result: &'a Value) -> Self {
        self.result = Some(result);
        self
    }

    pub(crate) fn with_error(mut self, output: &'a Value) -> Self {
        self.error_output = Some(output);
        self
    }

    /// `states` as a table of one, with at least the members that are mentioned.
    ///
    /// The first table has what the first expression mentions, a second what the next one adds, a third everything.
    pub(crate) fn states(&self, mentions: Mentions) -> &Map<String, Value> {
        let mut wanted = mentions;
        for (at, made) in self.made.iter().enumerate() {
            if at + 1 == self.made.len() {
                wanted = Mentions::ALL;
            }
            let (has, table) = made.get_or_init(|| (wanted, self.make(wanted)));
            if has.covers(mentions) || at + 1 == self.made.len() {
                return table;
            }
            wanted = wanted.and(*has);
        }
        // There is always a last table.
        self.env.variables
    }

    fn make(&self, mentions: Mentions) -> Map<String, Value> {
        let mut states = Map::new();
        let members = [
            ("input", Some(self.input)),
            ("result", self.result),
            ("errorOutput", self.error_output),
        ];
        for (name, value) in members {
            states.extend(
                value.filter(|_| mentions.has(name)).map(|value| (name.to_owned(), value.clone())),
            );
        }
        let context: Map<String, Value> = mentions
            .context()
            .filter_map(|name| {
                self.env.context.member(name).map(|member| (name.to_owned(), member.clone()))
            })
            .collect();
        if mentions == Mentions::ALL {
            states.insert("context".to_owned(), self.env.context.whole().clone());
        } else if !context.is_empty() {
            states.insert("context".to_owned(), Value::Object(context));
        }
        Map::from_iter([("states".to_owned(), Value::Object(states))])
    }
}
