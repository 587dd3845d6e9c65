//! The rules: a stable code and a fixed title each. Names the author chose belong in a finding's detail.

/// A kind of mistake.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Such as `asl/unknown-state`.
    pub code: &'static str,
    /// A few words that never change.
    pub title: &'static str,
    /// What it is about and how to mend it, for `explain`.
    pub about: &'static str,
}

macro_rules! rules {
    ($($name:ident = $code:literal, $title:literal, $about:literal;)*) => {
        $(#[doc = $about] pub static $name: Rule = Rule { code: concat!("asl/", $code), title: $title, about: $about };)*
        /// All rules, in the order of the documentation.
        pub static ALL: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    MISSING_FIELD = "missing-field", "Missing field", "An object lacks a field that it must have.";
    UNKNOWN_FIELD = "unknown-field", "Unknown field", "The language knows no field of this name here; field names are case-sensitive.";
    MISPLACED_FIELD = "misplaced-field", "Field not allowed here", "The field exists, but not on this type of state or in this object.";
    CONFLICTING_FIELDS = "conflicting-fields", "Conflicting fields", "Of these fields an object may have only one.";
    WRONG_TYPE = "wrong-type", "Wrong type", "The value has another JSON type than the field takes.";
    OUT_OF_RANGE = "out-of-range", "Value out of range", "The number is smaller or larger than the service accepts.";
    UNKNOWN_VALUE = "unknown-value", "Unknown value", "The field takes one of a few fixed values.";
    EMPTY = "empty", "Empty value", "The list must have at least one entry.";
    QUERY_LANGUAGE = "query-language", "Mixed query languages", "A field of JSONPath in a state that uses JSONata, or the other way round.";
    UNKNOWN_STATE = "unknown-state", "Unknown state", "A transition names a state that does not exist in the same `States` object. Branches and item processors cannot leave their own.";
    UNREACHABLE_STATE = "unreachable-state", "Unreachable state", "No transition leads to this state from `StartAt`.";
    NO_END = "no-end", "No terminal state", "No state of the machine ends it: one needs `End: true`, or the type Succeed or Fail.";
    ENDLESS = "endless", "State that never ends", "From this state no path leads to an end: an execution that gets here runs until its limits.";
    DUPLICATE_STATE = "duplicate-state", "Duplicate state name", "State names are unique in the whole machine, branches and item processors included.";
    STATE_NAME = "state-name", "Invalid state name", "State names have 1 to 80 characters.";
    DUPLICATE_LABEL = "duplicate-label", "Duplicate label", "Labels of Map states are unique in the machine.";
    LABEL = "label", "Invalid label", "Labels of Map states have up to 40 characters.";
    DUPLICATE_KEY = "duplicate-key", "Duplicate key", "JSON objects should have a key once: the last one silently wins.";
    INVALID_PATH = "invalid-path", "Invalid path", "The text is not a JSONPath, or selects more than one value where a reference path is needed.";
    INVALID_TEMPLATE = "invalid-template", "Invalid payload template", "The value of a field whose name ends in `.$` is a path or an intrinsic function call.";
    JSONATA_SYNTAX = "jsonata-syntax", "JSONata syntax error", "The text between `{%` and `%}` is not a JSONata expression.";
    JSONATA_REFERENCE = "jsonata-reference", "Unsupported JSONata reference", "Expressions of Step Functions start from `$states` or a variable; there is no context item at the top level.";
    UNKNOWN_FUNCTION = "unknown-function", "Unknown function", "Neither JSONata nor Step Functions has a function of that name, so the state fails when it is called.";
    RESOURCE = "resource", "Invalid resource", "A Task's `Resource` is the ARN of a function, an activity or a service integration.";
    UNKNOWN_INTEGRATION = "unknown-integration", "Unknown service integration", "Step Functions has no optimised integration of that name, or not in that pattern.";
    MISSING_PARAMETER = "missing-parameter", "Missing parameter", "The service integration needs this parameter.";
    EXPRESS = "express", "Not supported by Express workflows", "Express workflows have no `.sync` and `.waitForTaskToken` integrations, no activities and no distributed Map.";
    STATES_ALL = "states-all", "States.ALL must stand alone and last", "`States.ALL` catches everything: names beside it and entries after it would never count.";
    TIMESTAMP = "timestamp", "Invalid timestamp", "Timestamps are RFC 3339 with an upper-case T and a zone: `2030-01-31T12:00:00Z`.";
    VARIABLE_NAME = "variable-name", "Invalid variable name", "Variable names are letters, digits and underscores, up to 80, and start with a letter; `states` is reserved.";
    UNDEFINED_VARIABLE = "undefined-variable", "Undefined variable", "No state of this scope or of an enclosing one assigns the variable. AWS notices at run time only.";
    SHADOWED_VARIABLE = "shadowed-variable", "Shadowed variable", "A branch or item processor assigns a variable of the same name as the enclosing scope; the outer one stays as it is.";
    MISSING_PATH = "missing-path", "Path without a value", "The path selects nothing in the only input this state can get, so the state fails.";
    CONTEXT_PATH = "context-path", "Unknown context field", "The context object has no such field, or not in this place.";
    NOT_EVALUATED = "not-evaluated", "Text that is not evaluated", "The text looks like a path, an intrinsic function or an expression, but stays as it is.";
    ERROR_NAME = "error-name", "Unknown error name", "The names that start with `States.` are reserved; this one does not exist, so it never matches.";
    UNCATCHABLE = "uncatchable", "Error that cannot be caught", "`States.Runtime` always fails the execution: a retrier or catcher for it never acts.";
    NO_DEFAULT = "no-default", "Choice without Default", "When no rule holds, the state fails with `States.NoChoiceMatched`.";
    BACK_OFF = "back-off", "Pause above its maximum", "`MaxDelaySeconds` is below `IntervalSeconds`: every pause is cut.";
    NEVER_ACTS = "never-acts", "Entry that never acts", "An earlier retrier, catcher or rule takes all that this one would.";
    UNSENT_TOKEN = "unsent-token", "Token that nobody gets", "A state with `.waitForTaskToken` goes on when somebody returns its token; the parameters have to hand it on.";
    INLINE_MAP = "inline-map", "Field without effect on this Map", "The field belongs to distributed Map states, or does nothing as it is.";
    HEARTBEAT = "heartbeat", "Heartbeat not below the timeout", "A heartbeat interval as long as the timeout never acts.";
}
