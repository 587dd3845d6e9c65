//! HCL: parser with recovery and spans, templates, expressions and their evaluation.
//!
//! [`parse`] never fails: it gives a [`ast::Body`] and every diagnostic it found, in Terraform's words.

pub mod ast;
mod content;
mod eval;
mod format;
mod highlight;
mod json;
mod lex;
mod parse;
mod quote;
mod references;

pub use content::{AttributeSchema, BlockSchema, BodySchema, Content, missing_argument};
pub use eval::{
    Builtins, CallError, Cause, Functions, Parameter, Place, Scope, Signature, Variables,
    attribute, describe_value, eval, eval_traversal, evidence, index, values,
};
pub use format::format;
pub use highlight::{Piece, highlight};
pub use json::{parse_json, parse_json_expression};
pub use parse::{
    Input, MAX_DEPTH, MAX_HEIGHT, parse, parse_expression, parse_expression_at, parse_template,
    parse_traversal,
};
pub use references::{calls, references, walk};
