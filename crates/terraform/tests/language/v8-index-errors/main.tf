locals {
  l = ["a", "b"]
  m = { a = 1 }
  t = tomap({ x = "1" })
  o = { list = [{ n = 1 }] }
  nul = null
}
resource "terraform_data" "c" {
  count = 2
}
resource "terraform_data" "e" {
  for_each = toset(["x"])
}
resource "terraform_data" "p" {}
output "a" {
  value = local.l[2]
}
output "b" {
  value = local.l["x"]
}
output "c" {
  value = local.m["b"]
}
output "d" {
  value = local.m.b
}
output "e" {
  value = local.t.y
}
output "f" {
  value = local.t["y"]
}
output "g" {
  value = local.o.list[1].n
}
output "h" {
  value = local.o.list.n
}
output "i" {
  value = local.nul.x
}
output "j" {
  value = local.nul[0]
}
output "k" {
  value = local.l[null]
}
output "l" {
  value = local.l[-1]
}
output "m" {
  value = local.l[1.5]
}
output "n" {
  value = terraform_data.c[5].id
}
output "o" {
  value = terraform_data.c["x"].id
}
output "p" {
  value = terraform_data.e["y"].id
}
output "q" {
  value = terraform_data.e[0].id
}
output "r" {
  value = terraform_data.p[0].id
}
output "s" {
  value = terraform_data.c.id
}
output "t" {
  value = terraform_data.e.id
}
output "u" {
  value = local.l[*].x
}
output "v" {
  value = "str".x
}
output "w" {
  value = toset(["a"])[0]
}
output "x" {
  value = true[0]
}
output "y" {
  value = local.m[local.l]
}
output "z" {
  value = local.t[terraform_data.p]
}
