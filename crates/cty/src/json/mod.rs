//! Values and JSON: states and plans, `jsonencode` and `jsondecode`.

mod decode;
mod encode;
mod typed;

pub use decode::decode;
pub use encode::encode;
pub use typed::{FromJsonError, from_json, to_json};
