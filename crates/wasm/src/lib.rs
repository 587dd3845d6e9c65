//! The engines behind one function: JSON in, JSON out. The page runs it as WebAssembly, tests run it natively.
//!
//! [`handle`] answers one request. A request is an object whose `op` says what is wanted; the answer is the object
//! described below or, where the request itself is wrong, `{"error": Fault}`. Nothing is kept from one request to the
//! next: the same request gives the same bytes. In TypeScript:
//!
//! ```ts
//! // What many requests hold ---------------------------------------------------------------------------------------
//! type Example = {
//!   id: string
//!   parts: Part[]                     // positions in this list are the `part` of every place
//!   cases: string[]                   // names of the cases to run; usually ["default"]
//!   settings?: Settings               // of the example
//!   caseSettings?: Record<string, Settings>   // of single cases, over those of the example
//!   prior?: string | null             // the state to start from: another example's `stateAfter`
//! }
//! type Part = { role: string, language: string, name: string, case?: string | null, text: string }
//! type Settings = { clock?: string | null, seed?: number | null, region?: string | null, workflow?: string | null }
//! type World = {                      // optional members of requests with an example
//!   files?: Record<string, string>    // files that are no parts, by their path relative to the example's folder
//!   now?: number                      // milliseconds since 1970; default: 2026-01-01T00:00:00Z
//! }
//!
//! // What many answers hold ----------------------------------------------------------------------------------------
//! type Fault = { code: string, message: string, position?: number }   // position: UTF-16 units, of a JSONata text
//! type Diagnostic = {
//!   severity: "error" | "warning" | "note"
//!   code: string                      // stable ("asl/unknown-state") or the service's own; may be ""
//!   summary: string                   // a title, or AWS's message
//!   detail: string                    // may be ""
//!   help?: string                     // what to do, in our words
//!   address?: string                  // a resource address, or a place such as "/States/X/Next"
//!   place?: Place                     // what is to blame
//!   context?: Place                   // the construct around it
//!   labels: { place: Place, text: string }[]
//!   values?: [string, string][]       // what was mentioned and what it was: ["var.size", "is 3"]
//! }
//! type Place = { part: number, start: Point, end: Point }
//! type Point = { byte: number, utf16: number, line: number, column: number }   // line and column from 1
//! type View = { role: string, text: string }
//! type Graph = {
//!   nodes: { label: string, kind: string, inside?: number, taken: boolean }[]
//!   edges: { from: number, to: number, label: string, kind: string, taken: boolean }[]   // nodes by position
//!   svg?: string                      // absent where there is nothing to draw, or too much; nodes and edges carry
//!                                     // their positions as data-node and data-edge
//!   text?: string                     // the same in words
//! }
//!
//! // {"op": "version"} ---------------------------------------------------------------------------------------------
//! type VersionAnswer = {
//!   protocol: number                  // raised when a request or an answer changes its meaning
//!   version: string                   // of dryrun
//!   engines: { name: string, console: boolean, roles: Role[] }[]
//! }
//! type Role = { word: string, kind: "definition" | "part" | "view" | "whole", languages: string[],
//!               format: "json" | "text", about: string }
//!
//! // {"op": "run", ...}: runs all cases ----------------------------------------------------------------------------
//! type RunRequest = World & {
//!   op: "run", engine: string, example: Example
//!   views?: string[]                  // only these roles come back; default: all
//!   graph?: boolean                   // with graphs, drawn; default: false
//!   values?: { path: string, shown: string }[]    // values in prose: NAME.CASE.path and what the text says now
//!   checks?: { case: string, check: string }[]    // conditions of exercises
//! }
//! type RunAnswer = {
//!   cases: {
//!     case: string
//!     ended: "well" | "failed"
//!     failure?: string                // the error's name, or a diagnostic's summary
//!     summary: string                 // a line for people
//!     views: View[]
//!     facts: unknown                  // the run or the plan as JSON: history, stages, resource changes
//!     diagnostics: Diagnostic[]
//!     graph?: Graph                   // with the way this case took
//!   }[]                               // none where the definition does not stand
//!   diagnostics: Diagnostic[]         // of the definition
//!   views: View[]                     // of the example as a whole
//!   stateAfter?: string               // the state that applying would leave
//!   graph?: Graph                     // without a way
//!   values?: ({ text: string, differs: boolean } | { error: Fault })[]   // text: what it has to say now
//!   checks?: ({ holds: boolean } | { error: Fault })[]
//! }
//!
//! // {"op": "graph", ...}: the picture alone -----------------------------------------------------------------------
//! type GraphRequest = World & { op: "graph", engine: string, example: Example, case?: string | null }
//! type GraphAnswer = { graph?: Graph }        // with a case: that case is run, and its way marked
//!
//! // {"op": "console", ...} ----------------------------------------------------------------------------------------
//! type ConsoleRequest = World & {
//!   op: "console", engine: "tf" | "jsonata" | "jsonpath" | "intrinsic"
//!   example?: Example                 // whose configuration or input the expressions see
//!   case?: string | null              // whose input or variables hold; default: "default"
//!   expressions: string[]
//! }
//! type ConsoleAnswer = {
//!   answers: { text: string, failed: boolean }[]      // one for each; none where the example does not stand
//!   diagnostics: Diagnostic[]         // of the example
//! }
//!
//! // {"op": "jsonata", ...}: JSONata by itself ---------------------------------------------------------------------
//! type JsonataRequest = { op: "jsonata", expr: string, value?: unknown, bindings?: Record<string, unknown>,
//!                         now?: number }      // without `value` the input is undefined
//! type JsonataAnswer = { value?: unknown }            // absent: undefined
//!                    | { error: Fault }
//!
//! // {"op": "complete", ...} ---------------------------------------------------------------------------------------
//! type CompleteRequest = World & { op: "complete", engine: string, example: Example, part: number,
//!                                  utf16: number }    // where the cursor stands in that part
//! type CompleteAnswer = { completions: Completion[] } // best first
//! type Completion = {
//!   label: string
//!   kind: "field" | "block" | "value" | "reference" | "variable" | "function" | "type"
//!   insert: string                    // takes the place of from..to
//!   from: number, to: number          // UTF-16 units in the part
//!   detail: string                    // a type, "required"; may be ""
//! }
//!
//! // {"op": "format", ...}: canonical layout -----------------------------------------------------------------------
//! type FormatRequest = { op: "format", language: "hcl" | "terraform" | "json", text: string }
//! type FormatAnswer = { text: string } | { error: Fault }     // position is set for JSON
//!
//! // {"op": "case", ...}: a case of a recorded suite, in its scorer's format --------------------------------------
//! type CaseRequest = { op: "case", engine: "asl" | "jsonata", request: unknown }
//! type CaseAnswer = unknown
//!
//! // {"op": "explain", ...}: a resource type -----------------------------------------------------------------------
//! type ExplainRequest = { op: "explain", name: string }
//! type ExplainAnswer = { text: string } | { error: Fault }
//! ```
//!
//! As WebAssembly the module imports nothing and exports its `memory` and, beside it:
//!
//! - `alloc(length) -> pointer`: room for a request in UTF-8;
//! - `run(pointer, length) -> u64`: answers it; the answer's pointer is in the upper half, its length in the lower. A
//!   JavaScript caller gets a signed BigInt (`BigInt.asUintN(64, answer)`);
//! - `dealloc(pointer, length)`: gives back a request or an answer;
//! - `supply(namePointer, nameLength, pointer, length)`: takes a table over that lies as a file beside the module, for most
//!   pages never need it: `aws.bin`, which describes the AWS provider, or `charsets.bin` for rarer character sets. A
//!   request that needs one before it is there gets `{"needs": "aws.bin"}`; such an instance is not to be used again, a
//!   fresh one is supplied (with what the one before had, too) and asked anew;
//! - `last_panic() -> u64`: after a trap, the message of the panic, packed like an answer; length 0 where the trap was
//!   none (an overflow of the stack). An instance that trapped is not to be used again.

