module "a" {
  source = "./m"
  count  = 2
}
module "b" {
  source   = "./m"
  for_each = { x = 1 }
}
module "c" {
  source = "./m"
}
output "a1" {
  value = module.a.out
}
output "a2" {
  value = module.a[5].out
}
output "a3" {
  value = module.a["x"].out
}
output "a4" {
  value = module.a[*].nope
}
output "b1" {
  value = module.b.out
}
output "b2" {
  value = module.b["y"].out
}
output "b3" {
  value = module.b[0].out
}
output "c1" {
  value = module.c[0].out
}
output "c2" {
  value = module.c["k"].out
}
output "c3" {
  value = module.c.nope
}
output "c4" {
  value = module.c.out.deep
}
output "c5" {
  value = module.c.inner.x
}
