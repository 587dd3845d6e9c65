//! The recorded plans: their JSON read back into a plan, which must give the recorded text and JSON.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test that panics fails")]

mod from_json;
mod schemas;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value as Json;

/// The cases of kind `plan` in a folder.
fn cases(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut cases: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("expected/plan.json").exists())
        .collect();
    cases.sort();
    cases
}

/// Stands before the digits of numbers that `serde_json` would round.
const LONG_NUMBER: char = '\u{f8ff}';

fn read(path: &Path) -> Json {
    exact(&fs::read_to_string(path).unwrap())
}

/// Parses JSON, keeping long numbers as marked strings.
fn exact(text: &str) -> Json {
    let mut out = String::new();
    let mut quoted = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let numeric = |c: char| matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E');
        let start = c.is_ascii_digit() || c == '-';
        let digits = if start { rest.find(|c| !numeric(c)).unwrap_or(rest.len()) } else { 0 };
        let end = if quoted {
            if c == '\\' { 2 } else { c.len_utf8() }
        } else {
            digits.max(c.len_utf8())
        };
        quoted ^= c == '"';
        let (part, tail) = rest.split_at(end);
        if !quoted && digits > 15 {
            out += &format!("\"\\uf8ff{part}\"");
        } else {
            out += part;
        }
        rest = tail;
    }
    serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}"))
}

/// The arguments the case was planned with.
fn arguments(case: &Path) -> Vec<String> {
    let case = read(&case.join("case.json"));
    case["args"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|arg| Some(arg.as_str()?.to_owned()))
        .collect()
}

/// The recorded text without the warnings below the plan.
fn recorded_text(case: &Path) -> String {
    let text = fs::read_to_string(case.join("expected/plan.txt")).unwrap_or_default();
    match text.find("\nWarning: ") {
        Some(at) => text[..at].to_owned(),
        None => text,
    }
}

fn text_difference(case: &Path) -> Option<String> {
    let plan = from_json::plan(&read(&case.join("expected/plan.json")), &arguments(case));
    let text = dryrun_plan::text(&plan);
    // The recorder reads carriage returns as line ends.
    let (want, got) = (recorded_text(case), text.plain().replace("\r\n", "\n").replace('\r', "\n"));
    let (want, got) = (want.trim_matches('\n'), got.trim_matches('\n'));
    if want == got {
        return None;
    }
    let (wants, gots): (Vec<&str>, Vec<&str>) =
        (want.split('\n').collect(), got.split('\n').collect());
    let at = (0..).find(|at| wants.get(*at) != gots.get(*at))?;
    let (want, got) = (wants.get(at), gots.get(at));
    Some(format!("line {}:\n  want {want:?}\n  got  {got:?}", at + 1))
}

/// The first place where two JSON values differ.
fn difference(want: &Json, got: &Json, at: &str) -> Option<String> {
    match (want, got) {
        (Json::Object(want), Json::Object(got)) => {
            let keys = want.keys().chain(got.keys());
            keys.into_iter().find_map(|key| match (want.get(key), got.get(key)) {
                (Some(want), Some(got)) => difference(want, got, &format!("{at}/{key}")),
                (want, got) => Some(format!("{at}/{key}: want {want:?}, got {got:?}")),
            })
        }
        (Json::Array(want), Json::Array(got)) if want.len() == got.len() => want
            .iter()
            .zip(got)
            .enumerate()
            .find_map(|(index, (want, got))| difference(want, got, &format!("{at}/{index}"))),
        (Json::Number(left), Json::Number(right)) if left.as_f64() == right.as_f64() => None,
        _ if want == got => None,
        _ => Some(format!("{at}: want {want}, got {got}")),
    }
}

fn json_difference(case: &Path) -> Option<String> {
    let want = read(&case.join("expected/plan.json"));
    let plan = from_json::plan(&want, &arguments(case));
    let mut got = exact(&dryrun_plan::json(&plan).to_string());
    let mut want = want;
    for root in [&mut want, &mut got] {
        sort_modules(&mut root["planned_values"]["root_module"]);
    }
    // The recorder leaves the version out and puts what comes in the order of a concurrent walk in order.
    got.as_object_mut().unwrap().remove("terraform_version");
    if let Some(state) = got["prior_state"].as_object_mut() {
        state.remove("terraform_version");
    }
    if got["prior_state"].is_null() {
        got.as_object_mut().unwrap().remove("prior_state");
    }
    for key in ["relevant_attributes", "checks"] {
        if let Some(list) = got[key].as_array_mut() {
            list.sort_by_key(sorted_text);
        } else {
            got.as_object_mut().unwrap().remove(key);
        }
    }
    difference(&want, &got, "")
}

/// Inner modules come in the order of the walk.
fn sort_modules(module: &mut Json) {
    if let Some(children) = module["child_modules"].as_array_mut() {
        children.sort_by_key(|child| child["address"].to_string());
        children.iter_mut().for_each(sort_modules);
    } else {
        module.as_object_mut().unwrap().remove("child_modules");
    }
}

/// JSON with sorted keys, as the recorder sorts by.
fn sorted_text(json: &Json) -> String {
    match json {
        Json::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(key, _)| *key);
            let members: Vec<String> = members
                .iter()
                .map(|(key, value)| format!("{:?}: {}", key, sorted_text(value)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
        Json::Array(elements) => {
            format!("[{}]", elements.iter().map(sorted_text).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

fn check(
    folder: &Path,
    what: &str,
    difference: impl Fn(&Path) -> Option<String>,
) -> (usize, usize) {
    let cases = cases(folder);
    let mut passed = 0;
    for case in &cases {
        match difference(case) {
            None => passed += 1,
            Some(difference) => {
                eprintln!(
                    "{what} of {}: {difference}",
                    case.file_name().unwrap().to_string_lossy()
                );
            }
        }
    }
    (passed, cases.len())
}

#[test]
fn recorded_plans_of_the_shared_suite() {
    let Some(folder) = dryrun_testkit::shared("conformance/terraform") else { return };
    let (passed, total) = check(&folder, "text", text_difference);
    dryrun_testkit::score("plan text from recorded values", passed, total);
    let (passed, total) = check(&folder, "json", json_difference);
    dryrun_testkit::score("plan json from recorded values", passed, total);
}

/// The first line where the coloured text differs.
fn colour_difference(case: &Path) -> Option<String> {
    let want = fs::read_to_string(case.join("expected/plan.ansi")).ok()?;
    let plan = from_json::plan(&read(&case.join("expected/plan.json")), &arguments(case));
    let got = dryrun_plan::text(&plan).ansi();
    let got = got.trim_end_matches('\n');
    let (wants, gots): (Vec<&str>, Vec<&str>) =
        (want.trim_end_matches('\n').split('\n').collect(), got.split('\n').collect());
    let at = (0..wants.len().max(gots.len())).find(|at| wants.get(*at) != gots.get(*at))?;
    Some(format!("line {}:\n  want {:?}\n  got  {:?}", at + 1, wants.get(at), gots.get(at)))
}

#[test]
fn recorded_plans_of_this_crate() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recorded");
    let texts = check(&folder, "text", text_difference);
    let jsons = check(&folder, "json", json_difference);
    let colours = check(&folder, "colours", colour_difference);
    assert_eq!(colours.0, colours.1, "colours");
    assert_eq!(texts.0, texts.1, "texts");
    assert_eq!(jsons.0, jsons.1, "json");
}
