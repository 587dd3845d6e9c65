//! What needs no example: JSONata by itself, layout, resource types, recorded cases.

use dryrun_diag::FileId;
use dryrun_json::{Doc, print};
use dryrun_jsonata::{Expression, Options};
use serde_json::{Value, json};

use crate::answer::{Fault, Given};
use crate::offsets;
use crate::request::{Case, Explain, Jsonata, Layout};

pub(crate) fn jsonata(request: &Jsonata) -> Given<Value> {
    let clock = || request.now.unwrap_or_default();
    let options = Options {
        bindings: Some(&request.bindings),
        clock: request.now.is_some().then_some(&clock),
        ..Options::default()
    };
    let outcome = Expression::parse(&request.expr)
        .and_then(|expression| expression.evaluate(request.value.as_ref(), &options));
    outcome.map(|value| value.map_or_else(|| json!({}), |value| json!({"value": value}))).into()
}

pub(crate) fn format(request: &Layout) -> Result<Given<Value>, String> {
    let formatted = match request.language.as_str() {
        "hcl" | "terraform" | "tf" => dryrun_hcl::format(&request.text).ok_or_else(|| Fault {
            code: "syntax".to_owned(),
            message: "the text does not parse".to_owned(),
            position: None,
        }),
        "json" => json_laid_out(&request.text),
        other => return Err(format!("there is no layout for `{other}`; there are hcl and json")),
    };
    Ok(formatted.map(|text| json!({"text": text})).into())
}

fn json_laid_out(text: &str) -> Result<String, Fault> {
    match Doc::parse(FileId(0), text) {
        Ok(doc) => Ok(print::pretty(&doc.value) + "\n"),
        Err(found) => Err(Fault {
            code: found.code.clone().into_owned(),
            position: found.span.map(|span| offsets::utf16(text, span.start as usize)),
            message: format!("{}: {}", found.summary, found.detail),
        }),
    }
}

pub(crate) fn case(request: &Case) -> Result<Value, String> {
    match request.engine.as_str() {
        "asl" => Ok(dryrun_asl::case_server::answer(&request.request)),
        "jsonata" => Ok(dryrun_jsonata::case_server::answer(&request.request)),
        other => Err(format!("there are cases for asl and jsonata, not for `{other}`")),
    }
}

pub(crate) fn explain(request: &Explain) -> Given<Value> {
    let explained = dryrun_providers::explain(&request.name).map_err(|message| Fault {
        code: "unknown".to_owned(),
        message,
        position: None,
    });
    explained.map(|text| json!({"text": text})).into()
}
