//! `dryrun serve`: build, serve on loopback, build again on every change, reload the pages.

use std::fs::File;
use std::io::{Read, Write as _};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, anyhow};
use notify::{RecursiveMode, Watcher as _};
use tiny_http::{HTTPVersion, Header, Method, Request, Response, Server};

use super::build::{build, html_dir};
use super::print;
use crate::Exit;
use crate::args::{Common, ServeArgs};
use crate::files::Allowed;
use crate::memo::Memo;
use crate::page::{Protection, html, policy};
use crate::project::{OnDifference, Project};
use crate::url::percent_decoded;

/// What the pages ask for: which build it is, and whether it failed.
#[derive(Default)]
struct State {
    memo: Arc<Memo>,
    version: AtomicU64,
    failure: Mutex<Option<String>>,
    allowed: Allowed,
    /// What pages may load and run, as a header: it knows the reload script, a built page does not.
    protection: Protection,
}

pub(super) fn run(common: &Common, args: &ServeArgs) -> Result<Exit> {
    let project = common.project()?;
    let protection = project.settings.protection;
    let state = Arc::new(State { allowed: common.allowed(), protection, ..State::default() });
    rebuild(&project, &state);
    let server = Server::http(("127.0.0.1", args.port)).map_err(|error| {
        anyhow!("cannot serve on port {}: {error}; `--port 0` takes a free one", args.port)
    })?;
    let address = server.server_addr().to_ip().context("the server has no address")?;
    print(&format!("http://{address}/  (Ctrl+C ends it)\n"));
    let folder = html_dir(&project);
    let watched = watch(&project, &state)?;
    let server = Arc::new(server);
    let workers: Vec<_> = (0..4)
        .map(|_| {
            let (server, state, folder) = (Arc::clone(&server), Arc::clone(&state), folder.clone());
            thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    // A browser that went away while it was answered is no problem of ours.
                    let _ = answer(request, &folder, &state);
                }
            })
        })
        .collect();
    for worker in workers {
        let _ = worker.join();
    }
    drop(watched);
    Ok(Exit::Right)
}

fn rebuild(project: &Project, state: &State) {
    let fresh = Project::open(&project.root).and_then(|mut project| {
        project.settings.protection = Protection::None;
        build(&project, Some(OnDifference::Warn), state.allowed.clone(), &state.memo)
    });
    let failure = fresh.err().map(|error| format!("{error:#}"));
    if let Some(failure) = &failure {
        eprintln!("error: {failure}");
    }
    *state.failure.lock().unwrap_or_else(PoisonError::into_inner) = failure;
    state.version.fetch_add(1, Ordering::SeqCst);
}

/// Quiet time after a change before building: editors write in several steps.
const SETTLE: Duration = Duration::from_millis(80);

fn watch(project: &Project, state: &Arc<State>) -> Result<notify::RecommendedWatcher> {
    let (sender, receiver) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            let _ = sender.send(());
        }
    })?;
    watcher.watch(&project.source(), RecursiveMode::Recursive)?;
    watcher.watch(&project.root.join("book.toml"), RecursiveMode::NonRecursive)?;
    let (project, state) = (project.clone(), Arc::clone(state));
    thread::spawn(move || {
        while receiver.recv().is_ok() {
            while receiver.recv_timeout(SETTLE).is_ok() {}
            rebuild(&project, &state);
        }
    });
    Ok(watcher)
}

/// Where pages ask for the state of the build.
const STATE: &str = "/__dryrun";

/// Asks for the state twice a second; reloads on a build newer than the page's own, shows a failed one.
const RELOAD: &str = r#"<script>(function(){var v=VERSION;setInterval(function(){fetch("/__dryrun").then(function(r){return r.json()}).then(function(s){
var b=document.getElementById("dryrun-failure");
if(s.failure){if(!b){b=document.createElement("pre");b.id="dryrun-failure";b.setAttribute("role","alert");b.style.cssText="position:fixed;inset:auto 0 0 0;margin:0;padding:1em;background:#b00020;color:#fff;z-index:9999;white-space:pre-wrap";document.body.appendChild(b)}b.textContent=s.failure}
else if(b){b.remove()}
if(s.version!==v&&!s.failure)location.reload()}).catch(function(){})},500)})()</script>"#;

