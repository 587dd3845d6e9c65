//! Values of root variables: defaults, environment, tfvars files, command line, in Terraform's order of precedence.

use std::collections::BTreeMap;

use dryrun_cty::{Type, Value};
use dryrun_diag::{Diagnostic, Sources, Span};
use dryrun_engine::Effects;

use crate::config::model::{Name, Variable};
use crate::config::{Config, place};
use crate::lang;
use crate::options::{GivenVariable, PlanOptions, VariableSource};

/// Where a value was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Origin {
    /// `-var`.
    CommandLine,
    /// `TF_VAR_…`.
    Environment,
    /// A variables file.
    File(Span),
    /// A `variables` block of a test.
    Test(Span),
}

/// A value for a root variable.
#[derive(Debug, Clone)]
pub(crate) struct Given {
    pub(crate) value: Value,
    pub(crate) origin: Origin,
}

/// Values by variable name.
pub(crate) type GivenValues = BTreeMap<Name, Given>;

/// Reads all sources of values. The sources of what is read are added to the configuration's.
pub(crate) fn collect(
    config: &mut Config,
    options: &PlanOptions,
    effects: &dyn Effects,
) -> (GivenValues, Vec<Diagnostic>) {
    let mut collector = Collector {
        variables: root_variables(config),
        values: BTreeMap::new(),
        diagnostics: Vec::new(),
        undeclared: 0,
        unreadable: Vec::new(),
    };
    for given in &options.environment {
        // Like Terraform: the environment may hold more than this configuration wants.
        if collector.variables.contains_key(given.name.as_str()) {
            collector.text(given, Origin::Environment, &mut config.sources);
        }
    }
    for name in automatic_files(config, effects) {
        let outside = config.outside(&name);
        collector.file(&name, &outside, effects, &mut config.sources);
    }
    for source in &options.variables {
        match source {
            VariableSource::Value(given) => {
                collector.text(given, Origin::CommandLine, &mut config.sources);
            }
            VariableSource::Malformed(text) => {
                let detail = format!(
                    "The given -var option \"{text}\" is not correctly specified. Must be a variable name and value separated by an equals sign, like -var=\"key=value\"."
                );
                collector.unreadable.push(Diagnostic::error("Invalid -var option", detail));
            }
            VariableSource::File(path) => {
                let outside = config.outside(path);
                collector.file(path, &outside, effects, &mut config.sources);
            }
        }
    }
    collector.finish()
}

/// The values that all runs of a test share; `more` are further variables files. What no variable wants is left out, and
/// nothing is said of missing values: a run may still give them.
pub(crate) fn collect_shared(
    config: &mut Config,
    options: &PlanOptions,
    more: &[String],
    effects: &dyn Effects,
) -> (GivenValues, Vec<Diagnostic>) {
    let mut shared = options.clone();
    let declared = root_variables(config);
    shared.variables.retain(|source| match source {
        VariableSource::Value(given) => declared.contains_key(given.name.as_str()),
        VariableSource::File(_) | VariableSource::Malformed(_) => true,
    });
    shared.variables.extend(more.iter().cloned().map(VariableSource::File));
    let (values, mut found) = collect(config, &shared, effects);
    found.retain(|found| {
        !matches!(
            found.summary.as_ref(),
            "No value for required variable"
                | "Value for undeclared variable"
                | "Values for undeclared variables"
        )
    });
    (values, found)
}

fn root_variables(config: &Config) -> BTreeMap<Name, Variable> {
    config.root().map(|root| root.module.variables.clone()).unwrap_or_default()
}

/// `terraform.tfvars`, then `*.auto.tfvars` in lexical order.
fn automatic_files(config: &Config, effects: &dyn Effects) -> Vec<String> {
    automatic_files_of(config, "", effects)
}

/// The same of a folder below the configuration's, with its path.
pub(crate) fn automatic_files_of(
    config: &Config,
    folder: &str,
    effects: &dyn Effects,
) -> Vec<String> {
    let dir = config.outside(folder);
    let listed = effects.list(if dir.is_empty() { "." } else { &dir }).unwrap_or_default();
    let here = |name: &&String| !name.contains('/');
    let fixed = ["terraform.tfvars", "terraform.tfvars.json"]
        .into_iter()
        .filter(|fixed| listed.iter().any(|name| name == fixed));
    let is_auto =
        |name: &&String| name.ends_with(".auto.tfvars") || name.ends_with(".auto.tfvars.json");
    let mut autos: Vec<String> = listed.iter().filter(here).filter(is_auto).cloned().collect();
    autos.sort();
    let found = fixed.map(str::to_owned).chain(autos);
    found.map(|name| crate::config::join(folder, &name)).collect()
}

