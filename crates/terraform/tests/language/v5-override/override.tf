variable "v" {
  default = "over"
}
locals {
  b = 20
}
resource "terraform_data" "a" {
  input = "over-${var.v}-${local.b}"
  lifecycle {
    prevent_destroy = true
  }
}
