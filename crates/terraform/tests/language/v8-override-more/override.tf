variable "v" {
  type    = number
  default = 5
}
locals {
  x = 10
}
resource "terraform_data" "a" {
  input = "over"
  lifecycle {
    prevent_destroy = true
  }
}
output "o" {
  sensitive = true
}
module "m" {
  b = 20
}
