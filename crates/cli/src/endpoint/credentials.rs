//! Keys and region, found where the `aws` command finds them: the environment, `~/.aws/credentials`, `~/.aws/config`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use aws_credential_types::Credentials;

/// Who asks, and in which region.
#[derive(Debug, Clone)]
pub struct Account {
    /// The keys that sign.
    pub credentials: Credentials,
    /// The region that is signed for.
    pub region: String,
}

/// What the command line says of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish<'a> {
    /// `--profile`
    pub profile: Option<&'a str>,
    /// `--region`
    pub region: Option<&'a str>,
    /// The region in the endpoint's host name.
    pub of_url: Option<&'a str>,
    /// Whether the endpoint is on this machine, where any keys do.
    pub place: Place,
}

/// Where an endpoint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// On this machine: moto, LocalStack.
    Here,
    /// Anywhere else.
    #[default]
    There,
}

/// Sections of an INI file.
type Sections = BTreeMap<String, BTreeMap<String, String>>;

/// Where keys and regions are looked for.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    environment: BTreeMap<String, String>,
    credentials: Sections,
    config: Sections,
}

impl Sources {
    /// Reads the environment's `AWS_…` variables and the files; files that are not there are empty.
    ///
    /// # Errors
    /// When a file is there and cannot be read.
    pub fn read() -> Result<Self> {
        let environment: BTreeMap<String, String> = std::env::vars()
            .filter(|(name, value)| name.starts_with("AWS_") && !value.is_empty())
            .collect();
        let home =
            ["HOME", "USERPROFILE"].into_iter().find_map(std::env::var_os).map(PathBuf::from);
        let file = |variable: &str, name: &str| match environment.get(variable) {
            Some(path) => Some(PathBuf::from(path)),
            None => home.as_ref().map(|home| home.join(".aws").join(name)),
        };
        let credentials =
            sections_of(file("AWS_SHARED_CREDENTIALS_FILE", "credentials").as_deref())?;
        let config = sections_of(file("AWS_CONFIG_FILE", "config").as_deref())?;
        Ok(Self { environment, credentials, config })
    }

    fn variable(&self, name: &str) -> Option<&str> {
        self.environment.get(name).map(String::as_str)
    }

    /// Keys and region for a wish.
    ///
    /// # Errors
    /// When there are none: what was looked at, and what to do.
    pub fn account(&self, wish: Wish<'_>) -> Result<Account> {
        Ok(Account { credentials: self.credentials(wish)?, region: self.region(wish)? })
    }

    /// A profile that is named wins over keys of the environment, as for the `aws` command.
    fn credentials(&self, wish: Wish<'_>) -> Result<Credentials> {
        if let Some(profile) = wish.profile {
            return self.profile_keys(profile)?.with_context(|| self.no_profile(profile));
        }
        let (key, secret) =
            (self.variable("AWS_ACCESS_KEY_ID"), self.variable("AWS_SECRET_ACCESS_KEY"));
        match (key, secret) {
            (Some(key), Some(secret)) => {
                return Ok(keys(key, secret, self.variable("AWS_SESSION_TOKEN")));
            }
            (Some(_), None) => bail!("AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not"),
            (None, Some(_)) => bail!("AWS_SECRET_ACCESS_KEY is set, but AWS_ACCESS_KEY_ID is not"),
            (None, None) => {}
        }
        let named = self.variable("AWS_PROFILE");
        match (self.profile_keys(named.unwrap_or("default"))?, named, wish.place) {
            (Some(found), ..) => Ok(found),
            (None, Some(profile), _) => bail!(self.no_profile(profile)),
            // Simulators take any keys.
            (None, None, Place::Here) => Ok(keys("test", "test", None)),
            (None, None, Place::There) => bail!(
                "there are no AWS keys: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile of ~/.aws with `--profile`"
            ),
        }
    }

    fn profile_keys(&self, profile: &str) -> Result<Option<Credentials>> {
        let found = self.profile(profile);
        if found.is_empty() {
            return Ok(None);
        }
        let setting =
            |name: &str| found.iter().find_map(|section| section.get(name)).map(String::as_str);
        if let (Some(key), Some(secret)) =
            (setting("aws_access_key_id"), setting("aws_secret_access_key"))
        {
            return Ok(Some(keys(key, secret, setting("aws_session_token"))));
        }
        let other = [
            "sso_session",
            "sso_start_url",
            "role_arn",
            "credential_process",
            "web_identity_token_file",
            "login_session",
        ];
        match other.into_iter().find(|name| setting(name).is_some()) {
            Some(name) => bail!(
                "the profile `{profile}` gets its keys by `{name}`; run `eval \"$(aws configure export-credentials --profile {profile} --format env)\"` and leave `--profile` out"
            ),
            None if profile == "default" => Ok(None),
            None => {
                bail!("the profile `{profile}` has no aws_access_key_id and aws_secret_access_key")
            }
        }
    }

    /// A profile's sections: that of `credentials` wins over that of `config`.
    fn profile(&self, name: &str) -> Vec<&BTreeMap<String, String>> {
        let in_config = format!("profile {name}");
        let bare = (name == "default").then_some("default");
        let config = [Some(in_config.as_str()), bare].into_iter().flatten();
        let found = config.filter_map(|section| self.config.get(section));
        self.credentials.get(name).into_iter().chain(found).collect()
    }

