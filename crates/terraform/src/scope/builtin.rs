//! `count`, `each`, `path` and `terraform`.

use dryrun_cty::{Marks, Value};
use dryrun_diag::did_you_mean;

use super::{Looked, Scope, error};
use crate::reference::Reference;

impl Scope<'_, '_> {
    pub(super) fn count(&self, name: &str, reference: &Reference<'_>) -> Looked {
        if name != "index" {
            let detail = format!(
                "The \"count\" object does not have an attribute named \"{name}\". The only supported attribute is count.index, which is the index of each instance of a resource block that has the \"count\" argument set."
            );
            return Err(error("Invalid \"count\" attribute", detail, reference));
        }
        self.repeat.count_index.clone().ok_or_else(|| {
            error(
                "Reference to \"count\" in non-counted context",
                "The \"count\" object can only be used in \"module\", \"resource\", and \"data\" blocks, and only when the \"count\" argument is set.",
                reference,
            )
        })
    }

    pub(super) fn each(&self, name: &str, reference: &Reference<'_>) -> Looked {
        let found = match name {
            "key" => &self.repeat.each_key,
            "value" => &self.repeat.each_value,
            _ => {
                let detail = format!(
                    "The \"each\" object does not have an attribute named \"{name}\". The supported attributes are each.key and each.value, the current key and value pair of the \"for_each\" attribute set."
                );
                return Err(error("Invalid \"each\" attribute", detail, reference));
            }
        };
        if name == "value" && found.is_none() {
            return Err(error(
                "each.value cannot be used in this context",
                "A reference to \"each.value\" has been used in a context in which it is unavailable, such as when the configuration no longer contains the value in its \"for_each\" expression. Remove this reference to each.value in your configuration to work around this error.",
                reference,
            ));
        }
        found.clone().ok_or_else(|| {
            error(
                "Reference to \"each\" in context without for_each",
                "The \"each\" object can be used only in \"module\" or \"resource\" blocks, and only when the \"for_each\" argument is set.",
                reference,
            )
        })
    }

    pub(super) fn path(&self, name: &str, reference: &Reference<'_>) -> Looked {
        let dir = self
            .here()
            .and_then(|here| self.world.config.node(here.module))
            .map_or("", |node| node.dir.as_str());
        match name {
            "module" if dir.is_empty() => Ok(Value::string(".")),
            "module" => Ok(Value::string(dir)),
            "root" => Ok(Value::string(".")),
            // The folder a plan is made in is no business of a page: a fixed one keeps plans the same everywhere.
            "cwd" => Ok(Value::string("/work")),
            _ => {
                let hint = did_you_mean(name, ["cwd", "module", "root"])
                    .map(|known| format!(" Did you mean \"{known}\"?"))
                    .unwrap_or_default();
                let detail = format!(
                    "The \"path\" object does not have an attribute named \"{name}\".{hint}"
                );
                Err(error("Invalid \"path\" attribute", detail, reference))
            }
        }
    }

    pub(super) fn terraform(&self, name: &str, reference: &Reference<'_>) -> Looked {
        match name {
            "workspace" => {
                Ok(Value::string(self.world.options.workspace.as_deref().unwrap_or("default")))
            }
            "env" => Err(error(
                "Invalid \"terraform\" attribute",
                "The terraform.env attribute was deprecated in v0.10 and removed in v0.12. The \"state environment\" concept was renamed to \"workspace\" in v0.12, and so the workspace name can now be accessed using the terraform.workspace attribute.",
                reference,
            )),
            "applying" => Ok(Value::bool(false).mark(Marks::EPHEMERAL)),
            _ => {
                let detail = format!(
                    "The \"terraform\" object does not have an attribute named \"{name}\". The only supported attributes are terraform.workspace, the name of the currently-selected workspace, and terraform.applying, a boolean which is true only during apply."
                );
                Err(error("Invalid \"terraform\" attribute", detail, reference))
            }
        }
    }
}
