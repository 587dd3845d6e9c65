//! Bodies and references against provider schemas.

pub(crate) mod blame;
pub(crate) mod body;
pub(crate) mod marks;
pub(crate) mod provisioner;
pub(crate) mod shape;
pub(crate) mod static_check;
