//! Records to facts. What is shared in the table is decoded once and shared in memory.
//!
//! ```text
//! string    utf-8
//! type      tag: 0 string, 1 number, 2 bool, 3 dynamic; 4 list, 5 set, 6 map: type; 7 object: n (string type)*n
//! enum      n literal*n
//! attribute flags type facts
//! block     deprecated n (string attribute)*n m (string nesting min max block facts)*m
//! type of resource, data source, …
//!           name version block flags n rule*n relations n (doubt string)*n n gap*n
//! checks    deprecated? n (path string string)*n n (path n check*n)*n        path: n string*n
//! check     kind, words and emptiness, what the kind says (see `Decoder::check`)
//! facts     mask, then what the bits of `Bit` announce, in order
//! literal   tag: 0 null, 1 false, 2 true, 3 string, 4 signed, 5 float, 6 list: n literal*n
//! ```
//! All numbers are varints; `string`, `type`, … inside a record are indexes of those tables.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_cty::Type;
use dryrun_provider::{
    Attribute as AttributeSchema, Block as BlockSchema, NestedBlock, Nesting, Schema,
};

use crate::facts::{
    Attribute, Block, Check, CheckRule, Checks, Deprecation, Doubt, Facts, Format, Gap, Known,
    Literal, Nested, Relations, Replace, ResourceType, Rewrite, Rule, Suppressed, UnknownOn, Words,
};
use crate::image::{Cursor, Image, Table};

/// The kinds of named entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    Resources,
    DataSources,
    Ephemeral,
    Provider,
}

impl Section {
    fn table(self) -> Table {
        match self {
            Self::Resources => Table::Resources,
            Self::DataSources => Table::DataSources,
            Self::Ephemeral => Table::Ephemeral,
            Self::Provider => Table::Provider,
        }
    }
}

/// The image and everything decoded from it so far.
#[derive(Debug)]
pub(crate) struct Decoder {
    image: Image,
    strings: BTreeMap<usize, Arc<str>>,
    types: BTreeMap<usize, Type>,
    enums: BTreeMap<usize, Arc<[Literal]>>,
    attributes: BTreeMap<usize, Arc<Attribute>>,
    blocks: BTreeMap<usize, (Arc<Block>, Arc<BlockSchema>)>,
    entries: BTreeMap<(usize, usize), Arc<ResourceType>>,
    checks: BTreeMap<(usize, usize), Arc<Checks>>,
    places: BTreeMap<usize, BTreeMap<String, usize>>,
}

impl Decoder {
    pub(crate) fn new(image: Image) -> Self {
        Self {
            image,
            strings: BTreeMap::new(),
            types: BTreeMap::new(),
            enums: BTreeMap::new(),
            attributes: BTreeMap::new(),
            blocks: BTreeMap::new(),
            entries: BTreeMap::new(),
            checks: BTreeMap::new(),
            places: BTreeMap::new(),
        }
    }

    pub(crate) fn names(&self, section: Section) -> Vec<String> {
        (0..self.image.count(section.table()))
            .filter_map(|index| self.name(section, index))
            .collect()
    }

    fn name(&self, section: Section, index: usize) -> Option<String> {
        let record = self.image.record(section.table(), index)?;
        Some(String::from_utf8_lossy(Cursor::new(&record).prefixed()?).into_owned())
    }

    pub(crate) fn entry(&mut self, section: Section, name: &str) -> Option<Arc<ResourceType>> {
        let index = self.find(section, name)?;
        let key = (section.table() as usize, index);
        if let Some(known) = self.entries.get(&key) {
            return Some(known.clone());
        }
        let record = self.record(section.table(), index)?;
        let entry = Arc::new(self.resource_type(&mut Cursor::new(&record)));
        self.entries.insert(key, entry.clone());
        Some(entry)
    }

    /// Where a type is in its table; a configuration asks for few types, many times.
    fn find(&mut self, section: Section, name: &str) -> Option<usize> {
        let table = section.table() as usize;
        if let Some(place) = self.places.get(&table).and_then(|places| places.get(name)) {
            return Some(*place);
        }
        let place = self.search(section, name)?;
        self.places.entry(table).or_default().insert(name.to_owned(), place);
        Some(place)
    }

