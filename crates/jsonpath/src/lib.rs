//! JSONPath in Jayway's dialect as Step Functions uses it, reference paths, and the intrinsic functions.
//!
//! A text is parsed once ([`Path::parse`], [`Intrinsic::parse`], [`ReferencePath::parse`]) and applied many times. What a
//! path starts at (`$`, `$$`, a variable) is looked up through [`Roots`], so that nothing here knows what an execution is.
//!
//! ```
//! use dryrun_jsonpath::{Path, Value};
//! use serde_json::json;
//!
//! let path = Path::parse("$.orders[?(@.price > 10)].id")?;
//! let input = json!({"orders": [{"id": 1, "price": 5}, {"id": 2, "price": 20}]});
//! assert_eq!(path.select(&input)?.into_value(), json!([2]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod base64;
mod filter;
mod functions;
pub mod intrinsics;
mod lex;
pub mod numbers;
mod parse;
mod random;
pub mod reference;
pub mod select;
pub mod syntax;

pub use intrinsics::{Intrinsic, IntrinsicError};
pub use parse::PathError;
pub use random::Random;
pub use reference::ReferencePath;
pub use select::{Missing, Roots, Selection};
pub use serde_json::Value;
pub use syntax::{Path, Root};