struct Collector {
    variables: BTreeMap<Name, Variable>,
    values: GivenValues,
    diagnostics: Vec<Diagnostic>,
    undeclared: usize,
    /// Options and files that could not be read: then nothing is said of the values.
    unreadable: Vec<Diagnostic>,
}

impl Collector {
    fn text(&mut self, given: &GivenVariable, origin: Origin, sources: &mut Sources) {
        let Some(variable) = self.variables.get(given.name.as_str()).cloned() else {
            let detail = format!(
                "A variable named \"{}\" was assigned on the command line, but the root module does not declare a variable of that name. To use this value, add a \"variable\" block to the configuration.",
                given.name
            );
            self.diagnostics.push(Diagnostic::error("Value for undeclared variable", detail));
            return;
        };
        let value = if variable.parse_text {
            let name = format!("<value for var.{}>", given.name);
            let file = sources.add(name.clone(), given.text.clone());
            let parsed = lang::parse_expression(&given.text, file, &name);
            let Some(expression) = self.accept(parsed) else { return };
            let Some(value) = self.accept(lang::constant(&expression)) else { return };
            value
        } else {
            Value::string(given.text.as_str())
        };
        self.values.insert(variable.name.clone(), Given { value, origin });
    }

    fn file(&mut self, name: &str, outside: &str, effects: &dyn Effects, sources: &mut Sources) {
        let Ok(bytes) = effects.read(outside) else {
            let detail = format!("Given variables file {name} does not exist.");
            self.unreadable.push(Diagnostic::error("Failed to read variables file", detail));
            return;
        };
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let file = sources.add(name, text.clone());
        let parsed = if name.ends_with(".json") {
            lang::parse_json(&text, file, name)
        } else {
            lang::parse(&text, file, name)
        };
        let (body, found) = parsed;
        if found.iter().any(Diagnostic::is_error) {
            self.unreadable.extend(found);
            return;
        }
        self.diagnostics.extend(found);
        if let Some(block) = body.blocks.iter().find(|block| block.kind.as_ref() == "variable") {
            let name = block.labels.first().map(|(label, _)| label.to_string()).unwrap_or_default();
            let detail = format!(
                "A .tfvars file is used to assign values to variables that have already been declared in .tf files, not to declare new variables. To declare variable \"{name}\", place this block in one of your .tf files, such as variables.tf.\n\nTo set a value for this variable in {file_name}, use the definition syntax instead:\n    {name} = <value>",
                file_name =
                    sources.source(file).map(|source| source.name.as_str()).unwrap_or_default()
            );
            self.unreadable.push(
                Diagnostic::error("Variable declaration in .tfvars file", detail)
                    .at(block.kind_span),
            );
            return;
        }
        let (attributes, found) = lang::just_attributes(body);
        self.unreadable.extend(found);
        for attribute in attributes {
            // What no variable wants is not even evaluated.
            if !self.variables.contains_key(&attribute.name) {
                self.undeclared_in_file(&attribute.name, name);
                continue;
            }
            let evaluated = lang::constant(&attribute.expression);
            let origin = Origin::File(attribute.expression.span);
            match self.accept(evaluated) {
                Some(value) => {
                    self.values.insert(attribute.name, Given { value, origin });
                }
                None => {
                    self.values.remove(&attribute.name);
                }
            }
        }
    }

    fn accept<T>(&mut self, (value, found): (T, Vec<Diagnostic>)) -> Option<T> {
        let failed = found.iter().any(Diagnostic::is_error);
        self.diagnostics.extend(found);
        (!failed).then_some(value)
    }

