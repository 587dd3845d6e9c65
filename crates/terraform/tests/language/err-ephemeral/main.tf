variable "tok" {
  type      = string
  ephemeral = true
}
locals {
  n = { v = var.tok }
}
resource "terraform_data" "r" {
  input = var.tok
}
resource "terraform_data" "c" {
  count = length(var.tok)
}
output "bad" {
  value = local.n
}
output "bad2" {
  value     = "x"
  ephemeral = true
}
