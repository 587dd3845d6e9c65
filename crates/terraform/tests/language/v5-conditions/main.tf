variable "size" {
  type    = number
  default = 3
  validation {
    condition     = var.size < 3
    error_message = "Size must be below three, but is ${var.size}."
  }
  validation {
    condition     = var.size % 2 == 0
    error_message = "size must be even"
  }
}
variable "name" {
  type    = string
  default = "Bad Name"
  validation {
    condition     = can(regex("^[a-z-]+$", var.name))
    error_message = "The name must be lower case."
  }
}
resource "terraform_data" "a" {
  input = var.name
}
