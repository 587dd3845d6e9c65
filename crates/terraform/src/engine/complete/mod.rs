//! What an editor may offer in a configuration that is being written.

mod cursor;
mod declared;
mod words;

use std::sync::Arc;

use dryrun_diag::{FileId, Span};
use dryrun_engine::{Completion, CompletionKind, Example};
use dryrun_provider::{Attribute, Block, Nesting, Provider};

use self::cursor::{At, Cursor, Header};
use self::declared::Declared;

/// More types than a reader scrolls through are not offered.
const MOST: usize = 400;

/// What fits at a byte of a part; nothing in parts that are no HCL.
pub(super) fn complete(example: &Example, part: usize, byte: usize) -> Vec<Completion> {
    let Some(text) = example.parts.get(part) else { return Vec::new() };
    if !(text.name.ends_with(".tf") || text.name.ends_with(".tfvars")) {
        return Vec::new();
    }
    let Some(cursor) = text.text.get(..byte).and_then(cursor::find) else { return Vec::new() };
    let file = FileId(u32::try_from(part).unwrap_or(u32::MAX));
    let offers = Offers { file, byte, declared: Declared::read(example, &text.name) };
    match &cursor.at {
        At::Nothing => Vec::new(),
        At::Name if text.name.ends_with(".tfvars") => {
            let names = offers.declared.variables.iter();
            names
                .map(|name| {
                    offers.plain(CompletionKind::Field, name, &format!("{name} = "), cursor.word)
                })
                .collect()
        }
        At::Name => offers.names(&cursor),
        At::Label(before) => offers.labels(before, cursor.word),
        At::Expression(argument) => offers.expression(argument, &cursor),
    }
}

/// The last step of a traversal, typed so far.
fn last_step(word: &str) -> &str {
    word.rsplit('.').next().unwrap_or_default()
}

struct Offers {
    file: FileId,
    byte: usize,
    declared: Declared,
}

/// Nested blocks are offered with their first line.
fn block_text(name: &str) -> String {
    format!("{name} {{")
}

impl Offers {
    fn offer(
        &self,
        kind: CompletionKind,
        label: &str,
        insert: String,
        typed: &str,
        detail: String,
    ) -> Completion {
        let replace = Span::new(self.file, self.byte - typed.len(), self.byte);
        Completion { label: label.to_owned(), kind, insert, replace, detail }
    }

    fn plain(&self, kind: CompletionKind, label: &str, insert: &str, typed: &str) -> Completion {
        self.offer(kind, label, insert.to_owned(), typed, String::new())
    }

    /// Arguments and blocks where one begins.
    fn names(&self, cursor: &Cursor<'_>) -> Vec<Completion> {
        let Some((header, outer)) = cursor.blocks.split_last() else { return Vec::new() };
        if outer.is_empty() {
            let top = words::TOP.iter().map(|name| {
                let insert = match *name {
                    "locals" | "terraform" | "moved" | "removed" | "import" => block_text(name),
                    _ => format!("{name} \""),
                };
                self.plain(CompletionKind::Block, name, &insert, cursor.word)
            });
            return top.collect();
        }
        let mut found = Vec::new();
        if let Some(block) = schema_of(&cursor.blocks) {
            found.extend(self.provided(&block, header, cursor.word));
        }
        let is_object =
            matches!(outer, [_]) && matches!(header.words.first(), Some(&("resource" | "data")));
        let (arguments, blocks) = words::inside(&header.words);
        let meta = if is_object { words::META } else { &[] };
        let meta_blocks = if is_object { words::META_BLOCKS } else { &[] };
        let is_new = |name: &&&str| !header.set.contains(*name);
        found.extend(arguments.iter().chain(meta).filter(is_new).map(|name| {
            self.plain(CompletionKind::Field, name, &format!("{name} = "), cursor.word)
        }));
        found.extend(
            blocks.iter().chain(meta_blocks).map(|name| {
                self.plain(CompletionKind::Block, name, &block_text(name), cursor.word)
            }),
        );
        found
    }

    /// A provider's arguments and blocks: required ones first, and none that only the provider sets.
    fn provided(&self, block: &Block, header: &Header<'_>, typed: &str) -> Vec<Completion> {
        let is_new = |name: &str| !header.set.contains(&name);
        let settable = |attribute: &Attribute| attribute.required || attribute.optional;
        let mut attributes: Vec<_> = block
            .attributes
            .iter()
            .filter(|(name, attribute)| settable(attribute) && is_new(name))
            .collect();
        attributes.sort_by_key(|(_, attribute)| (attribute.deprecated, !attribute.required));
        let arguments = attributes.into_iter().map(|(name, attribute)| {
            let required = if attribute.required { ", required" } else { "" };
            let detail = format!("{}{required}", attribute.ty.constraint_name());
            self.offer(CompletionKind::Field, name, format!("{name} = "), typed, detail)
        });
        let blocks = block.blocks.iter().map(|(name, nested)| {
            let repeats = match nested.nesting {
                Nesting::Single | Nesting::Group => "block",
                Nesting::List | Nesting::Set | Nesting::Map => "blocks",
            };
            let required = if nested.min > 0 { ", required" } else { "" };
            let detail = format!("{repeats}{required}");
            self.offer(CompletionKind::Block, name, block_text(name), typed, detail)
        });
        arguments.chain(blocks).collect()
    }

