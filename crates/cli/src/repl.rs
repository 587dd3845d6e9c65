//! A prompt on a terminal: lines with editing and history, joined while something is open.

use std::path::PathBuf;

use anyhow::Result;
use rustyline::completion::Completer;
use rustyline::error::ReadlineError;
use rustyline::highlight::Highlighter;
use rustyline::hint::Hinter;
use rustyline::history::FileHistory;
use rustyline::validate::{ValidationContext, ValidationResult, Validator};
use rustyline::{Behavior, Config, Editor, Helper};

/// A prompt of one language.
pub struct Prompt {
    editor: Editor<Completeness, FileHistory>,
    history: Option<PathBuf>,
}

/// Whether what was typed so far is a whole entry; if not, the prompt asks for another line.
pub type IsComplete = fn(&str) -> bool;

struct Completeness(IsComplete);

impl Validator for Completeness {
    fn validate(&self, context: &mut ValidationContext<'_>) -> rustyline::Result<ValidationResult> {
        Ok(if ends_blank(context.input()) || self.0(context.input()) {
            ValidationResult::Valid(None)
        } else {
            ValidationResult::Incomplete
        })
    }
}

impl Completer for Completeness {
    type Candidate = String;
}

impl Hinter for Completeness {
    type Hint = String;
}

impl Highlighter for Completeness {}
impl Helper for Completeness {}

/// A blank line ends an entry whatever is open: the way out of a forgotten bracket.
fn ends_blank(text: &str) -> bool {
    text.rsplit_once('\n').is_some_and(|(_, last)| last.trim().is_empty())
}

impl Prompt {
    /// A prompt whose history is kept from one session to the next under `language`.
    ///
    /// # Errors
    /// When there is no terminal to speak with.
    pub fn open(language: &str, is_complete: IsComplete) -> Result<Self> {
        let config = Config::builder()
            .behavior(Behavior::PreferTerm)
            .auto_add_history(true)
            .max_history_size(1_000)?
            .build();
        let mut editor = Editor::with_config(config)?;
        editor.set_helper(Some(Completeness(is_complete)));
        let history = state_folder().map(|folder| folder.join(format!("{language}.history")));
        if let Some(file) = &history {
            // There is none before the first session.
            let _ = editor.load_history(file);
        }
        Ok(Self { editor, history })
    }

    /// The next entry that is not blank; none when the user is done (Ctrl-D). Ctrl-C drops what was typed.
    ///
    /// # Errors
    /// When the terminal cannot be read.
    pub fn read(&mut self) -> Result<Option<String>> {
        loop {
            match self.editor.readline("> ") {
                Ok(entry) if entry.trim().is_empty() => {}
                Ok(entry) => return Ok(Some(entry)),
                Err(ReadlineError::Interrupted) => {}
                Err(ReadlineError::Eof) => return Ok(None),
                Err(error) => return Err(error.into()),
            }
        }
    }
}

impl Drop for Prompt {
    /// Keeps the history. Where it cannot be written there is none the next time, and nothing else is lost.
    fn drop(&mut self) {
        let Some(file) = &self.history else { return };
        if let Some(folder) = file.parent() {
            let _ = std::fs::create_dir_all(folder);
        }
        let _ = self.editor.append_history(file);
    }
}

/// Where this user's programs keep what should outlive a session, by the XDG rules or Windows' own.
fn state_folder() -> Option<PathBuf> {
    let folder = |name: &str| {
        std::env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute())
    };
    folder("XDG_STATE_HOME")
        .or_else(|| folder("LOCALAPPDATA"))
        .or_else(|| folder("HOME").map(|home| home.join(".local/state")))
        .map(|state| state.join("dryrun"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_line_ends_an_entry() {
        assert!(ends_blank("[1,\n  "));
        assert!(!ends_blank("[1,\n 2"));
        assert!(!ends_blank(""));
    }
}
