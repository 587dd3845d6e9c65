//! The Terraform planner: configuration, graph, evaluation, plan.
