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
  input      = 1
  depends_on = [module.n]
}
module "n" {
  source = "./m"
  in     = terraform_data.x.output
}
