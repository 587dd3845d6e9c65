//! Terraform's built-in functions and how they are called.
//!
//! A [`Function`] says what it takes; [`Function::call`] converts and checks arguments, lets unknown values and marks
//! through as the function allows, and runs it. What functions need from outside comes from a [`World`].

mod builtin_provider;
mod call;
mod charset;
mod cidr;
mod csv;
mod datetime;
mod encoding;
mod files;
mod format;
mod glob;
mod gzip;
mod hashes;
mod lists;
mod maps;
mod numeric;
mod parameter;
mod pattern;
mod power;
mod regex;
mod rsa;
mod sets;
mod strings;
mod table;
mod time;
pub(crate) mod timestamps;
mod types;
mod world;

pub(crate) use encoding::from_base64 as decode_base64;

pub use builtin_provider::builtin_provider_function;
pub use call::{Call, CallError};
pub use charset::CHARSETS;
pub use parameter::{Allows, Parameter, Shape};
pub use table::{Function, Special, function, functions};
pub use world::{Entry, FileError, NoWorld, World};
