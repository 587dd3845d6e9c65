//! `dryrun jsonata`.

use std::io::Read as _;

use anyhow::{Context as _, Result, bail};
use dryrun_jsonata::{Expression, Options};

use super::{json_option, pretty, print};
use crate::Exit;
use crate::args::JsonataArgs;

pub(super) fn run(args: &JsonataArgs) -> Result<Exit> {
    let input = match args.input.as_deref() {
        Some("-") => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text)?;
            Some(serde_json::from_str(&text).context("standard input is no JSON")?)
        }
        Some(input) => Some(json_option("input", input)?),
        None => None,
    };
    let bindings =
        args.bindings.as_ref().map(|bindings| json_option("bindings", bindings)).transpose()?;
    let bindings = match &bindings {
        None => None,
        Some(value) => Some(value.as_object().context("--bindings is no JSON object")?),
    };
    let now =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let clock = move || i64::try_from(now.as_millis()).unwrap_or(i64::MAX);
    let options = Options { bindings, clock: Some(&clock), ..Options::default() };
    match Expression::parse(&args.expression)
        .and_then(|expression| expression.evaluate(input.as_ref(), &options))
    {
        Ok(Some(value)) => print(&pretty(&value)),
        // An undefined result prints nothing, as in the reference's own tools.
        Ok(None) => {}
        Err(error) => {
            let place =
                error.position.map_or(String::new(), |position| format!(" at position {position}"));
            eprintln!("error {}{place}: {}", error.code, error.message);
            return Ok(Exit::Differs);
        }
    }
    if args.expression.trim().is_empty() {
        bail!("the expression is empty");
    }
    Ok(Exit::Right)
}
