//! Amazon Resource Names.

use dryrun_cty::Value;

/// The parts of a name: `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Arn<'a> {
    pub(super) partition: &'a str,
    pub(super) service: &'a str,
    pub(super) region: &'a str,
    pub(super) account: &'a str,
    pub(super) resource: &'a str,
}

impl<'a> Arn<'a> {
    /// Splits a name; the error is in AWS's words.
    pub(super) fn parse(text: &'a str) -> Result<Self, &'static str> {
        let rest = text.strip_prefix("arn:").ok_or("arn: invalid prefix")?;
        let mut parts = rest.splitn(5, ':');
        let mut part = || parts.next().ok_or("arn: not enough sections");
        Ok(Self {
            partition: part()?,
            service: part()?,
            region: part()?,
            account: part()?,
            resource: part()?,
        })
    }
}

/// A provider function; `None`: there is no such function.
pub(super) fn call(name: &str, arguments: &[Value]) -> Option<Result<Value, String>> {
    let texts: Vec<&str> =
        arguments.iter().map(|argument| argument.as_str().unwrap_or_default()).collect();
    match (name, texts.as_slice()) {
        ("arn_parse", [text]) => Some(parse(text).map_err(str::to_owned)),
        ("arn_build", [_, _, _, _, _]) => {
            Some(Ok(Value::string(format!("arn:{}", texts.join(":")))))
        }
        ("trim_iam_role_path", [text]) => Some(trim_role_path(text).map_err(str::to_owned)),
        _ => None,
    }
}

fn parse(text: &str) -> Result<Value, &'static str> {
    let arn = Arn::parse(text)?;
    let members = [
        ("account_id", arn.account),
        ("partition", arn.partition),
        ("region", arn.region),
        ("resource", arn.resource),
        ("service", arn.service),
    ];
    Ok(Value::object(members.map(|(name, part)| (name, Value::string(part)))))
}

/// The name of a role without the path before its last part.
fn trim_role_path(text: &str) -> Result<Value, &'static str> {
    let arn = Arn::parse(text)?;
    if arn.service != "iam" {
        return Err("service must be \"iam\"");
    }
    if !arn.region.is_empty() {
        return Err("region must be empty");
    }
    let path = arn.resource.strip_prefix("role/").ok_or("resource must begin with \"role/\"")?;
    let name = path.rsplit('/').next().unwrap_or(path);
    Ok(Value::string(format!("arn:{}:iam::{}:role/{name}", arn.partition, arn.account)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn called(name: &str, arguments: &[&str]) -> Result<Value, String> {
        let arguments: Vec<Value> = arguments.iter().map(|text| Value::string(*text)).collect();
        call(name, &arguments).unwrap()
    }

    #[test]
    fn functions() {
        let parsed = called("arn_parse", &["arn:aws:iam::123:role/x:y"]).unwrap();
        assert_eq!(parsed.entries().unwrap().get("resource").unwrap().as_str(), Some("role/x:y"));
        assert_eq!(
            called("arn_parse", &["arn:aws:iam"]),
            Err("arn: not enough sections".to_owned())
        );
        let built = called("arn_build", &["aws", "iam", "", "123", "role/x"]).unwrap();
        assert_eq!(built.as_str(), Some("arn:aws:iam::123:role/x"));
        let trimmed =
            called("trim_iam_role_path", &["arn:aws:iam::4:role/with/path/example"]).unwrap();
        assert_eq!(trimmed.as_str(), Some("arn:aws:iam::4:role/example"));
        assert_eq!(called("trim_iam_role_path", &["foo"]), Err("arn: invalid prefix".to_owned()));
        assert_eq!(call("nothing", &[]), None);
    }
}
