//! Single arguments.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use dryrun_aws_facts::{Check, CheckRule, Format, Literal, Words};
use dryrun_cty::Value;
use dryrun_diag::Diagnostic;
use dryrun_provider::ConfigDiagnostic;
use regex::Regex;

use super::{Place, about};
use crate::aws::arn::Arn;
use crate::go_json_fault::{Fault, fault};
use crate::go_time::{duration_fault, time_fault};

/// What the provider says of a value that fails a check.
pub(super) fn complaint(check: &Check, place: &Place, value: &Value) -> Option<ConfigDiagnostic> {
    let allows_empty = check.allows_empty || matches!(check.words, Words::FrameworkEnum);
    if value.as_str() == Some("") && allows_empty {
        return None;
    }
    let key = match check.words {
        Words::Path => place.key.as_str(),
        Words::Name => place.name.as_str(),
        Words::Framework | Words::FrameworkEnum => place.expression.as_str(),
    };
    let (summary, detail) = words(check, key, value)?;
    Some(about(Diagnostic::error(summary, detail), place.path.clone()))
}

/// Whether a value is right that passes any of the checks: a listed number or a multiple, a name or an ARN, one of two
/// ranges. Other checks of one argument must all pass.
pub(super) fn are_alternatives(checks: &[Check]) -> bool {
    let is_choice = |rule: &CheckRule| {
        matches!(
            rule,
            CheckRule::OneOf(_) | CheckRule::OneOfIgnoringCase(_) | CheckRule::Format(Format::Arn)
        )
    };
    let repeats =
        |kind: fn(&CheckRule) -> bool| checks.iter().filter(|check| kind(&check.rule)).count() > 1;
    repeats(|rule| matches!(rule, CheckRule::Between(..)))
        || repeats(|rule| matches!(rule, CheckRule::Matches(_)))
        || checks.iter().any(|check| is_choice(&check.rule))
}

fn words(check: &Check, key: &str, value: &Value) -> Option<(String, String)> {
    let framework = matches!(check.words, Words::Framework | Words::FrameworkEnum);
    match &check.rule {
        CheckRule::OneOf(known) => one_of(check.words, known, key, value, str::eq),
        CheckRule::OneOfIgnoringCase(known) => {
            one_of(check.words, known, key, value, str::eq_ignore_ascii_case)
        }
        CheckRule::Between(least, most) => {
            let got = value.as_number()?.to_i64()?;
            let bounds = outside(got, *least, *most)?;
            Some(if framework {
                (
                    "Invalid Attribute Value".to_owned(),
                    format!("Attribute {key} value must be {}, got: {got}", bounds.framework()),
                )
            } else {
                (format!("expected {key} to be {}, got {got}", bounds.sdk()), String::new())
            })
        }
        CheckRule::BetweenFloats(least, most) => {
            let got = value.as_number()?.to_f64();
            let fits = (*least..=*most).contains(&got);
            (!fits).then(|| {
                (
                    format!(
                        "expected {key} to be in the range ({least:.6} - {most:.6}), got {got:.6}"
                    ),
                    String::new(),
                )
            })
        }
        CheckRule::MultipleOf(unit) => {
            let got = value.as_number()?.to_i64()?;
            let fits = got.checked_rem(*unit).is_none_or(|rest| rest == 0);
            (!fits).then(|| {
                (format!("expected {key} to be divisible by {unit}, got: {got}"), String::new())
            })
        }
        CheckRule::Length(least, most) => length(framework, *least, *most, key, value.as_str()?),
        CheckRule::Matches(pattern) => {
            let text = value.as_str()?;
            let fits = compiled(pattern)?.is_match(text);
            (!fits).then(|| {
                (
                    format!(
                        "expected value of {key} to match regular expression {}, got {text}",
                        quoted(pattern)
                    ),
                    String::new(),
                )
            })
        }
        CheckRule::Told(pattern, message) => {
            let number = value.as_number().map(ToString::to_string);
            let text = value.as_str().or(number.as_deref())?;
            let complaint = told(pattern, message, key, text)?;
            let (summary, detail) = complaint.split_once('\n').unwrap_or((&complaint, ""));
            Some((summary.to_owned(), detail.to_owned()))
        }
        CheckRule::Format(Format::Port) => port(key, value, 1, ""),
        CheckRule::Format(Format::PortOrZero) => port(key, value, 0, " or 0"),
        CheckRule::Format(kind) if framework => framework_format(*kind, key, value.as_str()?),
        CheckRule::Format(kind) => {
            format(*kind, key, value.as_str()?).map(|summary| (summary, String::new()))
        }
    }
}

