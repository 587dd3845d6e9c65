//! The tree of modules.

use std::collections::BTreeMap;
use std::sync::Arc;

use dryrun_diag::{Diagnostic, Sources, Span};
use dryrun_engine::{Effects, ReadError};

use super::file::{self, FileReader};
use super::model::{Module, ModuleCall, Name};
use super::module_call::{is_local, wrong_source};
use super::named::Role;
use super::version::Version;
use super::{place, settings};
use crate::lang;

/// How deep modules may call each other.
const DEPTH: usize = 64;
/// How many module calls a configuration may have.
const CALLS: usize = 10_000;
/// The version this planner behaves as.
pub(crate) const TERRAFORM_VERSION: &str = "1.11.4";

/// A position in [`Config`]'s list of modules; the root is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ModuleId(pub(crate) usize);

/// One module in its place in the tree.
#[derive(Debug, Clone)]
pub(crate) struct ModuleNode {
    /// Call names from the root.
    pub(crate) path: Vec<Name>,
    /// The caller; `None` for the root.
    pub(crate) parent: Option<ModuleId>,
    /// Called modules by call name.
    pub(crate) children: BTreeMap<Name, ModuleId>,
    /// Folder, relative to the root's; empty for the root.
    pub(crate) dir: String,
    /// Its declarations.
    pub(crate) module: Arc<Module>,
}

impl ModuleNode {
    /// "the root module" or "module.a.module.b", as reference errors say it.
    pub(crate) fn described(&self) -> String {
        if self.path.is_empty() { "the root module".to_owned() } else { self.address() }
    }

    /// `module.a.module.b`; empty for the root.
    pub(crate) fn address(&self) -> String {
        self.path.iter().map(|name| format!("module.{name}")).collect::<Vec<_>>().join(".")
    }
}

/// A loaded configuration: all modules, and the texts they were read from.
#[derive(Debug, Clone)]
pub struct Config {
    pub(crate) nodes: Vec<ModuleNode>,
    pub(crate) sources: Sources,
    /// Folder of the root module, as given.
    pub(crate) root_dir: String,
}

impl Config {
    /// The texts that spans of this configuration's diagnostics point into.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    pub(crate) fn node(&self, id: ModuleId) -> Option<&ModuleNode> {
        self.nodes.get(id.0)
    }

    pub(crate) fn root(&self) -> Option<&ModuleNode> {
        self.nodes.first()
    }

    pub(crate) fn ids(&self) -> impl Iterator<Item = (ModuleId, &ModuleNode)> {
        self.nodes.iter().enumerate().map(|(at, node)| (ModuleId(at), node))
    }

    /// The call that made a module.
    pub(crate) fn call(&self, id: ModuleId) -> Option<&ModuleCall> {
        let node = self.node(id)?;
        self.node(node.parent?)?.module.calls.get(node.path.last()?)
    }

    /// The path of a file of the configuration for the world outside.
    pub(crate) fn outside(&self, path: &str) -> String {
        join(&self.root_dir, path)
    }
}

/// `base/path`, either of which may be empty or `.`.
pub(crate) fn join(base: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in base.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    let joined = parts.join("/");
    if base.starts_with('/') { format!("/{joined}") } else { joined }
}

/// What one folder holds, decoded once however often it is called.
struct Decoded {
    module: Arc<Module>,
    diagnostics: Vec<Diagnostic>,
}

struct Loader<'a> {
    effects: &'a dyn Effects,
    root_dir: &'a str,
    sources: Sources,
    decoded: BTreeMap<String, Decoded>,
    nodes: Vec<ModuleNode>,
    diagnostics: Vec<Diagnostic>,
}

/// Loads the root module in `root` and every module it calls.
///
/// The root module is the folder `dir` below `root`; its files come after `sources`.
pub(crate) fn load(
    root: &str,
    dir: &str,
    sources: Sources,
    effects: &dyn Effects,
) -> (Config, Vec<Diagnostic>) {
    let mut loader = Loader {
        effects,
        root_dir: root,
        sources,
        decoded: BTreeMap::new(),
        nodes: Vec::new(),
        diagnostics: Vec::new(),
    };
    if let Err(error) = loader.folder(dir) {
        loader.diagnostics.push(unreadable_root(root, &error));
    }
    loader.add(Vec::new(), None, dir.to_owned());
    // Calls are followed only from a root module that stands.
    let mut at = 0;
    if loader.diagnostics.iter().any(Diagnostic::is_error) {
        at = loader.nodes.len();
        loader.tell_wrong_sources();
    }
    while at < loader.nodes.len() {
        loader.call_modules(ModuleId(at));
        at += 1;
    }
    let config = Config { nodes: loader.nodes, sources: loader.sources, root_dir: root.to_owned() };
    let unsupported = unsupported_versions(&config);
    // What cannot be read at all is told first.
    let is_sound = !loader.diagnostics.iter().any(Diagnostic::is_error);
    let diagnostics =
        if is_sound && !unsupported.is_empty() { unsupported } else { loader.diagnostics };
    (config, diagnostics)
}

