//! Scanning of the literal parts of quoted strings, heredocs and bare templates.

use super::TokenKind as Kind;
use super::scanner::Scanner;

impl Scanner<'_> {
    /// Scans one token between quotes.
    pub(super) fn scan_quoted(&mut self) {
        if self.open_sequence() {
            return;
        }
        match self.byte(0) {
            Some(b'"') => {
                self.emit(Kind::CloseQuote, 1);
                self.leave();
            }
            Some(b'\r' | b'\n') => {
                let length =
                    self.rest().bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
                self.emit(Kind::QuotedNewline, length);
            }
            Some(b'$' | b'%') => self.marker(Kind::QuotedText),
            Some(_) | None => self.quoted_run(),
        }
    }

    /// Text up to the next quote, newline or marker; a backslash takes the next character with it.
    fn quoted_run(&mut self) {
        let bytes = self.rest().as_bytes();
        let mut length = 0;
        loop {
            match (bytes.get(length), bytes.get(length + 1)) {
                (Some(b'\\'), Some(b'\r' | b'\n') | None)
                | (Some(b'"' | b'$' | b'%' | b'\r' | b'\n') | None, _) => break,
                (Some(b'\\'), Some(_)) => length += 1 + self.character_length(length + 1),
                // The replacement character stands for what was not UTF-8.
                (Some(0xef), _) if bytes.get(length..length + 3) == Some(REPLACEMENT) => break,
                (Some(_), _) => length += 1,
            }
        }
        if length == 0 { self.emit_invalid() } else { self.emit(Kind::QuotedText, length) }
    }

    fn character_length(&self, ahead: usize) -> usize {
        self.rest().get(ahead..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    }

    /// `$` or `%` that opens no sequence: `$${` is one token, a lone one as well.
    fn marker(&mut self, kind: Kind) {
        let marker = self.byte(0);
        let doubled = self.byte(1) == marker && self.byte(2) == Some(b'{');
        let length = match (doubled, self.byte(3)) {
            (true, Some(b'~')) => 4,
            (true, _) => 3,
            (false, _) => 1,
        };
        // At the very end the scanner would still wait for the next character: only bare templates take it as text.
        let cut_off = self.byte(1).is_none() && kind == Kind::QuotedText;
        self.emit(if cut_off { Kind::Invalid } else { kind }, length);
    }

    /// Scans one token of a heredoc: at most a line.
    pub(super) fn scan_heredoc(&mut self) {
        if self.open_sequence() {
            return;
        }
        if matches!(self.byte(0), Some(b'$' | b'%')) {
            self.leave_line_start();
            self.marker(Kind::PlainText);
            return;
        }
        let run = self.plain_run();
        match (self.byte(run), self.byte(run + 1)) {
            (Some(b'\n'), _) => self.heredoc_line(run, 1),
            (Some(b'\r'), Some(b'\n')) => self.heredoc_line(run, 2),
            (Some(b'\r'), _) if run == 0 => self.emit(Kind::Invalid, self.rest().len()),
            _ if run == 0 => self.emit_invalid(),
            _ => {
                self.leave_line_start();
                self.emit(Kind::PlainText, run);
            }
        }
    }

    fn leave_line_start(&mut self) {
        if let Some(heredoc) = self.heredocs.last_mut() {
            heredoc.at_line_start = false;
        }
    }

    /// The rest of a line, which may be the closing marker; then the newline is a token of its own, as it also ends the
    /// attribute.
    fn heredoc_line(&mut self, run: usize, newline: usize) {
        let line = self.rest().get(..run).unwrap_or_default();
        if let Some(heredoc) = self.heredocs.last_mut() {
            if heredoc.at_line_start && line.trim() == heredoc.marker {
                self.emit(Kind::CloseHeredoc, run);
                self.emit(Kind::Newline, newline);
                self.heredocs.pop();
                self.leave();
                return;
            }
            heredoc.at_line_start = true;
        }
        self.emit(Kind::PlainText, run + newline);
    }

    /// Scans one token of a template without quotes: at most a line.
    pub(super) fn scan_bare(&mut self) {
        if self.open_sequence() {
            return;
        }
        if matches!(self.byte(0), Some(b'$' | b'%')) {
            return self.marker(Kind::PlainText);
        }
        let run = self.plain_run();
        match (self.byte(run), self.byte(run + 1)) {
            (Some(b'\n'), _) => self.emit(Kind::PlainText, run + 1),
            (Some(b'\r'), Some(b'\n')) => self.emit(Kind::PlainText, run + 2),
            (Some(b'\r'), _) if run == 0 => self.emit(Kind::PlainText, self.rest().len()),
            _ if run == 0 => self.emit_invalid(),
            _ => self.emit(Kind::PlainText, run),
        }
    }

    /// Bytes up to the next marker or newline.
    fn plain_run(&self) -> usize {
        let bytes = self.rest().as_bytes();
        let stops = |(at, byte): (usize, &u8)| match byte {
            b'$' | b'%' | b'\r' | b'\n' => true,
            0xef => bytes.get(at..at + 3) == Some(REPLACEMENT),
            _ => false,
        };
        bytes.iter().enumerate().position(stops).unwrap_or(bytes.len())
    }
}

const REPLACEMENT: &[u8] = "\u{fffd}".as_bytes();