/// A rule of one argument, in the provider's own words.
fn told(pattern: &str, message: &str, key: &str, text: &str) -> Option<String> {
    let (wanted, pattern) = match pattern.strip_prefix('!') {
        Some(pattern) => (false, pattern),
        None => (true, pattern),
    };
    let why = match pattern {
        "json" => Some(json_fault(text)),
        // A decoder of a stream leaves what comes after the first value.
        "json stream" => Some(
            json_fault(text)
                .filter(|why| !why.ends_with("after top-level value"))
                .map(as_of_a_stream),
        ),
        "duration" => Some(duration_fault(text)),
        _ => pattern.strip_prefix("time ").map(|layout| time_fault(layout, text)),
    };
    let fits = match (&why, pattern.split_once(' ')) {
        (Some(why), _) => why.is_none(),
        (None, Some(("length", bounds))) => within(bounds, text.len().try_into().ok()?),
        (None, Some(("int", bounds))) => text.parse().map_or(true, |got| within(bounds, got)),
        (None, _) => match pattern {
            "base64" => STANDARD.decode(text).is_ok(),
            "ipv4" => text.parse::<Ipv4Addr>().is_ok(),
            "ipv6" => text.parse::<IpAddr>().is_ok(),
            _ => compiled(pattern)?.is_match(text) == wanted,
        },
    };
    (!fits).then(|| {
        message
            .replace("{fault}", why.flatten().unwrap_or_default().as_str())
            .replace("{key}", key)
            .replace("{quoted}", &quoted(text))
            .replace("{lower}", &text.to_lowercase())
            .replace("{length}", &text.len().to_string())
            .replace("{bits}", text.split_once('/').map_or("", |(_, bits)| bits))
            .replace("{value}", text)
    })
}

/// Whether a number is within two bounds, written with a blank between them.
fn within(bounds: &str, got: i64) -> bool {
    let mut bounds = bounds.split(' ').map(str::parse::<i64>);
    let (least, most) = (bounds.next(), bounds.next());
    !matches!(least, Some(Ok(least)) if got < least)
        && !matches!(most, Some(Ok(most)) if got > most)
}

/// Where the provider decodes a stream, its end has other words.
fn as_of_a_stream(fault: String) -> String {
    if fault == "unexpected end of JSON input" { "unexpected EOF".to_owned() } else { fault }
}

fn one_of(
    words: Words,
    known: &Arc<[Literal]>,
    key: &str,
    value: &Value,
    equal: fn(&str, &str) -> bool,
) -> Option<(String, String)> {
    let got = match value.as_str() {
        Some(text) => text.to_owned(),
        None => value.as_number()?.to_i64()?.to_string(),
    };
    let fits = known.iter().any(|literal| match literal {
        Literal::Text(text) => equal(text, &got),
        Literal::Integer(number) => number.to_string() == got,
        Literal::Null | Literal::Bool(_) | Literal::Float(_) | Literal::List(_) => false,
    });
    if fits {
        return None;
    }
    let list = |quote: fn(&str) -> String| {
        let shown = known.iter().map(|literal| match literal {
            Literal::Text(text) => quote(text),
            Literal::Integer(number) => number.to_string(),
            Literal::Null | Literal::Bool(_) | Literal::Float(_) | Literal::List(_) => {
                String::new()
            }
        });
        shown.collect::<Vec<_>>().join(" ")
    };
    Some(match words {
        Words::Path | Words::Name => {
            (format!("expected {key} to be one of [{}], got {got}", list(quoted)), String::new())
        }
        Words::Framework => (
            "Invalid Attribute Value Match".to_owned(),
            format!(
                "Attribute {key} value must be one of: [{}], got: {}",
                list(quoted),
                quoted(&got)
            ),
        ),
        Words::FrameworkEnum => (
            "Invalid String Enum Value".to_owned(),
            format!(
                "The provided value does not match any valid values.\n\nPath: {key}\nGiven Value: {got}\nValid Values: [{} ]",
                list(str::to_owned)
            ),
        ),
    })
}

