//! The facts of the AWS provider, compressed, decoded one type at a time.
