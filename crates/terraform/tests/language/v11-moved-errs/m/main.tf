resource "terraform_data" "z" {}
moved {
  from = terraform_data.q
  to   = terraform_data.z
}
moved {
  from = module.sub
  to   = module.sub2
}
