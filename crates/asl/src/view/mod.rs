//! Views: texts of a finished run. Each is a pure function of it.

mod coverage;
mod events;
mod graph;
mod outcome;
mod picture;
mod stages;
mod table;
mod timeline;
mod trace;

pub use coverage::{Coverage, coverage};
pub use events::{events, history};
pub use graph::{graph, graph_text};
pub use outcome::{error, output, summary};
pub use picture::timeline_svg;
pub use stages::stages;
pub use timeline::timeline;
pub use trace::trace;
