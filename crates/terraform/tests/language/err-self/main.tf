resource "terraform_data" "x" {
  input = terraform_data.x.id
}
resource "terraform_data" "y" {
  count = 2
  input = terraform_data.y[0].id
}
locals {
  l = local.l
}
variable "v" {
  validation {
    condition     = local.q
    error_message = "x."
  }
}
locals {
  q = var.v
}
