//! JSON texts with positions, JSON Pointer, and the printed forms of AWS and Terraform.
//!
//! [`Doc`] is a text read once: the value, and beside it the spans of every key and value. [`mod@pointer`] addresses parts of
//! a value, [`mod@print`] writes values as the services do, [`diff`] says where two values part, [`pattern`] compares a value
//! with a recorded text that holds wildcards, [`yaml`] reads the other notation, [`draft`] a text that is still being written. Nothing here knows what the JSON is about.

pub mod diff;
mod doc;
mod draft;
mod error;
mod jackson;
mod parse;
pub mod pattern;
pub mod pointer;
pub mod print;
mod strings;
pub mod yaml;

pub use doc::{Children, Doc, Duplicate, Located, Member, Node};
pub use draft::{Cursor, Spot, cursor, draft};
pub use error::{Problem, SyntaxError};
pub use jackson::Jackson;
pub use parse::{DEPTH_LIMIT, parse};
