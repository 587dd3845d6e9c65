variable "w" {
  default = 2
}
resource "terraform_data" "y" {
}
output "o" {
  value = 1
}
locals {
  z = 1
}
module "m" {
}
moved {
  from = terraform_data.x
  to   = terraform_data.q
}
variable "v" {
  type = list(string)
}
