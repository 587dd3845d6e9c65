//! `dryrun export`: a chapter as plain Markdown, with links to the page that runs it.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use dryrun_diag::{FileId, Span, nearest};
use dryrun_weave::{Edit, Shape, Snippet, apply};

use super::print;
use crate::Exit;
use crate::args::Common;
use crate::author::{ExportArgs, Medium};
use crate::check::{CheckedBook, check};
use crate::page::{example_id, is_ours, source};
use crate::project::Project;
use crate::show;

pub(super) fn run(common: &Common, args: &ExportArgs) -> Result<Exit> {
    let project = common.project()?;
    let checked = check(&project, &dryrun_bundle::registry(), &common.allowed())?;
    let (chapter, example) = find(&checked, &args.name)?;
    let link = match args.to {
        Medium::Blog => Some(page(&project, &checked, chapter, args.url.as_deref())?),
        Medium::Md => None,
    };
    let text = exported(&checked, chapter, example, link.as_deref());
    match &args.out {
        Some(out) => {
            fs::write(out, text).with_context(|| format!("cannot write {}", out.display()))?;
        }
        None => print(&text),
    }
    for found in checked.checked.diagnostics.iter().filter(|found| found.is_error()) {
        eprintln!("{}\n", show::diagnostic(found, &checked.book.sources, common.stderr_colour()));
    }
    Ok(Exit::when(checked.is_right()))
}

/// The chapter of that path, or the example of that id with its chapter.
fn find(checked: &CheckedBook, name: &str) -> Result<(usize, Option<usize>)> {
    let book = &checked.book;
    if let Some(at) = book.find(name) {
        let chapter = book.examples.get(at).map_or(0, |doc| doc.chapter);
        return Ok((chapter, Some(at)));
    }
    let wanted = name.trim_start_matches("./").replace('\\', "/");
    let paths = || (0..book.chapters()).map(|chapter| book.chapter_path(chapter));
    let ends = |path: &str| path == wanted || path.ends_with(&format!("/{wanted}"));
    if let Some(chapter) = paths().position(ends) {
        return Ok((chapter, None));
    }
    let known = book.examples.iter().map(|doc| doc.example.id.as_str()).chain(paths());
    let help = nearest(name, known).map_or_else(
        || "`dryrun list` names the examples and their chapters".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    bail!("there is no example and no chapter `{name}` in this book; {help}");
}

/// Address of a chapter's page.
fn page(
    project: &Project,
    checked: &CheckedBook,
    chapter: usize,
    url: Option<&str>,
) -> Result<String> {
    let setting: Option<String> = project.config.get("output.html.site-url").ok().flatten();
    let Some(base) = url.map(str::to_owned).or(setting) else {
        bail!(
            "where is the book served? --url URL says so, or site-url below [output.html] in book.toml"
        );
    };
    let source = project.config.book.src.to_string_lossy().replace('\\', "/");
    let path = checked.book.chapter_path(chapter);
    let inside = path.strip_prefix(source.as_str()).unwrap_or(path).trim_start_matches('/');
    let page = Path::new(inside).with_extension("html").to_string_lossy().replace('\\', "/");
    let page = match page.strip_suffix("README.html") {
        Some(folder) => format!("{folder}index.html"),
        None => page,
    };
    Ok(format!("{}/{page}", base.trim_end_matches('/')))
}

/// The text without anything of ours: plain fences, no comments; `link` follows each definition.
fn exported(
    checked: &CheckedBook,
    chapter: usize,
    example: Option<usize>,
    link: Option<&str>,
) -> String {
    let book = &checked.book;
    let text = book.chapter_text(chapter);
    let mut edits: Vec<Edit> = Vec::new();
    for snippet in book.chapter_snippets(chapter) {
        edits.extend(plain(checked, chapter, snippet, text, link));
    }
    for value in book.chapter_values(chapter) {
        edits.extend(comment(text, value.shown.end, value.path_at));
    }
    let Some(id) = example.and_then(|at| book.examples.get(at)).map(|doc| &doc.example.id) else {
        return apply(text, &edits.iter().collect::<Vec<_>>());
    };
    let own = book.chapter_snippets(chapter).iter().filter(|snippet| {
        let named = example_id(&snippet.info);
        named == Some(id.as_str()) && snippet.shape != Shape::Comment && !snippet.info.is_hidden()
    });
    let pieces = own.map(|snippet| {
        let within = |edit: &&Edit| {
            let range = edit.span.range();
            snippet.range.start <= range.start && range.end <= snippet.range.end
        };
        let moved: Vec<Edit> = edits
            .iter()
            .filter(within)
            .map(|edit| {
                let range = edit.span.range();
                local(
                    range.start - snippet.range.start,
                    range.end - snippet.range.start,
                    edit.text.clone(),
                )
            })
            .collect();
        let whole = text.get(snippet.range.clone()).unwrap_or_default();
        unprefixed(&apply(whole, &moved.iter().collect::<Vec<_>>()), snippet)
    });
    pieces.collect::<Vec<_>>().join("\n\n") + "\n"
}

/// Without the blanks of a list or the marks of a quote.
fn unprefixed(text: &str, snippet: &Snippet) -> String {
    let Shape::Fence { prefix, .. } = &snippet.shape else { return text.to_owned() };
    let lines = text.lines().map(|line| line.strip_prefix(prefix.as_str()).unwrap_or(line));
    lines.collect::<Vec<_>>().join("\n")
}

fn local(start: usize, end: usize, text: String) -> Edit {
    Edit { span: Span::new(FileId(0), start, end), text }
}

/// The edits that make a snippet a plain fence, or take a comment away.
fn plain(
    checked: &CheckedBook,
    chapter: usize,
    snippet: &Snippet,
    text: &str,
    link: Option<&str>,
) -> Vec<Edit> {
    let whole = || local(snippet.range.start, snippet.range.end, String::new());
    let Shape::Fence { prefix, newline, .. } = &snippet.shape else { return vec![whole()] };
    if !is_ours(checked, chapter, snippet) {
        return Vec::new();
    }
    if snippet.info.is_hidden() {
        return vec![whole()];
    }
    let rest = text.get(snippet.info_at..).unwrap_or_default();
    let info_end = rest.find(['\n', '\r']).map_or(text.len(), |at| snippet.info_at + at);
    let mut edits = vec![local(snippet.info_at, info_end, snippet.info.language.clone())];
    if let Some(body) = source(checked, snippet) {
        let lines: String = body.lines().map(|line| format!("{prefix}{line}{newline}")).collect();
        edits.push(local(snippet.content.start, snippet.content.end, lines));
    }
    if let (Some(link), Some(id)) = (link, snippet.info.value("id")) {
        let line = format!(
            "{newline}{prefix}{newline}{prefix}[Run `{id}`, and change it]({link}#example-{id})"
        );
        edits.push(local(snippet.range.end, snippet.range.end, line));
    }
    edits
}

/// Takes the comment away that holds the path of a value.
fn comment(text: &str, from: usize, path_at: usize) -> Option<Edit> {
    let start = from + text.get(from..path_at)?.find("<!--")?;
    let end = path_at + text.get(path_at..)?.find("-->")? + 3;
    Some(local(start, end, String::new()))
}
