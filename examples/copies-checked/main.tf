variable "copies" {
  type    = number
  default = 2

  validation {
    condition     = var.copies > 0
    error_message = "At least one copy is needed."
  }
}

resource "terraform_data" "copy" {
  count = var.copies
}