    fn no_profile(&self, name: &str) -> String {
        let config =
            self.config.keys().map(|section| section.strip_prefix("profile ").unwrap_or(section));
        let all: std::collections::BTreeSet<&str> =
            self.credentials.keys().map(String::as_str).chain(config).collect();
        let all: Vec<&str> = all.into_iter().collect();
        match dryrun_diag::nearest(name, all.iter().copied()) {
            Some(near) => format!("there is no profile `{name}` in ~/.aws; did you mean `{near}`?"),
            None if all.is_empty() => format!("there is no profile `{name}`: ~/.aws has none"),
            None => format!("there is no profile `{name}` in ~/.aws; there are {}", all.join(", ")),
        }
    }

    fn region(&self, wish: Wish<'_>) -> Result<String> {
        let profile = wish.profile.or_else(|| self.variable("AWS_PROFILE")).unwrap_or("default");
        let of_profile =
            self.profile(profile).into_iter().find_map(|section| section.get("region"));
        let found = wish
            .region
            .or(wish.of_url)
            .or_else(|| self.variable("AWS_REGION"))
            .or_else(|| self.variable("AWS_DEFAULT_REGION"))
            .or(of_profile.map(String::as_str));
        match (found, wish.place) {
            (Some(region), _) => Ok(region.to_owned()),
            (None, Place::Here) => Ok("us-east-1".to_owned()),
            (None, Place::There) => bail!("there is no region: give `--region`, or set AWS_REGION"),
        }
    }
}

fn keys(key: &str, secret: &str, token: Option<&str>) -> Credentials {
    Credentials::new(key, secret, token.map(str::to_owned), None, "dryrun")
}

fn sections_of(file: Option<&Path>) -> Result<Sections> {
    let Some(file) = file.filter(|file| file.exists()) else { return Ok(Sections::new()) };
    let text =
        fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(sections(&text))
}

/// Reads the INI form of these files: indented lines belong to nested settings, which hold no keys.
fn sections(text: &str) -> Sections {
    let mut found = Sections::new();
    let mut current = String::new();
    for line in text.lines().filter(|line| !line.starts_with([' ', '\t', '#', ';'])) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.split(']').next()) {
            current = name.split_whitespace().collect::<Vec<_>>().join(" ");
            found.entry(current.clone()).or_default();
        } else if let Some((name, value)) = line.split_once('=') {
            let section = found.entry(current.clone()).or_default();
            section.insert(name.trim().to_ascii_lowercase(), value.trim().to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(environment: &[(&str, &str)]) -> Sources {
        Sources {
            environment: environment
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            credentials: sections(
                "# keys\n[default]\naws_access_key_id = AKD\naws_secret_access_key=sd=\n\n[work]\naws_access_key_id=AKW\naws_secret_access_key=sw\naws_session_token=tw\n",
            ),
            config: sections(
                "[default]\nregion = eu-west-1\ns3 =\n  region = nested\n[profile work]\nregion=eu-north-1\n[profile  people]\nsso_session = x\n[profile bare]\noutput=json\n",
            ),
        }
    }

    fn key(found: Result<Account>) -> String {
        found.map_or_else(
            |error| error.to_string(),
            |account| format!("{} {}", account.credentials.access_key_id(), account.region),
        )
    }

    #[test]
    fn the_environment_wins_over_files_and_a_named_profile_over_both() {
        let set = [
            ("AWS_ACCESS_KEY_ID", "AKE"),
            ("AWS_SECRET_ACCESS_KEY", "se"),
            ("AWS_REGION", "us-west-2"),
        ];
        assert_eq!(key(sources(&set).account(Wish::default())), "AKE us-west-2");
        let work = Wish { profile: Some("work"), ..Wish::default() };
        assert_eq!(key(sources(&set).account(work)), "AKW us-west-2");
        assert_eq!(key(sources(&[]).account(work)), "AKW eu-north-1");
        assert_eq!(key(sources(&[]).account(Wish::default())), "AKD eu-west-1");
        assert_eq!(
            key(sources(&[("AWS_PROFILE", "work")]).account(Wish::default())),
            "AKW eu-north-1"
        );
        let of_url = Wish { of_url: Some("ap-south-1"), ..work };
        assert_eq!(key(sources(&set).account(of_url)), "AKW ap-south-1");
    }

    #[test]
    fn what_is_missing_is_said() {
        let profile = |name| Wish { profile: Some(name), ..Wish::default() };
        assert_eq!(
            key(sources(&[]).account(profile("wrok"))),
            "there is no profile `wrok` in ~/.aws; did you mean `work`?"
        );
        assert!(
            key(sources(&[]).account(profile("people")))
                .contains("gets its keys by `sso_session`; run `eval")
        );
        assert!(key(sources(&[]).account(profile("bare"))).contains("has no aws_access_key_id"));
        assert!(
            key(sources(&[("AWS_ACCESS_KEY_ID", "A")]).account(Wish::default()))
                .contains("AWS_SECRET_ACCESS_KEY is not")
        );
        assert!(
            key(Sources::default().account(Wish::default())).starts_with("there are no AWS keys")
        );
        let here = Wish { place: Place::Here, ..Wish::default() };
        assert_eq!(key(Sources::default().account(here)), "test us-east-1");
    }
}
