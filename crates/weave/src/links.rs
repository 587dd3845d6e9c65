//! Which chapters and examples belong together, so that a part of a book can be checked alone.

use std::collections::{BTreeMap, BTreeSet};

use dryrun_diag::FileId;

use crate::book::{Book, ChapterDoc};
use crate::example::ExampleDoc;
use crate::info::Info;

impl Book {
    /// The examples that a chapter names in its snippets and values, by their positions.
    fn named(&self, chapter: &ChapterDoc, ids: &BTreeMap<&str, usize>) -> BTreeSet<usize> {
        let infos = chapter.snippets.iter().flat_map(|snippet| values(&snippet.info));
        let paths = chapter.values.iter().map(|value| value.path.as_str());
        infos.chain(paths).filter_map(|text| ids.get(id_of(text)).copied()).collect()
    }

    fn ids(&self) -> BTreeMap<&str, usize> {
        let examples = self.examples.iter().enumerate();
        examples.map(|(at, doc)| (doc.example.id.as_str(), at)).collect()
    }

    /// The examples that must run so that some chapters can be checked: their own, those that they name, and what these
    /// build on.
    #[must_use]
    pub fn needed(&self, chapters: &BTreeSet<usize>) -> BTreeSet<usize> {
        let ids = self.ids();
        let own = self.examples.iter().enumerate();
        let own = own.filter(|(_, doc)| chapters.contains(&doc.chapter)).map(|(at, _)| at);
        let docs = chapters.iter().filter_map(|at| self.chapters.get(*at));
        let mut open: Vec<usize> =
            own.chain(docs.flat_map(|chapter| self.named(chapter, &ids))).collect();
        let mut needed = BTreeSet::new();
        while let Some(at) = open.pop() {
            if needed.insert(at) {
                let doc = self.examples.get(at);
                open.extend(doc.iter().flat_map(|doc| self.builds_on(doc, &ids)));
            }
        }
        needed
    }

    /// The examples that the fences of an example name.
    fn builds_on<'b>(
        &'b self,
        doc: &'b ExampleDoc,
        ids: &'b BTreeMap<&str, usize>,
    ) -> impl Iterator<Item = usize> + 'b {
        let snippets = doc
            .parts_at
            .iter()
            .filter_map(|at| self.chapters.get(at.chapter)?.snippets.get(at.snippet));
        let texts = snippets.flat_map(|snippet| values(&snippet.info));
        texts.filter_map(|text| ids.get(id_of(text)).copied())
    }

    /// The chapters in groups: whatever a chapter names lies in its own group.
    #[must_use]
    pub fn groups(&self) -> Vec<Vec<usize>> {
        let ids = self.ids();
        let mut group: Vec<usize> = (0..self.chapters.len()).collect();
        for (chapter, doc) in self.chapters.iter().enumerate() {
            for at in self.named(doc, &ids) {
                let Some(example) = self.examples.get(at) else { continue };
                let (one, other) = (root(&group, chapter), root(&group, example.chapter));
                // The smaller number is the root, so that groups stay in reading order.
                if let Some(slot) = group.get_mut(one.max(other)) {
                    *slot = one.min(other);
                }
            }
        }
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for chapter in 0..group.len() {
            groups.entry(root(&group, chapter)).or_default().push(chapter);
        }
        groups.into_values().collect()
    }

    /// The files that a chapter's text comes from: its own, and what it includes.
    #[must_use]
    pub fn files(&self, chapter: usize) -> BTreeSet<FileId> {
        self.chapters.get(chapter).map(|doc| doc.text.files().collect()).unwrap_or_default()
    }

    /// Whether a chapter has a console transcript.
    #[must_use]
    pub fn has_transcript(&self, chapter: usize) -> bool {
        self.transcripts.iter().any(|doc| doc.at.chapter == chapter)
    }
}

fn root(group: &[usize], mut at: usize) -> usize {
    while let Some(above) = group.get(at).filter(|above| **above != at) {
        at = *above;
    }
    at
}

fn values(info: &Info) -> impl Iterator<Item = &str> {
    info.keys.iter().filter_map(|key| key.value.as_deref())
}

/// The id that a key's value or a path begins with.
fn id_of(text: &str) -> &str {
    let is_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    text.split(|c| !is_id(c)).next().unwrap_or_default()
}
