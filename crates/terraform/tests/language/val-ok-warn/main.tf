variable "a" {
  type    = string
  default = "${5}"
}
resource "terraform_data" "a" {
  input = "${var.a}"
  lifecycle {
    ignore_changes = [id]
  }
}
variable "old" {
  type = list
}
output "x" {
  value = "${terraform_data.a.*.id}"
}
terraform {
  required_version = ">= 0.12"
}
