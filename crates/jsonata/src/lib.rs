//! JSONata 2.0.6 with positions, limits and the dialect of AWS Step Functions.
