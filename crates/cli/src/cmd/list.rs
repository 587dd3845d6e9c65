//! `dryrun list`.

use std::fmt::Write as _;

use anyhow::Result;
use serde_json::json;

use super::{pretty, print};
use crate::Exit;
use crate::args::{Common, Format, ListArgs};
use crate::check::check;

pub(super) fn run(common: &Common, args: &ListArgs) -> Result<Exit> {
    let project = common.project()?;
    let checked = check(&project, &dryrun_bundle::registry(), &common.allowed())?;
    let book = &checked.book;
    let rows = book.examples.iter().enumerate().map(|(at, doc)| {
        let line = book.sources.locate(doc.span).map_or(0, |(_, start, _)| start.line);
        let verified = doc.skip.is_none()
            && checked.checked.verified.contains(&at)
            && !checked.checked.failed.contains(&at);
        (doc, line, verified)
    });
    if args.format == Format::Json {
        let rows = rows.map(|(doc, line, verified)| {
            json!({
                "id": doc.example.id,
                "kind": doc.engine,
                "chapter": book.chapter_path(doc.chapter),
                "line": line,
                "cases": doc.example.cases,
                "verified": verified,
            })
        });
        print(&pretty(&rows.collect()));
        return Ok(Exit::Right);
    }
    let width = book.examples.iter().map(|doc| doc.example.id.len()).max().unwrap_or_default();
    let mut out = String::new();
    for (doc, line, verified) in rows {
        let cases = doc.example.cases.join(", ");
        let mark = if verified { "verified" } else { "-" };
        let _ = writeln!(
            out,
            "{:width$}  {:3}  {mark:8}  {}:{line}  {cases}",
            doc.example.id,
            doc.engine,
            book.chapter_path(doc.chapter)
        );
    }
    print(&out);
    Ok(Exit::Right)
}
