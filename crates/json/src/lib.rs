//! JSON texts with positions, JSON Pointer, and the printed forms of AWS and Terraform.