/// The script for a page of this build.
fn reload(state: &State) -> String {
    RELOAD.replace("VERSION", &state.version.load(Ordering::SeqCst).to_string())
}

fn answer(request: Request, folder: &Path, state: &State) -> std::io::Result<()> {
    let url = request.url().split(['?', '#']).next().unwrap_or_default().to_owned();
    if url == STATE {
        let failure = state.failure.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let body = serde_json::json!({"version": state.version.load(Ordering::SeqCst), "failure": failure}).to_string();
        return send(
            request,
            Response::from_string(body).with_header(content_type("application/json")),
        );
    }
    let Some(file) = resolve(folder, &url) else {
        let body = format!(
            "<!doctype html><title>Not found</title><p>There is no page {}.</p>{}",
            html(&url),
            reload(state)
        );
        return send(
            request,
            Response::from_string(body)
                .with_status_code(404)
                .with_header(content_type("text/html; charset=utf-8")),
        );
    };
    let kind = mime(&file);
    if kind.starts_with("text/html") {
        // Taken before the page is read: a build that ends in between makes the page reload once more, never once less.
        let script = reload(state);
        let page = std::fs::read_to_string(&file)?;
        let page = match page.rfind("</body>") {
            Some(at) => format!(
                "{}{script}{}",
                page.get(..at).unwrap_or_default(),
                page.get(at..).unwrap_or_default()
            ),
            None => page + &script,
        };
        let protected = protected(state, &page);
        return send(request, with(Response::from_string(page), kind, protected));
    }
    send(request, with(Response::from_file(File::open(&file)?), kind, protected(state, "")))
}

/// Answers as HTTP/1.0, so that the browser closes the connection and the thread behind it is free.
///
/// `tiny_http` may leave a new connection waiting for a thread although none is idle: one that was woken for an earlier
/// connection still counts. With connections kept alive no thread would ever come back for it.
fn send<R: Read>(request: Request, response: Response<R>) -> std::io::Result<()> {
    let headers = request.headers().to_vec();
    let head_only = *request.method() == Method::Head;
    let mut writer = request.into_writer();
    response.raw_print(&mut writer, HTTPVersion(1, 0), &headers, head_only, None)?;
    writer.flush()
}

/// The policy of a page, or of a file without scripts in it (a worker obeys the policy of its own file).
fn protected(state: &State, page: &str) -> Option<Header> {
    (state.protection == Protection::Strict)
        .then(|| header("Content-Security-Policy", &policy(page)))
}

fn with<R: Read>(mut response: Response<R>, kind: &str, policy: Option<Header>) -> Response<R> {
    response.add_header(content_type(kind));
    policy.into_iter().for_each(|policy| response.add_header(policy));
    response
}

fn content_type(kind: &str) -> Header {
    header("Content-Type", kind)
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).unwrap_or_else(|()| unreachable!("our headers are ASCII"))
}

/// The file of a URL path; never outside of the folder.
fn resolve(folder: &Path, url: &str) -> Option<PathBuf> {
    let decoded = percent_decoded(url)?;
    let relative = Path::new(decoded.trim_start_matches('/'));
    if relative.components().any(|part| !matches!(part, Component::Normal(_))) {
        return None;
    }
    let file = folder.join(relative);
    let file = if file.is_dir() { file.join("index.html") } else { file };
    file.is_file().then_some(file)
}

fn mime(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "wasm" => "application/wasm",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_stay_in_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a b.html"), "x").unwrap();
        assert!(resolve(folder.path(), "/a%20b.html").is_some());
        for url in ["/../x", "/%2e%2e/x", "//etc/passwd", "/nope", "/%zz"] {
            assert_eq!(resolve(folder.path(), url), None, "{url}");
        }
    }
}
