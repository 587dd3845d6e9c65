//! HCL: parser with recovery and spans, templates, expressions and their evaluation.
//!
//! `parse` never fails: it gives a [`ast::Body`] and every diagnostic it found, in Terraform's words.

pub mod ast;
