resource "terraform_data" "b" {
}
variable "m" {
}
variable "n" {
  default = "abc"
}
output "o" {
  value = 1
}
locals {
  x = 1
}
module "z" {
  source = "./z"
}
moved {
  from = terraform_data.q
  to   = terraform_data.a
}
