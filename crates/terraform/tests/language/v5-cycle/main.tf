locals {
  a = local.b
  b = local.c
  c = local.a
}
resource "terraform_data" "x" {
  input = terraform_data.y.output
}
resource "terraform_data" "y" {
  depends_on = [terraform_data.z]
}
resource "terraform_data" "z" {
  input = terraform_data.x.id
}
