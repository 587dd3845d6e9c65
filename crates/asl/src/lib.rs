//! An interpreter for the Amazon States Language on a virtual clock.
