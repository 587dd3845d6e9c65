module "c" {
  source = "./m"
}
output "c4" {
  value = module.c.out.deep
}
output "c5" {
  value = module.c.num[0]
}
locals {
  x = upper(module.c.list)
}
