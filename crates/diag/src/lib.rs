//! Spans, positions and diagnostics: what every part of dryrun says about a text.
//!
//! A [`Span`] names a byte range of one text, a [`FileId`] says which. [`Sources`] keeps the texts and turns spans into
//! lines and columns. A [`Diagnostic`] is plain data: engines make them, the command line, the page and the machine
//! interfaces print them.

mod diagnostic;
mod evidence;
mod line_index;
mod sources;
mod span;
mod suggest;

pub use diagnostic::{Diagnostic, Label, Severity};
pub use evidence::{Calling, Evidence};
pub use line_index::{LineIndex, Position};
pub use sources::{Source, Sources};
pub use span::{FileId, Span};
pub use suggest::{did_you_mean, distance, nearest};
