variable "v" {
  default = "x"
  validation {
    condition     = var.v == local.a
    error_message = "x"
  }
}
locals {
  a = "${var.v}-x"
}
output "a" {
  value = local.a
}
