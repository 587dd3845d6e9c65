//! The objects of the language as tables: which fields they have, of which shape, in which query language.
//!
//! The tables follow the specification and what AWS accepts: it refuses every field that is not listed, on every type of
//! state. Messages and order come from [`crate::fields`], which reads them.

/// The query language of a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    JsonPath,
    Jsonata,
}

impl Language {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::JsonPath => "JSONPath",
            Self::Jsonata => "JSONata",
        }
    }
}

/// What a field takes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// Anything at all, never looked into.
    Any,
    /// A string; in JSONata an expression too.
    Text,
    /// A string as it is.
    PlainText,
    /// `true` or `false`.
    Flag,
    /// A whole number of that range.
    Whole(i64, i64),
    /// A number of that range.
    Real(f64, Option<f64>),
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// A JSONPath, or null.
    Path,
    /// A path to a single value of the input, a variable or the context.
    Reference,
    /// A path into the state's own data: no variable, no context.
    ResultPath,
    /// A path or an intrinsic function call.
    PathOrIntrinsic,
    /// A payload template, or in JSONata any value with expressions.
    Template,
    /// A Pass state's fixed result.
    Result,
    /// Variables to assign.
    Assign,
    /// A condition in JSONata.
    Condition,
    /// A timestamp.
    Timestamp,
    /// The name of a state; [`crate::graph`] looks for it.
    Target,
    /// A Task's resource.
    Resource,
    /// The resource of an ItemReader or ResultWriter.
    StorageResource(&'static [&'static str]),
    /// A query language; judged before the fields.
    QueryLanguage,
    /// States by name.
    States,
    /// A nested machine.
    Machine,
    /// Nested machines.
    Branches,
    /// The rules of a Choice state.
    Choices,
    /// Retriers.
    Retry,
    /// Catchers.
    Catch,
    /// Error names.
    ErrorNames,
    /// An object of its own.
    Object(&'static Schema),
    /// Strings.
    Texts,
    /// A Map state's label.
    Label,
}

/// One field of an object.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) shape: Shape,
    /// The language it belongs to; `None`: both.
    pub(crate) language: Option<Language>,
}

/// How many of a group of fields an object has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    One,
    AtMostOne,
}

/// Fields that exclude each other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Group {
    pub(crate) fields: &'static [&'static str],
    pub(crate) need: Need,
}

/// An object of the language.
#[derive(Debug)]
pub(crate) struct Schema {
    /// As a sentence names it: "a Task state".
    pub(crate) what: &'static str,
    pub(crate) fields: &'static [&'static [Field]],
    pub(crate) required: &'static [&'static str],
    pub(crate) groups: &'static [Group],
}

impl Schema {
    pub(crate) fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().flat_map(|fields| fields.iter()).find(|field| field.name == name)
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.fields.iter().flat_map(|fields| fields.iter()).map(|field| field.name)
    }
}

const fn both(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, language: None }
}

const fn path(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, language: Some(Language::JsonPath) }
}

const fn jsonata(name: &'static str, shape: Shape) -> Field {
    Field { name, shape, language: Some(Language::Jsonata) }
}

const fn at_most_one(fields: &'static [&'static str]) -> Group {
    Group { fields, need: Need::AtMostOne }
}

const fn one(fields: &'static [&'static str]) -> Group {
    Group { fields, need: Need::One }
}

const MAX_SECONDS: i64 = 99_999_999;
const NO_LIMIT: i64 = i64::MAX;
const COMMENT: Field = both("Comment", Shape::Any);
const NEXT_OR_END: Group = one(&["Next", "End"]);

/// Fields of every state.
const COMMON: &[Field] =
    &[both("Type", Shape::Any), COMMENT, both("QueryLanguage", Shape::QueryLanguage)];
const INPUT_OUTPUT: &[Field] = &[
    path("InputPath", Shape::Path),
    path("OutputPath", Shape::Path),
    jsonata("Output", Shape::Template),
];
const NEXT: &[Field] = &[both("Next", Shape::Target), both("End", Shape::Flag)];
const ASSIGN: &[Field] = &[both("Assign", Shape::Assign)];
const RESULT: &[Field] =
    &[path("ResultPath", Shape::ResultPath), path("ResultSelector", Shape::Template)];
