variable "tok" {
  type      = string
  ephemeral = true
}
locals {
  auth = { a = var.tok, b = 1 }
}
resource "terraform_data" "a" {
  input = local.auth
}
resource "terraform_data" "b" {
  count = length(var.tok)
}
resource "terraform_data" "c" {
  for_each = toset([var.tok])
}
output "o" {
  value = var.tok
}
output "p" {
  value     = local.auth.a
  ephemeral = true
}
module "m" {
  source = "./m"
  plain  = var.tok
}