    fn search(&self, section: Section, name: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.image.count(section.table()));
        while low < high {
            let middle = low.midpoint(high);
            let record = self.image.record(section.table(), middle)?;
            match Cursor::new(&record).prefixed()?.cmp(name.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    fn record(&self, table: Table, index: usize) -> Option<Vec<u8>> {
        self.image.record(table, index).map(Cow::into_owned)
    }

    fn resource_type(&mut self, record: &mut Cursor<'_>) -> ResourceType {
        record.prefixed();
        let version = record.varint();
        let (block, schema) = self.block(record.index());
        let flags = record.varint();
        ResourceType {
            schema: Arc::new(Schema { version, block: (*schema).clone() }),
            block,
            framework: flags & 1 != 0,
            rules: list(record, |record| rule(record.varint())),
            relations: self.relations(record),
            doubts: self.doubts(record),
            gaps: list(record, |record| gap(record.varint())).into_iter().flatten().collect(),
        }
    }

    /// The checks of a type.
    pub(crate) fn checks(&mut self, section: Section, name: &str) -> Option<Arc<Checks>> {
        let index = self.find(section, name)?;
        let table = match section {
            Section::Resources => Table::ResourceChecks,
            Section::DataSources | Section::Ephemeral | Section::Provider => Table::DataChecks,
        };
        let key = (table as usize, index);
        if let Some(known) = self.checks.get(&key) {
            return Some(known.clone());
        }
        let record = self.record(table, index)?;
        let record = &mut Cursor::new(&record);
        let deprecated = (record.byte() != 0).then(|| self.string(record.index()));
        let deprecations = list(record, |record| Deprecation {
            path: self.string_list(record),
            summary: self.string(record.index()),
            text: self.string(record.index()),
        });
        let members = list(record, |record| {
            let path = self.string_list(record);
            let checks = list(record, |record| self.check(record));
            (path, checks.into_iter().flatten().collect())
        });
        let checks = Arc::new(Checks { deprecated, deprecations, members });
        self.checks.insert(key, checks.clone());
        Some(checks)
    }

    fn check(&mut self, record: &mut Cursor<'_>) -> Option<Check> {
        let kind = record.byte();
        let code = record.byte();
        let rule = match kind {
            0 => CheckRule::OneOf(self.accepted(record.index())),
            1 => CheckRule::OneOfIgnoringCase(self.accepted(record.index())),
            2 => CheckRule::Between(bound(record), bound(record)),
            3 => CheckRule::BetweenFloats(record.float(), record.float()),
            4 => CheckRule::MultipleOf(record.signed()),
            5 => CheckRule::Length(bound(record), bound(record)),
            6 => CheckRule::Matches(self.string(record.index())),
            8 => CheckRule::Told(self.string(record.index()), self.string(record.index())),
            _ => CheckRule::Format(format(record.byte())?),
        };
        Some(Check { rule, words: words(code), allows_empty: code & 4 != 0 })
    }

    fn relations(&mut self, record: &mut Cursor<'_>) -> Relations {
        Relations {
            conflicts: list(record, |record| {
                (self.string(record.index()), self.string(record.index()))
            }),
            exactly_one: self.groups(record),
            at_least_one: self.groups(record),
            required_with: self.groups(record),
        }
    }

    fn groups(&mut self, record: &mut Cursor<'_>) -> Vec<Vec<Arc<str>>> {
        list(record, |record| self.string_list(record))
    }

    fn doubts(&mut self, record: &mut Cursor<'_>) -> Vec<(Doubt, Arc<str>)> {
        let all = list(record, |record| (doubt(record.varint()), self.string(record.index())));
        all.into_iter().filter_map(|(class, path)| Some((class?, path))).collect()
    }

    fn string_list(&mut self, record: &mut Cursor<'_>) -> Vec<Arc<str>> {
        list(record, |record| self.string(record.index()))
    }

    fn string(&mut self, index: usize) -> Arc<str> {
        if let Some(known) = self.strings.get(&index) {
            return known.clone();
        }
        let record = self.image.record(Table::Strings, index).unwrap_or_default();
        let text: Arc<str> = String::from_utf8_lossy(&record).into();
        self.strings.insert(index, text.clone());
        text
    }

    fn ty(&mut self, index: usize) -> Type {
        if let Some(known) = self.types.get(&index) {
            return known.clone();
        }
        let record = self.record(Table::Types, index).unwrap_or_default();
        let mut record = Cursor::new(&record);
        let ty = match record.byte() {
            0 => Type::String,
            1 => Type::Number,
            2 => Type::Bool,
            4 => Type::list(self.ty(record.index())),
            5 => Type::set(self.ty(record.index())),
            6 => Type::map(self.ty(record.index())),
            7 => Type::object(list(&mut record, |record| {
                (self.string(record.index()), self.ty(record.index()))
            })),
            _ => Type::Dynamic,
        };
        self.types.insert(index, ty.clone());
        ty
    }

    fn accepted(&mut self, index: usize) -> Arc<[Literal]> {
        if let Some(known) = self.enums.get(&index) {
            return known.clone();
        }
        let record = self.record(Table::Enums, index).unwrap_or_default();
        let values: Arc<[Literal]> =
            list(&mut Cursor::new(&record), |record| self.literal(record)).into();
        self.enums.insert(index, values.clone());
        values
    }

    fn attribute(&mut self, index: usize) -> Arc<Attribute> {
        if let Some(known) = self.attributes.get(&index) {
            return known.clone();
        }
        let record = self.record(Table::Attributes, index).unwrap_or_default();
        let mut record = Cursor::new(&record);
        let flags = record.varint();
        let flag = |bit: u32| flags >> bit & 1 != 0;
        let schema = AttributeSchema {
            ty: self.ty(record.index()),
            required: flag(0),
            optional: flag(1),
            computed: flag(2),
            sensitive: flag(3),
            write_only: flag(4),
            deprecated: flag(5),
        };
        let attribute = Arc::new(Attribute { schema, facts: self.facts(&mut record) });
        self.attributes.insert(index, attribute.clone());
        attribute
    }

    fn block(&mut self, index: usize) -> (Arc<Block>, Arc<BlockSchema>) {
        if let Some(known) = self.blocks.get(&index) {
            return known.clone();
        }
        let record = self.record(Table::Blocks, index).unwrap_or_default();
        let mut record = Cursor::new(&record);
        let deprecated = record.byte() != 0;
        let attributes = list(&mut record, |record| {
            (self.string(record.index()), self.attribute(record.index()))
        });
        let (blocks, schemas): (Vec<_>, Vec<_>) =
            list(&mut record, |record| self.nested(record)).into_iter().unzip();
        let schema = BlockSchema {
            attributes: attributes
                .iter()
                .map(|(name, attribute)| (name.clone(), attribute.schema.clone()))
                .collect(),
            blocks: schemas.into_iter().collect(),
            deprecated,
            ..BlockSchema::default()
        };
        let block = Block { ty: block_type(&attributes, &blocks), attributes, blocks, deprecated };
        let decoded = (Arc::new(block), Arc::new(schema));
        self.blocks.insert(index, decoded.clone());
        decoded
    }

    fn nested(&mut self, record: &mut Cursor<'_>) -> (Nested, (Arc<str>, NestedBlock)) {
        let name = self.string(record.index());
        let nesting = nesting(record.byte());
        let (min, max) = (record.index(), record.index());
        let (block, schema) = self.block(record.index());
        let facts = self.facts(record);
        let schema = NestedBlock { nesting, min, max, block: schema };
        (Nested { name: name.clone(), nesting, min, max, block, facts }, (name, schema))
    }

    fn facts(&mut self, record: &mut Cursor<'_>) -> Facts {
        let mask = record.varint();
        let has = |bit: Bit| mask >> bit as u32 & 1 != 0;
        let mut facts = Facts {
            replace: if has(Bit::Replace) { Replace::ALWAYS } else { Replace::default() },
            replace_conditional: has(Bit::ReplaceConditional),
            keep: has(Bit::Keep),
            computed_block: has(Bit::ComputedBlock),
            ..Facts::default()
        };
        if has(Bit::Default) {
            facts.default = Some(self.literal(record));
        }
        if has(Bit::MemberDefaults) {
            facts.member_defaults =
                list(record, |record| (self.string(record.index()), self.literal(record)));
        }
        if has(Bit::ReplaceOn) {
            let [change, removal, addition] = transitions(record.byte());
            facts.replace = Replace { change, removal, addition };
        }
        if has(Bit::UnknownOn) {
            let arguments = self.string_list(record);
            let only_if =
                (record.byte() != 0).then(|| (self.string(record.index()), self.literal(record)));
            facts.unknown_on = Some(UnknownOn { arguments, only_if });
        }
        if has(Bit::Known) {
            facts.known = Some(self.known(record));
        }
        if has(Bit::Rewrite) {
            facts.rewrite = rewrite(record.byte());
        }
        if has(Bit::Suppressed) {
            let [change, removal, addition] = transitions(record.byte());
            facts.suppressed = Suppressed { change, removal, addition };
        }
        facts
    }

    fn known(&mut self, record: &mut Cursor<'_>) -> Known {
        match record.byte() {
            1 => Known::Constant(self.literal(record)),
            2 => Known::Copy(self.string(record.index())),
            3 => Known::Region,
            _ => Known::Null,
        }
    }

    fn literal(&mut self, record: &mut Cursor<'_>) -> Literal {
        match record.byte() {
            1 => Literal::Bool(false),
            2 => Literal::Bool(true),
            3 => Literal::Text(self.string(record.index())),
            4 => Literal::Integer(record.signed()),
            5 => Literal::Float(record.float()),
            6 => Literal::List(list(record, |record| self.literal(record))),
            _ => Literal::Null,
        }
    }
}

/// The bits of a facts mask. Values follow in this order for those that have one.
#[derive(Debug, Clone, Copy)]
enum Bit {
    Replace,
    ReplaceConditional,
    Keep,
    ComputedBlock,
    Default,
    MemberDefaults,
    ReplaceOn,
    UnknownOn,
    Known,
    Rewrite,
    Suppressed,
}

fn list<'a, T>(record: &mut Cursor<'a>, mut item: impl FnMut(&mut Cursor<'a>) -> T) -> Vec<T> {
    let count = record.index();
    let mut all = Vec::new();
    while all.len() < count && !record.is_done() {
        all.push(item(record));
    }
    all
}

fn block_type(attributes: &[(Arc<str>, Arc<Attribute>)], blocks: &[Nested]) -> Type {
    let attributes =
        attributes.iter().map(|(name, attribute)| (name.clone(), attribute.schema.ty.clone()));
    let blocks = blocks.iter().map(|nested| {
        let content = nested.block.ty.clone();
        let ty = match nested.nesting {
            Nesting::Single | Nesting::Group => content,
            Nesting::List => Type::list(content),
            Nesting::Set => Type::set(content),
            Nesting::Map => Type::map(content),
        };
        (nested.name.clone(), ty)
    });
    Type::object(attributes.chain(blocks))
}

fn nesting(code: u8) -> Nesting {
    match code {
        0 => Nesting::Single,
        1 => Nesting::List,
        _ => Nesting::Set,
    }
}

/// Change, removal, addition.
fn transitions(code: u8) -> [bool; 3] {
    [code & 1 != 0, code & 2 != 0, code & 4 != 0]
}

fn bound(record: &mut Cursor<'_>) -> Option<i64> {
    (record.byte() != 0).then(|| record.signed())
}

fn rule(_code: u64) -> Rule {
    Rule::AcmCertificate
}

fn rewrite(code: u8) -> Option<Rewrite> {
    let all = [
        Rewrite::Json,
        Rewrite::Policy,
        Rewrite::Upper,
        Rewrite::Trim,
        Rewrite::LowerTrimDot,
        Rewrite::Sha1,
    ];
    all.get(usize::from(code)).copied()
}

fn format(code: u8) -> Option<Format> {
    let all = [
        Format::Arn,
        Format::Json,
        Format::Policy,
        Format::Cidr,
        Format::Cidr4,
        Format::Cidr6,
        Format::CidrValue,
        Format::Account,
        Format::Region,
        Format::Time,
        Format::Port,
        Format::PortOrZero,
        Format::NotEmpty,
        Format::NotBlank,
        Format::Bool,
        Format::Integer,
        Format::CidrOf4,
        Format::CidrOf6,
    ];
    all.get(usize::from(code)).copied()
}

fn words(code: u8) -> Words {
    match code & 3 {
        0 => Words::Path,
        1 => Words::Name,
        2 => Words::Framework,
        _ => Words::FrameworkEnum,
    }
}

fn doubt(code: u64) -> Option<Doubt> {
    let all = [
        Doubt::ChangeIgnored,
        Doubt::AdditionIgnored,
        Doubt::SometimesKnown,
        Doubt::DependentDefault,
        Doubt::ConditionalReplacement,
        Doubt::UnknownThoughConfigured,
        Doubt::SideEffect,
        Doubt::NeverSettles,
        Doubt::Rewritten,
    ];
    all.get(usize::try_from(code).ok()?).copied()
}

fn gap(code: u64) -> Option<Gap> {
    let all = [Gap::NeedsNetwork, Gap::PlanRefused, Gap::Crash, Gap::TooLarge, Gap::Checks];
    all.get(usize::try_from(code).ok()?).copied()
}
