variable "key" {
  type = string
}
locals {
  v = tonumber(var.key) * 10
}
resource "terraform_data" "this" {
  input            = local.v
  triggers_replace = [var.key]
}
output "v" {
  value = local.v
}
