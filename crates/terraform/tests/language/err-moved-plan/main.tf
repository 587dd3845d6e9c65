resource "terraform_data" "a" {
}
resource "terraform_data" "c" {
}
moved {
  from = terraform_data.a
  to   = terraform_data.c
}
moved {
  from = terraform_data.c
  to   = terraform_data.d
}
resource "terraform_data" "d" {
}
module "x" {
  source = "./m"
}
moved {
  from = module.x.terraform_data.in
  to   = terraform_data.out
}
moved {
  from = module.y
  to   = module.x
}
moved {
  from = module.z
  to   = module.x
}
