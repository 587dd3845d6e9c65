//! Lambda handlers as programs of this machine: Python and Node, only where the user allows it.
//!
//! A handler gets a folder of its own, Lambda's event and context, and an environment without anything of the user's but
//! `PATH`: no keys, no home. Each call is a cold start.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use dryrun_engine::{Invocation, Invoked};
use serde_json::json;

/// Whether code of examples may run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Programs {
    /// No.
    #[default]
    Refused,
    /// Yes: `--allow-run`, or `allow-run` in `book.toml`.
    Allowed,
}

/// Seconds that a handler may take, the start of its program included.
const PATIENCE: u64 = 30;

/// A larger response is an error, as on Lambda.
const LARGEST: u64 = 6 << 20;

const PYTHON: &str = include_str!("handlers/driver.py");
const NODE: &str = include_str!("handlers/driver.mjs");

/// Runs a handler once.
#[must_use]
pub fn invoke(programs: Programs, invocation: &Invocation<'_>) -> Invoked {
    match programs {
        Programs::Refused => Invoked::Refused(
            "`--allow-run` runs it (in a book: `allow-run = true` under [preprocessor.dryrun])"
                .to_owned(),
        ),
        Programs::Allowed => run(invocation)
            .unwrap_or_else(|error| Invoked::Broken(format!("a program could not run: {error}"))),
    }
}

/// How a language is run.
struct Runtime {
    programs: &'static [&'static str],
    driver: &'static str,
    driver_name: &'static str,
    /// Name of the handler's file, and how the driver is told of it.
    file: String,
    module: String,
}

fn runtime(invocation: &Invocation<'_>) -> Option<Runtime> {
    let function = invocation.function;
    match invocation.language {
        "python" | "py" => Some(Runtime {
            programs: &["python3", "python"],
            driver: PYTHON,
            driver_name: "driver.py",
            file: format!("{function}.py"),
            module: function.to_owned(),
        }),
        "js" | "javascript" | "mjs" | "cjs" => {
            let suffix = if is_module(invocation.code) { "mjs" } else { "cjs" };
            let file = format!("{function}.{suffix}");
            Some(Runtime {
                programs: &["node"],
                driver: NODE,
                driver_name: "driver.mjs",
                module: file.clone(),
                file,
            })
        }
        _ => None,
    }
}

/// Whether JavaScript has imports or exports of its own, rather than `require` and `exports`.
fn is_module(code: &str) -> bool {
    code.lines().any(|line| line.starts_with("export ") || line.starts_with("import "))
}

fn run(invocation: &Invocation<'_>) -> io::Result<Invoked> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !invocation.function.chars().all(plain) {
        return Ok(Invoked::Broken("its name is no name of a function".to_owned()));
    }
    let Some(runtime) = runtime(invocation) else {
        return Ok(Invoked::Broken(format!("`{}` is not run here", invocation.language)));
    };
    let made = tempfile::tempdir()?;
    // The real path, so that it can be told apart in stack traces.
    let folder = fs::canonicalize(made.path())?;
    let drivers = tempfile::tempdir()?;
    let driver = fs::canonicalize(drivers.path())?.join(runtime.driver_name);
    fs::write(&driver, runtime.driver)?;
    fs::write(folder.join(&runtime.file), invocation.code)?;
    fs::write(folder.join("event.json"), invocation.event)?;
    let context = json!({
        "function": invocation.function,
        "arn": invocation.arn,
        "request": invocation.request_id,
        "seconds": PATIENCE,
    });
    fs::write(folder.join("context.json"), context.to_string())?;
    for program in runtime.programs {
        match start(program, &driver, &folder, &runtime.module, invocation) {
            Ok(child) => return finish(child, &folder, invocation),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(Invoked::Broken(format!("`{}` is not installed", runtime.programs.join("` or `"))))
}

fn start(
    program: &str,
    driver: &Path,
    folder: &Path,
    module: &str,
    invocation: &Invocation<'_>,
) -> io::Result<Child> {
    let log = File::create(folder.join("log.txt"))?;
    let mut command = Command::new(program);
    command.arg(driver).arg(folder).arg(module).current_dir(folder).stdin(Stdio::null());
    command.stdout(log.try_clone()?).stderr(log);
    command.env_clear();
    for kept in ["PATH", "SystemRoot", "LD_LIBRARY_PATH"] {
        command.envs(std::env::var_os(kept).map(|value| (kept, value)));
    }
    command.envs([
        ("AWS_LAMBDA_FUNCTION_NAME", invocation.function),
        ("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "128"),
        ("AWS_REGION", invocation.region),
        ("AWS_DEFAULT_REGION", invocation.region),
        ("LANG", "en_US.UTF-8"),
        ("PYTHONHASHSEED", "0"),
        ("TZ", ":UTC"),
    ]);
    command.spawn()
}

fn finish(mut child: Child, folder: &Path, invocation: &Invocation<'_>) -> io::Result<Invoked> {
    let end = Instant::now() + Duration::from_secs(PATIENCE);
    let exit = loop {
        if let Some(exit) = child.try_wait()? {
            break Some(exit);
        }
        if Instant::now() > end {
            child.kill()?;
            child.wait()?;
            break None;
        }
        thread::sleep(Duration::from_millis(2));
    };
    tell_log(folder, invocation.function);
    let error = |kind: &str, message: String| {
        Ok(Invoked::Threw(json!({"errorType": kind, "errorMessage": message}).to_string()))
    };
    let id = invocation.request_id;
    let Some(exit) = exit else {
        let text = format!("RequestId: {id} Error: Task timed out after {PATIENCE}.00 seconds");
        return error("Sandbox.Timedout", text);
    };
    let result = folder.join("result.json");
    if fs::metadata(&result).is_ok_and(|found| found.len() > LARGEST) {
        let text = format!(
            "Response payload size exceeded maximum allowed payload size ({LARGEST} bytes)."
        );
        return error("Function.ResponseSizeTooLarge", text);
    }
    if let Ok(text) = fs::read_to_string(&result) {
        return Ok(Invoked::Returned(text));
    }
    if let Ok(text) = fs::read_to_string(folder.join("error.json")) {
        return Ok(Invoked::Threw(text));
    }
    let how = match exit.code() {
        Some(0) => "Runtime exited without providing a reason".to_owned(),
        Some(code) => format!("Runtime exited with error: exit status {code}"),
        None => "Runtime exited with error: signal: killed".to_owned(),
    };
    error("Runtime.ExitError", format!("RequestId: {id} Error: {how}"))
}

/// Longest log of one call that is shown.
const LOG: usize = 64 << 10;

/// What the handler printed, on standard error.
fn tell_log(folder: &Path, function: &str) {
    let bytes = fs::read(folder.join("log.txt")).unwrap_or_default();
    let text = String::from_utf8_lossy(bytes.get(..LOG.min(bytes.len())).unwrap_or_default());
    for line in text.lines() {
        eprintln!("{function}: {}", crate::show::harmless(line));
    }
}
