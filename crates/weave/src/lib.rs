//! Markdown chapters to examples and back: scan, extract, reconcile, edit.
//!
//! ```text
//! chapters ─include─▶ Mapped ─scan─▶ Vec<Snippet> ─extract─▶ Vec<ExampleDoc> ─Engine::run─▶ Outcome ─reconcile─▶ Vec<Edit>
//! ```
//!
//! The weaver knows fences, ids, cases and recorded text, but no language: which roles there are, and what they mean,
//! it asks the engines of a [`dryrun_engine::Registry`].

mod book;
mod compare;
mod compare_json;
mod edit;
mod example;
mod exercise;
mod extract;
mod include;
mod info;
mod keys;
mod links;
mod lint;
mod mapped;
mod prose;
mod reconcile;
mod records;
mod roles;
mod run;
mod scan;
mod values;

pub use book::{Book, Chapter, Placed, read};
pub use compare::{Difference, compare_text};
pub use edit::{Edit, apply, by_file};
pub use example::{ExampleDoc, Expect};
pub use include::Files;
pub use info::{Info, Key};
pub use keys::{about_key, is_flag};
pub use lint::{Lints, lint};
pub use mapped::Mapped;
pub use prose::{ProseValue, corrected};
pub use reconcile::{Checked, Pinned, reconcile, reconcile_chapters};
pub use roles::keys_for;
pub use run::{Run, order, run, run_with};
pub use scan::{Shape, Snippet};
pub use values::{holds, quoted};
