//! dryrun among other preprocessors and renderers of mdBook: order, foreign markup, and no HTML where none is wanted.

use std::fs;
use std::path::Path;

use dryrun::preprocess::Dryrun;
use mdbook_driver::MDBook;
use mdbook_preprocessor::book::{Book, BookItem};
use mdbook_preprocessor::errors::Result;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use mdbook_renderer::{RenderContext, Renderer};

const CHAPTER: &str = "# One\n\n<!-- toc -->\n\n```admonish note title=\"Mind\"\nAn admonition.\n```\n\n```mermaid\ngraph TD; A-->B;\n```\n\nInline $a_1$ and $$\\sum_i x_i$$.\n\n```json asl id=one\n{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Succeed\" } } }\n```\n\n```json output of=one\n{}\n```\n\nIt took **0 s**<!-- =one.default.elapsed -->.\n\n<!-- dryrun: exercise of=one check=\"status = 'FAILED'\" -->\n";

/// A renderer that only has a name.
struct Named(&'static str);

impl Renderer for Named {
    fn name(&self) -> &str {
        self.0
    }

    fn render(&self, _context: &RenderContext) -> Result<()> {
        Ok(())
    }
}

/// Another preprocessor: notes what it saw, as admonish or mermaid would replace their fences.
struct Other;

impl Preprocessor for Other {
    fn name(&self) -> &str {
        "other"
    }

    fn supports_renderer(&self, _renderer: &str) -> Result<bool> {
        Ok(true)
    }

    fn run(&self, _context: &PreprocessorContext, mut book: Book) -> Result<Book> {
        book.for_each_mut(|item| {
            if let BookItem::Chapter(chapter) = item {
                let seen = chapter.content.contains("asl id=one");
                let seen = if seen { "before dryrun" } else { "after dryrun" };
                chapter.content =
                    chapter.content.replace("```admonish note title=\"Mind\"", "> [!NOTE]\n> ```");
                chapter.content.push_str(&format!("\nother came {seen}\n"));
            }
        });
        Ok(book)
    }
}

/// The chapter as a renderer gets it.
fn preprocessed(settings: &str, renderer: &'static str) -> String {
    let folder = tempfile::tempdir().expect("a book that builds");
    lay_out(folder.path(), settings);
    let mut book = MDBook::load(folder.path()).expect("a book that builds");
    book.with_preprocessor(Dryrun::new());
    book.with_preprocessor(Other);
    let (book, _) = book.preprocess_book(&Named(renderer)).expect("a book that builds");
    match book.items.first() {
        Some(BookItem::Chapter(chapter)) => chapter.content.clone(),
        other => panic!("{other:?}"),
    }
}

fn lay_out(folder: &Path, settings: &str) {
    fs::write(folder.join("book.toml"), format!("[book]\ntitle = \"B\"\n{settings}"))
        .expect("a book that builds");
    fs::create_dir(folder.join("src")).expect("a book that builds");
    fs::write(folder.join("src/SUMMARY.md"), "- [One](one.md)\n").expect("a book that builds");
    fs::write(folder.join("src/one.md"), CHAPTER).expect("a book that builds");
}

const AFTER: &str =
    "[preprocessor.dryrun]\nbefore = [\"links\"]\n[preprocessor.other]\nafter = [\"dryrun\"]\n";
const BEFORE: &str =
    "[preprocessor.dryrun]\nbefore = [\"links\"]\n[preprocessor.other]\nbefore = [\"dryrun\"]\n";

#[test]
fn foreign_markup_comes_through() {
    for renderer in ["html", "markdown", "pdf", "some-other"] {
        let text = preprocessed(AFTER, renderer);
        for kept in [
            "<!-- toc -->",
            "```mermaid\ngraph TD; A-->B;\n```",
            "$a_1$",
            "$$\\sum_i x_i$$",
            "An admonition.",
        ] {
            assert!(text.contains(kept), "{renderer}: {kept}\n{text}");
        }
        assert!(text.contains("> [!NOTE]"), "{renderer}: {text}");
        assert!(text.contains("**0 s**"), "{renderer}: {text}");
    }
}

#[test]
fn the_order_is_the_one_of_book_toml() {
    assert!(preprocessed(AFTER, "markdown").contains("other came after dryrun"));
    assert!(preprocessed(BEFORE, "markdown").contains("other came before dryrun"));
}

#[test]
fn only_the_html_renderer_gets_html() {
    assert!(preprocessed(AFTER, "html").contains("class=\"dryrun"));
    for renderer in ["markdown", "pdf", "epub", "typst"] {
        let text = preprocessed(AFTER, renderer);
        for html in ["<script", "<style", "<div", "<details", "<svg", "class="] {
            assert!(!text.contains(html), "{renderer}: {html}\n{text}");
        }
        assert!(text.contains("```json\n{ \"StartAt\""), "{renderer}: {text}");
    }
}

#[test]
fn the_markdown_renderer_writes_a_plain_article() {
    let folder = tempfile::tempdir().expect("a book that builds");
    lay_out(folder.path(), &format!("{AFTER}[output.markdown]\n"));
    let mut book = MDBook::load(folder.path()).expect("a book that builds");
    book.with_preprocessor(Dryrun::new());
    book.with_preprocessor(Other);
    book.build().expect("a book that builds");
    let built = book.build_dir_for("markdown").join("one.md");
    let text = fs::read_to_string(built).expect("a book that builds");
    assert!(text.contains("```json\n{}\n```"), "{text}");
    assert!(!text.contains("dryrun-"), "{text}");
}

#[test]
fn every_renderer_but_the_one_that_says_so_is_supported() {
    let dryrun = Dryrun::new();
    for renderer in ["html", "markdown", "epub", "pdf"] {
        assert!(dryrun.supports_renderer(renderer).expect("a book that builds"), "{renderer}");
    }
    assert!(!dryrun.supports_renderer("not-supported").expect("a book that builds"));
}
