//! Functions on files and paths.

use super::call::redacted;
use super::encoding::to_base64;
use super::glob::Glob;
use super::table::gives;
use super::{Allows, Call, CallError, Entry, FileError, Function, Parameter, Shape};
use crate::{Type, Value};

type Outcome = Result<Value, CallError>;

/// How many folders `fileset` looks into: a limit of ours.
const FOLDER_LIMIT: usize = 10_000;

pub(super) fn functions() -> Vec<Function> {
    const PATH: &[Parameter] = &[Parameter::new("path", Shape::String)];
    const MARKED_PATH: &[Parameter] =
        &[Parameter::new("path", Shape::String).allowing(Allows::MARKED)];
    vec![
        Function::new("abspath", "The path from the root on.", PATH, gives::string, abspath),
        Function::new("basename", "The last part of the path.", PATH, gives::string, |call| {
            Ok(Value::string(base(call.text(0))))
        }),
        Function::new("dirname", "The path without its last part.", PATH, gives::string, |call| {
            Ok(Value::string(directory(call.text(0))))
        }),
        Function::new("file", "The text in a file.", MARKED_PATH, gives::string, file),
        Function::new(
            "filebase64",
            "The bytes of a file, in Base64.",
            MARKED_PATH,
            gives::string,
            filebase64,
        ),
        Function::new(
            "fileexists",
            "Whether there is a file at the path.",
            MARKED_PATH,
            gives::bool,
            fileexists,
        ),
        Function::new(
            "fileset",
            "The files in a folder whose names match a pattern.",
            const {
                &[
                    Parameter::new("path", Shape::String).allowing(Allows::MARKED),
                    Parameter::new("pattern", Shape::String).allowing(Allows::MARKED),
                ]
            },
            gives::string_set,
            fileset,
        ),
        Function::new(
            "pathexpand",
            "The path with `~` replaced by the home folder.",
            PATH,
            gives::string,
            |call| expand(call, call.text(0)).map(Value::string).map_err(CallError::new),
        ),
    ]
}

/// The shortest path that means the same.
pub(super) fn clean(path: &str) -> String {
    let rooted = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if rooted => {}
            other => parts.push(other),
        }
    }
    let joined = parts.join("/");
    match (rooted, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".to_owned(),
        (false, false) => joined,
    }
}

fn base(path: &str) -> String {
    if path.is_empty() {
        return ".".to_owned();
    }
    match path.trim_end_matches('/').rsplit('/').next() {
        Some(last) if !last.is_empty() => last.to_owned(),
        Some(_) | None => "/".to_owned(),
    }
}

fn directory(path: &str) -> String {
    clean(path.rfind('/').map_or("", |at| path.get(..=at).unwrap_or_default()))
}

fn join(folder: &str, path: &str) -> String {
    clean(&format!("{folder}/{path}"))
}

fn abspath(call: &Call<'_>) -> Outcome {
    let path = call.text(0);
    Ok(Value::string(if path.starts_with('/') {
        clean(path)
    } else {
        join(&call.world.directory(), path)
    }))
}

fn expand(call: &Call<'_>, path: &str) -> Result<String, String> {
    match path.strip_prefix('~') {
        None => Ok(path.to_owned()),
        Some(rest) if rest.is_empty() || rest.starts_with(['/', '\\']) => {
            let home = call.world.home().ok_or("the home directory is not known")?;
            Ok(if rest.is_empty() { home } else { join(&home, rest) })
        }
        Some(_) => Err("cannot expand user-specific home dir".to_owned()),
    }
}

/// The path of an argument as the world knows it.
fn location(call: &Call<'_>) -> Result<String, CallError> {
    let path = expand(call, call.text(0))
        .map_err(|message| CallError::new(format!("failed to expand ~: {message}")))?;
    Ok(clean(&path))
}

fn read(call: &Call<'_>) -> Result<Vec<u8>, CallError> {
    let path = location(call)?;
    call.world.read(&path).map_err(|error| {
        CallError::argument(
            0,
            match error {
                FileError::Missing => format!(
                    "no file exists at {}; this function works only with files that are distributed as part of the \
                     configuration source code, so if this file will be created by a resource in this configuration \
                     you must instead obtain this result from an attribute of that resource",
                    redacted(call.argument(0))
                ),
                FileError::Directory => format!("failed to read file: read {path}: is a directory"),
                FileError::Other(reason) => format!("failed to read file: {reason}"),
            },
        )
    })
}

/// The bytes of a file, with the errors of the hash functions.
pub(super) fn read_for_hash(call: &Call<'_>) -> Result<Vec<u8>, CallError> {
    let path = location(call)?;
    call.world.read(&path).map_err(|error| {
        CallError::new(match error {
            FileError::Missing => format!("open {path}: no such file or directory"),
            FileError::Directory => format!("read {path}: is a directory"),
            FileError::Other(reason) => reason,
        })
    })
}

fn file(call: &Call<'_>) -> Outcome {
    let path = call.argument(0);
    let text = String::from_utf8(read(call)?).map_err(|_| {
        CallError::new(format!(
            "contents of {} are not valid UTF-8; use the filebase64 function to obtain the Base64 encoded contents or \
             the other file functions (e.g. filemd5, filesha256) to obtain file hashing results instead",
            redacted(path)
        ))
    })?;
    Ok(Value::string(text).mark(path.marks()))
}

fn filebase64(call: &Call<'_>) -> Outcome {
    Ok(Value::string(to_base64(&read(call)?)).mark(call.argument(0).marks()))
}

fn fileexists(call: &Call<'_>) -> Outcome {
    let path = location(call)?;
    match call.world.entry(&path) {
        Some(Entry::File) => Ok(Value::bool(true).mark(call.argument(0).marks())),
        None => Ok(Value::bool(false).mark(call.argument(0).marks())),
        Some(Entry::Directory) => {
            let shown = Value::string(path).mark(call.argument(0).marks());
            Err(CallError::new(format!("{} is a directory, not a file", redacted(&shown))))
        }
    }
}

fn fileset(call: &Call<'_>) -> Outcome {
    let marks = call.argument(0).marks() | call.argument(1).marks();
    let folder = clean(call.text(0));
    let pattern = clean(call.text(1));
    let Some(glob) = Glob::parse(&pattern) else {
        let shown = Value::string(join(&folder, &pattern)).mark(marks);
        let message =
            format!("failed to glob pattern {}: syntax error in pattern", redacted(&shown));
        return Err(CallError::new(message));
    };
    let mut found = Vec::new();
    let mut visited = 0;
    collect(call, &glob, &folder, "", &mut found, &mut visited)?;
    Ok(Value::set(Type::String, found.into_iter().map(Value::string)).mark(marks))
}

/// Gathers the matching files below a folder; `relative` is the way from where the search began.
fn collect(
    call: &Call<'_>,
    glob: &Glob,
    folder: &str,
    relative: &str,
    found: &mut Vec<String>,
    visited: &mut usize,
) -> Result<(), CallError> {
    *visited += 1;
    if *visited > FOLDER_LIMIT || relative.matches('/').count() > 64 {
        return Err(CallError::new(format!(
            "more than {FOLDER_LIMIT} folders, or 64 within each other"
        )));
    }
    for (name, entry) in call.world.list(folder) {
        let path = if relative.is_empty() { name.clone() } else { format!("{relative}/{name}") };
        match entry {
            Entry::File if glob.matches(&path) => found.push(path),
            Entry::File => {}
            Entry::Directory if glob.may_match_below(&path) => {
                collect(call, glob, &join(folder, &name), &path, found, visited)?;
            }
            Entry::Directory => {}
        }
    }
    Ok(())
}
