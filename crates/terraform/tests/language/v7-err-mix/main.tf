variable "names" {
  type = set(string)
  default = ["a"]
}
resource "terraform_data" "a" {
  input = var.names[0]
}
resource "terraform_data" "b" {
  input = local.x.y
}
locals {
  x = { z = 1 }
  q = lookup(var.names, "a", null)
  w = var.names.foo
}
output "o" {
  value = [for n in var.names : n.id]
}
output "p" {
  value = terraform_data.a.inptu
}
