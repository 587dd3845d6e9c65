//! Versions and version constraints, as far as `required_version` and `required_providers` need them.

use std::cmp::Ordering;

/// A version: numbers and an optional pre-release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Version {
    numbers: Vec<u64>,
    prerelease: Option<String>,
}

/// The relation a constraint demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
    Pessimistic,
}

/// `>= 1.2, < 2.0`: all must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Constraints(Vec<(Relation, Version)>);

impl Version {
    /// Reads `1.2.3-beta`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_prefix('v').unwrap_or(text);
        let (text, _build) =
            text.split_once('+').map_or((text, None), |(core, build)| (core, Some(build)));
        let (core, prerelease) =
            text.split_once('-').map_or((text, None), |(core, pre)| (core, Some(pre.to_owned())));
        let numbers =
            core.split('.').map(|part| part.parse().ok()).collect::<Option<Vec<u64>>>()?;
        Some(Self { numbers, prerelease })
    }

    fn number(&self, at: usize) -> u64 {
        self.numbers.get(at).copied().unwrap_or_default()
    }

    fn compare(&self, other: &Self) -> Ordering {
        let longest = self.numbers.len().max(other.numbers.len());
        let numbers = (0..longest)
            .map(|at| self.number(at).cmp(&other.number(at)))
            .find(|order| order.is_ne());
        numbers.unwrap_or_else(|| match (&self.prerelease, &other.prerelease) {
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (Some(mine), Some(theirs)) => mine.cmp(theirs),
        })
    }
}

impl Constraints {
    /// Reads a comma-separated constraint; `None` where the text is none.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        text.split(',').map(parse_one).collect::<Option<Vec<_>>>().map(Self)
    }

    /// Whether a version satisfies all of them.
    pub(crate) fn allows(&self, version: &Version) -> bool {
        self.0.iter().all(|(relation, bound)| holds(*relation, version, bound))
    }
}

fn parse_one(text: &str) -> Option<(Relation, Version)> {
    const RELATIONS: [(&str, Relation); 7] = [
        (">=", Relation::GreaterOrEqual),
        ("<=", Relation::LessOrEqual),
        ("!=", Relation::NotEqual),
        ("~>", Relation::Pessimistic),
        (">", Relation::Greater),
        ("<", Relation::Less),
        ("=", Relation::Equal),
    ];
    let text = text.trim();
    let found =
        RELATIONS.iter().find_map(|(sign, relation)| Some((*relation, text.strip_prefix(sign)?)));
    let (relation, rest) = found.unwrap_or((Relation::Equal, text));
    Some((relation, Version::parse(rest)?))
}

fn holds(relation: Relation, version: &Version, bound: &Version) -> bool {
    // A pre-release satisfies only constraints that name one.
    if version.prerelease.is_some() && bound.prerelease.is_none() && relation != Relation::NotEqual
    {
        return false;
    }
    let order = version.compare(bound);
    match relation {
        Relation::Equal => order.is_eq(),
        Relation::NotEqual => order.is_ne(),
        Relation::Greater => order.is_gt(),
        Relation::GreaterOrEqual => order.is_ge(),
        Relation::Less => order.is_lt(),
        Relation::LessOrEqual => order.is_le(),
        Relation::Pessimistic => {
            let fixed = bound.numbers.len().saturating_sub(1).max(1);
            order.is_ge()
                && (0..fixed)
                    .all(|at| bound.numbers.len() == 1 || version.number(at) == bound.number(at))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constraints_hold_as_terraform_says() {
        let cases = [
            (">= 1.2, < 2.0", "1.11.4", true),
            ("~> 1.2", "1.11.4", true),
            ("~> 1.2.0", "1.11.4", false),
            ("~> 1", "2.0.0", true),
            ("< 1.0.0", "1.11.4", false),
            ("1.11.4", "1.11.4", true),
            ("!= 1.11.4", "1.11.4", false),
            ("> 1.0", "1.1.0-beta1", false),
        ];
        for (constraint, version, want) in cases {
            let allowed =
                Constraints::parse(constraint).unwrap().allows(&Version::parse(version).unwrap());
            assert_eq!(allowed, want, "{constraint} {version}");
        }
        assert_eq!(Constraints::parse("abc"), None);
    }
}
