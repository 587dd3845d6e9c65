locals {
  a = local.b
  b = local.c
  c = local.a
}
module "m" {
  source = "./m"
  in     = module.m.out
}
resource "terraform_data" "x" {
  input = terraform_data.y.id
}
resource "terraform_data" "y" {
  input = output.z
}
