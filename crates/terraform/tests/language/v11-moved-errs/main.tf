resource "terraform_data" "a" {
  count = 2
}
resource "terraform_data" "b" {}
resource "terraform_data" "still" {}
module "m" {
  source = "./m"
}
moved {
  from = terraform_data.still
  to   = terraform_data.b
}
moved {
  from = terraform_data.x
  to   = terraform_data.b
}
moved {
  from = terraform_data.x
  to   = terraform_data.a[0]
}
moved {
  from = terraform_data.p
  to   = terraform_data.p
}
moved {
  from = module.m
  to   = terraform_data.b
}
moved {
  from = terraform_data.q[0]
  to   = module.m.terraform_data.z
}
moved {
  from = module.gone[0].terraform_data.z
  to   = module.m.terraform_data.y["k"]
}
moved {
  from = terraform_data.r
  to   = aws_instance.r
}
moved {
  from = module.m.terraform_data.z
  to   = terraform_data.new
}
