//! Terraform's types and values: what expressions evaluate to, what providers plan, what states hold.
//!
//! Names follow Terraform's own library of that name. A [`Value`] carries its [`Type`], may be null or unknown (with
//! [`Refinements`]), and carries [`Marks`]. Values are immutable and cheap to clone: collections are shared.

mod console;
pub mod convert;
mod entries;
mod equality;
pub mod expression;
pub mod functions;
pub mod json;
mod marks;
mod names;
mod normal;
mod number;
pub mod operation;
mod path;
mod refine;
mod set;
mod text;
mod ty;
mod unify;
mod value;
mod walk;
pub mod yaml;

pub use console::{console, describe_type};
pub use convert::{ConversionError, Safety, convert};
pub use entries::{Entries, Iter as EntriesIter};
pub use functions::CHARSETS;
pub use marks::Marks;
pub use number::Number;
pub use path::{Path, Step};
pub use ty::{ObjectType, Type};
pub use unify::{unify, unify_unsafe};
pub use value::{Kind, Refinements, Value};
