//! Function calls.

use std::borrow::Cow;

use dryrun_cty::{Kind, Type, Value, convert};
use dryrun_diag::{Calling, Diagnostic, Evidence, did_you_mean};

use super::scope::{CallError, Functions, Parameter, Signature};
use super::{Scope, evaluate, evidence, lazy};
use crate::ast::{Call, Expression, ExpressionKind};

const INVALID_ARGUMENT: &str = "Invalid function argument";
const INVALID_EXPANSION: &str = "Invalid expanding argument value";

/// Calls a function.
pub(super) fn call(
    call: &Call,
    whole: &Expression,
    scope: &Scope<'_>,
    out: &mut Vec<Diagnostic>,
) -> Value {
    let Some(functions) = scope.functions() else {
        let diagnostic =
            Diagnostic::error("Function calls not allowed", "Functions may not be called here.");
        out.push(diagnostic.at(whole.span).evidence(evidence(whole, scope)));
        return Value::dynamic();
    };
    let name = call.name.strip_prefix("core::").unwrap_or(&call.name);
    let Some(signature) = functions.signature(name) else {
        let diagnostic =
            unknown_function(&call.name, functions).at(call.name_span).within(whole.span);
        out.push(diagnostic.evidence(evidence(whole, scope)));
        return Value::dynamic();
    };
    let context = Context { call, name, whole, signature, functions, scope };
    context.run(out)
}

fn unknown_function(name: &str, functions: &dyn Functions) -> Diagnostic {
    const SUMMARY: &str = "Unknown provider function";
    let parts: Vec<&str> = name.split("::").collect();
    match parts.as_slice() {
        [_] => {
            let names = functions.names();
            let hint = did_you_mean(name, names.iter().map(String::as_str))
                .map_or_else(String::new, |known| format!(" Did you mean \"{known}\"?"));
            Diagnostic::error(
                "Call to unknown function",
                format!("There is no function named \"{name}\".{hint}"),
            )
        }
        ["provider", _] => Diagnostic::error(
            SUMMARY,
            "The function call must include the provider name after the \"provider::\" prefix.",
        ),
        ["provider", provider, function] if functions.declares(provider) => Diagnostic::error(
            SUMMARY,
            format!(
                "The function \"{function}\" is not available from the provider \"{provider}\"."
            ),
        ),
        ["provider", provider, function, ..] => Diagnostic::error(
            SUMMARY,
            format!(
                "There is no function named \"{name}\". Ensure that provider name \"{provider}\" is declared in this module's required_providers block, and that this provider offers a function named \"{function}\"."
            ),
        ),
        [namespace, ..] => Diagnostic::error(
            SUMMARY,
            format!(
                "The function namespace \"{namespace}\" is not valid. Provider function calls must use the \"provider::\" namespace prefix."
            ),
        ),
        [] => Diagnostic::error("Call to unknown function", ""),
    }
}

/// One call.
pub(super) struct Context<'a> {
    pub(super) call: &'a Call,
    pub(super) name: &'a str,
    pub(super) whole: &'a Expression,
    signature: Signature,
    pub(super) functions: &'a dyn Functions,
    pub(super) scope: &'a Scope<'a>,
}

