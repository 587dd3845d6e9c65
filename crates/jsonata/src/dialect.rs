//! Which functions an expression may use: the reference's, or those of AWS Step Functions.

/// A dialect of the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// The reference implementation, 2.0.6.
    #[default]
    Reference,
    /// AWS Step Functions: no `$eval`; `$partition`, `$range`, `$hash`, `$random(seed)`, `$uuid` and `$parse` are added.
    Aws,
}
