//! Terraform's types and values: what expressions evaluate to, what providers plan, what states hold.
//!
//! Names follow Terraform's own library of that name. A [`Value`] carries its [`Type`], may be null or unknown (with
//! [`Refinements`]), and carries [`Marks`]. Values are immutable and cheap to clone: collections are shared.

mod marks;
mod number;
mod path;
mod ty;
mod value;

pub use marks::Marks;
pub use number::Number;
pub use path::{Path, Step};
pub use ty::{ObjectType, Type};
pub use value::{Kind, Refinements, Value};
