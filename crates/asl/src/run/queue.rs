//! What happens when, in virtual time.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use super::frame::FrameId;
use crate::time::Millis;

/// Threads that are to go on: those that can now, and those that wait for a point in time.
///
/// At the same point in time threads go on in the order in which they began to wait.
#[derive(Debug, Default)]
pub(super) struct Queue {
    ready: VecDeque<FrameId>,
    timers: BinaryHeap<Reverse<(Millis, u64, FrameId)>>,
    sequence: u64,
}

impl Queue {
    pub(super) fn ready(&mut self, frame: FrameId) {
        self.ready.push_back(frame);
    }

    /// Before all others that are ready: a group's parent goes on at once.
    pub(super) fn ready_first(&mut self, frame: FrameId) {
        self.ready.push_front(frame);
    }

    pub(super) fn at(&mut self, time: Millis, frame: FrameId) {
        self.sequence += 1;
        self.timers.push(Reverse((time, self.sequence, frame)));
    }

    pub(super) fn is_idle(&self) -> bool {
        self.ready.is_empty()
    }

    pub(super) fn pop_ready(&mut self) -> Option<FrameId> {
        self.ready.pop_front()
    }

    pub(super) fn pop_timer(&mut self) -> Option<(Millis, FrameId)> {
        self.timers.pop().map(|Reverse((time, _, frame))| (time, frame))
    }
}
