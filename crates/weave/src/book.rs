//! A book as the weaver sees it: its chapters' snippets, grouped into examples.

use std::collections::BTreeMap;

use dryrun_diag::{Diagnostic, FileId, Sources, Span};
use dryrun_engine::{FACTS, ReadError, Registry, STATE_AFTER};

use crate::example::{At, ExampleDoc, TranscriptDoc};
use crate::exercise::ExerciseDoc;
use crate::extract::{self, ChapterSnippets};
use crate::include::{self, Files};
use crate::mapped::Mapped;
use crate::prose::ProseValue;
use crate::records::info_length;
use crate::scan::{Snippet, scan};
use crate::values::id_of;

/// One chapter's file.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// Path relative to the book's root, as diagnostics show it.
    pub path: String,
    /// The file's text, byte order mark and line ends as they are.
    pub text: String,
}

/// A chapter with what was found in it.
#[derive(Debug, Clone)]
pub(crate) struct ChapterDoc {
    pub(crate) path: String,
    /// Includes expanded.
    pub(crate) text: Mapped,
    pub(crate) snippets: Vec<Snippet>,
    pub(crate) values: Vec<ProseValue>,
}

/// A snippet and where it stands in its file.
#[derive(Debug, Clone, Copy)]
pub struct Placed<'b> {
    /// Index of the chapter.
    pub chapter: usize,
    /// Its position among the chapter's snippets.
    pub at: usize,
    /// The snippet.
    pub snippet: &'b Snippet,
    /// The whole of it.
    pub span: Span,
    /// Its info string.
    pub info: Span,
}

/// A book read, not yet run.
#[derive(Debug)]
pub struct Book {
    /// All files: chapters and what they include.
    pub sources: Sources,
    /// All examples, in order of their definitions.
    pub examples: Vec<ExampleDoc>,
    /// What is wrong so far.
    pub diagnostics: Vec<Diagnostic>,
    pub(crate) chapters: Vec<ChapterDoc>,
    pub(crate) transcripts: Vec<TranscriptDoc>,
    pub(crate) exercises: Vec<ExerciseDoc>,
}

impl Book {
    /// The example of an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        self.examples.iter().position(|doc| doc.example.id == id)
    }

    /// Path of the chapter and name of each result that is pinned in a snapshot, whether or not its example runs.
    pub fn pins(&self) -> impl Iterator<Item = (&str, String)> {
        self.examples.iter().flat_map(|doc| {
            let pins = doc.views.iter().filter(|view| view.snapshot);
            pins.map(|view| (self.chapter_path(view.at.chapter), view.pin(&doc.example.id)))
        })
    }

    /// Number of chapters.
    #[must_use]
    pub fn chapters(&self) -> usize {
        self.chapters.len()
    }

    /// Path of a chapter.
    #[must_use]
    pub fn chapter_path(&self, chapter: usize) -> &str {
        self.chapters.get(chapter).map_or("", |doc| doc.path.as_str())
    }

    /// The text of a chapter with its includes expanded.
    #[must_use]
    pub fn chapter_text(&self, chapter: usize) -> &str {
        self.chapters.get(chapter).map_or("", |doc| doc.text.text.as_str())
    }

    /// The spans of everything that belongs to an example: definitions, parts, results, excerpts.
    #[must_use]
    pub fn example_spans(&self, example: usize) -> Vec<Span> {
        let Some(doc) = self.examples.get(example) else { return Vec::new() };
        let views = doc.views.iter().map(|view| view.at);
        let all = doc
            .parts_at
            .iter()
            .copied()
            .chain(views)
            .chain(doc.excerpts.iter().map(|excerpt| excerpt.at));
        let spans = all.filter_map(|at| {
            let chapter = self.chapters.get(at.chapter)?;
            Some(chapter.text.span(chapter.snippets.get(at.snippet)?.range.clone()))
        });
        spans.collect()
    }

    /// The values in a chapter's prose, in order.
    #[must_use]
    pub fn chapter_values(&self, chapter: usize) -> &[ProseValue] {
        self.chapters.get(chapter).map_or(&[], |doc| &doc.values)
    }

    /// All snippets with the places in their files.
    pub fn placed(&self) -> impl Iterator<Item = Placed<'_>> {
        let chapters = self.chapters.iter().enumerate();
        chapters.flat_map(|(chapter, doc)| {
            doc.snippets.iter().enumerate().map(move |(at, snippet)| Placed {
                chapter,
                at,
                snippet,
                span: doc.text.span(snippet.range.clone()),
                info: doc.text.span(snippet.info_at..snippet.info_at + info_length(snippet)),
            })
        })
    }

    /// The example and the part of it that a snippet gives, by their positions.
    #[must_use]
    pub fn part(&self, placed: &Placed<'_>) -> Option<(usize, usize)> {
        let here = At { chapter: placed.chapter, snippet: placed.at };
        let examples = self.examples.iter().enumerate();
        let mut found = examples.filter_map(|(at, doc)| {
            Some((at, doc.parts_at.iter().position(|part| *part == here)?))
        });
        found.next()
    }

    /// The snippets of a chapter, in order.
    #[must_use]
    pub fn chapter_snippets(&self, chapter: usize) -> &[Snippet] {
        self.chapters.get(chapter).map_or(&[], |doc| &doc.snippets)
    }
}

