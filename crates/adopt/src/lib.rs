//! Old posts to chapters: finds the code in a post, mends what blogs break, names and runs it, and writes a chapter.
//!
//! ```text
//! &str ─html, markdown, plain─▶ Post ─repair─▶ Vec<Snippet> ─plan─▶ Vec<Part> ─chapter─▶ text, Report
//! ```
//!
//! Pure: text in, text out. Examples run through the engines' contract; of the languages only the shape of their texts is
//! known here.

mod chapter;
mod html;
mod markdown;
mod name;
mod piece;
mod plain;
mod plan;
pub mod repair;
mod report;
mod scaffold;
mod snippet;
mod stale;

use dryrun_engine::{Effects, Registry};

use chapter::Draft;
use piece::{Piece, Post};
use plan::Placed;
pub use report::{Adopted, Entry, Report};

/// How a post is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A page, or a part of one.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text, such as text extraction gives.
    Text,
}

/// A post that became a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adoption {
    /// The chapter.
    pub chapter: String,
    /// What was done, and what is left to do.
    pub report: Report,
}

/// Makes a chapter of a post. `stem` is the post's file name without extension; ids come from it where nothing else tells.
#[must_use]
pub fn adopt(
    post: &str,
    format: Format,
    stem: &str,
    registry: &Registry,
    effects: &dyn Effects,
) -> Adoption {
    let post = match format {
        Format::Html => html::read(post),
        Format::Markdown => markdown::read(post),
        Format::Text => plain::read(post),
    };
    let placed = placed(&post, registry);
    let parts = plan::plan(&placed, stem);
    let draft = Draft { post: &post, placed: &placed, parts, registry, effects };
    let (chapter, report) = draft.finish();
    Adoption { chapter, report }
}

/// All code of a post, mended, with what stands before it.
fn placed(post: &Post, registry: &Registry) -> Vec<Placed> {
    let fits = |engine: &'static str| {
        move |path: &[&str], name: &str, shape| registry.find(engine)?.fits(path, name, shape)
    };
    let (machine, configuration) = (fits("asl"), fits("tf"));
    let mut before = String::new();
    let mut heading = None;
    let mut out = Vec::new();
    for (piece, content) in post.pieces.iter().enumerate() {
        match content {
            Piece::Prose(text) => {
                heading = name::heading(text).map(str::to_owned).or(heading);
                before.push_str(text);
            }
            Piece::Code(code) => {
                let snippet = snippet::read(code, &machine, &configuration);
                let before = std::mem::take(&mut before);
                out.push(Placed { piece, snippet, before, heading: heading.clone() });
            }
        }
    }
    out
}
