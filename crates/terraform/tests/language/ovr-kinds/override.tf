variable "v" {
  default = "over"
}
locals {
  b = 20
}
resource "terraform_data" "x" {
  input = var.v
  count = 2
  lifecycle {
    ignore_changes = []
  }
}
output "o" {
  sensitive = false
}
module "m" {
  b = 30
}
