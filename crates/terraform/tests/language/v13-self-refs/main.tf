resource "terraform_data" "a" {
  input = terraform_data.a.id
}
resource "terraform_data" "b" {
  count = 2
  input = terraform_data.b[0].id
}
resource "terraform_data" "c" {
  for_each = toset(["x", "y"])
  input    = terraform_data.c["x"].id
}
resource "terraform_data" "d" {
  count = length(terraform_data.d)
}
resource "terraform_data" "e" {
  depends_on = [terraform_data.e]
}
locals {
  l = local.l
  m = [for x in local.m : x]
}
variable "v" {
  default = "x"
  validation {
    condition     = var.w == "x"
    error_message = "x"
  }
}
variable "w" {
  default = "y"
  validation {
    condition     = var.v == "x" && var.w == "x"
    error_message = "x"
  }
}
output "o" {
  value = output.o
}
module "m" {
  source = "./m"
  x      = module.m.y
}
