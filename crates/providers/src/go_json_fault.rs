//! What Go's decoder says of a text that is no JSON.

/// A fault and the number of bytes read when it is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// In Go's words.
    pub(crate) text: String,
    /// Bytes read, the offending one included.
    pub(crate) offset: usize,
}

/// The first fault of a text; `None` where it is JSON.
pub(crate) fn fault(text: &str) -> Option<Fault> {
    let mut scan = Scan { text: text.as_bytes(), at: 0 };
    scan.value(0).and_then(|()| scan.end()).err()
}

/// Deeper texts are refused by Go as well.
const DEEPEST: usize = 500;

struct Scan<'a> {
    text: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn blanks(&mut self) {
        while self.peek().is_some_and(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    /// The fault at the next byte.
    fn wrong<T>(&self, place: &str) -> Result<T, Fault> {
        let Some(byte) = self.peek() else {
            let text = "unexpected end of JSON input".to_owned();
            return Err(Fault { text, offset: self.text.len() });
        };
        let shown = match byte {
            b'\'' => "'\\''".to_owned(),
            b'"' => "'\"'".to_owned(),
            b'\\' => "'\\\\'".to_owned(),
            b'\n' => "'\\n'".to_owned(),
            b'\t' => "'\\t'".to_owned(),
            b'\r' => "'\\r'".to_owned(),
            0x20..=0x7e => format!("'{}'", char::from(byte)),
            // Go takes the byte for a character.
            0xa1..=0xac | 0xae..=0xff => format!("'{}'", char::from(byte)),
            0x80..=0xa0 | 0xad => format!("'\\u{byte:04x}'"),
            0..=0x1f | 0x7f => format!("'\\x{byte:02x}'"),
        };
        Err(Fault { text: format!("invalid character {shown} {place}"), offset: self.at + 1 })
    }

    fn end(&mut self) -> Result<(), Fault> {
        self.blanks();
        if self.peek().is_none() { Ok(()) } else { self.wrong("after top-level value") }
    }

    fn value(&mut self, depth: usize) -> Result<(), Fault> {
        self.blanks();
        if depth > DEEPEST {
            return Err(Fault { text: "exceeded max depth".to_owned(), offset: self.at });
        }
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => self.string(),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.literal("true"),
            Some(b'f') => self.literal("false"),
            Some(b'n') => self.literal("null"),
            Some(_) | None => self.wrong("looking for beginning of value"),
        }
    }

    fn object(&mut self, depth: usize) -> Result<(), Fault> {
        self.at += 1;
        self.blanks();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.blanks();
            if self.peek() != Some(b'"') {
                return self.wrong("looking for beginning of object key string");
            }
            self.string()?;
            self.blanks();
            if self.peek() != Some(b':') {
                return self.wrong("after object key");
            }
            self.at += 1;
            self.value(depth + 1)?;
            self.blanks();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(_) | None => return self.wrong("after object key:value pair"),
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<(), Fault> {
        self.at += 1;
        self.blanks();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(());
        }
        loop {
            self.value(depth + 1)?;
            self.blanks();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(_) | None => return self.wrong("after array element"),
            }
        }
    }

    fn string(&mut self) -> Result<(), Fault> {
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => self.escape()?,
                Some(0..=0x1f) | None => return self.wrong("in string literal"),
                Some(_) => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Result<(), Fault> {
        self.at += 1;
        match self.peek() {
            Some(b'b' | b'f' | b'n' | b'r' | b't' | b'\\' | b'/' | b'"') => self.at += 1,
            Some(b'u') => {
                self.at += 1;
                for _ in 0..4 {
                    if !self.peek().is_some_and(|byte| byte.is_ascii_hexdigit()) {
                        return self.wrong("in \\u hexadecimal character escape");
                    }
                    self.at += 1;
                }
            }
            Some(_) | None => return self.wrong("in string escape code"),
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), Fault> {
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits("in numeric literal")?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits("after decimal point in numeric literal")?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits("in exponent of numeric literal")?;
        }
        Ok(())
    }

    fn digits(&mut self, place: &str) -> Result<(), Fault> {
        if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return self.wrong(place);
        }
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        Ok(())
    }

    fn literal(&mut self, word: &str) -> Result<(), Fault> {
        for wanted in word.bytes() {
            if self.peek() != Some(wanted) {
                let place = format!("in literal {word} (expecting '{}')", char::from(wanted));
                return self.wrong(&place);
            }
            self.at += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_told_as_go_tells_them() {
        let told = |text: &str| fault(text).map(|fault| (fault.text, fault.offset));
        let wrong = |text: &str, offset| Some((text.to_owned(), offset));
        assert_eq!(told("{\"a\": [1, true, null, -0.5e3, \"\\u00e9\"]}"), None);
        assert_eq!(
            told("{ not json"),
            wrong("invalid character 'n' looking for beginning of object key string", 3)
        );
        assert_eq!(told("nope"), wrong("invalid character 'o' in literal null (expecting 'u')", 2));
        assert_eq!(told("[1,"), wrong("unexpected end of JSON input", 3));
        assert_eq!(
            told("[{]"),
            wrong("invalid character ']' looking for beginning of object key string", 3)
        );
        assert_eq!(told("{} x"), wrong("invalid character 'x' after top-level value", 4));
    }
}
