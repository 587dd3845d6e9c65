//! Lambda functions whose code an example brings along.

use std::sync::Arc;

use dryrun_engine::{Effects, Example, Invocation, Invoked, Part};
use dryrun_json::print;
use serde_json::{Value, json};

use crate::failure::{Failure, Origin};
use crate::machine::{Data, Pattern, ResourceKind};
use crate::mock::Outcome;
use crate::outside::{Called, Reply, TaskCall};

/// How a state calls a function; answers and causes look different.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// By its ARN as `Resource`.
    Direct,
    /// By `lambda:invoke`.
    Invoke,
}

/// Calls the function by its code, where the example has it.
pub(super) fn call(
    call: &TaskCall<'_>,
    example: &Example,
    case: &str,
    effects: &dyn Effects,
) -> Called {
    let Some((manner, name, event)) = wanted(call) else { return Called::Unknown };
    let Some(part) = code(example, case, name) else { return Called::Unknown };
    let event = print::compact(event);
    let request_id = format!("00000000-0000-4000-8000-{:012}", call.number);
    let arn = format!("arn:aws:lambda:{}:{}:function:{name}", call.region, call.account);
    let invocation = Invocation {
        function: name,
        language: &part.language,
        code: &part.text,
        event: &event,
        request_id: &request_id,
        arn: &arn,
        region: call.region,
    };
    match effects.invoke(&invocation) {
        Invoked::Returned(text) => returned(manner, name, &text),
        Invoked::Threw(text) => Called::Answered(Reply::at_once(threw(manner, text))),
        Invoked::Refused(why) => Called::Refused(format!("The code of '{name}' is here: {why}")),
        Invoked::Broken(why) => Called::Refused(format!("The code of '{name}' cannot run: {why}")),
    }
}

/// Which function is called, and with what.
fn wanted<'a>(call: &TaskCall<'a>) -> Option<(Manner, &'a str, &'a Value)> {
    static NOTHING: std::sync::LazyLock<Value> = std::sync::LazyLock::new(|| json!({}));
    match &call.resource.kind {
        ResourceKind::Lambda => Some((Manner::Direct, name(&call.resource.arn), call.parameters)),
        ResourceKind::Service { service, action, pattern: Pattern::RequestResponse }
            if &**service == "lambda" && &**action == "invoke" =>
        {
            let field = |name: &str| call.parameters.get(name);
            let waits = field("InvocationType").is_none_or(|kind| kind == "RequestResponse");
            let function = field("FunctionName").and_then(Value::as_str).filter(|_| waits)?;
            let payload = field("Payload").unwrap_or(&NOTHING);
            Some((Manner::Invoke, name(function), payload))
        }
        ResourceKind::Service { .. } | ResourceKind::Activity => None,
    }
}

/// The name in a name, an ARN (with or without a version) or a placeholder such as `${Charge.Arn}`.
fn name(text: &str) -> &str {
    let bare = text.split_once("function:").map_or(text, |(_, rest)| rest);
    let bare = bare.strip_prefix("${").map_or(bare, |rest| rest.trim_end_matches('}'));
    bare.split([':', '.']).next().unwrap_or(bare)
}

/// The code of a function: the case's own first.
fn code<'a>(example: &'a Example, case: &'a str, name: &str) -> Option<&'a Part> {
    let stem = |part: &Part| {
        let file = part.name.rsplit('/').next().unwrap_or_default();
        file.rsplit_once('.').map_or(file, |(stem, _)| stem) == name
    };
    example.parts_for("lambda", case).map(|(_, part)| part).find(|part| stem(part))
}

fn returned(manner: Manner, name: &str, text: &str) -> Called {
    let Ok(payload) = serde_json::from_str::<Value>(text) else {
        return Called::Refused(format!("The handler of '{name}' gave no JSON"));
    };
    let result = match manner {
        Manner::Direct => payload,
        // The service adds headers of its call, which nobody can foresee.
        Manner::Invoke => {
            json!({"ExecutedVersion": "$LATEST", "Payload": payload, "StatusCode": 200})
        }
    };
    Called::Answered(Reply::at_once(Outcome::Return(Data::new(result))))
}

/// Recorded: a direct call hands the runtime's text on, `lambda:invoke` prints it anew.
fn threw(manner: Manner, text: String) -> Outcome {
    let value: Value = serde_json::from_str(&text).unwrap_or_default();
    let error = value.get("errorType").and_then(Value::as_str).unwrap_or("Lambda.Unknown");
    let (cause, event) = match manner {
        Manner::Direct => (text, "LambdaFunctionFailed"),
        Manner::Invoke => (print::compact(&value), "TaskFailed"),
    };
    let failure = Failure {
        error: Some(Arc::from(error)),
        cause: Some(Arc::from(cause)),
        origin: Origin::Task,
    };
    Outcome::Throw(failure, Some(Arc::from(event)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_functions() {
        for text in [
            "charge",
            "charge:PROD",
            "arn:aws:lambda:us-east-1:123456789012:function:charge",
            "arn:aws:lambda:us-east-1:123456789012:function:charge:$LATEST",
            "123456789012:function:charge",
            "${charge.Arn}",
            "${charge}",
        ] {
            assert_eq!(name(text), "charge", "{text}");
        }
    }
}
