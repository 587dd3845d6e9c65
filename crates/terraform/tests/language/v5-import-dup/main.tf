resource "terraform_data" "a" {
}
resource "terraform_data" "c" {
  count = 1
}
variable "empty" {
  default = null
}
import {
  to = terraform_data.a
  id = "one"
}
import {
  to = terraform_data.a
  id = "two"
}
import {
  to = terraform_data.c[0]
  id = var.empty
}