/// The bounds that a number lies outside of.
#[derive(Debug, Clone, Copy)]
enum Bounds {
    Both(i64, i64),
    Least(i64),
    Most(i64),
}

fn outside(got: i64, least: Option<i64>, most: Option<i64>) -> Option<Bounds> {
    let fits = least.is_none_or(|least| least <= got) && most.is_none_or(|most| got <= most);
    match (least, most) {
        _ if fits => None,
        (Some(least), Some(most)) => Some(Bounds::Both(least, most)),
        (Some(least), None) => Some(Bounds::Least(least)),
        (None, Some(most)) => Some(Bounds::Most(most)),
        (None, None) => None,
    }
}

impl Bounds {
    fn sdk(self) -> String {
        match self {
            Self::Both(least, most) => format!("in the range ({least} - {most})"),
            Self::Least(least) => format!("at least ({least})"),
            Self::Most(most) => format!("at most ({most})"),
        }
    }

    fn framework(self) -> String {
        match self {
            Self::Both(least, most) => format!("between {least} and {most}"),
            Self::Least(least) => format!("at least {least}"),
            Self::Most(most) => format!("at most {most}"),
        }
    }
}

/// The old SDK counts bytes, the framework too.
fn length(
    framework: bool,
    least: Option<i64>,
    most: Option<i64>,
    key: &str,
    text: &str,
) -> Option<(String, String)> {
    let count = i64::try_from(text.len()).unwrap_or(i64::MAX);
    let bounds = outside(count, least, most)?;
    Some(if framework {
        (
            "Invalid Attribute Value Length".to_owned(),
            format!("Attribute {key} string length must be {}, got: {count}", bounds.framework()),
        )
    } else {
        (format!("expected length of {key} to be {}, got {text}", bounds.sdk()), String::new())
    })
}

fn port(key: &str, value: &Value, least: i64, or_zero: &str) -> Option<(String, String)> {
    let got = value.as_number()?.to_i64()?;
    let fits = (least..=65535).contains(&got);
    (!fits).then(|| {
        (
            format!("expected \"{key}\" to be a valid port number{or_zero}, got: {got}"),
            String::new(),
        )
    })
}

fn format(kind: Format, key: &str, text: &str) -> Option<String> {
    match kind {
        Format::Arn => {
            arn_fault(text).map(|why| format!("\"{key}\" ({text}) is an invalid ARN: {why}"))
        }
        Format::Json => {
            json_fault(text).map(|why| format!("\"{key}\" contains an invalid JSON: {why}"))
        }
        Format::Policy if text.is_empty() => {
            Some(format!("\"{key}\" is an empty string, which is not a valid JSON value"))
        }
        Format::Policy => policy_fault(text)
            .map(|why| format!("\"{key}\" contains an invalid JSON policy: {why}")),
        Format::Cidr | Format::Cidr4 | Format::Cidr6 | Format::CidrOf4 | Format::CidrOf6 => {
            cidr(kind, text)
        }
        Format::CidrValue => cidr_value(key, text),
        Format::Account => (!is_account(text)).then(|| {
            format!(
                "\"{key}\" doesn't look like AWS Account ID (exactly 12 digits): {}",
                quoted(text)
            )
        }),
        Format::Region => (!is_region(text))
            .then(|| format!("\"{key}\" doesn't look like AWS Region: {}", quoted(text))),
        Format::NotEmpty => text
            .is_empty()
            .then(|| format!("expected \"{key}\" to not be an empty string, got {text}")),
        Format::NotBlank => text.is_empty().then(|| format!("{key} must not be empty, got {text}")),
        Format::Bool => {
            let fits =
                ["1", "t", "T", "true", "TRUE", "True", "0", "f", "F", "false", "FALSE", "False"]
                    .contains(&text);
            (!fits).then(|| format!("{key}: cannot parse '{text}' as boolean: strconv.ParseBool: parsing {}: invalid syntax", quoted(text)))
        }
        Format::Integer => text.parse::<i64>().is_err().then(|| {
            format!(
                "{key}: cannot parse '{text}' as int: strconv.ParseInt: parsing {}: invalid syntax",
                quoted(text)
            )
        }),
        Format::Time => time_fault("2006-01-02T15:04:05Z07:00", text).map(|why| {
            format!("expected \"{key}\" to be a valid RFC3339 date, got {}: {why}", quoted(text))
        }),
        Format::Port | Format::PortOrZero => None,
    }
}

