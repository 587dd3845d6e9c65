variable "name" {
  type = string
}
variable "ports" {
  type = list(number)
}
variable "tags" {
  type    = map(string)
  default = {}
}
locals {
  pairs = { for p in var.ports : "${var.name}-${p}" => p }
}
resource "terraform_data" "port" {
  for_each = local.pairs
  input    = { key = each.key, port = each.value, tags = var.tags }
}
module "inner" {
  source = "./inner"
  count  = length(var.ports) > 1 ? 1 : 0
  value  = one([for p in var.ports : p if p > 100])
}
output "summary" {
  value = "${var.name}:${join(",", var.ports)}:${try(module.inner[0].doubled, "none")}"
}
output "ids" {
  value = [for r in terraform_data.port : r.id]
}