impl Context<'_> {
    fn run(&self, out: &mut Vec<Diagnostic>) -> Value {
        let Some(arguments) = self.expanded(out) else { return Value::dynamic() };
        if let Some(diagnostic) = self.wrong_count(&arguments) {
            // What an expanded argument may have had to say is dropped as well.
            out.push(diagnostic);
            return Value::dynamic();
        }
        let outcome = match lazy::call(self, &arguments) {
            Some(outcome) => outcome,
            None => {
                let mark = out.len();
                let values = self.values(&arguments, out);
                if out.len() > mark {
                    return Value::dynamic();
                }
                self.functions.call(self.name, &values)
            }
        };
        outcome.unwrap_or_else(|error| {
            out.push(self.failed(&error, &arguments));
            Value::dynamic()
        })
    }

    /// The arguments, the last taken apart if it is followed by `...`. None if that cannot be done, yet or at all.
    fn expanded(&self, out: &mut Vec<Diagnostic>) -> Option<Vec<Cow<'_, Expression>>> {
        let mut arguments: Vec<Cow<'_, Expression>> =
            self.call.arguments.iter().map(Cow::Borrowed).collect();
        if !self.call.expand_final {
            return Some(arguments);
        }
        let last = self.call.arguments.last()?;
        arguments.pop();
        let mark = out.len();
        let value = evaluate(last, self.scope, out);
        if out.len() > mark {
            return None;
        }
        let sequence =
            matches!(value.ty(), Type::Tuple(_) | Type::List(_) | Type::Set(_) | Type::Dynamic);
        let problem = if !sequence {
            "The expanding argument (indicated by ...) must be of a tuple, list, or set type."
        } else if value.is_null() {
            "The expanding argument (indicated by ...) must not be null."
        } else {
            let Kind::Elements(elements) = value.kind() else { return None };
            let marks = value.marks();
            let literal = |element: &Value| Expression {
                kind: std::sync::Arc::new(ExpressionKind::Literal(element.clone().mark(marks))),
                span: last.span,
            };
            arguments.extend(elements.iter().map(|element| Cow::Owned(literal(element))));
            return Some(arguments);
        };
        let diagnostic =
            Diagnostic::error(INVALID_EXPANSION, problem).at(last.span).within(self.whole.span);
        out.push(diagnostic.evidence(self.evidence(last)));
        None
    }

    fn wrong_count(&self, arguments: &[Cow<'_, Expression>]) -> Option<Diagnostic> {
        let (name, wanted) = (&self.call.name, self.signature.parameters.len());
        let diagnostic = if let Some(missing) = self.signature.parameters.get(arguments.len()) {
            let least = if self.signature.variadic.is_some() { " at least" } else { "" };
            let detail = format!(
                "Function \"{name}\" expects{least} {wanted} argument(s). Missing value for \"{}\".",
                missing.name
            );
            Diagnostic::error("Not enough function arguments", detail).at(self.call.close_span)
        } else if let (None, Some(extra)) = (&self.signature.variadic, arguments.get(wanted)) {
            let detail = format!("Function \"{name}\" expects only {wanted} argument(s).");
            Diagnostic::error("Too many function arguments", detail).at(extra.start_span())
        } else {
            return None;
        };
        Some(diagnostic.within(self.whole.span).evidence(self.evidence(self.whole)))
    }

    /// The arguments' values, converted to the parameters' types.
    fn values(&self, arguments: &[Cow<'_, Expression>], out: &mut Vec<Diagnostic>) -> Vec<Value> {
        let mut values = Vec::with_capacity(arguments.len());
        for (at, argument) in arguments.iter().enumerate() {
            let value = evaluate(argument, self.scope, out);
            let Some(parameter) = self.signature.parameter(at) else { continue };
            match convert(&value, &parameter.ty) {
                Ok(value) => values.push(value),
                Err(error) => {
                    out.push(self.invalid_argument(argument, parameter, &error.to_string()));
                }
            }
        }
        values
    }

    fn invalid_argument(
        &self,
        argument: &Expression,
        parameter: &Parameter,
        why: &str,
    ) -> Diagnostic {
        let detail = format!("Invalid value for \"{}\" parameter: {why}.", parameter.name);
        let diagnostic = Diagnostic::error(INVALID_ARGUMENT, detail)
            .at(argument.start_span())
            .within(self.whole.span);
        diagnostic.evidence(self.evidence(argument))
    }

    fn failed(&self, error: &CallError, arguments: &[Cow<'_, Expression>]) -> Diagnostic {
        let why = match error {
            CallError::Argument(at, why) => {
                match (arguments.get(*at), self.signature.parameter(*at)) {
                    (Some(argument), Some(parameter)) => {
                        return self.invalid_argument(argument, parameter, why);
                    }
                    (None, Some(parameter)) => {
                        let detail =
                            format!("Invalid value for \"{}\" parameter: {why}.", parameter.name);
                        let diagnostic =
                            Diagnostic::error(INVALID_ARGUMENT, detail).at(self.whole.span);
                        return diagnostic.evidence(self.evidence(self.whole));
                    }
                    (_, None) => why,
                }
            }
            CallError::Failed(why) => why,
        };
        let detail = format!("Call to function \"{}\" failed: {why}.", self.call.name);
        let diagnostic = Diagnostic::error("Error in function call", detail)
            .at(self.whole.start_span())
            .within(self.whole.span);
        diagnostic.evidence(self.evidence(self.whole))
    }

    fn evidence(&self, expression: &Expression) -> Evidence {
        let parameter =
            |parameter: &Parameter| (parameter.name.clone().into_owned(), type_json(&parameter.ty));
        let calling = Calling {
            called_as: self.call.name.as_ref().to_owned(),
            name: self.name.to_owned(),
            parameters: self.signature.parameters.iter().map(parameter).collect(),
            variadic: self.signature.variadic.as_ref().map(parameter),
            returns: type_json(&self.signature.returns),
        };
        Evidence { calling: Some(calling), ..evidence(expression, self.scope) }
    }
}

fn type_json(ty: &Type) -> String {
    ty.to_json().to_string()
}
