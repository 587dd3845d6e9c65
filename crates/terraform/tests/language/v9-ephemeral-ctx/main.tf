variable "tok" {
  ephemeral = true
  default   = "t"
}
variable "plain" {
  default = "p"
}
locals {
  t = "x-${var.tok}"
  n = [var.tok]
}
output "a" {
  value = local.t
}
output "b" {
  value     = var.tok
  ephemeral = true
}
output "c" {
  value = ephemeralasnull(local.n)
}
resource "terraform_data" "a" {
  input = local.t
}
resource "terraform_data" "b" {
  count = var.tok == "t" ? 1 : 0
}
resource "terraform_data" "c" {
  for_each = toset([var.tok])
}
module "m" {
  source = "./m"
  a      = var.tok
  b      = var.tok
}
check "c" {
  assert {
    condition     = var.tok == "z"
    error_message = "Token ${var.tok}"
  }
}
resource "terraform_data" "p" {
  provisioner "local-exec" {
    command = "echo ${var.tok}"
  }
  lifecycle {
    precondition {
      condition     = var.tok == "y"
      error_message = "nope"
    }
  }
}