    /// Types in the first label of a block.
    fn labels(&self, before: &[&str], typed: &str) -> Vec<Completion> {
        let all = |names: fn(&dyn Provider) -> Vec<String>| {
            let mut names: Vec<String> = dryrun_providers::bundled()
                .iter()
                .flat_map(|provider| names(&**provider))
                .collect();
            names.sort();
            names
        };
        let names = match before {
            ["resource"] => all(|provider| provider.resource_types()),
            ["data"] => all(|provider| provider.data_types()),
            ["provider"] => all(|provider| {
                provider.source().rsplit('/').next().map(str::to_owned).into_iter().collect()
            }),
            _ => return Vec::new(),
        };
        let fitting = names.iter().filter(|name| name.contains(typed)).take(MOST);
        fitting.map(|name| self.plain(CompletionKind::Type, name, name, typed)).collect()
    }

    fn expression(&self, argument: &str, cursor: &Cursor<'_>) -> Vec<Completion> {
        let word = cursor.word;
        let in_variable =
            cursor.blocks.last().is_some_and(|header| header.words.first() == Some(&"variable"));
        if argument == "type" && in_variable {
            let types = words::TYPES.iter();
            return types
                .map(|name| {
                    self.plain(CompletionKind::Type, name.trim_end_matches('('), name, word)
                })
                .collect();
        }
        match word.rsplit_once('.') {
            None => self.roots(word),
            Some((path, typed)) => self.members(path, typed),
        }
    }

    /// What a reference may begin with, and functions.
    fn roots(&self, typed: &str) -> Vec<Completion> {
        let declared = &self.declared;
        let own = [
            ("var", !declared.variables.is_empty()),
            ("local", !declared.locals.is_empty()),
            ("module", !declared.modules.is_empty()),
            ("data", !declared.data.is_empty()),
        ];
        let own =
            own.into_iter().filter(|(_, is_there)| *is_there).map(|(root, _)| root.to_owned());
        let mut types: Vec<String> =
            declared.resources.iter().map(|(kind, _)| kind.clone()).collect();
        types.sort();
        types.dedup();
        let language = words::ROOTS.iter().map(|(root, _)| (*root).to_owned());
        let roots = own
            .chain(types)
            .chain(language)
            .map(|root| self.plain(CompletionKind::Reference, &root, &format!("{root}."), typed));
        let functions = dryrun_cty::functions::functions().iter().map(|function| {
            let name = function.name;
            self.plain(CompletionKind::Function, name, &format!("{name}("), typed)
        });
        roots.chain(functions).collect()
    }

    /// What may stand behind `path.`.
    fn members(&self, path: &str, typed: &str) -> Vec<Completion> {
        let declared = &self.declared;
        let names = |all: &[(String, String)], kind: &str| -> Vec<String> {
            all.iter().filter(|(of, _)| of == kind).map(|(_, name)| name.clone()).collect()
        };
        let steps: Vec<&str> = path.split('.').collect();
        let found: Vec<String> = match steps.as_slice() {
            ["var"] => declared.variables.clone(),
            ["local"] => declared.locals.clone(),
            ["module"] => declared.modules.clone(),
            ["data"] => declared.data.iter().map(|(kind, _)| kind.clone()).collect(),
            ["data", kind] => names(&declared.data, kind),
            ["data", kind, _] => attributes(|provider| provider.data_schema(kind)),
            [root] => match words::ROOTS.iter().find(|(known, _)| known == root) {
                Some((_, members)) => members.iter().map(|name| (*name).to_owned()).collect(),
                None => names(&declared.resources, root),
            },
            [kind, _] => attributes(|provider| provider.resource_schema(kind)),
            _ => Vec::new(),
        };
        let typed = last_step(typed);
        let mut found = found;
        found.dedup();
        found.iter().map(|name| self.plain(CompletionKind::Reference, name, name, typed)).collect()
    }
}

type SchemaOf<'s> = &'s dyn Fn(&dyn Provider) -> Option<Arc<dryrun_provider::Schema>>;

fn first_schema(of: SchemaOf<'_>) -> Option<Arc<dryrun_provider::Schema>> {
    dryrun_providers::bundled().iter().find_map(|provider| of(&**provider))
}

