//! `dryrun adopt`: an old post to a chapter.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use dryrun_adopt::{Adoption, Format as Post, adopt};

use super::{pretty, print};
use crate::Exit;
use crate::args::{Common, Format};
use crate::author::AdoptArgs;
use crate::files::Confined;
use crate::project::read_text;
use crate::show::harmless;

/// How a chapter of ours begins; such a file may be written anew.
const MARK: &str = "<!-- Adopted from ";

pub(super) fn run(common: &Common, args: &AdoptArgs) -> Result<Exit> {
    let (text, format, name, folder) = read(&args.post)?;
    let stem = Path::new(&name).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let files = Confined::around(&folder, &common.allowed());
    let mut adopted = adopt(&text, format, &stem, &dryrun_bundle::registry(), &files);
    let mark = name.replace("--", "- -");
    adopted.chapter = format!(
        "{MARK}{mark}; every example was run. -->\n\n{}",
        adopted.chapter.trim_start_matches('\n')
    );
    if let Some(out) = &args.out {
        write_chapter(out, &adopted.chapter, args.force)?;
    }
    tell(common, args, &name, &adopted)?;
    Ok(Exit::Right)
}

fn read(post: &str) -> Result<(String, Post, String, std::path::PathBuf)> {
    if post == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).context("cannot read standard input")?;
        return Ok((text, Post::Markdown, "standard-input".to_owned(), ".".into()));
    }
    let path = Path::new(post);
    let extension = path.extension().map(|found| found.to_string_lossy().to_ascii_lowercase());
    let format = match extension.as_deref() {
        Some("html" | "htm" | "xhtml") => Post::Html,
        Some("md" | "markdown" | "mdx") => Post::Markdown,
        Some("txt" | "text") | None => Post::Text,
        Some(other) => bail!("{post}: a post is .html, .md or .txt, not .{other}"),
    };
    let text = read_text(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    Ok((text, format, name, folder.unwrap_or(Path::new(".")).to_owned()))
}

fn write_chapter(out: &Path, text: &str, force: bool) -> Result<()> {
    let old = fs::read_to_string(out).unwrap_or_default();
    if out.exists() && !force && !old.trim().is_empty() && !old.starts_with(MARK) {
        bail!("{}: there is a file already; --force writes over it", out.display());
    }
    fs::write(out, text).with_context(|| format!("cannot write {}", out.display()))
}

fn tell(common: &Common, args: &AdoptArgs, name: &str, adopted: &Adoption) -> Result<()> {
    let json = || {
        let mut value = adopted.report.json(name);
        if let Some(members) = value.as_object_mut() {
            members.insert("chapter".to_owned(), adopted.chapter.clone().into());
        }
        pretty(&value)
    };
    let text = adopted.report.text(name);
    if let Some(file) = &args.report {
        let is_json = file.extension().is_some_and(|extension| extension == "json");
        let report = if is_json { pretty(&adopted.report.json(name)) + "\n" } else { text.clone() };
        fs::write(file, report).with_context(|| format!("cannot write {}", file.display()))?;
    }
    match args.format {
        Format::Json => print(&json()),
        Format::Human => {
            if args.out.is_none() {
                print(&adopted.chapter);
            }
            if args.report.is_none() && !common.quiet {
                eprint!("{}", harmless(&text));
            }
        }
        Format::Github | Format::Sarif => bail!("adopt has the formats human and json"),
    }
    Ok(())
}