const PARAMETERS: &[Field] = &[path("Parameters", Shape::Template)];
const ARGUMENTS: &[Field] = &[jsonata("Arguments", Shape::Template)];
const ERRORS: &[Field] = &[both("Retry", Shape::Retry), both("Catch", Shape::Catch)];

/// The whole definition.
pub(crate) static ROOT: Schema = Schema {
    what: "a state machine",
    fields: &[&[
        COMMENT,
        both("QueryLanguage", Shape::QueryLanguage),
        both("StartAt", Shape::Target),
        both("States", Shape::States),
        both("TimeoutSeconds", Shape::Whole(0, MAX_SECONDS)),
        both("Version", Shape::OneOf(&["1.0"])),
    ]],
    required: &["States", "StartAt"],
    groups: &[],
};

/// A branch of a Parallel state.
pub(crate) static BRANCH: Schema = Schema {
    what: "a branch",
    fields: &[&[COMMENT, both("StartAt", Shape::Target), both("States", Shape::States)]],
    required: &["States", "StartAt"],
    groups: &[],
};

/// The machine within a Map state.
pub(crate) static PROCESSOR: Schema = Schema {
    what: "an item processor",
    fields: &[&[
        COMMENT,
        both("StartAt", Shape::Target),
        both("States", Shape::States),
        both("ProcessorConfig", Shape::Object(&PROCESSOR_CONFIG)),
    ]],
    required: &["States", "StartAt"],
    groups: &[],
};

/// How a Map state runs.
pub(crate) static PROCESSOR_CONFIG: Schema = Schema {
    what: "a ProcessorConfig",
    fields: &[&[
        both("Mode", Shape::OneOf(&["INLINE", "DISTRIBUTED"])),
        both("ExecutionType", Shape::OneOf(&["STANDARD", "EXPRESS"])),
    ]],
    required: &[],
    groups: &[],
};

static PASS: Schema = Schema {
    what: "a Pass state",
    fields: &[
        COMMON,
        INPUT_OUTPUT,
        NEXT,
        ASSIGN,
        PARAMETERS,
        &[path("Result", Shape::Result), path("ResultPath", Shape::ResultPath)],
    ],
    required: &[],
    groups: &[NEXT_OR_END],
};

static TASK: Schema = Schema {
    what: "a Task state",
    fields: &[
        COMMON,
        INPUT_OUTPUT,
        NEXT,
        ASSIGN,
        RESULT,
        PARAMETERS,
        ARGUMENTS,
        ERRORS,
        &[
            both("Resource", Shape::Resource),
            both("Credentials", Shape::Object(&CREDENTIALS)),
            both("TimeoutSeconds", Shape::Whole(1, MAX_SECONDS)),
            path("TimeoutSecondsPath", Shape::Reference),
            both("HeartbeatSeconds", Shape::Whole(1, MAX_SECONDS)),
            path("HeartbeatSecondsPath", Shape::Reference),
        ],
    ],
    required: &["Resource"],
    groups: &[
        NEXT_OR_END,
        at_most_one(&["TimeoutSeconds", "TimeoutSecondsPath"]),
        at_most_one(&["HeartbeatSeconds", "HeartbeatSecondsPath"]),
    ],
};

static WAIT: Schema = Schema {
    what: "a Wait state",
    fields: &[
        COMMON,
        INPUT_OUTPUT,
        NEXT,
        ASSIGN,
        &[
            both("Seconds", Shape::Whole(0, MAX_SECONDS)),
            path("SecondsPath", Shape::Reference),
            both("Timestamp", Shape::Timestamp),
            path("TimestampPath", Shape::Reference),
        ],
    ],
    required: &[],
    groups: &[NEXT_OR_END, one(&["SecondsPath", "Seconds", "TimestampPath", "Timestamp"])],
};

