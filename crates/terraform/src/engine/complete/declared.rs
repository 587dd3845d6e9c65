//! What the files of an example declare: variables, locals, resources, modules.

use dryrun_diag::FileId;
use dryrun_engine::Example;
use dryrun_hcl::ast::{Block, Body};
use dryrun_hcl::{Input, parse};

/// Names of a module's own things.
#[derive(Debug, Default)]
pub(super) struct Declared {
    pub(super) variables: Vec<String>,
    pub(super) locals: Vec<String>,
    pub(super) modules: Vec<String>,
    /// Resources by type and name.
    pub(super) resources: Vec<(String, String)>,
    /// Data sources by type and name.
    pub(super) data: Vec<(String, String)>,
}

fn label(block: &Block, at: usize) -> Option<String> {
    block.labels.get(at).map(|(label, _)| label.to_string())
}

impl Declared {
    /// Those of the files in the folder of a part. A file that is being written gives what can be read of it.
    pub(super) fn read(example: &Example, part: &str) -> Self {
        let folder = |name: &str| name.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let here = folder(part);
        let mut declared = Self::default();
        let files = example.parts.iter().filter(|part| part.name.ends_with(".tf"));
        for file in files.filter(|file| folder(&file.name) == here) {
            let input = Input { text: &file.text, file: FileId(0), name: &file.name };
            declared.add(&parse(input).0);
        }
        declared
    }

    fn add(&mut self, body: &Body) {
        for block in &body.blocks {
            match &*block.kind {
                "variable" => self.variables.extend(label(block, 0)),
                "module" => self.modules.extend(label(block, 0)),
                "resource" => self.resources.extend(label(block, 0).zip(label(block, 1))),
                "data" => self.data.extend(label(block, 0).zip(label(block, 1))),
                "locals" => {
                    let names = block.body.attributes.iter();
                    self.locals.extend(names.map(|attribute| attribute.name.to_string()));
                }
                _ => {}
            }
        }
    }
}