    fn undeclared_in_file(&mut self, name: &str, file: &str) {
        self.undeclared += 1;
        if self.undeclared > 2 {
            return;
        }
        let detail = format!(
            "The root module does not declare a variable named \"{name}\" but a value was found in file \"{file}\". If you meant to use this value, add a \"variable\" block to the configuration.\n\nTo silence these warnings, use TF_VAR_... environment variables to provide certain \"global\" settings to all configurations in your organization. To reduce the verbosity of these warnings, use the -compact-warnings option."
        );
        self.diagnostics.push(Diagnostic::warning("Value for undeclared variable", detail));
    }

    fn finish(mut self) -> (GivenValues, Vec<Diagnostic>) {
        if !self.unreadable.is_empty() {
            return (self.values, self.unreadable);
        }
        if self.undeclared > 2 {
            let detail = format!(
                "In addition to the other similar warnings shown, {} other variable(s) defined without being declared.",
                self.undeclared - 2
            );
            self.diagnostics.push(Diagnostic::warning("Values for undeclared variables", detail));
        }
        for variable in self.variables.values() {
            if variable.default.is_none()
                && variable.default_expression.is_none()
                && !self.values.contains_key(&variable.name)
            {
                let detail = format!(
                    "The root module input variable \"{}\" is not set, and has no default value. Use a -var or -var-file command line argument to provide a value for this variable.",
                    variable.name
                );
                let error =
                    Diagnostic::error("No value for required variable", detail).at(variable.span);
                self.diagnostics.push(error.help(format!(
                    "give it a value, for example in a `tfvars` part: `{} = …`",
                    variable.name
                )));
            }
        }
        (self.values, self.diagnostics)
    }
}

/// How a value came to a variable, for errors about it.
pub(crate) enum Supplied<'a> {
    /// From outside, for the root module.
    Outside(&'a Origin),
    /// By a module call's argument.
    Argument(Span),
    /// Not at all: the default.
    Default,
}

/// The value a variable takes: default, defaults of optional attributes, conversion, null.
pub(crate) fn settle(
    variable: &Variable,
    given: Option<Value>,
    supplied: &Supplied<'_>,
    address: &str,
    sources: &Sources,
) -> (Value, Vec<Diagnostic>) {
    let name = &variable.name;
    let fallback = || variable.default.clone();
    let given = match given {
        Some(value) => value,
        None => match fallback() {
            Some(value) => value,
            None => {
                let detail = format!("The variable \"{name}\" is required, but is not set.");
                return (
                    unknown(variable),
                    vec![Diagnostic::error("Required variable not set", detail).at(variable.span)],
                );
            }
        },
    };
    let filled = match &variable.defaults {
        Some(defaults) if !given.is_null() => defaults.apply(&given),
        _ => given,
    };
    let declared = place::text(sources, variable.span);
    let complain = |outside: String, inside: String, summary: &'static str| {
        match supplied {
        Supplied::Outside(Origin::CommandLine) => Diagnostic::error(summary, format!("Unsuitable value for {address} set using -var=\"{name}=...\": {outside}")).at(variable.span),
        Supplied::Outside(Origin::Environment) => Diagnostic::error(summary, format!("Unsuitable value for {address} set using the TF_VAR_{name} environment variable: {outside}")).at(variable.span),
        Supplied::Outside(Origin::File(span) | Origin::Test(span)) | Supplied::Argument(span) => Diagnostic::error(summary, inside).at(*span),
        Supplied::Default => Diagnostic::error(summary, inside).at(variable.span),
    }
    };
    let converted = match lang::convert(&filled, &variable.ty) {
        Ok(converted) => converted,
        Err(error) => {
            let inside = format!(
                "The given value is not suitable for {address} declared at {declared}: {error}."
            );
            return (
                unknown(variable),
                vec![complain(format!("{error}."), inside, "Invalid value for input variable")],
            );
        }
    };
    if converted.is_null() && !variable.nullable {
        if let Some(value) = fallback() {
            return (value, Vec::new());
        }
        let inside = format!(
            "The given value is not suitable for {address} defined at {declared}: required variable may not be set to null."
        );
        return (
            unknown(variable),
            vec![complain(
                "required variable may not be set to null.".to_owned(),
                inside,
                "Required variable not set",
            )],
        );
    }
    (converted, Vec::new())
}

fn unknown(variable: &Variable) -> Value {
    let ty: Type = variable.ty.without_optional();
    Value::unknown(ty)
}
