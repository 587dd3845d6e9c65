//! A Content-Security-Policy for a page: scripts of the site and those that mdBook wrote into it, and nothing else.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};

/// The policy of a page: each script that stands in it is allowed by its hash.
///
/// Styles may stand in the page, for mdBook and the editor set them there. `'wasm-unsafe-eval'` is what browsers ask for to
/// compile WebAssembly; it allows no script.
#[must_use]
pub fn policy(page: &str) -> String {
    let mut scripts: Vec<String> = inline_scripts(page).map(hash).collect();
    scripts.sort();
    scripts.dedup();
    let scripts: String = scripts.iter().map(|hash| format!(" '{hash}'")).collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; worker-src 'self'; connect-src 'self'; \
         style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; frame-src 'self'; manifest-src 'self'; \
         base-uri 'self'; form-action 'self'"
    )
}

/// The page with its policy in its head, for hosts that send no headers of ours.
pub(super) fn protect(page: &str) -> String {
    let Some(at) = page.find("<head>").map(|at| at + "<head>".len()) else {
        return page.to_owned();
    };
    let (before, after) = page.split_at(at);
    format!(
        "{before}<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">{after}",
        policy(page)
    )
}

fn hash(script: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(script)))
}

/// The texts of scripts that stand in the page itself. Data is no script: browsers do not run it.
fn inline_scripts(page: &str) -> impl Iterator<Item = &str> {
    page.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (text, _) = rest.split_once("</script>")?;
        let runs = !attributes.contains("src=") && !attributes.contains("application/json");
        runs.then_some(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_that_run_are_allowed() {
        let page = "<script>a()</script><script src=\"b.js\"></script>\
                    <script type=\"application/json\">{}</script>";
        let policy = policy(page);
        assert_eq!(policy.matches("sha256-").count(), 1);
        assert!(policy.contains(&hash("a()")), "{policy}");
    }

    /// The digest that the specification of subresource integrity gives as its example.
    #[test]
    fn hashes_are_those_of_browsers() {
        assert_eq!(
            hash("alert('Hello, world.');"),
            "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
        );
    }
}
