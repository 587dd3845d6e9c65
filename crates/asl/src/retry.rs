//! Retriers: whether, and after how long, a state is tried again.

use dryrun_jsonpath::Random;

use crate::failure::Failure;
use crate::machine::{Jitter, Retrier};
use crate::time::{self, Millis};

/// A further attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Again {
    /// Which retrier allows it.
    pub retrier: usize,
    /// How long to wait before it.
    pub delay: Millis,
}

/// Decides on a further attempt. `counts` holds the attempts that each retrier has allowed so far in this visit of the
/// state: each counts for itself.
#[must_use]
pub fn decide(
    retriers: &[Retrier],
    counts: &mut Vec<u64>,
    failure: &Failure,
    random: &mut Random,
) -> Option<Again> {
    let (index, retrier) =
        retriers.iter().enumerate().find(|(_, retrier)| failure.matches(&retrier.errors))?;
    counts.resize(retriers.len(), 0);
    let count = counts.get_mut(index)?;
    if *count >= retrier.max_attempts {
        return None;
    }
    let delay = delay(retrier, *count);
    *count += 1;
    let delay = match retrier.jitter {
        Jitter::None => delay,
        Jitter::Full => random.unit() * delay,
    };
    Some(Again { retrier: index, delay: time::from_seconds(delay) })
}

/// Seconds before the attempt after `count` earlier ones of this retrier, without jitter.
#[must_use]
pub fn delay(retrier: &Retrier, count: u64) -> f64 {
    let grown = retrier.interval
        * libm::pow(retrier.backoff_rate, f64::from(u32::try_from(count).unwrap_or(u32::MAX)));
    let most = retrier.max_delay.unwrap_or(f64::INFINITY);
    // A year is longer than any execution.
    grown.min(most).clamp(0.0, 31_536_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::failure::Origin;

    fn retrier(errors: &[&str], max_attempts: u64) -> Retrier {
        Retrier {
            errors: errors.iter().map(|error| (*error).into()).collect(),
            interval: 2.0,
            max_attempts,
            backoff_rate: 2.0,
            max_delay: Some(5.0),
            jitter: Jitter::None,
        }
    }

    fn failure(error: &str) -> Failure {
        Failure { error: Some(error.into()), cause: None, origin: Origin::Task }
    }

    #[test]
    fn delays_grow_up_to_the_greatest() {
        let delays: Vec<f64> =
            (0..4).map(|count| delay(&retrier(&["States.ALL"], 9), count)).collect();
        assert_eq!(delays, [2.0, 4.0, 5.0, 5.0]);
    }

    #[test]
    fn each_retrier_counts_for_itself() {
        let retriers = [retrier(&["A"], 1), retrier(&["States.ALL"], 1)];
        let (mut counts, mut random) = (Vec::new(), Random::new(0));
        let mut attempt = |error| {
            decide(&retriers, &mut counts, &failure(error), &mut random).map(|again| again.retrier)
        };
        assert_eq!(
            [attempt("A"), attempt("B"), attempt("A"), attempt("B")],
            [Some(0), Some(1), None, None]
        );
    }
}
