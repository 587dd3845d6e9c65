variable "tok" {
  type      = string
  ephemeral = true
}
module "m" {
  source = "./m"
  tok    = var.tok
}
locals {
  derived = "x-${var.tok}"
}
output "null" {
  value = ephemeralasnull(local.derived)
}
output "len" {
  value = ephemeralasnull({ a = var.tok, b = 1 })
}
resource "terraform_data" "r" {
  input = ephemeralasnull(var.tok) == null ? "none" : "some"
}