#[cfg(target_arch = "wasm32")]
mod abi;
mod answer;
mod offsets;
mod ops;
mod request;

use dryrun_bundle::registry;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

pub use request::{ExampleJson, PartJson, SettingsJson};

/// Raised when a request or an answer changes its meaning.
pub const PROTOCOL: u32 = 1;

/// Answers one request; the types are in the crate's documentation. Total: a wrong request gives `{"error": ...}`.
#[must_use]
pub fn handle(request_json: &str) -> String {
    let answered = serde_json::from_str::<Value>(request_json)
        .map_err(|error| format!("the request is no JSON: {error}"))
        .and_then(answer);
    answered.unwrap_or_else(|message| {
        json!({"error": {"code": "request", "message": message}}).to_string()
    })
}

fn answer(request: Value) -> Result<String, String> {
    let op = request.get("op").and_then(Value::as_str).unwrap_or_default().to_owned();
    let registry = registry();
    Ok(match op.as_str() {
        "version" => text(&ops::version(&registry)),
        "run" => ops::run(&read(request)?, &registry)?,
        "graph" => ops::graph(&read(request)?, &registry)?,
        "console" => text(&ops::console(&read(request)?, &registry)?),
        "jsonata" => text(&ops::jsonata(&read(request)?)),
        "complete" => text(&ops::complete(&read(request)?, &registry)?),
        "format" => text(&ops::format(&read(request)?)?),
        "explain" => text(&ops::explain(&read(request)?)),
        "case" => text(&ops::case(&read(request)?)?),
        other => {
            return Err(format!(
                "there is no op `{other}`; there are version, run, graph, console, jsonata, complete, format, explain and case"
            ));
        }
    })
}

fn read<T: DeserializeOwned>(request: Value) -> Result<T, String> {
    serde_json::from_value(request).map_err(|error| error.to_string())
}

/// An answer as JSON text. All keys are texts and nothing refuses to be written.
fn text(answer: &impl serde::Serialize) -> String {
    serde_json::to_string(answer).unwrap_or_default()
}