/// Names of all attributes and blocks of an object.
fn attributes(of: impl Fn(&dyn Provider) -> Option<Arc<dryrun_provider::Schema>>) -> Vec<String> {
    let schema = first_schema(&of);
    schema.map_or_else(Vec::new, |schema| {
        let names = schema.block.attributes.keys().chain(schema.block.blocks.keys());
        names.map(ToString::to_string).collect()
    })
}

/// The provider's schema of the innermost of some open blocks; none where the block is the language's own.
fn schema_of(blocks: &[Header<'_>]) -> Option<Arc<Block>> {
    let (_, open) = blocks.split_first()?;
    let (outer, inner) = open.split_first()?;
    let schema = match outer.words.as_slice() {
        ["resource", kind, ..] => first_schema(&|provider| provider.resource_schema(kind)),
        ["data", kind, ..] => first_schema(&|provider| provider.data_schema(kind)),
        ["provider", name, ..] => {
            dryrun_providers::by_local_name(name).map(|provider| provider.provider_schema())
        }
        _ => None,
    }?;
    let mut block = Arc::new(schema.block.clone());
    for header in inner {
        let name = match header.words.as_slice() {
            ["dynamic", name, ..] | [name, ..] => *name,
            [] => return None,
        };
        if name == "content" {
            continue;
        }
        block = block.blocks.get(name).map(|nested| Arc::clone(&nested.block))?;
    }
    // Within `dynamic` itself the language's own arguments stand.
    let is_dynamic = inner.last().is_some_and(|header| header.words.first() == Some(&"dynamic"));
    (!is_dynamic).then_some(block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use dryrun_engine::Part;

    fn part(name: &str, text: &str) -> Part {
        Part {
            role: "tf".to_owned(),
            language: "terraform".to_owned(),
            name: name.to_owned(),
            case: None,
            text: text.to_owned(),
        }
    }

    /// The line of the cursor (`|`) after taking the first offer of that label.
    fn taken(text: &str, label: &str) -> Option<String> {
        let byte = text.find('|').unwrap();
        let text = text.replacen('|', "", 1);
        let other = "variable \"size\" {}\nlocals {\n  tags = {}\n}\nresource \"aws_instance\" \"web\" {}\n";
        let parts = vec![part("main.tf", &text), part("other.tf", other)];
        let example = Example { parts, ..Example::default() };
        let offer = complete(&example, 0, byte).into_iter().find(|offer| offer.label == label)?;
        let mut text = text;
        text.replace_range(offer.replace.range(), &offer.insert);
        text.lines().find(|line| line.contains(&offer.insert)).map(str::to_owned)
    }

    #[test]
    fn what_fits_is_written_where_it_belongs() {
        for (text, label, want) in [
            ("res|", "resource", Some("resource \"")),
            (
                "resource \"aws_inst|\" \"x\" {}",
                "aws_instance",
                Some("resource \"aws_instance\" \"x\" {}"),
            ),
            ("resource \"aws_instance\" \"x\" {\n  am|\n}", "ami", Some("  ami = ")),
            ("resource \"aws_instance\" \"x\" {\n  ami = 1\n  |\n}", "ami", None),
            ("resource \"aws_instance\" \"x\" {\n  |\n}", "arn", None),
            (
                "resource \"aws_instance\" \"x\" {\n  |\n}",
                "ebs_block_device",
                Some("  ebs_block_device {"),
            ),
            (
                "resource \"aws_instance\" \"x\" {\n  ebs_block_device {\n    |\n",
                "device_name",
                Some("    device_name = "),
            ),
            (
                "resource \"aws_instance\" \"x\" {\n  lifecycle {\n    |\n",
                "prevent_destroy",
                Some("    prevent_destroy = "),
            ),
            ("variable \"x\" {\n  type = str|\n}", "string", Some("  type = string")),
            ("output \"x\" {\n  value = var.|\n}", "size", Some("  value = var.size")),
            ("output \"x\" {\n  value = local.t|\n}", "tags", Some("  value = local.tags")),
            (
                "output \"x\" {\n  value = aws_instance.|\n}",
                "web",
                Some("  value = aws_instance.web"),
            ),
            (
                "output \"x\" {\n  value = aws_instance.web.i|\n}",
                "id",
                Some("  value = aws_instance.web.id"),
            ),
            (
                "output \"x\" {\n  value = \"${path.|}\"\n}",
                "module",
                Some("  value = \"${path.module}\""),
            ),
            ("output \"x\" {\n  value = jsonen|\n}", "jsonencode", Some("  value = jsonencode(")),
            ("output \"x\" {\n  value = \"jsonen|\"\n}", "jsonencode", None),
        ] {
            assert_eq!(taken(text, label).as_deref(), want, "{text}");
        }
    }
}
