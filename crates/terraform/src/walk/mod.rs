//! Evaluation of the graph, node by node.

mod expand;
