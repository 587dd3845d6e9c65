resource "terraform_data" "a" {
}
resource "terraform_data" "b" {
}
resource "terraform_data" "c" {
}
moved {
  from = terraform_data.a
  to   = terraform_data.b
}
moved {
  from = terraform_data.x
  to   = terraform_data.b
}
moved {
  from = terraform_data.x
  to   = terraform_data.c
}
moved {
  from = terraform_data.p
  to   = terraform_data.q
}
moved {
  from = terraform_data.q
  to   = terraform_data.p
}
moved {
  from = terraform_data.z
  to   = terraform_data.z
}
moved {
  from = module.m
  to   = terraform_data.c
}
moved {
  from = terraform_data.y
}
moved {
  from = var.x
  to   = local.y
}
moved {
  from = data.x.y
  to   = data.x.z
}
moved {
  from = terraform_data.y
  to   = aws_instance.y
}
