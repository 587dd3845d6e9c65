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
//! A text is parsed once ([`Expression::parse`]) and evaluated many times. Stages, each with a type of its own:
//! text → tokens (`lex`) → syntax tree (`parse`) → steps and predicates with resolved parents (`resolve`) → value (`eval`).
//! The input is borrowed, never copied: an evaluation makes new values only for what the expression constructs.

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
