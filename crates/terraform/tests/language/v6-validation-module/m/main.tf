variable "name" {
  validation {
    condition     = lower(var.name) == var.name
    error_message = "Name ${var.name} has upper case."
  }
}
variable "n" {
  type = number
  validation {
    condition     = var.n > 0
    error_message = "n must be positive."
  }
}