fn unreadable_root(root: &str, error: &ReadError) -> Diagnostic {
    let why = match error {
        ReadError::NotFound => "no such file or directory".to_owned(),
        ReadError::Refused(why) | ReadError::Other(why) => why.clone(),
    };
    Diagnostic::error(
        "Failed to read module directory",
        format!("Module directory {root} does not exist or cannot be read: {why}."),
    )
}

fn unsupported_versions(config: &Config) -> Vec<Diagnostic> {
    let Some(running) = Version::parse(TERRAFORM_VERSION) else { return Vec::new() };
    let mut diagnostics = Vec::new();
    for (_, node) in config.ids() {
        for constraint in &node.module.required_versions {
            if constraint.parsed.as_ref().is_some_and(|parsed| !parsed.allows(&running)) {
                diagnostics.push(unsupported_version(config, node, constraint.span));
            }
        }
    }
    diagnostics
}

fn unsupported_version(_config: &Config, node: &ModuleNode, span: Span) -> Diagnostic {
    let who = if node.path.is_empty() {
        "This configuration".to_owned()
    } else {
        format!("Module {} (from {})", node.address(), source_of(node))
    };
    let detail = format!(
        "{who} does not support Terraform version {TERRAFORM_VERSION}. To proceed, either choose another supported Terraform version or update this version constraint. Version constraints are normally set for good reason, so updating the constraint may lead to other errors or unexpected behavior."
    );
    Diagnostic::error("Unsupported Terraform Core version", detail).at(span)
}

fn source_of(node: &ModuleNode) -> String {
    format!("./{}", node.dir)
}

/// Whether Terraform reads a file of this name.
fn is_configuration(name: &str) -> bool {
    let ignored = name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'));
    !ignored && (name.ends_with(".tf") || name.ends_with(".tf.json"))
}

fn is_override(name: &str) -> bool {
    let stem = name.strip_suffix(".tf.json").or_else(|| name.strip_suffix(".tf")).unwrap_or(name);
    stem == "override" || stem.ends_with("_override")
}

