//! The functions of Terraform's built-in provider, called as `provider::terraform::NAME` where a configuration requires
//! it. `decode_tfvars` parses and evaluates, so the evaluator has it.

use std::sync::LazyLock;

use super::table::gives;
use super::{Allows, Call, CallError, Function, Parameter, Shape};
use crate::{Value, expression};

const VALUE: &[Parameter] = &[Parameter::new("value", Shape::Any).allowing(Allows::DYNAMIC)];

static TABLE: LazyLock<[Function; 2]> = LazyLock::new(|| {
    [
        Function::new("encode_expr", "The value as an expression.", VALUE, gives::string, |call| {
            whole(call, |value| Ok(expression::encode(value)))
        }),
        Function::new(
            "encode_tfvars",
            "The attributes of the object as variable definitions.",
            VALUE,
            gives::string,
            |call| whole(call, expression::encode_variables),
        ),
    ]
});

/// The function of a name, without `provider::terraform::`.
#[must_use]
pub fn builtin_provider_function(name: &str) -> Option<&'static Function> {
    TABLE.iter().find(|function| function.name == name)
}

fn whole(
    call: &Call<'_>,
    encode: impl Fn(&Value) -> Result<String, String>,
) -> Result<Value, CallError> {
    let value = call.argument(0);
    if !value.is_wholly_known() {
        return Ok(call.unknown());
    }
    encode(value).map(Value::string).map_err(CallError::new)
}
