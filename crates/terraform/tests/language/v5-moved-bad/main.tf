resource "terraform_data" "a" {
}
resource "terraform_data" "b" {
}
moved {
  from = terraform_data.a
  to   = terraform_data.b
}
moved {
  from = terraform_data.x
  to   = terraform_data.x
}
moved {
  from = terraform_data.c
  to   = module.m
}
moved {
  from = terraform_data.d
  to   = terraform_data.a
}
moved {
  from = terraform_data.e
  to   = terraform_data.a
}
moved {
  to = terraform_data.b
}
moved {
  from = var.x
  to   = local.y
}
moved {
  from = data.terraform_remote_state.a
  to   = data.terraform_remote_state.b
}