/// A range of addresses, in the words of the provider.
fn cidr(kind: Format, text: &str) -> Option<String> {
    let (unread, version, is_other) = match kind {
        Format::Cidr4 => ("IPv4 ", "IPv4 ", not_cidr(text, |v4| v4)),
        Format::CidrOf4 => ("", "IPv4 ", not_cidr(text, |v4| v4)),
        Format::Cidr6 => ("IPv6 ", "IPv6 ", not_cidr(text, |v4| !v4)),
        Format::CidrOf6 => ("", "IPv6 ", not_cidr(text, |v4| !v4)),
        _ => ("", "", false),
    };
    let shown = quoted(text);
    if not_cidr(text, |_| true) {
        return Some(format!(
            "{shown} is not a valid {unread}CIDR block: invalid CIDR address: {text}"
        ));
    }
    if is_other {
        return Some(format!("{shown} is not a valid {version}CIDR block"));
    }
    let network = other_network(text)?;
    Some(format!("{shown} is not a valid {version}CIDR block; did you mean \"{network}\"?"))
}

/// A network, in the words of the SDK.
fn cidr_value(key: &str, text: &str) -> Option<String> {
    if not_cidr(text, |_| true) {
        return Some(format!(
            "expected {key} to contain a valid Value, got: {text} with err: invalid CIDR address: {text}"
        ));
    }
    let network = other_network(text)?;
    Some(format!("expected {key} to contain a valid network Value, expected {network}, got {text}"))
}

fn framework_format(kind: Format, key: &str, text: &str) -> Option<(String, String)> {
    let told = |summary: &str, detail: String| Some((summary.to_owned(), detail));
    match kind {
        Format::Arn if Arn::parse(text).is_err() => told(
            "Invalid ARN Value",
            format!("The provided value cannot be parsed as an ARN.\n\nPath: {key}\nValue: {text}"),
        ),
        Format::Json if json_fault(text).is_some() => told(
            "Invalid JSON String Value",
            format!(
                "A string value was provided that is not valid JSON string format (RFC 7159).\n\nGiven Value: {text}\n"
            ),
        ),
        Format::Policy if json_fault(text).is_some() => told(
            "Invalid IAM Policy Value",
            format!(
                "The provided value is not valid JSON string format (RFC 7159).\n\nPath: {key}\nValue: {text}"
            ),
        ),
        Format::Cidr4 if not_cidr(text, |v4| v4) || other_network(text).is_some() => told(
            "Invalid Attribute Value",
            format!(
                "Attribute {key} value must be a valid IPv4 CIDR that represents a network address, got: {text}"
            ),
        ),
        Format::Cidr6 if not_cidr(text, |v4| !v4) || other_network(text).is_some() => told(
            "Invalid Attribute Value",
            format!(
                "Attribute {key} value must be a valid IPv6 CIDR that represents a network address, got: {text}"
            ),
        ),
        Format::Account if !is_account(text) => told(
            "Invalid Attribute Value",
            format!("Attribute {key} value must be a valid AWS account ID, got: {text}"),
        ),
        _ => None,
    }
}

