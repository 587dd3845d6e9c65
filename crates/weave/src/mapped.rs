//! Derived texts that know where each byte comes from.

use std::ops::Range;

use dryrun_diag::{FileId, Span};

/// A text put together from pieces of files: a chapter with its includes expanded, the body of a fence in a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapped {
    /// The text.
    pub text: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    /// Offset in the derived text.
    start: usize,
    file: FileId,
    /// Offset in the file.
    at: usize,
}

impl Mapped {
    /// A whole file.
    #[must_use]
    pub fn file(file: FileId, text: &str) -> Self {
        let mut mapped = Self::default();
        mapped.push(text, file, 0);
        mapped
    }

    /// Appends a part of a file.
    pub fn push(&mut self, text: &str, file: FileId, at: usize) {
        let follows = self.pieces.last().is_some_and(|last| {
            last.file == file && last.at + (self.text.len() - last.start) == at
        });
        if !follows {
            self.pieces.push(Piece { start: self.text.len(), file, at });
        }
        self.text.push_str(text);
    }

    /// Appends a part of another derived text, with its origins.
    pub fn push_slice(&mut self, other: &Self, range: Range<usize>) {
        let mut from = range.start;
        while from < range.end {
            let index = other.piece_index(from);
            let Some(piece) = other.pieces.get(index) else { return };
            let until =
                other.pieces.get(index + 1).map_or(range.end, |next| next.start.min(range.end));
            self.push(
                other.text.get(from..until).unwrap_or_default(),
                piece.file,
                piece.at + (from - piece.start),
            );
            from = until.max(from + 1);
        }
    }

    /// Appends text that stands for a place of a file without being it (a normalised line ending).
    pub fn push_stand_in(&mut self, text: &str, file: FileId, at: usize) {
        self.pieces.push(Piece { start: self.text.len(), file, at });
        self.text.push_str(text);
    }

    /// The files it comes from.
    pub fn files(&self) -> impl Iterator<Item = FileId> {
        self.pieces.iter().map(|piece| piece.file)
    }

    /// This text, whose pieces are places in `outer`, with the origins that those places have.
    #[must_use]
    pub(crate) fn within(&self, outer: &Self) -> Self {
        let mut out = Self::default();
        let ends = self.pieces.iter().skip(1).map(|next| next.start).chain([self.text.len()]);
        for (piece, end) in self.pieces.iter().zip(ends) {
            let text = self.text.get(piece.start..end).unwrap_or_default();
            let place = piece.at..piece.at + text.len();
            if outer.text.get(place.clone()) == Some(text) {
                out.push_slice(outer, place);
            } else {
                let (file, at) = outer.place(piece.at);
                out.push_stand_in(text, file, at);
            }
        }
        out
    }

    fn piece_index(&self, offset: usize) -> usize {
        self.pieces.partition_point(|piece| piece.start <= offset).saturating_sub(1)
    }

    /// File and offset of a byte.
    #[must_use]
    pub fn place(&self, offset: usize) -> (FileId, usize) {
        let piece = self.pieces.get(self.piece_index(offset));
        piece.map_or((FileId::default(), 0), |piece| {
            (piece.file, piece.at + offset.saturating_sub(piece.start))
        })
    }

    /// The offset at which a byte of a file stands here; its end counts as its own.
    #[must_use]
    pub fn offset(&self, file: FileId, at: usize) -> Option<usize> {
        let ends = self.pieces.iter().skip(1).map(|next| next.start);
        let pieces = self.pieces.iter().zip(ends.chain([self.text.len()]));
        let mut holding = pieces.filter_map(|(piece, end)| {
            let within = at.checked_sub(piece.at).filter(|_| piece.file == file)?;
            (within <= end - piece.start).then_some(piece.start + within)
        });
        holding.next()
    }

    /// The span of a range; one that reaches into another file ends where that file begins.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        let (file, start) = self.place(range.start);
        if range.is_empty() {
            return Span::point(file, start);
        }
        let (last_file, last) = self.place(range.end - 1);
        if last_file == file && last >= start {
            Span::new(file, start, last + 1)
        } else {
            Span::point(file, start)
        }
    }

    /// The span of a range that is one unbroken part of one file, so that it can be rewritten there.
    #[must_use]
    pub fn unbroken(&self, range: Range<usize>) -> Option<Span> {
        let same =
            range.is_empty() || self.piece_index(range.start) == self.piece_index(range.end - 1);
        same.then(|| self.span(range))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_follow_the_pieces() {
        let (chapter, included) = (FileId(0), FileId(1));
        let mut mapped = Mapped::default();
        mapped.push("abc", chapter, 0);
        mapped.push("XY", included, 10);
        mapped.push("def", chapter, 20);
        assert_eq!(mapped.place(1), (chapter, 1));
        assert_eq!(mapped.place(4), (included, 11));
        assert_eq!(mapped.span(5..7), Span::new(chapter, 20, 22));
        assert_eq!(mapped.unbroken(2..4), None);
        assert_eq!(mapped.offset(included, 11), Some(4));
        assert_eq!(mapped.offset(chapter, 12), None);

        let mut slice = Mapped::default();
        slice.push_slice(&mapped, 2..6);
        assert_eq!(slice.text, "cXYd");
        assert_eq!(slice.place(3), (chapter, 20));
    }
}