static CHOICE: Schema = Schema {
    what: "a Choice state",
    fields: &[
        COMMON,
        INPUT_OUTPUT,
        ASSIGN,
        &[both("Choices", Shape::Choices), both("Default", Shape::Target)],
    ],
    required: &["Choices"],
    groups: &[],
};

static SUCCEED: Schema =
    Schema { what: "a Succeed state", fields: &[COMMON, INPUT_OUTPUT], required: &[], groups: &[] };

static FAIL: Schema = Schema {
    what: "a Fail state",
    fields: &[
        COMMON,
        &[
            both("Error", Shape::Text),
            path("ErrorPath", Shape::PathOrIntrinsic),
            both("Cause", Shape::Text),
            path("CausePath", Shape::PathOrIntrinsic),
        ],
    ],
    required: &[],
    groups: &[at_most_one(&["Error", "ErrorPath"]), at_most_one(&["Cause", "CausePath"])],
};

static PARALLEL: Schema = Schema {
    what: "a Parallel state",
    fields: &[
        COMMON,
        INPUT_OUTPUT,
        NEXT,
        ASSIGN,
        RESULT,
        PARAMETERS,
        ARGUMENTS,
        ERRORS,
        &[both("Branches", Shape::Branches)],
    ],
    required: &["Branches"],
    groups: &[NEXT_OR_END],
};

static MAP: Schema = Schema {
    what: "a Map state",
    fields: &[
        COMMON,
        INPUT_OUTPUT,
        NEXT,
        ASSIGN,
        RESULT,
        PARAMETERS,
        ERRORS,
        &[
            both("ItemProcessor", Shape::Machine),
            both("Iterator", Shape::Machine),
            path("ItemsPath", Shape::Path),
            jsonata("Items", Shape::Template),
            both("ItemSelector", Shape::Template),
            both("ItemReader", Shape::Object(&ITEM_READER)),
            both("ItemBatcher", Shape::Object(&ITEM_BATCHER)),
            both("ResultWriter", Shape::Object(&RESULT_WRITER)),
            both("MaxConcurrency", Shape::Whole(0, NO_LIMIT)),
            path("MaxConcurrencyPath", Shape::Reference),
            both("ToleratedFailurePercentage", Shape::Real(0.0, Some(100.0))),
            path("ToleratedFailurePercentagePath", Shape::Reference),
            both("ToleratedFailureCount", Shape::Whole(0, NO_LIMIT)),
            path("ToleratedFailureCountPath", Shape::Reference),
            both("Label", Shape::Label),
        ],
    ],
    required: &[],
    groups: &[
        NEXT_OR_END,
        one(&["ItemProcessor", "Iterator"]),
        at_most_one(&["MaxConcurrency", "MaxConcurrencyPath"]),
        at_most_one(&["ToleratedFailurePercentage", "ToleratedFailurePercentagePath"]),
        at_most_one(&["ToleratedFailureCount", "ToleratedFailureCountPath"]),
        at_most_one(&["ItemSelector", "Parameters"]),
    ],
};

/// The types of states by the value of `Type`, in the order in which AWS lists them.
pub(crate) static STATES: &[(&str, &Schema)] = &[
    ("Task", &TASK),
    ("Wait", &WAIT),
    ("Pass", &PASS),
    ("Succeed", &SUCCEED),
    ("Fail", &FAIL),
    ("Choice", &CHOICE),
    ("Parallel", &PARALLEL),
    ("Map", &MAP),
];

/// The schema of a type of state.
pub(crate) fn state(kind: &str) -> Option<&'static Schema> {
    STATES.iter().find(|(name, _)| *name == kind).map(|(_, schema)| *schema)
}

static CREDENTIALS: Schema = Schema {
    what: "Credentials",
    fields: &[&[both("RoleArn", Shape::Text), path("RoleArn.$", Shape::PathOrIntrinsic)]],
    required: &[],
    groups: &[],
};

