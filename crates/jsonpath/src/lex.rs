//! A cursor over the characters of a path.

/// Position in a text.
#[derive(Debug, Clone)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    pub(crate) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(crate) fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(crate) fn is_done(&self) -> bool {
        self.at >= self.text.len()
    }

    pub(crate) fn advance(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Takes `expected` if it comes next.
    pub(crate) fn eat(&mut self, expected: &str) -> bool {
        let found = self.rest().starts_with(expected);
        if found {
            self.at += expected.len();
        }
        found
    }

    /// Takes a word (an operator such as `in`) that is not the beginning of a longer one.
    pub(crate) fn eat_word(&mut self, word: &str) -> bool {
        let after = self.rest().strip_prefix(word).map(|rest| rest.chars().next());
        match after {
            Some(next) if !next.is_some_and(|next| next.is_alphanumeric() || next == '_') => {
                self.eat(word)
            }
            _ => false,
        }
    }

    pub(crate) fn blanks(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.advance();
        }
    }

    /// Takes characters as long as they satisfy the condition.
    pub(crate) fn take_while(&mut self, accept: impl Fn(char) -> bool) -> &'a str {
        let start = self.at;
        while self.peek().is_some_and(&accept) {
            self.advance();
        }
        self.since(start)
    }

    /// A string in quotes; the cursor stands at the opening quote.
    ///
    /// A backslash protects the quote that would end the string, and another backslash before that; recorded: before any
    /// other character it is itself part of the name.
    pub(crate) fn quoted(&mut self) -> Option<String> {
        let quote = self.advance()?;
        let mut out = String::new();
        loop {
            match self.advance()? {
                '\\' if self.peek() == Some(quote) => out.push(self.advance()?),
                end if end == quote => return Some(out),
                other => out.push(other),
            }
        }
    }

    /// An integer with an optional sign.
    pub(crate) fn integer(&mut self) -> Option<i64> {
        let start = self.at;
        self.eat("-");
        self.take_while(|c| c.is_ascii_digit());
        let found = self.since(start).parse().ok();
        if found.is_none() {
            self.at = start;
        }
        found
    }
}
