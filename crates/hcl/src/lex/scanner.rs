//! The state that all modes of the scanner share.

use super::{Mode, Token, TokenKind};

/// Where the scanner is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// Code; how many template sequences are open is in `sequences`.
    Code,
    /// Between quotes.
    Quoted,
    /// In a heredoc.
    Heredoc,
    /// In a template without quotes.
    Bare,
}

/// A heredoc that is not closed yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Heredoc<'a> {
    pub(super) marker: &'a str,
    pub(super) at_line_start: bool,
}

pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) frames: Vec<Frame>,
    pub(super) heredocs: Vec<Heredoc<'a>>,
    /// Open braces of all modes.
    pub(super) braces: usize,
    /// Depths of braces at which a closing brace ends a template sequence.
    pub(super) sequences: Vec<usize>,
    /// There is no end of a comment from here on.
    pub(super) no_comment_end: bool,
    tokens: Vec<Token>,
}

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str, from: usize) -> Self {
        // A byte order mark is no part of the text.
        let at =
            if from == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { from };
        let tokens = Vec::with_capacity(text.len() / 4 + 1);
        Self {
            text,
            at,
            frames: Vec::new(),
            heredocs: Vec::new(),
            braces: 0,
            sequences: Vec::new(),
            no_comment_end: false,
            tokens,
        }
    }

    pub(super) fn run(mut self, mode: Mode) -> Vec<Token> {
        self.frames.push(match mode {
            Mode::Code => Frame::Code,
            Mode::Template => Frame::Bare,
        });
        while self.at < self.text.len() {
            match self.frames.last() {
                Some(Frame::Code) | None => self.scan_code(),
                Some(Frame::Quoted) => self.scan_quoted(),
                Some(Frame::Heredoc) => self.scan_heredoc(),
                Some(Frame::Bare) => self.scan_bare(),
            }
        }
        self.emit(TokenKind::EndOfFile, 0);
        self.tokens
    }

    /// The text that is not scanned yet.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The byte `ahead` of the present one.
    pub(super) fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    /// Adds a token of the next `length` bytes.
    pub(super) fn emit(&mut self, kind: TokenKind, length: usize) {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.tokens.push(Token { kind, start: narrow(self.at), end: narrow(self.at + length) });
        self.at += length;
    }

    /// Adds the next character as something that does not belong here.
    pub(super) fn emit_invalid(&mut self) {
        let Some(character) = self.rest().chars().next() else { return };
        let kind = if character == char::REPLACEMENT_CHARACTER {
            TokenKind::BadUtf8
        } else {
            TokenKind::Invalid
        };
        self.emit(kind, character.len_utf8());
    }

    /// Enters `${` or `%{`, if one is next.
    pub(super) fn open_sequence(&mut self) -> bool {
        let kind = match self.byte(0) {
            Some(b'$') => TokenKind::Interpolation,
            Some(b'%') => TokenKind::Directive,
            Some(_) | None => return false,
        };
        if self.byte(1) != Some(b'{') {
            return false;
        }
        self.emit(kind, if self.byte(2) == Some(b'~') { 3 } else { 2 });
        self.braces += 1;
        self.sequences.push(self.braces);
        if let Some(heredoc) = self.heredocs.last_mut() {
            heredoc.at_line_start = false;
        }
        self.frames.push(Frame::Code);
        true
    }

    /// Whether a closing brace here would end a template sequence.
    pub(super) fn at_sequence_end(&self) -> bool {
        self.sequences.last() == Some(&self.braces)
    }

    /// Leaves the code of a template sequence.
    pub(super) fn close_sequence(&mut self) {
        self.sequences.pop();
        self.braces = self.braces.saturating_sub(1);
        self.leave();
    }

    /// Leaves the present mode; the outermost stays.
    pub(super) fn leave(&mut self) {
        if self.frames.len() > 1 {
            self.frames.pop();
        }
    }
}