static ITEM_READER: Schema = Schema {
    what: "an ItemReader",
    fields: &[&[
        both("Resource", Shape::StorageResource(&["s3:getObject", "s3:listObjectsV2"])),
        both("ReaderConfig", Shape::Object(&READER_CONFIG)),
        path("Parameters", Shape::Template),
        jsonata("Arguments", Shape::Template),
    ]],
    required: &["Resource"],
    groups: &[],
};

/// What an ItemReader reads.
pub(crate) static READER_CONFIG: Schema = Schema {
    what: "a ReaderConfig",
    fields: &[&[
        both("InputType", Shape::OneOf(&["CSV", "JSON", "JSONL", "MANIFEST", "PARQUET"])),
        both("Transformation", Shape::OneOf(&["NONE", "LOAD_AND_FLATTEN"])),
        both("ManifestType", Shape::OneOf(&["ATHENA_DATA", "S3_INVENTORY"])),
        both("CSVHeaderLocation", Shape::OneOf(&["FIRST_ROW", "GIVEN"])),
        both("CSVHeaders", Shape::Texts),
        both("CSVDelimiter", Shape::OneOf(&["COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB"])),
        both("MaxItems", Shape::Whole(0, 100_000_000)),
        path("MaxItemsPath", Shape::Reference),
        both("ItemsPointer", Shape::PlainText), // a JSON Pointer, so of neither query language
    ]],
    required: &[],
    groups: &[at_most_one(&["MaxItems", "MaxItemsPath"])],
};

static ITEM_BATCHER: Schema = Schema {
    what: "an ItemBatcher",
    fields: &[&[
        both("BatchInput", Shape::Template),
        both("MaxItemsPerBatch", Shape::Whole(0, NO_LIMIT)),
        path("MaxItemsPerBatchPath", Shape::Reference),
        both("MaxInputBytesPerBatch", Shape::Whole(0, 262_144)),
        path("MaxInputBytesPerBatchPath", Shape::Reference),
    ]],
    required: &[],
    groups: &[
        at_most_one(&["MaxItemsPerBatch", "MaxItemsPerBatchPath"]),
        at_most_one(&["MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"]),
    ],
};

static RESULT_WRITER: Schema = Schema {
    what: "a ResultWriter",
    fields: &[&[
        both("Resource", Shape::StorageResource(&["s3:putObject"])),
        path("Parameters", Shape::Template),
        jsonata("Arguments", Shape::Template),
        both("WriterConfig", Shape::Object(&WRITER_CONFIG)),
    ]],
    required: &[],
    groups: &[],
};

static WRITER_CONFIG: Schema = Schema {
    what: "a WriterConfig",
    fields: &[&[
        both("Transformation", Shape::OneOf(&["NONE", "COMPACT", "FLATTEN"])),
        both("OutputType", Shape::OneOf(&["JSON", "JSONL"])),
    ]],
    required: &[],
    groups: &[],
};

/// An entry of `Retry`.
pub(crate) static RETRIER: Schema = Schema {
    what: "a retrier",
    fields: &[&[
        COMMENT,
        both("ErrorEquals", Shape::ErrorNames),
        both("IntervalSeconds", Shape::Whole(0, MAX_SECONDS)),
        both("MaxAttempts", Shape::Whole(0, MAX_SECONDS)),
        both("BackoffRate", Shape::Real(1.0, None)),
        both("MaxDelaySeconds", Shape::Whole(1, 31_622_400)),
        both("JitterStrategy", Shape::OneOf(&["NONE", "FULL"])),
    ]],
    required: &["ErrorEquals"],
    groups: &[],
};

/// An entry of `Catch`.
pub(crate) static CATCHER: Schema = Schema {
    what: "a catcher",
    fields: &[&[
        COMMENT,
        both("ErrorEquals", Shape::ErrorNames),
        both("Next", Shape::Target),
        path("ResultPath", Shape::ResultPath),
        jsonata("Output", Shape::Template),
        both("Assign", Shape::Assign),
    ]],
    required: &["ErrorEquals", "Next"],
    groups: &[],
};
