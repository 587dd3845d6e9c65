variable "tok" {
  ephemeral = true
  type      = string
  default   = "t"
}
locals {
  hidden = upper(var.tok)
}
module "m" {
  source = "./m"
  a      = local.hidden
}
output "asnull" {
  value = ephemeralasnull({ a = local.hidden, b = 2 })
}
resource "terraform_data" "a" {
  input = ephemeralasnull(var.tok)
  lifecycle {
    precondition {
      condition     = length(var.tok) > 0
      error_message = "empty"
    }
  }
}
resource "terraform_data" "b" {
  input = terraform.applying ? 1 : 2
}
