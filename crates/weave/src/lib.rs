//! Markdown chapters to examples and back: scan, extract, reconcile, edit.
