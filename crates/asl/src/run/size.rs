//! Sizes of what states hand on and keep.

use std::sync::Arc;

use serde_json::Value;

use super::frame::Frame;
use crate::failure::Failure;
use crate::limits::{self, measure};
use crate::machine::State;
use crate::options::Quotas;
use crate::step::Leave;

/// Checks a state's output and the variables it assigns; gives the bytes of all variables afterwards.
///
/// What is handed on unchanged was measured before.
pub(super) fn check(
    quotas: Quotas,
    frame: &Frame<'_>,
    state: &State,
    leave: &Leave,
) -> Result<usize, Failure> {
    if !Arc::ptr_eq(&leave.output, &frame.input) {
        check_output(quotas, &state.name, &leave.output)?;
    }
    let mut total = frame.variable_bytes;
    for (name, value) in leave.assigned.iter().flatten() {
        let old = frame.variables.get(name).map_or(0, |old| measure(old).bytes);
        total = (total + check_variable(quotas, name, value)?).saturating_sub(old);
    }
    if quotas == Quotas::On && total > limits::VARIABLE_BYTES {
        return Err(exceeded(
            "The variables exceed the maximum total size of all variables.".to_owned(),
        ));
    }
    Ok(total)
}

fn exceeded(cause: String) -> Failure {
    Failure::service("States.DataLimitExceeded", cause)
}

/// Checks what a state or a task returned under a name.
pub(super) fn check_output(quotas: Quotas, name: &str, output: &Value) -> Result<(), Failure> {
    let size = measure(output);
    // Values that nest too deeply for a reader are a danger with or without quotas.
    if size.depth > limits::PAYLOAD_DEPTH {
        return Err(exceeded(format!("The output of '{name}' is nested too deeply.")));
    }
    if size.bytes > payload_limit(quotas) {
        let what =
            "returned a result with a size exceeding the maximum number of bytes service limit.";
        return Err(exceeded(format!("The state/task '{name}' {what}")));
    }
    Ok(())
}

fn payload_limit(quotas: Quotas) -> usize {
    match quotas {
        Quotas::On => limits::PAYLOAD_BYTES,
        Quotas::Off => limits::LARGEST_PAYLOAD_BYTES,
    }
}

fn check_variable(quotas: Quotas, name: &str, value: &Value) -> Result<usize, Failure> {
    let size = measure(value);
    if size.depth > limits::PAYLOAD_DEPTH || size.bytes > payload_limit(quotas) {
        return Err(exceeded(format!(
            "The variable '{name}' exceeds the maximum size of a variable."
        )));
    }
    Ok(size.bytes)
}
