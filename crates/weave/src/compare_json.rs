//! Recorded JSON against what the engine says now.
