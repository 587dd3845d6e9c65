variable "min" {
  type = number
  validation {
    condition     = var.min < var.max
    error_message = "min ${var.min} must be below max ${var.max}."
  }
}
variable "max" {
  type = number
  validation {
    condition     = var.max > local.floor
    error_message = "max must be above ${local.floor}."
  }
}
locals {
  floor = 10
}
variable "list" {
  type    = list(string)
  default = ["a", "B"]
  validation {
    condition     = alltrue([for s in var.list : lower(s) == s])
    error_message = "Only lower case: ${join(", ", [for s in var.list : s if lower(s) != s])}"
  }
}