/// Reads all chapters: expands includes, finds snippets, groups them into examples.
#[must_use]
pub fn read(chapters: &[Chapter], registry: &Registry, files: &dyn Files) -> Book {
    let mut sources = Sources::new();
    let mut diagnostics = Vec::new();
    let ids: Vec<FileId> = chapters
        .iter()
        .map(|chapter| sources.add(chapter.path.clone(), chapter.text.clone()))
        .collect();
    let mut docs: Vec<ChapterDoc> = Vec::new();
    for (chapter, file) in chapters.iter().zip(ids) {
        let text = include::expand(
            file,
            include::parent(&chapter.path),
            &mut sources,
            files,
            &mut diagnostics,
        );
        let found = scan(&text);
        diagnostics.extend(found.diagnostics);
        docs.push(ChapterDoc {
            path: chapter.path.clone(),
            text,
            snippets: found.snippets,
            values: found.values,
        });
    }
    let views: Vec<ChapterSnippets<'_>> = docs
        .iter()
        .map(|doc| ChapterSnippets { text: &doc.text, snippets: &doc.snippets })
        .collect();
    let read = |path: &str| {
        let path = include::join("", path);
        files.read(&path).map_err(|error: ReadError| include::unreadable(&path, &error))
    };
    let extracted = extract::extract(&views, registry, &read);
    diagnostics.extend(extracted.diagnostics);
    for at in extracted.foreign.iter().rev() {
        if let Some(doc) = docs.get_mut(at.chapter) {
            doc.snippets
                .get_mut(at.snippet)
                .into_iter()
                .for_each(|snippet| snippet.info.keys.clear());
        }
    }
    let mut book = Book {
        sources,
        examples: extracted.examples,
        diagnostics,
        chapters: docs,
        transcripts: extracted.transcripts,
        exercises: extracted.exercises,
    };
    note_readers(&mut book);
    book
}

/// Notes at each example what is read of it beside its views: by examples that build on it, values in prose, exercises.
fn note_readers(book: &mut Book) {
    let index: BTreeMap<&str, usize> =
        book.examples.iter().enumerate().map(|(at, doc)| (doc.example.id.as_str(), at)).collect();
    let origins = book.examples.iter().flat_map(|doc| {
        doc.after.iter().map(|(id, _)| id).chain(doc.from.iter().map(|(id, ..)| id))
    });
    let states = origins.map(|id| (index.get(id.as_str()).copied(), STATE_AFTER));
    let quoted = book.chapters.iter().flat_map(|doc| &doc.values).map(|value| id_of(&value.path));
    let facts = quoted.map(|id| (index.get(id).copied(), FACTS));
    let solutions = book.exercises.iter().filter_map(|exercise| exercise.solution);
    let exercises = book.exercises.iter().map(|exercise| exercise.of);
    let checked = exercises.chain(solutions.map(|(at, _)| at)).map(|at| (Some(at), FACTS));
    let read: Vec<(Option<usize>, &str)> = states.chain(facts).chain(checked).collect();
    for (at, what) in read {
        let doc = at.and_then(|at| book.examples.get_mut(at));
        if let Some(doc) = doc.filter(|doc| !doc.read.contains(&what)) {
            doc.read.push(what);
        }
    }
}
