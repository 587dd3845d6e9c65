variable "v" {
  type    = string
  default = "a"
}
locals {
  x = 1
  y = 2
}
resource "terraform_data" "a" {
  input            = var.v
  triggers_replace = [1]
  lifecycle {
    create_before_destroy = true
    ignore_changes        = [input]
  }
}
output "o" {
  value       = local.x
  description = "old"
}
module "m" {
  source = "./m"
  a      = 1
  b      = 2
}
terraform {
  required_version = ">= 1.0"
}
