variable "tok" {
  type      = string
  ephemeral = true
}
locals {
  auth = "Bearer ${var.tok}"
  n    = ephemeralasnull(var.tok)
}
resource "terraform_data" "a" {
  input = local.n == null ? "none" : "some"
}
module "m" {
  source = "./m"
  tok    = local.auth
}
output "len" {
  value = local.n
}
output "m" {
  value = module.m.n
}
