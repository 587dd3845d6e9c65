module "a" {
  source = "./a"
  count  = 2
  name   = "n${count.index}"
}
output "all" {
  value = module.a[*].deep
}
output "byname" {
  value = { for m in module.a : m.name => m.deep }
}
locals {
  picked = [for m in module.a : m.deep.x if m.name == "n1"]
}
output "picked" {
  value = local.picked
}
