//! Compiled expressions: the entry to the crate.

use std::sync::Arc;

use serde_json::Value as Json;

use crate::ast::Node;
use crate::dialect::Evaluated;
use crate::error::{Error, Fault, Outcome};
use crate::options::Options;
use crate::parse::Mode;
use crate::{eval, parse, resolve};

/// A compiled expression: parse once, evaluate often, from any thread.
#[derive(Debug, Clone)]
pub struct Expression {
    source: Arc<str>,
    root: Arc<Node>,
}

/// Parses and resolves a text.
pub(crate) fn tree(text: &str) -> Outcome<Node> {
    let (expr, _) = parse::parse(text, Mode::Strict)?;
    resolve::resolve(expr, Mode::Strict).map(|(node, _)| node)
}

impl Expression {
    /// Compiles `text`.
    ///
    /// # Errors
    /// The first syntax error, with the code (`S…`), message, position and token of the reference implementation.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let root = tree(text).map_err(|fault| fault.finish(text))?;
        Ok(Self { source: Arc::from(text), root: Arc::new(root) })
    }

    /// All syntax errors of `text` that make sense one beside the other, for an editor; none where [`Self::parse`] succeeds.
    ///
    /// ```
    /// use dryrun_jsonata::Expression;
    ///
    /// let errors = Expression::syntax_errors("[1 + , 2 * ]");
    /// let found: Vec<_> = errors.iter().map(|error| (error.code, error.position)).collect();
    /// assert_eq!(found.len(), 2, "{found:?}");
    /// ```
    #[must_use]
    pub fn syntax_errors(text: &str) -> Vec<Error> {
        if tree(text).is_ok() {
            return Vec::new();
        }
        let mut faults: Vec<Fault> = Vec::new();
        match parse::parse(text, Mode::Recover) {
            Ok((expr, found)) => {
                faults.extend(found);
                match resolve::resolve(expr, Mode::Recover) {
                    Ok((_, found)) => faults.extend(found),
                    Err(fault) => faults.push(fault),
                }
            }
            Err(fault) => faults.push(fault),
        }
        if faults.is_empty() {
            faults.extend(tree(text).err());
        }
        faults.into_iter().map(|fault| fault.finish(text)).collect()
    }

    /// The text that was compiled.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    pub(crate) fn root(&self) -> &Node {
        &self.root
    }

    /// Evaluates the expression; `None` is JSONata's undefined, as input and as result.
    ///
    /// A function as result becomes an empty string, as in the reference when it prints.
    ///
    /// # Errors
    /// Errors of evaluation (`T…`, `D…`) and exceeded limits (`U…`).
    pub fn evaluate<'i>(
        &self,
        input: impl Into<Option<&'i Json>>,
        options: &Options<'_>,
    ) -> Result<Option<Json>, Error> {
        match eval::evaluate(&self.root, input.into(), options) {
            Ok(Evaluated::Json(json) | Evaluated::Function(json)) => Ok(Some(json)),
            Ok(Evaluated::Undefined) => Ok(None),
            Err(fault) => Err(fault.finish(&self.source)),
        }
    }
}
