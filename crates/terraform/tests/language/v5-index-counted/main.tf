resource "terraform_data" "c" {
  count = 2
}
resource "terraform_data" "e" {
  for_each = toset(["a"])
}
resource "terraform_data" "s" {
}
output "c1" {
  value = terraform_data.c.id
}
output "c2" {
  value = terraform_data.c[5].id
}
output "c3" {
  value = terraform_data.c["a"].id
}
output "e1" {
  value = terraform_data.e.id
}
output "e2" {
  value = terraform_data.e["zz"].id
}
output "e3" {
  value = terraform_data.e[0].id
}
output "s1" {
  value = terraform_data.s[0].id
}
output "s2" {
  value = terraform_data.s["x"]
}
output "s3" {
  value = terraform_data.s.idd
}
output "m1" {
  value = module.m.out
}
output "m2" {
  value = module.n.out
}
output "m3" {
  value = module.n[3].out
}
output "m4" {
  value = module.m.nope
}
module "m" {
  source = "./m"
}
module "n" {
  source = "./m"
  count  = 1
}
