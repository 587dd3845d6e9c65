//! Static checks of state machine definitions: what CreateStateMachine refuses, and what it does not notice.
