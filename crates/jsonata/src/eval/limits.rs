//! The bounds of an evaluation.

use super::Run;
use crate::error::{Fault, Outcome};

/// Most items of an array, as for the range operator.
pub(crate) const MAX_ITEMS: usize = 10_000_000;

/// How many steps pass between two looks at the clock.
const LOOK_EVERY: u64 = 4096;

/// Bytes of stack that an evaluation may use, whatever the depth: half of what the smallest supported stack has.
const MAX_STACK: usize = if cfg!(target_family = "wasm") { 400 << 10 } else { 1 << 20 };

/// Where the stack is now.
#[inline]
pub(super) fn stack_address() -> usize {
    let marker = 0u8;
    std::ptr::from_ref(&marker).addr()
}

/// The error where a text or a result is too large.
pub(crate) fn too_large() -> Fault {
    Fault::saying("U1002", "The result is too large")
}

fn too_long() -> Fault {
    Fault::saying("U1001", "Expression evaluation timeout: Check for infinite loop")
}

impl Run<'_> {
    /// Begins the evaluation of a node: one level deeper, one step more.
    pub(super) fn enter(&mut self) -> Outcome<()> {
        self.depth += 1;
        if self.depth > self.options.limits.depth
            || self.stack_base.abs_diff(stack_address()) > MAX_STACK
        {
            return Err(Fault::new("U1001"));
        }
        self.charge(1)
    }

    /// Counts the evaluation of a node that has nothing below it.
    pub(super) fn pass(&mut self) -> Outcome<()> {
        if self.depth >= self.options.limits.depth {
            return Err(Fault::new("U1001"));
        }
        self.charge(1)
    }

    /// Counts work in proportion to `count` values.
    #[inline]
    pub(crate) fn charge(&mut self, count: usize) -> Outcome<()> {
        self.steps += count as u64;
        if self.steps >= self.next_look { self.look() } else { Ok(()) }
    }

    #[cold]
    fn look(&mut self) -> Outcome<()> {
        if self.steps > self.options.limits.steps {
            return Err(too_long());
        }
        if let (Some(deadline), Some(clock)) = (self.deadline, self.options.clock)
            && clock() > deadline
        {
            return Err(too_long());
        }
        self.next_look = (self.steps + LOOK_EVERY).min(self.options.limits.steps.saturating_add(1));
        Ok(())
    }

    /// Refuses texts beyond the limit before they are made.
    pub(crate) fn allow_text(&mut self, bytes: usize) -> Outcome<()> {
        if bytes > self.options.limits.output {
            return Err(too_large());
        }
        self.charge(bytes / 64)
    }

    /// Refuses arrays beyond the limit before they are made.
    pub(crate) fn allow_items(&mut self, count: usize) -> Outcome<()> {
        if count > MAX_ITEMS {
            return Err(too_large());
        }
        self.charge(count / 16)
    }
}
