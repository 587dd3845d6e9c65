locals {
  a = local.b
  b = local.c
  c = local.a
}
resource "terraform_data" "x" {
  input = module.m.out
}
module "m" {
  source = "./m"
  in     = terraform_data.x.id
}
