//! The packed form: an image in pages, each compressed by itself.
//!
//! ```text
//! file   = "DRF1" page-size:u32 page-count:u32 image-length:u32 (end:u32)*page-count page*
//! page   = raw deflate of page-size bytes of the image (the last one may be shorter);
//!          `end` counts from the first page
//! image  = (offset:u32 count:u32)*11 table*         the tables, in the order of `Table`
//! table  = (offset:u32)*⌈count/16⌉+1 record*         offset of each sixteenth record from the first
//!                                                   record, and the end
//! record = length:varint byte*
//! ```
//! Fixed numbers are little-endian; a varint holds seven bits a byte, least first. What the records hold is in
//! `decode`. Strings are ordered by first use, so a type's records lie in few pages: reading one type
//! inflates some tens of kilobytes.

use std::borrow::Cow;
use std::io::Read;
use std::sync::OnceLock;

/// How many records share one offset.
pub const STRIDE: usize = 16;

/// The tables of the image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Table {
    /// Interned strings.
    Strings,
    /// Interned types.
    Types,
    /// Interned lists of accepted values.
    Enums,
    /// Interned attributes.
    Attributes,
    /// Interned blocks; a block refers to earlier ones only.
    Blocks,
    /// Resource types, sorted by name.
    Resources,
    /// Data sources, sorted by name.
    DataSources,
    /// Ephemeral resource types, sorted by name.
    Ephemeral,
    /// The provider block.
    Provider,
    /// Checks of the resource types, in their order.
    ResourceChecks,
    /// Checks of the data sources, in their order.
    DataChecks,
}

/// Number of tables.
pub const TABLES: usize = 11;

/// The packed bytes and the pages inflated so far.
#[derive(Debug)]
pub struct Image {
    page_size: usize,
    length: usize,
    pages: Vec<Page>,
}

#[derive(Debug)]
struct Page {
    packed: &'static [u8],
    inflated: OnceLock<Box<[u8]>>,
}

impl Image {
    /// Reads the page table; bytes that are no image make an empty one.
    #[must_use]
    pub fn open(file: &'static [u8]) -> Self {
        Self::parse(file).unwrap_or(Self { page_size: 1, length: 0, pages: Vec::new() })
    }

    fn parse(file: &'static [u8]) -> Option<Self> {
        let rest = file.strip_prefix(b"DRF1")?;
        let word = |at: usize| fixed(rest, at * 4);
        let (page_size, count, length) = (word(0)?, word(1)?, word(2)?);
        let body = rest.get((3 + count) * 4..)?;
        let mut start = 0;
        let mut pages = Vec::with_capacity(count);
        for page in 0..count {
            let end = word(3 + page)?;
            pages.push(Page { packed: body.get(start..end)?, inflated: OnceLock::new() });
            start = end;
        }
        Some(Self { page_size: page_size.max(1), length, pages })
    }

    /// The bytes of a range; shorter where the image ends.
    #[must_use]
    pub fn bytes(&self, start: usize, end: usize) -> Cow<'_, [u8]> {
        let first = self.page_from(start);
        if let Some(whole) = first.get(..end.saturating_sub(start)) {
            return Cow::Borrowed(whole);
        }
        let mut all = Vec::with_capacity(end.saturating_sub(start));
        while all.len() < end.saturating_sub(start) {
            let part = self.page_from(start + all.len());
            let wanted = (end - start - all.len()).min(part.len());
            if wanted == 0 {
                break;
            }
            all.extend_from_slice(part.get(..wanted).unwrap_or_default());
        }
        Cow::Owned(all)
    }

    /// The rest of the page that holds a byte.
    fn page_from(&self, at: usize) -> &[u8] {
        let Some(page) = self.pages.get(at / self.page_size) else { return &[] };
        let inflated = page.inflated.get_or_init(|| {
            let mut bytes = Vec::with_capacity(self.page_size.min(self.length));
            // A page that does not inflate reads as empty; the crate's tests go through all of them.
            let _ = flate2::read::DeflateDecoder::new(page.packed).read_to_end(&mut bytes);
            bytes.into_boxed_slice()
        });
        inflated.get(at % self.page_size..).unwrap_or_default()
    }

    /// Number of records in a table.
    #[must_use]
    pub fn count(&self, table: Table) -> usize {
        self.directory(table).1
    }

    /// One record.
    #[must_use]
    pub fn record(&self, table: Table, index: usize) -> Option<Cow<'_, [u8]>> {
        let (offset, count) = self.directory(table);
        if index >= count {
            return None;
        }
        let groups = count.div_ceil(STRIDE) + 1;
        let slot = offset + index / STRIDE * 4;
        let bounds = self.bytes(slot, slot + 8);
        let records = offset + groups * 4;
        let (start, end) = (records + fixed(&bounds, 0)?, records + fixed(&bounds, 4)?);
        match self.bytes(start, end) {
            Cow::Borrowed(group) => nth_record(group, index % STRIDE).map(Cow::Borrowed),
            Cow::Owned(group) => {
                nth_record(&group, index % STRIDE).map(|record| Cow::Owned(record.to_vec()))
            }
        }
    }

    fn directory(&self, table: Table) -> (usize, usize) {
        let slot = table as usize * 8;
        let bytes = self.bytes(slot, slot + 8);
        (fixed(&bytes, 0).unwrap_or(0), fixed(&bytes, 4).unwrap_or(0))
    }
}

fn nth_record(group: &[u8], nth: usize) -> Option<&[u8]> {
    let mut cursor = Cursor::new(group);
    for _ in 0..nth {
        cursor.prefixed();
    }
    cursor.prefixed()
}

fn fixed(bytes: &[u8], at: usize) -> Option<usize> {
    let word: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(word)).ok()
}

/// Reads a record from its start. Past the end everything is zero or empty.
#[derive(Debug, Clone)]
pub struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// At the start of a record.
    #[must_use]
    pub fn new(record: &'a [u8]) -> Self {
        Self { rest: record }
    }

    /// One byte.
    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.rest.split_first() else { return 0 };
        self.rest = rest;
        *first
    }

    /// A varint.
    pub fn varint(&mut self) -> u64 {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte();
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        value
    }

    /// A varint as an index or a count.
    pub fn index(&mut self) -> usize {
        usize::try_from(self.varint()).unwrap_or(usize::MAX)
    }

    /// A signed varint: the sign is the lowest bit.
    pub fn signed(&mut self) -> i64 {
        let coded = self.varint();
        (coded >> 1).cast_signed() ^ -((coded & 1).cast_signed())
    }

    /// Bytes after their number.
    pub fn prefixed(&mut self) -> Option<&'a [u8]> {
        let length = self.index();
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }

    /// Eight bytes: a binary floating point number.
    pub fn float(&mut self) -> f64 {
        let mut bytes = [0; 8];
        bytes.fill_with(|| self.byte());
        f64::from_le_bytes(bytes)
    }

    /// Whether the record is read to its end.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.rest.is_empty()
    }
}
