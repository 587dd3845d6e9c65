//! JSONata 2.0.6 with positions, limits and the dialect of AWS Step Functions.
//!
//! ```
//! use dryrun_jsonata::{Expression, Options};
//! use serde_json::json;
//!
//! let total = Expression::parse("$sum(orders.(price * quantity))")?;
//! let input = json!({"orders": [{"price": 2.5, "quantity": 4}, {"price": 1, "quantity": 3}]});
//! assert_eq!(total.evaluate(&input, &Options::default())?, Some(json!(13)));
//!
//! let error = Expression::parse("1 + ").unwrap_err();
//! assert_eq!((error.code, error.position), ("S0207", Some(4)));
//! # Ok::<(), dryrun_jsonata::Error>(())
//! ```
//!
//! A text is parsed once ([`Expression::parse`]) and evaluated many times, from any thread; the input is a
//! [`serde_json::Value`] that is borrowed, never copied.
//!
//! # Features
//!
//! - Every operator and function of JSONata 2.0.6, numbers printed as JavaScript prints them, regular expressions with
//!   look-around and back-references.
//! - The codes, messages, positions and tokens of the reference implementation ([`Error`]), and several syntax errors at
//!   once for an editor ([`Expression::syntax_errors`]).
//! - Variables, functions of the host with signatures, time and randomness handed in: [`Options`].
//! - [`Limits`] of depth, steps, time and output instead of hangs and overflown stacks, whatever the expression.
//! - What an expression refers to, without evaluating it: [`facts`].
//! - AWS's dialect, with its own functions and rules: [`Dialect::Aws`].
//! - No `unsafe`, no files, no threads, no clock: it builds for `wasm32-unknown-unknown`.
//!
//! # Limits
//!
//! An expression comes from anywhere, so each evaluation is bounded. What exceeds a bound is an error with a code:
//!
//! ```
//! use dryrun_jsonata::{Expression, Limits, Options};
//!
//! let forever = Expression::parse("($f := function($n) { $f($n + 1) }; $f(0))")?;
//! let limits = Limits { steps: 10_000, ..Limits::default() };
//! let error = forever.evaluate(None, &Options { limits, ..Options::default() }).unwrap_err();
//! assert_eq!(error.code, "U1001");
//!
//! let long = Expression::parse("$pad('', 1000000000, 'x')")?;
//! let limits = Limits { output: 1_000, ..Limits::default() };
//! let error = long.evaluate(None, &Options { limits, ..Options::default() }).unwrap_err();
//! assert_eq!(error.code, "U1002");
//! # Ok::<(), dryrun_jsonata::Error>(())
//! ```
//!
//! # How true it is
//!
//! It passes 990 of the 992 cases of JSONata's own suite that it was measured on; the other two need lone surrogates, which
//! no Rust string can hold. Beside jsonata.js 2.0.6, 30,099 mutated expressions were compared in value, code, position, token
//! and message: 12 differences are left, each explained in the repository's `fuzz/LOG.md`. `cargo test -p dryrun-jsonata` runs
//! what is recorded; with `JSONATA_DIR` naming a folder that has the npm module, it asks the reference again.
//!
//! # Inside
//!
//! Stages, each with a type of its own:
//! text → tokens (`lex`) → syntax tree (`parse`) → steps and predicates with resolved parents (`resolve`) → value (`eval`).
//! An evaluation makes new values only for what the expression constructs.

mod ast;
pub mod case_server;
pub mod dialect;
mod error;
mod eval;
mod expression;
pub mod facts;
mod function;
mod functions;
mod lex;
mod messages;
mod options;
mod parse;
mod pattern;
mod resolve;
mod scope;
mod signature;
mod syntax;
mod value;

pub use dialect::{Dialect, is_jsonata_template};
pub use error::Error;
pub use expression::Expression;
pub use options::{Clock, Limits, NativeFunction, Options};
