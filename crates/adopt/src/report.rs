//! What adopting did: for people, and for programs.

use std::fmt::Write as _;

use serde_json::{Value, json};

/// A line of the post, from 1, and what there is to say.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The line.
    pub line: usize,
    /// What.
    pub what: String,
}

/// An example of the chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adopted {
    /// Its id.
    pub id: String,
    /// The role of its definition.
    pub kind: String,
    /// The post's line where it starts, from 1.
    pub line: usize,
    /// How it ended when it was run.
    pub result: String,
}

/// What adopting a post did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// The examples.
    pub examples: Vec<Adopted>,
    /// What was mended.
    pub mended: Vec<Entry>,
    /// What is missing or wrong, and stays so.
    pub broken: Vec<Entry>,
    /// What was right once.
    pub stale: Vec<Entry>,
    /// What was made up so that the examples run.
    pub made_up: Vec<Entry>,
    /// Code that stays as text.
    pub kept: Vec<Entry>,
}

impl Report {
    /// The parts with their titles.
    fn parts(&self) -> [(&'static str, &'static str, &[Entry]); 5] {
        [
            ("mended", "Mended", &self.mended),
            ("broken", "Broken: for you to mend", &self.broken),
            ("stale", "Stale: right once, or misspelt", &self.stale),
            ("made_up", "Made up so that it runs: replace it", &self.made_up),
            ("kept", "Kept as text, or left out", &self.kept),
        ]
    }

    /// The report as Markdown; `post` is the name before line numbers.
    #[must_use]
    pub fn text(&self, post: &str) -> String {
        let mut out = String::new();
        if self.examples.is_empty() {
            out.push_str("No example was found.\n");
        } else {
            out.push_str("Examples:\n");
        }
        for example in &self.examples {
            let Adopted { id, kind, line, result } = example;
            let _ = writeln!(out, "- {post}:{line}: `{kind}` {id}: {result}");
        }
        for (_, title, entries) in self.parts() {
            if entries.is_empty() {
                continue;
            }
            let _ = writeln!(out, "\n{title}:");
            for entry in entries {
                let _ = writeln!(out, "- {post}:{}: {}", entry.line, entry.what);
            }
        }
        out
    }

    /// The report as JSON.
    #[must_use]
    pub fn json(&self, post: &str) -> Value {
        let examples: Vec<Value> = self
            .examples
            .iter()
            .map(|example| {
                json!({ "id": example.id, "kind": example.kind, "line": example.line, "result": example.result })
            })
            .collect();
        let mut out = json!({ "post": post, "examples": examples });
        for (key, _, entries) in self.parts() {
            let list: Vec<Value> = entries
                .iter()
                .map(|entry| json!({ "line": entry.line, "what": entry.what }))
                .collect();
            if let Value::Object(members) = &mut out {
                members.insert(key.to_owned(), Value::Array(list));
            }
        }
        out
    }

    /// Entries in the order of the post, each once.
    pub(crate) fn sort(&mut self) {
        for list in
            [&mut self.mended, &mut self.broken, &mut self.stale, &mut self.made_up, &mut self.kept]
        {
            list.sort();
            list.dedup();
        }
    }
}
