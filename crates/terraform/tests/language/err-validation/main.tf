variable "a" {
  default = 5
  validation {
    condition     = var.a > var.b
    error_message = "a (${var.a}) must exceed b (${var.b})."
  }
}
variable "b" {
  default = 9
}
variable "s" {
  default   = "topsecret"
  sensitive = true
  validation {
    condition     = length(var.s) < 3
    error_message = "Secret ${var.s} is too long."
  }
}
variable "t" {
  type    = list(string)
  default = ["x"]
  validation {
    condition     = can(regex("^a", var.t[0])) && contains(local.allowed, var.t[0])
    error_message = "First must start with a."
  }
  validation {
    condition     = var.t[5] == "x"
    error_message = "never"
  }
}
variable "nb" {
  default = "x"
  validation {
    condition     = var.nb
    error_message = "not bool"
  }
}
variable "nl" {
  default = null
  validation {
    condition     = var.nl == null ? null : true
    error_message = "null result"
  }
}
locals {
  allowed = ["abc"]
}
