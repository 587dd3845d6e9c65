//! `dryrun test-state`.

use anyhow::Result;
use serde_json::{Map, Value, json};

use super::{json_option, pretty, print};
use crate::Exit;
use crate::args::TestStateArgs;
use crate::project::read_text;

pub(super) fn run(args: &TestStateArgs) -> Result<Exit> {
    let mut params = Map::new();
    params.insert("inspectionLevel".to_owned(), json!(args.inspection_level.to_ascii_uppercase()));
    params.extend(args.state.as_ref().map(|state| ("stateName".to_owned(), json!(state))));
    let options = [
        ("mock", &args.mock),
        ("variables", &args.variables),
        ("context", &args.context),
        ("stateConfiguration", &args.state_configuration),
    ];
    for (name, option) in options {
        if let Some(option) = option {
            params.insert(name.to_owned(), json_option(name, option)?);
        }
    }
    let input = args
        .input
        .as_ref()
        .map(|input| json_option("input", input))
        .transpose()?
        .unwrap_or_else(|| json!({}));
    let request = json!({"kind": "test_state", "definition": read_text(&args.definition)?, "input": input, "params": params});
    let answer: Value = dryrun_asl::case_server::answer(&request);
    print(&pretty(&answer));
    let failed = answer.get("exception").is_some() || answer.get("unsupported").is_some();
    Ok(Exit::when(!failed))
}
