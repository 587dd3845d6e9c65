variable "n" {
  default = null
}
variable "o" {
  type    = object({ a = string })
  default = null
}
locals {
  l = [{ a = 1, b = [{ c = 1 }, { c = 2 }] }, { a = 2, b = [] }]
  s = toset(["b", "a"])
  m = { k = "v" }
}
resource "terraform_data" "c" {
  count = 2
  input = count.index
}
resource "terraform_data" "e" {
  for_each = local.m
  input    = each.value
}
output "a" {
  value = var.n[*]
}
output "b" {
  value = var.o[*].a
}
output "c" {
  value = local.l[*].b[*].c
}
output "d" {
  value = local.l.*.a
}
output "e" {
  value = local.s[*]
}
output "f" {
  value = local.m[*].k
}
output "g" {
  value = "x"[*]
}
output "h" {
  value = terraform_data.c[*].input
}
output "i" {
  value = terraform_data.c[*].id
}
output "j" {
  value = values(terraform_data.e)[*].input
}
output "k" {
  value = terraform_data.e[*].k.input
}
output "l" {
  value = [for x in terraform_data.c[*] : x.input * 10]
}
output "m" {
  value = flatten([for o in local.l : o.b[*].c])
}
output "n" {
  value = one(terraform_data.c[*].input) == null
}
