resource "terraform_data" "a" {
  input = [1, 2
  3]
}
variable "x" {
  default = "unclosed
}
locals {
  a = 1 +
  b = 2
}
