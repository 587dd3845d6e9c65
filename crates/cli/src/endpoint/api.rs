//! One signed call of the Step Functions API (JSON 1.0, Signature Version 4).

use std::fmt;
use std::time::{Duration, SystemTime};

use anyhow::{Context as _, Result, bail};
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;
use serde_json::Value;
use ureq::Agent;
use ureq::http::Uri;

use super::credentials::{Account, Place, Sources, Wish};

/// A call may be a synchronous execution of an Express machine, which takes up to five minutes.
const LONGEST_CALL: Duration = Duration::from_secs(330);

/// An answer is at most a page of events with their data.
const LARGEST_ANSWER: u64 = 64 << 20;

/// Says `aws` instead of a URL: the service itself, in the region.
const AWS: &str = "aws";

/// A Step Functions API.
#[derive(Debug, Clone)]
pub struct Client {
    agent: Agent,
    account: Account,
    url: Uri,
}

/// What the API refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its name, such as `InvalidDefinition`.
    pub code: String,
    /// What it says.
    pub message: String,
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message.as_str() {
            "" => f.write_str(&self.code),
            message => write!(f, "{}: {message}", self.code),
        }
    }
}

impl std::error::Error for Refused {}

impl Client {
    /// The API at a URL; `aws` is the service itself.
    ///
    /// # Errors
    /// When the URL is none, or keys or region are missing.
    pub fn at(url: &str, profile: Option<&str>, region: Option<&str>) -> Result<Self> {
        let sources = Sources::read()?;
        let given = if url == AWS { None } else { Some(read(url)?) };
        let host = given.as_ref().and_then(Uri::host).unwrap_or_default();
        let wish = Wish { profile, region, of_url: region_of(host), place: place(host) };
        let account = sources.account(wish)?;
        let url = match given {
            Some(url) => url,
            None => read(&service(&account.region))?,
        };
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(Duration::from_secs(10)))
            .timeout_global(Some(LONGEST_CALL))
            .user_agent(concat!("dryrun/", env!("CARGO_PKG_VERSION")))
            .build()
            .into();
        Ok(Self { agent, account, url })
    }

    /// Whether this is AWS, where roles are real and executions cost money.
    #[must_use]
    pub fn is_aws(&self) -> bool {
        is_aws(self.url.host().unwrap_or_default())
    }

    /// The same API at the host of synchronous executions, which AWS keeps apart.
    ///
    /// # Errors
    /// When the URL cannot be formed.
    pub fn synchronous(&self) -> Result<Self> {
        if !self.is_aws() {
            return Ok(self.clone());
        }
        let url = read(&self.url.to_string().replacen("://", "://sync-", 1))?;
        Ok(Self { url, ..self.clone() })
    }

    /// Calls an action, such as `CreateStateMachine`.
    ///
    /// # Errors
    /// [`Refused`] when the API refuses; otherwise why there is no answer.
    pub fn call(&self, action: &str, body: &Value) -> Result<Value> {
        let body = body.to_string();
        let url = self.url.to_string();
        let target = format!("AWSStepFunctions.{action}");
        let headers =
            [("content-type", "application/x-amz-json-1.0"), ("x-amz-target", target.as_str())];
        let mut request = self.agent.post(&url);
        for (name, value) in headers {
            request = request.header(name, value);
        }
        for (name, value) in self.signature(&url, &headers, body.as_bytes())? {
            request = request.header(name, value);
        }
        let mut response =
            request.send(body.as_bytes()).with_context(|| format!("no answer from {url}"))?;
        let status = response.status();
        let text = response
            .body_mut()
            .with_config()
            .limit(LARGEST_ANSWER)
            .read_to_string()
            .with_context(|| format!("the answer of {url} cannot be read"))?;
        if !status.is_success() {
            let unnamed =
                || Refused { code: format!("{url} answers {status}"), message: said(&text) };
            return Err(refusal(&text).unwrap_or_else(unnamed).into());
        }
        serde_json::from_str(&text)
            .with_context(|| format!("{url} answers {status} with something that is no JSON"))
    }

    fn signature(
        &self,
        url: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Vec<(String, String)>> {
        let identity = self.account.credentials.clone().into();
        let parameters = SigningParams::builder()
            .identity(&identity)
            .region(&self.account.region)
            .name("states")
            .time(SystemTime::now())
            .settings(SigningSettings::default())
            .build()?
            .into();
        let request =
            SignableRequest::new("POST", url, headers.iter().copied(), SignableBody::Bytes(body))?;
        let (instructions, _) = sign(request, &parameters)?.into_parts();
        Ok(instructions
            .headers()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect())
    }
}

fn read(url: &str) -> Result<Uri> {
    let uri: Uri = url.parse().with_context(|| format!("--endpoint-url: `{url}` is no URL"))?;
    match uri.scheme_str() {
        Some("http" | "https") if uri.host().is_some_and(|host| !host.is_empty()) => Ok(uri),
        Some(_) | None => {
            bail!("--endpoint-url: `{url}` is no URL such as http://127.0.0.1:4566, and not `aws`")
        }
    }
}

fn service(region: &str) -> String {
    let suffix = if region.starts_with("cn-") { "amazonaws.com.cn" } else { "amazonaws.com" };
    format!("https://states.{region}.{suffix}/")
}

fn is_aws(host: &str) -> bool {
    [".amazonaws.com", ".amazonaws.com.cn", ".api.aws"].iter().any(|end| host.ends_with(end))
}

/// `us-east-1` of `states.us-east-1.amazonaws.com`.
fn region_of(host: &str) -> Option<&str> {
    host.split('.').nth(1).filter(|_| is_aws(host) && host.split('.').count() > 3)
}

fn place(host: &str) -> Place {
    let local = host == "localhost"
        || host == "[::1]"
        || host.starts_with("127.")
        || host.ends_with(".localhost")
        || host.ends_with(".localstack.cloud");
    if local { Place::Here } else { Place::There }
}

/// `{"__type": "com.amazonaws.states#InvalidArn", "message": …}`
fn refusal(text: &str) -> Option<Refused> {
    let answer: Value = serde_json::from_str(text).ok()?;
    let word = |name: &str| answer.get(name).and_then(Value::as_str);
    let code = word("__type").or_else(|| word("code"))?;
    let code = code.rsplit('#').next().unwrap_or(code).to_owned();
    let message = word("message").or_else(|| word("Message")).unwrap_or_default().to_owned();
    Some(Refused { code, message })
}

/// What an answer without a code says: its message, or its first line.
fn said(text: &str) -> String {
    let answer: Option<Value> = serde_json::from_str(text).ok();
    let message = answer.as_ref().and_then(|answer| answer.get("message")?.as_str());
    message.or_else(|| text.lines().next()).unwrap_or_default().chars().take(400).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_of_hosts() {
        assert_eq!(region_of("states.eu-west-1.amazonaws.com"), Some("eu-west-1"));
        assert_eq!(region_of("vpce-1.states.example.com"), None);
        assert_eq!(region_of("127.0.0.1"), None);
        assert_eq!(place("localhost"), Place::Here);
        assert_eq!(place("states.eu-west-1.amazonaws.com"), Place::There);
    }

    #[test]
    fn refusals_lose_their_namespace() {
        let text = r#"{"__type": "com.amazonaws.states#InvalidArn", "message": "Invalid Arn"}"#;
        assert_eq!(refusal(text).expect("a refusal").to_string(), "InvalidArn: Invalid Arn");
        assert_eq!(refusal("<html>"), None);
    }

    #[test]
    fn urls_are_checked() {
        for wrong in ["", "localhost", "ftp://a", "://", "http://"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