impl Loader<'_> {
    /// Decodes a folder unless it is already.
    fn folder(&mut self, dir: &str) -> Result<(), ReadError> {
        if self.decoded.contains_key(dir) {
            return Ok(());
        }
        let outside = join(self.root_dir, dir);
        let listed = self.effects.list(if outside.is_empty() { "." } else { &outside })?;
        let files: Vec<&String> =
            listed.iter().filter(|name| !name.contains('/') && is_configuration(name)).collect();
        let mut module = Module::default();
        let mut decoding = Vec::new();
        for name in files.iter().filter(|name| !is_override(name)) {
            self.file(dir, name, Role::Primary, &mut module, &mut decoding);
        }
        let names = |span: Span| place::text(&self.sources, span);
        decoding.extend(settings::two_homes(&module, &names));
        // An override file may give the state another home.
        (module.backend, module.cloud) = (None, None);
        for name in files.iter().filter(|name| is_override(name)) {
            self.file(dir, name, Role::Override, &mut module, &mut decoding);
        }
        if files.is_empty() && !listed.is_empty() && dir.is_empty() {
            module.files.clear();
        }
        self.decoded
            .insert(dir.to_owned(), Decoded { module: Arc::new(module), diagnostics: decoding });
        Ok(())
    }

    fn file(
        &mut self,
        dir: &str,
        name: &str,
        role: Role,
        module: &mut Module,
        decoding: &mut Vec<Diagnostic>,
    ) {
        let path = join(dir, name);
        let text = match self.effects.read(&join(self.root_dir, &path)) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(_) => {
                let detail = format!("The configuration file \"{path}\" could not be read.");
                self.diagnostics.push(Diagnostic::error("Failed to read file", detail));
                return;
            }
        };
        let shown = path.clone();
        let file = self.sources.add(path, text.clone());
        module.files.push(file);
        let (body, found) = if name.ends_with(".json") {
            lang::parse_json(&text, file, &shown)
        } else {
            lang::parse(&text, file, &shown)
        };
        self.diagnostics.extend(found);
        file::read(
            body,
            &mut FileReader { sources: &self.sources, module, diagnostics: decoding, role },
        );
    }

    fn add(&mut self, path: Vec<Name>, parent: Option<ModuleId>, dir: String) -> ModuleId {
        let module = match self.decoded.get(&dir) {
            Some(decoded) => {
                self.diagnostics.extend(decoded.diagnostics.iter().cloned());
                decoded.module.clone()
            }
            None => Arc::new(Module::default()),
        };
        self.nodes.push(ModuleNode { path, parent, children: BTreeMap::new(), dir, module });
        ModuleId(self.nodes.len() - 1)
    }

    fn call_modules(&mut self, id: ModuleId) {
        let Some(node) = self.nodes.get(id.0) else { return };
        let (module, dir, path) = (node.module.clone(), node.dir.clone(), node.path.clone());
        for (name, call) in &module.calls {
            let Some(source) = &call.source else { continue };
            let mut path = path.clone();
            path.push(name.clone());
            let Some(target) = self.resolve(&dir, call, source, &module) else { continue };
            if path.len() > DEPTH || self.nodes.len() >= CALLS {
                self.diagnostics.push(too_many(call, path.len()));
                return;
            }
            match self.folder(&target) {
                Ok(()) => {}
                Err(ReadError::Refused(why)) => {
                    self.diagnostics.push(refused(call, &why));
                    continue;
                }
                Err(ReadError::NotFound | ReadError::Other(_)) => {
                    self.missing(call, &target);
                    continue;
                }
            }
            let child = self.add(path, Some(id), target);
            if let Some(node) = self.nodes.get_mut(id.0) {
                node.children.insert(name.clone(), child);
            }
        }
    }

    /// What is wrong with the sources that a root module with errors calls.
    fn tell_wrong_sources(&mut self) {
        let Some(root) = self.nodes.first().map(|node| node.module.clone()) else { return };
        self.diagnostics.extend(root.calls.values().filter_map(wrong_source_of));
    }

    /// The folder of a call's source.
    fn resolve(
        &mut self,
        dir: &str,
        call: &ModuleCall,
        source: &str,
        caller: &Module,
    ) -> Option<String> {
        let span = call.source_span.unwrap_or(call.span);
        if let Some(wrong) = wrong_source_of(call) {
            self.diagnostics.push(wrong);
            return None;
        }
        if is_local(source) {
            return Some(join(dir, source));
        }
        // Nothing is installed beside a source that is none.
        if caller.calls.values().any(|call| wrong_source_of(call).is_some()) {
            return None;
        }
        let detail = format!(
            "Module \"{}\" comes from \"{source}\". Only modules from local paths can be planned: nothing is downloaded.",
            call.name
        );
        let error = Diagnostic::error("Module not installed", detail).at(span);
        self.diagnostics.push(
            error.help("copy the module into a folder beside this one and name it as `./folder`"),
        );
        None
    }

    fn missing(&mut self, call: &ModuleCall, target: &str) {
        let line = self
            .sources
            .locate(call.span)
            .map(|(name, start, _)| format!("{name}:{}", start.line))
            .unwrap_or_default();
        let summary = "Unreadable module directory";
        let lstat = format!(
            "Unable to evaluate directory symlink: lstat {target}: no such file or directory"
        );
        self.diagnostics.push(Diagnostic::error(summary, lstat));
        let detail =
            format!("The directory  could not be read for module \"{}\" at {line}.", call.name);
        self.diagnostics.push(Diagnostic::error(summary, detail));
    }
}

/// A folder that may not be read, such as one behind a link that leads outside.
fn refused(call: &ModuleCall, why: &str) -> Diagnostic {
    let detail = format!("The directory could not be read for module \"{}\": {why}.", call.name);
    Diagnostic::error("Unreadable module directory", detail)
        .at(call.source_span.unwrap_or(call.span))
}

fn wrong_source_of(call: &ModuleCall) -> Option<Diagnostic> {
    let wrong = wrong_source(call.source.as_deref()?, call.version.is_some())?;
    Some(wrong.at(call.source_span.unwrap_or(call.span)))
}

fn too_many(call: &ModuleCall, depth: usize) -> Diagnostic {
    let detail = if depth > DEPTH {
        format!("Modules call each other more than {DEPTH} levels deep. Does a module call itself?")
    } else {
        format!("This configuration calls more than {CALLS} modules.")
    };
    Diagnostic::error("Module nesting too deep", detail).at(call.span)
}