/// What the provider's own check of a name finds, in its words.
fn arn_fault(text: &str) -> Option<String> {
    const PARTITION: &str = "^aws(-[a-z]+)*$";
    const REGION: &str = r"^[a-z]{2}(-[a-z]+)+-\d{1,2}$";
    const ACCOUNT: &str = r"^(aws|aws-managed|third-party|aws-marketplace|\d{12}|cw.{10})$";
    let arn = match Arn::parse(text) {
        Ok(arn) => arn,
        Err(why) => return Some(why.to_owned()),
    };
    let misses = |pattern: &str, part: &str| {
        compiled(pattern).is_some_and(|pattern| !pattern.is_match(part))
    };
    let wrong = |what: &str, pattern: &str| {
        Some(format!("invalid {what} value (expecting to match regular expression: {pattern})"))
    };
    if arn.partition.is_empty() {
        Some("missing partition value".to_owned())
    } else if misses(PARTITION, arn.partition) {
        wrong("partition", PARTITION)
    } else if !arn.region.is_empty() && misses(REGION, arn.region) {
        wrong("region", REGION)
    } else if !arn.account.is_empty() && misses(ACCOUNT, arn.account) {
        wrong("account ID", ACCOUNT)
    } else if arn.resource.is_empty() {
        Some("missing resource value".to_owned())
    } else {
        None
    }
}

/// What Go's decoder says of a text that is no JSON.
fn json_fault(text: &str) -> Option<String> {
    fault(text).map(|fault| fault.text)
}

/// What the provider says of a text that is no policy.
fn policy_fault(text: &str) -> Option<String> {
    match text.bytes().next() {
        Some(b'{') => {
            fault(text).map(|Fault { text, offset }| format!("{text}, at byte offset {offset}"))
        }
        Some(b' ' | b'\t' | b'\r' | b'\n') => {
            Some("leading space characters are not allowed".to_owned())
        }
        Some(b'"') => {
            let content: Option<String> = serde_json::from_str(text).ok();
            let hint = match content {
                Some(content) if content.ends_with(".json") => {
                    " (have you passed a JSON-encoded filename instead of the content of that file?)"
                }
                Some(content) if fault(&content).is_none() => {
                    " (have you double-encoded your JSON data?)"
                }
                Some(_) | None => "",
            };
            Some(format!("contains a JSON-encoded string, not a JSON-encoded object{hint}"))
        }
        Some(b'[') => Some("contains a JSON array, not a JSON object".to_owned()),
        Some(_) | None => Some("not a JSON object".to_owned()),
    }
}

/// The network that a range of addresses belongs to, where the range is not written as one.
fn other_network(text: &str) -> Option<String> {
    let (address, bits) = text.split_once('/')?;
    let bits: u32 = bits.parse().ok()?;
    let network = match address.parse().ok()? {
        IpAddr::V4(address) => {
            let mask = u32::MAX.checked_shl(32_u32.checked_sub(bits)?).unwrap_or(0);
            IpAddr::V4((address.to_bits() & mask).into())
        }
        IpAddr::V6(address) => {
            let mask = u128::MAX.checked_shl(128_u32.checked_sub(bits)?).unwrap_or(0);
            IpAddr::V6((address.to_bits() & mask).into())
        }
    };
    let network = format!("{network}/{bits}");
    let written = address.parse::<IpAddr>().ok()?;
    (format!("{written}/{bits}") != network).then_some(network)
}

fn not_cidr(text: &str, wanted: fn(bool) -> bool) -> bool {
    let Some((address, bits)) = text.split_once('/') else { return true };
    let Ok(address) = address.parse::<IpAddr>() else { return true };
    let most = if address.is_ipv4() { 32 } else { 128 };
    let fits = bits.parse::<u8>().is_ok_and(|bits| bits <= most)
        && bits.bytes().all(|byte| byte.is_ascii_digit());
    !fits || !wanted(address.is_ipv4())
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_region(text: &str) -> bool {
    compiled(r"^[a-z]{2}(-[a-z]+)+-\d{1,2}$").is_some_and(|pattern| pattern.is_match(text))
}

/// A pattern of the table, compiled once: an edited module is checked again and again.
fn compiled(pattern: &str) -> Option<Arc<Regex>> {
    static KNOWN: Mutex<BTreeMap<String, Option<Arc<Regex>>>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(found) = known.get(pattern) {
        return found.clone();
    }
    let fresh = Regex::new(pattern).ok().map(Arc::new);
    known.insert(pattern.to_owned(), fresh.clone());
    fresh
}

/// A string as Go quotes it.
fn quoted(text: &str) -> String {
    format!("{text:?}").replace("\\'", "'")
}
