//! YAML as `yamldecode` and `yamlencode` know it.

mod decode;
mod encode;
mod scalar;

pub use decode::decode;
pub use encode::encode;
