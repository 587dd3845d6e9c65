resource "terraform_data" "a" {
  input = {
    a = 1,
    b = 2
    c = 3 d = 4
  }
  count = 1 +
}

variable "x" {
  type = object({
    a = string
    b = optional(string "x")
  })
}

output "y" {
  value = var.x[
}

locals {
  s = "abc ${ var.x "
}
