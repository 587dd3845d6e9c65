//! Checks of single types.

use dryrun_cty::{Path, Step, Value};
use dryrun_diag::Diagnostic;
use dryrun_provider::ConfigDiagnostic;

use super::about;
use crate::values::{elements, is_empty, member};

/// Members that must be there where an attribute is written as blocks: its type cannot say so.
const REQUIRED: [(&str, &str, &[&str]); 6] = [
    ("aws_default_security_group", "egress", &PORTS),
    ("aws_default_security_group", "ingress", &PORTS),
    ("aws_network_acl", "egress", &RULE),
    ("aws_network_acl", "ingress", &RULE),
    ("aws_security_group", "egress", &PORTS),
    ("aws_security_group", "ingress", &PORTS),
];
const PORTS: [&str; 3] = ["from_port", "protocol", "to_port"];
const RULE: [&str; 5] = ["action", "from_port", "protocol", "rule_no", "to_port"];

/// The complaints about a resource of a type.
pub(super) fn complaints(type_name: &str, config: &Value) -> Vec<ConfigDiagnostic> {
    let mut out = Vec::new();
    for (_, attribute, members) in REQUIRED.iter().filter(|(of, _, _)| *of == type_name) {
        required(attribute, members, config, &mut out);
    }
    if type_name == "aws_s3_bucket_lifecycle_configuration" {
        out.extend(one_filter(config));
        out.extend(storage_classes(config));
    }
    out
}

fn required(attribute: &str, members: &[&str], config: &Value, out: &mut Vec<ConfigDiagnostic>) {
    let given = member(Some(config), attribute).filter(|value| value.is_wholly_known());
    for (index, element) in elements(given).iter().enumerate() {
        let Some(given) = element.entries() else { continue };
        for name in members.iter().filter(|name| given.get(name).is_none_or(Value::is_null)) {
            let detail = format!(
                "The argument \"{attribute}.{index}.{name}\" is required, but no definition was found."
            );
            let path = Path(vec![Step::Attribute(attribute.into())]);
            out.push(about(Diagnostic::error("Missing required argument", detail), path));
        }
    }
}

/// A rule applies to all objects only where it says so.
fn one_filter(config: &Value) -> Vec<ConfigDiagnostic> {
    let rules = elements(member(Some(config), "rule")).iter().enumerate();
    let complaint = |(index, rule): (usize, &Value)| {
        let given = ["filter", "prefix"].into_iter().filter(|name| {
            member(Some(rule), name).is_some_and(|value| !value.is_known() || !is_empty(value))
        });
        let given = match given.count() {
            1 => return None,
            0 => "No attribute".to_owned(),
            count => format!("{count} attributes"),
        };
        let detail = format!(
            "{given} specified when one (and only one) of [rule[{index}].filter,rule[{index}].prefix] is required\n\nThis will be an error in a future version of the provider"
        );
        let warning = Diagnostic::warning("Invalid Attribute Combination", detail);
        Some(about(warning, Path::default()))
    };
    rules.filter_map(complaint).collect()
}

/// What transitions move objects to is checked twice: as an attribute of its own, and where it is.
fn storage_classes(config: &Value) -> Vec<ConfigDiagnostic> {
    const KNOWN: [&str; 6] = [
        "GLACIER",
        "STANDARD_IA",
        "ONEZONE_IA",
        "INTELLIGENT_TIERING",
        "DEEP_ARCHIVE",
        "GLACIER_IR",
    ];
    let rules = elements(member(Some(config), "rule")).iter();
    let transitions = rules.flat_map(|rule| elements(member(Some(rule), "transition")));
    let classes =
        transitions.filter_map(|one| member(Some(one), "storage_class").and_then(Value::as_str));
    let complaint = |class: &str| {
        let detail = format!(
            "The provided value does not match any valid values.\n\nPath: storage_class\nGiven Value: {class}\nValid Values: [{} ]",
            KNOWN.join(" ")
        );
        let path = Path(vec![Step::Attribute("storage_class".into())]);
        about(Diagnostic::error("Invalid String Enum Value", detail), path)
    };
    classes.filter(|class| !class.is_empty() && !KNOWN.contains(class)).map(complaint).collect()
}
